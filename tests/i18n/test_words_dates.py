"""Promises of the words: dates, periods, signs, lists, and what plotly says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from i18n import LANGUAGES, Locale
from i18n.dates import Day
from tests.each import each

DE, EN = Locale("de"), Locale("en")


# Dates


@each(
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


@each(
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
    assert DE.known(date(2026, 11, 21), "read") == "ohne Datum, gelesen am 21.11.2026"
    assert EN.known(date(2026, 11, 21), "read") == "undated, read on 21 November 2026"
    assert DE.known(None, "read") == "·"


def test_the_day_of_reading_is_never_called_the_state_of_the_data() -> None:
    day = date(2025, 12, 31)
    assert DE.known_as("cite.state", day, "year") == "Datenstand 2025"
    assert EN.known_as("source.known_since", day, "day") == "known since 31 December 2025"
    assert DE.known_as("cite.state", date(2026, 11, 21), "read") == (
        "ohne Datum, gelesen am 21.11.2026"
    )


def test_a_moment_is_a_date_with_a_time() -> None:
    when = datetime(2026, 11, 21, 14, 5)
    assert DE.moment(when) == "21.11.2026, 14:05 Uhr"
    assert EN.moment(when) == "21 November 2026, 14:05"


@each("wrong", ["14.06.2016", "yesterday", "2016-6-1"])
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
    assert len({DE(f"missing.{kind}") for kind in kinds}) == len(kinds)
    with pytest.raises(ValueError, match="zero"):
        DE.missing("zero")


@pytest.mark.parametrize("w", [DE, EN], ids=LANGUAGES)
def test_the_legend_tells_the_two_generations_of_signs_apart(w: Locale) -> None:
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

    from i18n.plotly import BUTTONS

    script = Path(plotly.__file__).parent / "package_data/plotly.min.js"
    spoken = script.read_text(encoding="utf-8")
    assert [text for text in BUTTONS if f'"{text}"' not in spoken] == []
