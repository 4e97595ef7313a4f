"""The page for the meeting, as somebody uses it who has a Mappe."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from i18n import Locale
from reports import store
from reports.mappe import Mappe
from tests import visits
from tests.reports.conftest import pack

__all__ = ["pack"]
DE = Locale("de")
PAGE = "meeting/mappe"


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHINA_MONITOR_MAPPEN", str(tmp_path / "mappen"))
    monkeypatch.setenv("CHINA_MONITOR_CITATIONS", str(tmp_path / "citations"))


def test_a_new_mappe_begins_with_the_ready_report_and_is_in_the_link() -> None:
    app = visits.visit(PAGE)
    app.button(key="mappe_begin_ready").click().run()
    assert not visits.trouble(app)
    stored = store.read(visits.link(app)["mappe"])
    assert stored.mappe.title == DE("mappe.lagebericht")
    assert len(stored.mappe.entries) > 5


def test_fields_comments_order_and_removal_are_kept_at_once(pack: Mappe) -> None:
    stored = store.create(pack)
    app = visits.visit(PAGE, mappe=stored.id)
    app.text_input(key=f"mappe_agenda_item_{stored.id}").set_value("Ö 7").run()
    app.text_input(key=f"mappe_day_{stored.id}").set_value("03.12.2026").run()
    first = pack.entries[0].item
    app.text_input(key=f"mappe_comment_{stored.id}_0_{first.name}").set_value("Frage 3").run()
    app.button(key="mappe_down_0").click().run()
    app.button(key="mappe_remove_0").click().run()
    assert not visits.trouble(app)
    now = store.read(stored.id).mappe
    assert (now.agenda_item, now.day) == ("Ö 7", date(2026, 12, 3))
    assert (now.entries[0].item, now.entries[0].comment) == (first, "Frage 3")
    assert len(now.entries) == len(pack.entries) - 1
    # What the browser remembers follows what the page says: this one is open, then it is gone.
    assert any(f'data-mappe-open="{stored.id}"' in one for one in visits.html(app))
    app.button(key="mappe_throw").click().run()
    assert any('data-mappen=""' in one for one in visits.html(app))
    assert not any("data-mappe-open" in one for one in visits.html(app))


def test_what_is_no_day_is_named_and_changes_nothing(pack: Mappe) -> None:
    stored = store.create(pack)
    app = visits.visit(PAGE, mappe=stored.id)
    app.text_input(key=f"mappe_day_{stored.id}").set_value("übermorgen").run()
    assert any("übermorgen" in one.value for one in app.info)
    assert store.read(stored.id).mappe == pack


def test_who_edits_second_goes_on_in_a_version_of_his_own(pack: Mappe) -> None:
    stored = store.create(pack)
    app = visits.visit(PAGE, mappe=stored.id)
    store.save(stored.id, pack.without(0), stored.revision)
    app.text_input(key=f"mappe_meeting_{stored.id}").set_value("Rat").run()
    kept = visits.link(app)["mappe"]
    assert kept != stored.id
    assert DE("mappe.conflict") in [one.value for one in app.info]
    assert store.read(kept).mappe.meeting == "Rat"
    assert store.read(stored.id).mappe == pack.without(0)


def test_a_mappe_that_is_not_there_is_told(pack: Mappe) -> None:
    del pack
    app = visits.visit(PAGE, mappe="0" * 12)
    assert DE("mappe.unknown") in [one.value for one in app.warning]


def test_since_the_meeting_says_what_was_revised_and_makes_a_new_mappe() -> None:
    from tests.reports.conftest import item

    then = item("trade/nrw", "nrw_totals", as_of=date(2023, 3, 1))
    stored = store.create(Mappe("März").added(then).commented(0, "bleibt"))
    app = visits.visit("meeting/since", mappe=stored.id)
    assert not visits.trouble(app)
    assert visits.tells(app, "233,7\xa0Mrd.\xa0€ → 237,3\xa0Mrd.\xa0€")
    app.button(key="since_renew").click().run()
    assert not visits.trouble(app)
    (entry,) = store.read(visits.link(app)["mappe"]).mappe.entries
    assert entry.comment == "bleibt"
    assert entry.item.as_of == date.today()
    assert entry.item.result_hash != then.result_hash


def test_where_reading_only_is_allowed_it_says_that_nothing_is_stored(
    pack: Mappe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    stored = store.create(pack)
    app = visits.visit(PAGE, mappe=stored.id)
    assert not visits.trouble(app)
    assert visits.tells(app, DE("mappe.not_stored"))


def test_a_mappe_gathered_in_german_opens_on_the_english_page(pack: Mappe) -> None:
    app = visits.visit(PAGE, mappe=store.create(pack).id, lang="en")
    assert not visits.trouble(app)
    pictures = [entry for entry in pack.entries if entry.item.drawing is not None]
    assert sum('class="cm-thumbnail"' in piece for piece in visits.html(app)) == len(pictures)
