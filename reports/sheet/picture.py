"""A picture as wide as it stands on a fact sheet, no word of it smaller than 9 points."""

from __future__ import annotations

from math import inf
from typing import Any, NamedTuple

from charts.paper import sheet as scene_sheet
from charts.paper.scene import Scene, scene
from i18n import Locale

#: A plotly figure as a plain dict.
Figure = dict[str, Any]
#: Between the margins of an A4 page, and the picture of a short block beside its text: points.
WIDE = 17 / 2.54 * 72
NARROW = 10.8 / 2.54 * 72
#: A picture's pixels to a centimetre on paper, so that its words have the size they were drawn for.
_PIXELS = scene_sheet.WIDTH / WIDE
#: A picture of a short block is made this high where it can be, and never higher than that: points.
_HIGH, _HIGHEST = 7 / 2.54 * 72, 13 / 2.54 * 72
#: So much of a page is there for a picture: points.
_PAGE = 21 / 2.54 * 72
#: A map takes so much of the width in a short form, its words as large as ever.
_MAP = 0.75
#: A row of bars or of a line with a name needs so much, and all around them so much: pixels.
_BAR, _LINE, _AROUND = 13, 20, 90
#: Pictures higher than this are so since they are full: pixels.
_CROWDED = 400


class Fitted(NamedTuple):
    """A picture laid out; whether it takes the whole width, and which share of it at last."""

    scene: Scene
    is_wide: bool
    share: float = 1.0


def fitted(figure: Figure, locale: Locale, *, is_short: bool) -> Fitted | None:
    """The picture laid out; None where it is too high for a short block.

    ``is_short``: for a block that has its words on the left. Elsewhere one that is higher than a
    page is printed smaller: all of it stands in its table too.
    """
    if is_short:
        if narrow := _narrow(figure, locale):
            return Fitted(narrow, is_wide=False)
        drawn = _scene(figure, locale, WIDE * _MAP)
        is_low = drawn.height <= _HIGHEST * _PIXELS
        return Fitted(drawn, is_wide=True, share=_MAP) if is_low else None
    drawn = _scene(figure, locale, WIDE)
    return Fitted(drawn, is_wide=True, share=min(1.0, _PAGE * _PIXELS / drawn.height))


def _narrow(figure: Figure, locale: Locale) -> Scene | None:
    """The picture for a short block; None where it needs the whole width."""
    layout = figure["layout"]
    if any("scaleanchor" in axis for name, axis in layout.items() if name.startswith("yaxis")):
        return None  # a map: its names stand where they stand
    try:
        drawn = _scene(figure, locale, NARROW)
        if (least := _least(figure)) < drawn.height:
            drawn = _scene(figure, locale, NARROW, least)
    except ValueError:  # some words are wider than a narrow picture
        return None
    return drawn if drawn.height <= _HIGHEST * _PIXELS else None


def _least(figure: Figure) -> float:
    """How low a picture can be made without its words running into each other (pixels)."""
    layout = figure["layout"]
    axis = layout.get("yaxis", {})
    is_bars = all(trace.get("type") == "bar" for trace in figure["data"])
    is_crowded = not is_bars and layout.get("height", 0) > _CROWDED
    if axis.get("visible") is False or is_crowded:  # its rows are known to it alone
        return inf
    rows = (_BAR if is_bars else _LINE) * len(axis.get("tickvals", ()))
    return max(_HIGH * _PIXELS, _AROUND + rows)


def _scene(figure: Figure, locale: Locale, wide: float, height: float | None = None) -> Scene:
    """The picture so wide on paper (points), by default as high as it needs (pixels)."""
    return scene(figure, locale, width=wide * _PIXELS, height=height)
