"""Who may import whom: the rooms of the project, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: Room → what its modules may import besides the standard library and each other. A name allows
#: what lies below it.
MAY_IMPORT: dict[str, set[str]] = {
    "run.py": set(),
    "dashboard.py": {"streamlit", "pages._parts"},
    "pages": {"streamlit", "pages._parts", "reports", "charts", "words", "data.door",
              "data.answer", "data.corridor", "pandas"},
    "reports": {"reports", "charts", "words", "data.answer", "pandas", "pptx", "typst",
                "xlsxwriter"},
    "charts": {"charts", "plotly", "pandas", "words", "data.answer"},
    "words": {"words", "babel"},
    "data": {"data", "duckdb", "pandas", "pyarrow", "geopandas", "words"},
    "etl": {"etl", "duckdb", "pandas", "numpy", "pandera", "geopandas", "shapely", "pyproj",
            "requests", "urllib3", "pyarrow", "babel", "sqlglot", "openpyxl", "tqdm",
            "data.paths"},
}  # fmt: skip
#: What one module may import beyond its room.
MORE: dict[str, set[str]] = {
    "pages/_parts/server.py": {"starlette", "plotly"},
    "pages/_parts/files.py": {"starlette"},
}
ROOMS = [room for room in MAY_IMPORT if (ROOT / room).exists()]


def modules_of(room: str) -> list[Path]:
    place = ROOT / room
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


FILES = [file for room in ROOMS for file in modules_of(room)]
PAGES = [file for file in modules_of("pages") if "_parts" not in file.parts]
#: Scripts among the parts: Streamlit runs them as it runs pages, nothing imports them.
SCRIPTS = {"pages._parts.start"}
#: Modules of which an import must not do any work.
STILL = [*modules_of("data"), *(f for f in modules_of("pages") if "_parts" in f.parts)]
STILL = [f for f in STILL if ".".join(f.relative_to(ROOT).with_suffix("").parts) not in SCRIPTS]


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def every(files: list[Path]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("file", files, ids=shown)


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(file: Path) -> Iterator[tuple[str, int]]:
    """Every module that a file imports, anywhere in it; `from a import b` counts as a.b."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(file)}:{node.lineno}: imports have full names"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def of_the_project(name: str) -> Path | None:
    """The file of the project that an imported name means."""
    parts = name.split(".")
    for length in (len(parts), len(parts) - 1):
        place = ROOT.joinpath(*parts[:length])
        for file in (place.with_suffix(".py"), place / "__init__.py"):
            if length and file.is_file():
                return file
    return None


@every(FILES)
def test_a_module_imports_only_what_its_room_may(file: Path) -> None:
    room = file.relative_to(ROOT).parts[0]
    allowed = MAY_IMPORT[room] | MORE.get(shown(file), set())
    strangers = [
        f"{shown(file)}:{line} imports {name}"
        for name, line in imports(file)
        if name.split(".")[0] not in sys.stdlib_module_names and not within(name, allowed)
    ]
    assert not strangers


def test_every_room_is_known_here() -> None:
    named = {file.relative_to(ROOT).parts[0] for file in ROOT.glob("*/**/*.py")}
    rooms = {name for name in named if not name.startswith((".", "_"))}
    assert rooms <= {*MAY_IMPORT, "tests", "benchmarks"}


def test_nothing_imports_etl_but_etl_itself() -> None:
    outside = [file for file in FILES if file.relative_to(ROOT).parts[0] != "etl"]
    # One of the measurements is of etl itself.
    outside += [file for file in modules_of("benchmarks") if file.stem != "tables"]
    assert not [shown(f) for f in outside for name, _ in imports(f) if within(name, {"etl"})]


def test_nothing_imports_a_script() -> None:
    assert not [shown(f) for f in FILES for name, _ in imports(f) if within(name, SCRIPTS)]


@every(PAGES)
def test_no_page_imports_another_page(file: Path) -> None:
    assert not [
        name for name, _ in imports(file)
        if within(name, {"pages"}) and not within(name, {"pages._parts"})
    ]  # fmt: skip


@every(modules_of("pages"))
def test_pages_use_pandas_only_to_name_types_and_to_tell_what_is_missing(file: Path) -> None:
    used = {
        node.attr
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("pd", "pandas")
    }
    assert used <= {"DataFrame", "Series", "isna"}


def reached_from(start: str) -> set[str]:
    """All modules of the project that are loaded when one is imported."""
    reached: set[str] = set()
    waiting = [ROOT / start]
    while waiting:
        file = waiting.pop()
        if shown(file) not in reached:
            reached.add(shown(file))
            waiting += [found for name, _ in imports(file) if (found := of_the_project(name))]
    return reached


def test_the_door_brings_words_along_for_the_heads_of_files_alone() -> None:
    # Words are for the command line of data/ and for files that people read; a page brings its own.
    speaking = {
        file
        for file in reached_from("data/door.py")
        if not file.startswith("words/")
        and any(within(name, {"words"}) for name, _ in imports(ROOT / file))
    }
    assert speaking == {"data/heads.py"}


def test_answers_and_paths_can_be_had_without_duckdb() -> None:
    for start in ("data/answer.py", "data/paths.py", "data/__init__.py"):
        for file in reached_from(start):
            assert not [name for name, _ in imports(ROOT / file) if within(name, {"duckdb"})]
    assert (ROOT / "data" / "__init__.py").read_bytes() == b"", "empty on purpose"


def calls_at_import(body: list[ast.stmt]) -> Iterator[ast.expr]:
    """Expressions that are evaluated when a module is imported: not those inside functions."""
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            continue  # its decorators only wrap it
        if isinstance(statement, ast.ClassDef):
            yield from calls_at_import(statement.body)
        else:
            yield from (node for node in ast.walk(statement) if isinstance(node, ast.Call))


def is_guarded(statement: ast.stmt) -> bool:
    """Whether it is `if TYPE_CHECKING:` or `if __name__ == "__main__":`."""
    return isinstance(statement, ast.If) and any(
        isinstance(node, ast.Name) and node.id in ("TYPE_CHECKING", "__name__")
        for node in ast.walk(statement.test)
    )


STATEMENTS = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.ClassDef,
              ast.AsyncFunctionDef)  # fmt: skip
#: Calls that look at the world: files, the door, the screen.
AT_WORK = {"ask", "open", "connect", "read_text", "read_bytes", "exists", "is_file", "glob",
           "rglob", "iterdir", "state", "visit", "questions", "labels", "get", "post"}  # fmt: skip


@every(STILL)
def test_importing_it_does_no_work(file: Path) -> None:
    # Streamlit runs pages again and again, and tests import parts without a page around them.
    said = [s for s in tree(file).body if not is_guarded(s)]
    for statement in said:
        is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
        assert is_docstring or isinstance(statement, STATEMENTS), f"line {statement.lineno}"
    for call in calls_at_import(said):
        assert isinstance(call, ast.Call)
        name = ast.unparse(call.func)
        assert not name.startswith("st."), f"line {call.lineno}: {name}"
        assert name.split(".")[-1] not in AT_WORK, f"line {call.lineno}: {name}"


@every([file for file in FILES if shown(file) not in MORE])
def test_the_screen_belongs_to_pages(file: Path) -> None:
    if file.relative_to(ROOT).parts[0] in ("pages", "dashboard.py"):
        assert not [name for name, _ in imports(file) if within(name, {"plotly", "starlette"})]
    else:
        assert not [name for name, _ in imports(file) if within(name, {"streamlit"})]


def changes_of_answers(file: Path) -> Iterator[str]:
    """Where rows, claims or sources of an answer are assigned to, or changed in place."""
    for node in ast.walk(tree(file)):
        targets: list[ast.expr] = []
        if isinstance(node, ast.Assign):
            targets = node.targets
        elif isinstance(node, ast.AugAssign | ast.AnnAssign):
            targets = [node.target]
        elif isinstance(node, ast.Delete):
            targets = node.targets
        for target in targets:
            named = {n.attr for n in ast.walk(target) if isinstance(n, ast.Attribute)}
            if isinstance(target, ast.Subscript) and named & {"rows", "claims", "sources"}:
                yield f"{shown(file)}:{target.lineno}: {ast.unparse(target)}"
        if isinstance(node, ast.keyword) and node.arg == "inplace":
            yield f"{shown(file)}:{node.value.lineno}: inplace"


@every([*modules_of("pages"), *modules_of("charts")])
def test_nobody_changes_an_answer_that_others_share(file: Path) -> None:
    # The door gives the same answer to all who ask the same.
    assert not list(changes_of_answers(file))
