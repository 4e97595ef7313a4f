"""What of the inbox may be seen from outside: whether it is open, and what was refused."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from data import paths
from data.paths import is_demo, is_read_only

__all__ = ["Rejected", "is_demo", "is_read_only", "rejected"]

#: Refused files that are shown; the folder keeps them all.
_SHOWN = 20


@dataclass(frozen=True)
class Rejected:
    """A file that was refused: when (UTC), and the report beside it."""

    file: str
    at: datetime
    said: dict[str, Any]


def rejected() -> list[Rejected]:
    """The files refused last, the newest first; what cannot be read is left out."""
    folder = paths.inbox() / "rejected"
    found = []
    for one in sorted(folder.glob("[!.]*"), reverse=True)[:_SHOWN] if folder.is_dir() else []:
        try:
            said = json.loads((one / "report.json").read_text(encoding="utf-8"))
            at = datetime.strptime(one.name.partition("-")[0], "%Y%m%dT%H%M%S%fZ")
            found.append(Rejected(str(said["file"]), at.replace(tzinfo=UTC), said))
        except (OSError, ValueError, KeyError):
            continue
    return found
