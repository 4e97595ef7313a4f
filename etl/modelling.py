"""Runner: builds the models, each one select in a file whose head describes its columns.

A model's name is its path (``models/core/claim.sql`` → ``core.claim``; ``models/bulk`` holds rows
too many for claims, and their roll-ups), its dependencies are read from its SQL. The head of the
file::

    -- What the table holds, in a sentence or two.
    -- @view                                a view, computed when asked
    -- column: what it means @region        one line for each column, in any order, with the kind
                                            of code that it holds; a column taken unchanged from
                                            a model is described there alone
    -- refuse: reason :: select …           rows found by this query stop the build
"""

from __future__ import annotations

import contextlib
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import duckdb
import sqlglot
from sqlglot import exp

from etl.validate import Refused

MODELS = Path(__file__).parent / "models"
_SCHEMAS = ("bulk", "core")
#: A format that the tools of DuckDB 1.5 (DBeaver, R, older command lines) can open.
STORAGE = "v1.5.0"
_COLUMN = re.compile(r"([a-z][a-z0-9_]*): (.+)")


@dataclass
class Model:
    """One model file: its name, text and head."""

    name: str
    sql: str
    about: str = ""
    is_view: bool = False
    columns: dict[str, str] = field(default_factory=dict)
    refusals: list[tuple[str, str]] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The file that it is in, as a person in the project folder sees it."""
        return f"etl/models/{self.name.replace('.', '/')}.sql"

    @property
    def body(self) -> str:
        """Its select, without the head."""
        return _body(self.sql)

    @property
    def is_rollup(self) -> bool:
        """Whether it adds up bulk rows, and reads nothing else."""
        return self.needs == {"bulk.product_month"}

    @cached_property
    def needs(self) -> set[str]:
        """Names of the models that it reads. Raises Refused when its SQL cannot be read."""
        try:
            return set(_models_read(self.sql))
        except sqlglot.errors.ParseError as error:
            raise _unbuildable(self.file, error) from error


@cache
def _models_read(sql: str) -> frozenset[str]:
    """Names of the models that a select reads."""
    tables = sqlglot.parse_one(sql, read="duckdb").find_all(exp.Table)
    return frozenset(f"{table.db}.{table.name}" for table in tables if table.db in _SCHEMAS)


def parse(name: str, text: str) -> Model:
    """Parse a model file's text."""
    model = Model(name, text)
    about: list[str] = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        comment = line[2:].strip()
        if comment == "@view":
            model.is_view = True
        elif comment.startswith("refuse: "):
            reason, marked, query = comment.removeprefix("refuse: ").partition(" :: ")
            if not marked:
                raise Refused(
                    model.file,
                    [f"a refusal without query: {comment!r}"],
                    "write it as: -- refuse: reason :: select …",
                )
            model.refusals.append((reason, query))
        elif match := _COLUMN.fullmatch(comment):
            model.columns[match[1]] = match[2]
        else:
            about.append(comment)
    model.about = " ".join(about)
    return model


@contextlib.contextmanager
def attached(file: Path, config: Mapping[str, str],
             row_group: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:  # fmt: skip
    """An engine that writes a database file, whole when it is left.

    ``row_group``: rows read together, where not as many as DuckDB thinks best.
    """
    with duckdb.connect(":memory:", config=dict(config)) as con:
        # Two-part names from here on: a macro keeps the alias of an ATTACH as text.
        path = str(file).replace("'", "''")
        size = f", row_group_size {row_group}" if row_group else ""
        con.execute(f"attach '{path}' as warehouse (storage_version '{STORAGE}'{size})")
        con.execute("use warehouse")
        yield con
        con.execute("use memory")
        con.execute("detach warehouse")


def models(folder: Path | None = None) -> list[Model]:
    """All models of a folder (ours, when none is named) in an order in which they can be built.

    Raises Refused when models need each other in a circle or need one that is not there.
    """
    by_name = {
        f"{schema}.{file.stem}": parse(f"{schema}.{file.stem}", file.read_text(encoding="utf-8"))
        for schema in _SCHEMAS
        for file in sorted(((folder or MODELS) / schema).glob("*.sql"))
    }
    for model in by_name.values():
        missing = model.needs - by_name.keys()
        if missing:
            raise Refused(
                model.file,
                [f"it reads {name}, which is no model" for name in sorted(missing)],
                "add that model or mend the name.",
            )
    try:
        order = TopologicalSorter({n: sorted(m.needs) for n, m in by_name.items()}).static_order()
        return [by_name[name] for name in order]
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise Refused(
            "etl/models",
            [f"models read each other in a circle: {circle}"],
            "let one of them read something else.",
        ) from error


def formulas(con: duckdb.DuckDBPyConnection, folder: Path | None = None) -> None:
    """Create the macros of ``models/formula``: one formula a file, its reference in the head."""
    con.execute("create schema if not exists formula")
    files = sorted(((folder or MODELS) / "formula").glob("*.sql"))
    bodies = {file.stem: _body(file.read_text(encoding="utf-8")).strip() for file in files}
    uses = {name: set(re.findall(r"\bformula\.(\w+)", body)) & bodies.keys() - {name}
            for name, body in bodies.items()}  # fmt: skip
    for name in TopologicalSorter(uses).static_order():
        try:
            con.execute(f"create macro formula.{name}{bodies[name].rstrip(';')}")
        except (duckdb.ProgrammingError, duckdb.NotSupportedError) as error:
            raise _unbuildable(f"etl/models/formula/{name}.sql", error) from error


def run(con: duckdb.DuckDBPyConnection, folder: Path | None = None) -> list[Model]:
    """Build all models into the current database, save those that it brings, and describe them.

    Raises Refused when built columns differ from described ones or a refusal finds rows.
    """
    for schema in _SCHEMAS:
        con.execute(f"create schema if not exists {schema}")
    brought = {name for (name,) in con.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where database_name = current_database()").fetchall()}  # fmt: skip
    formulas(con, folder)
    built = models(folder)
    described: dict[str, dict[str, str]] = {}
    for model in built:
        kind = "view" if model.is_view else "table"
        try:
            if model.name not in brought:
                con.execute(f"create {kind} {model.name} as {model.body}")
            described[model.name] = _describe(con, model, described)
            _refuse(con, model)
        except (duckdb.ProgrammingError, duckdb.DataError, duckdb.NotSupportedError) as error:
            raise _unbuildable(model.file, error) from error
        con.execute(f"comment on {kind} {model.name} is {_quoted(model.about)}")
        for column, meaning in described[model.name].items():
            con.execute(f'comment on column {model.name}."{column}" is {_quoted(meaning)}')
    return built


def _describe(con: duckdb.DuckDBPyConnection, model: Model,
              described: Mapping[str, Mapping[str, str]]) -> dict[str, str]:  # fmt: skip
    """What each built column means: as the head says, else as the first model read that has it."""
    built = [row[0] for row in con.execute(f"describe {model.name}").fetchall()]
    read = re.findall(r"\b(?:bulk|core)\.\w+", model.body)
    meanings = {**ChainMap(*(dict(described.get(name, {})) for name in read)), **model.columns}
    issues = [f"column {c!r} is built, not described" for c in sorted(set(built) - set(meanings))]
    issues += [
        f"column {c!r} is described, not built" for c in sorted(set(model.columns) - set(built))
    ]
    if issues:
        raise Refused(
            model.file, issues, "describe each column in the head of the file, and only those."
        )
    return {column: meanings[column] for column in built}


def _refuse(con: duckdb.DuckDBPyConnection, model: Model) -> None:
    for reason, query in model.refusals:
        rows = con.execute(query).fetchall()
        if rows:
            raise Refused(
                model.name,
                [f"{reason}: {', '.join(map(str, row))}" for row in rows],
                f"correct the rows named in data/snapshots, or the rule in {model.file}.",
            )


def _unbuildable(file: str, error: Exception) -> Refused:
    return Refused(file, [f"it cannot be built: {error}"], "mend the SQL of the model.")


def _body(sql: str) -> str:
    return "\n".join(line for line in sql.splitlines() if not line.startswith("--"))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
