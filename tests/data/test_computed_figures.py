"""Growth, shares and differences: both ends of one source, no digit more than the coarser end."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from functools import cache
from io import StringIO
from itertools import chain
from math import floor, log10
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from benchmarks.evidence import numbers, says
from charts.table import Table, absent, growth, is_figure, twin
from charts.vintages import states
from data import cli_format, evidence, export, paths
from data.ask import ask, questions, table
from i18n import Locale
from tests.warehouses import Row, build_small, claim, source
from ui import conflicts

DE = Locale("de")


@pytest.mark.usefixtures("warehouse")
def test_growth_of_germanys_months_comes_from_one_source() -> None:
    """6,058.587 over 7,245.597 of the same copy, not over a rounded 7.2 of a release."""
    rows = list(ask("trade_months", flows=["export"]))
    december = next(row for row in rows if str(row.period_start)[:7] == "2024-12")
    assert DE.growth(december.growth_pct) == "−16,4\u00a0%"
    assert december.growth_note != "other_source"


@pytest.mark.usefixtures("warehouse")
def test_beside_a_change_from_two_sources_stands_what_the_source_of_the_figure_says() -> None:
    def imports(year: int, as_of: date | None = None) -> str:
        rows = ask("trade_series", region="de", flow="import", as_of=as_of)
        return next(growth(row, DE) for row in rows if row.period_start.year == year)

    across = "+9,2\u00a0% (Vorjahr aus anderer Quelle"
    assert imports(2025) == f"{across}; die Quelle selbst nennt +8,8\u00a0%)"
    assert imports(2025, date(2026, 2, 25)) == f"{across})", "known since the end of February"
    assert imports(2012) == "−2,8\u00a0%", "both say the same"


def test_growth_of_rounded_figures_has_no_digit_behind_the_comma() -> None:
    rows = {row.period_start.year: row for row in ask("trade_series", flow="import")}
    assert (rows[2022].value, rows[2021].value) == (42300, 36300)
    assert rows[2022].growth_pct == 17
    assert rows[2022].growth_note == "other_source"
    assert growth(rows[2022], DE) == "+17\u00a0% (Vorjahr aus anderer Quelle)"


#: Formula → what it makes of the sums of its two sides.
FORMULAS: dict[str, Callable[[Fraction, Fraction], Fraction]] = {
    "sum": lambda a, b: a + b,
    "growth": lambda a, b: 100 * (a / b - 1),
    "growth_full": lambda a, b: 100 * (a / b - 1),
    "share": lambda a, b: 100 * a / b,
    "share_full": lambda a, b: 100 * a / b,
    "per_10000": lambda a, b: 10000 * a / b,
    "eur_per_kg": lambda a, b: 1000 * a / b,
}


@pytest.mark.usefixtures("warehouse")
def test_every_figure_worked_out_is_rounded_once_and_no_finer_than_its_coarser_end() -> None:
    """The cell of a table against the claims of its row, as fractions, without our SQL."""
    wrong, seen = [], Counter[str]()
    several = (ask("trade_sum_series", partners=["cn", "hk"]), ask("trade_months", partner="hk"))
    for answer in chain(map(ask, questions()), several):
        columns = [name for name, one in answer.columns.items()
                   if one.formula in FORMULAS and is_figure(name)]  # fmt: skip
        cells = twin(answer, DE, columns, headers=dict.fromkeys(columns, " ")).texts
        for row, texts in zip(answer, cells, strict=True):
            for column, text in zip(columns, texts, strict=True):
                link = dict(parse_qsl(evidence.of_row(row, column)))
                if "by" not in link or not re.search(r"\d", text):
                    continue
                sides = [[values()[one] for one in side.split(",")]
                         for side in link["figure?claim"].split(";")]  # fmt: skip
                sums = [sum((value for value, _ in side), Fraction()) for side in (*sides, [])[:2]]
                exact, by, most = FORMULAS[link["by"]](*sums), link["by"], 9
                if by in ("growth", "share"):
                    least = min(_digits(*one) for side in sides for one in side)
                    most = int(least > floor(log10(100 * sums[0] / sums[1])) + 1)
                    exact = exact if most else Fraction(floor(exact + Fraction(1, 2)))
                seen[by] += 1
                said = text.partition(" (")[0]
                if numbers(said, "de")[0][1] > most or not says(said, [float(exact)], "de"):
                    wrong.append(f"{answer.question}.{column} {link}: {text}, {float(exact)}")
    assert not wrong
    assert set(seen) == set(FORMULAS)


@pytest.mark.usefixtures("warehouse")
def test_files_and_the_command_line_say_a_change_as_the_pages_do() -> None:
    answer = ask("trade_months", flows=["export"])
    file = csv.DictReader(StringIO(export.csv(answer, "en", german=False).decode("utf-8")))
    told = json.loads(cli_format.as_json(answer, "en"))["rows"]
    on_screen = cli_format.table(answer, DE)
    for row, in_file, in_json in zip(answer, file, told, strict=True):
        if absent(row.growth_pct) is not None:
            shown = growth(row, DE).partition(" (")[0].replace(",0", "")
            assert DE.growth(float(in_file["growth_pct"])) == shown
            assert in_file["growth_pct"] == f"{in_json['growth_pct']:g}"
            assert shown.strip("+") in on_screen.replace(",0", "")


@cache
def values() -> dict[str, tuple[Fraction, float | None]]:
    """Value and step of each claim, by its short id."""
    rows = table("claim").rows.select(["claim_id", "value", "step"]).to_pylist()
    return {evidence.short_id(row["claim_id"]): (Fraction(str(row["value"])), row["step"])
            for row in rows if row["value"] is not None}  # fmt: skip


def _digits(value: Fraction, step: float | None) -> int:
    return len(str(int(abs(value) / Fraction(str(step))))) if step else 15


def small(tmp_path: Path, patch: pytest.MonkeyPatch, *claims: Row) -> None:
    sources = [source(name, published="2022-02-02") for name in ("office", "paper")]
    build_small(tmp_path, {"claim": list(claims), "source": sources}, patch)
    patch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))


def test_a_rate_from_almost_nothing_is_not_meaningful(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(
        tmp_path, monkeypatch,
        claim("tiny", year="2019", value="4.9"), claim("grown", value="12"),
        claim("hk-1", year="2019", counterpart="hk", china_scope="", value="10"),
        claim("hk-2", counterpart="hk", china_scope="", value="60.1"),
        claim("tw-1", year="2019", counterpart="tw", china_scope="", value="10"),
        claim("tw-2", counterpart="tw", china_scope="", value="60"),
    )  # fmt: skip
    said = {partner: growth(list(ask("trade_series", partner=partner))[-1], DE)
            for partner in ("cn", "hk", "tw")}  # fmt: skip
    nothing = DE("growth.not_meaningful")
    assert said == {"cn": nothing, "hk": nothing, "tw": "+500\u00a0%"}


def test_the_year_before_of_the_same_source_goes_before_a_stronger_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = {"source_id": "paper", "confidence": "medium", "status": "provisional"}
    small(
        tmp_path, monkeypatch,
        claim("strong", year="2019", value="900", value_printed="0.9 bn EUR"),
        claim("own", year="2019", value="800", **own), claim("now", value="1000", **own),
    )  # fmt: skip
    now = list(ask("trade_series"))[-1]
    assert (now.base_claim_id, now.growth_pct) == ("own", 25)


def test_plans_and_doubtful_figures_are_no_headline_even_alone_in_their_year(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small(
        tmp_path, monkeypatch,
        claim("true"),
        claim("planned", year="2021", value="99000", evidence_kind="forecast"),
        claim("doubtful", year="2019", value="1", confidence="low"),
        claim("said", year="2018", value="7", evidence_kind="statement"),
    )  # fmt: skip
    for question, asked in (
        ("trade_series", {}), ("trade_both_flows", {}), ("trade_years", {}),
        ("trade_series", {"partner": ["cn", "us"]}),
        ("trade_sum_series", {"partners": ["cn"]}),
        *(("trade_laender", {"year": year}) for year in (2018, 2019, 2021)),
        *(("trade_partners", {"year": year}) for year in (2018, 2019, 2021)),
    ):  # fmt: skip
        answer = ask(question, **asked)  # type: ignore[arg-type]
        assert set(answer.claims["claim_id"]) <= {"true"}, question


#: Questions whose rows name the kind of each claim: tables of all that is said, never a line.
OF_ALL_CLAIMS = {
    "claims_about", "claims_summed", "claims_compared",  # a foreign text may speak of any claim
    "assumption_others", "assumptions", "changes_between", "company_counts", "contradictions",
    "evidence", "evidence_result", "fdi_states", "figure_concepts", "figure_states", "figures_on",
    "freight_figures", "indicators", "kreis_measures",
    "latest_publications", "newer_figures", "newest_day", "precedence_example", "revision_sizes",
    "sources", "stored_columns", "stored_tables", "suppressed_figures",
}  # fmt: skip


def test_lines_and_headlines_are_asked_of_the_view_without_plans_and_mixtures() -> None:
    """A question that needs more than the figure shown asks for one grade of statement itself."""
    others = {
        file.stem
        for file in paths.QUERIES.glob("*.sql")
        if re.search("core.(best_claim|claim_ranked)", text := file.read_text(encoding="utf-8"))
        and "line_grade" not in text
    }
    # Doubtful figures only when asked for; what was known before only to tell what is new.
    of_lines = {"series", "lines_with_news"}
    assert others - of_lines <= OF_ALL_CLAIMS
    for question in of_lines:
        asked = (paths.QUERIES / f"{question}.sql").read_text(encoding="utf-8")
        assert "from core.series_claim" in asked, question


@pytest.mark.usefixtures("warehouse")
def test_a_difference_is_never_printed_as_nothing() -> None:
    answer = ask("contradictions")
    cells = [str(row[3]) for row in conflicts.contradictions(answer, DE).rows]
    zero = re.compile(r"[−+]?0(,0+)?\s")
    assert not [cell for cell in cells if zero.match(cell)]


@pytest.mark.usefixtures("warehouse")
def test_exports_from_hamburg_to_macau_have_no_rate() -> None:
    answer = ask("trade_laender", partner="mo", year=2024)
    rates = {row.region: growth(row, DE) for row in answer if row.growth_note == "not_meaningful"}
    assert set(rates.values()) == {DE("growth.not_meaningful")}
    assert not [row for row in answer if row.growth_pct is not None and row.growth_pct > 500]


@pytest.mark.usefixtures("warehouse")
def test_a_state_without_date_is_never_the_newest_beside_dated_ones() -> None:
    answer = ask("fdi_states", indicator="fdi_stock_outward_consolidated")
    of_2021 = [row for row in answer if row.period_start.year == 2021]
    assert [(row.value, row.is_newest) for row in of_2021] == [(103000, True), (102700, False)]
    picture = states(answer, DE, title="", table=Table((), (), ())).figure
    earlier = dict(zip(picture["data"][1]["x"], picture["data"][1]["text"], strict=True))
    assert earlier[102.7] == "102,7 (ohne Datum)"
    assert picture["layout"]["annotations"] == [], "no arrow leads to it, and there is no other"


@pytest.mark.usefixtures("warehouse")
def test_a_later_table_against_our_sum_over_a_copy_is_a_state_and_no_contradiction() -> None:
    answer = ask("contradictions")
    evidence = answer.claims.set_index("claim_id")["evidence_kind"]
    kinds = {row.kind for row in answer
             if set(evidence[list(row.claim_ids)]) == {"statistic", "computed"}}  # fmt: skip
    assert kinds
    assert kinds <= {"newer_state", "later_state"}


def test_what_was_printed_bare_is_in_the_unit_that_is_shown() -> None:
    claims = table("claim").rows.select(["claim_id", "value_printed", "value"]).to_pylist()
    bare = [row for row in claims if re.fullmatch(r"[-+−0-9.,]+", row["value_printed"] or "")]
    assert bare
    assert not [
        row for row in bare
        if abs(float(row["value_printed"].replace(",", ".")) - float(row["value"])) > 1e-6
    ]  # fmt: skip
