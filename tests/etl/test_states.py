"""States of fetched tables in the warehouse: as of each day, one state at a time, no gap left."""

from __future__ import annotations

import json
import random
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import ask as data_ask
from data import paths, status
from data.ask import ask
from etl import build, datasets
from etl.__main__ import main
from etl.schema import DatasetFile
from etl.vintages import claims, cli, store
from etl.vintages.store import Vintage
from tests.warehouses import Project
from tests.worlds.genesis import TOKEN, World
from tests.worlds.playback import Answer, Asked, playback

SOURCE = "genesis_51000_0003"
READERS = 20


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project with an account and nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    monkeypatch.setenv("GENESIS_TOKEN", TOKEN)
    data_ask._warehouse.cache_clear()
    return project


def update(world: Callable[[Asked], Answer], *words: str) -> int:
    with playback(world) as served, pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["update", *words])


def dated(vintage: Vintage, day: str) -> None:
    """Let a state be of an earlier day, and fetched then."""
    note = vintage.folder / store.NOTE
    said = note.read_text(encoding="utf-8")
    note.write_text(re.sub('(?m)^state = ".*"$', f'state = "{day}"', said), encoding="utf-8")
    vintage.folder.rename(vintage.folder.with_name(f"{day.replace('-', '')}{vintage.name[8:]}"))


def revised(cell: dict[str, str]) -> dict[str, str]:
    """Germany's exports to China in 2024, revised upwards by a tenth."""
    is_meant = (cell["time"], cell["value_variable_code"]) == ("2024", "WERTA")
    if is_meant and "STLAH720" in cell.values():
        return cell | {"value": str(int(cell["value"]) * 11 // 10), "value_q": "e"}
    return cell


def exports(as_of: date | None = None) -> dict[int, tuple[float, str]]:
    """Year → value and source of Germany's exports to China."""
    answer = ask("trade_series", region="de", as_of=as_of)
    sources = dict(zip(answer.claims["claim_id"], answer.claims["source_id"], strict=True))
    rows = zip(answer.rows["period_start"], answer.rows["value"], answer.rows["claim_id"],
               strict=True)  # fmt: skip
    found = {int(str(day)[:4]): (float(value), str(sources[key])) for day, value, key in rows}
    # Before 2008 the table says nothing.
    return {year: told for year, told in found.items() if year >= 2008}


@contextmanager
def reading(readers: int) -> Iterator[list[dict[int, tuple[float, str]]]]:
    """Everything that so many people see who look again and again meanwhile."""
    seen: list[dict[int, tuple[float, str]]] = []
    over = threading.Event()

    def look() -> None:
        while True:
            seen.append(exports())
            if over.wait(0.5):
                return

    with ThreadPoolExecutor(readers) as pool:
        looking = [pool.submit(look) for _ in range(readers)]
        try:
            yield seen
        finally:
            over.set()
        for one in looking:
            one.result()


def test_each_day_sees_the_state_of_its_day_and_never_two_at_once_while_20_read(
    fresh: Project,
) -> None:
    before = exports()
    assert update(World(), SOURCE) == 0
    dated(store.vintages(SOURCE)[0], "2026-11-01")
    served = exports()
    with reading(READERS) as seen:
        assert update(World(change=revised), SOURCE) == 0

    first, second = (claims.source_id(table(), one) for one in store.vintages(SOURCE))
    today, then = exports(), exports(as_of=date(2026, 11, 10))
    assert len(seen) >= READERS
    assert all(one in (served, today) for one in seen)

    assert exports(as_of=date(2026, 10, 31)) == before
    assert {source for _, source in then.values()} == {first}
    assert {source for _, source in today.values()} == {second}
    assert today[2024][0] == pytest.approx(1.1 * then[2024][0], rel=1e-3)
    assert {year: today[year][0] for year in today if year != 2024} == {
        year: then[year][0] for year in then if year != 2024
    }


def test_what_a_later_state_repeats_is_no_contradiction_and_what_it_revises_is_newer(
    fresh: Project,
) -> None:
    assert update(World(), SOURCE) == 0
    dated(store.vintages(SOURCE)[0], "2026-11-01")
    assert update(World(change=revised), SOURCE) == 0

    differing = ask("contradictions").rows
    ours = differing[[any(SOURCE in one for one in ids) for ids in differing["claim_ids"]]]
    both = ours[[all(SOURCE in one for one in ids) for ids in ours["claim_ids"]]]
    assert set(both["kind"]) == {"newer_state"}
    assert set(both["period_start"].dt.year) == {2024}


def table() -> DatasetFile:
    return next(one for one in datasets.fetched() if one.name == SOURCE)


@pytest.mark.usefixtures("without_build")
def test_the_difference_of_two_states_is_three_lists(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert update(World(last_year=2024), SOURCE) == 0
    dated(store.vintages(SOURCE)[0], "2026-11-01")
    assert update(World(change=revised), SOURCE) == 0
    names = [f"{SOURCE}/{one.name}" for one in store.vintages(SOURCE)]
    capsys.readouterr()

    assert main(["diff", *names, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert {row["period_start"][:4] for row in said["new"]} == {"2025"}
    assert {row["period_start"][:4] for row in said["revised"]} == {"2024"}
    stated = [row for row in said["revised"] if row["indicator"] == "trade_value"]
    assert {row["counterpart"] for row in stated} == {"cn", "world"}
    assert said["redefined"] == said["gone"] == []

    assert main(["diff", *names]) == 0
    assert "revised: " in capsys.readouterr().out
    assert main(["diff", f"{SOURCE}/nonsense", names[1]]) == 2
    assert names[0] in capsys.readouterr().out


@pytest.mark.usefixtures("without_build")
def test_the_status_names_every_state_and_what_is_held_back(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert update(World(), SOURCE) == 0
    assert update(World(rewrite=lambda text: text[:-9]), SOURCE) == 1
    capsys.readouterr()

    assert main(["status", "--json"]) == 0
    said = {one["source"]: one for one in json.loads(capsys.readouterr().out)["tables"]}
    assert said[SOURCE]["vintages"] == [one.name for one in store.vintages(SOURCE)]
    assert said[SOURCE]["quarantined"] == [one.name for one in store.quarantined(SOURCE)]
    assert len(said[SOURCE]["quarantined"]) == 1
    assert said["genesis_51000_0032"]["state"] is None


@pytest.mark.usefixtures("without_build")
def test_only_old_states_are_pruned(fresh: Project, capsys: pytest.CaptureFixture[str]) -> None:
    assert update(World(), SOURCE) == 0
    dated(store.vintages(SOURCE)[0], "2026-11-01")
    assert update(World(change=revised), SOURCE) == 0
    old, new = store.vintages(SOURCE)

    assert main(["prune", "--keep", "0"]) == 2
    assert main(["prune", "--keep", "1"]) == 0
    assert [one.name for one in store.vintages(SOURCE)] == [new.name]
    assert old.name in capsys.readouterr().out


def test_every_gap_that_tables_of_genesis_can_fill_closes(fresh: Project) -> None:
    fillable = {"nrw_export_cn", "nrw_import_cn", "nrw_export_world", "nrw_import_world",
                "nrw_share_import_cn", "nrw_rank_import_cn", "nrw_weight_import_cn",
                "nrw_export_cn_month", "nrw_import_cn_month", "nrw_product_export_cn",
                "nrw_product_import_cn", "de_export_cn", "de_import_cn", "de_export_cn_month",
                "de_import_cn_month", "de_product_export_cn", "de_product_import_cn",
                "de_product_export_cn_month", "de_product_import_cn_month",
                "de_foreign_controlled_asia", "duisburg_port_tonnes",
                "de_cn_rail_tonnes_westbound", "de_cn_rail_tonnes_eastbound",
                "nrw_abroad_rail_tonnes_inward", "nrw_abroad_rail_tonnes_outward"}  # fmt: skip

    def gaps() -> set[str]:
        rows = ask("gaps").rows
        lacking = zip(rows["code"], rows["missing"], rows["partial"], strict=True)
        return {str(code) for code, missing, partial in lacking if len(missing) or len(partial)}

    before = gaps()
    assert update(World(), *(t.name for t in datasets.fetched() if t.dataset.account)) == 0

    # All partners are known now; the list shows the largest and China's neighbours in the count.
    listed = set(ask("trade_partners").rows["partner"])
    assert len(listed) <= 34
    assert {"cn", "hk", "mo", "tw", "nl"} <= listed
    assert before & fillable
    assert not gaps() & fillable
    assert gaps() - fillable == before - fillable


DAMAGES: dict[str, Callable[[Path, Path], object]] = {
    "cut short": lambda part, _: part.write_bytes(part.read_bytes()[:-1]),
    "part missing": lambda part, _: part.unlink(),
    "note cut short": lambda _, note: note.write_bytes(note.read_bytes()[:-9]),
    "note of nothing": lambda _, note: note.write_text("", encoding="utf-8"),
    "note no text": lambda _, note: note.write_bytes(b"\xff\xfe\x00"),
    "note missing": lambda _, note: note.unlink(),
}  # fmt: skip


def test_a_damaged_state_is_left_out_and_named_and_the_last_good_one_is_served(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.build.is_current", lambda _: True)
        assert update(World(), SOURCE) == 0
        dated(store.vintages(SOURCE)[0], "2026-11-01")
        assert update(World(change=revised), SOURCE) == 0
        assert update(World(rewrite=lambda text: text[:-9]), SOURCE) == 1
    good, bad = store.vintages(SOURCE)
    (held,) = store.quarantined(SOURCE)
    whole = build.fingerprint()

    for name, damage in DAMAGES.items():
        for state in (bad, held):
            aside = shutil.copytree(state.folder, fresh.root / "aside" / name / state.name)
            damage(next(state.folder.glob("*.zip")), state.folder / store.NOTE)
            (named,) = (one for table, one in claims.left_out())
            assert (
                claims.loaded_vintages(table())[-1].folder == (good if state is bad else bad).folder
            ), name
            assert str(state.folder) in str(named), name
            assert "python -m etl update" in str(named), name
            assert (build.fingerprint() == whole) == (state is held), name
            assert main(["diff", f"{SOURCE}/{good.name}", f"{SOURCE}/{state.name}"]) == 1, name
            shutil.rmtree(state.folder)
            shutil.copytree(aside, state.folder)
    assert build.fingerprint() == whole
    assert claims.left_out() == []

    DAMAGES["cut short"](next(bad.folder.glob("*.zip")), bad.folder / store.NOTE)
    capsys.readouterr()
    assert main(["build"]) == 0
    said = capsys.readouterr().out
    assert "is not as it was fetched" in said
    assert f"delete the folder {bad.folder}" in said
    assert {source for _, source in exports().values()} == {claims.source_id(table(), good)}
    (left_out,) = status.left_out()
    assert (left_out.source, left_out.name) == (SOURCE, bad.name)
    (told,) = (one for one in cli.status() if one["source"] == SOURCE)
    assert (told["left_out"], told["state"]) == ([bad.name], good.state.isoformat())


@pytest.mark.usefixtures("without_build")
def test_a_state_that_our_reader_does_not_know_any_more_is_left_out_too(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(_: object) -> None:
        raise KeyError("id")

    assert update(World(), SOURCE) == 0
    shutil.rmtree(paths.vintages() / "_as_read", ignore_errors=True)
    monkeypatch.setattr(claims, "_unreadable", {})
    monkeypatch.setattr(table().module, "parse", stumble)
    assert claims.loaded_vintages(table()) == []
    ((left_out, why),) = claims.left_out()
    assert left_out.name == SOURCE
    assert "KeyError" in str(why)
    assert "What to do" in str(why)


@pytest.mark.usefixtures("without_build")
def test_what_is_kept_as_read_is_read_anew_when_a_bit_of_it_has_turned(fresh: Project) -> None:
    assert update(World(), SOURCE) == 0
    (state,) = store.vintages(SOURCE)
    kept = store.claims_as_read(state, claims._code())
    whole, sound = claims.parsed(table(), state), kept.read_bytes()
    chance = random.Random(11)  # noqa: S311 - no secret
    for _ in range(8):
        raw = bytearray(sound)
        raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        kept.write_bytes(raw)
        pd.testing.assert_frame_equal(claims.parsed(table(), state), whole)


def test_a_second_run_at_the_same_time_waits_outside(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    from etl.lock import locked

    with locked(paths.vintages()):
        assert update(World(), SOURCE) == 4
    assert "another run" in capsys.readouterr().out
