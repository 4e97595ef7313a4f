"""What the code itself keeps to: no shell, no text run as code, no SQL put together from texts."""

from __future__ import annotations

import ast
import re
import stat
import subprocess
import tomllib
from typing import TYPE_CHECKING

import pytest

import run
from tests.each import each
from tests.project.test_project import files, text_of

if TYPE_CHECKING:
    from pathlib import Path

#: Runs a text as a command, or as code, or reads what may hold code.
RUNS_TEXT = re.compile(
    r"shell\s*=\s*True|os\.(?:system|popen)\(|getoutput\(|create_subprocess_shell|(?<![\w.])eval\(|"
    r"(?<![\w.])exec\(|\bimport (?:pickle|marshal|shelve|dill)\b|yaml\.(?:load|unsafe_load)\("
)
#: Files of the build that put SQL together, of names that its own models and schemas declare.
BUILDS_SQL = {"data/contents.py", "etl/alerts/series.py", "etl/boundaries.py", "etl/build.py",
              "etl/bulk/spark.py", "etl/bulk/store.py", "etl/load.py",
              "etl/modelling.py", "etl/readers/gleif/golden_copy.py"}  # fmt: skip
#: The one place of the reader: a name of the catalogue itself, which a visitor can only choose.
CHOOSES_TABLE = {"data/tables.py"}
NOT_SERVED = ("tests", "benchmarks")
OURS = [
    file
    for file in files()
    if file.suffix == ".py" and file.relative_to(run.ROOT).parts[0] not in NOT_SERVED
]


@each("file", OURS)
def test_no_text_is_run_as_a_command_or_as_code(file: Path) -> None:
    assert not RUNS_TEXT.findall(text_of(file))


def test_the_linter_looks_for_what_is_not_safe_and_nobody_silences_it_where_it_matters() -> None:
    config = tomllib.loads((run.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "ruff"
    ]
    assert "S" in config["lint"]["select"]
    never = re.compile(r"noqa: [^#\n]*\bS(?:102|301|302|307|323|501|506|602|604|605|609|612|701)\b")
    assert not [file.name for file in OURS if never.search(text_of(file))]


def test_sql_is_put_together_nowhere_but_of_names_that_the_models_declare() -> None:
    found = set()
    for file in OURS:
        if not re.search(r"^import duckdb|^from data.warehouse", text_of(file), re.MULTILINE):
            continue
        for node in ast.walk(ast.parse(text_of(file))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("execute", "executemany", "sql", "query")
                and node.args
                and isinstance(node.args[0], ast.JoinedStr | ast.BinOp | ast.Call)
            ):
                found.add(file.relative_to(run.ROOT).as_posix())
    assert found == BUILDS_SQL | CHOOSES_TABLE


def test_questions_take_their_values_bound_and_reach_nothing_outside_the_warehouse() -> None:
    outside = re.compile(
        r"\b(?:read_\w+|glob|attach|copy|install|load|getenv|httpfs)\s*\(?['\"]", re.I
    )
    for file in (run.ROOT / "data" / "queries").glob("*.sql"):
        assert not outside.search(re.sub(r"--.*", "", text_of(file))), file.name


def test_no_file_of_the_project_may_be_written_by_everybody() -> None:
    try:
        listed = subprocess.check_output(["git", "ls-files", "-s"], cwd=run.ROOT, text=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no git here")
    assert {line.split()[0] for line in listed.splitlines()} <= {"100644", "100755"}
    asked = re.compile(r"\b(?:chmod|mkdir|open|umask|opener)\([^)\n]*0o(\d+)")
    modes = {int(mode, 8) for file in OURS for mode in asked.findall(text_of(file))}
    assert not [oct(mode) for mode in modes if mode & stat.S_IWOTH]
