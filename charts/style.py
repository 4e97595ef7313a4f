"""How every picture looks: colours, marks, layout. One visual grammar, readable in grey.

Filled circle: final or revised. Filled diamond: official, not stated whether final. Hollow
circle: provisional. Hollow diamond: estimated or "about". Square: single figure quoted from a
publication. Cross: official figure read from a public copy. Hollow square: its source does not say
what counts as China; it stands beside the line. A gap is a gap. No mark points up or
down: that would read as rising or falling.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil
from typing import Any

import plotly.graph_objects as go

from charts.cache import cached
from charts.rows import StatusRow
from charts.table import Table
from data.answer import PublisherLevel
from i18n import Locale

#: Colour-blind safe and at least 3:1 on white and on the dark background. No red for China.
COLOURS = ("#0072B2", "#C75B00", "#008F68", "#A05195", "#767676", "#8C6D1F", "#3F7FBF", "#B0506A")
DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
HATCHES = ("", "/", "x", ".", "\\", "-", "|", "+")
MUTED = "#767676"
#: Words on the page's own ground; style.css gives them the page's colour, light or dark.
INK = "#6E6E6E"
LAND = "rgba(128,128,128,0.16)"
BORDER = "rgba(128,128,128,0.65)"
#: Shades of areas from little to much, readable in grey; words on each; the line around each, which
#: tells the palest from its ground. On dark pages style.css turns them: there more is lighter.
SHADES = ("#DCEBF4", "#A9CFE5", "#5FA5CD", "#1F7AAE", "#00507F")
ON_PALE, ON_STRONG = "#1B1B1B", "#FDFDFD"
ON_SHADES = (ON_PALE, ON_PALE, "#111111", ON_STRONG, ON_STRONG)
OUTLINE = "#808080"

#: Mark → plotly symbol.
SYMBOLS = {
    "firm": "circle",
    "unsettled": "diamond",
    "provisional": "circle-open",
    "estimated": "diamond-open",
    "single": "square",
    "copy": "cross",
    "scope": "square-open",
}
#: Areas wear no signs: all that the key says of them is said of the areas.
AREAS = dict.fromkeys(SYMBOLS, "area")


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawn answer.

    ``figure``: plotly figure as a plain dict. ``alt``: text alternative. ``table``: the same in
    rows and columns. ``marks``: which marks of the grammar occur, for the key below; ``drawn_as``:
    how it draws those that are no signs in it but bars or lines, by the words ``mark.drawn``.
    """

    figure: dict[str, Any]
    alt: str
    table: Table
    marks: tuple[str, ...] = ()
    config: dict[str, Any] = field(default_factory=dict)
    drawn_as: dict[str, str] = field(default_factory=dict)

    @cached_property
    def plotly_figure(self) -> go.Figure:
        """The figure, checked by plotly once and not at every visit."""
        return _Checked(self.figure)


@cached(64)
def marked(picture: Picture, text: str) -> Picture:
    """The picture with a text across it and in its alternative: what it shows is not real."""
    layout = picture.figure["layout"]
    across = {
        "text": text, "showarrow": False, "xref": "paper", "yref": "paper", "x": 0.5, "y": 0.5,
        "textangle": -18, "opacity": 0.28, "font": {"size": 30}, "name": "demonstration",
    }  # fmt: skip
    figure = {
        **picture.figure,
        "layout": {**layout, "annotations": [*layout.get("annotations", ()), across]},
    }
    return replace(picture, figure=figure, alt=f"{text}. {picture.alt}")


@cached(256)
def ending_in(picture: Picture, newer: tuple[str, ...]) -> Picture:
    """The picture with what is newer than its last figures at its end, and in its alternative."""
    layout = picture.figure["layout"]
    # As wide as the plot on a phone, where names at the ends of lines take their room.
    text = "<br>".join(wrapped(f"▸ {one}", 36, 4) for one in newer)
    at_end = {
        "text": text, "showarrow": False, "xref": "paper",
        "yref": "paper", "x": 1, "y": 1, "xanchor": "right", "yanchor": "bottom", "align": "right",
        "font": {"size": 11}, "name": "newer",
    }  # fmt: skip
    margin = dict(layout.get("margin", {}))
    margin["t"] = margin.get("t", 34) + 15 * (text.count("<br>") + 1) + 3
    figure = {
        **picture.figure,
        "layout": {**layout, "margin": margin,
                   "annotations": [*layout.get("annotations", ()), at_end]},
    }  # fmt: skip
    return replace(picture, figure=figure, alt=f"{picture.alt} {'; '.join(newer)}.")


class _Checked(go.Figure):  # type: ignore[misc]
    """A figure that is drawn as it is: plotly copies it all whenever it is asked for it."""

    def __init__(self, figure: dict[str, Any]) -> None:
        super().__init__(figure)
        self.__dict__["_as_checked"] = super().to_dict()

    def to_dict(self) -> dict[str, Any]:
        """The checked figure; not to be written to."""
        checked: dict[str, Any] = self.__dict__["_as_checked"]
        return checked


def mark(row: StatusRow) -> str:
    """Which mark of the grammar a row wears, by status, qualifier, evidence and publisher."""
    if getattr(row, "is_apart", False):
        return "scope"
    status, evidence = row.status, row.evidence_kind
    qualifier = getattr(row, "qualifier", None)
    publisher = getattr(row, "publisher_level", PublisherLevel.OFFICIAL_TABLE)
    if status == "estimated" or qualifier not in (None, "exact") or evidence in (
        "plan", "forecast", "capacity",
    ):  # fmt: skip
        return "estimated"
    if status == "provisional":
        return "provisional"
    counted_by = getattr(row, "basis", None)  # freight says who counts; an office only if so named
    is_copy = publisher == PublisherLevel.COPY and evidence == "statistic"
    if is_copy and counted_by in (None, "official_statistics"):
        return "copy"
    if publisher > PublisherLevel.STATISTICAL_OFFICE:
        return "single"
    return "unsettled" if status == "unknown" else "firm"


def layout(locale: Locale, *, height: int = 380, unit: str = "", **more: Any) -> dict[str, Any]:
    """The common layout: German separators, room for labels, legend on top, axis with unit."""
    base: dict[str, Any] = {
        "height": height,
        "separators": locale.separators,
        "margin": {"l": 8, "r": 12, "t": 34, "b": 8},
        "colorway": list(COLOURS),
        "hovermode": "closest",
        "hoverlabel": {"align": "left"},
        "showlegend": False,
        "legend": {
            "orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "xanchor": "left",
            "itemsizing": "constant",
        },
        # An axis of years needs no title; without size and distance it takes no room either.
        "xaxis": {"automargin": True, "showgrid": False, "fixedrange": True,
                  "title": {"text": "", "standoff": 0, "font": {"size": 1}}},
        "yaxis": {"automargin": True, "fixedrange": True, "zeroline": True,
                  "title": {"text": unit}},
    }  # fmt: skip
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(base.get(name), dict):
            base[name] = {**base[name], **value}
        else:
            base[name] = value
    return base


def year_ticks(first: float, last: float, step: int) -> dict[str, Any]:
    """An axis on which years are numbers: each so many of them, and none after the last."""
    years = range(ceil(first), int(last) + 1)
    return {"tickvals": [year for year in years if year % step == 0], "tickformat": "d"}


def config(locale: Locale) -> dict[str, Any]:
    """Plotly's own settings: our locale, no bar of tools, nothing from a stranger."""
    return {
        "displayModeBar": False,
        "locale": locale.lang,
        "locales": locale.plotly_locale(),
        "topojsonURL": "/app/static/topojson/",
        "scrollZoom": False,
    }


def seen(marks: Iterable[str]) -> tuple[str, ...]:
    """Which marks occur, in the order of the grammar."""
    present = set(marks)
    return tuple(name for name in SYMBOLS if name in present)


def wrapped(label: str, width: int = 26, lines: int = 2) -> str:
    """A long label on several lines, so that the bars keep their room on a phone.

    What does not fit ends in an ellipsis; a word longer than a line stays whole, and so does the
    number of a product.
    """
    label = re.sub(r"(?<=\d) (?=\d)", "\N{NO-BREAK SPACE}", label)
    parts = textwrap.wrap(label, width, max_lines=lines, placeholder=" …", break_long_words=False)
    return "<br>".join(parts)
