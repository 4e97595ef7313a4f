"""What the repository is made of: nothing of the machine it was written on, nothing too big."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

from data import paths
from etl import datasets
from run import ROOT
from tests.each import each
from tools import lock, warehouse_doc

BIGGEST = 1_500_000
#: Folders that are no part of the project.
NOT_OURS = {
    "demo",
    ".git",
    ".venv",
    ".cache",
    ".ruff_cache",
    "__pycache__",
    "warehouse",
    "test-results",
}
#: Published tables of which the project carries a state.
BUNDLED = [one.name for one in datasets.published() if (one.folder / "note.toml").is_file()]
BINARY = {".gz", ".png", ".woff2", ".woff", ".ttf", ".ico", ".pptx"}
#: Put together here, so that this file does not hold what it looks for.
MACHINE = ["/wo" + "rk/", "/ro" + "ot/", "/tm" + "p/venv", "/op" + "t/pypi",
           "/op" + "t/wheels", "/us" + "r/local/", "C:" + "\\Users"]  # fmt: skip
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "npm" + "js", "conda" + ".anaconda",
              "jsdelivr" + ".net", "unpkg" + ".com", "cdnjs" + ".cloudflare",
              "index" + "-url", "find" + "-links"]  # fmt: skip
NEIGHBOURS = ["../" + "shared", "..\\" + "shared"]
PINNED = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9._-]*(\[[a-z,]+\])?==[0-9][0-9a-zA-Z.]*")


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: what git knows or would take, else what lies here."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        found = [ROOT / name for name in listed.split("\0") if name]
    else:
        found = [
            file for file in ROOT.rglob("*")
            if not NOT_OURS & {*file.relative_to(ROOT).parts}
        ]  # fmt: skip
    return tuple(sorted(file for file in found if file.is_file()))


@cache
def text_of(file: Path) -> str:
    return "" if file.suffix in BINARY else file.read_text(encoding="utf-8")


def mentions(needles: list[str], without: tuple[str, ...] = ()) -> list[str]:
    """Where a needle stands: path:line of each."""
    found = []
    for file in files():
        name = file.relative_to(ROOT).as_posix()
        text = text_of(file).lower()
        if name.startswith(without) or not any(needle.lower() in text for needle in needles):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            found += [f"{name}:{number} {needle}" for needle in needles if needle.lower() in line]
    return found


def test_there_are_files_to_look_at() -> None:
    names = {file.relative_to(ROOT).as_posix() for file in files()}
    assert {"run.py", "dashboard.py", "requirements.txt", "tests/project/test_project.py"} <= names
    assert not [name for name in names if NOT_OURS & {*name.split("/")[:-1]}]


def test_no_path_of_any_machine_stands_in_it() -> None:
    assert not mentions(MACHINE)
    assert not mentions([ROOT.as_posix()] if len(ROOT.parts) > 2 else [])


def test_no_package_registry_stands_in_it() -> None:
    assert not mentions(REGISTRIES)


def test_nothing_but_a_test_reaches_outside_the_project() -> None:
    assert not mentions(NEIGHBOURS, without=("tests/",))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(name: str) -> None:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    asked = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    loose = [line for line in asked if not PINNED.fullmatch(line)]
    assert loose == (["-r requirements.txt"] if "dev" in name else [])
    assert len(asked) == len({line.split("==")[0].lower() for line in asked})


def test_the_locks_hold_every_requirement_with_its_version_and_nothing_without_a_hash() -> None:
    held = {name: lock.blocks((lock.FOLDER / f"{name}.txt").read_text(encoding="utf-8"))
            for name in ("run", "test", "uv", "audit")}  # fmt: skip
    for file, names in (("requirements.txt", ["run"]), ("requirements-dev.txt", ["run", "test"])):
        pinned = {key.partition(" ;")[0] for name in names for key in held[name]}
        asked = (ROOT / file).read_text(encoding="utf-8").splitlines()
        for line in (re.sub(r"\[.*\]", "", one) for one in asked if "==" in one):
            wanted = line.replace("_", "-").lower()
            assert wanted in pinned, f"{line}: python -m tools.lock writes the locks anew"
    assert not held["run"].keys() & held["test"].keys()
    for key, block in [pair for one in held.values() for pair in one.items()]:
        first, *rest = block.splitlines()
        assert rest, key
        assert first.endswith("\\"), key
        assert all(re.fullmatch(r" {4}--hash=sha256:[0-9a-f]{64}( \\)?", line) for line in rest), (
            key
        )
        assert PINNED.fullmatch(key.partition(" ;")[0]), key


def test_it_has_a_readme_that_names_the_two_commands() -> None:
    said = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "python run.py" in said
    assert "python run.py test" in said


def test_no_file_is_too_big_to_live_in_git() -> None:
    big = {file.name: file.stat().st_size for file in files() if file.stat().st_size > BIGGEST}
    assert not big


def test_text_is_utf8_with_line_feeds_and_ends_with_one() -> None:
    for file in files():
        raw = file.read_bytes()
        if file.suffix in BINARY or not raw or "boundaries" in file.parts:
            continue
        raw.decode("utf-8")
        assert b"\r" not in raw, file
        assert raw.endswith(b"\n") or file.suffix == ".json", file


def test_what_is_built_is_not_in_git() -> None:
    names = [file.relative_to(ROOT).as_posix() for file in files()]
    assert not [n for n in names if n.endswith((".duckdb", ".parquet", ".pyc", ".wal"))]
    assert not [n for n in names if n.startswith("data/warehouse/")]


def test_every_source_has_its_snapshot_and_every_snapshot_its_source() -> None:
    sources = {declared.name for declared in datasets.collected()}
    snapshots = {folder.name for folder in paths.SNAPSHOTS.iterdir() if folder.is_dir()}
    without_client = {one.name for one in datasets.published() if one not in datasets.fetched()}
    assert sources | without_client <= snapshots <= sources | set(BUNDLED) | without_client


@pytest.mark.usefixtures("warehouse")
def test_the_document_on_the_warehouse_says_what_the_models_say() -> None:
    written = warehouse_doc.FILE.read_text(encoding="utf-8")
    assert written == warehouse_doc.document(), "python -m tools.warehouse_doc writes it anew"


def test_files_that_the_documents_name_are_there() -> None:
    for document in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]:
        text = document.read_text(encoding="utf-8")
        named = re.findall(r"`((?:[a-z_0-9]+/)+[a-z_0-9]+\.(?:py|sql|csv|md))`", text)
        linked = re.findall(r"\]\(((?!http)[^)#]+)\)", text)
        missing = [n for n in named if not (ROOT / n).exists()]
        missing += [n for n in linked if not (document.parent / n).exists()]
        assert not missing, f"{document.name}: {missing}"


@each("name", BUNDLED)
def test_a_bundled_state_says_what_it_is_from_whom_it_was_copied_and_what_was_checked(
    name: str,
) -> None:
    folder = paths.SNAPSHOTS / name
    note = tomllib.loads((folder / "note.toml").read_text(encoding="utf-8"))
    (declared,) = (one.dataset for one in datasets.published() if one.name == name)
    assert all(note[key] for key in ("what", "from", "path", "checked"))
    assert note["licence"] == declared.licence
    assert note["stated"] <= note["retrieved"]
    parts = {part["name"] for part in note["part"]}
    assert {file.name for file in folder.iterdir()} == {*parts, "note.toml"}


@each("name", sorted(declared.name for declared in datasets.collected()))
def test_a_snapshot_says_what_it_is_where_it_is_from_and_under_which_licence(name: str) -> None:
    folder = paths.SNAPSHOTS / name
    note = tomllib.loads((folder / "note.toml").read_text(encoding="utf-8"))
    assert all(note[key] for key in ("what", "from", "licence", "sha256"))
    assert {"collected", "fetched"} & note.keys()
    assert {file.name for file in folder.iterdir()} == {"rows.csv", "note.toml"}
