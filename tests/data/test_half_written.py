"""A warehouse half written or half lost: the open app keeps serving, a fresh one finds a whole."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from data import ask as data_ask
from data import paths
from data.ask import NoWarehouse, ask, state
from etl import build
from tests.warehouses import serve_copy, served_file

pytestmark = pytest.mark.kill

LATER = "monitor-29990101T000000000000-cafecafe.duckdb"
INPUTS = "c0ffee" * 10


@pytest.fixture(autouse=True)
def folder(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own with a whole warehouse served, and a fresh app to look into it."""
    served = tmp_path / "warehouse"
    serve_copy(warehouse, served)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(served))
    yield served
    data_ask._warehouse.cache_clear()


def restart() -> None:
    """A new process knows nothing of what the last one had open."""
    data_ask._warehouse.cache_clear()


def point(folder: Path, file: str) -> None:
    said = {"file": file, "built": "2026-11-22T00:00:00+00:00", "inputs": INPUTS}
    paths.pointer(folder).write_text(json.dumps(said), encoding="utf-8")


def put(part: float) -> Callable[[Path], None]:
    """Point to a later file of which only a part was written."""

    def damage(folder: Path) -> None:
        raw = served_file(folder).read_bytes()
        (folder / LATER).write_bytes(raw[: int(len(raw) * part)])
        point(folder, LATER)

    return damage


def write_pointer(text: str) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        paths.pointer(folder).write_text(text, encoding="utf-8")

    return damage


def one_byte_short(folder: Path) -> None:
    (folder / LATER).write_bytes(served_file(folder).read_bytes()[:-1])
    point(folder, LATER)


def no_database(folder: Path) -> None:
    (folder / LATER).write_bytes(b"Hello, " * 5000)
    point(folder, LATER)


def foreign_database(folder: Path) -> None:
    import duckdb

    with duckdb.connect(str(folder / LATER)) as con:
        con.execute("create table t as select 1 as a")
    point(folder, LATER)


DAMAGE: dict[str, tuple[Callable[[Path], None], str]] = {
    "pointer gone": (lambda folder: paths.pointer(folder).unlink(), "no pointer file"),
    "pointer empty": (write_pointer(""), "pointer file is broken"),
    "pointer half written": (write_pointer('{"file": "moni'), "pointer file is broken"),
    "pointer of another shape": (write_pointer("[1, 2]"), "pointer file is broken"),
    "pointer that names nothing": (write_pointer("{}"), "pointer file is broken"),
    "pointer without a date": (
        write_pointer('{"file": "x.duckdb", "built": "yesterday"}'),
        "pointer file is broken",
    ),
    "pointer to a missing file": (lambda folder: point(folder, LATER), "missing or broken"),
    "pointer to the folder": (lambda folder: point(folder, "."), "missing or broken"),
    "file empty": (put(0), "missing or broken"),
    "file cut to a hundredth": (put(0.01), "missing or broken"),
    "file cut to a third": (put(0.3), "missing or broken"),
    "file cut to nine tenths": (put(0.9), "missing or broken"),
    "file short of one byte": (one_byte_short, "missing or broken"),
    "file that is no database": (no_database, "missing or broken"),
    "file that is another database": (foreign_database, "missing or broken"),
}
every_damage = pytest.mark.parametrize("name", DAMAGE)


@every_damage
def test_the_open_app_keeps_serving_and_tells_the_trouble_until_the_next_build(
    name: str, folder: Path
) -> None:
    damage, trouble = DAMAGE[name]
    whole, before, rows = served_file(folder), state(), ask("trade_years").rows
    assert before.trouble is None
    damage(folder)
    now = state()
    assert (now.version, now.built) == (before.version, before.built)
    assert now.trouble is not None
    assert trouble in now.trouble
    assert ask("trade_years").rows.equals(rows)

    built = folder / ".building-1.duckdb"
    shutil.copy(whole, built)
    published = build.publish(built, folder, INPUTS)
    now = state()
    assert (now.version, now.trouble) == (published.name, None)
    assert ask("trade_years").version == published.name


@every_damage
def test_a_fresh_app_serves_the_newest_whole_file_and_tells_the_trouble(
    name: str, folder: Path
) -> None:
    damage, trouble = DAMAGE[name]
    whole, rows = served_file(folder), ask("trade_years").rows
    # An older one lies there too, and a newer one that was never finished.
    shutil.copy(whole, folder / "monitor-20000101T000000000000-00000000.duckdb")
    (folder / "monitor-29980101T000000000000-00000000.duckdb").write_bytes(b"")
    damage(folder)
    restart()
    now = state()
    assert now.version == whole.name
    assert now.trouble is not None
    assert trouble in now.trouble
    assert ask("trade_years").rows.equals(rows)


def test_a_visit_is_answered_from_one_state_though_a_newer_is_published_meanwhile(
    folder: Path,
) -> None:
    built = folder / ".building-1.duckdb"
    shutil.copy(served_file(folder), built)
    with data_ask.pinned_warehouse() as visited:
        published = build.publish(built, folder, INPUTS)
        assert state().version == ask("trade_years").version == visited.version
        assert data_ask.table("source").version == visited.version
        with ThreadPoolExecutor(1) as others:
            assert others.submit(state).result().version == published.name
    assert state().version == ask("trade_years").version == published.name


def test_without_anything_the_error_says_what_to_run(folder: Path) -> None:
    shutil.rmtree(folder)
    with pytest.raises(NoWarehouse, match=r"python -m etl build") as said:
        ask("trade_years")
    assert str(folder) in str(said.value)
    folder.mkdir()
    with pytest.raises(NoWarehouse, match=r"python -m etl build"):
        state()


def test_with_nothing_but_broken_files_the_error_says_what_to_run(folder: Path) -> None:
    served_file(folder).write_bytes(b"")
    with pytest.raises(NoWarehouse, match=r"missing or broken.*python -m etl build"):
        state()


def test_an_app_that_started_without_a_warehouse_finds_the_first_one(folder: Path) -> None:
    away = folder.rename(folder.with_name("away"))
    with pytest.raises(NoWarehouse):
        state()
    away.rename(folder)
    assert state().trouble is None


#: A build that dies at once, as by a power cut, when it comes to a certain call.
KILLED = """
import os, sys
from pathlib import Path
from etl import build
build.{call} = lambda *_, **__: os._exit(9)
build.publish(Path(sys.argv[1]), Path(sys.argv[2]), "0" * 64)
"""


@pytest.mark.parametrize("call", ["replace", "json.dump", "_drop_old"])
def test_a_build_killed_at_any_step_leaves_a_whole_warehouse_served(
    call: str, folder: Path
) -> None:
    before, old = state(), served_file(folder)
    fresh = folder / ".building-77.duckdb"
    shutil.copy(old, fresh)
    done = subprocess.run(
        [sys.executable, "-c", KILLED.format(call=call), str(fresh), str(folder)],
        cwd=Path(build.__file__).parent.parent,
        check=False,
    )
    assert done.returncode == 9
    assert old.is_file()
    expected = old.name if call != "_drop_old" else served_file(folder).name
    assert state().version == expected
    assert state().trouble is None
    restart()
    assert state().version == expected
    assert state().trouble is None
    assert before.version == old.name


def test_what_a_killed_build_left_is_cleared_an_hour_later_and_nothing_else(folder: Path) -> None:
    whole = served_file(folder)
    hour_ago = time.time() - 3601
    leavings = [".building-77.duckdb", ".building-77.duckdb.wal", ".current-77.json"]
    foreign = [".bashrc", ".env", ".gitkeep", "notes.txt", "other.duckdb"]
    for name in [*leavings, *foreign]:
        (folder / name).write_text("x", encoding="utf-8")
        os.utime(folder / name, (hour_ago, hour_ago))
    young = folder / ".building-78.duckdb"
    young.write_text("another build, still at it", encoding="utf-8")
    built = folder / ".building-1.duckdb"
    shutil.copy(whole, built)
    published = build.publish(built, folder, INPUTS)
    left = {file.name for file in folder.iterdir()}
    assert left == {*foreign, young.name, "current.json", whole.name, published.name}
