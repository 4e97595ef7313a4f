"""Protected sums of the office's own list: what is shown lets nobody work out what is not.

The attacker knows all that was ever shown, and the rules. He is written without the code that
protects: he bounds each cell by the equations between cells and totals until nothing moves, looks
in the row space of all tables together for a cell that is told exactly, and tries every sum of
cells of two states for one in which one or two firms changed.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

import numpy as np

from etl.inbox.own.publish import TABLES, OwnList, sums

KREISE = ("05112", "05113", "05911", "05913", "05916", "05562")
SECTORS = ("machinery", "logistics", "metals", "retail", None)
COUNTRIES = ("cn", "cn", "cn", "hk", "tw", "us", None)
#: Seeds of chains of one to three lists.
SEEDS = range(220)

Row = dict[str, str | None]
Cells = dict[str, dict[str, int]]


def firm(number: int, rng: random.Random) -> Row:
    """A firm of a size as firms have them: many small ones, few large ones."""
    jobs = None if rng.random() < 0.15 else str(round(rng.paretovariate(0.8)))
    return {
        "name": f"Firm {number}", "lei": None, "register_key": f"court HRB{number}",
        "kreis_ags": rng.choice(KREISE), "sector_code": rng.choice(SECTORS),
        "owner_country": rng.choice(COUNTRIES), "jobs": jobs,
    }  # fmt: skip


def chain_of(seed: int) -> list[OwnList]:
    """Lists one after the other: some firms come, go, move or grow in each."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    rows = [firm(number, rng) for number in range(rng.choice((2, 5, 9, 14, 30, 60)))]
    lists = [OwnList("d0", list(rows))]
    for state in range(1, 1 + seed % 3):
        for number in rng.sample(range(len(rows)), rng.randrange(min(9, len(rows)))):
            names = ("name", "register_key", *(("jobs",) if rng.random() < 0.6 else ()))
            rows[number] = {**firm(0, rng), **{name: rows[number][name] for name in names}}
        rows = [row for row in rows if rng.random() > 0.04]
        rows += [firm(1000 * state + number, rng) for number in range(rng.randrange(6))]
        lists.append(OwnList(f"d{state}", list(rows)))
    return lists


@cache
def chain_and_sums(seed: int) -> tuple[list[OwnList], list[Row]]:
    lists = chain_of(seed)
    return lists, sums(lists)


def true_cells(rows: Sequence[Mapping[str, str | None]], table: str, measure: str) -> Cells:
    """Code → firm → what it adds."""
    cells: Cells = defaultdict(lambda: defaultdict(int))
    for row in rows:
        if measure == "sites" or row["jobs"] is not None:
            part = 1 if measure == "sites" else int(row["jobs"] or 0)
            cells[TABLES[table](row)][str(row["register_key"])] += part
    return cells


def states() -> Iterator[
    tuple[int, str, dict[str, dict[str, dict[str, int | None]]], list[OwnList]]
]:
    """Seed, measure, state → table → code → value as it is shown (None: not), and the lists."""
    for seed in SEEDS:
        lists, found = chain_and_sums(seed)
        for measure in ("sites", "jobs"):
            shown: dict[str, dict[str, dict[str, int | None]]] = {}
            for row in found:
                if row["measure"] == measure:
                    value = None if row["value"] is None else int(row["value"])
                    table = shown.setdefault(str(row["delivery_id"]), {})
                    table.setdefault(str(row["breakdown"]), {})[str(row["code"])] = value
            yield seed, measure, shown, lists


def sensitive(parts: Sequence[int], measure: str) -> bool:
    """The rule as it is told: few firms; of jobs, one that has most, or two that know the rest."""
    sizes = sorted((part for part in map(abs, parts) if part), reverse=True)
    if measure == "sites" or len(sizes) < 3:
        return len(sizes) < 3
    rest = sum(sizes) - sizes[0] - sizes[1]
    return sizes[0] > 0.85 * sum(sizes) or rest < 0.1 * sizes[0]


def bounds(tables: Mapping[str, Mapping[str, int | None]],
           least: int) -> dict[tuple[str, str], tuple[int, int]]:  # fmt: skip
    """The least and most that each cell may be: sums and totals propagated until nothing moves."""
    total = tables["total"]["total"]
    assert total is not None
    found = {(name, code): (least, total) if value is None else (value, value)
             for name, cells in tables.items() for code, value in cells.items()}  # fmt: skip
    has_moved = True
    while has_moved:
        has_moved = False
        for name, cells in tables.items():
            for code in cells:
                others = [found[name, other] for other in cells if other != code]
                low = max(found[name, code][0], total - sum(high for _, high in others))
                high = min(found[name, code][1], total - sum(low for low, _ in others))
                if (low, high) != found[name, code]:
                    found[name, code], has_moved = (low, high), True
    return found


def test_no_protected_cell_can_be_bounded_closer_than_the_rule_says() -> None:
    attacked = 0
    for seed, measure, shown, lists in states():
        rows_of = {one.delivery_id: one.rows for one in lists}
        for state, tables in shown.items():
            # Of the first list each cell that is named has a firm at least.
            told = bounds(tables, int(measure == "sites" and state == "d0"))
            for name in TABLES:
                for code, parts in true_cells(rows_of[state], name, measure).items():
                    if not sensitive(list(parts.values()), measure):
                        continue
                    where = (seed, measure, state, name, code)
                    assert tables[name][code] is None, where
                    (low, high), value = told[name, code], sum(parts.values())
                    if measure == "sites":
                        assert low <= 1, where
                        assert high >= 3, where
                    else:
                        assert low <= 0.85 * value, where
                        assert high >= 1.15 * value, where
                    attacked += 1
    assert attacked > 500


def test_what_is_left_over_of_each_table_is_itself_no_sum_of_few() -> None:
    # Else one of its firms takes its own jobs away and knows those of the other.
    for seed, measure, shown, lists in states():
        rows_of = {one.delivery_id: one.rows for one in lists}
        for state, tables in shown.items():
            for name in TABLES:
                parts: dict[str, int] = defaultdict(int)
                for code, cell in true_cells(rows_of[state], name, measure).items():
                    if tables[name][code] is None:
                        for one, part in cell.items():
                            parts[one] += part
                assert not parts or not sensitive(list(parts.values()), measure), (seed, name)


def test_no_protected_cell_is_told_exactly_by_all_tables_together() -> None:
    # A cell of one table is a sum over the cells of the cross table of all three, never shown.
    for seed, _, shown, _ in states():
        if seed % 4:
            continue
        for state, tables in shown.items():
            codes = [sorted(tables[name]) for name in TABLES]
            axes = np.meshgrid(*(range(len(one)) for one in codes), indexing="ij")
            told: list[np.ndarray] = [np.ones(axes[0].size)]
            secret: list[np.ndarray] = []
            for axis, name in enumerate(TABLES):
                for number, code in enumerate(codes[axis]):
                    functional = (axes[axis] == number).ravel().astype(float)
                    (secret if tables[name][code] is None else told).append(functional)
            matrix = np.array(told)
            rank = np.linalg.matrix_rank(matrix)
            for functional in secret:
                assert np.linalg.matrix_rank(np.vstack([matrix, functional])) > rank, (seed, state)


def test_no_two_states_tell_of_one_or_two_firms_that_changed() -> None:
    compared = 0
    for seed, measure, shown, lists in states():
        rows_of = {one.delivery_id: one.rows for one in lists}
        for (then, past), (now, present) in combinations(shown.items(), 2):
            for name in TABLES:
                before, after = (true_cells(rows_of[s], name, measure) for s in (then, now))
                codes = sorted({*past[name], *present[name]})
                for many in range(1, len(codes) + 1):
                    for block in combinations(codes, many):
                        if not all(_is_told(one[name], block) for one in (past, present)):
                            continue
                        sides = [_added(one, block) for one in (before, after)]
                        parts = [d for one in {**sides[0], **sides[1]}
                                 if (d := sides[1].get(one, 0) - sides[0].get(one, 0))]  # fmt: skip
                        if parts:
                            assert not sensitive(parts, measure), (seed, then, now, name, block)
                            compared += 1
    assert compared > 500


def _is_told(cells: Mapping[str, int | None], block: Sequence[str]) -> bool:
    """Whether the sum of some cells follows from what is shown: of all that is not, or of none."""
    hidden = {code for code, value in cells.items() if value is None}
    return hidden <= set(block) or not hidden & set(block)


def _added(cells: Mapping[str, Mapping[str, int]], block: Sequence[str]) -> dict[str, int]:
    sides: dict[str, int] = defaultdict(int)
    for code in block:
        for one, part in cells.get(code, {}).items():
            sides[one] += part
    return sides


def test_what_is_shown_is_true_and_most_lists_show_something() -> None:
    shown_cells = hidden_cells = 0
    for _, measure, shown, lists in states():
        rows_of = {one.delivery_id: one.rows for one in lists}
        for state, tables in shown.items():
            for name in TABLES:
                cells = true_cells(rows_of[state], name, measure)
                for code, value in tables[name].items():
                    assert value in (None, sum(cells.get(code, {}).values()))
                    shown_cells += value is not None
                    hidden_cells += value is None
    assert shown_cells > hidden_cells / 4


def test_a_list_that_one_firm_joined_leaves_the_sums_as_they_were() -> None:
    rng = random.Random(1)  # noqa: S311 - no secret
    rows = [firm(number, rng) for number in range(60)]
    first, second = OwnList("d0", rows), OwnList("d1", [*rows, firm(99, rng)])
    third = OwnList("d2", [*rows, *(firm(number, rng) for number in (99, 98, 97, 96))])
    days = {row["delivery_id"] for row in sums([first, second]) if row["measure"] == "sites"}
    assert days == {"d0"}
    days = {row["delivery_id"] for row in sums([first, second, third]) if row["measure"] == "sites"}
    assert days == {"d0", "d2"}


def test_a_firm_that_gets_a_register_number_is_still_the_same_firm() -> None:
    rng = random.Random(2)  # noqa: S311 - no secret
    rows = [{**firm(number, rng), "register_key": None} for number in range(40)]
    later = [{**row, "register_key": f"court HRB{n}"} if n < 2 else row
             for n, row in enumerate(rows)]  # fmt: skip
    for one in later[:2]:
        one["jobs"] = "4711"
    told = sums([OwnList("d0", rows), OwnList("d1", later)])
    assert {row["delivery_id"] for row in told if row["measure"] == "jobs"} <= {"d0"}
