"""Promises of the words: numbers, units, dates and signs as people read them."""

from __future__ import annotations

import csv
import math
import timeit
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from words import LANGUAGES, MissingWord, UnknownLanguage, Words
from words.dates import Day

DE, EN = Words("de"), Words("en")
PROJECT = Path(__file__).parent.parent
SPACE = "\N{NO-BREAK SPACE}"

figures = st.floats(-1e12, 1e12)
digits = st.integers(0, 6)
languages = st.sampled_from([DE, EN])


def plain(shown: str) -> str:
    """With ordinary spaces, so that expectations can be read."""
    return shown.replace(SPACE, " ")


def read_back(shown: str, w: Words) -> Decimal:
    decimal, group = w.separators[0], w.separators[1]
    return Decimal(shown.replace(group, "").replace(decimal, ".").replace("−", "-"))


# Languages


@pytest.mark.parametrize("lang", ["fr", "DE", "", "de_DE"])
def test_a_language_without_words_is_refused_by_name(lang: str) -> None:
    with pytest.raises(UnknownLanguage, match=repr(lang)):
        Words(lang)


def test_two_languages_are_spoken_german_first() -> None:
    assert LANGUAGES == ("de", "en")
    assert (DE.lang, EN.lang) == ("de", "en")


# Numbers


@pytest.mark.parametrize(
    ("x", "places", "german", "english"),
    [
        (1234, None, "1.234", "1,234"),
        (1234567.25, 1, "1.234.567,3", "1,234,567.3"),
        (42.25, 1, "42,3", "42.3"),
        (0.05, 1, "0,1", "0.1"),
        (2.675, 2, "2,68", "2.68"),
        (1.005, 2, "1,01", "1.01"),
        (-42.25, 1, "−42,3", "−42.3"),
        (-0.04, 1, "0,0", "0.0"),
        (-0.0, None, "0", "0"),
        (5.0, None, "5", "5"),
        (9596.017, None, "9.596,017", "9,596.017"),
        (0.1 + 0.2, None, "0,3", "0.3"),
        (1e16, None, "10.000.000.000.000.000", "10,000,000,000,000,000"),
        (1e-7, None, "0,0000001", "0.0000001"),
        (Decimal("1.50"), 2, "1,50", "1.50"),
    ],
)
def test_numbers_round_half_up_on_the_digits_that_stand_there(
    x: float, places: int | None, german: str, english: str
) -> None:
    assert DE.number(x, places) == german
    assert EN.number(x, places) == english


@given(figures, digits, languages)
def test_a_number_read_back_is_the_number_rounded_half_up(x: float, n: int, w: Words) -> None:
    expected = Decimal(str(x)).quantize(Decimal(1).scaleb(-n), ROUND_HALF_UP)
    noise = Decimal(10) ** -n if len(str(x)) > 15 else 0
    assert abs(read_back(w.number(x, n), w) - expected) <= noise


@given(st.integers(-(10**15) + 1, 10**15 - 1), digits, languages)
def test_without_digits_every_stored_digit_survives(whole: int, n: int, w: Words) -> None:
    x = whole / 10**n
    assert float(read_back(w.number(x), w)) == x


@given(figures, st.none() | digits, languages)
def test_zero_never_wears_a_sign_and_minus_is_never_a_hyphen(
    x: float, n: int | None, w: Words
) -> None:
    for shown in (w.number(x, n), w.number(x, n, signed=True), w.value(x, "meur")):
        assert "-" not in shown
        if not shown.strip("+−0.,"):
            assert not shown.startswith(("+", "−"))


@given(figures, languages)
def test_a_signed_number_says_its_direction(x: float, w: Words) -> None:
    shown = w.change(x)
    value = read_back(shown.rstrip("%" + SPACE), w)
    assert shown.startswith({1: "+", -1: "−"}.get((value > 0) - (value < 0), "0"))


class Undecided:
    """Like pandas' NA: neither equal nor unequal to itself."""

    def __ne__(self, other: object) -> bool:
        return self  # type: ignore[return-value]

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise TypeError("boolean value of NA is ambiguous")


@pytest.mark.parametrize("nothing", [None, math.nan, Decimal("NaN"), Undecided()])
def test_what_is_not_known_gets_its_sign_and_never_a_zero(nothing: float) -> None:
    for w in (DE, EN):
        shown = {
            w.number(nothing),
            w.number(nothing, 2),
            w.value(nothing, "meur"),
            w.points(nothing),
            w.change(nothing),
            w.qualified(nothing, "trains", "about"),
            w.range(nothing, nothing, "days"),
            w.amount(nothing),
        }
        assert shown == {"·"}


def test_figures_of_numpy_and_pandas_read_like_ours() -> None:
    import numpy as np
    import pandas as pd

    assert DE.number(np.int64(1234)) == DE.number(np.float64(1234)) == "1.234"
    assert DE.number(np.float32(42.25), 1) == "42,3"
    assert DE.number(pd.NA) == DE.number(np.nan) == "·"  # type: ignore[arg-type]
    assert DE.date(pd.NaT) == "·"  # type: ignore[arg-type]
    assert DE.date(pd.Timestamp("2016-06-14")) == "14.06.2016"


def test_an_infinite_figure_is_not_meaningful() -> None:
    assert DE.change(math.inf) == DE.number(-math.inf) == "x"


@pytest.mark.parametrize("text", ["42", "4,2", ""])
def test_text_is_no_number(text: float) -> None:
    with pytest.raises(TypeError, match="expected a number"):
        DE.number(text)


def test_a_number_costs_no_more_than_a_chart_of_thousands_can_pay() -> None:
    best = min(timeit.repeat(lambda: DE.value(1234567.25, "meur"), number=500, repeat=5)) / 500
    assert best < 20e-6


# Units


@pytest.mark.parametrize(
    ("x", "unit", "scale", "german", "english"),
    [
        (9596.017, "meur", "auto", "9.596,0 Mio. €", "€9,596.0 m"),
        (9596.017, "meur", "exact", "9.596,017 Mio. €", "€9,596.017 m"),
        (9596.017, "meur", "mrd", "9,6 Mrd. €", "€9.6 bn"),
        (42300, "meur", "auto", "42,3 Mrd. €", "€42.3 bn"),
        (42300, "meur", "mio", "42.300,0 Mio. €", "€42,300.0 m"),
        (10000, "meur", "auto", "10,0 Mrd. €", "€10.0 bn"),
        (9999.94, "meur", "auto", "9.999,9 Mio. €", "€9,999.9 m"),
        (9999.95, "meur", "auto", "10,0 Mrd. €", "€10.0 bn"),
        (-2200, "meur", "auto", "−2.200,0 Mio. €", "−€2,200.0 m"),
        (-12000, "meur", "auto", "−12,0 Mrd. €", "−€12.0 bn"),
        (0.16, "meur", "auto", "0,16 Mio. €", "€0.16 m"),
        (0.5, "meur", "auto", "0,5 Mio. €", "€0.5 m"),
        (0, "meur", "auto", "0,0 Mio. €", "€0.0 m"),
        (13.4, "percent", "auto", "13,4 %", "13.4%"),
        (100, "percent", "auto", "100,0 %", "100.0%"),
        (1003555.9, "tonnes", "auto", "1.003.556 t", "1,003,556 t"),
        (1003555.9, "tonnes", "exact", "1.003.555,9 t", "1,003,555.9 t"),
        (127000000, "tonnes", "auto", "127,0 Mio. t", "127.0 million t"),
        (80000000, "pieces", "auto", "80 Mio. Stück", "80 million items"),
        (2077216, "teu", "auto", "2.077.216 TEU", "2,077,216 TEU"),
        (8, "rank", "auto", "Rang 8", "rank 8"),
        (1, "trains", "auto", "1 Zug", "1 train"),
        (2, "trains", "auto", "2 Züge", "2 trains"),
        (0, "trains", "auto", "0 Züge", "0 trains"),
        (1, "percent", "auto", "1,0 %", "1.0%"),
        (17, "days", "auto", "17 Tage", "17 days"),
        (7.31, "days", "auto", "7,3 Tage", "7.3 days"),
        (3289, "usd_per_feu", "auto", "3.289 US-$ je FEU", "US$3,289 per FEU"),
        (4.125, "eur_per_kg", "auto", "4,13 €/kg", "€4.13/kg"),
        (112.34, "index", "auto", "112,3", "112.3"),
    ],
)
def test_a_figure_wears_its_unit(
    x: float, unit: str, scale: str, german: str, english: str
) -> None:
    assert plain(DE.value(x, unit, scale)) == german
    assert plain(EN.value(x, unit, scale)) == english


@given(figures)
def test_millions_become_billions_from_ten_thousand_on_after_rounding(x: float) -> None:
    rounded = abs(Decimal(f"{x:.15g}")).quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert DE.value(x, "meur").endswith("Mrd.\N{NO-BREAK SPACE}€") == (rounded >= 10_000)


def test_no_line_breaks_between_a_number_and_its_unit() -> None:
    assert DE.value(9596.017, "meur") == f"9.596,0{SPACE}Mio.{SPACE}€"
    assert DE.change(4.5) == f"+4,5{SPACE}%"
    assert DE.value(25, "trains_per_week") == f"25{SPACE}Züge je Woche"


def test_differences_of_shares_are_points_and_changes_are_percent() -> None:
    assert plain(DE.points(0.7)) == "+0,7 Prozentpunkte"
    assert plain(DE.points(-0.25)) == "−0,3 Prozentpunkte"
    assert plain(EN.points(0.7)) == "+0.7 percentage points"
    assert plain(DE.change(-1.1)) == "−1,1 %"
    assert EN.change(4.5) == "+4.5%"


@pytest.mark.parametrize(
    ("x", "unit", "qualifier", "german", "english"),
    [
        (40, "containers", "about", "etwa 40 Container", "about 40 containers"),
        (40, "containers", "exact", "40 Container", "40 containers"),
        (40, "containers", None, "40 Container", "40 containers"),
        (82000, "meur", "more_than", "mehr als 82 Mrd. €", "more than €82 bn"),
        (4500, "meur", "about", "etwa 4.500 Mio. €", "about €4,500 m"),
        (-14, "percent", "almost", "fast −14 %", "almost −14%"),
        (60, "trains_per_week", "up_to", "bis zu 60 Züge je Woche", "up to 60 trains per week"),
        (13000, "teu", "less_than", "weniger als 13.000 TEU", "less than 13,000 TEU"),
        (1.2, "percent", "about", "etwa 1,2 %", "about 1.2%"),
    ],
)
def test_a_figure_is_as_exact_as_it_was_said(
    x: float, unit: str, qualifier: str | None, german: str, english: str
) -> None:
    assert plain(DE.qualified(x, unit, qualifier)) == german
    assert plain(EN.qualified(x, unit, qualifier)) == english


def test_a_range_is_read_as_one_figure() -> None:
    assert plain(DE.range(35, 40, "trains_per_week")) == "35–40 Züge je Woche"
    assert plain(DE.range(16, 18, "days", "about")) == "etwa 16–18 Tage"
    assert plain(EN.range(10500, 12500, "usd_per_feu")) == "US$10,500–12,500 per FEU"
    assert plain(DE.range(-3, 5, "percent")) == "−3 bis 5 %"
    assert plain(DE.range(30, None, "percent")) == "mindestens 30 %"
    assert plain(DE.range(None, 40, "percent")) == "höchstens 40 %"
    assert DE.range(17, 17, "days") == DE.value(17, "days")


def test_an_axis_is_told_how_to_scale_itself() -> None:
    scale = DE.scale("meur", 42_300)
    assert (scale.unit, scale.divisor, scale.symbol) == ("beur", 1000, "Mrd. €")
    scale = DE.scale("meur", 9_000)
    assert (scale.unit, scale.divisor, scale.symbol) == ("meur", 1, "Mio. €")
    assert EN.scale("tonnes", 134e6).divisor == 1_000_000


def test_an_unknown_unit_or_scale_is_refused_by_name() -> None:
    with pytest.raises(MissingWord, match="furlongs"):
        DE.value(1, "furlongs")
    with pytest.raises(MissingWord, match="furlongs"):
        DE.unit("furlongs")
    with pytest.raises(ValueError, match=r"mrd.*percent"):
        DE.value(1, "percent", "mrd")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_unit_of_the_data_has_words(lang: str) -> None:
    w = Words(lang)
    with (PROJECT / "data/reference/units.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert codes
    for code in codes:
        assert w.unit(code)
        assert "2" in w.value(2, code)


# Dates


@pytest.mark.parametrize(
    ("day", "precision", "german", "english"),
    [
        (date(2016, 6, 14), None, "14.06.2016", "14 June 2016"),
        (date(2016, 6, 14), "day", "14.06.2016", "14 June 2016"),
        (date(2016, 6, 14), "month", "Juni 2016", "June 2016"),
        (date(2016, 6, 14), "year", "2016", "2016"),
        (date(2016, 6, 1), "span", "ab Juni 2016", "from June 2016"),
        (datetime(2016, 6, 14, 3, 0, tzinfo=UTC), None, "14.06.2016", "14 June 2016"),
        ("2016", None, "2016", "2016"),
        ("2015-04", None, "April 2015", "April 2015"),
        ("2016-03-14", None, "14.03.2016", "14 March 2016"),
        ("2016-06/2017-05", "span", "Juni 2016 bis Mai 2017", "June 2016 to May 2017"),
        ((date(2016, 6, 21), date(2016, 6, 23)), "span", "21.06.2016 bis 23.06.2016", None),
        (None, "undated", "ohne Datum", "undated"),
        (None, None, "·", "·"),
        ("", None, "·", "·"),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(
    day: Day, precision: str | None, german: str, english: str | None
) -> None:
    assert DE.date(day, precision) == german
    if english is not None:
        assert EN.date(day, precision) == english


def test_a_day_in_a_sentence_names_its_month() -> None:
    assert DE.day(date(2016, 6, 14)) == "14. Juni 2016"
    assert EN.day(date(2016, 6, 14)) == "14 June 2016"
    assert DE.day(None) == "·"


@pytest.mark.parametrize(
    ("kind", "start", "end", "german", "english"),
    [
        ("year", "2024-01-01", "2024-12-31", "2024", "2024"),
        ("year", "2024-01-01", None, "2024", "2024"),
        ("half", "2013-01-01", "2013-06-30", "1. Halbjahr 2013", "first half of 2013"),
        ("half", "2013-07-01", "2013-12-31", "2. Halbjahr 2013", "second half of 2013"),
        ("quarter", "2016-04-01", "2016-06-30", "2. Quartal 2016", "second quarter of 2016"),
        ("quarter", "2016-10-01", "2016-12-31", "4. Quartal 2016", "fourth quarter of 2016"),
        ("month", "2024-04-01", "2024-04-30", "April 2024", "April 2024"),
        ("year_to_date", "2022-01-01", "2022-08-31", "Jan.–Aug. 2022", "Jan–Aug 2022"),
        ("year_to_date", "2024-01-01", "2024-02-29", "Jan.–Feb. 2024", "Jan–Feb 2024"),
        ("year_to_date", "2024-01-01", "2024-01-31", "Jan. 2024", "Jan 2024"),
        ("year_to_date", "2022-01-01", "2022-08-21", "01.01.–21.08.2022", None),
        ("span", "2008-01-01", "2024-12-31", "2008–2024", "2008–2024"),
        ("span", "2010-01-01", "2017-07-31", "Jan. 2010 – Juli 2017", "Jan 2010 – Jul 2017"),
        ("span", "2025-09-09", "2025-09-24", "09.09.–24.09.2025", "9–24 September 2025"),
        ("span", "2011-01-01", "2018-08-26", "01.01.2011–26.08.2018", None),
        ("average", "2019-01-01", "2023-12-31", "Durchschnitt 2019–2023", "average 2019–2023"),
        ("point", "2013-12-31", "2013-12-31", "31.12.2013", "31 December 2013"),
        ("undated", None, None, "ohne Datum", "undated"),
        ("year", None, None, "ohne Datum", "undated"),
    ],
)
def test_a_period_reads_by_its_kind(
    kind: str, start: str | None, end: str | None, german: str, english: str | None
) -> None:
    assert DE.period(kind, start, end) == german
    if english is not None:
        assert EN.period(kind, start, end) == english


def test_dates_that_do_not_fit_their_kind_are_shown_as_they_are() -> None:
    assert DE.period("half", "2013-02-01", "2013-07-31") == "Feb.–Juli 2013"
    assert DE.period("quarter", "2013-01-01", "2013-06-30") == "Jan.–Juni 2013"


def test_known_since_is_no_more_precise_than_the_source() -> None:
    day = date(2023, 11, 30)
    assert DE.known(day, "day") == "30.11.2023"
    assert DE.known(day, "month") == "November 2023"
    assert DE.known(day, "year") == "2023"
    assert DE.known(date(2026, 11, 21), "read") == "spätestens 21.11.2026"
    assert EN.known(date(2026, 11, 21), "read") == "21 November 2026 at the latest"
    assert DE.known(None, "read") == "·"


def test_a_moment_is_a_date_with_a_time() -> None:
    when = datetime(2026, 11, 21, 14, 5)
    assert DE.moment(when) == "21.11.2026, 14:05 Uhr"
    assert EN.moment(when) == "21 November 2026, 14:05"


@pytest.mark.parametrize("wrong", ["14.06.2016", "yesterday", "2016-6-1"])
def test_a_text_that_is_no_date_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        DE.date(wrong)


def test_unknown_kinds_and_precisions_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="decade"):
        DE.period("decade", "2010-01-01", "2019-12-31")
    with pytest.raises(ValueError, match="hour"):
        DE.date(date(2016, 6, 14), "hour")


# Signs, lists, plotly


def test_each_kind_of_missing_figure_has_its_sign_and_meaning() -> None:
    kinds = ["nothing", "secret", "unknown", "later", "not_meaningful", "unreliable"]
    assert [DE.missing(kind) for kind in kinds] == ["–", "·", "·", "...", "x", "/"]
    assert len({DE.missing_text(kind) for kind in kinds}) == len(kinds)
    with pytest.raises(ValueError, match="zero"):
        DE.missing("zero")


@pytest.mark.parametrize("w", [DE, EN], ids=LANGUAGES)
def test_the_legend_tells_the_two_generations_of_signs_apart(w: Words) -> None:
    old, new, both = (dict(w.symbols(kind)) for kind in ("old", "new", "both"))
    assert list(old) == ["–", "0", "·", "...", "x", "/", "( )", "p", "r", "s"]
    assert list(new) == ["0", "k", "g", "t", "x", "u", "p", "r", "s", "e"]
    assert old["–"] == new["0"] != old["0"] == new["k"]
    meanings = [meaning for _, meaning in w.symbols()]
    assert len(set(meanings)) == len(meanings)
    assert set(both) == set(old) | set(new)


def test_lists_and_counts_read_like_a_sentence() -> None:
    assert DE.list(["A", "B", "C"]) == "A, B und C"
    assert EN.list(x for x in ("A", "B")) == "A and B"
    assert DE.list(["A"]) == "A"
    assert DE.list([]) == ""
    assert [DE.count("source", n) for n in (0, 1, 1200)] == [
        "0 Quellen",
        "1 Quelle",
        "1.200 Quellen",
    ]
    assert EN.count("source", 12) == "12 sources"


def test_plotly_speaks_german() -> None:
    assert (DE.separators, EN.separators) == (",.", ".,")
    german = DE.plotly_locale()["de"]
    assert german["format"]["months"][2] == "März"
    assert german["format"]["days"][0] == "Sonntag"
    assert german["format"]["shortDays"][1] == "Mo."
    assert german["dictionary"]["Zoom in"] == "Vergrößern"
    assert list(EN.plotly_locale()) == ["en"]


def test_plotly_still_says_what_we_translate() -> None:
    import plotly

    from words.plotly import BUTTONS

    script = Path(plotly.__file__).parent / "package_data/plotly.min.js"
    spoken = script.read_text(encoding="utf-8")
    assert [text for text in BUTTONS if f'"{text}"' not in spoken] == []
