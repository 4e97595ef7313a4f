"""A table of GENESIS as a data set; the question for it, cut in two when too much would come."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial

from etl.readers.genesis import parts
from etl.schema import Dataset, Title

#: Exports and imports by value and weight.
TRADE = ("WERTA", "WERTE", "GEWA", "GEWE")
VALUES = ("WERTA", "WERTE")
NRW = ("DLANDX", ("05",))
#: China, Hong Kong, Macau, Taiwan in the foreign trade statistic.
CHINA = ("STLAH720", "STLAH740", "STLAH743", "STLAH736")

#: The form of a table of GENESIS-Online.
dataset = partial(
    Dataset,
    series=Title("GENESIS-Online, Tabelle", "GENESIS-Online, table"),
    publisher="Statistisches Bundesamt (Destatis)",
    page="https://www-genesis.destatis.de/datenbank/online/table/{table}",
    licence="dl-de/by-2-0",
    account="genesis",
    stated=parts.stated,
)


def since(year: int) -> tuple[int, int]:
    """All years from one to the present."""
    return year, datetime.now(UTC).year


@dataclass(frozen=True)
class Ask:
    """A question for a table: measures, years, and keys of dimensions (none: all of them).

    Without measures all are asked for: those of a table whose measures are not documented.
    """

    table: str
    contents: tuple[str, ...] = ()
    region: tuple[str, tuple[str, ...]] | None = None
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    years: tuple[int, int] = field(default_factory=lambda: since(2008))

    @property
    def name(self) -> str:
        """The name of the part that answers it."""
        where = "-".join(self.region[1]) if self.region else "all"
        which = "-".join(_parameter(dimension, keys) for dimension, keys in self.keys) or "all"
        measures = "-".join(self.contents) or "all"
        first, last = self.years
        return f"{self.table}_{where}_{which}_{measures}_{first}-{last}.zip"

    def form(self, job: bool = False) -> dict[str, str]:
        """The fields of the form."""
        first, last = self.years
        form = {
            "name": self.table, "area": "all", "compress": "false", "transpose": "false",
            "startyear": str(first), "endyear": str(last), "format": "ffcsv",
            "language": "de", "quality": "on", "job": str(job).lower(),
        }  # fmt: skip
        if self.contents:
            form["contents"] = ",".join(self.contents)
        if self.region:
            form |= {"regionalvariable": self.region[0], "regionalkey": ",".join(self.region[1])}
        for number, (dimension, keys) in enumerate(self.keys, 1):
            form[f"classifyingvariable{number}"] = dimension
            form[f"classifyingkey{number}"] = ",".join(keys)
        return form

    def halves(self) -> list[Ask]:
        """The same question in two: by measures, then years, then keys; nothing when too small."""
        if len(self.contents) > 1:
            return [replace(self, contents=half) for half in _cut(self.contents)]
        first, last = self.years
        if first < last:
            middle = (first + last) // 2
            spans = [(first, middle), (middle + 1, last)]
            return [replace(self, years=span) for span in spans]
        for number, (dimension, keys) in enumerate(self.keys):
            if len(keys) > 1:
                before, after = self.keys[:number], self.keys[number + 1 :]
                return [
                    replace(self, keys=(*before, (dimension, half), *after)) for half in _cut(keys)
                ]
        return []


def _parameter(dimension: str, keys: tuple[str, ...]) -> str:
    """A dimension with its keys, short and different for different keys."""
    if keys == ("*",):
        return f"all{dimension}"
    if len(keys) == 1:
        return re.sub("[^A-Za-z0-9]", "", f"{dimension}{keys[0].removeprefix(dimension)}")
    return f"{len(keys)}{dimension}{zlib.crc32(','.join(keys).encode()):08x}"


def _cut(things: tuple[str, ...]) -> list[tuple[str, ...]]:
    middle = len(things) // 2
    return [things[:middle], things[middle:]]
