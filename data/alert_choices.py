"""What people want to be told of in official series, and what they put aside: one TOML file.

Only `python -m etl alert` writes it. A damaged file is reported and left: nothing of it is used.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from data import dependencies, paths

#: What of a series is watched: its figure, its change on the year before in percent, its place,
#: the days since its last new figure.
RULES = ("value", "change", "rank", "silence")
#: Of which kind of period: years and months of one series never meet one limit.
PERIODS = ("year", "half", "quarter", "month", "year_to_date", "point")


@dataclass(frozen=True)
class Limit:
    """A limit that somebody set on a series: to be told when it is passed upwards or downwards."""

    id: str
    series: str
    period_kind: str
    rule: str
    limit: float
    is_above: bool
    reason: str
    added: date


@dataclass(frozen=True)
class Snooze:
    """An alert that somebody put aside: until which day, why, since when."""

    alert_id: str
    until: date
    reason: str
    added: date


@dataclass(frozen=True)
class Choices:
    """All limits and snoozes; ``trouble`` says why nothing could be read of them."""

    limits: tuple[Limit, ...] = ()
    snoozes: tuple[Snooze, ...] = ()
    trouble: str = ""


def file() -> Path:
    """Where they are kept."""
    return paths.alerts() / "alerts.toml"


def read() -> Choices:
    """The limits and snoozes of the file; empty without a file."""
    dependencies.untracked()
    try:
        document = tomllib.loads(file().read_text(encoding="utf-8"))
        limits = tuple(_limit(one) for one in document.get("limit", []))
        snoozes = tuple(_snooze(one) for one in document.get("snooze", []))
    except FileNotFoundError:
        return Choices()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Choices(trouble=f"{type(error).__name__}: {error}")
    return Choices(limits, snoozes)


def _limit(entry: dict[str, Any]) -> Limit:
    rule, kind = str(entry["rule"]), str(entry["period_kind"])
    if rule not in RULES or kind not in PERIODS:
        raise ValueError(f"found {rule!r} of {kind!r}, expected one of {', '.join(RULES)} of one "
                         f"of {', '.join(PERIODS)}")  # fmt: skip
    return Limit(str(entry["id"]), str(entry["series"]), kind, rule, float(entry["limit"]),
                 bool(entry["is_above"]), str(entry["reason"]),
                 date.fromisoformat(entry["added"]))  # fmt: skip


def _snooze(entry: dict[str, Any]) -> Snooze:
    return Snooze(str(entry["alert_id"]), date.fromisoformat(entry["until"]), str(entry["reason"]),
                  date.fromisoformat(entry["added"]))  # fmt: skip
