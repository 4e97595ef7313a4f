"""Figures drawn by seed from the pages are what their claims say, worked out without SQL."""

from __future__ import annotations

import random

import pytest

from benchmarks import audit

pytestmark = pytest.mark.usefixtures("warehouse")
PAGES = [
    "trade/nrw",
    "trade/partners",
    "investment/projects",
    "freight/benchmark",
    "location/china",
]


def test_figures_drawn_by_seed_are_what_was_read() -> None:
    drawn = random.Random(11).sample(audit.figures(PAGES), 60)  # noqa: S311
    claims = audit.raw_claims()
    wrong = {one.place: text for one in drawn if (text := audit.difference(one, claims))}
    assert not wrong
    other = {name: row._replace(value="7.25") for name, row in claims.items()}
    assert sum(bool(audit.difference(one, other)) for one in drawn) >= 55, "it can find faults"
