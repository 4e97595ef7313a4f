"""The demonstration: generated reports, marked wherever they show, and never among real ones."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pyarrow.parquet
import pytest

import run
from data import ask, export, paths
from data.answer import DEMO_COLUMN, DEMO_MARK
from etl import build
from etl.inbox import demo
from etl.inbox.deliveries import deliveries
from etl.inbox.preview import preview
from etl.validate import Refused
from i18n import LANGUAGES, Locale
from server import feed
from tests import visits
from tests.charts.printed import faults
from tests.each import each, sample, spread
from ui import etl_process

TODAY = date(2026, 11, 20)


def switch_on(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.setenv("CHINA_MONITOR_DEMO", "1")
    patch.setenv("CHINA_MONITOR_INBOX", str(folder / "inbox"))
    patch.setenv("CHINA_MONITOR_WAREHOUSE", str(folder / "warehouse"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, built in folders of its own."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        switch_on(patch, folder)
        demo.fill(TODAY)
        build.build()
    return folder


@pytest.fixture
def shown(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The demonstration, served for one test."""
    switch_on(monkeypatch, made)
    return made


def test_the_same_day_gives_the_same_reports_and_each_says_what_it_is() -> None:
    first, again = demo.reports(TODAY), demo.reports(TODAY)
    assert [one.raw for one in first] == [one.raw for one in again]
    assert {one.kind for one in first} == {"rail_trains", "ship_calls", "terminal_month"}
    assert all(one.raw.decode("utf-8-sig").startswith("Demonstrationsdaten") for one in first)
    assert max(one.day for one in first) <= TODAY


@each("today", [date(2026, 1, 1), date(2026, 3, 31), date(2028, 2, 29)])
def test_reports_come_out_for_any_day(today: date) -> None:
    assert len(demo.reports(today)) >= 3 * (demo.MONTHS - 2)


def test_no_generated_file_enters_the_real_inbox() -> None:
    for one in demo.reports(TODAY)[:6]:
        made = preview(one.raw, one.file, one.kind)
        assert "demo_data" in [issue.code for issue in made.errors]


def test_without_being_asked_for_nothing_is_generated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path))
    with pytest.raises(Refused, match="CHINA_MONITOR_DEMO"):
        demo.fill(TODAY)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("left_out", ["CHINA_MONITOR_INBOX", "CHINA_MONITOR_WAREHOUSE"])
def test_the_real_folders_are_never_those_of_the_demonstration(
    left_out: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_DEMO", "1")
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.delenv(left_out)
    with pytest.raises(Refused, match="is the real one"):
        demo.fill(TODAY)


def test_every_delivery_of_it_is_marked_and_comes_the_true_way(shown: Path) -> None:
    found = deliveries()
    assert len(found) > 3 * (demo.MONTHS - 1)
    assert all(one.is_demo for one in found)
    assert ask.state().is_demo
    assert len(ask.table("rail_train").rows) > 60


def test_filled_again_on_the_same_day_it_stays_as_it_is(shown: Path) -> None:
    before = [one.delivery_id for one in deliveries()]
    demo.fill(TODAY)
    assert [one.delivery_id for one in deliveries()] == before


@each(("path", "lang"), sample(spread(visits.PLACES, LANGUAGES), 10))
def test_every_page_and_every_picture_on_it_says_so(shown: Path, path: str, lang: str) -> None:
    app, locale = visits.visit(path, lang=lang), Locale(lang)
    pieces = visits.html(app)
    assert any(locale("demo.banner") in piece for piece in pieces)
    for chart in visits.charts(app):
        assert chart.alt.startswith(locale("demo.mark"))
        annotations = json.loads(chart.spec)["layout"]["annotations"]
        assert locale("demo.mark") in [one["text"] for one in annotations]
    lines = [p for p in pieces if 'class="cm-source"' in p]
    if path.startswith(("freight", "trade")):
        assert all(locale("demo.mark") in line for line in lines)


@pytest.mark.parametrize("path", ["overview", "news"])
def test_trains_that_operators_reported_are_told_of_where_the_newest_events_stand(
    shown: Path, path: str
) -> None:
    app, locale = visits.visit(path, lang="de"), Locale("de")
    assert visits.trouble(app) == []
    assert visits.tells(app, locale("news.event_train", route="Herne–Lianyungang"))


@pytest.mark.parametrize("german", [True, False])
def test_every_file_says_so_in_its_first_column(shown: Path, german: bool) -> None:
    sign = ";" if german else ","
    answer = ask.ask("deliveries_list")
    for raw in (
        export.csv(answer, "de", german=german),
        export.stored_file(ask.table("rail_train"), "csv_de" if german else "csv"),
    ):
        head, *rows = raw.decode("utf-8-sig").splitlines()
        assert head.split(sign)[0] == DEMO_COLUMN
        assert rows
        assert all(row.split(sign)[0] == DEMO_MARK for row in rows)
    assert export.file_name("x", is_demo=True).startswith("DEMO_")


def test_a_parquet_file_and_the_feed_say_so_too(shown: Path, tmp_path: Path) -> None:
    file = tmp_path / "x.parquet"
    file.write_bytes(export.stored_file(ask.table("source"), "parquet"))
    assert pyarrow.parquet.read_table(file).column_names[0] == DEMO_COLUMN
    told = feed.atom(ask.ask("alerts"), [], [], Locale("de")).decode()
    assert "<title>Demonstrationsdaten: " in told


def test_a_real_warehouse_carries_no_mark(warehouse: Path) -> None:
    assert not ask.state().is_demo
    assert DEMO_COLUMN not in ask.table("source").rows.column_names
    app = visits.visit("freight/link")
    assert not any("Demonstrationsdaten" in piece for piece in visits.html(app))


def test_run_py_keeps_the_demonstration_in_folders_of_its_own() -> None:
    assert run.split_words(["--demo"]) == ("demo", [])
    assert run.split_words(["--demo", "--", "--server.port", "8600"]) == (
        "demo", ["--server.port", "8600"],
    )  # fmt: skip
    environment: dict[str, str] = {}
    run.set_demo(environment)
    assert environment["CHINA_MONITOR_DEMO"] == "1"
    folders = {environment[f"CHINA_MONITOR_{name}"] for name in ("INBOX", "WAREHOUSE")}
    assert len(folders) == 2
    assert all("demo" in Path(folder).parts for folder in folders)


@pytest.mark.usefixtures("warehouse")
@each("lang", LANGUAGES)
@each("path", ["freight/monitor", "freight/alerts"])
def test_beside_the_real_data_a_click_shows_it_marked_throughout_and_lends_no_file(
    made: Path, tmp_path: Path, path: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A copy: answers from the other one may have lent their files to a demonstration served.
    shutil.copytree(made / "warehouse", tmp_path / f"{lang}{path[-3:]}" / "warehouse")
    monkeypatch.setattr(paths, "DEMO", tmp_path / f"{lang}{path[-3:]}")
    monkeypatch.setattr(etl_process, "demonstration", lambda: None)
    locale, plain = Locale(lang), visits.visit(path, lang=lang)
    assert not visits.tells(plain, locale("demo.banner"))
    app = visits.visit(path, lang=lang, demo="yes")
    pieces = visits.html(app)
    assert visits.trouble(app) == []
    assert visits.tells(app, locale("demo.banner"))
    assert [one.label for one in plain.button if one.key == "demo_show"] == [locale("demo.show")]
    assert all(chart.alt.startswith(locale("demo.mark")) for chart in visits.charts(app))
    assert bool(visits.charts(app)) == (path == "freight/monitor")
    for picture, alt in visits.drawn(app):
        assert faults(picture, locale, path, alt) == [], "it can be printed too"
    lines = [p for p in pieces if 'class="cm-source"' in p]
    assert any(locale("demo.mark") in line for line in lines)
    assert not any("data/csv/monitor" in p or "data/csv/alerts" in p for p in pieces)
    assert not ask.state().is_demo, "the real data stay what is served"
    (leave,) = (one for one in app.button if one.key == "demo_leave")
    assert not visits.tells(leave.click().run(), locale("demo.banner")), "one press, and it is left"


def test_who_may_not_write_sees_what_was_made_before_or_the_command(
    made: Path, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    monkeypatch.setattr(etl_process, "demonstration", lambda: pytest.fail("something was written"))
    monkeypatch.setattr(paths, "DEMO", tmp_path)
    app = visits.visit("freight/monitor", demo="yes")
    assert not [one for one in app.button if one.key == "demo_show"]
    assert visits.tells(app, Locale("de")("demo.command"))
    monkeypatch.setattr(paths, "DEMO", made)
    assert visits.tells(visits.visit("freight/monitor", demo="yes"), Locale("de")("demo.banner"))


def test_the_page_makes_it_where_the_command_does_and_says_when_it_fails(
    warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: dict[str, str] = {}

    def failing(words: list[str], **surroundings: str) -> subprocess.CompletedProcess[str]:
        asked.update(surroundings)
        return subprocess.CompletedProcess(words, 3, "", "no room left")

    monkeypatch.setattr(etl_process, "_run", failing)
    app = visits.visit("freight/monitor", demo="yes")
    assert [one.value for one in app.error] == [Locale("de")("demo.failed")]
    surroundings: dict[str, str] = {}
    run.set_demo(surroundings)
    assert asked == surroundings
