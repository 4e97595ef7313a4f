"""What people decided on pairs of firms that may be one: a TOML file.

Only `python -m etl match` writes it. A damaged file is said and left: nothing of it is used.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data import dependencies, paths


@dataclass(frozen=True)
class Decision:
    """That a firm of ours and a legal entity of GLEIF are one, or are not: when, by whom, why."""

    company_id: str
    lei: str
    is_same: bool
    added: date
    by: str
    reason: str

    @property
    def pair(self) -> tuple[str, str]:
        """What it is about."""
        return self.company_id, self.lei


@dataclass(frozen=True)
class Choices:
    """All decisions in their order; ``trouble`` says why nothing could be read of them."""

    decisions: tuple[Decision, ...] = ()
    trouble: str = ""

    @property
    def by_pair(self) -> dict[tuple[str, str], Decision]:
        """The decision on each pair."""
        return {one.pair: one for one in self.decisions}


def file() -> Path:
    """Where they are kept."""
    return paths.matches() / "matches.toml"


def read() -> Choices:
    """The decisions of the file; empty without a file."""
    dependencies.untracked()
    try:
        document = tomllib.loads(file().read_text(encoding="utf-8"))
        return Choices(tuple(_decision(one) for one in document.get("decision", [])))
    except FileNotFoundError:
        return Choices()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Choices(trouble=f"{type(error).__name__}: {error}")


def _decision(entry: dict[str, Any]) -> Decision:
    if not isinstance(entry["is_same"], bool):
        raise TypeError(f"found is_same = {entry['is_same']!r}, expected true or false")
    return Decision(str(entry["company_id"]), str(entry["lei"]), entry["is_same"],
                    date.fromisoformat(entry["added"]), str(entry["by"]),
                    str(entry["reason"]))  # fmt: skip
