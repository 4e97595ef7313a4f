"""Colours of the screen on white paper: the one place where they are mapped.

On the screen, words follow the page's theme (ui/style.css does there what is done here): tints of
grey that are read on light and dark ground alike. Paper is white, so they are printed darker.
"""

from __future__ import annotations

import re
from functools import lru_cache

from charts.paper.items import UnknownDrawing
from charts.style import INK

PAPER = "#FFFFFF"
#: Words without a colour of their own, words at axes, lines of the grid, the line of zero.
TEXT, AXIS_TEXT, GRID, ZERO = "#1A1A1A", "#333333", "#DCDCDC", "#7A7A7A"
#: Colours of words on the screen's own ground, and what they are on paper.
_WORDS = {INK: "#262626"}
_RGB = re.compile(r"rgba?\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*(?:,\s*([\d.]+)\s*)?\)")
_HEX = re.compile(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


@lru_cache(maxsize=512)
def colour(value: str) -> tuple[str, float]:
    """``#RRGGBB`` and opacity of a colour as plotly writes it."""
    if match := _RGB.fullmatch(value):
        red, green, blue = (int(part) for part in match.group(1, 2, 3))
        return f"#{red:02X}{green:02X}{blue:02X}", float(match.group(4) or 1)
    if match := _HEX.fullmatch(value):
        digits = match.group(1)
        whole = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
        return f"#{whole.upper()}", 1.0
    raise UnknownDrawing(f"colour {value!r}")


def ink(value: str | None, default: str = TEXT) -> str:
    """The colour of words on paper."""
    return default if value is None else _WORDS.get(value) or colour(value)[0]
