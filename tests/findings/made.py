"""Answers made for tests of findings, and what a sentence may say of them, worked out again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pandas as pd

from data.answer import Answer, Column, Labels
from findings import Figure, Finding, Sentence
from i18n import Locale

BUILT = datetime(2026, 11, 30)
DE, EN = Locale("de"), Locale("en")
#: What stands for a number in words, and in which formula.
WORDS = {
    "ein Fünftel": 20, "ein Viertel": 25, "ein Drittel": 33, "zwei Drittel": 67,
    "drei Viertel": 75, "halb": 50, "doppelt": 2,
    "a fifth": 20, "a quarter": 25, "a third": 33, "two thirds": 67, "three quarters": 75,
    "half": 50, "twice": 2,
}  # fmt: skip
SCALES = {"Mrd.": 1e3, "bn": 1e3, "Mio. t": 1e6, "million t": 1e6}


def answer(rows: Sequence[Mapping[str, Any]], *, as_of: date | None = None,
           labels: Labels | None = None,
           codes: Mapping[str, str] | None = None) -> Answer:  # fmt: skip
    """An answer whose rows are yearly sums of money unless told else, each with a claim."""
    filled = [
        {"claim_id": f"claim-{n}", "period_kind": "year", "unit": "meur", "qualifier": "exact",
         "evidence_kind": "statistic", "status": "final", "confidence": "high", "step": None}
        | dict(row)
        for n, row in enumerate(rows)
    ]  # fmt: skip
    for row in filled:
        year = row.pop("year", None)
        if year is not None:
            row |= {"period_start": pd.Timestamp(f"{year}-01-01"),
                    "period_end": pd.Timestamp(f"{year}-12-31")}  # fmt: skip
    sources = [row.pop("source", "source-a") for row in filled]
    return Answer(
        question="made", values={}, rows=pd.DataFrame(filled),
        columns={name: Column(name, name, code) for name, code in (codes or {}).items()},
        claims=pd.DataFrame({"claim_id": [r["claim_id"] for r in filled], "source_id": sources}),
        sources=pd.DataFrame({"source_id": sorted({*sources})}), labels=labels or Labels(),
        as_of=as_of, built=BUILT, version="made",
    )  # fmt: skip


def years(values: Sequence[float | None], *, first: int = 2016, **cells: Any) -> Answer:
    """One figure a year; a year without is a gap."""
    return answer([{"year": first + n, "value": value, **cells}
                   for n, value in enumerate(values) if value is not None])  # fmt: skip


def sentences(finding: Finding) -> list[Sentence]:
    return [finding.title, finding.lead, finding.full, finding.change]


def number_in(text: str, locale: Locale) -> tuple[float, float] | None:
    """The number that is read in a text and half of its last digit."""
    plain = text.replace("\u00a0", " ")
    word = next((n for word, n in WORDS.items() if plain.endswith(word)), None)
    if word is not None:
        return float(word), 0.5
    found = re.search(r"[−+]?\d[\d.,]*", plain)
    if found is None:
        return None
    decimal, group = (*locale.separators,)
    digits = found[0].rstrip(".,").replace(group, "").replace(decimal, ".").replace("−", "-")
    scale = next((size for unit, size in SCALES.items() if unit in plain), 1.0)
    return float(digits) * scale, 0.5 * scale * 10.0 ** -len(digits.partition(".")[2])


def follows(figure: Figure, rows: Sequence[Any], locale: Locale) -> str:
    """What is wrong with a number: empty where it stands in its rows or follows from them."""
    cells = [getattr(rows[n], figure.column) for n in figure.rows]
    own = {
        "stated": lambda: cells[0],
        "size": lambda: abs(cells[0]),
        "change": lambda: cells[0] if figure.column != "value" else 100 * (cells[0] / cells[1] - 1),
        "difference": lambda: cells[0],
        "fold": lambda: cells[0] / cells[1],
        "place": lambda: 1 + sum(row.value > cells[0] for row in rows),
    }[figure.formula]()  # fmt: skip
    tolerance = 1e-6 if figure.formula in ("stated", "size", "place") or figure.column != "value" \
        else rounding(figure, rows)  # fmt: skip
    if abs(own - figure.value) > tolerance:
        return f"{figure}: {own} follows from its rows"
    said = number_in(figure.text, locale)
    if said is None:
        return ""
    shown = abs(said[0])
    if figure.formula == "change" and any(figure.text.endswith(w) for w in ("halb", "half")):
        shown = 100 - shown
    if abs(shown - abs(figure.value)) > said[1] * 1.0001 + 1e-9:
        return f"{figure}: {shown} is read"
    claims = {getattr(rows[n], "claim_id", None) for n in figure.rows}
    return "" if claims - {None} <= {*figure.claim_ids} else f"{figure}: lacks claims {claims}"


def rounding(figure: Figure, rows: Sequence[Any]) -> float:
    """How far a ratio may have been rounded: to the digits of its coarser end, or to whole ones."""
    now, base = (rows[n] for n in figure.rows)
    coarse = max((row.step or 0) / abs(row.value) for row in (now, base))
    times = abs(now.value / base.value)
    return min(0.5, float((100 if figure.formula == "change" else 1) * times * 5 * coarse)) + 1e-6
