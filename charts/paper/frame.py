"""How much of a picture its axes take: margins for ticks, titles and legend, scales that agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from charts.paper import bars as scene_bars
from charts.paper import legend as scene_legend
from charts.paper import scatter as scene_scatter
from charts.paper.axis import Axis, axis_of, set_range
from charts.paper.clip import Room
from charts.paper.grid import label_size, side_of, title_room
from charts.paper.known import one_of
from charts.paper.sheet import Sheet
from charts.paper.ticks import ticks_of

_MARGINS = {"l": 80.0, "r": 80.0, "t": 100.0, "b": 80.0}
#: Between ticks and axis, and at the outer edge.
GAP, EDGE = 6.0, 2.0
#: Height over width of a figure that sets neither height nor a scale.
_SHAPE = 0.6


def axes_of(figure: Mapping[str, Any]) -> dict[str, Axis]:
    """The axes of a figure by their short names (``x``, ``y2``), each with what it shows."""
    layout, data = figure["layout"], figure["data"]
    names = {"x", "y"} | {name.replace("axis", "") for name in layout if name[1:5] == "axis"}
    axes = {}
    for name in sorted(names):
        letter = name[0]
        values = [
            value for trace in data if str(trace.get(f"{letter}axis", letter)) == name
            for value in trace.get(letter, ())
        ]  # fmt: skip
        spec = layout.get(f"{letter}axis{name[1:]}", {})
        axes[name] = axis_of(f"{letter}axis{name[1:]}", spec, values)
    bars = scene_bars.bars_of(data, layout, axes)
    for name, axis in axes.items():
        shown, stands, tight = _numbers_on_axis(name, axis, data, bars)
        set_range(axis, shown, from_zero=stands, tight=tight)
    return axes


def _numbers_on_axis(name: str, axis: Axis, data: Sequence[Mapping[str, Any]],
                     bars: Sequence[scene_bars.Bar]) -> tuple[list[float], bool, bool]:  # fmt: skip
    """All numbers on an axis; whether bars stand on it; whether lines alone run along it."""
    numbers: list[float] = []
    stands, tight = False, axis.is_x
    for trace in data:
        kind = trace.get("type", "scatter")
        if kind == "treemap" or str(trace.get(f"{name[0]}axis", name[0])) != name:
            continue
        if kind == "scatter":
            numbers += [n for v in trace.get(name[0], ()) if (n := axis.number(v)) is not None]
            tight = tight and scene_scatter.modes(trace) == {"lines"}
    for bar in bars:
        trace = data[bar.trace]
        if str(trace.get(f"{name[0]}axis", name[0])) == name:
            if scene_bars.is_lying(trace) == axis.is_x:
                numbers += [bar.base, bar.top]
                stands = True
            else:
                numbers += [bar.side, bar.other]
                tight = False
    return numbers, stands, tight


def _margins(layout: Mapping[str, Any]) -> dict[str, float]:
    """The margins that a figure asks for."""
    own = layout.get("margin", {})
    margin = {side: float(own.get(side, usual)) for side, usual in _MARGINS.items()}
    if layout.get("sliders"):  # its room stays on the screen, as it does
        margin["b"] = 0.0
    return margin


def natural_height(figure: Mapping[str, Any], axes: Mapping[str, Axis], width: float) -> float:
    """The height of a picture: its own, or the one that its scale asks for."""
    layout = figure["layout"]
    if "height" in layout:
        return float(layout["height"])
    margin = _margins(layout)
    across, up = axes["x"], axes["y"]
    inner = width - margin["l"] - margin["r"]
    share: float = _SHAPE
    if "scaleanchor" in up.spec:
        share = abs(up.high - up.low) / abs(across.high - across.low)
    return float(inner * share + margin["t"] + margin["b"])


def missing_height(sheet: Sheet) -> float:
    """What a map without a height of its own lacks once legend and margins have taken theirs."""
    across, up = sheet.axes["x"], sheet.axes["y"]
    if "height" in sheet.layout or "scaleanchor" not in up.spec or "range" not in up.spec:
        return 0.0
    (low, high), (left, right) = up.spec["range"], across.spec["range"]
    return float(sheet.area.width * abs((high - low) / (right - left)) - sheet.area.height)


def fit(sheet: Sheet, below: float = 0.0) -> scene_legend.Legend:
    """Give the axes their pixels; the legend that the room was kept for. ``below``: kept free."""
    asked = _margins(sheet.layout)
    margin = asked.copy()
    for _ in range(3):
        legend = scene_legend.legend_of(sheet, sheet.width - margin["l"] - EDGE)
        sheet.area = Room(margin["l"], margin["t"], sheet.width - margin["r"],
                          sheet.height - below - margin["b"])  # fmt: skip
        if sheet.area.width < 40 or sheet.area.height < 10:
            raise ValueError(
                f"{sheet.width:.0f} × {sheet.height:.0f} pixels leave {sheet.area.width:.0f} × "
                f"{sheet.area.height:.0f} for the plot: draw it larger"
            )
        _place(sheet)
        needed = _needed(sheet, legend)
        margin = {side: max(asked[side], needed[side]) for side in margin}
    return legend


def _place(sheet: Sheet) -> None:
    area = sheet.area
    for axis in sheet.axes.values():
        low, high = axis.spec.get("domain", (0.0, 1.0))
        if axis.is_x:
            axis.start, axis.end = area.left + low * area.width, area.left + high * area.width
        else:
            axis.start, axis.end = area.bottom - low * area.height, area.bottom - high * area.height
        if (given := axis.spec.get("range")) is not None and axis.type in ("linear", "log"):
            axis.low, axis.high = float(given[0]), float(given[1])  # before scales were made agree
    for axis in sheet.axes.values():
        if "scaleanchor" in axis.spec:
            _agree(axis, sheet.axes[str(axis.spec["scaleanchor"])])


def _agree(axis: Axis, anchor: Axis) -> None:
    """A pixel is worth the same on both axes: the one with more pixels shows more, or shrinks."""
    ratio = float(axis.spec.get("scaleratio", 1))
    own, other = (one.length / abs(one.high - one.low) for one in (axis, anchor))
    least = min(own / ratio, other)
    for one, per_unit, wanted in ((axis, own, least * ratio), (anchor, other, least)):
        how = one_of(one.spec.get("constrain", "range"), ("range", "domain"), "axis.constrain")
        if per_unit <= wanted * (1 + 1e-9):
            continue
        if how == "range":
            middle, half = (one.low + one.high) / 2, one.length / wanted / 2
            sign = 1 if one.high > one.low else -1
            one.low, one.high = middle - sign * half, middle + sign * half
        else:
            toward = one_of(one.spec.get("constraintoward", "center" if one.is_x else "middle"),
                            _TOWARD, "axis.constraintoward")  # fmt: skip
            free = one.length - abs(one.high - one.low) * wanted
            sign = 1 if one.end > one.start else -1
            one.start += sign * free * _TOWARD[toward]
            one.end -= sign * free * (1 - _TOWARD[toward])


_TOWARD = {"left": 0.0, "center": 0.5, "right": 1.0, "bottom": 0.0, "middle": 0.5, "top": 1.0}


def _needed(sheet: Sheet, legend: scene_legend.Legend) -> dict[str, float]:
    """The margins that ticks, titles and legend need."""
    needed = dict.fromkeys("lrtb", 0.0)
    for axis in sheet.axes.values() if sheet.has_axes else ():
        if not axis.is_visible or not axis.spec.get("automargin", False):
            continue
        side = side_of(axis)
        ticks = ticks_of(axis, sheet.locale)
        sizes = [(axis.pixel(tick.number), label_size(sheet, axis, tick)) for tick in ticks]
        deep = max((size[0 if not axis.is_x else 1] for _, size in sizes), default=0.0)
        room = (GAP + deep if sizes else 0.0) + title_room(sheet, axis) + EDGE
        needed[side[0]] = max(needed[side[0]], room)
        for at, (wide, _) in sizes if axis.is_x else ():
            needed["l"] = max(needed["l"], sheet.area.left + wide / 2 - at + EDGE)
            needed["r"] = max(needed["r"], at + wide / 2 - sheet.area.right + EDGE)
    if legend.entries:
        spec = sheet.layout.get("legend", {})
        _, top = scene_legend.place(legend, spec, sheet.area)
        needed["t"] = max(needed["t"], sheet.area.top - top + EDGE)
        needed["b"] = max(needed["b"], top + legend.height - sheet.area.bottom + EDGE)
    return needed
