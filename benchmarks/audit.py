"""Audit: figures drawn at random from what the pages draw, recomputed from what was read.

    python -m benchmarks.audit [how many] [seed]

Opens every page, draws figures by seed from the rows behind its charts, and works each out again
from the rows as read from files (no SQL): value, unit and period of its claim; sums, balances,
growth and shares from the claims that it cites; and the figure as the table below it prints it.
Names each that differs.
"""

from __future__ import annotations

import logging
import random
import re
import sys
from collections.abc import Callable, Mapping
from math import floor, log10
from typing import Any, NamedTuple

import pandas as pd
import pytest

from charts.table import Table, absent
from data.answer import Answer
from etl import load
from tests import visits
from ui import components


class Drawn(NamedTuple):
    """One row behind a chart: where it is drawn, and what the table below prints of it."""

    path: str
    chart: str
    question: str
    row: Any
    cells: tuple[str, ...]

    @property
    def place(self) -> str:
        """Where a reader finds it."""
        return f"{self.path}#{self.chart} {self.question} {self.row.period_start:%Y-%m-%d}"


def main(count: int = 100, seed: int = 11) -> int:
    """Audit so many figures; how many differ."""
    logging.disable(logging.WARNING)
    drawn = figures()
    sample = random.Random(seed).sample(drawn, min(count, len(drawn)))  # noqa: S311
    claims = raw_claims()
    wrong = [(one.place, text) for one in sample if (text := difference(one, claims))]
    print(f"{len(sample)} of {len(drawn)} figures recomputed, {len(wrong)} differ")
    for place, text in wrong:
        print(f"- {place}: {text}")
    return len(wrong)


def figures(paths: list[str] | None = None) -> list[Drawn]:
    """Every row with a figure behind the charts of some pages (all)."""
    drawn: list[Drawn] = []
    chart = components.chart
    table_of: list[Table] = []
    twin = components.twin

    def kept_twin(table: Table, caption: str, answer: Answer) -> str:
        table_of.append(table)
        return twin(table, caption, answer)

    for path in paths or visits.PLACES:

        def watched(key: str, answers: Any, *args: Any, path: str = path, **options: Any) -> None:
            table_of.clear()
            chart(key, answers, *args, **options)
            answer = answers if isinstance(answers, Answer) else next(iter(answers))
            columns = {"value", "unit", "period_start"} <= set(
                answer.rows
            ) and answer.question not in REPORTED
            if columns and table_of and len(table_of[0].rows) == len(answer.rows):
                drawn.extend(
                    Drawn(path, key, answer.question, row, cells)
                    for row, cells in zip(answer, table_of[0].texts, strict=True)
                    if absent(row.value) is not None
                )

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(components, "chart", watched)
            patch.setattr(components, "twin", kept_twin)
            visits.visit(path)
    return drawn


def raw_claims() -> Mapping[str, Any]:
    """Claims as they were read, by their id."""
    _, fed = load.read_all()
    parts = [part.frame for part in fed if part.noun == "claim"]
    rows: list[Any] = list(pd.concat(parts).itertuples())
    return {row.claim_id: row for row in rows}


def difference(drawn: Drawn, claims: Mapping[str, Any]) -> str:
    """What is wrong with a figure; empty for nothing."""
    row = drawn.row
    own = absent(getattr(row, "claim_id", None))
    listed = getattr(row, "claim_ids", None)
    ids = [own] if own else [] if listed is None else list(listed)
    cited = [claims[claim_id] for claim_id in ids if claim_id in claims]
    if not cited or len(cited) < len(ids):
        return f"it cites {ids}, which were not read"
    value, expected = float(row.value), EXPECTED.get(drawn.question, _first)(cited)
    if abs(value - expected) > 1e-6 * max(1, abs(expected)):
        return f"{value}, but its claims give {expected}"
    first = cited[0]
    said, read = (row.unit, f"{row.period_start:%Y-%m-%d}"), (first.unit, first.period_start)
    if said[1:] != read[1:] or (said != read and drawn.question not in EXPECTED):
        return f"{said}, but its claim has {read}"
    return _rates(row, cited, claims) or _printed(drawn)


def _first(cited: list[Any]) -> float:
    return float(cited[0].value)


def _sum(cited: list[Any]) -> float:
    return sum(float(claim.value) for claim in cited)


def _balance(cited: list[Any]) -> float:
    sides = {claim.flow: float(claim.value) for claim in cited}
    return sides["export"] - sides["import"]


def _in_percent(cited: list[Any]) -> float:
    return round(100 * float(cited[0].value) / float(cited[1].value), 1)


#: Question → how its figure follows from the claims cited; else it is the first of them.
EXPECTED: Mapping[str, Callable[[list[Any]], float]] = {
    "trade_sum_series": _sum,
    "trade_balance": _balance,
    "exports_to_gdp": _in_percent,
    "goods_and_services": _balance,
}
#: Questions on what the port reported or on many products: no claims are behind them.
REPORTED = {
    "trade_partner_months",
    "trade_partner_ranking",
    "trade_partner_share",
    "port_goods",
    "monitor_periods",
    "monitor_times",
    "trade_product_parts",
}


def _digits(claim: Any) -> int:
    """Digits of a figure that say something, as it was printed."""
    printed = str(absent(claim.value_printed) or claim.value).replace(",", "")
    match = re.search(r"[0-9]+(\.[0-9]+)?", printed)
    digits = match[0] if match else "1"
    return len((digits if "." in digits else digits.rstrip("0")).replace(".", "").lstrip("0")) or 1


def _rates(row: Any, cited: list[Any], claims: Mapping[str, Any]) -> str:
    """What is wrong with growth and share of a row."""
    growth, share = (
        absent(getattr(row, "growth_pct", None)),
        absent(getattr(row, "share_pct", None)),
    )
    base_id = absent(getattr(row, "base_claim_id", None))
    base = claims[base_id] if base_id else next(
        (c for c in cited[1:] if c.period_start < cited[0].period_start), None)  # fmt: skip
    if growth is not None and base is not None and cited[0].indicator == base.indicator:
        expected = _in_digits(cited[0], base, less=100)
        if len(cited) < 4 and abs(growth - expected) > 1e-4:
            return f"growth {growth}, but {cited[0].value} over {base.value} gives {expected:.4f}"
    whole = cited[-1]
    if share is not None and len(cited) > 1 and whole.indicator == "trade_value":
        expected = _in_digits(cited[0], whole)
        if abs(share - expected) > 1e-4:
            return f"share {share}, but the claims give {expected:.4f}"
    return ""


def _in_digits(one: Any, other: Any, less: float = 0) -> float:
    """One in percent of the other, whole where the coarser of both allows no digit more."""
    percent = 100 * float(one.value) / float(other.value)
    has_more = min(map(_digits, (one, other))) > floor(log10(percent)) + 1
    return percent - less if has_more else floor(percent - less + 0.5)


def _printed(drawn: Drawn) -> str:
    """Whether a cell of the table says the figure, rounded as far as it prints digits."""
    value = abs(float(drawn.row.value))
    for cell in drawn.cells:
        text = str(cell).replace("\N{NO-BREAK SPACE}", " ")
        for match in re.finditer(r"[0-9][0-9.]*(,[0-9]+)?", text):
            whole, _, part = match[0].replace(".", "").partition(",")
            for scale in (1, 1e3, 1e6):
                said = float(f"{whole}.{part or 0}") * scale
                if abs(said - value) <= 0.5000001 * scale * 10.0 ** -len(part):
                    return ""
    return f"no cell says {drawn.row.value}: {drawn.cells}"


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
