"""Answers of GLEIF's API, one a line, and lines of its golden copy: read into rows of ours."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from etl.readers.gleif.shape import (
    EDGE_FIELDS,
    ENTITY_FIELDS,
    EXCEPTION_FIELDS,
    Get,
    Records,
    Row,
    closure,
    is_somewhere_in_germany,
    nrw_by_postcode,
)
from etl.readers.gleif.tables import ENTITY, RELATIONSHIP
from etl.vintages.records import OF_STATE

#: Parts of a state that came from the golden copy, cut to what we keep.
GOLDEN = {"lei2": "golden_lei2.csv", "rr": "golden_rr.csv", "repex": "golden_repex.csv"}
#: Beside them: of which golden copy they are.
GOLDEN_NOTE = "golden.json"
#: What its columns of further names, of the successor and of periods are called.
OTHER_NAME = re.compile(r"Entity\.(?:Transliterated)?OtherEntityNames"
                        r"\.(?:Transliterated)?OtherEntityName\.\d+")  # fmt: skip
SUCCESSOR = re.compile(r"Entity\.SuccessorEntity(?:\.1)?\.SuccessorLEI")
PERIOD = re.compile(r"Relationship\.Period\.(\d+)\.(startDate|endDate|periodType)")


def entities(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Rows of ENTITY without what a state adds. Raises ValueError."""
    gleif, leis = _read(parts)
    rows = [
        {**row, "nrw_by_postcode": nrw_by_postcode(row)}
        for lei, row in sorted(gleif.entities.items())
        if lei in leis
    ]
    return _frame(rows, ENTITY)


def relationships(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Rows of RELATIONSHIP without what a state adds. Raises ValueError."""
    gleif, leis = _read(parts)
    rows = sorted(gleif.edges.items(), key=lambda one: [cell or "" for cell in one[0]])
    return _frame([row for key, row in rows if key[0] in leis], RELATIONSHIP)


def stated(parts: Mapping[str, bytes]) -> date | None:
    """The day of the golden copy that all answers are of. Raises ValueError when they differ."""
    days = {day[:10] for name, raw in parts.items() for day in _publish_dates(name, raw)}
    if len(days) > 1:
        raise ValueError(f"golden copies of {', '.join(sorted(days))}; expected one")
    return date.fromisoformat(days.pop()) if days else None


def remarks(parts: Mapping[str, bytes]) -> list[str]:
    """What was left out or mended, in sentences."""
    gleif, leis = _read(parts)
    lines = [f"{name}: {len(rows):,}" for name, rows in sorted(gleif.left_out.items())]
    nowhere = sum(is_somewhere_in_germany(row) for lei, row in gleif.entities.items()
                  if lei not in leis)  # fmt: skip
    if nowhere:
        lines.append(f"in Germany without a region or a postcode of NRW: {nowhere:,}")
    unknown = {lei for key in gleif.edges if key[0] in leis for lei in key[:2]} - {*gleif.entities}
    return lines + ([f"parents without a record of their own: {len(unknown):,}"] if unknown else [])


def tops(parts: Mapping[str, bytes]) -> list[str]:
    """LEIs of the ultimate parents of entities of NRW, by a state that was kept before."""
    gleif, leis = _read(parts)
    return sorted({str(key[1]) for key in gleif.edges if key[2] == "ultimate" and key[0] in leis})


def answer_of(raw: bytes | str) -> dict[str, Any]:
    """A whole answer of the API. Raises ValueError for anything else."""
    answer: dict[str, Any] = json.loads(raw)
    meta = answer.get("meta") if isinstance(answer, dict) else None
    copy = meta.get("goldenCopy") if isinstance(meta, dict) else None
    published = copy.get("publishDate") if isinstance(copy, dict) else None
    if not isinstance(published, str) or not isinstance(answer.get("data"), dict | list):
        text = str(answer)[:200]
        raise ValueError(f"an answer without data or publish date: {text}")  # noqa: TRY004
    date.fromisoformat(published[:10])
    return answer


def publish_date(answer: Mapping[str, Any]) -> str:
    """Of which golden copy an answer is."""
    return str(answer["meta"]["goldenCopy"]["publishDate"])


def records_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The records of an answer. Raises ValueError when they are none."""
    data = answer["data"]
    records = data if isinstance(data, list) else [data]
    if not all(isinstance(one, dict) and isinstance(one.get("attributes"), dict)
               for one in records):  # fmt: skip
        raise ValueError(f"records of another shape: {str(records)[:200]}")
    return records


def value(record: Mapping[str, Any], path: str) -> str | None:
    """A text in a record, by its path below "attributes". Raises ValueError for another shape."""
    at: Any = record["attributes"]
    for name in path.split("."):
        at = at.get(name) if isinstance(at, dict) else None
    if at is not None and not isinstance(at, str):
        raise ValueError(f"{path} is {str(at)[:60]!r}; expected a text")
    return at


def _read(parts: Mapping[str, bytes]) -> tuple[Records, frozenset[str]]:
    return _read_once(tuple(sorted(parts.items())))


@lru_cache(maxsize=2)
def _read_once(parts: tuple[tuple[str, bytes], ...]) -> tuple[Records, frozenset[str]]:
    """All records of the parts, and the LEIs that we keep. Raises ValueError."""
    records = Records()
    exceptions: list[Get] = []
    for name, raw in parts:
        if name == GOLDEN_NOTE:
            continue
        if name.endswith(".csv"):
            exceptions += _of_golden(records, raw)
        else:
            exceptions += _of_api(records, raw)
    for get in exceptions:
        records.exception(get)
    return records, frozenset(closure(records))


def _of_api(records: Records, raw: bytes) -> Iterator[Get]:
    """Take lines of answers; gives the exceptions, which follow when all entities are there."""
    for line in raw.splitlines():
        for record in records_of(answer_of(line)):
            yield from take(records, record)


def take(records: Records, record: dict[str, Any]) -> Iterator[Get]:
    """Take a record; gives it where it is an exception. Raises ValueError for another shape."""
    kind = record.get("type")
    if kind == "lei-records":
        records.entity(_in(record, ENTITY_FIELDS), *_further(record))
    elif kind == "relationship-records":
        records.edge(_in(record, EDGE_FIELDS), _periods(record))
    elif kind == "reporting-exceptions":
        for name in EXCEPTION_FIELDS:
            value(record, EXCEPTION_FIELDS[name][1])
        yield _in(record, EXCEPTION_FIELDS)
    else:
        raise ValueError(f"a record of type {kind!r}; expected one of an entity, a "
                         "relationship or an exception")  # fmt: skip


def _in(record: dict[str, Any], fields: Mapping[str, tuple[str, str]]) -> Get:
    """What gives a field of ours out of a record."""
    return lambda name: value(record, fields[name][1])


def _further(record: dict[str, Any]) -> tuple[list[str | None], str | None]:
    """Names besides the legal one, and the LEI of an entity's successor."""
    entity = record["attributes"].get("entity")
    if not isinstance(entity, dict):
        text = str(entity)[:100]
        raise ValueError(f"an entity of another shape: {text}")  # noqa: TRY004 - its content
    names = [*(entity.get("otherNames") or []), *(entity.get("transliteratedOtherNames") or [])]
    if not all(isinstance(one, dict) and isinstance(one.get("name"), str | None) for one in names):
        raise ValueError(f"further names of another shape: {str(names)[:100]}")
    return [one.get("name") for one in names], value(record, "entity.successorEntity.lei")


def _periods(record: dict[str, Any]) -> list[tuple[str | None, str | None, str | None]]:
    periods = record["attributes"].get("relationship", {}).get("periods") or []
    if not all(isinstance(one, dict) and all(isinstance(cell, str | None) for cell in one.values())
               for one in periods):  # fmt: skip
        raise ValueError(f"periods of another shape: {str(periods)[:100]}")
    return [(one.get("startDate"), one.get("endDate"), one.get("type")) for one in periods]


def _of_golden(records: Records, raw: bytes) -> Iterator[Get]:
    """Take lines of a file of the golden copy; gives the exceptions."""
    rows = csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""), strict=True)
    names = rows.fieldnames or ()
    others = [name for name in names if OTHER_NAME.fullmatch(name)]
    successor = next((name for name in names if SUCCESSOR.fullmatch(name)), "")
    numbers = sorted({int(one[1]) for name in names if (one := PERIOD.fullmatch(name))})
    for row in _whole(rows):
        if EXCEPTION_FIELDS["reason"][0] in row:
            yield _getter(row, EXCEPTION_FIELDS)
        elif EDGE_FIELDS["relation"][0] in row:
            records.edge(_getter(row, EDGE_FIELDS), [
                (row.get(f"{at}.startDate"), row.get(f"{at}.endDate"), row.get(f"{at}.periodType"))
                for at in (f"Relationship.Period.{number}" for number in numbers)
            ])  # fmt: skip
        else:
            records.entity(_getter(row, ENTITY_FIELDS), [row[name] for name in others],
                           row.get(successor))  # fmt: skip


def _whole(rows: csv.DictReader[str]) -> Iterator[dict[str, str | None]]:
    """The lines of a file. Raises ValueError naming one that is none."""
    try:
        yield from rows
    except csv.Error as error:
        raise ValueError(f"line {rows.line_num} is no line of a table: {error}") from error


def _getter(row: Mapping[str, str | None], fields: Mapping[str, tuple[str, str]]) -> Get:
    """A function from our field to a line's cell. Raises ValueError naming a missing column."""
    missing = [one[0] for one in fields.values() if one[0] not in row]
    if missing:
        raise ValueError(f"the columns {', '.join(row)}; expected also {', '.join(missing)}")
    return lambda name: row[fields[name][0]]


def _publish_dates(name: str, raw: bytes) -> Iterator[str]:
    """Of which golden copies the answers of a part are."""
    if name == GOLDEN_NOTE:
        if day := json.loads(raw)["publish_date"]:
            yield day
    elif not name.endswith(".csv"):
        yield from (publish_date(answer_of(line)) for line in raw.splitlines())


def _frame(rows: list[Row], schema: pa.DataFrameSchema) -> pd.DataFrame:
    columns = [name for name in schema.columns if name not in OF_STATE]
    return pd.DataFrame(rows, columns=columns, dtype="str")
