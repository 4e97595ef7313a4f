"""All readers of what comes from outside, by name."""

from __future__ import annotations

from tests.mutated import downloads, inbox, links, made
from tests.mutated.kind import Reader


def readers() -> dict[str, Reader]:
    """Each reader once."""
    return {one.name: one for room in (downloads, inbox, links, made) for one in room.readers()}
