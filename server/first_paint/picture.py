"""A picture in the document: twice, for a wide screen and for a phone; style shows one of them."""

from __future__ import annotations

from html import escape

from charts.cache import cached
from charts.paper.items import UnknownDrawing
from charts.paper.scene import scene
from charts.paper.svg import svg
from charts.style import Picture
from i18n import Locale

#: Pixels that a page leaves for a picture on a window of 1,280, and on a phone.
WIDE, NARROW = 1056.0, 358.0
#: Larger drawings (maps) are sent once: a phone has them smaller until the application stands.
_LARGE = 100_000


@cached(128)
def picture(drawn: Picture, name: str, title: str, locale: Locale, share: float = 1.0) -> str:
    """The picture as HTML; ``share``: of the width of a wide page.

    Empty where it cannot be drawn without a browser.
    """
    try:
        drawings = {"wide": _svg(drawn, title, locale, WIDE * share)}
        if len(drawings["wide"]) > _LARGE:
            drawings = {"any": drawings["wide"]}
        else:
            drawings["narrow"] = _svg(drawn, title, locale, NARROW)
    except (UnknownDrawing, ValueError):
        return ""
    # A pattern lies where it is not seen in the other drawing: each has its own.
    parts = (
        f'<div class="cm-{kind}">'
        + text.replace('"h-', f'"{kind}-h-').replace("(#h-", f"(#{kind}-h-")
        + "</div>"
        for kind, text in drawings.items()
    )
    return (
        f'<div class="cm-drawing st-key-plot_{escape(name)}"{height(drawn)}>{"".join(parts)}</div>'
    )


def _svg(drawn: Picture, title: str, locale: Locale, width: float) -> str:
    return svg(scene(drawn.figure, locale, width=width), title=title, alt=drawn.alt)


def height(drawn: Picture | None) -> str:
    """The height that a figure sets, as an attribute; maps take theirs from the page's style."""
    high = drawn.figure["layout"].get("height") if drawn else None
    return f' style="height:{float(high):g}px"' if high else ""
