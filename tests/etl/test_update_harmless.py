"""One table never harms another: a damaged answer or state is said of its own table alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl import build, datasets
from etl.datasets import genesis_51000_0032
from etl.fetch import cli, update
from etl.fetch.update import Outcome, accept_download
from etl.schema import DatasetFile
from etl.validate import Refused
from etl.vintages.store import Vintage
from tests.etl.test_by_hand import TABLE

FAULTS = [KeyError("id"), OverflowError(), RecursionError(), NotImplementedError(),
          Refused("a/b", ["the state is damaged"], "delete it.")]  # fmt: skip


def of_two(monkeypatch: pytest.MonkeyPatch, step: str, fault: Exception) -> dict[str, Outcome]:
    """What comes of two tables, when one step stumbles over the first."""
    tables = datasets.fetched()[:2]

    def works(table: DatasetFile, *_: Any) -> Any:
        if table is tables[0] and step == works.step:  # type: ignore[attr-defined]
            raise fault
        return [] if works.step == "fetch_table" else Outcome(table.name, "new", "")  # type: ignore[attr-defined]

    for name in ("fetch_table", "accept"):

        def stand_in(*given: Any, name: str = name) -> Any:
            works.step = name  # type: ignore[attr-defined]
            return works(*given)

        monkeypatch.setattr(update, name, stand_in)
    monkeypatch.setattr("etl.fetch.parallel.AT_ONCE", 1)
    web: Any = None
    return {one.source: one for one in update.update(tables, web, lambda *_: None)}


@pytest.mark.parametrize("step", ["fetch_table", "accept"])
@pytest.mark.parametrize("fault", FAULTS, ids=lambda one: type(one).__name__)
def test_what_one_table_stumbles_over_leaves_the_others_alone(
    fault: Exception, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = datasets.fetched()[:2]
    found = of_two(monkeypatch, step, fault)
    assert (found[first.name].outcome, found[second.name].outcome) == ("failed", "new")
    assert "What to do" in found[first.name].text


def test_trouble_of_the_disk_is_still_that_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OSError, match="full"):
        of_two(monkeypatch, "accept", OSError("full"))


@pytest.mark.parametrize("part", ["parse", "stated", "inconsistencies"])
@pytest.mark.parametrize("fault", [ZeroDivisionError(), OverflowError(), KeyError("x")])
def test_a_shape_that_no_reader_knows_is_held_back(
    fault: Exception, part: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumble(_: object) -> None:
        raise fault

    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path))
    if part == "stated":
        dataset = replace(genesis_51000_0032.DATASET, stated=stumble)
        monkeypatch.setattr(genesis_51000_0032, "DATASET", dataset)
    else:
        monkeypatch.setattr(genesis_51000_0032, part, stumble)
    found = accept_download(TABLE.encode(), "51000-0032.csv", keep=False)
    assert found.outcome == "quarantined"
    assert "cannot be read" in found.text


def new(source: str, tmp_path: Path) -> Outcome:
    vintage = Vintage(
        tmp_path / "20260601T000000Z-1", {"source": source, "state": date(2026, 6, 1)}
    )
    return Outcome(source, "new", "", vintage)


@pytest.mark.parametrize(
    ("place", "held"),
    [("{0}/bundled", None), ("data/snapshots/x", None), ("published table {2}", None),
     ("published table {0}", ["{0}"]), ("core.claim", ["{0}", "{1}"]),
     ("etl/models/a.sql", ["{0}", "{1}"])],
)  # fmt: skip
def test_what_is_new_is_held_back_only_where_it_is_to_blame(
    place: str, held: list[str] | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = [table.name for table in datasets.fetched()[:3]]
    taken_back: list[str] = []

    def take_back(table: DatasetFile, vintage: Vintage, _: list[str]) -> Outcome:
        taken_back.append(table.name)
        return Outcome(table.name, "quarantined", "", vintage)

    def refuse(_: Path) -> Any:
        if set(taken_back) >= set(names[:2]) or (taken_back and held == ["{0}"]):
            return build.Built(tmp_path / "x.duckdb", "", {})
        raise Refused(place.format(*names), ["no good"], "mend it.")

    monkeypatch.setattr(build, "is_current", lambda _: False)
    monkeypatch.setattr(build, "build", refuse)
    monkeypatch.setattr(cli, "quarantine", take_back)
    outcomes = [new(name, tmp_path) for name in names[:2]]
    if held is None:
        with pytest.raises(Refused):
            cli._build(outcomes)
    else:
        cli._build(outcomes)
    assert taken_back == [one.format(*names) for one in held or []]
