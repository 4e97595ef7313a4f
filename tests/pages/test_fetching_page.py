"""What the pages say of fetched tables: last attempts, what is held back, and letting it in."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from data import paths, status
from etl import build, datasets
from etl.__main__ import main
from etl.fetch import attempts
from etl.fetch.http import Web
from etl.fetch.update import update
from etl.schema import Title
from etl.vintages import store
from i18n import Locale
from tests import visits
from tests.conftest import VIEWPORT, Serve
from tests.warehouses import serve_copy
from tests.watching import settled, until
from tests.worlds.eurostat import Eurostat
from tests.worlds.playback import Answer, playback

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.watching import Watched

COMEXT, STOCKS, GENESIS = "eurostat_ds_045409", "eurostat_bop_fdi6_pos", "genesis_51000_0036"
REASON = "The office now counts <b>returned</b> goods; see its note."
WHEN = "2026-11-20T05:00:00+00:00"
DE = Locale("de")


def threefold(text: str) -> str:
    return re.sub(r",(\d+),\r", lambda found: f",{int(found[1]) * 3},\r", text)


def fetch(answers: Any, *names: str) -> None:
    """Fetch tables and note what came of it, without a build."""
    named = {table.name: table for table in datasets.fetched() if table.name in names}
    with playback(answers) as served:
        web = Web(playback=served.address, sleep=lambda _: None)
        for outcome in update(named.values(), web, lambda *_: None):
            attempts.record(named[outcome.source], outcome, WHEN)


@pytest.fixture
def home(tmp_path: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Vintages, an inbox and a warehouse of the test's own; nothing fetched yet."""
    serve_copy(warehouse, tmp_path / "warehouse")
    for name in ("vintages", "inbox", "warehouse"):
        monkeypatch.setenv(f"CHINA_MONITOR_{name.upper()}", str(tmp_path / name))
    for name in ("GENESIS_TOKEN", "GENESIS_USERNAME", "GENESIS_PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "vintages").mkdir()
    return tmp_path


@pytest.fixture
def held(home: Path) -> store.Vintage:
    """One table taken in and then held back, one that failed, one that needs an account."""
    fetch(Eurostat(), COMEXT)
    later = Eurostat(rewrite=lambda text: threefold(text.replace("15/09/26", "15/10/26")))
    fetch(later, COMEXT)
    fetch(lambda _: Answer(b"<html>Maintenance</html>"), STOCKS)
    fetch(Eurostat(), GENESIS)
    (one,) = store.quarantined()
    return one


def page(path: str, lang: str = "de", **link: str) -> str:
    app = visits.visit(path, lang=lang, **link)
    assert not visits.trouble(app)
    return " ".join([*visits.html(app), *(one.value for one in app.markdown)])


@pytest.mark.parametrize("lang", ["de", "en"])
def test_before_anything_is_fetched_the_page_says_how(home: Path, lang: str) -> None:
    assert Locale(lang)("fetching.none") in page("data/setup", lang)
    assert Locale(lang)("fetching.held_none") in page("data/inbox", lang)


def test_what_waits_for_its_first_fetch_is_listed_until_somebody_tries(home: Path) -> None:
    waiting = {one.source for one in status.fetchable() if not one.has_state}
    assert waiting == {one.name for one in datasets.fetched() if not store.states(one.name)
                       and store.is_asked_with_all(one)}  # fmt: skip
    assert DE.count("awaited", len(waiting)) in page("data/setup")
    tried = next(one for one in status.fetchable() if one.source in waiting)
    fetch(lambda _: Answer(b"<html>Maintenance</html>"), tried.source)
    assert DE.count("awaited", len(waiting) - 1) in page("data/setup")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_each_table_says_what_came_of_its_last_fetch(held: store.Vintage, lang: str) -> None:
    locale, shown = Locale(lang), page("data/setup", lang)

    rows = re.findall(r"<tr>(.*?)</tr>", shown, re.DOTALL)
    for code, outcome, state in (
        ("DS-045409", "quarantined", locale.date(date(2026, 9, 15))),
        ("bop_fdi6_pos", "failed", locale("fetching.no_state")),
        ("51000-0036", "needs_account", locale("fetching.no_state")),
    ):
        row = next(row for row in rows if code in row and locale(f"fetching.{outcome}") in row)
        assert state in row
        assert locale.moment(status.attempts()[0].tried) in row
    assert "an HTML or XML page" in shown
    assert "register at https://www-genesis.destatis.de/" in shown


def test_what_is_held_back_is_told_line_by_line_without_a_path_of_the_machine(
    held: store.Vintage, home: Path
) -> None:
    report = (held.folder / store.REPORT).read_text(encoding="utf-8").splitlines()[1:]
    for path in ("data/setup", "data/inbox"):
        shown = page(path)
        assert report
        assert all(f"<li>{line.removeprefix('- ')}</li>" in shown for line in report)
        assert DE("fetching.held_advice") in shown
        assert re.findall(rf".{{40}}(?:{home}|{paths.QUARANTINE}).{{20}}", shown) == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_damaged_state_is_named_with_what_to_do(
    held: store.Vintage, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = titled(COMEXT)
    one = status.LeftOut(COMEXT, held.name, "DS-045409", title.de, ("a part is missing",))
    assert Locale(lang)("fetching.left_out_advice") not in page("data/setup", lang)
    monkeypatch.setattr(status, "left_out", lambda: [one])
    shown = page("data/setup", lang)
    assert f"{getattr(title, lang)} (DS-045409), {held.name}: a part is missing" in shown
    assert Locale(lang)("fetching.left_out_advice") in shown
    assert f"python -m etl update {COMEXT}" in shown


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_is_held_back_and_let_in_is_called_as_in_the_language_of_the_page(
    held: store.Vintage, lang: str
) -> None:
    locale, title = Locale(lang), titled(COMEXT)
    (one,) = status.quarantined()
    heading = locale("fetching.held_title", title=getattr(title, lang), table="DS-045409",
                     fetched=locale.moment(one.fetched))  # fmt: skip
    assert heading in page("data/setup", lang)
    store.release(held, REASON, WHEN)
    (row,) = re.findall(rf"<tr>((?:(?!</tr>).)*{re.escape(REASON[:20])}.*?)</tr>",
                        page("data/setup", lang), re.DOTALL)  # fmt: skip
    assert getattr(title, lang) in row


def titled(source: str) -> Title:
    """What a table is called."""
    return next(one.dataset.title for one in datasets.published() if one.name == source)


def test_an_earlier_day_knows_nothing_of_todays_fetches(held: store.Vintage) -> None:
    for path in ("data/setup", "data/inbox"):
        assert DE("fetching.held_advice") not in page(path, as_of="2026-05-21")


def test_a_release_needs_a_reason_which_is_kept_and_shown(
    held: store.Vintage, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visits.visit("data/inbox", lang="de")
    (button,) = (one for one in app.button if one.label == DE("fetching.release"))
    app = button.click().run()
    assert [one.value for one in app.warning] == [DE("fetching.reason_lacks")]
    assert store.quarantined() != []

    (field,) = (one for one in app.text_input if one.label == DE("fetching.reason"))
    field.set_value(f"  {REASON} ")
    (button,) = (one for one in app.button if one.label == DE("fetching.release"))
    app.default_timeout = 300
    app = button.click().run()

    assert not visits.trouble(app)
    assert [one.value for one in app.success] == [DE("fetching.release_done", table="DS-045409")]
    assert store.quarantined() == []
    (let_in,) = (one for one in store.vintages(COMEXT) if one.name == held.name)
    assert let_in.note["released"]["reason"] == REASON
    assert build.is_current(paths.warehouse()), "the figures are served"
    shown = page("data/setup")
    assert "The office now counts &lt;b&gt;returned&lt;/b&gt; goods; see its note." in shown
    assert DE("fetching.released") in shown
    assert DE("fetching.held_text") not in shown


def test_what_cannot_be_released_says_so_and_stays(
    held: store.Vintage, monkeypatch: pytest.MonkeyPatch
) -> None:
    next(held.folder.glob("*.csv")).write_bytes(b"damaged")
    app = visits.visit("data/inbox", lang="de")
    next(one for one in app.text_input if one.label == DE("fetching.reason")).set_value("why not")
    app.default_timeout = 300
    app = next(one for one in app.button if one.label == DE("fetching.release")).click().run()

    assert visits.trouble(app) == [DE("fetching.release_failed")]
    assert "is not as it was fetched" in " ".join(one.value for one in app.caption)
    assert held.folder.is_dir()
    assert str(held.folder.parent) not in " ".join(one.value for one in app.caption)


def test_where_reading_only_is_allowed_nothing_is_let_in(
    held: store.Vintage, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "data?view=inbox" in page("data/setup")
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")

    assert main(["release", COMEXT, held.name, "--reason", "x"]) == 1
    assert "CHINA_MONITOR_READ_ONLY" in capsys.readouterr().out
    assert store.quarantined() != []
    shown = page("data/setup")
    assert DE("fetching.held_text") in shown
    assert "data?view=inbox" not in shown


def test_broken_files_take_nothing_else_from_the_page(held: store.Vintage) -> None:
    store.release(held, REASON, WHEN)
    other = paths.vintages() / COMEXT / "20260101T000000Z-00000000"
    other.mkdir()
    (other / store.NOTE).write_text("[half\n\n[released]\nreason", encoding="utf-8")
    lost = paths.vintages() / paths.QUARANTINE / COMEXT / "20260101T000000Z-00000001"
    lost.mkdir(parents=True)
    (lost / store.NOTE).write_text('source = "x"\n', encoding="utf-8")

    assert [one.reason for one in status.releases()] == [REASON]
    assert status.quarantined() == []
    assert DE("fetching.released") in page("data/setup")
    for text in ("{half", "[1]", '{"a": {"table": 1}}', '{"a": 3}'):
        paths.attempts().write_text(text, encoding="utf-8")
        assert status.attempts() == []
    paths.attempts().write_text(json.dumps({}), encoding="utf-8")
    assert DE("fetching.none") in page("data/setup")


@pytest.mark.browser
def test_both_pages_are_open_to_everybody_with_tables_held_back(
    held: store.Vintage, serve: Serve, watched: Watched
) -> None:
    store.release(held, REASON, WHEN)
    fetch(Eurostat(rewrite=lambda text: threefold(threefold(text))), COMEXT)
    address = serve()
    for path, lang in (("data/setup", "de"), ("data/inbox", "de"), ("data/inbox", "en")):
        check_open(watched.page, address, path, Locale(lang))
    assert watched.console == []


def check_open(browser: Page, address: str, path: str, locale: Locale) -> None:
    browser.set_viewport_size(VIEWPORT)
    title = locale(f"page.{path.replace('/', '_')}.title")
    settled(browser, visits.address(address, path, lang=locale.lang), title)
    heading = browser.get_by_role("heading", name=locale("fetching.held_heading"), exact=True)
    heading.wait_for()
    folds = "details.cm-twin > summary, [data-testid=stExpander] summary"
    for fold in browser.locator(folds).all():
        fold.click()
    browser.locator(".cm-said li").first.wait_for(state="visible")
    if path == "data/inbox":
        browser.get_by_label(locale("fetching.reason")).wait_for(state="visible")
    for width in (VIEWPORT["width"], 390):
        browser.set_viewport_size({"width": width, "height": 900})
        until(browser, f"document.documentElement.scrollWidth <= {width}")
        wide = (
            "[...document.querySelectorAll('.cm-said, .cm-said ~ p')]"
            ".filter(one => one.scrollWidth > one.clientWidth).length"
        )
        until(browser, f"{wide} === 0")
        found = Axe().run(browser, options={"resultTypes": ["violations"]}).response["violations"]
        assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found] == []
