"""Promises of the words: languages, numbers and units as people read them."""

from __future__ import annotations

import csv
import math
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import LANGUAGES, Locale, MissingWord, UnknownLanguage
from run import ROOT
from tests.each import each

DE, EN = Locale("de"), Locale("en")
SPACE = "\N{NO-BREAK SPACE}"

figures = st.floats(-1e12, 1e12)
digits = st.integers(0, 6)
languages = st.sampled_from([DE, EN])


def plain(shown: str) -> str:
    """With ordinary spaces, so that expectations can be read."""
    return shown.replace(SPACE, " ")


def read_back(shown: str, w: Locale) -> Decimal:
    decimal, group = w.separators[0], w.separators[1]
    return Decimal(shown.replace(group, "").replace(decimal, ".").replace("−", "-"))


# Languages


@each("lang", ["fr", "DE", "", "de_DE"])
def test_a_language_without_words_is_refused_by_name(lang: str) -> None:
    with pytest.raises(UnknownLanguage, match=repr(lang)):
        Locale(lang)


def test_two_languages_are_spoken_german_first() -> None:
    assert LANGUAGES == ("de", "en")
    assert (DE.lang, EN.lang) == ("de", "en")


# Numbers


@each(
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
def test_a_number_read_back_is_the_number_rounded_half_up(x: float, n: int, w: Locale) -> None:
    expected = Decimal(str(x)).quantize(Decimal(1).scaleb(-n), ROUND_HALF_UP)
    held = Decimal(f"{x:.15g}") == Decimal(str(x))  # a double holds 15 digits for sure
    noise = 0 if held else Decimal(10) ** -n + abs(expected) * Decimal("1e-14")
    assert abs(read_back(w.number(x, n), w) - expected) <= noise


@given(st.integers(-(10**15) + 1, 10**15 - 1), digits, languages)
def test_without_digits_every_stored_digit_survives(whole: int, n: int, w: Locale) -> None:
    x = whole / 10**n
    assert float(read_back(w.number(x), w)) == x


@given(figures, st.none() | digits, languages)
def test_zero_never_wears_a_sign_and_minus_is_never_a_hyphen(
    x: float, n: int | None, w: Locale
) -> None:
    for shown in (w.number(x, n), w.number(x, n, signed=True), w.value(x, "meur")):
        assert "-" not in shown
        if not shown.strip("+−0.,"):
            assert not shown.startswith(("+", "−"))


@given(figures, languages)
def test_a_signed_number_says_its_direction(x: float, w: Locale) -> None:
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


@each("nothing", [None, math.nan, Decimal("NaN"), Undecided()])
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


@each("text", ["42", "4,2", ""])
def test_text_is_no_number(text: float) -> None:
    with pytest.raises(TypeError, match="expected a number"):
        DE.number(text)


# Units


@each(
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
        (8, "rank", "auto", "Platz 8", "rank 8"),
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


@each(
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
    w = Locale(lang)
    with (ROOT / "data/reference/units.csv").open(encoding="utf-8") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert codes
    for code in codes:
        assert w.unit(code)
        assert "2" in w.value(2, code)
