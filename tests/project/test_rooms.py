"""Who may import whom: the rooms of the project, read from the imports themselves."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from run import ROOT

#: Room → what its modules may import besides the standard library and each other. A name allows
#: what lies below it.
MAY_IMPORT: dict[str, set[str]] = {
    "run.py": set(),
    "dashboard.py": {"streamlit", "ui", "server"},
    "pages": {"streamlit", "ui", "reports", "findings", "charts", "corridor", "i18n", "data.ask",
              "data.answer", "data.evidence", "data.status", "data.export", "data.accounts",
              "data.release_calendar", "data.series_alerts", "data.alert_choices",
              "data.match_choices", "matching.folding", "pandas"},
    "server": {"server", "ui", "charts", "reports", "corridor", "findings", "data", "i18n",
               "streamlit", "starlette", "plotly", "icalendar"},
    "ui": {"ui", "streamlit", "charts", "findings", "matching", "data", "i18n", "pandas"},
    "reports": {"reports", "charts", "findings", "i18n", "data.ask", "data.answer",
                "data.evidence", "data.export", "data.paths", "data.replacing", "pandas",
                "pydantic", "tomli_w",
                "pptx", "docx", "lxml", "xlsxwriter", "openpyxl", "typst", "segno", "pypdf",
                "filelock", "ui.offstage", "ui.brief", "ui.dossier"},
    "charts": {"charts", "plotly", "pandas", "i18n", "data.answer", "data.evidence"},
    "findings": {"findings", "i18n", "data.answer", "data.evidence", "charts.cache"},
    "corridor": {"corridor", "charts.cache", "pandas", "i18n", "data.answer", "data.question",
                 "data.evidence"},
    "i18n": {"i18n", "babel"},
    "matching": {"matching", "rapidfuzz", "opencc", "pypinyin"},
    "data": {"data", "duckdb", "pandas", "pyarrow", "geopandas", "i18n"},
    "etl": {"etl", "duckdb", "pandas", "numpy", "pandera", "geopandas", "shapely",
            "requests", "urllib3", "pyarrow", "babel", "sqlglot", "openpyxl", "tqdm", "filelock",
            "py7zr", "pyspark", "tomlkit", "data.paths", "data.accounts", "data.update_run",
            "data.alert_choices", "data.match_choices", "data.replacing", "matching"},
    "tools": {"tools", "pandas", "numpy", "geopandas", "shapely", "pyproj", "babel", "fontTools",
              "data.paths", "data.ask", "charts.paper.font",
              "charts", "pptx", "reports", "run"},
}  # fmt: skip
#: Section → the modules of other sections that it uses; a fourth would belong into ui/.
ACROSS = {
    "location": {"pages.trade._products", "pages.cooperation._events"},
}
ROOMS = [room for room in MAY_IMPORT if (ROOT / room).exists()]


def modules_of(*rooms: str) -> list[Path]:
    places = [ROOT / room for room in rooms]
    return [f for p in places for f in ([p] if p.is_file() else sorted(p.rglob("*.py")))]


FILES = modules_of(*ROOMS)
#: What Streamlit runs as a script; the others lie beside them.
PAGES = [f for f in modules_of("pages") if not f.name.startswith("_")]
#: Modules of which an import must not do any work.
STILL = [
    f
    for f in modules_of("data", "ui", "server", "reports", "corridor", "findings", "pages")
    if f not in PAGES
]


def shown(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


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


def room_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0]


def test_a_module_imports_only_what_its_room_may() -> None:
    assert not [
        f"{shown(file)}:{line} imports {name}"
        for file in FILES
        for name, line in imports(file)
        if name.split(".")[0] not in sys.stdlib_module_names
        and not within(name, MAY_IMPORT[room_of(file)])
        and not within(name, {"pages"})  # see the test below
    ]


def test_a_section_uses_its_own_parts_and_at_most_three_of_others() -> None:
    scripts = {shown(file).removesuffix(".py").replace("/", ".") for file in PAGES}
    strangers = []
    for file in FILES:
        section = file.relative_to(ROOT).parts[1] if room_of(file) == "pages" else None
        own = {f"pages.{section}", *ACROSS.get(str(section), ())} if section else set()
        strangers += [
            f"{shown(file)}:{line} imports {name}"
            for name, line in imports(file)
            if within(name, {"pages"}) and (not within(name, own) or within(name, scripts))
        ]
    assert not strangers
    assert sum(map(len, ACROSS.values())) <= 3


def test_every_room_is_known_here() -> None:
    rooms = {file.relative_to(ROOT).parts[0] for file in ROOT.glob("*/**/*.py")}
    assert {r for r in rooms if r[0] not in "._"} <= {*MAY_IMPORT, "tests", "benchmarks"}


def test_rooms_import_each_other_in_one_direction_only() -> None:
    uses = {
        room: {
            name.split(".")[0] for file in modules_of(room) for name, _ in imports(file)
        } & {*ROOMS} - {room}
        for room in ROOMS
    }  # fmt: skip
    # data/ names its rooms' codes in i18n; corridor/ shares the cache of charts/. No way back.
    assert list(TopologicalSorter(uses).static_order())


def test_no_module_imports_itself_by_a_detour() -> None:
    uses = {
        file: {
            found
            for node in tree(file).body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if (found := of_the_project(f"{node.module}.{alias.name}")) and found != file
        }
        for file in FILES
    }
    assert list(TopologicalSorter(uses).static_order())


def test_nothing_imports_etl_but_etl_itself() -> None:
    # Some of the measurements are of etl itself, one publishes, one checks what was read.
    outside = [f for f in FILES if room_of(f) != "etl"]
    of_etl = ("tables", "bulk_7z", "comext_rows", "rows", "gleif_golden", "audit", "publishing")
    outside += [file for file in modules_of("benchmarks") if file.stem not in of_etl]
    assert not [shown(f) for f in outside for name, _ in imports(f) if within(name, {"etl"})]


def test_pages_use_pandas_only_to_name_types_and_to_tell_what_is_missing() -> None:
    used = {
        (shown(file), node.attr)
        for file in modules_of("pages", "ui")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id in ("pd", "pandas")
    }
    assert not [one for one in used if one[1] not in {"DataFrame", "Series", "isna"}]


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


def test_ask_brings_i18n_along_for_the_heads_of_files_alone() -> None:
    # i18n is for the command line of data/ and for files that people read; a page brings its own.
    speaking = {
        file
        for file in reached_from("data/ask.py")
        if not file.startswith("i18n/")
        and any(within(name, {"i18n"}) for name, _ in imports(ROOT / file))
    }
    assert speaking <= {"data/export.py"}


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


def test_importing_what_is_no_page_does_no_work() -> None:
    # Streamlit runs pages again and again, and tests import parts without a page around them.
    for file in STILL:
        body = [s for s in tree(file).body if not is_guarded(s)]
        for statement in body:
            is_docstring = isinstance(statement, ast.Expr) and isinstance(
                statement.value, ast.Constant
            )
            where = f"{shown(file)}:{statement.lineno}"
            assert is_docstring or isinstance(statement, STATEMENTS), where
        for call in calls_at_import(body):
            assert isinstance(call, ast.Call)
            name = ast.unparse(call.func)
            assert not name.startswith("st."), f"{shown(file)}:{call.lineno}: {name}"
            assert name.split(".")[-1] not in AT_WORK, f"{shown(file)}:{call.lineno}: {name}"


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


def test_nobody_changes_an_answer_that_others_share() -> None:
    # ask() gives the same answer to all who ask the same.
    files = modules_of("pages", "ui", "server", "charts", "reports", "corridor", "findings")
    assert not [place for file in files for place in changes_of_answers(file)]


def test_functions_name_the_columns_that_they_read_of_a_row() -> None:
    """Any is no type of a row: a protocol says which columns, object that any row will do."""
    untyped = [
        f"{shown(file)}:{function.lineno} {function.name}({taken.arg})"
        for file in FILES
        for function in ast.walk(tree(file))
        if isinstance(function, ast.FunctionDef)
        for taken in (*function.args.args, *function.args.kwonlyargs)
        if taken.arg in ("row", "pair", "claim", "case") and taken.annotation is not None
        and ast.unparse(taken.annotation) == "Any"
    ]  # fmt: skip
    assert not untyped, untyped
