"""Stand am: nothing that comes out on an earlier day says what came later."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from streamlit.proto.Html_pb2 import Html

from benchmarks import as_of
from charts import table
from charts.bars import ranked
from charts.lines import over_time
from charts.style import Picture
from data import ask as data_ask
from data.ask import UnknownValue, ask
from i18n import LANGUAGES, Locale
from tests import visits
from tests.each import each
from tests.later import later, later_on_page
from ui import company_cases

pytestmark = pytest.mark.usefixtures("warehouse")

MARCH = date(2023, 3, 1)
#: Turn → day, one of the forty of python -m benchmarks.as_of; the first turn sees the start page.
DAYS = {16: MARCH, 17: random.Random(11).choice(as_of.days())}  # noqa: S311 - no secret


@pytest.mark.long
@each("turn", DAYS)
def test_nothing_that_comes_out_names_a_later_day(turn: int) -> None:
    assert list(as_of.found(DAYS[turn], turn, pages_in=24, questions_in=2 * len(DAYS))) == []


@each("day", DAYS.values())
def test_no_table_cites_a_source_that_its_file_lacks(day: date) -> None:
    known = set(data_ask.table("source", day).rows["source_id"].to_pylist())
    for row in ask("stored_tables", as_of=day):
        if row.is_dated:
            for one in data_ask.table(row.table_name, day).rows.to_pylist():
                assert {*(one.get("source_ids") or []), one.get("source_id")} - {None} <= known


def test_what_names_a_later_day_is_found() -> None:
    for text in ("bis 2025", "im Oktober 2024", "am 2. März 2023", "02.03.2023", "2023-03-02",
                 "2. Quartal 2023", "second half of 2023"):  # fmt: skip
        assert later(text, MARCH), text
    for text in ("bis 2023", "1. Quartal 2023", "März 2023", "1 March 2023", "2.025 Stück",
                 "2025,5 t", "NST 2007", "Decke 2023"):  # fmt: skip
        assert not later(text, MARCH), text
    for body in ('<img alt="bis 2025">', "<p title='a' aria-label=\"2024\">…</p>", "<b>2024</b>"):
        assert later_on_page(SimpleNamespace(_tree=[SimpleNamespace(proto=Html(body=body))]), MARCH)


def of(company: str, day: date | None = None) -> tuple[str, object]:
    (row,) = ask("company_card", company=company, as_of=day)
    return row.last_known_status, row.status_as_of


def test_a_company_has_the_status_that_sources_known_on_the_day_report() -> None:
    assert of("kiekert", MARCH) == ("active", 2012)
    assert of("kiekert", date(2025, 10, 10)) == ("active", 2012)
    assert of("kiekert", date(2025, 10, 11)) == ("insolvent", 2025)
    assert of("schumag", date(2018, 6, 1)) == ("active", 2014)
    assert of("schumag", MARCH) == of("schumag") == ("exited", 2018)
    title = company_cases.ruhr_title(ask("companies", as_of=MARCH), Locale("de"))
    assert later(title, MARCH) == []


def test_what_only_later_or_undated_sources_say_of_a_case_is_left_out_and_said_to_be() -> None:
    day = date(2012, 7, 1)
    (then,) = ask("company_card", company="medion", as_of=day)
    (now,) = ask("company_card", company="medion")
    assert (then.stake_pct, now.stake_pct) == (57, 100)
    assert (then.is_complete, now.is_complete) == (False, True)
    deals = {row.deal_id: row.status for row in ask("deals", as_of=day)}
    assert deals["deal_schwing_2012"] == "announced"


def test_legs_of_the_route_are_there_once_their_train_is_known() -> None:
    def legs(day: date) -> set[int]:
        return set(data_ask.table("route_leg", day).rows["leg"].to_pylist())

    assert not legs(date(2016, 1, 1)) & {1, 2, 3, 4, 5, 6, 7, 8}
    assert legs(date(2016, 7, 1)) >= {1, 2, 3, 4, 5, 6}
    assert 7 not in legs(date(2016, 7, 1))


def test_a_day_to_come_is_refused() -> None:
    tomorrow = date.today() + timedelta(1)
    for asked in (lambda: ask("trade_series", as_of=tomorrow),
                  lambda: data_ask.table("claim", tomorrow)):  # fmt: skip
        with pytest.raises(UnknownValue, match=tomorrow.isoformat()):
            asked()


@each("lang", LANGUAGES)
def test_the_banner_counts_the_undated_sources_missing_or_held(lang: str) -> None:
    locale = Locale(lang)
    newest = next(iter(ask("undated_sources")))
    for day, is_held in ((MARCH, False), (newest.read_on.date(), True)):
        (undated,) = ask("undated_sources", as_of=day)
        assert bool(undated.sources_count) == is_held
        assert bool(undated.missing_count) != is_held
        app = visits.seen("evidence/methods", lang=lang, as_of=day.isoformat())
        shown = [one.value for one in app.info]
        sources = locale.count("source", newest.sources_count)
        for name in ("missing", "held"):
            said = locale(f"frame.as_of_{name}", sources=sources)
            assert any(said in text for text in shown) == (is_held == (name == "held"))


@each("name", ("company_counts", "freight_figures", "exchange_rate", "newer_figures"))
def test_a_figure_told_while_its_period_ran_says_of_which_day_it_is(name: str) -> None:
    answer = ask(name)
    told = {row.claim_id: answer.cited[row.claim_id][1] < row.period_end for row in answer}
    assert any(told.values())
    for row in answer:
        is_whole = row.evidence_kind in ("plan", "forecast") or row.status == "final"
        text = table.period(row, Locale("de"), answer)
        assert ("Stand" in text) == (told[row.claim_id] and not is_whole), text


@each("draw", (over_time, ranked))
def test_hover_texts_and_the_table_below_say_it_as_well(draw: Callable[..., Picture]) -> None:
    counts = ask("company_counts").where(region="de-nw", indicator="chinese_firms", precedence=1)
    running = sum(row.known_since < row.period_end for row in counts)
    options = {"unit": "companies"} if draw is ranked else {}
    picture = draw(counts, Locale("de"), title="", by="china_scope", columns=("period",), **options)
    hovers = [text for trace in picture.figure["data"] for text in trace["customdata"]]
    assert running == sum("Stand" in text for text in hovers) > 0
    assert running == sum("Stand" in cell for (cell,) in picture.table.texts)
