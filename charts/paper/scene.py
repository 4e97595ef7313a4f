"""A picture on paper: from plotly's description to a scene in which everything has its place.

The description that the screen draws is read strictly: what is neither drawn nor of use to a
pointer alone raises UnknownDrawing. Printed 17 cm wide, no word is smaller than 9 points.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts.paper import bars as scene_bars
from charts.paper import grid as scene_grid
from charts.paper import legend as scene_legend
from charts.paper import notes as scene_notes
from charts.paper import scatter as scene_scatter
from charts.paper import treemap as scene_treemap
from charts.paper.crowd import Crowd
from charts.paper.frame import axes_of, fit, missing_height, natural_height
from charts.paper.items import Item, Scene, UnknownDrawing
from charts.paper.known import refuse_unknown
from charts.paper.sheet import WIDTH, Sheet
from charts.paper.text import Block
from i18n import Locale

__all__ = ["Scene", "UnknownDrawing", "scene"]


def scene(figure: Mapping[str, Any], locale: Locale, *, width: float = WIDTH,
          height: float | None = None, scale: float = 1.0) -> Scene:  # fmt: skip
    """Lay out ``Picture.figure`` on ``width`` × ``height`` pixels.

    ``height``: by default the figure's own, for maps the one of their land. ``scale``: how much
    larger everything is drawn than on the screen (2 for a picture read from four metres).
    Raises UnknownDrawing, and ValueError where the size leaves no room for the plot.
    """
    refuse_unknown(figure)
    if figure["layout"].get("separators", locale.separators) != locale.separators:
        raise UnknownDrawing(f"layout.separators of another language than {locale.lang}")
    wide = width / scale
    below = 0.0
    for _ in range(4):
        axes = axes_of(figure)
        high = natural_height(figure, axes, wide) + below if height is None else height / scale
        sheet = Sheet(figure, locale, wide, high, axes)
        legend = fit(sheet, below)
        if height is None and (more := missing_height(sheet)):
            sheet.height = high = high + more
            legend = fit(sheet, below)
        items, key = _all(sheet, legend)
        needed = scene_treemap.key_height(key, sheet.area.width)
        if needed <= below:
            break
        below = needed
    items += scene_treemap.draw_key(sheet, key, sheet.height - below + 2)
    ends = {axis.name: ((axis.low, axis.start), (axis.high, axis.end)) for axis in axes.values()}
    return Scene(wide, high, tuple(items), ends, scale)


def _all(sheet: Sheet, legend: scene_legend.Legend) -> tuple[list[Item], list[Block]]:
    """Everything from the lowest layer up, and the key to areas that bear numbers."""
    items: list[Item] = [*scene_notes.shapes(sheet, below=True)]
    kinds = [str(trace.get("type", "scatter")) for trace in sheet.data]
    shown = [n for n, trace in enumerate(sheet.data) if trace.get("visible", True) is True]
    if sheet.has_axes:
        items += scene_grid.grid(sheet)
    bars = scene_bars.bars_of(sheet.data, sheet.layout, sheet.axes)
    key: list[Block] = []
    for n in (n for n in shown if kinds[n] == "bar"):
        own = [bar for bar in bars if bar.trace == n]
        items += scene_bars.draw(sheet, sheet.data[n], own)
    for n in (n for n in shown if kinds[n] == "treemap"):
        tiles, lines = scene_treemap.draw(sheet, n, sheet.data[n])
        items += tiles
        key += lines
    points = [(n, sheet.data[n]) for n in shown if kinds[n] == "scatter"]
    for n, trace in points:
        items += scene_scatter.fill(sheet, n, trace)
        items += scene_scatter.lines(sheet, n, trace)
    for n, trace in points:
        items += scene_scatter.marks(sheet, n, trace)
    items += scene_notes.shapes(sheet, below=False)
    if sheet.has_axes:
        items += scene_grid.ticks_and_titles(sheet)
    items += scene_legend.draw(sheet, legend)
    crowd = Crowd(sheet.paper)
    crowd.add(items)
    for n, trace in points:
        items += scene_scatter.words(sheet, n, trace, crowd)
    items += scene_notes.words(sheet, crowd)
    return items, key
