"""Store: the rows of bulk tables and their roll-ups in a database file of their own.

Each build begins with a copy of it, so that a delivery of trains does not sort a hundred million
rows again. It is made in steps that are committed one by one: a run that was killed is gone on with
by the next one. Memory is bounded, what does not fit goes to the disk.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from etl import modelling
from etl.bulk import months
from etl.bulk.months import Month
from etl.lock import locked
from etl.modelling import Model
from etl.vintages.store import as_read

#: Adds the rows of a roll-up to the database, by an engine: what it reads lies in these files.
Engine = Callable[[duckdb.DuckDBPyConnection, Model, list[Path]], None]

MEMORY = "2GB"
#: Small, since questions read one product of each year: 0.9 instead of 1.8 ms, and no larger file.
_ROW_GROUP = 16_384
#: Rows sorted at a time, some 40 bytes each.
_AT_ONCE = 8_000_000
_PATIENCE_S = 3600
_SPILL = ".spill"
_STATES = "create table fed.product_month_state (month date, source_id varchar, known_since date);"
#: What feeds the models, empty where nothing was fetched.
FED = f"""
create table fed.product_month (counterpart varchar, flow varchar, product varchar, month date,
  value_eur bigint, weight_kg bigint);
{_STATES}
"""
_ROWS = """
create schema if not exists bulk;
create type bulk.partner as enum (select distinct counterpart from {rows} order by all);
create type bulk.direction as enum ('export', 'import');
create type bulk.subheading as enum (select distinct product from {rows} order by all);
create table bulk.product_month (counterpart bulk.partner, flow bulk.direction,
  product bulk.subheading, month date, value_eur bigint, weight_kg bigint);
create table bulk.step as
select count(*) over () as steps, 0 as done, min(counterpart) as first, max(counterpart) as last
from (select counterpart, sum(count(*)) over (order by counterpart) // {at_once} as chunk
  from {rows} group by counterpart)
group by chunk order by first;
"""


def in_duckdb(con: duckdb.DuckDBPyConnection, model: Model, _: list[Path]) -> None:
    """Let the database itself add a roll-up up."""
    con.execute(f"create table {model.name} as {model.body}")


def rows_file(engine: Engine = in_duckdb) -> Path | None:
    """The database file with all rows of the newest states; None where nothing was fetched.

    Made when it is not there yet, or when another engine than ours is to add up. Raises Refused,
    OSError.
    """
    known = months.newest()
    if not known:
        return None
    home = as_read(known[0].table.name)
    name = f"rows-{_fingerprint(known)}.duckdb"
    with locked(home, patience_s=_PATIENCE_S):
        if engine is not in_duckdb or not (home / name).is_file():
            files = list(months.read(known))
            under_way = home / f"under-way-{name}"
            _drop(home, {under_way.name, *(file.name for file in files)})
            try:
                _write(under_way, known, files, engine)
            except duckdb.Error:  # what cannot be gone on with is begun anew
                under_way.unlink(missing_ok=True)
                raise
            under_way.replace(home / name)
    return home / name


def models() -> list[Model]:
    """The models of bulk tables, in an order in which they can be built."""
    return [one for one in modelling.models() if one.name.startswith("bulk.")]


def _fingerprint(known: list[Month]) -> str:
    inputs = [duckdb.__version__, *(f"{one.file.name} {one.source_id}" for one in known),
              *(one.body for one in models()), _ROWS]  # fmt: skip
    return hashlib.sha256("\n".join(inputs).encode()).hexdigest()[:16]


def _drop(home: Path, current: set[str]) -> None:
    """Delete what was made of older states, and of this one before other code."""
    for file in home.iterdir():
        is_ours = file.is_file() and file.name.startswith(("rows-", "under-way-", "month-"))
        if is_ours and file.name.removesuffix(".wal") not in current:
            with contextlib.suppress(OSError):
                file.unlink()
        elif file.suffix == _SPILL:
            shutil.rmtree(file, ignore_errors=True)


def read_parquet(files: list[Path]) -> str:
    """The call that reads files, in their order, as DuckDB's SQL says it."""
    quoted = ("'" + one.as_posix().replace("'", "''") + "'" for one in files)
    return f"read_parquet([{', '.join(quoted)}])"


def _write(file: Path, known: list[Month], files: list[Path], engine: Engine) -> None:
    rows = read_parquet(files)
    with _opened(file) as con:
        if not _has(con, "step"):
            con.begin()
            con.execute(_ROWS.format(rows=rows, at_once=_AT_ONCE))
            con.commit()
        todo = con.execute("select first, last from bulk.step where done = 0").fetchall()
        (sorted_rows,) = (one for one in models() if one.name == "bulk.product_month")
        for step in todo:
            sort_step(con, sorted_rows, rows, step)
        con.execute(_STATES)
        states = [(one.month, one.source_id, one.vintage.state) for one in known]
        con.executemany(
            "insert into fed.product_month_state values (strptime(?, '%Y%m'), ?, ?)", states
        )
        for model in models():
            if not _has(con, model.name.removeprefix("bulk.")):
                (engine if model.is_rollup else in_duckdb)(con, model, files)
        con.execute("drop table bulk.step")


def sort_step(con: duckdb.DuckDBPyConnection, model: Model, rows: str,
              partners: tuple[str, str]) -> None:  # fmt: skip
    """Add the rows of the partners from one to another, and note that they are done.

    Their codes are two signs, which the reader has made sure of.
    """
    con.execute(f"create or replace view fed.product_month as select * from {rows} "  # noqa: S608
                f"where counterpart between '{partners[0]}' and '{partners[1]}'")  # fmt: skip
    con.begin()
    con.execute(f"insert into bulk.product_month {model.body}")
    con.execute("update bulk.step set done = 1 where first = ?", [partners[0]])
    con.commit()


@contextlib.contextmanager
def _opened(file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    spill = file.with_suffix(_SPILL)
    config = {"memory_limit": MEMORY, "temp_directory": str(spill), "threads": "2",
              "autoinstall_known_extensions": "false"}  # fmt: skip
    with modelling.attached(file, config, _ROW_GROUP) as con:
        con.execute("attach ':memory:' as fed")
        yield con
    shutil.rmtree(spill, ignore_errors=True)


def _has(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    count = con.execute("select count(*) from duckdb_tables() where schema_name = 'bulk' "
                        "and table_name = ?", [table]).fetchone()  # fmt: skip
    return count != (0,)
