"""Who owns whom: one highest owner that is always the same, or a reason why none is known."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import date
from typing import Any

import duckdb
import pandas as pd
import pytest

from data import paths
from data.ask import ask
from etl import modelling

SEEDS, NODES = 300, 6
#: What ends a search: GLEIF says that nobody stands above.
TOP = ("natural_persons", "non_consolidating", "no_known_person")
HIDDEN = ("no_lei", "non_public", "not_named")


@dataclass(frozen=True)
class Edge:
    """An edge of ownership known on the day asked for; without parent it has a reason."""

    child_id: str
    parent_id: str | None
    relation: str = "direct"
    is_ended: bool = False
    is_planned: bool = False
    exception_reason: str | None = None


def engine(edges: Iterable[Edge]) -> duckdb.DuckDBPyConnection:
    """The model of the highest owner on edges of ours."""
    con = duckdb.connect(":memory:")
    con.execute("set threads = 1")
    con.execute("create schema core")
    con.execute(
        "create table core.known_ownership_edge (child_id varchar, parent_id varchar,"
        " relation varchar, is_ended boolean, is_planned boolean, exception_reason varchar,"
        " edge_id varchar, parent_country varchar, share_pct double, share_text varchar,"
        " start_date varchar, end_date varchar, confidence varchar, source_ids varchar[])"
    )
    rows = [(*astuple(edge), str(number)) for number, edge in enumerate(edges)]
    frame = pd.DataFrame(rows, columns=[*(one.name for one in fields(Edge)), "edge_id"])
    con.register("given", frame)
    con.execute("insert into core.known_ownership_edge by name"
                " select *, 'high' as confidence, ['office'] as source_ids from given")  # fmt: skip
    con.execute(
        "create view core.known_entity as select distinct id as entity_id, upper(id) as name,"
        " id[:2] as country from (select child_id as id from core.known_ownership_edge"
        " union select parent_id from core.known_ownership_edge) where id is not null"
    )
    model = next(one for one in modelling.models() if one.name == "core.ultimate_owner")
    con.execute(f"create view core.ultimate_owner as {model.sql}")
    return con


def highest(edges: Iterable[Edge]) -> dict[str, tuple[str, str | None]]:
    """Entity → how its highest owner is known, and who that is."""
    with engine(edges) as con:
        rows = con.execute(
            "select entity_id, ultimate_reason, ultimate_id from core.ultimate_owner"
        ).fetchall()
    found = {entity: (reason, top) for entity, reason, top in rows}
    assert len(found) == len(rows), "an entity has one row"
    return found


def path(edges: Iterable[Edge], company: str, ended: str = "no") -> list[dict[str, Any]]:
    """The rows of the question for one entity."""
    sql = (paths.ROOT / "data" / "queries" / "ownership_path.sql").read_text(encoding="utf-8")
    with engine(edges) as con:
        found = con.execute(sql, {"company": company, "ended": ended})
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def made(seed: int) -> Iterator[Edge]:
    """A graph of few entities with everything that can be wrong: circles, two tops, plans, ends."""
    pick = random.Random(seed)  # noqa: S311 - no secret
    names = [f"{seed}_{number}" for number in range(pick.randint(2, NODES))]
    for _ in range(pick.randint(1, 8)):
        child, relation = pick.choice(names), pick.choice(("owner", "direct", "ultimate"))
        if pick.random() < 0.2:
            yield Edge(child, None, relation, exception_reason=pick.choice(TOP + HIDDEN))
        else:
            # A graph without circles is as frequent as one with them.
            parents = names if seed % 2 else [name for name in names if name > child]
            yield Edge(child, pick.choice(parents or names), relation, pick.random() < 0.15,
                       pick.random() < 0.1)  # fmt: skip


def above(edges: list[Edge], entity: str) -> set[str]:
    """Everybody above an entity, by following live edges one by one."""
    seen: set[str] = set()
    waiting = [entity]
    while waiting:
        child = waiting.pop()
        for edge in edges:
            if edge.child_id == child and edge.parent_id and edge.parent_id not in seen:
                seen.add(edge.parent_id)
                waiting.append(edge.parent_id)
    return seen


def test_there_is_one_highest_owner_with_nobody_above_or_a_reason() -> None:
    everything = [edge for seed in range(SEEDS) for edge in made(seed)]
    found = highest(everything)
    live = [edge for edge in everything if not (edge.is_ended or edge.is_planned)]
    assert set(found) == {edge.child_id for edge in live}
    by_seed: dict[str, list[Edge]] = {}
    for edge in live:
        by_seed.setdefault(edge.child_id.split("_")[0], []).append(edge)
    reasons = []
    for entity, (reason, top) in found.items():
        own = by_seed[entity.split("_")[0]]
        owners = above(own, entity)
        in_circle = [one for one in owners | {entity} if one in above(own, one)]
        tops = {one for one in owners if not above(own, one)}
        reasons.append(reason)
        assert (reason == "cycle") == bool(in_circle), (entity, own)
        assert (top is None) == (reason != "known")
        if reason == "known":
            assert top in tops
        if all(edge.relation == "owner" and edge.parent_id for edge in own) and not in_circle:
            assert (reason, top) == (("known", *tops) if len(tops) == 1 else ("several", None))
        if reason in ("exception", "none") and not in_circle:
            assert tops <= owners
            assert any(edge.exception_reason for edge in own) or not owners
    assert {"known", "several", "cycle", "exception"} <= set(reasons)


def test_neither_the_order_of_edges_nor_ended_ties_and_plans_change_who_is_highest() -> None:
    everything = [edge for seed in range(SEEDS) for edge in made(seed)]
    shuffled = random.Random(4).sample(everything, len(everything))  # noqa: S311 - no secret
    live = [edge for edge in everything if not (edge.is_ended or edge.is_planned)]
    assert highest(everything) == highest(shuffled) == highest(live)


#: Edges above a firm → how its highest owner is known, and who that is.
CHAIN = [Edge("firm", "lu_1"), Edge("lu_1", "nl_2"), Edge("nl_2", "ky_3"), Edge("ky_3", "vg_4"),
         Edge("vg_4", "cn_5"),
         *(Edge(one, "cn_5", "ultimate")
           for one in ("firm", "lu_1", "nl_2", "ky_3", "vg_4"))]  # fmt: skip
GOLDEN: dict[str, tuple[list[Edge], tuple[str, str | None]]] = {
    "a chain through four holdings": (CHAIN, ("known", "cn_5")),
    "an owner as documented": ([Edge("firm", "cn_1", "owner")], ("known", "cn_1")),
    "a chain of which the middle is not reported": (
        [Edge("firm", "lu_1"), Edge("firm", "cn_5", "ultimate")], ("known", "cn_5")),
    "a dead end that says itself that nobody is above it": (
        [Edge("firm", "lu_1"), Edge("firm", "cn_5", "ultimate"),
         Edge("lu_1", None, "ultimate", exception_reason="natural_persons")], ("several", None)),
    "a parent that has none": (
        [Edge("firm", "cn_1"), Edge("cn_1", None, exception_reason="no_known_person")],
        ("known", "cn_1")),
    "a parent whose own parent has no number": (
        [Edge("firm", "lu_1"), Edge("lu_1", None, "ultimate", exception_reason="no_lei")],
        ("exception", None)),
    "a firm that names its parent, not the highest": (
        [Edge("firm", "lu_1"), Edge("firm", None, "ultimate", exception_reason="non_public")],
        ("exception", None)),
    "nobody is named": (
        [Edge("firm", None, "owner", exception_reason="natural_persons")], ("exception", None)),
    "two ultimate parents": (
        [Edge("firm", "cn_1", "ultimate"), Edge("firm", "hk_2", "ultimate")], ("several", None)),
    "documents and register name different owners": (
        [Edge("firm", "cn_1", "owner"), Edge("firm", "us_2", "ultimate")], ("several", None)),
    "two ways to one owner": (
        [Edge("firm", "lu_1"), Edge("firm", "nl_2"), Edge("lu_1", "cn_3"), Edge("nl_2", "cn_3")],
        ("known", "cn_3")),
    "its own parent": ([Edge("firm", "firm")], ("cycle", None)),
    "a circle above it": (
        [Edge("firm", "lu_1"), Edge("lu_1", "nl_2"), Edge("nl_2", "lu_1"),
         Edge("nl_2", "cn_3", "ultimate")], ("cycle", None)),
    "a tie that is over beside one that holds": (
        [Edge("firm", "cn_1", "owner", is_ended=True), Edge("firm", "hk_2", "owner")],
        ("known", "hk_2")),
}  # fmt: skip


@pytest.mark.parametrize("name", GOLDEN)
def test_who_is_highest(name: str) -> None:
    edges, expected = GOLDEN[name]
    assert highest(edges)["firm"] == expected
    rows = path(edges, "firm")
    assert {row["ultimate_reason"] for row in rows} == {expected[0]}
    assert {row["parent_id"] for row in rows if row["is_ultimate"]} == {expected[1]} - {None}
    assert any(row["is_cycle"] for row in rows) == (expected[0] == "cycle")


def test_the_path_goes_up_edge_by_edge_and_ended_ties_are_asked_for() -> None:
    rows = path(CHAIN, "firm")
    steps = [(row["step"], row["parent_country"]) for row in rows if row["relation"] == "direct"]
    assert steps == [(1, "lu"), (2, "nl"), (3, "ky"), (4, "vg"), (5, "cn")]
    over = [Edge("firm", "cn_1", "owner", is_ended=True), Edge("firm", "hk_2", is_planned=True)]
    assert path(over, "firm") == []
    assert [row["parent_id"] for row in path(over, "firm", "yes")] == ["cn_1", "hk_2"]


@pytest.mark.usefixtures("warehouse")
def test_a_person_and_an_owner_not_named_are_no_entity_and_never_the_same() -> None:
    for company, reason in (("weise_international_kalkar", "natural_persons"),
                            ("douer", "not_named")):  # fmt: skip
        (row,) = ask("ownership_path", company=company)
        assert (row.parent_id, row.parent_name) == (None, None)
        assert (row.exception_reason, row.ultimate_reason) == (reason, "exception")
        assert row.parent_country == "cn"


@pytest.mark.usefixtures("warehouse")
def test_a_tie_is_known_and_ends_as_known_on_the_day_asked_for() -> None:
    def tie(day: date, ended: str = "yes") -> list[tuple[bool, str | None]]:
        answer = ask("ownership_path", company="schumag", ended=ended, as_of=day)
        return [(row.is_ended, row.end_date) for row in answer]

    assert tie(date(2000, 1, 1)) == []
    assert tie(date(2018, 6, 1)) == [(False, None)]
    assert tie(date(2023, 3, 1), ended="no") == []
    assert [is_ended for is_ended, _ in tie(date(2023, 3, 1))] == [True]
