"""The legend: a sign and a name for each trace, in rows or below each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from charts.paper import bars as scene_bars
from charts.paper import scatter as scene_scatter
from charts.paper.clip import Room
from charts.paper.ink import TEXT
from charts.paper.items import Item, Path, Rect
from charts.paper.known import one_of
from charts.paper.sheet import Sheet, at_index
from charts.paper.text import Block, wrapped

#: Pixels of a sign, between it and its name, between two entries.
_SIGN, _BESIDE, _BETWEEN = 34.0, 6.0, 18.0
_MARK = 9.0


@dataclass(frozen=True)
class Entry:
    """One entry: its trace, its words, and where it stands in the legend."""

    number: int
    words: Block
    x: float
    y: float


@dataclass(frozen=True)
class Legend:
    """All entries with the size of the whole; without entries it takes no room."""

    entries: tuple[Entry, ...]
    width: float
    height: float


def legend_of(sheet: Sheet, room: float) -> Legend:
    """The entries of a figure within so much width."""
    if not sheet.layout.get("showlegend", False):
        return Legend((), 0.0, 0.0)
    spec = sheet.layout.get("legend", {})
    one_of(spec.get("traceorder", "normal"), ("normal",), "legend.traceorder")
    one_of(spec.get("itemsizing", "trace"), ("trace", "constant"), "legend.itemsizing")
    lying = one_of(spec.get("orientation", "v"), ("v", "h"), "legend.orientation") == "h"
    size = sheet.size(spec.get("font", {}).get("size", 12))
    shown = [(n, trace) for n, trace in enumerate(sheet.data)
             if trace.get("showlegend", True) and trace.get("visible", True) is True]  # fmt: skip
    shown.sort(key=lambda one: one[1].get("legendrank", 1000))
    entries: list[Entry] = []
    x = y = high = wide = 0.0
    for n, trace in shown:
        words = wrapped(str(trace.get("name", "")), size, room - _SIGN - _BESIDE)
        own = _SIGN + _BESIDE + words.width
        if entries and (not lying or x + own > room):
            x, y, high = 0.0, y + high, 0.0
        entries.append(Entry(n, words, x, y))
        high = max(high, words.height + 4)
        wide = max(wide, x + own)
        x += own + _BETWEEN
    return Legend(tuple(entries), wide, y + high)


def place(legend: Legend, spec: Mapping[str, Any], area: Room) -> tuple[float, float]:
    """Upper left corner of a legend on its figure."""
    x = area.left + float(spec.get("x", 1.02)) * area.width
    y = area.bottom - float(spec.get("y", 1)) * area.height
    across = {"left": 0.0, "center": 0.5, "right": 1.0}
    down = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
    left = one_of(spec.get("xanchor", "left"), across, "legend.xanchor")
    top = one_of(spec.get("yanchor", "top"), down, "legend.yanchor")
    return x - across[left] * legend.width, y - down[top] * legend.height


def draw(sheet: Sheet, legend: Legend) -> Iterator[Item]:
    """Signs and names."""
    if not legend.entries:
        return
    left, top = place(legend, sheet.layout.get("legend", {}), sheet.area)
    for entry in legend.entries:
        x, y = left + entry.x, top + entry.y
        middle = y + entry.words.height / 2
        yield from _sign(sheet, entry.number, x, middle)
        yield from entry.words.words(x + _SIGN + _BESIDE, y, TEXT, part=f"legend[{entry.number}]")


def _sign(sheet: Sheet, number: int, x: float, y: float) -> Iterator[Item]:
    trace = sheet.data[number]
    part = f"legend[{number}].sign"
    if trace.get("type", "scatter") == "bar":
        paint = scene_bars.bar_paint(sheet, trace, number, _typical(trace))
        yield Rect(x + 8, y - 6, _SIGN - 12, 12, paint, part=part)
        return
    if trace.get("fill", "none") != "none":
        yield Rect(x, y - 6, _SIGN, 12, scene_scatter.fill_paint(sheet, number, trace), part=part)
    if "lines" in (parts := scene_scatter.modes(trace)):
        rim = scene_scatter.rim(sheet, number, trace)
        yield Path((((x, y), (x + _SIGN, y)),), rim, part=part)
    if "markers" in parts and at_index(trace.get("marker", {}).get("size", 1), 0) != 0:
        yield from scene_scatter.mark(sheet, number, 0, (x + _SIGN / 2, y), _MARK)


def _typical(trace: Mapping[str, Any]) -> int:
    """The first bar that is filled: a hollow one would say that all are."""
    colours = trace.get("marker", {}).get("color")
    if not isinstance(colours, list):
        return 0
    return next((n for n, one in enumerate(colours) if one != "rgba(0,0,0,0)"), 0)
