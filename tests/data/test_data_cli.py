"""`python -m data`: the same questions as the pages, from the command line."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from data import __main__ as cli
from data import ask, export, paths
from i18n import Locale
from tests.each import each, sample, spread

pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.fixture
def say(capfdbinary: pytest.CaptureFixture[bytes]) -> Say:
    return Say(capfdbinary)


class Say:
    """Calls the command line: exit code, what it answered, what it complained of."""

    def __init__(self, captured: pytest.CaptureFixture[bytes]) -> None:
        self.captured = captured

    def __call__(self, *given: str) -> tuple[int, str, str]:
        code = cli.main(given)
        out, err = self.captured.readouterr()
        return code, out.decode("utf-8"), err.decode("utf-8")


def test_all_questions_are_listed_with_what_they_ask(say: Say) -> None:
    code, said, _ = say("questions")

    assert code == 0
    for question in ask.questions().values():
        assert f"\n    {question.about}" in said
        assert question.name in said.split()


def test_one_question_is_told_with_defaults_codes_and_columns(say: Say) -> None:
    _, german, _ = say("questions", "trade_series")
    _, english, _ = say("questions", "trade_series", "--lang", "en")

    assert "Vorgabe de-nw" in german
    assert "cn (China)" in german
    assert "us (Vereinigte Staaten)" in german or "us (USA)" in german
    assert "export, import" in german
    assert "default de-nw" in english
    for column in ask.ask("trade_series").columns:
        assert f"  {column}: " in german


def test_questions_are_told_without_a_warehouse_too(
    say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))

    assert say("questions")[0] == 0
    assert say("questions", "trade_series")[0] == 0


def test_an_answer_names_figures_in_words_and_their_sources(say: Say) -> None:
    code, said, complaint = say("ask", "trade_series")

    assert (code, complaint) == (0, "")
    assert "9.596,017\u00a0Mio.\u00a0€" in said
    assert "Nordrhein-Westfalen" in said
    assert "endgültig" in said
    for row in ask.ask("trade_series").sources.itertuples():
        assert f"{row.publisher}, {row.title}" in said
        assert str(row.url) in said


def test_labels_and_numbers_come_in_the_language_asked_for(say: Say) -> None:
    _, said, _ = say("ask", "trade_series", "--lang", "en")

    assert "€9,596.017\u00a0m" in said
    assert "North Rhine-Westphalia" in said


def test_publishers_are_named_in_the_language_of_the_answer(say: Say) -> None:
    assert "Europäische Zentralbank" in say("ask", "exchange_rate")[1]
    english = say("ask", "exchange_rate", "--lang", "en")[1]
    assert "European Central Bank" in english
    assert "Europäische" not in english


def test_values_and_the_day_are_passed_on(say: Say) -> None:
    given = ("ask", "trade_series", "partner=us", "flow=export", "--format", "json")
    _, said, _ = say(*given, "--as-of", "30.05.2026")
    _, earlier, _ = say(*given, "--as-of", "2024-01-01")

    answer = json.loads(said)
    assert answer["values"]["partner"] == ["us"]
    assert answer["as_of"] == "2026-05-30"
    assert {row["partner"] for row in answer["rows"]} == {"us"}
    assert len(json.loads(earlier)["rows"]) < len(answer["rows"])


def test_own_computation_is_said_below_the_sources(say: Say) -> None:
    assert Locale("de")("cite.changed") in say("ask", "trade_balance")[1]
    assert Locale("de")("cite.changed") not in say("ask", "trade_series")[1]


def test_an_answer_without_rows_says_so(say: Say) -> None:
    code, said, _ = say("ask", "trade_series", "--as-of", "1990-01-01")

    assert code == 0
    assert said.strip() == Locale("de")("block.empty")


def test_json_carries_rows_claims_and_sources_as_they_are(say: Say) -> None:
    _, said, _ = say("ask", "trade_balance", "--format", "json")
    told, answer = json.loads(said), ask.ask("trade_balance")

    assert list(told) == ["question", "as_of", "values", "columns", "rows", "sources", "claims"]
    assert told["as_of"] is None
    assert [row["value"] for row in told["rows"]] == list(answer.rows["value"])
    assert [row["claim_ids"] for row in told["rows"]] == [
        list(ids) for ids in answer.rows["claim_ids"]
    ]
    assert told["rows"][0]["period_start"] == str(answer.rows["period_start"][0].date())
    assert told["rows"][0]["region_label"] == "Nordrhein-Westfalen"
    assert {row["claim_id"] for row in told["claims"]} == set(answer.claims["claim_id"])
    assert {row["url"] for row in told["sources"]} == set(answer.sources["url"])
    assert told["columns"]["value"]["computed"] is True


def test_csv_is_the_file_that_pages_give(say: Say) -> None:
    _, international, _ = say("ask", "trade_series", "--format", "csv")
    _, german, _ = say("ask", "trade_series", "--format", "csv_de")
    answer = ask.ask("trade_series")

    assert international.encode() == export.csv(answer, "de", german=False)
    assert german.encode() == export.csv(answer, "de", german=True)
    (row,) = (r for r in csv.DictReader(io.StringIO(international)) if r["value"] == "9596.017")
    assert row["publisher"] == "Statistisches Bundesamt (Destatis)"
    assert row["licence"] == "dl-de/by-2-0"
    assert german.startswith("\ufeff")
    assert ";9596,017;" in german


@each(
    ("question", "told"),
    sample(
        spread(sorted(ask.questions()), product(["table", "csv", "csv_de", "json"], ["de", "en"])),
        40,
    ),
)
def test_every_question_answers_in_every_form(
    say: Say, question: str, told: tuple[str, str]
) -> None:
    form, lang = told
    needed = [v.name for v in ask.questions()[question].values.values() if v.default is None]
    assert needed == [], f"the command line could not ask {question} by its name alone"

    code, said, complaint = say("ask", question, "--format", form, "--lang", lang)

    assert (code, complaint) == (0, "")
    assert len(said) > 2
    if form == "json":
        assert len(json.loads(said)["rows"]) == len(ask.ask(question).rows)


@each(
    ("given", "named"),
    [
        (("ask", "trade_serie"), "trade_series"),
        (("ask", "zzz"), "trade_series"),
        (("questions", "trade_serie"), "trade_series"),
        (("ask", "trade_series", "partner=xx"), "„xx“"),
        (("ask", "trade_series", "flow=sideways"), "export, import"),
        (("ask", "trade_series", "colour=red"), "partner"),
        (("ask", "gaps", "colour=red"), "„colour“"),
        (("ask", "trade_partners", "year=soon"), "„soon“"),
        (("ask", "trade_series", "partner"), "name=wert"),
        (("ask", "trade_series", "--as-of", "2023-13-01"), "„2023-13-01“"),
        (("ask", "trade_series", "--as-of", "yesterday"), "2023-03-01"),
        (("ask", "trade_series", "--as-of", ""), "2023-03-01"),
        (("ask", "trade_series", "--as-of", "2023-03-01", "--as-of", "2024-03-01"), "„as_of“"),
        (("ask", "trade_series", "flow=export", "flow=import"), "„flow“"),
        (("ask", "trade_partners", "year=soon"), "eine ganze Zahl"),
        (("ask", "latest_publications", "since=soon"), "ein Tag wie"),
        (("ask", "company_card", "company=schwin"), "Möglich sind: schwing,"),
    ],
)
def test_a_wrong_call_is_named_and_nothing_is_answered(
    say: Say, given: tuple[str, ...], named: str
) -> None:
    code, said, complaint = say(*given)

    assert (code, said) == (2, "")
    assert named in complaint
    assert "Traceback" not in complaint


def test_wrong_calls_are_named_in_the_language_asked_for(say: Say) -> None:
    assert "is not known for" in say("ask", "trade_series", "partner=xx", "--lang", "en")[2]


@each("given", [(), ("ask",), ("ask", "gaps", "--format", "pdf"), ("sing",)])
def test_a_call_that_cannot_be_read_ends_with_2_in_the_language_asked_for(
    given: tuple[str, ...], capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(given)
    assert ended.value.code == 2
    said = capfdbinary.readouterr().err.decode("utf-8")
    assert said.startswith("Dieser Aufruf ist nicht verständlich")
    assert " ".join(given) in said


@pytest.mark.long
@each("question", sorted(ask.questions()))
def test_on_a_day_before_everything_each_question_answers_without_a_traceback(
    question: str, say: Say
) -> None:
    code, said, complaint = say("ask", question, "--as-of", "1900-01-01")
    assert (code, complaint) == (0, "")
    assert said


def test_without_a_warehouse_it_says_what_to_run_and_ends_with_3(
    say: Say, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))

    code, said, complaint = say("ask", "trade_series")

    assert (code, said) == (3, "")
    assert "python run.py" in complaint
    assert str(tmp_path) in complaint


def test_output_is_utf_8_where_the_console_is_not(warehouse: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    # The command three times over in one process: starting it takes longer than its answers.
    thrice = (
        "import runpy, sys, json\n"
        "for sys.argv in json.loads(sys.argv[1]):\n"
        "    try: runpy.run_module('data', run_name='__main__', alter_sys=True)\n"
        "    except SystemExit as end: print(f'exit code {end.code or 0}', flush=True)\n"
    )
    balance = ["data", "ask", "trade_balance", "--format"]
    strange = ["data", "ask", "trade_series", "partner=ü−"]
    words = [[*balance, "table"], [*balance, "csv_de"], strange]
    ended = subprocess.run(
        [sys.executable, "-c", thrice, json.dumps(words)],
        cwd=paths.ROOT, env=environment, capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    first, second, refused, code = ended.stdout.decode("utf-8").split("exit code ")
    for said in (first, second):
        assert "Nordrhein-Westfalen" in said
        assert "\r\r\n" not in said
    assert [second[0], refused.strip(), code.strip()] == ["0", "0", "2"]
    assert "„ü−“" in ended.stderr.decode("utf-8")


def test_a_day_may_be_written_in_both_ways() -> None:
    locale = Locale("de")
    assert cli._day("2023-03-01", locale) == cli._day("01.03.2023", locale) == date(2023, 3, 1)
