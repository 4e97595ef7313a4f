"""Freight by regions of loading and unloading of Eurostat: what NRW loads and unloads, years.

Both countries of a journey report it, so that the same goods stand in the table twice: only what
Germany reports is asked for, and nothing of others is added. NRW is its Regierungsbezirke. Where
the table has no total of the regions at the other end, it is our sum over those that it names, and
a year in which one of them is kept secret has none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers.claims.trade_claims import least_certain, text
from etl.readers.collected import as_claims
from etl.readers.eurostat import claims as eurostat_claims
from etl.readers.eurostat import client, cube, gdp
from etl.readers.eurostat import codes as eurostat_codes

#: What a total of all regions at the other end may be called, the first found counts.
_TOTALS = ("TOTAL", "WORLD")
#: A region of NUTS 2, neither a country nor a part of one.
_NUTS2 = re.compile("[A-Z]{2}[A-Z0-9]{2}")
#: Tonnes in the unit that is asked for.
TONNES_IN_UNIT = 1000
_NRW = ("DEA1", "DEA2", "DEA3", "DEA4", "DEA5")
_TIME = ["period_kind", "period_start", "period_end"]


@dataclass(frozen=True)
class Traffic:
    """One table: dimensions of the two ends, codes of what is asked for besides, our indicator."""

    table: str
    indicator: str
    load: str
    unload: str
    fixed: Mapping[str, tuple[str, ...]]
    since: int

    def fetch(self, session: FetchSession) -> None:
        """Ask which codes there are, then for goods loaded in NRW and for those unloaded there."""
        existing = eurostat_codes.fetch(session, self.table)
        for near, far in ((self.load, self.unload), (self.unload, self.load)):
            wanted = {"freq": ("A",), "unit": ("THS_T",), "geo": ("DE",), **self.fixed,
                      near: _NRW, far: far_end(existing.get(far, ()))}  # fmt: skip
            key = eurostat_codes.select(self.table, existing, wanted, {})
            if set(codes := dict(key)[near]) != set(_NRW):
                raise Unexpected(eurostat_codes.constraint_address(self.table),
                                 f"of NRW {near} with {', '.join(codes)} alone",
                                 f"{near} with {', '.join(_NRW)}", b"")  # fmt: skip
            client.fetch(session, client.Ask(self.table, key, self.since))

    def parse(self, parts: Mapping[str, bytes]) -> pd.DataFrame:
        """Claims on goods loaded and unloaded in NRW by year, our sums. Raises ValueError."""
        claims = pd.concat([self._sums(flow, cells) for flow, cells in self._ways(parts)],
                           ignore_index=True)  # fmt: skip
        if claims.empty:
            raise ValueError("no year has figures of all regions of NRW; expected one at least")
        return claims

    def suppressed(self, parts: Mapping[str, bytes]) -> pd.DataFrame:
        """Years in which a part of a sum is kept secret. Raises ValueError."""
        secret = [eurostat_claims.suppressed(cells, flow=flow, **self._about())
                  for flow, cells in self._ways(parts)]  # fmt: skip
        return pd.concat(secret, ignore_index=True).drop_duplicates().reset_index(drop=True)

    def _ways(self, parts: Mapping[str, bytes]) -> list[tuple[str, pd.DataFrame]]:
        """Direction and the cells that it is summed from: goods loaded, goods unloaded in NRW."""
        regions = gdp.regions(["land", "regierungsbezirk"])
        for dimension in (self.load, self.unload):
            gdp.check_names(eurostat_claims.labels(parts, dimension), regions)
        # Goods within NRW are in both answers.
        cells = eurostat_claims.read(parts).drop_duplicates(ignore_index=True)
        eurostat_claims.check_constant(cells, freq="A", unit="THS_T", geo="DE")
        if cells.duplicated([self.load, self.unload, "time"]).any():
            raise ValueError("the same journey twice, with other figures")
        ends = (("outward", self.load, self.unload), ("inward", self.unload, self.load))
        ways = []
        for flow, near, far in ends:
            own = cells[cells[near].isin(_NRW)]
            chosen = far_end(tuple(own[far].unique()))
            ways.append((flow, own[own[far].isin(chosen)].assign(end=own[near])))
        return [(flow, own.reset_index(drop=True)) for flow, own in ways]

    def _sums(self, flow: str, cells: pd.DataFrame) -> pd.DataFrame:
        """Our sums of the years of which all five regions have figures, and none is secret."""
        cells = cells.assign(**eurostat_claims.periods(cells), status=cube.statuses(cells["flag"]),
                             value=pd.to_numeric(cells["printed"]) * TONNES_IN_UNIT,
                             is_secret=cube.is_secret(cells["flag"]))  # fmt: skip
        known = cells[cells["value"].notna()]
        years = known.groupby(_TIME, as_index=False).agg(
            value=("value", "sum"), status=("status", least_certain), ends=("end", "nunique")
        )
        secret = cells.loc[cells["is_secret"], "period_start"]
        years = years[(years["ends"] == len(_NRW)) & ~years["period_start"].isin(secret)]
        return as_claims(
            years, value=years["value"].map(text), flow=flow, evidence_kind="computed",
            note_de=f"Eigene Summe über die Regierungsbezirke, aus dem Datensatz {self.table}.",
            note_en=f"Own sum over the Regierungsbezirke, from the dataset {self.table}.",
            **self._about(),
        )  # fmt: skip

    def _about(self) -> dict[str, Any]:
        return {"indicator": self.indicator, "region": "de-nw", "counterpart": "world",
                "place": "nrw_loading_places", "basis": "eurostat_transport",
                "unit": "tonnes"}  # fmt: skip


def far_end(codes: tuple[str, ...]) -> tuple[str, ...]:
    """Of the codes at the other end the total; where there is none, all regions of NUTS 2."""
    total = next((code for code in _TOTALS if code in codes), None)
    return (total,) if total else tuple(code for code in codes if _NUTS2.fullmatch(code))
