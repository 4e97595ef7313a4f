"""Promises checked in a loop: every violation is named, and nothing to check is no promise kept.

And the processes of a run: each file in one of them.
"""

from __future__ import annotations

import os

import pytest

from tests import each as each_module
from tests.each import each, sample, spread


def test_every_violation_is_named_and_not_only_the_first() -> None:
    @each("number", [1, 2, 3, 4])
    @each("factor", [1, 3])
    def is_odd(number: int, factor: int) -> None:
        assert number * factor % 2

    with pytest.raises(AssertionError) as refused:
        is_odd()
    text = str(refused.value)
    assert [f"number='{number}'" in text for number in (1, 2, 3, 4)] == [False, True, False, True]
    assert text.count("factor='3'") == 2


def test_what_should_have_been_refused_and_was_not_is_a_violation() -> None:
    @each("value", ["1", "x"])
    def is_refused(value: str) -> None:
        with pytest.raises(ValueError, match="invalid literal"):
            int(value)

    with pytest.raises(AssertionError, match="value='1'"):
        is_refused()


def test_a_loop_over_nothing_is_no_promise_kept() -> None:
    @each("value", [])
    def is_checked(value: str) -> None:
        pass

    with pytest.raises(AssertionError, match="nothing to check"):
        is_checked()


def test_every_case_has_its_turn_and_in_the_benchmark_all_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(each_module, "EVERY_CASE", False)
    assert spread("abc", [1, 2]) == [("a", 1), ("b", 2), ("c", 1)]
    some = sample(range(100), 5)
    assert some == sorted({*some}) == sample(range(100), 5)
    assert (len(some), sample("ab", 5)) == (5, ["a", "b"])

    monkeypatch.setattr(each_module, "EVERY_CASE", True)
    assert len(spread("abc", [1, 2])) == 6
    assert sample(range(100), 5) == list(range(100))


def test_tests_of_a_file_run_in_one_process(request: pytest.FixtureRequest) -> None:
    # A pytest that xdist does not know lets each process do again what another has done.
    group = "@test_each" if "PYTEST_XDIST_WORKER" in os.environ else ""
    assert request.node.nodeid.endswith(f"one_process{group}")
