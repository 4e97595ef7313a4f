"""Promises of the monitor: every measure worked by hand, through the true pipeline; the pages."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pandas as pd
import pytest
from starlette.requests import Request
from starlette.responses import Response

from data import paths, series_alerts
from data.answer import Answer
from data.ask import ask
from etl import build
from i18n import LANGUAGES, Locale
from server.app import routes
from server.feed import atom
from tests import visits
from tests.deliveries import lay, train
from tests.each import each
from tests.warehouses import Row
from ui import link_status

DE = Locale("de")
ATOM = "{http://www.w3.org/2005/Atom}"
REPORT = "2026-06-30"
OUT = {
    "origin_terminal": "terminal_herne_cth", "origin_country": "DE",
    "destination_terminal": "port_lianyungang", "destination_country": "CN",
}  # fmt: skip
#: June 2026 begins with a Monday: four whole weeks, and two days of a fifth.
JUNE = [
    train("1-arrival-2026-06-01", load_unit_count="40", load_teu="80", net_tonnes="600",
          is_loaded="yes", transit_days="17", delay_minutes="30", nst2007="11"),
    train("1-arrival-2026-06-08", load_unit_count="30", load_teu="60", is_loaded="no"),
    train("1-arrival-2026-06-22", load_unit_count="20"),
    train("1-arrival-2026-06-29"),
    train("2-departure-2026-06-10", load_unit_count="10", load_teu="20", is_loaded="yes", **OUT),
    train("3-arrival-2026-06-02", origin_country="DE", origin_terminal="hamburg",
          net_tonnes="400", nst2007="11"),
]  # fmt: skip


def month(number: int, value: int) -> Row:
    first = date(2025 + number // 12, 1 + number % 12, 1)
    return {
        "month_id": f"{first:%Y-%m}-terminal_herne_cth", "row_number": str(number + 2),
        "month": first.isoformat(), "terminal": "terminal_herne_cth",
        "load_unit_count": str(value), "is_withdrawn": "no",
    }  # fmt: skip


def ship(number: int, tonnes: str, goods: str = "03") -> Row:
    return {
        "call_id": f"call-{number}", "row_number": str(number + 2), "day": "2026-06-05",
        "vessel": "MS Test", "direction": "in", "nst2007": goods, "net_tonnes": tonnes,
        "is_withdrawn": "no",
    }  # fmt: skip


@pytest.fixture(scope="module")
def june(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an inbox with the reports of June 2026 of each kind, and of its warehouse."""
    root = tmp_path_factory.mktemp("reported")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHINA_MONITOR_INBOX", str(root / "inbox"))
        patch.setenv("CHINA_MONITOR_WAREHOUSE", str(root / "warehouse"))
        trains = [row | {"report_day": REPORT} for row in JUNE]
        lay(root / "inbox", "rail_trains", trains, at="2026-07-02T08:00:00Z",
            supplier="Terminal Herne", file="juni.xlsx")  # fmt: skip
        lay(root / "inbox", "terminal_month",
            [*[month(number, 99 + 2 * (number % 2)) for number in range(12)], month(12, 150)],
            at="2026-07-03T08:00:00Z", supplier="Terminal Herne", file="monate.csv")  # fmt: skip
        lay(root / "inbox", "ship_calls",
            [ship(1, "1200"), ship(2, "800"), ship(3, "500", ""), ship(4, "")],
            at="2026-07-04T08:00:00Z", supplier="Hafen", file="schiffe.csv")  # fmt: skip
        build.build(root / "warehouse")
    return root


@pytest.fixture
def reported(june: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The door reads the warehouse with those reports."""
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(june / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(june / "warehouse"))
    monkeypatch.setattr("server.app._MONTHS", 1)  # more briefs in the feed are no other ones


def periods(measure: str, direction: str, **values: Any) -> list[tuple[Any, ...]]:
    answer = ask("monitor_periods", **values).where(measure=measure, direction=direction)
    return [(str(row.period_start.date()), row.value, row.stated, row.qualifier, row.status)
            for row in answer]  # fmt: skip


def one(answer: Answer, **fixed: object) -> pd.Series:
    (_, row), *more = answer.where(**fixed).rows.iterrows()
    assert not more
    return row


@pytest.mark.usefixtures("reported")
def test_months_sum_each_measure_by_itself_and_say_how_many_trains_state_it() -> None:
    day = "2026-06-01"
    assert periods("trains", "arrival") == [(day, 4, 4, "exact", "final")]
    assert periods("load_units", "arrival") == [(day, 90, 3, "more_than", "final")]
    assert periods("teu", "arrival") == [(day, 140, 2, "more_than", "final")]
    assert periods("tonnes", "arrival") == [(day, 600, 1, "more_than", "final")]
    assert periods("teu", "departure") == [(day, 20, 1, "exact", "final")]
    (tonnes,) = periods("tonnes", "departure")
    assert pd.isna(tonnes[1]), "what no train states is unknown, not zero"


@pytest.mark.usefixtures("reported")
def test_a_week_that_reports_cover_without_a_train_is_zero_and_another_is_not_there() -> None:
    weeks = periods("trains", "arrival", period="week")
    assert [(week[0], week[1], week[4]) for week in weeks] == [
        ("2026-06-01", 1, "final"), ("2026-06-08", 1, "final"), ("2026-06-15", 0, "final"),
        ("2026-06-22", 1, "final"), ("2026-06-29", 1, "provisional"),
    ]  # fmt: skip


@pytest.mark.usefixtures("reported")
def test_other_trains_count_only_when_asked_for() -> None:
    assert periods("trains", "arrival", service="all")[0][1] == 5
    assert one(ask("monitor_service", service="all"), direction="arrival")["train_count"] == 5


@pytest.mark.usefixtures("reported")
def test_regularity_is_weeks_with_service_and_the_variation_of_headways() -> None:
    row = one(ask("monitor_service"), direction="arrival")
    assert (row["week_count"], row["served_count"], row["served_pct"]) == (4, 3, 75)
    # Headways of 7, 14 and 7 days: mean 9 1/3, standard deviation 4.0415.
    assert row["headway_days"] == pytest.approx(28 / 3)
    assert row["headway_cv"] == pytest.approx(4.0415 / (28 / 3), abs=1e-4)
    alone = one(ask("monitor_service"), direction="departure")
    assert pd.isna(alone["headway_days"])
    assert pd.isna(alone["headway_cv"])


@pytest.mark.usefixtures("reported")
def test_loaded_share_and_balance_are_worked_out_for_each_measure() -> None:
    load = ask("monitor_load")
    trains, teu = one(load, measure="trains"), one(load, measure="teu")
    assert trains["balance_pct"] == pytest.approx(60)
    assert trains["arrival_loaded_pct"] == pytest.approx(50)
    assert (trains["departure_loaded_pct"], teu["departure_loaded_pct"]) == (100, 100)
    assert teu["balance_pct"] == pytest.approx(100 * 120 / 160)
    assert teu["arrival_loaded_pct"] == pytest.approx(100 * 80 / 140)
    assert (teu["stated"], teu["trains"]) == (3, 5)


@pytest.mark.usefixtures("reported")
def test_tonnes_by_goods_stand_apart_for_ship_and_rail_and_unknown_ones_are_told() -> None:
    goods = ask("port_goods", year=2026)
    ships = goods.where(mode="ship")
    first = ships.tuples[0]
    assert (first.nst2007, first.value, first.stated, first.reports) == ("03", 2000, 2, 3)
    assert one(ships, nst2007=None)["value"] == 500
    assert one(goods, mode="rail", nst2007="11")["value"] == 1000
    assert not ask("port_goods", year=2020)


@pytest.mark.usefixtures("reported")
@each(
    "question",
    [
        "monitor_periods",
        "monitor_service",
        "monitor_trains",
        "port_goods",
        "terminal_months",
        "deliveries",
        "alerts",
    ],
)
def test_before_a_report_came_nothing_of_it_is_known(question: str) -> None:
    assert not ask(question, as_of=date(2026, 7, 1))
    assert ask(question, as_of=date(2026, 7, 4))


def test_percentiles_need_ten_trains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine trains one way and ten the other, a week apart."""
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    rows = [
        train(f"{number}-{direction}-{date(2026, 1, 5) + timedelta(7 * week)}",
              transit_days=str(11 + week), **ends)
        for number, direction, count, ends in ((1, "arrival", 9, {}), (2, "departure", 10, OUT))
        for week in range(count)
    ]  # fmt: skip
    lay(tmp_path / "inbox", "rail_trains", rows, at="2026-05-02T08:00:00Z")
    build.build(tmp_path / "warehouse")
    times = ask("monitor_times").where(measure="transit_days")
    few = one(times, direction="arrival")
    assert pd.isna(few["p50_value"])
    assert (few["lowest_value"], few["highest_value"], len(few["listed"])) == (11, 19, 9)
    enough = one(times, direction="departure")
    assert enough["p50_value"] == pytest.approx(15.5)
    assert enough["p90_value"] == pytest.approx(19.1)


# The day on which a report comes


@pytest.mark.usefixtures("reported")
def test_on_the_day_of_the_report_the_status_says_so_and_cites_it() -> None:
    def said(day: date) -> tuple[str, str]:
        trains, series = ask("rail_trains", as_of=day), ask("rail_series", as_of=day)
        statement = ask("rail_statement", as_of=day)
        states, limits = ask("link_state", as_of=day), ask("thresholds")
        text = link_status.text(trains, series, statement, DE)
        return link_status.headline(states, limits, DE), text

    before, came = said(date(2026, 7, 1)), said(date(2026, 7, 2))
    assert before[0].startswith("Am 1. Juli 2026 war kein Zug belegt. ")
    assert "Terminal Herne" not in before[1]
    assert came[0].startswith("Am 2. Juli 2026 fuhren Züge unregelmäßig: in ")
    assert came[0].endswith("Der letzte mit Datum fuhr am 29. Juni 2026. "
                            "Die Berichte reichen bis zum 30.06.2026.")  # fmt: skip
    assert "Letzter datierter Zug: 29. Juni 2026 (Lianyungang–Herne), gemeldet von " in came[1]
    assert "Terminal Herne (Bericht juni.xlsx, eingegangen am 02.07.2026)" in came[1]
    assert "Seither" not in came[1]


@pytest.mark.usefixtures("reported")
@each("lang", LANGUAGES)
@each("part", ["trains", "load", "times", "port", "terminal"])
def test_every_part_of_the_monitor_comes_up_with_reports(lang: str, part: str) -> None:
    app = visits.visit("freight/monitor", lang=lang, monitor=part)
    assert visits.trouble(app) == []
    assert "python -m etl template" not in " ".join(visits.html(app))
    assert not visits.tells(app, Locale(lang)("block.empty"))


@pytest.mark.usefixtures("warehouse")
@each("lang", LANGUAGES)
@each(
    ("part", "kinds"),
    [("trains", ["rail_trains"]), ("port", ["ship_calls", "rail_trains"]),
     ("terminal", ["terminal_month"])],
)  # fmt: skip
def test_without_reports_one_line_names_what_is_missing_and_a_click_shows_a_demonstration(
    lang: str, part: str, kinds: list[str]
) -> None:
    app, locale = visits.visit("freight/monitor", lang=lang, monitor=part), Locale(lang)
    assert visits.trouble(app) == []
    named = locale.list(locale(f"monitor.kind_{kind}") for kind in kinds)
    assert visits.tells(app, locale("monitor.how_to", kinds=named))
    assert visits.charts(app) == [], "nothing is drawn as zero"
    assert not visits.tells(app, locale("block.empty"))
    assert [one.label for one in app.button] == [locale("demo.show")]
    assert app.header[0].value == locale("monitor.no_reports")


@pytest.mark.usefixtures("warehouse")
@each("lang", LANGUAGES)
def test_the_rail_link_leads_to_the_demonstration_until_a_report_exists(lang: str) -> None:
    (shown,) = [p for p in visits.html(visits.visit("freight/link", lang=lang)) if "demo=yes" in p]
    assert Locale(lang)("monitor.no_reports") in shown


@pytest.mark.usefixtures("reported")
@each("lang", LANGUAGES)
def test_reports_and_alerts_step_forward_on_the_rail_link_once_there_are_any(lang: str) -> None:
    app, locale = visits.visit("freight/link", lang=lang), Locale(lang)
    shown = visits.html(app)
    assert visits.tells(app, locale("monitor.kind_rail_trains"))
    assert any("view=alerts" in piece for piece in shown)
    assert not any("demo=yes" in piece for piece in shown)
    assert not visits.visit("freight/monitor", lang=lang).button


@pytest.mark.usefixtures("reported")
@each("lang", LANGUAGES)
@each("path", ["freight/alerts", "freight/link", "freight/monitor"])
def test_pages_come_up_with_reports_and_as_of_a_day_before(lang: str, path: str) -> None:
    assert visits.trouble(visits.visit(path, lang=lang)) == []
    assert visits.trouble(visits.visit(path, lang=lang, as_of="2026-07-01")) == []


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_rules_of_alerts_stand_in_plain_words_all_thresholds_and_formulas_folded(
    lang: str,
) -> None:
    app = visits.visit("freight/alerts", lang=lang)
    words = " ".join(str(one.value) for one in app.markdown)
    folded = " ".join(p for p in visits.html(app) if "<details" in p)
    for name in ("Hampel", "MAD", "Benjamini", "Poisson"):
        assert name not in words
        assert name in folded
    label = ask("thresholds").labels.name
    for row in ask("thresholds"):
        assert escape(label("threshold", row.code, lang)) in folded, "none is lost"


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_list_of_alerts_is_not_called_a_lack_of_sources(lang: str) -> None:
    app, locale = visits.visit("freight/alerts", lang=lang), Locale(lang)
    assert visits.tells(app, locale("alerts.missing"))
    assert not visits.tells(app, locale("block.empty"))


# Alerts outside of the page


def asked_for(lang: str) -> Response:
    """What the server answers to a reader of the feed."""
    (route,) = (route for route in routes(()) if route.path == "/feed.atom")
    told = route.endpoint(Request({"type": "http", "query_string": f"lang={lang}".encode()}))
    assert isinstance(told, Response)
    return told


def feed(lang: str) -> ET.Element:
    told = asked_for(lang)
    assert told.status_code == 200
    assert told.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(bytes(told.body))  # noqa: S314 - our own document


@pytest.mark.usefixtures("reported")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_feed_is_atom_with_all_that_a_reader_needs(lang: str) -> None:
    root = feed(lang)
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        assert element.findtext(f"{ATOM}id", "").startswith("urn:uuid:")
        pd.Timestamp(element.findtext(f"{ATOM}updated", ""))
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    assert {link.get("rel") for link in root.findall(f"{ATOM}link")} == {"self", "alternate"}
    entries = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(entries) == len(set(entries))
    told = Counter(category.get("term") for category in root.iter(f"{ATOM}category"))
    assert told.total() == len(entries)
    told.pop("brief", None)  # those of the last months in which anything came
    reports = [row.rule for row in ask("alerts")]
    assert len(reports) >= 4, "an outlier and three overdue reports"
    series = [one.rule for one in series_alerts.alerts(date.today()) if one.snooze is None]
    assert told == Counter(reports + series)


@pytest.mark.usefixtures("reported")
def test_an_entry_has_the_same_id_in_both_languages_and_the_feed_its_own() -> None:
    german, english = feed("de"), feed("en")
    ids = [[entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
           for root in (german, english)]  # fmt: skip
    assert ids[0] == ids[1]
    assert german.findtext(f"{ATOM}id") != english.findtext(f"{ATOM}id")


@pytest.mark.usefixtures("warehouse")
def test_the_feed_with_nothing_to_tell_is_valid_and_empty() -> None:
    root = ET.fromstring(atom(ask("alerts"), [], [], DE))  # noqa: S314 - our own document
    assert root.findtext(f"{ATOM}updated")
    assert list(root.iter(f"{ATOM}entry")) == []


def test_without_a_warehouse_the_feed_is_not_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))
    assert asked_for("de").status_code == 503


@pytest.mark.usefixtures("reported")
def test_status_tells_the_state_of_the_link_and_what_is_open() -> None:
    # A process of its own: this one may hold the file open through the door.
    ran = subprocess.run([sys.executable, "-m", "etl", "status", "--json"], cwd=paths.ROOT,
                         capture_output=True, text=True, check=True)  # fmt: skip
    said = json.loads(ran.stdout)
    assert said["link"]["last_train"] == "2026-06-29"
    assert said["link"]["state"] in {"irregular", "no_evidence"}
    assert {"rail_trains", "ship_calls", "terminal_month"} == {
        alert["kind"] for alert in said["open_alerts"] if alert["rule"] == "overdue"
    }
