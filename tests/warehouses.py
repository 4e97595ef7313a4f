"""Warehouses for tests: the real one, a copy of the project's data to break, and small made ones.

All go through the true pipeline on the true engine; only the rows are ours.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd
import pandera.pandas as pa
import pytest

from data import paths
from etl import build, datasets, load, validate
from etl.inbox import load as inbox_load
from etl.inbox.load import LoadedTable
from etl.matches.found import ENTITY_MATCH
from etl.readers import collected
from etl.reference import TABLES
from etl.schema import DatasetFile

Row = dict[str, str]
#: Nouns that only fetched tables feed.
TOLD_BY_TABLES = {"suppressed": collected.SUPPRESSED, "product_name": collected.PRODUCT_NAMES,
                  "partner_trade": collected.PARTNER_TRADE,
                  "mode_trade": collected.MODE_TRADE, "received": collected.RECEIVED}  # fmt: skip


@dataclass(frozen=True)
class Project:
    """A copy of the project's data, with a warehouse already served from it."""

    root: Path

    @property
    def warehouse(self) -> Path:
        return self.root / "warehouse"

    def snapshot(self, name: str) -> Path:
        return self.root / "data" / "snapshots" / name / "rows.csv"

    def reference(self, name: str) -> Path:
        return self.root / "data" / "reference" / f"{name}.csv"

    def rows(self, name: str) -> list[Row]:
        """The rows of a snapshot."""
        return list(csv.DictReader(io.StringIO(self.snapshot(name).read_text(encoding="utf-8"))))

    def write(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Replace a snapshot's rows; its columns are those of the first row."""
        listed = list(rows)
        self.put(name, as_csv(list(listed[0]), listed))

    def change(self, name: str, key: str, /, **cells: str) -> None:
        """Change cells of the row whose first column is key."""
        rows = self.rows(name)
        (row,) = (row for row in rows if next(iter(row.values())) == key)
        row.update(cells)
        self.write(name, rows)

    def put(self, name: str, raw: bytes) -> None:
        """Replace a snapshot's bytes and seal them in its note, as somebody who means it does."""
        file = self.snapshot(name)
        file.write_bytes(raw)
        note = file.with_name("note.toml")
        lines = note.read_text(encoding="utf-8").splitlines()
        seal = f'sha256 = "{hashlib.sha256(raw).hexdigest()}"'
        note.write_text(
            "\n".join(seal if line.startswith("sha256 ") else line for line in lines) + "\n",
            encoding="utf-8",
        )

    def without_bundled_states(self) -> None:
        """As if the project carried no state of a published table."""
        for table in datasets.published():
            shutil.rmtree(self.snapshot(table.name).parent, ignore_errors=True)

    def state(self) -> dict[str, bytes]:
        """Everything in the warehouse's folder, byte for byte."""
        return {file.name: file.read_bytes() for file in sorted(self.warehouse.iterdir())}


def as_csv(columns: list[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """Rows as the bytes of a snapshot."""
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, columns, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode()


def frame_of(schema: pa.DataFrameSchema, rows: list[Row]) -> pd.DataFrame:
    """Rows as text, read and checked as a build does; columns not named are empty."""
    frame = collected.read(as_csv(list(schema.columns), rows))
    validate.rows("rows of a test", frame, schema)
    return frame


def copied_project(root: Path, served: Path, patch: pytest.MonkeyPatch) -> Project:
    """Copy the project's data to root, serve a copy of `served`, and let all paths lead there."""
    shutil.copytree(paths.SNAPSHOTS, root / "data" / "snapshots")
    shutil.copytree(paths.REFERENCE, root / "data" / "reference")
    serve_copy(served, root / "warehouse")
    patch.setattr(paths, "ROOT", root)
    patch.setattr(paths, "SNAPSHOTS", root / "data" / "snapshots")
    patch.setattr(paths, "REFERENCE", root / "data" / "reference")
    patch.setattr(paths, "BOUNDARIES", root / "data" / "reference" / "boundaries")
    patch.setenv("CHINA_MONITOR_WAREHOUSE", str(root / "warehouse"))
    return Project(root)


def served_file(folder: Path) -> Path:
    """The file that a folder's pointer names."""
    said = json.loads(paths.pointer(folder).read_text(encoding="utf-8"))
    return folder / str(said["file"])


def serve_copy(served: Path, folder: Path) -> Path:
    """Serve a copy of one warehouse in another folder; returns the file copied."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(paths.pointer(served), folder)
    return Path(shutil.copy(served_file(served), folder))


@lru_cache(maxsize=1)
def real_reference() -> dict[str, pd.DataFrame]:
    """The project's reference tables, read and checked once."""
    frames = {}
    for name, schema in TABLES.items():
        frames[name] = collected.read((paths.REFERENCE / f"{name}.csv").read_bytes())
        validate.rows(name, frames[name], schema)
    return frames


@lru_cache(maxsize=1)
def nothing_fed() -> dict[str, tuple[DatasetFile, LoadedTable]]:
    """Noun → the source that feeds it, and what is loaded when it has no rows; checked once."""
    return {
        one.dataset.feeds: (one, load.loaded_table(one, frame_of(one.dataset.schema, [])))
        for one in datasets.collected()
    }


@lru_cache(maxsize=1)
def nothing_told() -> list[LoadedTable]:
    """What published tables tell besides claims where there is none; checked once."""
    return load.supplementary_tables(*(frame_of(one, []) for one in TOLD_BY_TABLES.values()))


def build_small(folder: Path, fed: Mapping[str, list[Row]], patch: pytest.MonkeyPatch) -> None:
    """Build and publish a warehouse of few rows: noun → rows; the other nouns stay empty.

    References are the real ones, columns not named are empty. The rows pass every check except
    the expected number of rows.
    """
    made = [
        load.loaded_table(one, frame_of(one.dataset.schema, fed[noun])) if noun in fed else empty
        for noun, (one, empty) in nothing_fed().items()
    ]
    if TOLD_BY_TABLES.keys().isdisjoint(fed):
        made += nothing_told()
    else:
        made += load.supplementary_tables(
            *(frame_of(schema, fed.get(noun, [])) for noun, schema in TOLD_BY_TABLES.items())
        )
    made += [
        load.loaded_table(one, frame_of(one.dataset.schema, fed[one.dataset.feeds]))
        for one in datasets.published()
        if one.dataset.has_records and one.dataset.feeds in fed
    ]
    made += inbox_load.loaded_tables()  # nothing was delivered, but the nouns are there
    made.append(load.matched(real_reference()["cities"], made))
    patch.setattr(load, "read_all", lambda: (real_reference(), made))
    patch.setattr(build, "fingerprint", lambda: "made for a test")
    build.build(folder)


@contextmanager
def fed(rows: Mapping[str, list[Row]]) -> Iterator[duckdb.DuckDBPyConnection]:
    """An engine with noun → rows loaded as a build loads them, ready for models."""
    with duckdb.connect() as con:
        con.execute("attach ':memory:' as fed")
        for noun, listed in {"received": [], **rows}.items():
            schema = schema_of(noun)
            load._create(con, f"fed.{noun}", frame_of(schema, listed), schema)
        yield con


def claim(claim_id: str, **cells: str) -> Row:
    """A row of claims: NRW's exports to China in 2020, 1,000 million euro, unless told else."""
    year = cells.pop("year", "2020")
    row = {
        "claim_id": claim_id,
        "indicator": "trade_value",
        "region": "de-nw",
        "counterpart": "cn",
        "flow": "export",
        "trade_system": "special",
        "china_scope": "cn",
        "adjustment": "none",
        "period_kind": "year",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": "1000",
        "unit": "meur",
        "qualifier": "exact",
        "evidence_kind": "statistic",
        "status": "final",
        "confidence": "high",
        "source_id": "office",
        "known_since": "2022-02-02",
        "known_since_precision": "day",
    }
    return {**row, **cells}


def source(source_id: str, **cells: str) -> Row:
    """A row of sources: a release of a statistical office, unless told else."""
    row = {
        "source_id": source_id,
        "url": "https://example.org/",
        "publisher": "An office",
        "publisher_kind": "official_statistics",
        "title": "A release",
        "published": "2022-02-02",
        "published_precision": "day",
        "licence": "cited_fact",
        "is_official_table": "no",
    }
    return {**row, **cells}


def schema_of(noun: str) -> pa.DataFrameSchema:
    """The declaration of a noun that sources or deliveries feed."""
    declared = [*datasets.collected(), *(one for one in datasets.published()
                                         if one.dataset.has_records)]  # fmt: skip
    sources = [(one.dataset.feeds, one.dataset.schema) for one in declared]
    delivered = [(one.noun, one.schema) for one in inbox_load.loaded_tables()]
    told = TOLD_BY_TABLES.items()
    recorded = [(one.dataset.feeds, one.dataset.schema) for one in datasets.published()
                if one.dataset.has_records]  # fmt: skip
    return dict((*sources, *delivered, *told, *recorded, ("entity_match", ENTITY_MATCH)))[noun]
