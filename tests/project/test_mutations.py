"""A few mutated inputs for every reader: a named refusal or the right figure, nothing else.

``python -m benchmarks.mutations`` gives each reader thousands.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from random import Random

import pytest

from tests.mutated.kind import KEPT, ONE, OTHER, SAME, Figures, Input, Mutated, Reader, Said
from tests.mutated.played import played
from tests.mutated.readers import readers

SEED = 16
#: Readers that are quick to have, and how many inputs each is given.
QUICK = {"inbox_csv": 120, "inbox_workbook": 40, "geonames": 40, "worldbank": 20, "comtrade": 60,
         "ecb": 20, "gleif": 20, "links": 12, "mappen": 6}  # fmt: skip

pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.mark.long
@pytest.mark.parametrize("name", QUICK)
def test_a_mutated_input_is_refused_by_name_or_read_as_it_is_meant(name: str) -> None:
    result = played(readers()[name], QUICK[name], SEED)
    assert result.wrong == [], "\n".join(result.wrong)
    assert sum(result.counts.values()) == QUICK[name]


def test_a_cell_of_signs_that_show_nothing_is_an_empty_cell() -> None:
    wrong, reader = [], readers()["inbox_csv"]
    with reader.surroundings():
        for one in (good for good in reader.good() if b";" in good.raw):
            head, first, *rest = csv.reader(one.raw.decode().splitlines(), delimiter=";")
            for place, column in enumerate(head):
                row = [*first[:place], "\ud7ff", *first[place + 1 :]]
                raw = "\n".join(map(";".join, (head, row, *rest))).encode()
                said = reader.read(replace(one, raw=raw))
                if said.nameless or "" in said.figures.values():
                    wrong.append(f"{one.of}, {column}: {said}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("oracle", "said", "is_wrong"),
    [
        (SAME, {"a": "10", "b": "20"}, False),
        (SAME, {"a": "10"}, True),
        (ONE, {"a": "11", "b": "20"}, False),
        (ONE, {"a": "12", "b": "20"}, True),
        (ONE, {"a": "11", "b": "22"}, True),
        (KEPT, {"b": "20"}, False),
        (KEPT, {"a": "20", "b": "20"}, True),
        (OTHER, {"a": "10", "b": "20"}, True),
        (OTHER, {"a": "10", "b": "21"}, False),
    ],
)
def test_what_must_hold_of_a_mutated_input_is_told_from_what_must_not(
    oracle: str, said: Figures, is_wrong: bool
) -> None:
    good = Input(b"good", "x.csv")
    known: Figures = {"a": "10", "b": "20"}

    def changed(draw: Random, one: Input) -> Mutated:
        return Mutated(Input(b"other", "x.csv"), "made", oracle, factor=1.1)

    def read(one: Input) -> Said:
        return Said(known if one == good else said)

    result = played(Reader("made", lambda: [good], read, (changed,)), 1, SEED)
    assert bool(result.wrong) == is_wrong
