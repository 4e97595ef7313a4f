"""Promises of sentences made by rule: what they say stands in the rows, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import findings
from data.answer import Answer, Labels
from findings import Finding, SeveralLines, Subject
from findings.marked import say
from i18n.catalog import text_of, texts_of
from run import ROOT
from tests.each import each
from tests.findings.made import DE, EN, answer, follows, sentences, years

SUBJECT = Subject("die Ausfuhr", "one")
IN_ENGLISH = Subject("exports", "one")
RANK = "trade.nrw.rank_export"
NOT_A_WORD = re.compile(r"[{}]|None|nan|NaT|  | ,|,,|\(\)|\( |\.\.")


def de(made: Answer, subject: str | Subject = SUBJECT) -> Finding:
    return findings.finding(made, subject, DE)


@st.composite
def lines(draw: st.DrawFn) -> Answer:
    """A line of one unit over years with gaps, of mixed sources, states and exactness."""
    unit = draw(st.sampled_from(["meur", "tonnes", "projects", "percent", "index", "rank"]))
    step = (
        draw(st.sampled_from([None, 1.0, 10.0])) if unit in ("meur", "tonnes", "projects") else None
    )
    least = draw(st.sampled_from([0, 1, -50])) if unit in ("meur", "index") else 1
    most = {"percent": 100, "rank": 20}.get(unit, draw(st.sampled_from([5, 60, 30000])))
    count = st.integers(least, most)
    first = draw(st.integers(1995, 2016))
    rows: list[dict[str, Any]] = []
    for n in range(draw(st.integers(1, 9))):
        if draw(st.integers(0, 9)) == 0:
            continue
        value = draw(count) * (step or 1.0)
        row: dict[str, Any] = {
            "year": first + n, "unit": unit, "step": step, "value": float(value),
            "source": draw(st.sampled_from(["source-a", "source-a", "source-b"])),
            "status": draw(st.sampled_from(["final", "provisional", "estimated", "unknown"])),
            "is_apart": draw(st.integers(0, 9)) == 0,
            "qualifier": draw(st.sampled_from(["exact"] * 8 + ["about", "more_than"]))
            if unit != "rank" else "exact",
            "confidence": draw(st.sampled_from(["high", "high", "high", "low"])),
        }  # fmt: skip
        rows.append(row)
    return answer(rows or [{"year": first, "unit": unit, "value": float(least)}])


def used(made: Answer) -> list[Any]:
    """The rows that may be compared, oldest first: worked out here once more."""
    rows = [row for row in made if not getattr(row, "is_apart", False)]
    sure = [row for row in rows if row.confidence != "low"]
    return sure or rows


@settings(max_examples=300, deadline=None)
@given(lines())
def test_what_is_said_of_any_line_is_true_of_its_rows(made: Answer) -> None:
    german, english = de(made), findings.finding(made, IN_ENGLISH, EN)
    rows, compared = list(made), used(made)
    for finding, locale in ((german, DE), (english, EN)):
        for sentence in sentences(finding):
            assert not NOT_A_WORD.search(str(sentence)), sentence
            assert not [w for f in sentence.figures if (w := follows(f, rows, locale))], sentence
            check_periods(sentence, made)
    for one, other in zip(sentences(german), sentences(english), strict=True):
        said, told = ([(f.value, f.rows, f.column, f.formula, f.claim_ids) for f in s.figures]
                      for s in (one, other))  # fmt: skip
        assert sorted(said) == sorted(told), (one, other)
    if compared:
        check_direction(str(german.full), compared)
        check_statuses(german, compared)
        check_bases(german, rows)
    else:
        assert "keine Zahl" in str(german.title)


def check_periods(sentence: findings.Sentence, made: Answer) -> None:
    """Numbers that are not marked are years that have a row, or lie between two, or before one."""
    plain = sentence.rendered(lambda figure: "")
    known = [row.period_start.year for row in made]
    for year in map(int, re.findall(r"\d+", plain)):
        assert min(known) - 1 <= year <= max(known), sentence


def check_direction(full: str, compared: list[Any]) -> None:
    """Words of direction, extremes and runs, against the rows."""
    now, value = compared[-1], compared[-1].value
    at = {row.period_start.year: row for row in compared}
    others = [row.value for row in compared[:-1]]
    if re.search(r"der höchste (bekannte )?Wert seit", full):
        assert value > max(others), full
    if re.search(r"der niedrigste (bekannte )?Wert seit", full):
        assert value < min(others), full
    if re.search(r"der (höchste|niedrigste) Wert seit", full):
        assert [*at] == [*range(min(at), max(at) + 1)], full
    if found := re.search(r"Spitzenjahr (\d+)", full):
        assert at[int(found[1])].value == max(row.value for row in compared), full
        assert now.value <= 0.9 * at[int(found[1])].value + 1e-9, full
    for year, base in at.items():
        if re.search(rf"(weniger|niedriger) als (im Spitzenjahr )?{year}\b", full):
            assert value < base.value, full
        if re.search(rf"(mehr|höher) als {year}\b", full):
            assert value > base.value, full
        if re.search(rf"(doppelt|-mal) so (viel|hoch) wie {year}\b", full):
            assert value >= 2 * base.value * 0.99, full
    check_runs(full, at, value)


def check_runs(full: str, at: dict[int, Any], value: float) -> None:
    """What is said of each year since one, and of the last that was lower or higher."""
    for word, sign in (("gesunken", -1), ("gestiegen", 1)):
        if found := re.search(rf"[sS]eit (\d+)[^.]*jedes Jahr {word}", full):
            run = [at[year].value for year in range(int(found[1]), max(at) + 1)]
            assert len(run) > 3, full
            steps = [(b - a) * sign for a, b in pairwise(run)]
            assert min(steps) > 0, full
    for word, sign in (("niedriger", -1), ("höher", 1)):
        if found := re.search(rf"{word} war (?:es|der Wert) zuletzt (\d+)", full, re.IGNORECASE):
            base = at[int(found[1])]
            between = [at[year].value for year in range(int(found[1]) + 1, max(at))]
            assert (base.value - value) * sign > 0, full
            assert all((one - value) * sign < 0 for one in between), full
    if "ebenso in jedem" in full:
        assert {row.value for row in at.values()} == {value}, full


def check_statuses(finding: Finding, compared: list[Any]) -> None:
    """Provisional, estimated and uncertain stay said, of the figure and of each base."""
    words = {"provisional": "vorläufig", "estimated": "geschätzt"}
    for sentence in sentences(finding):
        named = {n for figure in sentence.figures for n in figure.rows}
        for row in compared:
            position = int(row.claim_id.removeprefix("claim-"))
            if position in named and row.status in words:
                assert words[row.status] in str(sentence), sentence
    if compared[-1].confidence == "low":
        assert "unsicher" in str(finding.title)


def check_bases(finding: Finding, rows: list[Any]) -> None:
    """A comparison names its base, and that it is another source's."""
    for sentence in sentences(finding):
        for figure in (f for f in sentence.figures if len(f.rows) > 1):
            base = rows[figure.rows[1]]
            assert str(base.period_start.year) in str(sentence), sentence
            if len(figure.source_ids) > 1:
                assert "andere Quelle" in str(sentence), sentence
            if figure.formula in ("change", "fold"):
                assert {rows[n].qualifier for n in figure.rows} <= {"exact", "about"}, sentence


# One by one: what the title says, in both languages


CASES: dict[str, tuple[Answer, str]] = {
    "peak": (years([11000, 12100, 12000, 11800, 9120], step=1),
             "Die Ausfuhr betrug 9,12 Mrd. € im Jahr 2020, "
             "ein Viertel weniger als im Spitzenjahr 2017"),
    "halved": (years([60, 68, 50, 34], unit="projects"),
               "Die Ausfuhr betrug 34 Projekte im Jahr 2019, "
               "halb so viel wie im Spitzenjahr 2017"),
    "highest": (years([10, 12, 11, 19], unit="index"),
                "Die Ausfuhr betrug 19,0 im Jahr 2019, "
                "der höchste Wert seit 2016"),
    "gap": (years([10000, None, 12000, 11000, 19000]),
            "Die Ausfuhr betrug 19,0 Mrd. € im Jahr 2020, "
            "der höchste bekannte Wert seit 2016"),
    "fold": (years([100, 210, 205]), "Die Ausfuhr betrug 205,0 Mio. € im Jahr 2018, "
             "2,1-mal so viel wie 2016"),
    "hardly fold": (years([30, 50], step=10), "Die Ausfuhr betrug 50,0 Mio. € im Jahr 2017, "
                    "2016 waren es 30,0 Mio. €"),
    "constant": (years([5, 5, 5], unit="trains"),
                 "Die Ausfuhr betrug 5 Züge im Jahr 2018, ebenso in jedem Jahr seit 2016"),
    "zero": (years([3, 4, 0], unit="trains"),
             "Die Ausfuhr betrug 0 Züge im Jahr 2018, im Spitzenjahr 2017 waren es 4 Züge"),
    "one left": (years([1, 0], unit="trains"),
                 "Die Ausfuhr betrug 0 Züge im Jahr 2017, im Spitzenjahr 2016 war es 1 Zug"),
    "negative": (years([-300, 200, -500]),
                 "Die Ausfuhr betrug −500,0 Mio. € im Jahr 2018, "
                 "im Spitzenjahr 2017 waren es 200,0 Mio. €"),
    "one row": (years([7]), "Die Ausfuhr betrug 7,0 Mio. € im Jahr 2016"),
    "about": (years([100, 75], qualifier="about", step=1),
              "Die Ausfuhr betrug etwa 75 Mio. € im Jahr 2017, etwa ein Viertel weniger als "
              "im Spitzenjahr 2016"),
    "about, who knows how exactly": (years([100, 75], qualifier="about"),
                                     "Die Ausfuhr betrug etwa 75 Mio. € im Jahr 2017"),
    "open end": (years([100, 75], qualifier="more_than", step=1),
                 "Die Ausfuhr betrug mehr als 75 Mio. € im Jahr 2017"),
    "coarse": (years([200, 190], step=10), "Die Ausfuhr betrug 190,0 Mio. € im Jahr 2017, "
               "5 % weniger als 2016"),
}  # fmt: skip


@each("name", CASES)
def test_titles_say_what_deserves_it_most(name: str) -> None:
    made, title = CASES[name]
    last = max(row.period_end for row in made)
    recent = replace(made, as_of=date(last.year + 1, 6, 1))
    assert str(de(recent).title).replace("\u00a0", " ") == title


def test_of_an_old_figure_the_year_comes_first() -> None:
    assert str(de(years([100, 110], first=2005)).title).startswith(
        "Im Jahr 2006 betrug die Ausfuhr"
    )
    as_of = answer([{"year": 2006, "value": 110.0}], as_of=date(2007, 6, 1))
    assert str(de(as_of).title).startswith("Die Ausfuhr betrug")
    assert de(years([100], first=2005)).is_old
    assert not de(as_of).is_old


def test_a_range_is_said_as_a_range_and_compared_with_nothing() -> None:
    made = answer([
        {"year": 2024, "value": 30.0, "unit": "trains", "value_low": None, "value_high": None},
        {"year": 2025, "value": None, "unit": "trains", "value_low": 40.0, "value_high": 50.0},
    ])  # fmt: skip
    assert str(de(made).title) == "Die Ausfuhr betrug 40–50\u00a0Züge im Jahr 2025"


def test_without_rows_it_says_that_there_is_no_figure() -> None:
    nothing = years([1]).having(lambda row: False)
    assert str(de(nothing).title) == "Die Ausfuhr: Dazu liegt keine Zahl vor"


def test_what_differs_in_concept_is_refused() -> None:
    mixed = answer([{"year": 2024, "value": 1.0, "trade_system": "special"},
                    {"year": 2025, "value": 2.0, "trade_system": "general"}])  # fmt: skip
    with pytest.raises(SeveralLines, match="trade_system"):
        de(mixed)


def test_a_plan_is_no_base_of_what_was_counted() -> None:
    made = answer([{"year": 2024, "value": 900.0, "evidence_kind": "plan"},
                   {"year": 2025, "value": 100.0}])  # fmt: skip
    assert str(de(made).full).startswith("Die Ausfuhr betrug 100,0\u00a0Mio.\u00a0€ im Jahr 2025. ")
    planned = de(answer([{"year": 2025, "value": 9.0, "evidence_kind": "plan"}]))
    assert "(Plan)" in str(planned.title)


def test_what_stands_apart_and_what_is_unsure_is_no_base() -> None:
    for cells in ({"is_apart": True}, {"confidence": "low"}):
        made = answer([{"year": 2024, "value": 900.0, "is_apart": False, **cells},
                       {"year": 2025, "value": 100.0, "is_apart": False}])  # fmt: skip
        assert {n for figure in de(made).full.figures for n in figure.rows} == {1}


def test_a_month_is_compared_with_the_same_month_alone() -> None:
    made = answer([
        {"value": value, "period_kind": "month", "period_start": pd.Timestamp(f"{month}-01"),
         "period_end": pd.Timestamp(f"{month}-01") + pd.offsets.MonthEnd(0)}
        for month, value in [("2024-02", 80.0), ("2024-12", 900.0), ("2025-01", 950.0),
                             ("2025-02", 88.0)]
    ])  # fmt: skip
    finding = de(made)
    assert str(finding.title) == ("Die Ausfuhr betrug 88,0\u00a0Mio.\u00a0€ im Februar 2025, "
                                  "10\u00a0% mehr als im Februar 2024")  # fmt: skip
    assert str(finding.change) == "▲\u00a010\u00a0% gegenüber Februar 2024"


def test_part_of_a_year_is_no_year() -> None:
    made = answer([
        {"year": 2023, "value": 100.0}, {"year": 2024, "value": 99.0},
        {"value": 60.0, "period_kind": "year_to_date", "period_start": pd.Timestamp("2025-01-01"),
         "period_end": pd.Timestamp("2025-08-31"), "status": "provisional"},
    ])  # fmt: skip
    finding = de(made)
    assert "im Jahr 2024, 1\u00a0% weniger als 2023" in str(finding.title)
    assert "Jan.–Aug. 2025 waren es 60,0\u00a0Mio.\u00a0€ (vorläufig)" in str(finding.lead)


def test_the_change_is_the_one_that_the_answer_states() -> None:
    made = answer([
        {"year": 2024, "value": 100.0, "growth_pct": None, "growth_note": None},
        {"year": 2025, "value": 120.0, "growth_pct": 16.5, "growth_note": "other_source"},
    ])  # fmt: skip
    finding = de(made)
    assert "17\u00a0% mehr als 2024 (andere Quelle)" in str(finding.title)
    assert str(finding.change) == "▲\u00a017\u00a0% gegenüber 2024 (andere Quelle)"
    meaningless = answer([
        {"year": 2024, "value": 0.001, "growth_pct": None, "growth_note": None},
        {"year": 2025, "value": 120.0, "growth_pct": None, "growth_note": "not_meaningful"},
    ])  # fmt: skip
    assert "%" not in str(de(meaningless).full)


def test_of_a_negative_balance_the_size_is_said() -> None:
    made = years([-100, -200, -150, -400], mixes_concepts=True)
    finding = findings.finding(made, "trade.nrw.balance", DE)
    assert "um 400,0\u00a0Mio.\u00a0€ höher als die Ausfuhr" in str(finding.title)
    assert "der höchste Wert seit" in str(finding.title)
    assert str(finding.title).count("Konzepte gemischt") == 1


RANKS = [
    ([4.0, 3.0, 5.0, 9.0], "China ist Nordrhein-Westfalens neuntgrößter Kunde (2025, vorläufig), "
     "2023 war es der drittgrößte"),
    ([6.0, 6.0, 4.0, 3.0], "China ist Nordrhein-Westfalens drittgrößter Kunde (2025, vorläufig), "
     "2023 war es der sechstgrößte"),
    ([2.0, 2.0, 2.0, 2.0], "China ist Nordrhein-Westfalens zweitgrößter Kunde (2025, vorläufig), "
     "ebenso in jedem Jahr seit 2022"),
    ([30.0, 14.0, 13.0, 13.0], "China: Platz 13 im Jahr 2025 (vorläufig), 2022 war es Platz 30"),
]  # fmt: skip


@each(("ranks", "title"), RANKS)
def test_a_rank_is_said_beside_the_one_that_it_moved_from(ranks: list[float], title: str) -> None:
    statuses = ["final", "final", "final", "provisional"]
    made = answer([
        {"year": 2022 + n, "value": rank, "unit": "rank", "status": status}
        for n, (rank, status) in enumerate(zip(ranks, statuses, strict=True))
    ])  # fmt: skip
    assert str(de(made, RANK).title).replace("\u00a0", " ") == title


# Many at one time


PLACES = {"aa": "A-Land", "bb": "B-Land", "cc": "C-Land", "rest": "Rest"}
NAMES = Labels({("region", code): (name, name) for code, name in PLACES.items()})


def field_of(values: dict[str, float], **cells: Any) -> Answer:
    rows = [{"year": 2025, "region": code, "value": value, "kind": "line" if code == "rest" else
             "land", **cells} for code, value in values.items()]  # fmt: skip
    return answer(rows, labels=NAMES, codes={"region": "region"})


def ranked(made: Answer, about: str, locale: Any = DE, *, is_complete: bool = True) -> Finding:
    return findings.ranking(made, Subject("Ausfuhr"), locale, by="region", about=about,
                            is_complete=is_complete)  # fmt: skip


def test_a_place_is_counted_among_those_that_are_of_one_kind() -> None:
    made = field_of({"rest": 999.0, "aa": 300.0, "bb": 100.0, "cc": 50.0}, status="provisional")
    finding = ranked(made, "bb")
    assert str(finding.full).replace("\u00a0", " ") == (
        "Ausfuhr im Jahr 2025: B-Land auf Platz 2 von 3 (100,0 Mio. €, vorläufig); "
        "vorn A-Land (300,0 Mio. €, vorläufig). Der Wert von A-Land ist 3-mal so hoch wie der von "
        "B-Land."
    )
    assert "Platz\u00a02 der 3 genannten" in str(ranked(made, "bb", is_complete=False).title)
    first = ranked(made, "aa")
    assert "dahinter B-Land" in str(first.title)
    assert "gleichauf" in str(ranked(field_of({"aa": 5.0, "bb": 5.0, "cc": 1.0}), "bb").title)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(["aa", "bb", "cc", "rest"]), st.integers(-5, 90).map(float),
                       min_size=1))  # fmt: skip
def test_what_is_said_of_a_ranking_is_true_of_its_rows(values: dict[str, float]) -> None:
    made = field_of(values)
    for locale in (DE, EN):
        finding = ranked(made, "bb", locale)
        rows = [row for row in made if row.kind == ("land" if finding.position is None else
                list(made)[finding.position].kind)]  # fmt: skip
        for sentence in sentences(finding):
            assert not NOT_A_WORD.search(str(sentence)), sentence
            for figure in sentence.figures:
                if figure.formula == "place":
                    own = list(made)[figure.rows[0]].value
                    assert figure.value == 1 + sum(row.value > own for row in rows), sentence
                else:
                    assert not follows(figure, list(made), locale), sentence


def test_who_overtook_whom_is_said_of_the_newest_year_alone() -> None:
    values = {"aa": [9.6, 9.12], "bb": [9.0, 9.34], "cc": [5.0, 5.0]}
    made = answer([{"year": 2024 + n, "region": code, "value": 1000 * value, "step": 1.0}
                   for code, two in values.items() for n, value in enumerate(two)],
                  labels=NAMES, codes={"region": "region"})  # fmt: skip
    for about in ("aa", "bb"):
        finding = findings.passed(made, Subject("Ausfuhr"), DE, by="region", about=about)
        assert finding
        assert str(finding.title).startswith("Ausfuhr: B-Land im Jahr 2025 vor A-Land (9.340,0")
        assert not [w for f in finding.full.figures if (w := follows(f, list(made), DE))]
    assert findings.passed(made, Subject("x"), DE, by="region", about="cc") is None


# Texts and documents


def test_text_and_numbers_are_told_apart_so_that_a_page_can_mark_them() -> None:
    title = de(years([100, 117], first=2024)).title
    html = title.rendered(lambda f: f'<a href="#{f.claim_ids[0]}">{f.text}</a>', str.upper)
    assert html == ('DIE AUSFUHR BETRUG <a href="#claim-1">117,0\u00a0Mio.\u00a0€</a> '
                    'IM JAHR 2025, <a href="#claim-1">17\u00a0%</a> MEHR ALS 2024')  # fmt: skip


@each("key", sorted({key.rsplit(".", 1)[0] for key in texts_of("de")
                     if key.startswith("findings.subject.")}))  # fmt: skip
def test_every_subject_has_one_name_in_both_languages(key: str) -> None:
    for locale in (DE, EN):
        forms = [form for form in ("one", "many", "label") if locale.has(f"{key}.{form}")]
        assert len(forms) == 1
    names = re.findall(r"\{(\w+)\}", text_of("de", f"{key}.{forms[0]}"))
    assert say(DE, f"{key}.{forms[0]}", **dict.fromkeys(names, "x"))


def test_the_order_is_published() -> None:
    document = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    section = document.partition("## What deserves to be said")[2].partition("\n## ")[0]
    assert [name for name in re.findall(r"`(\w+)`", section) if name in findings.ORDER] == [
        *findings.ORDER
    ]
