"""Golden copy: three files of all entities of the world, cut to ours while they are unpacked.

A file is a table of some gigabytes in a zip. It is unpacked in blocks of whole lines, each lying
on the disk for as long as DuckDB takes to read the few columns needed; nothing is unpacked at once,
and no name in the archive is used as a path. First who consolidates whom, then those who stand in
there, last why others report no parent.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.readers.gleif import blocks
from etl.readers.gleif.answers import GOLDEN, GOLDEN_NOTE, OTHER_NAME, PERIOD, SUCCESSOR
from etl.readers.gleif.blocks import Block
from etl.readers.gleif.shape import EDGE_FIELDS, ENTITY_FIELDS, EXCEPTION_FIELDS, RELATIONS
from etl.readers.gleif.tables import NRW, OWNERS_FROM

#: The largest table that is unpacked; that of entities has some six gigabytes.
LARGEST_BYTES = 20_000_000_000
_MEMORY = "400MB"
_KIND = re.compile(r"(?<![a-z0-9])(lei2|rr|repex)(?![a-z0-9])", re.IGNORECASE)


@dataclass(frozen=True)
class _Table:
    """Columns needed of a file, further ones by pattern, and which lines of it are taken."""

    fields: Mapping[str, tuple[str, str]]
    further: tuple[re.Pattern[str], ...]
    where: str


_TABLES = {
    "rr": _Table(EDGE_FIELDS, (PERIOD,), '"Relationship.RelationshipType" in ({relations})'),
    # The top and the holdings of every group, and of those below who may be in NRW.
    "lei2": _Table(ENTITY_FIELDS, (OTHER_NAME, SUCCESSOR), """
        "LEI" in (select lei from above) or ({is_near}) and "LEI" in (select lei from below)"""),
    "repex": _Table(EXCEPTION_FIELDS, (), '"LEI" in (select lei from kept)'),
}  # fmt: skip


KINDS = tuple(_TABLES)


def kind_of(name: str) -> str:
    """Which of the three files a name is of; nothing where it is none."""
    match = _KIND.search(name)
    return match[1].lower() if match else ""


def cut(files: Mapping[str, Path], report: Callable[[str], None] = lambda _: None, *,
        home: Path | None = None, largest: int = LARGEST_BYTES) -> dict[str, bytes]:  # fmt: skip
    """Parts of a state (GOLDEN, GOLDEN_NOTE) from the three files by kind.

    ``report``: what is under way; ``home``: where blocks lie meanwhile (some 200 MB). Raises
    ValueError naming found and expected, OSError (disk).
    """
    missing = [name for name in _TABLES if name not in files]
    if missing:
        raise ValueError(f"no file {', '.join(missing)}; expected three: {', '.join(_TABLES)}")
    stamps = {kind: blocks.stamp(file) for kind, file in files.items()}
    if len(set(stamps.values())) > 1:
        copies = ", ".join(f"{kind} of {stamp or 'no day'}" for kind, stamp in stamps.items())
        raise ValueError(f"files of different golden copies ({copies}); expected three of one")
    with tempfile.TemporaryDirectory(dir=home) as place, duckdb.connect(":memory:") as con:
        folder = Path(place)
        con.execute(f"set memory_limit = '{_MEMORY}'")
        con.execute("set temp_directory = ?", [str(folder / "spilled")])
        con.execute("set preserve_insertion_order = false")
        _take(con, "rr", blocks.ahead(files["rr"], folder, largest), report)
        con.execute(_NODES)
        _take(con, "lei2", blocks.ahead(files["lei2"], folder, largest), report)
        con.execute(_KEPT)
        _take(con, "repex", blocks.ahead(files["repex"], folder, largest), report)
        parts = {GOLDEN[kind]: _as_csv(con, kind) for kind in _TABLES}
    note = {"publish_date": stamps["lei2"], "files": {kind: file.name for kind, file
                                                      in sorted(files.items())}}  # fmt: skip
    return {**parts, GOLDEN_NOTE: json.dumps(note).encode()}


_SEATS = ("LegalAddress", "HeadquartersAddress")
_IS_NEAR = " or ".join(
    f"\"Entity.{at}.Region\" = '{NRW.upper()}' or coalesce(\"Entity.{at}.Region\", '') = '' "
    f"and \"Entity.{at}.Country\" = 'DE'" for at in _SEATS
)  # fmt: skip
_CHILD, _PARENT = '"Relationship.StartNode.NodeID"', '"Relationship.EndNode.NodeID"'
_IS_TOP = "\"Relationship.RelationshipType\" = 'IS_ULTIMATELY_CONSOLIDATED_BY'"
_OWNERS = ", ".join(f"'{country.upper()}'" for country in OWNERS_FROM)
_NODES = f"""
    create table above as select distinct {_PARENT} as lei from rr;
    create table below as select distinct {_CHILD} as lei from rr where {_IS_TOP};
"""  # noqa: S608 - declared names
#: Entities of NRW (or perhaps) below a top in China, and all above them; a circle ends by itself.
_KEPT = f"""
    create table kept as with recursive reached as (
      select distinct {_CHILD} as lei from rr
      join lei2 as child on child."LEI" = {_CHILD} and ({_IS_NEAR.replace('"Entity', 'child."Entity')})
      join lei2 as top on top."LEI" = {_PARENT} and (
        top."Entity.LegalAddress.Country" in ({_OWNERS})
        or top."Entity.HeadquartersAddress.Country" in ({_OWNERS}))
      where {_IS_TOP}
      union
      select {_PARENT} from rr join reached on {_CHILD} = reached.lei
    ) select lei from reached;
    delete from rr where {_CHILD} not in (select lei from kept);
    delete from lei2 where "LEI" not in (select lei from kept);
"""  # noqa: E501, S608 - declared names


def _take(con: duckdb.DuckDBPyConnection, kind: str, lines: Iterable[Block],
          report: Callable[[str], None]) -> None:  # fmt: skip
    """Read a file into a table of its name, block by block."""
    table = _TABLES[kind]
    where = table.where.format(relations=", ".join(f"'{one}'" for one in RELATIONS),
                               is_near=_IS_NEAR)  # fmt: skip
    size = 0
    for number, (names, file, unpacked) in enumerate(lines):
        wanted = _wanted(kind, table, names)
        declared = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in names)
        selected = ", ".join(f'"{name}"' for name in wanted)
        select = (
            f"select {selected} from read_csv({_text(str(file))}, header = false, "  # noqa: S608
            f"auto_detect = false, delim = ',', quote = '\"', escape = '\"', "
            f"columns = {{{declared}}}) where {where}"
        )
        verb = f"insert into {kind}" if number else f"create table {kind} as"
        try:
            con.execute(f"{verb} {select}")
        except duckdb.Error as error:
            line = str(error).partition("\n")[0].replace(str(file), "block")
            raise ValueError(f"lines of {kind} that are no CSV of {len(names)} columns: "
                             f"{line[:300]}") from None  # fmt: skip
        size += unpacked
        report(f"{kind}: {size / 1e6:,.0f} MB read")


def _wanted(kind: str, table: _Table, names: list[str]) -> list[str]:
    """The columns needed, of those in a file. Raises ValueError naming what lacks."""
    needed = list(dict.fromkeys(golden for golden, _ in table.fields.values()))
    if lacking := [name for name in needed if name not in names]:
        raise ValueError(f"{kind} with {len(names)} columns ({', '.join(names[:5])} …); expected "
                         f"also {', '.join(lacking)}")  # fmt: skip
    more = [name for name in names if any(one.fullmatch(name) for one in table.further)]
    return [*needed, *(name for name in more if name not in needed)]


def _as_csv(con: duckdb.DuckDBPyConnection, kind: str) -> bytes:
    """A table as CSV, in an order of its own."""
    rows = con.execute(f"select * from {kind} order by all")  # noqa: S608 - a declared name
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow([str(one[0]) for one in rows.description or ()])
    out.writerows(rows.fetchall())
    return text.getvalue().encode()


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
