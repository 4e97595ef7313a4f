"""States of published tables that the project carries: read, guarded and replaced as any state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from data import ask as data_ask
from data import status
from data.ask import ask
from etl import build, datasets
from etl.__main__ import main
from etl.schema import DatasetFile
from etl.validate import Refused
from etl.vintages import claims, cli, guard, records, store
from tests.each import each
from tests.warehouses import Project
from tests.worlds.landesdatenbank import Landesdatenbank
from tests.worlds.playback import Answer, Asked, playback

PEOPLE = "landesdatenbank_12411_15i"
CARRIED = [one for one in datasets.published() if store.bundled(one.name)]
OLD = Landesdatenbank(days=("31.12.2023",), state="03.02.2025")
NEW = Landesdatenbank(days=("31.12.2024",), state="09.02.2026")


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project that carries a made state of one table, nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    data_ask._warehouse.cache_clear()
    return project


def bundle(project: Project, made: Landesdatenbank, stated: str) -> None:
    """Let the project carry a table of a made world as the state of a day."""
    raw = made.population().encode()
    folder = project.snapshot(PEOPLE).parent
    folder.mkdir(exist_ok=True)
    (folder / "12411-15i.csv").write_bytes(raw)
    note = (
        'what = "a made table"\nfrom = "example.org/copies"\npath = "a.csv"\n'
        f'licence = "dl-de/by-2-0"\nstated = {stated}\nretrieved = 2026-11-29\nchecked = "made"\n'
        f'[[part]]\nname = "12411-15i.csv"\nsha256 = "{hashlib.sha256(raw).hexdigest()}"\n'
    )
    (folder / "note.toml").write_text(note, encoding="utf-8")


def update(answers: Callable[[Asked], Answer], patch: pytest.MonkeyPatch) -> int:
    with playback(answers) as served:
        patch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["update", PEOPLE])


def people(as_of: date | None = None) -> dict[str, str]:
    """Reference day → source of Herne's inhabitants that is shown on a day."""
    answer = ask("figures_on", indicators=["population"], regions=["herne"], as_of=as_of)
    source_of = answer.claims.set_index("claim_id")["source_id"]
    return {f"{row.period_start:%Y-%m-%d}": source_of[row.claim_id] for row in answer}


@each("table", CARRIED)
def test_a_bundled_state_passes_the_guard_that_fetched_ones_pass(table: DatasetFile) -> None:
    state = store.bundled(table.name)
    assert state is not None
    found = claims.parsed(table, state)

    looks = records.problems if table.dataset.has_records else guard.problems
    assert looks(table, found, None) == []
    inspect = getattr(table.module, "inconsistencies", None)
    if inspect and not claims.is_extract(table, state):
        assert inspect(state.parts()) == []


def test_a_state_fetched_later_replaces_the_bundled_one_by_its_day(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle(fresh, OLD, "2025-02-03")
    build.build(fresh.warehouse)
    assert people() == {"2023-12-31": f"{PEOPLE}@2025-02-03"}

    assert update(NEW, monkeypatch) == 0
    assert people() == {
        "2024-12-31": f"{PEOPLE}@2026-02-09",
        "2023-12-31": f"{PEOPLE}@2025-02-03",
    }
    assert set(people(date(2026, 2, 8)).values()) == {f"{PEOPLE}@2025-02-03"}

    (source,) = ask("sources", text="example.org/copies")
    assert (source.publisher, source.relayed_by) == ("IT.NRW", "example.org/copies")
    (fetched,) = store.vintages(PEOPLE)
    (said,) = (one for one in cli.status() if one["source"] == PEOPLE)
    assert said["vintages"] == ["bundled", fetched.name]
    assert (said["state"], said["is_bundled"]) == ("2026-02-09", False)
    assert main(["diff", f"{PEOPLE}/bundled", f"{PEOPLE}/{fetched.name}"]) == 0
    assert main(["prune", "--keep", "1"]) == 0
    assert [one.name for one in store.states(PEOPLE)] == ["bundled", fetched.name]


@pytest.mark.usefixtures("without_build")
def test_an_answer_is_compared_with_the_bundled_state(
    fresh: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle(fresh, NEW, "2026-02-09")

    assert update(NEW, monkeypatch) == 0
    assert "unchanged since 09.02.2026" in capsys.readouterr().out
    assert store.vintages(PEOPLE) == []
    (attempt,) = status.attempts()
    assert attempt.state == date(2026, 2, 9)

    assert update(OLD, monkeypatch) == 1
    assert "it states 2023-12-31 at the latest" in capsys.readouterr().out


@pytest.mark.usefixtures("without_build")
def test_the_whole_table_of_the_day_of_an_extract_takes_its_place(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle(fresh, NEW, "2026-02-09")
    file = fresh.snapshot(PEOPLE).with_name("12411-15i.csv")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    raw = "".join(line for line in lines if not line.startswith("31.12.2024;05111;")).encode()
    file.write_bytes(raw)
    note = file.with_name("note.toml")
    sealed = note.read_text(encoding="utf-8").rpartition("sha256")[0]
    digest = hashlib.sha256(raw).hexdigest()
    note.write_text(f'{sealed}sha256 = "{digest}"\n', encoding="utf-8")

    assert update(NEW, monkeypatch) == 0
    (table,) = (one for one in datasets.published() if one.name == PEOPLE)
    assert [(one.name == "bundled", one.state) for one in claims.loaded_vintages(table)] == [
        (False, date(2026, 2, 9))
    ]


@each("damage", ["part", "note"])
def test_a_damaged_bundled_state_is_refused_and_the_old_warehouse_stays(
    damage: str, fresh: Project
) -> None:
    bundle(fresh, OLD, "2025-02-03")
    folder, served = fresh.snapshot(PEOPLE).parent, fresh.state()
    file = folder / {"part": "12411-15i.csv", "note": "note.toml"}[damage]
    file.write_bytes(file.read_bytes()[:-9])

    with pytest.raises(Refused, match="git checkout"):
        build.build(fresh.warehouse)
    assert fresh.state() == served
