"""The page „Daten einspielen“, and the way from the drop folder to the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from data import paths
from etl import build
from etl.inbox import downloaded_tables
from etl.inbox.deliveries import Delivery, deliveries
from etl.vintages import store
from i18n import LANGUAGES, Locale
from tests import visits
from tests.conftest import Serve
from tests.deliveries import lay, train
from tests.etl.test_by_hand import TABLE
from tests.operator_reports import read, trains
from tests.serving import dashboard
from tests.warehouses import serve_copy
from tests.watching import settled
from ui import page as ui_page

if TYPE_CHECKING:
    from tests.watching import Watched

TITLE = Locale("de")("page.data_inbox.title")
#: The day that the office's first figures are of.
BUILT = date(2025, 5, 4)


@dataclass(frozen=True)
class Office:
    """A running dashboard and the folder into which people drop files."""

    address: str
    inbox: Path


@pytest.fixture
def own(tmp_path: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An inbox and a built warehouse of the test's own; returns the drop folder."""
    serve_copy(warehouse, tmp_path / "warehouse")
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    (tmp_path / "inbox").mkdir()
    return tmp_path / "inbox"


@pytest.fixture(scope="module")
def office(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A dashboard whose inbox the tests of this file share; what others brought may lie there."""
    folder = tmp_path_factory.mktemp("office")
    serve_copy(warehouse, folder / "warehouse")
    pointer = paths.pointer(folder / "warehouse")
    said = json.loads(pointer.read_text(encoding="utf-8"))
    pointer.write_text(json.dumps({**said, "built": f"{BUILT}T00:00:00+00:00"}), encoding="utf-8")
    (folder / "inbox").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name in ("inbox", "warehouse", "vintages"):
            patch.setenv(f"CHINA_MONITOR_{name.upper()}", str(folder / name))
        with dashboard() as address:
            yield Office(address, folder / "inbox")


def delivered() -> dict[str, Delivery]:
    return {one.file: one for one in deliveries()}


def wait_for(page: Any, text: str, seconds: float = 180) -> None:
    page.get_by_text(text).first.wait_for(timeout=seconds * 1000)


@pytest.mark.browser
def test_a_page_opened_first_on_a_fresh_server_is_whole_and_moves_to_a_report_dropped_by_itself(
    office: Office, watched: Watched
) -> None:
    page = watched.page
    settled(page, f"{office.address}/freight?view=link", Locale("de")("page.freight_link.title"))
    page.wait_for_timeout(500)
    assert page.get_by_role("dialog").count() == 0
    assert watched.console == []
    doors = {entry.page for entry in visits.PAGES}
    assert page.locator("[data-testid='stTopNavLink']").count() == len(doors)

    assert page.get_by_text("zuege-juni.xlsx").count() == 0
    assert page.get_by_text(Locale("de").date(BUILT)).count() == 1
    before = page.request.get(f"{office.address}/healthz").json()
    raw = trains(Zeitzone="UTC")
    (office.inbox / "zuege-juni.xlsx").write_bytes(raw)
    # The page stays open and moves to the new data by itself.
    wait_for(page, "zuege-juni.xlsx")
    assert "zuege-juni.xlsx" in delivered()
    page.get_by_text(Locale("de").date(BUILT)).wait_for(state="detached")
    after = page.request.get(f"{office.address}/healthz").json()
    assert before["warehouse"] != after["warehouse"]


@pytest.mark.browser
def test_a_file_is_previewed_accepted_and_listed(
    office: Office, watched: Watched, tmp_path: Path
) -> None:
    page, locale = watched.page, Locale("de")
    settled(page, f"{office.address}/data?view=inbox", TITLE)
    file = tmp_path / "zuege.xlsx"
    file.write_bytes(trains({"Zugnummer": "51235"}, {"Zugnummer": "51236"}))
    page.set_input_files("input[type=file]", file)
    wait_for(page, locale("inbox.preview", file="zuege.xlsx"))
    assert "zuege.xlsx" not in delivered()
    page.get_by_role("button", name=locale("inbox.accept")).click()
    wait_for(page, locale("inbox.accepted", file="zuege.xlsx"))
    one = delivered()["zuege.xlsx"]
    assert (one.rows, one.supplier) == (2, "Terminal A")
    page.locator("td", has_text="zuege.xlsx").first.wait_for()


@pytest.mark.browser
def test_a_file_with_errors_shows_them_by_row_and_cannot_be_accepted(
    office: Office, watched: Watched, tmp_path: Path
) -> None:
    page, locale = watched.page, Locale("de")
    settled(page, f"{office.address}/data?view=inbox", TITLE)
    file = tmp_path / "schlecht.xlsx"
    file.write_bytes(trains({}, {"Zugnummer": "2", "TEU": -1}))
    page.set_input_files("input[type=file]", file)
    wait_for(page, "liegt außerhalb des Möglichen")
    assert page.get_by_role("button", name=locale("inbox.accept")).count() == 0
    page.get_by_role("button", name=locale("inbox.reject")).click()
    wait_for(page, locale("inbox.put_away", file="schlecht.xlsx"))
    assert "schlecht.xlsx" not in delivered()


@pytest.mark.browser
def test_the_field_for_files_speaks_german(office: Office, watched: Watched) -> None:
    settled(watched.page, f"{office.address}/data?view=inbox", TITLE)
    said = watched.page.get_by_test_id("stFileUploader").inner_text()
    assert "Datei wählen" in said
    assert "je Datei" in said
    for english in ("Upload", "Drag", "Browse", "per file", "Limit"):
        assert english not in said


@pytest.mark.browser
def test_a_table_of_an_office_is_previewed_and_taken_in_on_the_page(
    office: Office, watched: Watched, tmp_path: Path
) -> None:
    page, locale = watched.page, Locale("de")
    settled(page, f"{office.address}/data?view=inbox", TITLE)
    file = tmp_path / "51000-0032.csv"
    file.write_text(TABLE.replace(";4567;", ";41000000;").replace(";5678;", ";43000000;"), "utf-8")
    page.set_input_files("input[type=file]", file)
    wait_for(page, locale("inbox.table_new"))
    assert store.vintages("genesis_51000_0032") == []
    page.get_by_role("button", name=locale("inbox.accept")).click()
    wait_for(page, locale("inbox.accepted", file="51000-0032.csv"))
    (vintage,) = store.vintages("genesis_51000_0032")
    assert vintage.is_by_hand


@pytest.mark.browser
def test_a_table_that_is_cut_short_is_refused_on_the_page_with_the_reason(
    office: Office, watched: Watched, tmp_path: Path
) -> None:
    page, locale = watched.page, Locale("de")
    settled(page, f"{office.address}/data?view=inbox", TITLE)
    file = tmp_path / "51000-0032.csv"
    file.write_text(TABLE[: TABLE.index("2024;;")], "utf-8")
    page.set_input_files("input[type=file]", file)
    wait_for(page, locale("inbox.table_quarantined"))
    wait_for(page, "the file is cut short. Nothing was changed.")
    assert page.get_by_role("button", name=locale("inbox.accept")).count() == 0


@pytest.mark.browser
def test_a_template_is_downloaded_and_understood(office: Office, watched: Watched) -> None:
    page, locale = watched.page, Locale("de")
    settled(page, f"{office.address}/data?view=inbox", TITLE)
    name = locale("inbox.template", kind="Schiffe", form="XLSX")
    with page.expect_download(timeout=180_000) as coming:
        page.get_by_role("button", name=name).click()
    raw = Path(coming.value.path()).read_bytes()
    assert coming.value.suggested_filename == "vorlage_ship_calls.xlsx"
    assert read(raw, "x.xlsx", "auto").kind == "ship_calls"


@pytest.mark.browser
def test_where_reading_only_is_allowed_there_is_no_such_page_and_nobody_watches(
    own: Path, serve: Serve, watched: Watched
) -> None:
    address = serve(CHINA_MONITOR_READ_ONLY="1")
    page = watched.page
    settled(page, f"{address}/freight?view=link", Locale("de")("page.freight_link.title"))
    assert page.get_by_role("link", name=Locale("de")("page.data_inbox.short")).count() == 0
    page.goto(f"{address}/data?view=inbox")
    page.get_by_role("heading", level=1, name=Locale("de")("page.data_files.title")).wait_for()
    page.get_by_text("„view“").first.wait_for()
    (own / "zuege.xlsx").write_bytes(trains())
    settled(page, f"{address}/freight?view=monitor", Locale("de")("page.freight_monitor.title"))
    assert (own / "zuege.xlsx").exists()
    assert not (own / ".watching").exists()


def test_two_views_write_and_read_only_hides_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert [entry.place for entry in visits.PAGES if entry.writes] == [
        "data/inbox", "data/setup",
    ]  # fmt: skip
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    assert not {"data/inbox", "data/setup"} & {
        entry.place for entry in ui_page.visible_entries(visits.PAGES)
    }


def test_what_was_refused_is_shown_with_its_reasons(own: Path) -> None:
    from etl.inbox import watch

    seen: watch.Seen = {}
    (own / "schlecht.xlsx").write_bytes(trains(TEU=-1))
    watch.look(own, seen)
    watch.look(own, seen)
    app = visits.visit("data/inbox", lang="de")
    assert visits.trouble(app) == [Locale("de")("inbox.errors", count="1 Fehler")]
    assert any("liegt außerhalb des Möglichen" in piece for piece in visits.html(app))


def test_deliveries_are_listed_as_of_a_day(own: Path) -> None:
    lay(own, "rail_trains", [train()], file="frueh.xlsx")
    lay(own, "rail_trains", [train()], file="spaet.xlsx", at="2026-06-09T07:30:00Z")
    build.build()
    now, then = visits.visit("data/inbox"), visits.visit("data/inbox", as_of="2026-06-05")
    assert any("spaet.xlsx" in piece for piece in visits.html(now))
    assert not any("spaet.xlsx" in piece for piece in visits.html(then))
    assert any("frueh.xlsx" in piece for piece in visits.html(then))


def test_pages_never_import_what_writes() -> None:
    source = (paths.ROOT / "ui/etl_process.py").read_text(encoding="utf-8")
    assert "import etl" not in source
    assert "from etl" not in source


@pytest.mark.parametrize("outcome", ["quarantined", "failed"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_that_was_dropped_and_not_taken_in_is_listed_with_what_to_do(
    lang: str, outcome: str, own: Path
) -> None:
    said = {"file": "a.csv", "ok": False, "outcome": outcome, "text": "line 3: no such sign"}
    downloaded_tables.reject_table(b"Tabelle", said, own)

    app = visits.visit("data/inbox", lang=lang)

    assert visits.trouble(app) == [Locale(lang)(f"inbox.table_{outcome}")]
    assert visits.tells(app, "line 3: no such sign")
