"""Enterprises under foreign control (FATS) of Eurostat: inward and outward, years.

With 2021 the survey changed: finance is in, codes and tables are others. Figures before and after
have a basis of their own each and never share a line.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers.eurostat import claims as eurostat_claims
from etl.readers.eurostat import client
from etl.readers.eurostat import codes as eurostat_codes

#: First year of the survey as it is now.
BREAK = 2021
#: Code of a measure → ours, as the tables call it before the break and since; both ways.
_MEASURES = {
    "V11110": "enterprises", "V16110": "persons", "V12110": "turnover",
    "ENT": "enterprises", "EMP": "persons", "TUR": "turnover",
    "ENT_NR": "enterprises", "EMP_NR": "persons", "NETTUR_MEUR": "turnover",
}  # fmt: skip
#: Ours → our unit, as it is printed, and what the table's name for it must say.
_UNITS = {
    "enterprises": ("companies", "", "enterprise|affiliate|unit"),
    "persons": ("employees", "", "employ|person"),
    "turnover": ("meur", "Mio. EUR", "turnover.*million"),
}


@dataclass(frozen=True)
class Survey:
    """One table: its way (flow), dimensions of partner and measure, code of the whole economy."""

    table: str
    flow: str
    partner: str
    measure: str
    branch: str
    since: int

    @property
    def basis(self) -> str:
        """Which of the two surveys it is of."""
        return "eurostat_fats" if self.since >= BREAK else "eurostat_fats_until_2020"

    def fetch(self, session: FetchSession) -> None:
        """Ask which codes there are, then for China and Hong Kong, each apart."""
        existing = eurostat_codes.fetch(session, self.table)
        # Without China there is nothing to ask for; CN may be with Hong Kong or without.
        wanted = {"freq": ("A",), "geo": ("DE",), "nace_r2": (self.branch,),
                  self.measure: tuple(_MEASURES), self.partner: ("CN_X_HK", "CN")}  # fmt: skip
        key = eurostat_codes.select(self.table, existing, wanted, {})
        wanted[self.partner] = (dict(key)[self.partner][0], "HK")
        key = eurostat_codes.select(self.table, existing, wanted, {})
        client.fetch(session, client.Ask(self.table, key, self.since))
        # The guard sees the survey's own years alone: what is dropped may not hide a damaged table.
        raw = {one.name: one.raw for one in session.parts.values()}
        with contextlib.suppress(ValueError):  # whoever parses says what cannot be read
            newest = int(eurostat_claims.read(raw)["time"].str.slice(0, 4).max())
            if newest > (now := datetime.now(UTC).year):
                raise Unexpected(self.table, f"figures of {newest}", f"none after {now}",
                                 b"".join(raw.values()))  # fmt: skip

    def parse(self, parts: Mapping[str, bytes]) -> pd.DataFrame:
        """Claims on enterprises, persons and turnover. Raises ValueError."""
        cells, columns, printed = _stated(parts, self)
        return eurostat_claims.claims(cells, 1.0, printed, **columns)

    def suppressed(self, parts: Mapping[str, bytes]) -> pd.DataFrame:
        """Cells that are confidential. Raises ValueError."""
        cells, columns, _ = _stated(parts, self)
        return eurostat_claims.suppressed(cells, **columns)


def _stated(parts: Mapping[str, bytes],
            survey: Survey) -> tuple[pd.DataFrame, dict[str, Any], pd.Series]:  # fmt: skip
    """The cells of the survey's years, what each is about, and the unit it is printed in."""
    cells = eurostat_claims.read(parts)
    eurostat_claims.check_constant(cells, freq="A", geo="DE", nace_r2=survey.branch)
    year = eurostat_claims.periods(cells)["period_start"].str.slice(0, 4).astype(int)
    is_of_survey = (year >= BREAK) == (survey.since >= BREAK)
    cells = cells[is_of_survey].reset_index(drop=True)
    measure = eurostat_claims.map_codes(cells, survey.measure, _MEASURES)
    _check_labels(eurostat_claims.labels(parts, survey.measure))
    counterpart = eurostat_claims.map_codes(cells, survey.partner, eurostat_claims.PARTNERS)
    columns = {
        "indicator": "fats_" + measure, "unit": measure.map(lambda one: _UNITS[one][0]),
        "region": "de", "counterpart": counterpart, "flow": survey.flow, "basis": survey.basis,
        "china_scope": eurostat_claims.scopes(parts, cells, survey.partner, counterpart),
    }  # fmt: skip
    return cells, columns, measure.map(lambda one: _UNITS[one][1])


def _check_labels(labels: Mapping[str, str]) -> None:
    """A code that is called otherwise than it should be is another measure, or another unit."""
    for code, label in labels.items():
        expected = _UNITS[_MEASURES[code]][2] if code in _MEASURES else ""
        if label != code and not re.search(expected, label, re.IGNORECASE):
            raise ValueError(f"{code} is called {label!r}; expected a name with {expected}")
