"""Any fault on any source: the last good state stays as it was, and the error says what to do."""

from __future__ import annotations

import random
from collections import Counter
from datetime import datetime, tzinfo
from itertools import groupby
from pathlib import Path
from typing import Self

import pytest

from etl import datasets
from tests.faults import FAULTS, GROUPS, REVISED
from tests.faulty.kind import REFUSED, Fault
from tests.faulty.stage import Stage, stage
from tests.worlds import played

#: How many faults each data set meets at least.
_AT_LEAST = 3
#: How many small tables of a publisher are read to the end, again and again.
_SMALL = 2


def test_every_data_set_that_is_fetched_has_a_world_that_plays_it() -> None:
    missing = sorted({table.name for table in datasets.fetched()} - played().keys())
    assert not missing, (
        f"no world plays {', '.join(missing)}: name it in PLAYED of a module in tests/worlds "
        "(docs/adding-a-dataset.md, step 2)"
    )


def test_the_list_names_each_kind_of_fault_once_and_of_each_group_some() -> None:
    names = Counter(fault.name for fault in FAULTS)
    assert [name for name, count in names.items() if count > 1] == []
    assert {fault.group for fault in FAULTS} == set(GROUPS)
    assert len(FAULTS) >= 60


def cases(on: Stage) -> list[tuple[str, Fault]]:
    """Each fault with one data set that can have it, always the same; each of these with some.

    What must be read to the end goes to small tables; ``python -m benchmarks.faults`` takes all.
    """
    draw = random.Random(14)  # noqa: S311 - no secrets
    names = sorted(on.good)
    size = {name: sum(len(one.body) for one in on.good[name].values()) for name in names}
    publisher = {one.name: one.dataset.publisher for one in datasets.fetched()}
    shelves = groupby(sorted(names, key=lambda one: (publisher[one], size[one])), publisher.get)
    small = [name for _, shelf in shelves for name in list(shelf)[:_SMALL]]
    used: Counter[str] = Counter()
    found = []
    for fault in draw.sample(FAULTS, len(FAULTS)):
        is_quick = fault.group != "content" and fault.outcomes == REFUSED
        known = names if is_quick else small
        name = next(name for name in sorted(known, key=lambda one: used[one] * size[one])
                    if on.applies(name, fault))  # fmt: skip
        used[name] += 1
        found.append((name, fault))
    quick = [one for one in FAULTS if one.group == "body" and one.outcomes == REFUSED]
    for name in names:
        more = [one for one in quick if (name, one) not in found and on.applies(name, one)]
        chosen = draw.sample(more, max(0, _AT_LEAST - used[name]))
        found += [(name, fault) for fault in chosen]
    return sorted(found, key=lambda case: (case[0], case[1].name))


@pytest.mark.long
def test_no_fault_harms_a_source_its_last_state_or_another_source(tmp_path: Path) -> None:
    with stage(tmp_path) as on:
        for name in sorted(played()):
            on.prepare(name)
        chosen = cases(on)
        assert min(Counter(name for name, _ in chosen).values()) >= _AT_LEAST
        wrong = [f"{name}, {fault.name}: {one}" for name, fault in chosen
                 for one in on.violations(name, fault)]  # fmt: skip
        assert wrong == [], "\n".join(wrong)


class SetBack(datetime):
    """A clock that was set back for years."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls(2020, 1, 1, tzinfo=tz)


def test_a_revised_figure_is_new_but_not_under_a_clock_that_was_set_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = "eurostat_bop_fdi6_pos"
    with stage(tmp_path) as on:
        on.prepare(name)
        with monkeypatch.context() as patch:
            patch.setattr("etl.fetch.update.datetime", SetBack)
            refused = on.run(name, REVISED)
        assert (refused.outcome, refused.reason) == ("failed", "clock")
        assert "found 01.01.2020 on the clock" in refused.text
        assert on.run(name, REVISED).outcome == "new"
