"""Decisions on pairs as they are kept: written whole or not at all, by one at a time."""

from __future__ import annotations

from collections.abc import Callable

from data import match_choices, paths
from data.match_choices import Choices, Decision
from etl import kept_file
from etl.lock import locked
from etl.validate import Refused

_HEAD = "# Decisions on pairs of firms. Written by: python -m etl match"


def decide(one: Decision) -> None:
    """Keep a decision; one on the same pair is replaced. Raises Refused, Taken or OSError."""
    _change(lambda choices: Choices((*_others(choices, one.pair), one)))


def undo(company_id: str, lei: str) -> Decision:
    """Drop a decision, so that the rule holds again. Raises Refused, Taken or OSError."""
    dropped: list[Decision] = []

    def without(choices: Choices) -> Choices:
        pair = company_id, lei
        if pair not in choices.by_pair:
            known = ", ".join(" ".join(one.pair) for one in choices.decisions) or "none"
            raise Refused(
                "match undo",
                [f"found no decision on {company_id} {lei}, expected one of: {known}"],
                "see what is kept: python -m etl match list",
            )
        dropped.append(choices.by_pair[pair])
        return Choices(_others(choices, pair))

    _change(without)
    return dropped[0]


def _others(choices: Choices, pair: tuple[str, str]) -> tuple[Decision, ...]:
    return tuple(one for one in choices.decisions if one.pair != pair)


def _change(changed: Callable[[Choices], Choices]) -> None:
    """Read, change and write the decisions under the folder's lock."""
    with locked(paths.matches()):
        choices = match_choices.read()
        kept_file.check(match_choices.file(), choices.trouble)
        kept_file.write(match_choices.file(), _HEAD, {"decision": changed(choices).decisions})
