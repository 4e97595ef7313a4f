"""Publishing: equal builds from equal inputs, a new file each, and readers who never notice."""

from __future__ import annotations

import json
import os
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from operator import contains
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from data import ask as data_ask
from data import paths
from data.ask import ask, questions, state
from data.warehouse import CONFIG
from etl import build, inputs
from etl.__main__ import main
from tests.each import EVERY_CASE, each, sample
from tests.warehouses import serve_copy, served_file

SEEN = "select schema_name, table_name, comment from duckdb_tables() where not internal"
VIEWED = "select schema_name, view_name, comment from duckdb_views() where not internal"
COLUMNS = """
select schema_name, table_name, column_name, data_type, comment from duckdb_columns()
where not internal order by all
"""


@pytest.fixture(scope="module")
def two_builds(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The session's warehouse and one more, built from the same inputs."""
    again = tmp_path_factory.mktemp("again")
    build.build(again)
    return warehouse, again


@pytest.fixture(scope="module")
def upside_down(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The session's warehouse with the rows of every table in the opposite order."""
    turned = tmp_path_factory.mktemp("upside_down")
    file = serve_copy(warehouse, turned)
    with duckdb.connect(str(file)) as con:
        for schema, name, _ in con.execute(SEEN).fetchall():
            table = f'"{schema}"."{name}"'
            con.execute(f"create or replace temp table turned as from {table} order by rowid desc")
            con.execute(f"delete from {table}")
            con.execute(f"insert into {table} from turned")
    return turned


@pytest.fixture
def folder(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own with a copy of the session's warehouse served."""
    served = tmp_path / "warehouse"
    serve_copy(warehouse, served)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(served))
    return served


def opened(folder: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(served_file(folder)), read_only=True, config=dict(CONFIG))


def published_again(folder: Path, number: int) -> Path:
    """Publish a copy of the served file, as a build does with a new one."""
    return build.publish(copied(folder), folder, f"{number:064d}")


def copied(folder: Path) -> Path:
    """A file to be published, the same as the one served."""
    copy = folder / f".building-{threading.get_ident()}.duckdb"
    shutil.copy(served_file(folder), copy)
    return copy


@pytest.mark.long
def test_two_builds_hold_the_same_rows_columns_and_comments(
    two_builds: tuple[Path, Path],
) -> None:
    first, second = (opened(folder) for folder in two_builds)
    with first, second:
        for question in (SEEN, VIEWED, COLUMNS):
            assert first.execute(question).fetchall() == second.execute(question).fetchall()
        named = first.execute(f"{SEEN} union all {VIEWED}").fetchall()
        assert {schema for schema, _, _ in named} == {"bulk", "core", "reference"}
        # The tables themselves: the next test.
        for schema, name, _ in first.execute(VIEWED).fetchall():
            rows = f'select count(*), sum(hash(t)) from "{schema}"."{name}" t'
            assert first.execute(rows).fetchall() == second.execute(rows).fetchall(), name


def test_two_builds_lay_the_rows_of_tables_in_the_same_order(
    two_builds: tuple[Path, Path],
) -> None:
    first, second = (opened(folder) for folder in two_builds)
    with first, second:
        for schema, name, _ in first.execute(SEEN).fetchall():
            rows = f'select * from "{schema}"."{name}"'
            assert first.sql(rows).to_arrow_table().equals(second.sql(rows).to_arrow_table()), name


@each("name", sample(sorted(questions()), 12))
def test_an_answer_does_not_hang_on_the_order_in_which_rows_lie(
    name: str, warehouse: Path, upside_down: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A query without a full order would let rows change places from one visit to the next.
    first = ask(name)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(upside_down))
    second = ask(name)
    pd.testing.assert_frame_equal(first.rows, second.rows)
    pd.testing.assert_frame_equal(first.claims, second.claims)
    pd.testing.assert_frame_equal(first.sources, second.sources)


def test_every_table_view_and_column_says_what_it_is(warehouse: Path) -> None:
    with opened(warehouse) as con:
        named = con.execute(f"{SEEN} union all {VIEWED}").fetchall()
        columns = con.execute(COLUMNS).fetchall()
    assert len(named) > 20
    silent = [f"{schema}.{name}" for schema, name, comment in named if not comment]
    silent += [f"{schema}.{table}.{name}" for schema, table, name, _, said in columns if not said]
    assert not silent


def test_a_build_moves_the_pointer_to_a_new_file_and_keeps_the_one_before(folder: Path) -> None:
    files = [served_file(folder)]
    for number in range(3):
        published = published_again(folder, number)
        assert served_file(folder) == published
        assert published not in files
        files.append(published)
        assert state().version == published.name
        assert sorted(folder.glob("*.duckdb")) == sorted(files[-2:])
    assert {file.name for file in folder.iterdir()} == {
        "current.json", *(file.name for file in files[-2:])
    }  # fmt: skip


def test_the_file_served_is_kept_even_when_the_clock_was_set_back(folder: Path) -> None:
    later = folder / "monitor-29990101T000000000000-00000000.duckdb"
    for number in range(3):
        shutil.copy(served_file(folder), later.with_stem(f"{later.stem}{number}"))
    published = published_again(folder, 1)
    assert published.is_file()
    assert state().version == published.name


def test_the_pointer_says_what_is_served_since_when_and_from_which_inputs(
    two_builds: tuple[Path, Path],
) -> None:
    for folder in two_builds:
        said = json.loads(paths.pointer(folder).read_text(encoding="utf-8"))
        assert set(said) == {"file", "built", "inputs", "looks", "left_out", "fetchable"}
        assert said["inputs"] == build.fingerprint()
        assert build.is_current(folder)


def test_a_warehouse_is_no_longer_current_once_an_input_has_changed(
    folder: Path, warehouse: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert build.is_current(folder)
    changed = tmp_path / "snapshots"
    shutil.copytree(paths.SNAPSHOTS, changed)
    monkeypatch.setattr(paths, "SNAPSHOTS", changed)
    assert build.is_current(folder)
    note = changed / "collected_entity_events" / "note.toml"
    note.write_text(note.read_text(encoding="utf-8") + "# read again\n", encoding="utf-8")
    assert not build.is_current(folder)


def test_line_ends_of_another_system_are_no_change(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = build.fingerprint()
    changed = tmp_path / "snapshots"
    shutil.copytree(paths.SNAPSHOTS, changed)
    monkeypatch.setattr(paths, "SNAPSHOTS", changed)
    note = changed / "collected_entity_events" / "note.toml"
    note.write_bytes(note.read_bytes().replace(b"\n", b"\r\n"))
    assert build.fingerprint() == before


def test_a_build_that_is_not_needed_touches_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}
    assert main(["build", "--if-needed", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["built"] is False
    assert {file.name: file.stat().st_mtime_ns for file in folder.iterdir()} == before


def test_a_quick_look_sees_every_file_that_was_touched(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("SNAPSHOTS", "REFERENCE"):
        shutil.copytree(getattr(paths, name), tmp_path / name)
        monkeypatch.setattr(paths, name, tmp_path / name)
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    state = tmp_path / "vintages" / "some_table" / "2026-01-01" / "note.toml"
    state.parent.mkdir(parents=True)
    state.write_text("one", encoding="utf-8")
    assert not inputs.is_untouched(folder)  # as of an older version of the program

    for file in (paths.REFERENCE / "indicators.csv", state,
                 paths.SNAPSHOTS / "collected_entity_events" / "rows.csv"):  # fmt: skip
        build.publish(copied(folder), folder, "0" * 64, inputs.looks())
        assert inputs.is_untouched(folder)
        before = file.stat()
        file.write_bytes(file.read_bytes()[:-1] + b" ")  # as large and as old as before
        later = int(os.name == "nt")  # there nothing else tells
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + later))
        assert not inputs.is_untouched(folder), file
    build.publish(copied(folder), folder, "0" * 64, inputs.looks())
    (state.parent / "new.csv").write_text("", encoding="utf-8")
    assert not inputs.is_untouched(folder)
    (state.parent / "new.csv").unlink()
    assert inputs.is_untouched(folder)
    served_file(folder).unlink()
    assert not inputs.is_untouched(folder)


def test_status_says_what_is_served_and_whether_it_is_current(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["served"], said["current"]) == (True, True)
    assert said["file"] == served_file(folder).name
    served_file(folder).unlink()
    assert main(["status"]) == 0
    assert "python -m etl build" in capsys.readouterr().out


def test_the_file_opens_read_only_and_reaches_nothing_outside(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n", encoding="utf-8")
    forbidden = [
        "create table core.mine as select 1 as a",
        "delete from core.claim",
        f"select * from read_csv('{outside.as_posix()}')",
        f"copy core.source to '{outside.as_posix()}'",
        f"attach '{(tmp_path / 'other.duckdb').as_posix()}'",
        "install spatial",
        "set enable_external_access = true",
    ]
    with data_ask._warehouse(folder).reading() as served:
        for statement in forbidden:
            with pytest.raises(duckdb.Error):
                served.con.cursor().execute(statement)
    assert outside.read_text(encoding="utf-8") == "a\n1\n"


def test_the_file_opens_without_the_folder_it_was_built_in(folder: Path, tmp_path: Path) -> None:
    # A macro or view that kept the name of the build's database would fail here.
    elsewhere = shutil.copy(served_file(folder), tmp_path / "taken along.duckdb")
    with duckdb.connect(str(elsewhere), read_only=True) as con:
        found = con.execute("select formula.share(1, 4), count(*) from core.best_claim").fetchone()
    assert found is not None
    assert found[0] == 25
    assert found[1] > 1000


PATIENCE_S = 60
READERS, PUBLISHED = (20, 30) if EVERY_CASE else (8, 10)
#: NRW's exports of 2022 to all partners as they were known on different days.
KNOWN = {date(2023, 3, 1): 233_700.0, date(2024, 3, 1): 237_300.0, None: 237_265.26}


def known_exports(day: date | None) -> tuple[str, float]:
    answer = ask("trade_series", partner="world", as_of=day)
    (row,) = answer.where(period_start=pd.Timestamp(2022, 1, 1))
    assert answer.as_of == day
    return answer.version, float(row.value)


@pytest.mark.long
def test_many_readers_never_notice_many_builds(folder: Path) -> None:
    over, looked = threading.Event(), threading.Condition()
    versions: set[str] = {state().version}
    seen: set[str] = set()

    def read(number: int) -> int:
        day, expected = list(KNOWN.items())[number % len(KNOWN)]
        asked = 0
        while not over.is_set():
            version, value = known_exports(day)
            assert value == expected, f"as of {day}: the date of another reader"
            with looked:
                seen.add(version)
                looked.notify_all()
            asked += 1
            over.wait(0.3)  # a person looks at a page
        return asked

    def reading() -> Iterator[int]:
        with ThreadPoolExecutor(READERS) as pool:
            readers = [pool.submit(read, number) for number in range(READERS)]
            try:
                for number in range(PUBLISHED):
                    published = published_again(folder, number)
                    assert known_exports(None)[0] == published.name
                    versions.add(published.name)
                    if number % 2:  # every other one is published over nobody's having seen it
                        with looked:
                            is_seen = partial(contains, seen, published.name)
                            assert looked.wait_for(is_seen, PATIENCE_S)
                    stopped = [reader for reader in readers if reader.done()]
                    assert not stopped, stopped[0].result()
            finally:
                over.set()
            yield from (reader.result() for reader in readers)

    found = list(reading())
    assert all(found)
    assert len(versions) == PUBLISHED + 1
    assert seen <= versions
    # Nobody reads any more: only the handle now served is open.
    assert state().version == served_file(folder).name
    with data_ask._warehouse(folder).reading() as served:
        assert (served.readers, served.retired) == (1, False)
