"""Promises of the corridor calculator: formulas, spans, assumptions, links, findings."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts.table import absent
from corridor import formulas, results, routes, sensitivity, sentences, weekly_train
from corridor.interval import Span, over, single, total
from data import export, paths
from data.answer import Answer
from data.ask import ask
from i18n import LANGUAGES, Locale
from i18n.numbers import significant
from i18n.parse import figure_in, for_link, range_in, range_in_link
from pages.corridor import _inputs, _tables
from tests import visits
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")

PAGE = "corridor"
#: What no source says, filled in so that everything can be worked out.
FILLED = {
    "rotterdam_barge_days": Span(3, 5),
    "rotterdam_barge_freight": Span(400, 700),
    "rotterdam_barge_km": single(250),
    "air_freight": Span(30_000, 40_000),
    "co2_price": single(80),
    "week_feu": single(20),
}
amount = st.floats(0, 1e6, allow_nan=False)
some = st.floats(0.01, 1e5, allow_nan=False)
percent = st.floats(0.1, 100, allow_nan=False)


@st.composite
def span(draw: st.DrawFn) -> Span:
    low, high = sorted((draw(some), draw(some)))
    return Span(low, high)


def known(**entered: Span) -> routes.Inputs:
    return routes.inputs_of(ask("assumptions"), entered)


def way(code: str, **entered: Span) -> routes.Way:
    """A way of either reach, worked out."""
    listed = [row for reach in ("hub", "door") for row in routes.ways(
        ask("corridors", reach=reach), known(**entered))]  # fmt: skip
    return next(one for one in listed if one.code == code)


def result(one: routes.Way, name: str) -> Span:
    found = one.results[name]
    assert found is not None, f"{one.code} {name}"
    return found


def near(found: Span | None, low: float, high: float) -> None:
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), rel=1e-9)


# Formulas by hand


def test_capital_cost_of_365_000_euro_for_17_days_at_5_percent_is_850() -> None:
    assert formulas.capital_cost(365_000, 5, 17) == pytest.approx(850)


def test_ten_tonnes_over_11300_km_at_20_grams_are_2260_kg_and_cost_226_euro_at_100() -> None:
    kg = formulas.co2_kg(11_300, 20, 10)
    assert kg == pytest.approx(2_260)
    assert formulas.co2_cost(kg, 100) == pytest.approx(226)


def test_at_10_percent_and_73_days_2000_euro_more_pay_from_100_000_euro_on() -> None:
    assert formulas.indifference_value(2_000, 73, 10) == pytest.approx(100_000)


def test_a_train_of_40_places_that_pays_at_75_percent_needs_30_containers() -> None:
    assert formulas.volume_needed(40, 75, 1) == 30
    assert formulas.volume_needed(40, 75, 2) == 60


def test_a_train_that_lacks_ten_containers_at_5000_euro_lacks_50_000_euro() -> None:
    assert formulas.subsidy_per_train(5_000, 40, 75, 20) == pytest.approx(50_000)
    assert formulas.subsidy_per_train(5_000, 40, 75, 30) == 0
    assert formulas.subsidy_per_train(5_000, 40, 75, 40) == 0


def test_the_herne_train_and_the_sea_come_out_as_worked_out_by_hand() -> None:
    rail, sea = way("rail_herne"), way("sea_rotterdam")
    near(rail.days, 15, 17)
    near(rail.results["freight_eur"], 5_250 / 1.1, 7_300 / 1.1)
    near(rail.results["capital_eur"], 50_000 * 0.05 * 15 / 365, 50_000 * 0.05 * 17 / 365)
    near(rail.results["co2_kg"], 11_000 * 11.3 * 10 / 1000, 11_300 * 29.4 * 10 / 1000)
    near(sea.days, 30, 45)
    near(sea.results["freight_eur"], 3_000 / 1.1, 4_000 / 1.1)
    found = routes.threshold(rail, sea, known())
    near(found.saved, 13, 30)
    near(found.value_eur, 1_250 / 1.1 * 365 / (0.05 * 30), 4_300 / 1.1 * 365 / (0.05 * 13))


def test_a_train_a_week_needs_28_to_41_containers_as_whe_and_the_test_train_say() -> None:
    need = weekly_train.need(known())
    near(need.volume, 28, 40.8)
    near(need.year, 28 * 52, 40.8 * 52)
    assert need.subsidy is None


def test_last_leg_and_price_of_co2_come_on_top() -> None:
    hub, door = way("sea_rotterdam"), way("sea_rotterdam_barge", **FILLED)
    near(door.days, 33, 50)
    near(door.results["freight_eur"], result(hub, "freight_eur").low + 400,
         result(hub, "freight_eur").high + 700)  # fmt: skip
    kg = result(door, "co2_kg")
    assert kg.low == pytest.approx(result(hub, "co2_kg").low + 250 * 38.6 * 10 / 1000)
    capital = result(door, "capital_eur")
    near(door.results["total_eur"],
         result(door, "freight_eur").low + kg.low * 0.08 + capital.low,
         result(door, "freight_eur").high + kg.high * 0.08 + capital.high)  # fmt: skip


# Formulas as such


@given(value=amount, more=amount, rate=percent, higher=percent, days=some, longer=some)
def test_capital_cost_rises_with_value_rate_and_days(
    *, value: float, more: float, rate: float, higher: float, days: float, longer: float
) -> None:
    cost = formulas.capital_cost(value, rate, days)
    assert formulas.capital_cost(value + more, rate, days) >= cost
    assert formulas.capital_cost(value, rate + higher, days) >= cost
    assert formulas.capital_cost(value, rate, days + longer) >= cost


@given(extra=amount, more=amount, days=some, longer=some, rate=percent, higher=percent)
def test_the_threshold_rises_with_the_extra_cost_and_falls_with_days_saved_and_rate(
    *, extra: float, more: float, days: float, longer: float, rate: float, higher: float
) -> None:
    value = formulas.indifference_value(extra, days, rate)
    assert formulas.indifference_value(extra + more, days, rate) >= value
    assert formulas.indifference_value(extra, days + longer, rate) <= value
    assert formulas.indifference_value(extra, days, rate + higher) <= value


@given(some, some, some, some, percent)
def test_at_the_threshold_both_ways_cost_the_same(
    base: float, extra: float, days: float, saved: float, rate: float
) -> None:
    value = formulas.indifference_value(extra, saved, rate)
    fast = formulas.cost_at(base + extra, rate, days, value)
    assert fast == pytest.approx(formulas.cost_at(base, rate, days + saved, value), rel=1e-6)


@given(some, st.floats(1, 120), percent, st.floats(0, 1))
def test_volume_for_a_subsidy_is_the_subsidy_for_a_volume_backwards(
    rate: float, places: float, share: float, part: float
) -> None:
    needed = formulas.volume_needed(places, share, 1)
    carried = part * needed
    subsidy = formulas.subsidy_per_train(rate, places, share, carried)
    assert needed - subsidy / rate == pytest.approx(carried, rel=1e-9, abs=1e-9)
    assert formulas.subsidy_per_train(rate, places, share, needed * (1 + part)) == 0


@given(
    rate=some,
    dearer=some,
    places=st.floats(1, 120),
    share=percent,
    carried=st.floats(0, 120),
    more=st.floats(0, 120),
)
def test_the_subsidy_falls_with_what_is_carried_and_rises_with_the_rate(
    *, rate: float, dearer: float, places: float, share: float, carried: float, more: float
) -> None:
    subsidy = formulas.subsidy_per_train(rate, places, share, carried)
    assert formulas.subsidy_per_train(rate, places, share, carried + more) <= subsidy
    assert formulas.subsidy_per_train(rate + dearer, places, share, carried) >= subsidy


@given(span(), span(), st.floats(0, 1), st.floats(0, 1))
def test_a_span_holds_whatever_its_formula_gives_within_its_values(
    first: Span, second: Span, one: float, other: float
) -> None:
    inside = [s.low + part * (s.high - s.low) for s, part in ((first, one), (second, other))]
    for formula in (
        lambda a, b: formulas.indifference_value(a, b, 5),
        lambda a, b: formulas.indifference_value(a - 1000, b - 20, 5),
        lambda a, b: formulas.subsidy_per_train(a, 40, 75, b),
        formulas.gap_per_feu,
        lambda a, b: formulas.capital_cost(a, 5, b),
        formulas.load_pct,
        formulas.in_eur,
    ):
        found = over(formula, first, second)
        assert found is not None
        given_inside = formula(*inside)
        slack = 1e-9 * max(1.0, abs(given_inside)) if math.isfinite(given_inside) else 0.0
        assert found.low - slack <= given_inside <= found.high + slack


def test_a_span_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="no figures"):
        Span(2, 1)
    with pytest.raises(ValueError, match="no figures"):
        Span(math.nan, 1)


def test_what_is_not_known_is_never_zero() -> None:
    assert total(Span(1, 2), None) is None
    assert over(formulas.capital_cost, single(0), None, single(1)) is None
    assert total() == single(0)


# Ways


@settings(max_examples=20)
@pytest.mark.parametrize(
    ("code", "result_name"),
    [("interest", "capital_eur"), ("goods_value", "capital_eur"),
     ("rail_herne_days", "capital_eur"), ("rail_herne_freight", "total_eur"),
     ("load_tonnes", "co2_kg"), ("co2_rail", "co2_kg"), ("rail_herne_km", "co2_kg")],
)  # fmt: skip
@given(factor=st.floats(1.0, 10.0))
def test_results_rise_with_each_assumption(code: str, result_name: str, factor: float) -> None:
    ours = known()[code]
    assert ours is not None
    more = way("rail_herne", **{code: Span(ours.low * factor, ours.high * factor)})
    before, after = result(way("rail_herne"), result_name), result(more, result_name)
    assert after.low >= before.low
    assert after.high >= before.high


@each("code", ["goods_value", "interest", "usd_per_eur", "rail_herne_days", "rail_herne_freight"])
def test_a_way_that_lacks_one_figure_is_not_computable_and_names_it(code: str) -> None:
    answer = ask("assumptions")
    spans = {name: s for name, s in known().spans.items() if name != code}
    lacking = routes.Inputs(spans, frozenset())
    listed = routes.ways(ask("corridors", reach="door"), lacking)
    row = next(iter(routes.results(listed, lacking, answer)))
    assert absent(row.total_eur_low) is None
    assert row.total_eur_lacks == [code]
    drawn = routes.lines(listed, lacking, answer, 1000)
    assert "rail_herne" not in {line.corridor for line in drawn} or code == "goods_value"
    for lang in LANGUAGES:
        locale = Locale(lang)
        table = _tables.results(routes.results(listed, lacking, answer), locale)
        cells = dict(zip(table.headers, table.texts[0], strict=True))
        name = answer.labels.name("assumption", code, lang)
        assert name in cells[locale("column.total_eur")]
        assert locale("corridor.not_computable") in cells[locale("column.total_eur")]


def test_with_everything_filled_in_door_and_air_are_computable() -> None:
    for code in ("sea_rotterdam_barge", "air", "rail_herne"):
        result(way(code, **FILLED), "total_eur")


def test_the_faster_way_is_found_whichever_comes_first() -> None:
    rail, sea = way("rail_herne"), way("sea_rotterdam")
    assert routes.threshold(rail, sea, known()) == routes.threshold(sea, rail, known())
    assert routes.threshold(sea, rail, known()).fast == "rail_herne"


def test_ways_whose_days_overlap_have_no_threshold() -> None:
    found = routes.threshold(way("rail_herne"), way("rail_duisburg"), known())
    assert found.value_eur is None
    assert found.lacks == ()


@given(spread=st.floats(0, 0.9))
def test_the_threshold_is_where_the_bands_meet_and_part(spread: float) -> None:
    entered = {"rail_herne_freight": Span(5_000, 5_000 + 3_000 * spread)}
    rail, sea = way("rail_herne", **entered), way("sea_rotterdam", **entered)
    value = routes.threshold(rail, sea, known(**entered)).value_eur
    assert value is not None
    assert rail.base_eur is not None
    assert sea.base_eur is not None
    assert rail.days is not None
    assert sea.days is not None
    lowest = formulas.cost_at(rail.base_eur.low, 5, rail.days.low, value.low)
    dearest = formulas.cost_at(sea.base_eur.high, 5, sea.days.high, value.low)
    assert lowest == pytest.approx(dearest)
    highest = formulas.cost_at(rail.base_eur.high, 5, rail.days.high, value.high)
    cheapest = formulas.cost_at(sea.base_eur.low, 5, sea.days.low, value.high)
    assert highest == pytest.approx(cheapest)


def test_at_a_load_the_subsidy_is_that_of_the_same_volume_entered() -> None:
    entered = {"train_feu": single(40), "week_feu": single(20)}
    half = next(row for row in weekly_train.loads(known(**entered), ask("assumptions"))
                if row.load_pct == 50)  # fmt: skip
    need = weekly_train.need(known(**entered))
    near(need.load, 50, 50)
    near(need.subsidy, half.train_eur_low, half.train_eur_high)
    near(need.subsidy_year, half.year_eur_low, half.year_eur_high)


def test_what_the_visitor_enters_is_nobodys_claim() -> None:
    answer = ask("assumptions")
    listed = ["days"]
    ours = routes.results([way("air")], known(), answer, listed)
    entered = known(air_days=single(2))
    theirs = routes.results([way("air", air_days=single(2))], entered, answer, listed)
    assert set(ours.claims["claim_id"]) == {"freight-0442"}
    assert theirs.claims.empty
    assert theirs.sources.empty


def test_the_file_of_assumptions_holds_what_was_reckoned_with() -> None:
    answer = ask("assumptions")
    rows = {row.code: row for row in routes.used_assumptions(answer, known(air_days=Span(2, 4)))}
    assert (rows["air_days"].low, rows["air_days"].high) == (2, 4)
    assert rows["air_days"].basis == "entered"
    assert list(rows["air_days"].claim_ids) == list(rows["air_days"].source_ids) == []
    assert rows["rail_herne_days"].low == 15
    assert [row.code for row in routes.used_assumptions(answer, known())] == [
        row.code for row in answer
    ]


def test_no_link_pretends_that_worked_out_figures_can_be_asked_for() -> None:
    answer, spans = ask("assumptions"), known()
    listed = routes.ways(ask("corridors"), spans)
    for found in (
        routes.results(listed, spans, answer), routes.lines(listed, spans, answer, 1000),
        weekly_train.loads(spans, answer), routes.used_assumptions(answer, spans),
    ):  # fmt: skip
        assert export.address(found, "de", "csv") is None
        assert export.csv(found, "de", german=True)


# Assumptions


def test_every_assumption_says_where_it_is_from() -> None:
    for row in ask("assumptions"):
        has_figure = absent(row.low) is not None
        cited = bool(list(row.claim_ids) or list(row.source_ids))
        assert cited == (row.basis == "sourced"), row.code
        assert has_figure == (row.basis != "open"), row.code
        assert bool(row.stated) or row.basis == "open", row.code
        if has_figure:
            assert row.least <= row.low <= row.high <= row.most, row.code
            assert row.low == row.high or not row.is_single, row.code


def test_days_rates_and_load_are_what_their_sources_say() -> None:
    spans = known()
    for code, low, high in (
        ("air_days", 3, 3), ("rail_herne_days", 15, 17), ("sea_rotterdam_days", 30, 45),
        ("rail_herne_freight", 5_250, 7_300), ("sea_rotterdam_freight", 3_000, 4_000),
        ("break_even", 70, 80), ("train_feu", 40, 51),
    ):  # fmt: skip
        assert spans[code] == Span(low, high), code
    others = {(row.value, row.period_end.year) for row in ask("assumption_others")
              if row.code == "rail_herne_freight" and row.place == "corridor_1520"}  # fmt: skip
    assert others == {(2_783, 2018), (3_289, 2024), (3_250, 2025)}


def test_all_but_the_expected_volume_has_a_figure_and_what_is_ours_says_why() -> None:
    rows = {row.code: row for row in ask("assumptions")}
    assert [code for code, row in rows.items() if row.basis == "open"] == ["week_feu"]
    ranges = known().own
    assert ranges == {code for code, row in rows.items() if row.basis == "own" and not row.is_single
                      and row.low < row.high}  # fmt: skip
    for code in ranges:
        row, is_way = rows[code], rows[code].quantity == "km"
        assert ("erechnet" if is_way else "Unsere Spanne") in row.note_de, code
        assert ("omputed" if is_way else "Our range") in row.note_en, code
        assert not list(rows[code].claim_ids) + list(rows[code].source_ids), code


def test_a_range_of_ours_is_never_taken_for_a_sourced_one_and_gives_way_to_the_visitors() -> None:
    answer, code = ask("assumptions"), "rotterdam_barge_freight"
    inputs, entered = known(), known(rotterdam_barge_freight=single(500))
    assert code in inputs.own
    assert code not in entered.own
    one = way("sea_rotterdam_barge")
    row = next(iter(routes.results([one], inputs, answer)))
    assert row.freight_eur_own == [code]
    assert "rotterdam_barge_days" in row.total_eur_own
    assert (
        not set(one.needs["freight_eur"])
        - inputs.own
        - {"usd_per_eur"}
        - {code for code, cited in ((r.code, list(r.source_ids)) for r in answer) if cited}
    )
    for lang in LANGUAGES:
        locale = Locale(lang)
        shown = _tables.assumptions(answer, ask("assumption_others"), inputs, locale)
        told = {row.code: cells[2] for row, cells in zip(answer, shown.rows, strict=True)}
        assert told[code] == locale("corridor.assumed.own_range")
        assert told["interest"] == locale("corridor.assumed.own")


#: Assumption → from, to, and how much longer than the great circle the way may be; the way by
#: sea that comes before it.
DISTANCES = {
    "duisburg_truck_km": ("duisburg", "herne", 1.1, 1.4, ""),
    "rotterdam_rail_km": ("rotterdam", "herne", 1.1, 1.4, ""),
    "hamburg_rail_km": ("hamburg", "herne", 1.1, 1.4, ""),
    "rotterdam_barge_km": ("rotterdam", "herne", 1.2, 1.8, ""),
    "hamburg_barge_km": ("hamburg", "herne", 1.2, 1.8, ""),
    "sea_hamburg_km": ("rotterdam", "hamburg", 1.2, 1.8, "sea_rotterdam_km"),
    "sea_ruhr_km": ("rotterdam", "herne", 1.2, 1.8, "sea_rotterdam_km"),
}


def great_circle_km(start: tuple[float, float], end: tuple[float, float]) -> float:
    a, b, c, d = map(math.radians, (*start, *end))
    cosine = math.sin(a) * math.sin(c) + math.cos(a) * math.cos(c) * math.cos(b - d)
    return 6371.0088 * math.acos(cosine)


def test_distances_of_ours_are_great_circles_times_what_their_note_says() -> None:
    places = pd.read_csv(paths.REFERENCE / "places.csv").set_index("code")
    at = {code: (row.lat, row.lon) for code, row in places.iterrows()}
    for code, (start, end, least, most, before) in DISTANCES.items():
        km = great_circle_km(at[start], at[end])
        found, by_sea = known()[code], known()[before] if before else single(0)
        assert found is not None
        assert by_sea is not None
        for got, far, sea in ((found.low, least, by_sea.low), (found.high, most, by_sea.high)):
            assert got == pytest.approx(sea + km * far, abs=11), code


def test_before_its_sources_were_known_an_assumption_has_no_figure() -> None:
    then = {row.code: row for row in ask("assumptions", as_of=date(2016, 1, 1))}
    assert absent(then["rail_herne_freight"].low) is None
    assert then["interest"].low == 5
    table = _tables.assumptions(
        ask("assumptions", as_of=date(2016, 1, 1)), ask("assumption_others"),
        routes.inputs_of(ask("assumptions", as_of=date(2016, 1, 1)), {}), Locale("de"),
    )  # fmt: skip
    assert sum("noch nicht bekannt" in row[2] for row in table.texts) > 5


def test_the_air_distance_is_the_great_circle_rounded_to_hundreds() -> None:
    points = {row.from_code: row for row in ask("route") if row.part == "point"}
    start, end = (points[code] for code in ("lianyungang", "herne"))
    km = great_circle_km((start.from_lat, start.from_lon), (end.from_lat, end.from_lon))
    assert known()["air_km"] == single(round(km, -2))


def test_corridors_are_made_of_legs_that_have_assumptions() -> None:
    spoken = {row.code for row in ask("assumptions")}
    for reach in ("hub", "door"):
        for row in ask("corridors", reach=reach):
            for leg, mode in ((row.main_leg, row.main_mode), (row.last_leg, row.last_mode)):
                if isinstance(leg, str):
                    names = {f"{leg}_{name}" for name in ("days", "freight", "km")}
                    assert names | {f"co2_{mode}"} <= spoken


def test_every_assumption_has_its_field() -> None:
    legs = {leg for group in _inputs.GROUPS.values() for leg in group}
    assert {row.leg for row in ask("assumptions")} == legs


# Links and fields


@given(span())
def test_a_span_in_a_link_reads_as_itself(one: Span) -> None:
    ends = range_in_link(for_link(one.low, one.high))
    assert ends == pytest.approx((one.low, one.high), abs=1e-9)


@pytest.mark.parametrize("lang", LANGUAGES)
@given(one=span())
def test_what_a_field_shows_it_also_takes(lang: str, one: Span) -> None:
    near_one = Span(round(one.low, 3), round(one.high, 3))
    assert range_in(_inputs.field_text(near_one, Locale(lang)), lang) == pytest.approx(
        (near_one.low, near_one.high)
    )


@each(
    ("text", "lang", "figure"),
    [("5.250", "de", 5250), ("5.250", "en", 5.25), ("5,250", "en", 5250), ("5,25", "de", 5.25),
     ("5.5", "de", 5.5), ("1.234,5", "de", 1234.5), ("1,234.5", "en", 1234.5), ("17", "de", 17),
     ("1 000", "de", 1000), ("1.2.3", "de", None), ("-5", "de", None), ("", "de", None),
     ("abc", "en", None), ("1e9", "de", None), ("١٢", "de", None), ("inf", "en", None)],
)  # fmt: skip
def test_typed_figures_are_read_as_they_are_meant(
    text: str, lang: str, figure: float | None
) -> None:
    assert figure_in(text, lang) == figure


@each("text", ["15-17", "15–17", "15 – 17", "15 bis 17", "15 to 17", "15..17"])
def test_ranges_are_read_however_they_are_typed(text: str) -> None:
    assert range_in(text, "de") == (15, 17)


@each(
    ("text", "lang", "symbol", "ends"),
    [("80.000 €", "de", "€/FEU", (80000, 80000)),
     ("80.000\u00a0€/FEU", "de", "€/FEU", (80000, 80000)),
     ("80.000 Euro", "de", "€/FEU", (80000, 80000)), ("€ 80,000", "en", "€/FEU", (80000, 80000)),
     ("€80,000 – €90,000", "en", "€", (80000, 90000)), ("15–17 Tage", "de", "Tage", (15, 17)),
     ("5 %", "de", "%", (5, 5)), ("17", "de", "", (17, 17)), ("80.000 $", "de", "€/FEU", None),
     ("5 %", "de", "€/FEU", None), ("€", "de", "€", None)],
)  # fmt: skip
def test_a_figure_may_bear_its_own_unit_and_no_other(
    text: str, lang: str, symbol: str, ends: tuple[float, float] | None
) -> None:
    assert range_in(text, lang, symbol) == ends


@each("text", ["17-15", "abc", "-1", "1-2-3", "nan", "1e3", "5,5", "400", ""])
def test_a_link_with_a_value_that_is_none_is_not_taken(text: str) -> None:
    row = next(row for row in ask("assumptions") if row.code == "rail_herne_days")
    assert results.allowed(text, row) is None


def test_a_figure_for_all_corridors_takes_no_range() -> None:
    row = next(row for row in ask("assumptions") if row.code == "interest")
    assert results.allowed("5-6", row) is None
    assert results.allowed("6", row) == single(6)


# The page


ENTERED = {"interest": "25", "goods_value": "300000", "rail_herne_days": "14-16.5",
           "week_feu": "20", "reach": "door", "rotterdam_barge_days": "3-5",
           "rotterdam_barge_freight": "400-700", "edit": "rotterdam"}  # fmt: skip


def cells(app: Any, lang: str) -> list[list[str]]:
    """The digits in each table of results, row by row, without the language's signs."""
    said_of = Locale(lang)
    heads = {said_of("column.total_eur"), said_of("corridor.train.load")}
    tables = [
        piece for piece in visits.html(app) if any(f">{head}</th>" in piece for head in heads)
    ]
    rows = [row for piece in tables for row in re.findall("<tr>(.*?)</tr>", piece)]
    return [re.findall("[0-9]", re.sub(r"<[^>]+>", " ", row)) for row in rows]


def test_a_link_with_assumptions_gives_the_same_figures_in_both_languages() -> None:
    german, english = (visits.visit(PAGE, lang=lang, **ENTERED) for lang in LANGUAGES)
    assert visits.trouble(german) == visits.trouble(english) == []
    assert visits.figures(german) == visits.figures(english)
    assert cells(german, "de") == cells(english, "en")
    assert len(cells(german, "de")) > 10
    plain = visits.visit(PAGE, lang="de")
    assert visits.figures(german) != visits.figures(plain)
    assert cells(german, "de") != cells(plain, "de")
    assert [w.value for w in german.warning] == []
    assert visits.link(german) == {**ENTERED, "lang": "de"}


@pytest.mark.parametrize(("lang", "typed"), [("de", "4.900,5–6.000"), ("en", "4,900.5 to 6,000")])
def test_what_is_typed_goes_into_the_link_in_plain_spelling(lang: str, typed: str) -> None:
    app = visits.visit(PAGE, lang=lang, edit="rail_herne")
    field = app.text_input(key=f"filter_rail_herne_freight_{lang}")
    field.set_value(typed).run()
    assert visits.link(app)["rail_herne_freight"] == "4900.5-6000"
    app.text_input(key=f"filter_rail_herne_freight_{lang}").set_value("").run()
    assert "rail_herne_freight" not in visits.link(app)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_wrong_value_is_named_with_its_assumption_and_ours_is_shown(lang: str) -> None:
    app = visits.visit(PAGE, lang=lang, rail_herne_days="20-10", interest="999")
    told = [w.value for w in app.warning]
    labels = ask("assumptions").labels
    for value, code in (("20-10", "rail_herne_days"), ("999", "interest")):
        name = labels.name("assumption", code, lang)
        assert any(value in text and name in text for text in told), told
    assert visits.figures(app) == visits.figures(visits.visit(PAGE, lang=lang))
    assert app.expander[0].proto.expanded, "the form stays open"
    assert app.text_input(key=f"filter_interest_{lang}").value == "999", "as it was typed"


def test_a_figure_typed_with_its_unit_is_taken_in_the_field() -> None:
    app = visits.visit(PAGE, lang="de", edit="shared")
    app.text_input(key="filter_goods_value_de").set_value("80.000 €").run()
    assert visits.link(app)["goods_value"] == "80000"
    assert [w.value for w in app.warning] == []


def test_titles_follow_the_figures() -> None:
    def titles(**link: str) -> list[str]:
        found = visits.visit(PAGE, **link).header
        said = [str(heading.value).replace("\u00a0", " ") for heading in found]
        return [title.replace("\u2060", "") for title in said]

    hub = titles(reach="hub")
    assert any("12–16 Tage" in title and "14–33 Tage weniger" in title for title in hub)
    slow = titles(reach="hub", rail_duisburg_days="50-60")
    assert any("5–30 Tage mehr" in title for title in slow)
    lapping = titles(reach="hub", rail_duisburg_days="20-35")
    assert any("überschneiden" in title for title in lapping)
    cheap = visits.visit(PAGE, reach="hub", rail_duisburg_freight="1000-2000")
    assert visits.tells(cheap, "bei jedem Warenwert höchstens so viel")
    assert visits.tells(visits.visit(PAGE, reach="hub", interest="0"), "bei keinem Warenwert")
    assert any("2 Züge je Woche tragen sich" in title for title in titles(trains_week="2"))
    assert not any("noch nicht berechenbar" in title for title in titles())
    assert any("15–35 Tage weniger" in title for title in titles())


def test_the_first_line_says_costs_and_days_and_then_the_verdict_by_rule() -> None:
    def verdict(**link: str) -> str:
        said = str(visits.visit(PAGE, **link).header[0].value)
        return said.replace("\u00a0", " ").replace("\u2060", "")

    assert verdict(reach="hub", goods_value="80000") == (
        "Die Bahn: 4.900–6.810 €, 12–16 Tage. Der Seeweg: 3.060–4.130 €, 30–45 Tage. Bei 80.000 € "
        "Warenwert je Container lohnt die Bahn nicht, ohne letzten Abschnitt nach Herne"
    )
    assert "lohnt die Bahn nur im günstigen Fall" in verdict(reach="hub", goods_value="500000")
    assert "lohnt die Bahn, ohne" in verdict(reach="hub", goods_value="3000000")
    limit = "Die Bahn lohnt ab 251.000\u00a0€ Warenwert je Container, im ungünstigen Fall erst ab"
    assert visits.tells(visits.visit(PAGE, reach="hub"), limit)


@given(value=st.floats(1_000, 9_000_000), rate=st.floats(1, 40))
@settings(max_examples=40, deadline=None)
def test_the_verdict_agrees_with_the_threshold(value: float, rate: float) -> None:
    entered = {"goods_value": single(value), "interest": single(rate)}
    pair = [way(code, **entered) for code in ("rail_herne", "sea_rotterdam_barge")]
    found = routes.threshold(pair[0], pair[1], known(**entered))
    case = results.Case("door", pair[0], pair[1], found, weekly_train.need(known(**entered)),
                        known(**entered), ask("assumptions"))  # fmt: skip
    told = routes.results(pair, known(**entered), ask("assumptions"))
    said = sentences.verdict(pair, told, case, found, Locale("de"))
    assert found.value_eur is not None
    low, high = found.value_eur.low, found.value_eur.high
    kind = " nicht" if value < low else "" if value > high else " nur im günstigen Fall"
    assert said.endswith(f"lohnt die Bahn{kind}")


def test_what_matters_most_is_each_range_by_itself_and_the_widest_first() -> None:
    pair = [way("rail_herne"), way("sea_rotterdam_barge")]
    found = sensitivity.swings(pair, ask("corridors", reach="door"), known(), ask("assumptions"))
    rows = {row.assumption: row for row in found}
    widths = [row.swing_eur for row in found]
    assert widths == sorted(widths, reverse=True)
    assert next(iter(rows)) == "rail_herne_freight"
    assert rows["rail_herne_freight"].swing_eur == pytest.approx((7_300 - 5_250) / 1.1)
    assert rows["sea_rotterdam_days"].swing_eur == pytest.approx(50_000 * 0.05 * 15 / 365)
    ours = {code for code, row in rows.items() if row.is_own}
    assert ours == {"rotterdam_barge_days", "rotterdam_barge_freight"}
    for row in found:
        assert min(row.at_low_eur, row.at_high_eur) <= row.base_eur
        assert max(row.at_low_eur, row.at_high_eur) >= row.base_eur
    assert "interest" not in rows, "a single figure has no ends"


def test_one_train_a_week_is_a_fifth_to_a_third_of_what_runs_from_china_to_germany() -> None:
    counted = ask("series", indicator="china_eu_rail_teu", place="china_germany",
                  basis="erai", flow="westbound")  # fmt: skip
    newest = counted.tuples[-1]
    assert (newest.value, newest.flow, newest.period_start.year) == (13_552, "westbound", 2025)
    need = weekly_train.need(known())
    near(weekly_train.teu_a_year(need), 28 * 52 * 2, 40.8 * 52 * 2)
    near(weekly_train.share_pct(need, newest.value), 100 * 2_912 / 13_552, 100 * 4_243.2 / 13_552)
    app = visits.visit(PAGE)
    (title,) = [str(h.value) for h in app.header if "21–\u206031" in str(h.value)]
    assert "aus China nach Deutschland" in title
    assert visits.tells(app, Locale("de")("corridor.one_source"))


def test_a_range_in_a_heading_stays_in_one_line() -> None:
    found = [str(heading.value) for heading in visits.visit(PAGE).header]
    ranges = [part for title in found for part in re.findall(r"\d–.?\d+\s\w+", title)]
    assert ranges
    assert not [part for part in ranges if "–\u2060" not in part or "\u00a0" not in part]


def test_the_picture_of_the_days_says_to_where_it_counts_and_that_it_shows_all_ways() -> None:
    hub, door = (
        " ".join(visits.html(visits.visit(PAGE, reach=reach))) for reach in ("hub", "door")
    )
    assert "bis Duisburg und bis zum Seehafen" in hub
    assert "bis Duisburg und bis zum Seehafen" not in door
    assert "bis Herne oder ins Ruhrgebiet" in door
    for shown in (hub, door):
        assert "Tage unterwegs, alle Wege" in shown


def test_a_source_without_a_date_never_gets_one_from_the_year_that_it_speaks_of() -> None:
    answer, others = ask("assumptions"), ask("assumption_others")
    shown = _tables.assumptions(answer, others, routes.inputs_of(answer, {}), Locale("de"))
    told = {row.code: cells[2] for row, cells in zip(answer, shown.texts, strict=True)}
    assert "ohne Datum, gelesen am 21.11.2026" in told["sea_rotterdam_days"]
    assert "Zahl zu 2025" in told["sea_rotterdam_days"]
    assert "Zahl von 2025" in told["rail_duisburg_freight"], "its source is of September 2025"


SCOPE = {"de": "ohne letzten Abschnitt nach Herne", "en": "without the last leg to Herne"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_leaves_the_last_leg_out_says_so_in_every_title(lang: str) -> None:
    hub, door = (visits.visit(PAGE, lang=lang, reach=reach) for reach in ("hub", "door"))
    assert sum(SCOPE[lang] in str(head.value) for head in hub.header) == 3
    assert not any(SCOPE[lang] in str(head.value) for head in door.header)


def test_ways_compared_reach_equally_far() -> None:
    reaches = {reach: {row.corridor for row in ask("corridors", reach=reach)}
               for reach in ("hub", "door")}  # fmt: skip
    assert not reaches["hub"] & reaches["door"]
    assert reaches["hub"] == {"rail_duisburg", "sea_rotterdam", "sea_hamburg"}


def test_days_to_the_ruhr_area_are_not_days_to_a_seaport() -> None:
    rows = {row.code: row for row in ask("assumptions")}
    assert list(rows["sea_ruhr_days"].claim_ids) == ["freight-0444"]
    for code in ("sea_rotterdam_days", "sea_hamburg_days"):
        assert "freight-0444" not in list(rows[code].claim_ids)
        assert "freight-0444" in list(rows[code].other_claim_ids)


@given(low=st.floats(5_000, 7_000), more=st.floats(0, 3_000), days=st.floats(0, 10))
@settings(max_examples=30, deadline=None)
def test_the_drawing_goes_past_the_threshold_that_its_title_names(
    low: float, more: float, days: float
) -> None:
    entered = {"rail_duisburg_freight": Span(low, low + more),
               "rail_duisburg_days": Span(12, 12 + days)}  # fmt: skip
    rail, sea = way("rail_duisburg", **entered), way("sea_rotterdam", **entered)
    found = routes.threshold(rail, sea, known(**entered))
    assert found.value_eur is not None
    drawn = routes.cost_lines([rail, sea], found, known(**entered), ask("assumptions"))
    assert max(row.goods_eur for row in drawn) > found.value_eur.high


def test_the_costs_cite_no_co2_factor_while_co2_has_no_price() -> None:
    def cited(**entered: Span) -> set[str]:
        pair = [way("rail_duisburg", **entered), way("sea_rotterdam", **entered)]
        drawn = routes.lines(pair, known(**entered), ask("assumptions"), 1000)
        return set(drawn.sources["source_id"])

    assert not any(source.startswith("corridor-src") for source in cited())
    assert any(source.startswith("corridor-src") for source in cited(co2_price=single(80)))


def test_a_year_is_stated_in_it_and_a_day_of_mere_reading_says_that_it_is_one() -> None:
    table = _tables.assumptions(ask("assumptions"), ask("assumption_others"), known(), Locale("de"))
    origins = " ".join(str(row[2]) for row in table.rows)
    assert "ohne Datum, gelesen am 22.11.2026" in origins
    assert "Zahl vom 22.11.2026" not in origins
    assert "Zahl von 2016" in origins
    assert "Zahl von 22" not in origins


def test_an_expected_volume_gives_a_load_and_a_subsidy() -> None:
    def sentence(**link: str) -> str:
        return " ".join(visits.html(visits.visit(PAGE, **link)))

    said_with = sentence(week_feu="20", train_feu="40", break_even="75",
                         rail_herne_freight="5500")  # fmt: skip
    assert "Auslastung 50,0\u00a0%" in said_with
    assert "Zuschuss 50.000\u00a0€ je Zug" in said_with
    assert "Auslastung 50" not in sentence()


# Figures in words


@each(
    ("figure", "shown"),
    [(276_515.15, 277_000), (2_195_104.9, 2_200_000), (0.0, 0), (5.4321, 5.43), (12, 12)],
)
def test_worked_out_figures_keep_three_digits(figure: float, shown: float) -> None:
    assert significant(figure, 3) == pytest.approx(shown)


def test_a_range_without_an_end_says_at_least() -> None:
    locale = Locale("de")
    assert "mindestens" in locale.interval(1_000, math.inf, "eur_per_feu")
    assert locale.interval(math.inf, math.inf, "eur_per_feu") == locale("corridor.never")
    assert locale.interval(None, None, "days") == locale.missing("unknown")
    assert locale.interval(0, 0, "eur_per_train") == "0\u00a0€ je Zug"


def test_the_average_kilogram_of_exports_is_value_over_weight() -> None:
    answer: Answer = ask("export_unit_value")
    (row,) = answer
    assert row.year == 2024
    assert row.value == pytest.approx(9_596_017 / 1_003_555.9, rel=1e-6)
    assert len(row.claim_ids) == 2
