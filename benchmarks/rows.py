"""Bulk rows: how long they take to build and to ask, beside pandas, polars and SQLite.

    python -m benchmarks.rows [--rows 1000000] [--kill] [--spark] [--folder FOLDER]

Made months of Comext (``benchmarks.comext_rows``) are built into a warehouse by a child, which
``--kill`` ends once in the middle. Then the questions on them are asked, and ordinary ones of this
warehouse and of one without these rows. Peers answer the same from their own copy of the rows, of
the newest months where all do not fit (polars: ``pip install polars``). ``--spark`` adds the
roll-up up once more by Spark. A median of a question may take 10 ms; memory of a build 4 GB.
"""

from __future__ import annotations

import argparse
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from benchmarks import comext_rows
from data import paths
from data.ask import questions
from data.connection import Connection
from data.warehouse import Warehouse
from etl.bulk import months, spark, store
from etl.vintages.store import as_read

_TIMES = 21
_MOST_MS, _MOST_GB = 10.0, 4.0
#: Rows that peers are given at most.
_PEERS = 10_000_000
#: Questions that read no bulk rows.
_ORDINARY = ("trade_totals", "trade_partners", "mode_months")


def main(rows: int, *, kill: bool, by_spark: bool) -> int:
    """Measure and say; 1 when a question or a build takes more than it may."""
    timed("made", lambda: comext_rows.write(rows))
    small = Path(os.environ["CHINA_MONITOR_WAREHOUSE"]) / "without"
    build(CHINA_MONITOR_VINTAGES=str(small / "none"), CHINA_MONITOR_WAREHOUSE=str(small))
    if kill:
        build_killed()
    peak_gb = build()
    files = [one.file for one in months.newest()]
    if by_spark:
        rows_by_engine(files)
    with opened(paths.warehouse()) as full, opened(small) as without:
        con = full.con.cursor()
        count = con.table("bulk.product_month").count("*").fetchall()[0][0]
        size = full.file.stat().st_size
        print(f"{count:,} rows, warehouse {size / 1e6:,.0f} MB, build at most {peak_gb:.1f} GB")
        good = top_product(con)
        slowest = 0.0
        for name, values in asked(good):
            ms, cpu = measured(partial(ask, full, name, values))
            slowest = max(slowest, ms)
            print(f"  {name} {values}: {ms:.1f} ms, {cpu:.1f} ms of processor")
        for name in _ORDINARY:
            with_rows, alone = (measured(partial(ask, of, name, {}))
                                for of in (full, without))  # fmt: skip
            ratio = with_rows[1] / alone[1]
            print(f"  {name}, reads none of them: {ratio:.2f} times the processor of a warehouse "
                  f"without ({alone[0]:.1f} ms)")  # fmt: skip
        peers(con, files, good)
    return int(slowest > _MOST_MS or peak_gb > _MOST_GB)


def timed(what: str, work: Callable[[], Any]) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    print(f"{what}: {time.perf_counter() - wall:.0f} s, {time.process_time() - cpu:.0f} s of "
          "processor", flush=True)  # fmt: skip


def build(**environment: str) -> float:
    """Build in a child; its peak memory in GB, the largest of all children so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "etl", "build"], check=True, stdout=subprocess.DEVNULL,
                   env={**os.environ, **environment})  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"built: {time.perf_counter() - start:.0f} s, {cpu:.0f} s of processor", flush=True)
    return after.ru_maxrss / 1e6


def build_killed() -> None:
    """Begin a build and end it once its first rows are sorted."""
    child = subprocess.Popen([sys.executable, "-m", "etl", "build"])
    home = as_read(months.newest()[0].table.name)
    while child.poll() is None:
        if any(one.stat().st_size > 1_000_000 for one in home.glob("under-way-*.duckdb")):
            child.kill()
            print("killed while it sorted")
        time.sleep(0.05)


def rows_by_engine(files: list[Path]) -> None:
    """The roll-up by DuckDB and by Spark, from the same files."""
    (model,) = (one for one in store.models() if one.is_rollup)
    with duckdb.connect(config={"memory_limit": store.MEMORY, "threads": 2}) as con:
        con.execute("create schema bulk")
        con.execute(f"create view bulk.product_month as from {store.read_parquet(files)}")
        timed("rolled up by DuckDB", lambda: store.in_duckdb(con, model, files))
        con.execute(f"alter table {model.name} rename to by_duckdb")
        with spark.engine("local[2]") as engine:
            start = time.perf_counter()
            engine(con, model, files)
            print(f"rolled up by Spark, once it runs: {time.perf_counter() - start:.0f} s")
        differ = con.execute(f"from bulk.by_duckdb except from {model.name}").fetchall()
        print(f"  rows that differ: {len(differ)}", flush=True)


def opened(folder: Path) -> Any:
    return Warehouse(folder).reading()


def ask(of: Connection, name: str, values: dict[str, object]) -> pd.DataFrame:
    """A question as pages ask it, without what is remembered."""
    question = questions()[name]
    with of.con.cursor() as cursor:
        return cursor.execute(question.sql, question.bind(values, of.codes)).df()


def top_product(con: duckdb.DuckDBPyConnection) -> str:
    found = con.execute("""select product from bulk.product_year where digits = 6
        and flow = 'import' and counterpart = 'cn' order by value_eur desc limit 1""")
    return str(found.fetchall()[0][0])


def asked(good: str) -> Iterator[tuple[str, dict[str, object]]]:
    for digits in (2, 4, 6):
        yield "product_ranks", {"digits": str(digits)}
        yield "product_partners", {"product": good[:digits]}
    yield "product_months", {"product": good}


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Median of milliseconds on the clock and of the processor."""
    work()
    walls, cpus = [], []
    for _ in range(_TIMES):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return 1e3 * statistics.median(walls), 1e3 * statistics.median(cpus)


#: One partner's months in one product; its largest products of a year; one product's partners.
_SAME = {
    "months": "select flow, month, value_eur from {rows} where counterpart = 'cn' "
    "and product = '{good}' order by flow, month",
    "largest": "select product, sum(value_eur) as value_eur from {rows} where counterpart = 'cn' "
    "and flow = 'import' and month >= '2025-01-01' and month < '2026-01-01' group by product "
    "order by value_eur desc, product limit 20",
    "partners": "select counterpart, sum(value_eur) as value_eur from {rows} "
    "where flow = 'import' and product = '{good}' group by counterpart "
    "order by value_eur desc, counterpart",
}


def peers(con: duckdb.DuckDBPyConnection, files: list[Path], good: str) -> None:
    """The same of the sorted table, of pandas, polars and SQLite, as ratios to the table."""
    a_month = con.table("bulk.product_month").count("*").fetchall()[0][0] // len(files)
    newest = files[-max(1, _PEERS // a_month) :]
    frame = duckdb.connect().execute(f"from {store.read_parquet(newest)}").df()
    frame["month"] = frame["month"].dt.strftime("%Y-%m-%d")
    for name in ("counterpart", "flow", "product"):
        frame[name] = frame[name].astype("category")
    first = frame["month"].min()
    since = f"(select * from bulk.product_month where month >= '{first}')"  # noqa: S608
    answers: dict[str, Callable[[str], pd.DataFrame]] = {
        "DuckDB": lambda query: con.cursor().execute(query.format(rows=since, good=good)).df()
    }
    lite = sqlite3.connect(":memory:")
    frame.to_sql("rows", lite, index=False, chunksize=200_000)
    for columns in ("counterpart, product", "flow, product", "counterpart, flow, month"):
        lite.execute(f'create index "{columns}" on rows ({columns})')
    answers["SQLite"] = lambda query: pd.read_sql_query(query.format(rows="rows", good=good), lite)
    answers["pandas"] = lambda query: _in_pandas(frame, good)[_name(query)]()
    try:
        import polars  # noqa: PLC0415 - a peer, nothing that the project needs

        table: Any = polars.from_pandas(frame)
        answers["polars"] = lambda query: polars.SQLContext(rows=table).execute(
            query.format(rows="rows", good=good), eager=True).to_pandas()  # fmt: skip
    except ImportError:
        print("polars is not installed, and is left out: pip install polars")
    print(f"peers, {len(frame):,} rows:")
    for name, query in _SAME.items():
        ours = measured(partial(answers["DuckDB"], query))[0]
        said = [f"DuckDB {ours:.1f} ms"]
        for peer, answer in list(answers.items())[1:]:
            same = answer(query)["value_eur"].tolist() == answers["DuckDB"](query)[
                "value_eur"].tolist()  # fmt: skip
            ms = measured(partial(answer, query))[0]
            said.append(f"{peer} {ms / ours:.1f} times{'' if same else ', with ANOTHER ANSWER'}")
        print(f"  {name}: {'; '.join(said)}")


def _name(query: str) -> str:
    return next(name for name, one in _SAME.items() if one == query)


def _in_pandas(rows: pd.DataFrame, good: str) -> dict[str, Callable[[], pd.DataFrame]]:
    def of_china() -> pd.DataFrame:
        return rows[rows["counterpart"] == "cn"]

    def months_of() -> pd.DataFrame:
        found = of_china()
        return found[found["product"] == good].sort_values(["flow", "month"])

    def added(found: pd.DataFrame, by: str) -> pd.DataFrame:
        sums = found.groupby(by, observed=True)["value_eur"].sum().reset_index()
        sums[by] = sums[by].astype("str")
        return sums.sort_values(["value_eur", by], ascending=[False, True])

    def largest() -> pd.DataFrame:
        found = of_china()
        year = found["month"].between("2025-01-01", "2025-12-31")
        return added(found[year & (found["flow"] == "import")], "product").head(20)

    def partners() -> pd.DataFrame:
        is_asked = (rows["flow"] == "import") & (rows["product"] == good)
        return added(rows[is_asked], "counterpart")

    return {"months": months_of, "largest": largest, "partners": partners}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rows")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, help="where it is done; else a temporary folder")
    parser.add_argument("--kill", action="store_true")
    parser.add_argument("--spark", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as place:
        os.environ |= {"CHINA_MONITOR_VINTAGES": f"{place}/vintages",
                       "CHINA_MONITOR_WAREHOUSE": f"{place}/warehouse"}  # fmt: skip
        sys.exit(main(options.rows, kill=options.kill, by_spark=options.spark))
