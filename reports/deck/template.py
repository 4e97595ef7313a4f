"""The template of a deck: its layouts and their placeholders, found by name.

Another template of the same names can be given, with the master, colours and logo of a house.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from pptx import Presentation
from pptx.exc import PackageNotFoundError

TEMPLATE = Path(__file__).with_name("deck.pptx")
_OF_A_FIGURE = ("finding", "subtitle", "labels", "comment", "source", "state", "page")
#: Layout → the placeholders that it must have.
LAYOUTS: dict[str, tuple[str, ...]] = {
    "cover": ("finding", "meeting", "head", "state"),
    "chart": (*_OF_A_FIGURE, "chart"),
    "table": (*_OF_A_FIGURE, "table"),
    "picture": (*_OF_A_FIGURE, "picture"),
    "sources": ("finding", "sources", "state", "page"),
}


class BadTemplate(ValueError):
    """The file cannot serve as the template of a deck; the text says what is missing."""


def opened(template: Path | None) -> Any:
    """An empty deck of a template (ours for None). Raises BadTemplate."""
    file = template or TEMPLATE
    try:
        deck = Presentation(io.BytesIO(file.read_bytes()))
    except (OSError, KeyError, ValueError, BadZipFile, PackageNotFoundError) as error:
        raise BadTemplate(
            f"{file.name} cannot be opened as a presentation: {error or type(error).__name__}. "
            "Expected a .pptx that PowerPoint can open; save it again there."
        ) from error
    _check(deck, file.name)
    return deck


def _check(deck: Any, name: str) -> None:
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    if missing := [one for one in LAYOUTS if one not in layouts]:
        raise BadTemplate(
            f"{name} has no layout {' and no layout '.join(map(repr, missing))}; found "
            f"{sorted(layouts)}, expected {list(LAYOUTS)}. Name the layouts so in the master view."
        )
    for layout, needed in LAYOUTS.items():
        there = [box.name for box in layouts[layout].placeholders]
        if lacking := [one for one in needed if one not in there]:
            raise BadTemplate(
                f"{name}: layout {layout!r} has no placeholder {', '.join(map(repr, lacking))}; "
                f"found {there}, expected {list(needed)}. Add it in the master view, and name it "
                "in the selection pane."
            )
    if len(deck.slides):
        raise BadTemplate(f"{name} holds {len(deck.slides)} slides, expected none: a template has "
                          "layouts only. Delete its slides.")  # fmt: skip
