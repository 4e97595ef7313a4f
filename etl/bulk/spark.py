"""Spark: roll-ups of bulk rows on a cluster, for where one machine is too small. Optional: pyspark.

A roll-up is plain SQL; ``sqlglot`` says it as Spark does. Spark reads the months as Parquet and
writes what it added up as Parquet, which the database is then built from: as-of, precedence and all
other models stay where they are. Of a cluster all machines see the folder of the vintages.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import sqlglot
from sqlglot import exp

from etl.bulk import store
from etl.bulk.store import Engine
from etl.modelling import Model
from etl.validate import Refused

_PATIENCE_S = 5
_PLACE = "--engine spark"
_INSTEAD = "or build without --engine: DuckDB adds up the same"


def translated(model: Model) -> tuple[str, list[str]]:
    """A roll-up as Spark says it, of views named as its tables; the columns that it is sorted by.

    Raises Refused where it is no plain SQL.
    """
    tree = sqlglot.parse_one(model.body, read="duckdb")
    ours = [one.sql() for one in tree.find_all(exp.Anonymous, exp.Dot, exp.Parameter)]
    if ours:
        raise Refused(model.file, [f"it calls {ours[0]}; expected functions of plain SQL alone"],
                      f"write it without, {_INSTEAD}.")  # fmt: skip
    order = tree.args.pop("order", None)
    for table in tree.find_all(exp.Table):
        table.set("db", None)
    try:
        sql = tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
    except sqlglot.errors.UnsupportedError as error:
        raise Refused(model.file, [f"Spark cannot say it: {error}"],
                      f"write it in SQL that both know, {_INSTEAD}.") from error  # fmt: skip
    return sql, [one.this.sql(dialect="duckdb") for one in order.expressions] if order else []


@contextmanager
def engine(master: str) -> Iterator[Engine]:
    """Adds roll-ups up at a master: ``local[2]``, ``spark://host:7077``. Raises Refused."""
    session = _session(master)

    def add_up(con: duckdb.DuckDBPyConnection, model: Model, files: list[Path]) -> None:
        sql, order = translated(model)
        folder = Path(tempfile.mkdtemp(prefix=".spark-", dir=files[0].parent))
        try:
            session.read.parquet(*map(str, files)).createOrReplaceTempView("product_month")
            try:
                session.sql(sql).write.mode("overwrite").parquet(str(folder))
            except Exception as error:
                raise Refused(model.file, [f"Spark could not add it up: {_first(error)}"],
                              f"look at the cluster, {_INSTEAD}.") from error  # fmt: skip
            parts = store.read_parquet(sorted(folder.glob("*.parquet")))
            by = ", ".join(order) or "all"
            con.execute(f"create table {model.name} as from {parts} order by {by}")
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    try:
        yield add_up
    finally:
        session.stop()


def _session(master: str) -> Any:
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - optional, 400 MB
    except ImportError:
        raise Refused(_PLACE, ["pyspark is not installed"],
                      f"pip install -r requirements-spark.txt, {_INSTEAD}.") from None  # fmt: skip
    home = os.environ.get("JAVA_HOME")
    if not (Path(home, "bin", "java").exists() if home else shutil.which("java")):
        raise Refused(_PLACE, [f"no Java in {home or 'the PATH'}; Spark needs 17 or newer"],
                      f"install it (Debian: openjdk-17-jre-headless), {_INSTEAD}.")  # fmt: skip
    _reach(master)
    builder = SparkSession.builder.master(master).appName("china-monitor")
    settings = {"spark.ui.enabled": "false", "spark.sql.session.timeZone": "UTC",
                "spark.log.level": "ERROR", "spark.ui.showConsoleProgress": "false"}  # fmt: skip
    if master.startswith("local"):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
                     "spark.driver.memory": "2g", "spark.sql.shuffle.partitions": "8"}  # fmt: skip
    try:
        return builder.config(map=settings).getOrCreate()
    except Exception as error:
        raise Refused(_PLACE, [f"Spark does not start at {master}: {_first(error)}"],
                      f"look at its address and its log, {_INSTEAD}.") from error  # fmt: skip


def _reach(master: str) -> None:
    """Ask a master of Spark's own kind whether it is there: Spark itself tries for a minute."""
    for host, port in re.findall(r"([^/,:]+):([0-9]+)", master.partition("spark://")[2]):
        try:
            socket.create_connection((host, int(port)), _PATIENCE_S).close()
        except OSError as error:
            raise Refused(_PLACE, [f"no master at {host}:{port} ({error})"],
                          f"start it, mend --master, {_INSTEAD}.") from error  # fmt: skip


def _first(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300] or type(error).__name__
