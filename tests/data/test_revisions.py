"""Revisions: how a figure moved, what changed between two days, how far figures move."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.revisions import claims_by_day
from data.ask import ask
from etl import modelling
from etl.vintages import diff
from etl.vintages.claims import KEY
from i18n import Locale
from pages.news import _changes, _revisions
from tests import visits
from tests.each import each
from tests.warehouses import Row, build_small, claim, serve_copy, source
from ui import figure_names

NRW = "trade_value.de-nw.cn.export.special.cn.meur"


def served(folder: Path, claims: list[Row], patch: pytest.MonkeyPatch, *sources: Row) -> None:
    """Serve a warehouse of these claims."""
    listed = list(sources) or [source("office")]
    build_small(folder, {"claim": claims, "source": listed}, patch)
    patch.setenv("CHINA_MONITOR_WAREHOUSE", str(folder))


def changed(before: date, after: date, **more: Any) -> dict[str, str]:
    """Claim shown later → kind of change."""
    told = ask("changes_between", before=before, after=after, **more)
    return {row.claim_ids[0]: row.change for row in told}


# --- how one figure moved ---


def test_nrws_exports_of_2022_moved_from_233_7_to_237_3_billion(warehouse: Path) -> None:
    states = ask("figure_states")

    assert [(day.isoformat(), row.value) for day, row in claims_by_day(states)] == [
        ("2023-02-28", 233_700),
        ("2024-02-27", 237_300),
        ("2026-05-21", 237_265.26),  # the table's sum, to which the release rounds
    ]
    assert [row.publisher for row in states if row.is_shown] == [
        "Statistisches Bundesamt (Destatis)"
    ]
    assert _revisions.moved(states, Locale("de")) == (
        "2022: zuerst 233,7\u00a0Mrd.\u00a0€ (28.02.2023), gezeigt wird 237,3\u00a0Mrd.\u00a0€ "
        "(gerundet so seit 27.02.2024, jetzt nach der Zahl vom 21.05.2026); "
        "Veränderung: +1,5\u00a0%"
    )


def test_before_the_revision_only_the_first_state_is_told(warehouse: Path) -> None:
    states = ask("figure_states", as_of=date(2023, 3, 1))

    assert [(row.value, row.is_shown) for row in states] == [(233_700, True)]
    assert "237,3" not in _revisions.moved(states, Locale("de"))
    assert len(_revisions.states(states, Locale("de"))) == 1


@each("day", ["2023-02-28", "2023-12-31", "2024-02-27", "2026-11-22"])
def test_the_step_on_a_day_is_what_pages_show_as_of_that_day(warehouse: Path, day: str) -> None:
    on = date.fromisoformat(day)
    step = [row for since, row in claims_by_day(ask("figure_states")) if since <= on][-1]
    (shown,) = [one for one in ask("precedence_example", as_of=on) if one.precedence == 1]

    assert step.claim_id == shown.claim_id


def test_each_code_of_a_figure_names_one_thing_and_one_name(
    warehouse: Path, tmp_path: Path
) -> None:
    with duckdb.connect(str(serve_copy(warehouse, tmp_path))) as con:
        (doubled,) = con.execute(
            "select count(*) from (select formula.series_code(indicator, region, counterpart,"
            " place, flow, mode, product_scheme, product, trade_system, china_scope, basis,"
            " adjustment, unit) as s,"
            " formula.period_code(period_kind, period_start, period_end) as p"
            " from core.claim_ranked where not starts_with(indicator, 'case_')"
            " group by s, p having count(distinct series_key) > 1)"
        ).fetchone() or (None,)
    known = ask("moved_figures")
    names = {row.series: figure_names.series_name(row, known, Locale("de")) for row in known}

    assert doubled == 0
    assert len(set(names.values())) == len(names)


def test_other_concepts_stand_beside_a_figure_and_never_among_its_states(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(tmp_path, [claim("a"), claim("b", china_scope="cn_hk", value="1200")], monkeypatch)

    assert [row.claim_id for row in ask("figure_states", series=NRW, period="2020")] == ["a"]
    assert [row.claim_id for row in ask("figure_concepts", series=NRW, period="2020")] == ["b"]


# --- what changed between two days ---


def test_new_revised_redefined_and_unchanged_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = {"known_since": "2023-05-05"}
    claims = [
        claim("moved_old", status="provisional"),
        claim("moved_new", value="1100", **late),
        claim("same_old", year="2019", status="provisional"),
        claim("same_new", year="2019", **late),
        claim("rounded_old", year="2018", value="1000", value_printed="1 bn", status="provisional"),
        claim("rounded_new", year="2018", value="1010", **late),
        claim("mainland", year="2017"),
        claim("with_hong_kong", year="2017", china_scope="cn_hk", **late),
        claim("fresh", year="2021", **late),
        claim("read", year="2016", known_since="2023-05-06", known_since_precision="read"),
    ]
    served(tmp_path, claims, monkeypatch)

    assert changed(date(2023, 1, 1), date(2024, 1, 1)) == {
        "moved_new": "revised",
        "with_hong_kong": "redefined",
        "fresh": "new",
    }
    told = ask("changes_between", before=date(2023, 1, 1), after=date(2024, 1, 1))
    row = next(row for row in told if row.change == "revised")
    assert (row.before_value, row.value, row.difference) == (1000, 1100, 100)
    assert row.difference_pct == pytest.approx(10)
    other = next(row for row in told if row.change == "redefined")
    assert (other.before_china_scope, list(other.claim_ids)) == (
        "cn", ["with_hong_kong", "mainland"],
    )  # fmt: skip


def test_a_revised_figure_says_when_it_comes_from_another_speaker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = {"known_since": "2023-05-05"}
    claims = [
        claim("agency", source_id="agency", status="provisional"),
        claim("office", value="1100", **late),
        claim("first", year="2019", status="provisional"),
        claim("second", year="2019", value="1100", **late),
    ]
    agency = source("agency", publisher="An agency", publisher_kind="news_agency")
    served(tmp_path, claims, monkeypatch, source("office"), agency)
    told = ask("changes_between", before=date(2023, 1, 1), after=date(2024, 1, 1))

    assert {row.claim_ids[0]: row.is_other_speaker for row in told} == {
        "office": True, "second": False,
    }  # fmt: skip
    cells = [row[3] for row in _changes.changes(told, Locale("de")).texts]
    said = "anderer Sprecher: Mitteilung eines statistischen Amts statt Nachrichtenagentur"
    assert sum(said in cell for cell in cells) == 1
    assert _changes.detail("revised", told, Locale("de")).endswith("; 1 von einem anderen Sprecher")


def test_changes_below_the_threshold_are_tiny_and_those_of_shares_never(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = {"known_since": "2023-05-05"}
    share = {"indicator": "share_of_region_trade", "unit": "percent"}
    claims = [
        claim("a", value="1000.000"), claim("just", value="1001.000", **late),
        claim("b", year="2019", value="1000.000"),
        claim("tiny", year="2019", value="999.001", **late),
        claim("c", year="2018", value="99.990", **share),
        claim("points", year="2018", value="99.900", **share, **late),
    ]  # fmt: skip
    served(tmp_path, claims, monkeypatch)
    told = ask("changes_between", before=date(2023, 1, 1), after=date(2024, 1, 1))

    assert {row.claim_ids[0]: row.is_tiny for row in told} == {
        "just": False, "tiny": True, "points": False,
    }  # fmt: skip


def test_a_forecast_that_a_figure_followed_was_not_revised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [
        claim("forecast", evidence_kind="forecast"),
        claim("figure", value="1500", known_since="2023-05-05"),
        claim("undated", year="2019", value="900", status="provisional"),
        claim("read", year="2019", known_since="2023-05-06", known_since_precision="read"),
    ]
    served(tmp_path, claims, monkeypatch)

    assert changed(date(2023, 1, 1), date(2024, 1, 1)) == {"figure": "new"}


def test_what_shows_no_date_is_no_change_of_the_days_on_which_it_was_read(warehouse: Path) -> None:
    told = ask("changes_between", before=date(2026, 6, 1), after=date(2026, 11, 22))

    assert not (told.claims.query("known_since_precision == 'read'")["claim_id"].isin(
        [row.claim_ids[0] for row in told])).any()  # fmt: skip


def test_nothing_changes_within_a_day_without_news_and_all_is_new_since_ever(
    warehouse: Path,
) -> None:
    assert changed(date(2023, 3, 2), date(2023, 3, 3)) == {}
    assert set(changed(date(1900, 1, 1), date(2023, 3, 3)).values()) == {"new"}


def test_what_became_known_after_the_day_asked_for_is_not_told(warehouse: Path) -> None:
    days = date(2023, 3, 1), date(2025, 3, 1)

    assert changed(*days)["trade-2893"] == "revised"
    assert "trade-2893" not in changed(*days, as_of=date(2023, 12, 31))


@pytest.mark.parametrize("day", ["2015-06-30", "2023-03-01", "2025-04-13", "2026-05-21"])
def test_what_is_compared_is_what_was_shown_on_either_day(
    warehouse: Path, tmp_path: Path, day: str
) -> None:
    """Everything is new since ever: what is told then is all that is shown as of the day."""
    told = changed(date(1900, 1, 1), date.fromisoformat(day))
    with duckdb.connect(str(serve_copy(warehouse, tmp_path))) as con:
        con.execute("set variable as_of = $day", {"day": day})
        shown = con.execute(
            "select claim_id from core.best_claim where known_since_precision <> 'read'"
        ).fetchall()

    assert set(told) == {one for (one,) in shown}


def test_a_repeat_gives_way_only_from_the_day_on_which_its_original_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [
        claim("repeat", value="1000.001", same_as="original"),
        claim("original", value="1000.004", confidence="medium", known_since="2023-05-05"),
    ]
    served(tmp_path, claims, monkeypatch)

    held = claims_by_day(ask("figure_states", series=NRW, period="2020"))
    assert changed(date(2023, 1, 1), date(2024, 1, 1)) == {"original": "revised"}
    assert [row.claim_id for _, row in held] == ["original"]  # a repeat is no state of its own


def test_a_command_and_a_page_mean_the_same_by_a_thing_and_by_its_concept() -> None:
    known = (modelling.MODELS / "core" / "claim.sql").read_text(encoding="utf-8")
    hashed = {
        name: set(re.findall(r"c\.(\w+)", re.sub(r"\s+", " ", inside)))
        for inside, name in re.findall(r"hash\(([^)]*)\) as (series_key|subject_key)", known)
    }

    assert hashed == {"series_key": set(KEY), "subject_key": set(diff._SERIES_KEY)}


@each("number", range(3))
def test_a_publication_in_the_news_counts_what_changed_on_its_day(
    warehouse: Path, number: int
) -> None:
    """As far as it alone became known on that day; redefined is new there."""
    told = ask("latest_publications", most=100)
    days = told.rows["known_since"].value_counts()
    alone = [row for row in told if days[row.known_since] == 1 and row.new_count > 0]
    row = sorted(alone, key=lambda one: -one.new_count - one.revised_count)[number]
    day = row.known_since.date()
    changed_then = Counter(changed(day - timedelta(days=1), day).values())

    assert row.new_count == changed_then["new"] + changed_then["redefined"]
    assert row.revised_count == changed_then["revised"]


def test_a_copy_known_before_its_table_makes_no_figure_of_the_table_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [
        claim("copy", value="1000.001", same_as="table"),
        claim("table", value="1000.004", known_since="2023-05-05", source_id="later"),
    ]
    served(tmp_path, claims, monkeypatch, source("office"), source("later"))
    (newest, *_) = list(ask("latest_publications"))

    assert newest.source_id == "later"
    assert (newest.new_count, newest.revised_count) == (0, 1)
    assert changed(date(2023, 1, 1), date(2024, 1, 1)) == {"table": "revised"}


# --- how far figures move ---


def released(number: int, first: float, newest: float) -> list[Row]:
    """Two releases of an office on one figure: two months and two years after its year."""
    year = 2000 + number
    return [
        claim(f"first{number}", year=str(year), value=str(first), status="provisional",
              known_since=f"{year + 1}-03-01"),
        claim(f"newest{number}", year=str(year), value=str(newest),
              known_since=f"{year + 3}-01-15"),
    ]  # fmt: skip


def test_size_and_direction_are_told_from_enough_figures_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = [1010, 1020, 990, 1000, 1040, 1000, 980, 1010, 1010, 1040]
    claims = [one for n, newest in enumerate(moves) for one in released(n, 1000, newest)]
    served(tmp_path, claims, monkeypatch)
    rows = ask("revision_sizes").rows

    assert set(rows["age_class"]) == {"m3"}
    assert set(rows["age_months"]) == {2}
    assert rows["mean_pct"].unique() == pytest.approx([1.0])
    assert rows["mean_abs_pct"].unique() == pytest.approx([1.6])
    assert rows["upward_pct"].unique() == pytest.approx([60.0])


def test_of_too_few_figures_only_the_list_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = [one for n in range(9) for one in released(n, 1000, 1010)]
    served(tmp_path, claims, monkeypatch)
    sizes = ask("revision_sizes")
    (cells,) = _changes.sizes(sizes, Locale("de"), 10).rows

    assert len(sizes.rows) == 9
    assert sizes.rows[["mean_pct", "mean_abs_pct", "upward_pct"]].isna().all(axis=None)
    assert cells[2:] == ("9", *["zu wenige (unter 10)"] * 3)


def test_a_revision_that_is_not_known_yet_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served(tmp_path, released(10, 1000, 1010), monkeypatch)

    assert len(ask("revision_sizes").rows) == 1
    assert not len(ask("revision_sizes", as_of=date(2012, 1, 1)).rows)


@pytest.fixture(scope="module")
def formulas() -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine with our formulas and a table for the least number of revisions."""
    with duckdb.connect() as con:
        con.execute("create schema reference")
        con.execute("create table reference.thresholds (code varchar, value double)")
        con.execute("insert into reference.thresholds values ('revision_least', 0)")
        modelling.formulas(con)
        yield con


@given(moves=st.lists(st.floats(-50, 50), min_size=1, max_size=30), factor=st.floats(0.1, 5),
       least=st.integers(1, 20))  # fmt: skip
def test_mean_revisions_keep_their_sign_their_scale_and_their_least(
    formulas: duckdb.DuckDBPyConnection, moves: list[float], factor: float, least: int
) -> None:
    formulas.execute("update reference.thresholds set value = ?", [least])
    ask_for = "select formula.mean_revision($a), formula.mean_absolute_revision($a)"
    mean, size = formulas.execute(ask_for, {"a": moves}).fetchone() or (None, None)
    more = {"a": [factor * x for x in moves]}
    scaled, _ = formulas.execute(ask_for, more).fetchone() or (0, 0)

    if len(moves) < least:
        assert mean is None
        assert size is None
        return
    assert size == pytest.approx(sum(map(abs, moves)) / len(moves))
    assert abs(mean) <= size + 1e-9
    assert scaled == pytest.approx(factor * mean, abs=1e-9)


# --- the page ---


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_opens_on_the_case_of_2022_with_its_three_lists(
    warehouse: Path, lang: str
) -> None:
    app, locale = visits.visit("news/revisions", lang=lang), Locale(lang)
    (chart,) = visits.charts(app)

    assert not visits.trouble(app)
    for value in ("233.7", "237.3"):
        assert (value.replace(".", ",") if lang == "de" else value) in chart.alt
    shown = " ".join(visits.html(app))
    for kind in ("new", "revised", "redefined"):
        assert locale(f"revision.{kind}_detail") in shown


def test_days_in_the_wrong_order_are_named(warehouse: Path) -> None:
    app = visits.visit("news/revisions", before="2024-01-01", after="2023-01-01")

    assert Locale("de")("revision.wrong_order") in [one.value for one in app.warning]
    assert not visits.trouble(app)


def test_the_later_day_is_never_set_before_the_earlier_one_that_was_typed(warehouse: Path) -> None:
    newest = next(iter(ask("newest_day"))).newest.date()
    app = visits.visit("news/revisions", before=(newest + timedelta(days=11)).isoformat())
    locale = Locale("de")

    assert locale("revision.wrong_order") not in [one.value for one in app.warning]
    said = [one.value for one in app.info]
    assert any(one.startswith("Zwischen dem ") and "ist keine Änderung" in one for one in said)
    assert locale("listing.none") not in said
    assert _revisions.later_day(None, newest, date.today()) == newest
    assert _revisions.later_day(newest, newest, date(2027, 1, 1)) == date(2027, 1, 1)


def test_where_all_groups_are_too_few_a_sentence_stands_instead_of_a_table(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = [one for n in range(9) for one in released(n, 1000, 1010)]
    served(tmp_path, few, monkeypatch)
    assert "höchstens 9" in _changes.too_few(ask("revision_sizes"), Locale("de"), 10)

    enough = tmp_path / "enough"
    enough.mkdir()
    served(enough, [one for n in range(10) for one in released(n, 1000, 1010)], monkeypatch)
    assert _changes.too_few(ask("revision_sizes"), Locale("de"), 10) == ""


def test_a_line_of_a_list_leads_to_the_states_of_its_figure(warehouse: Path) -> None:
    days = {"before": "2023-03-01", "after": "2025-03-01"}
    shown = " ".join(visits.html(visits.visit("news/revisions", **days)))
    link = "news?view=revisions&amp;lang=de&amp;series=trade_value.de-nw.world.import.general.meur"
    app = visits.visit("news/revisions", series="trade_value.de-nw.world.import.general.meur",
                       when="2022")  # fmt: skip

    assert link in shown
    assert not app.warning
    assert "314,7" in visits.charts(app)[0].alt


def test_tiny_changes_are_counted_folded_and_a_switch_in_the_link_shows_them(
    warehouse: Path,
) -> None:
    days = {"before": "2025-05-21", "after": "2026-05-21"}
    told = ask("changes_between", before=date(2025, 5, 21), after=date(2026, 5, 21))
    revised = told.where(change="revised")
    tiny, every = int(revised.rows["is_tiny"].sum()), len(revised.rows)
    assert 10 < tiny < every

    def page(**more: str) -> str:
        app = visits.visit("news/revisions", lang="de", **days, **more)
        assert not visits.trouble(app)
        return " ".join(visits.html(app))

    locale = Locale("de")
    line = _changes.folded(tiny, 0.1, locale)
    assert line.startswith(f"{tiny} weitere Änderungen unter 0,1\u00a0% ")
    folded, whole = page(), page(tiny="yes", page=str(-(-every // 10)))
    assert line in folded
    assert line not in whole
    assert folded.count(f">{every}<") == whole.count(f">{every}<") == 1
    smallest = locale.change(revised.rows["difference_pct"].iloc[-1], 4)
    assert smallest in whole
    assert smallest not in folded
