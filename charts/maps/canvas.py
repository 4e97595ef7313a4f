"""What lies under every map of ours: outlines in the plane, filled areas, a layout without axes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from charts import style
from charts.maps.projection import Line, Projection, rings
from data.answer import Answer
from i18n import Locale

#: Outlines of some areas, by code.
Outlines = dict[str, tuple[Line, Line]]


@lru_cache(maxsize=32)
def outlines(answer: Answer, project: Projection, decimals: int = 0,
             codes: tuple[str, ...] = ()) -> Outlines:  # fmt: skip
    """Rows of the question ``boundaries`` as lines in the plane, by code; of some codes only.

    The same in every language, and not to be written to.
    """
    features = [
        {"properties": {"code": row.code}, "geometry": json.loads(row.geojson)}
        for row in answer
        if not codes or row.code in codes
    ]
    return rings({"features": features}, project, decimals)


def joined(lines: Iterable[tuple[Line, Line]]) -> tuple[Line, Line]:
    """Several lines as one, with a gap between them."""
    xs: Line = []
    ys: Line = []
    for x, y in lines:
        xs += [*x, None]
        ys += [*y, None]
    return xs[:-1], ys[:-1]


def middle(outline: tuple[Line, Line]) -> tuple[int, int]:
    """The middle of what an outline reaches over."""
    xs, ys = ([v for v in line if v is not None] for line in outline)
    return round((min(xs) + max(xs)) / 2), round((min(ys) + max(ys)) / 2)


def filled(lines: Iterable[tuple[Line, Line]], fill: str = style.LAND,
           width: float = 0.7) -> dict[str, Any]:  # fmt: skip
    """Several areas as one filled shape with borders."""
    xs, ys = joined(lines)
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "x": xs, "y": ys,
        "fillcolor": fill, "line": {"color": style.BORDER, "width": width}, "hoverinfo": "skip",
        "showlegend": False,
    }  # fmt: skip


def layout(locale: Locale, x: Sequence[float], y: Sequence[float], **more: Any) -> dict[str, Any]:
    """The layout of a map from x[0] to x[1] and y[0] to y[1], true to scale, without axes.

    No height is set: the page gives the map the room that the screen has.
    """
    settings = style.layout(
        locale,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={**axis(*x), "constrain": "domain"},
        yaxis={**axis(*y), "constrain": "domain", "scaleanchor": "x", "scaleratio": 1},
        **more,
    )
    del settings["height"]
    return settings


def meant(layout: dict[str, Any]) -> dict[str, Any]:
    """What a map shows at least, by axis: server/repairs.js goes back to it at each new size."""
    return {name: layout[name]["range"] for name in ("xaxis", "yaxis")}


def axis(low: float, high: float) -> dict[str, Any]:
    """An axis that is not seen."""
    return {
        "visible": False, "range": [low, high], "fixedrange": True, "automargin": False,
        "zeroline": False,
    }  # fmt: skip
