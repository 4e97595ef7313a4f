"""Readers of what publishers answer: the parts of each data set as they are kept, one mutated."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

import pandas as pd

from etl import datasets
from etl.fetch import reading
from etl.fetch import update as etl_update
from etl.schema import DatasetFile
from etl.vintages import guard, records, store
from etl.vintages.claims import KEY
from tests.faulty.stage import stage
from tests.mutated.grids import TABLES
from tests.mutated.kind import Figures, Input, Reader, Said
from tests.mutated.raw import ARCHIVE, TEXT
from tests.worlds import played

#: What an answer is worth: parts by name, what they say.
Parts = Mapping[str, bytes]
#: So many parts of a data set, the newest: all its months are read alike, and all for each case.
_MOST_PARTS = 6


@cache
def _parts(name: str) -> Parts:
    """The parts of a data set, fetched from the world that plays it once."""
    with tempfile.TemporaryDirectory() as home, stage(Path(home)) as on:
        on.prepare(name)
        (vintage,) = store.vintages(name)
        return dict(
            sorted((one.name, one.raw) for one in etl_update.raw_files(vintage))[-_MOST_PARTS:]
        )


@cache
def _table(name: str) -> DatasetFile:
    return next(one for one in datasets.fetched() if one.name == name)


def good(publisher: str) -> list[Input]:
    """The parts of all data sets of a publisher."""
    names = [name for name in sorted(played()) if name.partition("_")[0] == publisher]
    return [Input(raw, part, name) for name in names for part, raw in _parts(name).items()]


@cache
def _before(name: str) -> tuple[pd.DataFrame, Figures]:
    claims = reading.read(_table(name), _parts(name)).claims
    return claims, _figures(claims)


def _read(one: Input) -> Said:
    """What the reader of a data set says of its parts, and its guard beside the state before."""
    table = _table(one.of)
    claims, figures = _before(one.of)
    try:
        fresh, issues, _, secret, _ = reading.read(table, {**_parts(one.of), one.name: one.raw})
    except ValueError as error:
        return Said({}, str(error), _is_nameless(error))
    said = _figures(fresh)
    if said == figures and len(fresh) == len(claims):
        return Said(said)
    if table.dataset.has_records:
        issues += records.problems(table, fresh, claims)
    else:
        issues += guard.problems(table, fresh, claims, secret=secret)
    return Said(said, "; ".join(issues))


def _is_nameless(error: ValueError) -> bool:
    """Whether it is what the reader stumbled over, and no sentence of ours."""
    own = error.__traceback__
    while own is not None and own.tb_next is not None:
        own = own.tb_next
    is_ours = (
        own is not None
        and f"{Path('etl').as_posix()}/" in Path(own.tb_frame.f_code.co_filename).as_posix()
    )
    return "cannot be read: " in str(error) or not is_ours


def _figures(claims: pd.DataFrame) -> Figures:
    """What was stated, by what it is stated of; our own sums follow from that."""
    if "evidence_kind" in claims:
        claims = claims[claims["evidence_kind"] == "statistic"]
    names = [name for name in KEY if name in claims]
    if "value" in claims:
        rows: Iterator[tuple[Any, ...]] = claims[[*names, "value"]].itertuples(index=False)
        return {tuple(map(str, row[:-1])): str(row[-1]) for row in rows}
    return {
        str(row[0]) + str(row[1]): tuple(map(str, row)) for row in claims.itertuples(index=False)
    }


def readers() -> list[Reader]:
    """One for each publisher."""
    publishers = sorted({name.partition("_")[0] for name in played()})
    return [Reader(publisher, partial(good, publisher), _read, (*TABLES, *TABLES, *TEXT, *ARCHIVE))
            for publisher in publishers]  # fmt: skip
