"""Promises of the number checker: what it finds in a text, and that it marks no right figure."""

from __future__ import annotations

import json
import random
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks import checker as measure
from benchmarks.checker_corpus import corpus, sentences
from benchmarks.checker_facts import Facts
from data import ask as data_ask
from data import paths
from data.ask import ask
from i18n import LANGUAGES, Locale
from reports.__main__ import main
from reports.checker import shown
from reports.checker.agreeing import overlap
from reports.checker.check import Checked, check
from reports.checker.judging import VERDICTS
from reports.checker.reading import of_text
from tests.each import each

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("warehouse")

FACTOR_TEN = """Im Jahr 2020 exportierte NRW Waren im Wert von 12,1 Mrd. Euro nach China.
Die Monatswerte lagen zwischen 8,5 und 10,7 Mrd. Euro."""
SWAPPED = """Von Januar bis August 2022 hat NRW Waren für 69,7 Mrd. Euro nach China exportiert:
Maschinen für 20,7 Mrd. Euro (30,5 Prozent), Kraftwagen für 8,4 Mrd. Euro (12,3 Prozent) und
elektrische Ausrüstungen für 8,0 Mrd. Euro (11,8 Prozent)."""
UNIT = """Auf Kraftwagen entfielen 12,3 Prozent (8,4 Milliarden Euro), auf elektrische
Ausrüstungen 11,8 Prozent (8,0 Millionen Euro)."""


def checked(text: str, as_of: date | None = None) -> Checked:
    return check(of_text(text), partial(ask, as_of=as_of))


def verdicts(text: str, as_of: date | None = None) -> dict[str, list[str]]:
    """Figure → verdicts on it."""
    return {
        one.mention.figure.text: [judgement.verdict for judgement in one.judgements]
        for one in checked(text, as_of).findings
    }


def verdict(text: str, figure: str) -> str:
    return verdicts(text)[figure][0]


def test_months_that_make_more_than_their_year_have_the_comma_in_the_wrong_place() -> None:
    found = verdicts(FACTOR_TEN)
    assert found["12,1 Mrd. Euro"] == ["right"]
    assert found["8,5"] == found["10,7 Mrd. Euro"] == ["factor_ten"]


def test_months_are_measured_by_the_year_in_the_text_where_none_is_known() -> None:
    text = FACTOR_TEN.replace("2020", "1990").replace("nach China", "in die Schweiz")
    assert verdict(text, "8,5") == "factor_ten"


def test_a_total_that_its_shares_do_not_make_has_its_digits_swapped_and_is_germanys() -> None:
    (total,) = [one for one in checked(SWAPPED).findings if one.mention.figure.value == 69_700]
    swapped, scope = total.judgements
    assert (swapped.verdict, swapped.detail) == ("digits_swapped", "shares")
    assert (scope.verdict, scope.detail) == ("elsewhere", "region")
    assert scope.known is not None
    assert scope.known.value == 8_000
    assert scope.other is not None
    assert scope.other.region == "de"


def test_a_sum_whose_share_asks_for_billions_is_not_in_millions() -> None:
    found = verdicts(UNIT)
    assert found["8,0 Millionen Euro"] == ["million_billion"]
    assert "million_billion" not in found["8,4 Milliarden Euro"]


@each("paragraph", [one for one in sentences() if not one.get("wrong")])
def test_no_figure_of_a_correct_text_is_marked(paragraph: dict[str, Any]) -> None:
    marked = [f for f in checked(paragraph["text"]).findings if measure.is_marked(f)]
    assert [(f.mention.figure.text, f.verdict) for f in marked] == []


@each(("text", "figure", "expected"), [
    ("NRW importierte 2022 Waren für 42,3 Mrd. Euro aus China.", "42,3 Mrd. Euro", "right"),
    ("NRW importierte 2022 Waren für rund 42 Mrd. Euro aus China.", "42 Mrd. Euro", "right"),
    ("NRW importierte 2022 Waren für mehr als 42 Mrd. Euro aus China.", "42 Mrd. Euro", "right"),
    ("NRW importierte 2022 Waren für knapp 42,3 Mrd. Euro aus China.", "42,3 Mrd. Euro", "right"),
    ("NRW importierte 2022 Waren für 43,2 Mrd. Euro aus China.", "43,2 Mrd. Euro",
     "digits_swapped"),
    ("NRW importierte 2022 Waren für 42,3 Mio. Euro aus China.", "42,3 Mio. Euro",
     "million_billion"),
    ("NRW importierte 2022 Waren für 423 Mrd. Euro aus China.", "423 Mrd. Euro", "factor_ten"),
    ("NRW importierte 2022 Waren für 36,3 Mrd. Euro aus China.", "36,3 Mrd. Euro", "elsewhere"),
    ("NRW importierte 2022 Waren für 39,0 Mrd. Euro aus China.", "39,0 Mrd. Euro", "different"),
    ("NRW importierte 2022 Waren für 650 Mrd. Euro aus China.", "650 Mrd. Euro", "part_greater"),
    ("NRW exportierte 2022 Waren für 233,7 Mrd. Euro in alle Länder.", "233,7 Mrd. Euro",
     "outdated"),
    ("Der Anteil Chinas an den Ausfuhren von NRW sank 2021 um 1,02 Prozent.", "1,02 Prozent",
     "percent_points"),
    ("Die Importe von NRW aus China sanken 2020 um 4,0 Prozent.", "4,0 Prozent", "different"),
    ("Laut EY gab es 2016 in Deutschland 86 Übernahmen aus China.", "86 Übernahmen",
     "digits_swapped"),
    ("2016 gab es in Deutschland 71 Übernahmen aus China.", "71 Übernahmen", "unchecked"),
    ("Die Firma aus NRW exportierte 2022 Pumpen für 30 Mio. Euro nach China.", "30 Mio. Euro",
     "unchecked"),
    ("NRW soll 2022 Waren für 50 Mrd. Euro aus China importieren.", "50 Mrd. Euro", "unchecked"),
    ("Waren für 50 Mrd. Euro kamen aus China.", "50 Mrd. Euro", "unchecked"),
])  # fmt: skip
def test_each_kind_of_figure_has_its_verdict(text: str, figure: str, expected: str) -> None:
    assert verdict(text, figure) == expected


def test_on_an_earlier_day_a_figure_is_right_that_is_outdated_today() -> None:
    text = "NRW exportierte 2022 Waren für 233,7 Mrd. Euro in alle Länder."
    assert verdicts(text, date(2023, 6, 1))["233,7 Mrd. Euro"] == ["right"]


def test_a_mark_of_outdated_names_both_states_and_since_when() -> None:
    text = "NRW exportierte 2022 Waren für 233,7 Mrd. Euro in alle Länder."
    done = checked(text)
    said = shown.finding_text(done.findings[0], done.claims, Locale("de"))
    for part in ("233,7", "237,3", "21.05.2026"):
        assert part in said


@each("lang", LANGUAGES)
def test_all_that_can_be_said_of_a_figure_has_its_words(lang: str) -> None:
    locale = Locale(lang)
    texts = [FACTOR_TEN, SWAPPED, UNIT, *(one["text"] for one in sentences())]
    done = checked("\n\n".join(texts))
    assert {one.verdict for one in done.findings} <= set(VERDICTS)
    for row in shown.table(done, locale).rows:
        assert all(row), row
    assert shown.summary(done, locale)


def test_what_is_known_leads_to_its_evidence() -> None:
    done = checked("NRW importierte 2022 Waren für 42,3 Mrd. Euro aus China, 16,5 % mehr als 2021.")
    level, change = (one.judgements[0].known for one in done.findings)
    assert level is not None
    assert change is not None
    link = shown.address(change)
    assert link.startswith("figure?claim=")
    assert link.endswith("by=growth")
    first, second = link.partition("claim=")[2].partition("&")[0].split(";")
    answer = ask("evidence_result", by="growth", first=[first], second=[second])
    assert next(iter(answer)).value == change.value


def test_ranges_agree_as_the_warehouse_says_it() -> None:
    draw = random.Random(4)  # noqa: S311 - no secret
    ends: list[Any] = [None, 1.0, 1.5, 2.0, 2.5, 3.0]
    cases = [tuple(draw.choice(ends) for _ in range(4)) for _ in range(200)]
    cases = [(a, b, c, d) for a, b, c, d in cases
             if not (a and b and a > b) and not (c and d and c > d)]  # fmt: skip
    sql = "select formula.agree(?::double, ?::double, ?::double, ?::double)"
    with data_ask._warehouse(paths.warehouse()).reading() as served:
        con = served.con.cursor()
        for case in cases:
            assert con.execute(sql, case).fetchone() == (overlap(*case),), case


def test_on_a_sample_of_the_corpus_no_right_figure_is_marked_and_most_wrong_ones_are() -> None:
    facts = Facts()
    made = corpus(facts, each=2)  # in turn right and wrong
    score = measure.measured([*made[::10], *made[1::8]])
    assert min(score.right, score.wrong) >= 18
    assert score.alarms == []
    assert score.recall >= 0.8, score.misses


def test_the_corpus_is_large_even_and_the_same_each_time() -> None:
    facts = Facts()
    first = corpus(facts)
    wrong = [one for one in first if one.error]
    assert len(first) >= 200
    assert 0.45 <= len(wrong) / len(first) <= 0.55
    assert len({one.error for one in wrong}) >= 9
    assert first == corpus(facts)


def test_the_command_says_by_its_exit_code_whether_there_are_errors(tmp_path: Path) -> None:
    file = tmp_path / "text.txt"
    for printed, code in (("42,3", 0), ("43,2", 1)):
        text = f"NRW importierte 2022 Waren für {printed} Mrd. Euro aus China."
        file.write_text(text, encoding="utf-8")
        assert main(["check", str(file)]) == code


def test_the_command_tells_everything_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("NRW importierte 2022 Waren für 43,2 Mrd. Euro aus China.", encoding="utf-8")
    assert main(["check", str(file), "--json", "--lang", "en", "--as-of", "2026-06-01"]) == 1
    told = json.loads(capsys.readouterr().out)
    (finding,) = told["findings"]
    assert finding["verdict"] == "digits_swapped"
    assert finding["value"] == 43_200
    assert finding["judgements"][0]["known"]["value"] == 42_300
    assert told["as_of"] == "2026-06-01"


@each("call", ["no-such-file.txt", __file__, "a.txt --as-of x"])
def test_what_cannot_be_read_is_refused_by_the_command(call: str) -> None:
    assert main(["check", *call.split()]) == 2
