"""Months of bulk tables: of each the newest state that has it, read into a Parquet file of its own.

They are the finished partitions of a build: one is read once, whatever becomes of the build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyarrow import parquet

from etl import datasets
from etl.readers.eurostat import bulk, products
from etl.schema import DatasetFile
from etl.validate import Refused
from etl.vintages import claims
from etl.vintages.store import Vintage, as_read, unfinished

#: Rows in a group of a Parquet file: sorted by partner, so that few groups hold one of them.
_GROUP = 16_384


@dataclass(frozen=True)
class Month:
    """One part of a state that is the newest to have its month (YYYYMM)."""

    table: DatasetFile
    vintage: Vintage
    month: str
    part: str
    sha256: str

    @property
    def source_id(self) -> str:
        """Key of its state among the sources."""
        return claims.source_id(self.table, self.vintage)

    @property
    def file(self) -> Path:
        """Where it lies once read; another one when its bytes or the code that reads it change."""
        name = f"month-{self.month}-{self.sha256[:12]}-{_code()[:12]}.parquet"
        return as_read(self.table.name) / name


def newest() -> list[Month]:
    """Every month that is known, oldest first."""
    by_month: dict[str, Month] = {}
    for table in datasets.published():
        if hasattr(table.module, "rows"):
            for vintage in claims.loaded_vintages(table):
                for one in vintage.note["part"]:
                    month = table.module.LAYOUT.month(one["name"])
                    by_month[month] = Month(table, vintage, month, one["name"], one["sha256"])
    return [by_month[month] for month in sorted(by_month)]


def read(months: list[Month]) -> Iterator[Path]:
    """The files of months, those read now that were not yet. Raises Refused."""
    for one in months:
        if not one.file.is_file():
            try:
                rows = one.table.module.rows(one.part, one.vintage.part(one.part))
            except ValueError as error:
                raise Refused(f"{one.vintage.source}/{one.vintage.name}", [str(error)],
                              one.vintage.remedy) from error  # fmt: skip
            one.file.parent.mkdir(parents=True, exist_ok=True)
            fresh = unfinished(one.file)
            parquet.write_table(rows, fresh, row_group_size=_GROUP)
            fresh.replace(one.file)
        yield one.file


@cache
def _code() -> str:
    """sha256 over the code that reads a month."""
    code = [Path(str(module.__file__)).read_bytes() for module in (products, bulk)]
    return hashlib.sha256(b"".join(code)).hexdigest()
