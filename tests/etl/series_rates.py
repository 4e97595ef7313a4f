"""How often the rules on official series are wrong, measured on families of generated series.

A family is looked at as a build looks at it, all series together; some have a planted fault in the
newest period, the others must keep silent. Joined to tests/etl/alert_rates.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd

from etl.alerts import methods, series
from tests.warehouses import real_reference

#: Families of each kind, series in one, how many of them are spoilt where faults are planted.
FAMILIES, SERIES, _SPOILT = 12, 100, 5
_MONTHS, _YEARS = 120, 18
Generator = np.random.Generator


def monthly(chance: Generator, *, heavy: bool) -> methods.Floats:
    """Logarithms of ten years of months: trend, season, a level that wanders, and noise."""
    t = np.arange(_MONTHS)
    season = 0.1 * np.sin(2 * np.pi * t / 12) + chance.normal(0, 0.04, 12)[t % 12]
    noise = 0.05 * chance.standard_t(3, _MONTHS) if heavy else chance.normal(0, 0.08, _MONTHS)
    return np.asarray(6 + 0.003 * t + season + np.cumsum(chance.normal(0, 0.01, _MONTHS)) + noise)


def yearly(chance: Generator) -> methods.Floats:
    """Logarithms of years that grow by 3 percent, give or take 6."""
    return np.asarray(6 + np.cumsum(chance.normal(0.03, 0.06, _YEARS)))


def even(chance: Generator) -> methods.Floats:
    """Months with normally distributed noise."""
    return monthly(chance, heavy=False)


def heavy(chance: Generator) -> methods.Floats:
    """Months with noise of heavy tails."""
    return monthly(chance, heavy=True)


def line(logs: methods.Floats, number: int, kind: str) -> pd.DataFrame:
    """A series as core.series_claim gives it."""
    starts = pd.date_range("2010-01-01", periods=len(logs), freq="MS" if kind == "month" else "YS")
    return pd.DataFrame(
        {"line_key": number, "series": f"made.{number}", "period_kind": kind,
         "period_start": starts, "value": np.exp(logs), "unit": "meur",
         "claim_id": [f"{number}-{place}" for place in range(len(logs))]}
    )  # fmt: skip


def believed(known: list[pd.DataFrame], rule: str) -> set[int]:
    """Which series of a family a rule is believed to have caught."""
    found = series.believed(pd.concat(known, ignore_index=True), limits(), {})
    return {int(test.series.split(".")[1]) for test, _ in found.values() if test.rule == rule}


def limits() -> Mapping[str, float]:
    """The published thresholds."""
    rows = real_reference()["thresholds"]
    return dict(zip(rows["code"], rows["value"].astype(float), strict=True))


def rates(seed: int, rule: str, kind: str, make: Callable[[Generator], methods.Floats],
          fault: methods.Floats) -> tuple[float, float]:  # fmt: skip
    """False alarms per series and year where nothing is spoilt; percent of planted faults found."""
    chance = np.random.Generator(np.random.PCG64(seed))
    false = caught = 0
    for _ in range(FAMILIES):
        family = [make(chance) for _ in range(SERIES)]
        false += len(believed([line(one, n, kind) for n, one in enumerate(family)], rule))
        for one in family[:_SPOILT]:
            one[-len(fault) :] += fault
        caught += len(believed([line(one, n, kind) for n, one in enumerate(family)], rule)
                      & set(range(_SPOILT)))  # fmt: skip
    a_year = 12 if kind == "month" else 1
    return a_year * false / (FAMILIES * SERIES), 100 * caught / (FAMILIES * _SPOILT)


_SPIKE, _BREAK = np.log([1.5]), np.full(6, np.log(1.3))
#: Series generated → its rule and how it was made, in both languages; the rest of its making.
MADE = {
    "series_even": (
        "spike", "100 Reihen aus zehn Jahren Monaten mit Trend und Saison, Rauschen 8 Prozent",
        "100 series of ten years of months with trend and season, noise of 8 percent",
        (11, "month", even, _SPIKE),
    ),
    "series_heavy": (
        "spike", "Dasselbe, aber große Ausschläge sind häufiger als bei Normalverteilung",
        "The same, but large swings are more frequent than in a normal distribution",
        (12, "month", heavy, _SPIKE),
    ),
    "series_break": (
        "break", "Dieselben Reihen; eingebaut ist ein neues Niveau seit sechs Monaten (mal 1,3)",
        "The same series; planted is a new level for six months (times 1.3)",
        (13, "month", even, _BREAK),
    ),
    "series_change": (
        "change", "100 Reihen aus 18 Jahren, Wachstum 3 Prozent, meist 6 Prozent mehr oder weniger",
        "100 series of 18 years, growth of 3 percent, mostly 6 percent more or less",
        (14, "year", yearly, _SPIKE),
    ),
}  # fmt: skip


def measured() -> list[dict[str, str]]:
    """Every rule on every kind of series that it was tried on."""
    rows = []
    for code, (rule, label_de, label_en, making) in MADE.items():
        seed, kind, make, fault = making
        false, found = rates(seed, rule, kind, make, fault)
        years = FAMILIES * SERIES * (10 if kind == "month" else _YEARS)
        rows.append({"code": code, "rule": rule, "label_de": label_de, "label_en": label_en,
                     "years": str(years), "false_per_year": f"{false:.3f}",
                     "found_pct": f"{found:.1f}"})  # fmt: skip
    return rows
