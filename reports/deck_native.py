"""From plotly's description to a chart that PowerPoint draws itself, with figures to be edited.

Lines over dates, ranks over dates and bars become such charts. It is read strictly: whatever
PowerPoint could not draw as the screen does raises NotNative, and another way is taken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from charts.scene_ink import PAPER, colour, ink
from i18n import Locale
from reports.deck_axis import ValueAxis, value_axis

#: What a label at a point is put beside.
_SIDES = {"top": "t", "bottom": "b", "middle": "r"}
#: Notes that stand beside the chart on a slide as well.
_SAID_BESIDE = ("newer", "demonstration")
_TAG = re.compile(r"<[^>]*>")
_KNOWN = {
    "scatter": """type name x y mode text textposition textfont line marker connectgaps opacity
        cliponaxis showlegend customdata hovertemplate hoverinfo hovertext legendrank visible""",
    "bar": """type name x y width text textposition textfont orientation marker cliponaxis
        showlegend customdata hovertemplate hoverinfo hovertext legendrank visible""",
    "line": "color width dash",
    "marker": "color size symbol opacity line pattern",
}


class NotNative(ValueError):
    """PowerPoint has no such chart; the text says why."""


@dataclass(frozen=True)
class Mark:
    """The sign at a point: plotly's symbol, size in pixels, colours of what it is filled with."""

    symbol: str
    size: float
    fill: str
    edge: str


@dataclass(frozen=True)
class Label:
    """What stands at a point.

    ``code``: the format in which the value itself says it; None where ``text`` says something
    else. ``is_named``: the name of the series stands before it; ``is_valued``: a figure does.
    """

    text: str
    side: str
    colour: str
    size: float
    code: str | None = None
    is_named: bool = False
    is_valued: bool = True
    is_bold: bool = False


@dataclass(frozen=True)
class Series:
    """A row of values over the categories, None where there is none.

    ``width`` of its line in pixels, 0 for none; ``hollow``: the bars that are hatched on white.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    width: float = 0.0
    dash: str = "solid"
    opacity: float = 1.0
    marks: tuple[Mark | None, ...] = ()
    colours: tuple[str, ...] = ()
    hollow: frozenset[int] = frozenset()
    labels: Mapping[int, Label] = field(default_factory=dict)
    in_legend: bool = False


@dataclass(frozen=True)
class Chart:
    """A chart of PowerPoint. ``kind``: line, bar (lying) or column.

    ``categories``: names or days; ``ticks``: every how many years an axis of days has a tick.
    """

    kind: str
    categories: tuple[str, ...] | tuple[date, ...]
    series: tuple[Series, ...]
    axis: ValueAxis
    ticks: int = 1
    first: date | None = None
    is_stacked: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether the categories are days."""
        return bool(self.categories) and isinstance(self.categories[0], date)

    @property
    def has_legend(self) -> bool:
        """Whether a legend says which series is which."""
        return any(one.in_legend for one in self.series)


def native(figure: Mapping[str, Any], locale: Locale) -> Chart:
    """The chart that a figure is. Raises NotNative."""
    traces = [one for one in figure["data"] if one.get("visible", True) is True]
    layout = figure["layout"]
    kinds = {str(trace.get("type", "scatter")) for trace in traces}
    axes = [name for name in layout if name[1:5] == "axis"]
    if len(kinds) != 1 or not kinds <= {"scatter", "bar"} or len(axes) > 2:
        raise NotNative(f"traces of type {sorted(kinds)} on {len(axes)} axes")
    for name in ("shapes", "sliders", "images"):
        if layout.get(name):
            raise NotNative(f"layout.{name}")
    for trace in traces:
        _refuse_unknown(trace)
    notes = [one for one in layout.get("annotations", ()) if one.get("name") not in _SAID_BESIDE]
    if kinds == {"bar"}:
        from reports.deck_bars import bars  # noqa: PLC0415 - it builds on this module

        return bars(traces, layout, notes, locale)
    return _lines(traces, layout, notes, locale)


def _refuse_unknown(trace: Mapping[str, Any]) -> None:
    kind = str(trace.get("type", "scatter"))
    for name, known in ((kind, trace), ("line", trace.get("line", {})),
                        ("marker", trace.get("marker", {}))):  # fmt: skip
        if strange := set(known) - set(_KNOWN[name].split()):
            raise NotNative(f"{name}.{sorted(strange)[0]}")


def _lines(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any],
           notes: Iterable[Mapping[str, Any]], locale: Locale) -> Chart:  # fmt: skip
    across = layout["xaxis"]
    if across.get("type") != "date" or not layout["yaxis"].get("visible", True):
        raise NotNative("lines over anything but dates")
    days = sorted({day(one) for trace in traces for one in trace["x"] if one is not None})
    if not days:
        raise NotNative("no figure")
    if any(one.day != 1 for one in days):
        raise NotNative("single days")
    shows = bool(layout.get("showlegend"))
    series = [_series(trace, days, shows=shows, locale=locale) for trace in _merged(traces)]
    for note in notes:
        _note(note, series, days, locale)
    ticks = [day(one) for one in across.get("tickvals", ())]
    step = max(ticks[1].year - ticks[0].year, 1) if len(ticks) > 1 else 1
    axis = value_axis(layout["yaxis"], [v for one in series for v in one.values])
    return Chart("line", tuple(days), tuple(series), axis, step, _first(days, ticks, step))


def _first(days: Sequence[date], ticks: Sequence[date], step: int) -> date:
    """Where the axis begins: so that its ticks are those of the screen, if that wastes no room."""
    if not ticks or ticks[0] <= days[0]:
        return days[0]
    before = date(ticks[0].year - step, 1, 1)
    span = max((days[-1] - days[0]).days, 1)
    return before if (days[0] - before).days <= span * 0.12 else days[0]


def day(value: Any) -> date:
    """The day that plotly's text for it means."""
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise NotNative(f"{value!r} is no day") from error


def _merged(traces: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines and the signs on them as one series where the screen draws them one after another."""
    merged: list[dict[str, Any]] = []
    for trace in traces:
        before = merged[-1] if merged else {}
        same = all(before.get(name) == trace.get(name) for name in ("name", "x", "y"))
        if same and before.get("mode") == "lines" and "lines" not in trace["mode"]:
            merged[-1] = {**before, **{k: v for k, v in trace.items() if k != "opacity"},
                          "mode": f"lines+{trace['mode']}", "line_opacity": before.get("opacity", 1)}  # fmt: skip
        else:
            merged.append(dict(trace))
    return merged


def _series(trace: Mapping[str, Any], days: Sequence[date], *, shows: bool,
            locale: Locale) -> Series:  # fmt: skip
    xs = [day(one) for one in trace["x"]]
    if len(set(xs)) != len(xs):
        raise NotNative("several figures of a series on one day")
    values = dict(zip(xs, trace["y"], strict=True))
    mode = str(trace.get("mode", "lines"))
    drawn = "lines" in mode
    if drawn and _would_break(xs, values, days):
        raise NotNative("a line over days that another series has and it has not")
    line, marker = trace.get("line", {}), trace.get("marker", {})
    main = str(line.get("color") or one_of(marker.get("color"), 0))
    opacity = float(trace.get("line_opacity", trace.get("opacity", 1)))
    place = {one: number for number, one in enumerate(xs)}
    marks = tuple(
        _mark(marker, place[one], main) if "markers" in mode and one in place else None
        for one in days
    )
    labels = {}
    for number, one in enumerate(days):
        if "text" in mode and one in place and (text := one_of(trace.get("text"), place[one])):
            label = _text_of(trace, place[one], str(text), main)
            labels[number] = valued(label, values[one], locale)
    return Series(
        str(trace.get("name", "")),
        tuple(values.get(one) for one in days),
        colour(main)[0],
        float(line.get("width", 2)) if drawn else 0.0,
        str(line.get("dash", "solid")),
        opacity,
        marks,
        labels=labels,
        in_legend=shows and trace.get("showlegend", True) is not False,
    )


def _would_break(xs: Sequence[date], values: Mapping[date, float | None],
                 days: Sequence[date]) -> bool:  # fmt: skip
    """Whether a line would have a gap where the screen draws it through."""
    ordered = sorted(xs)
    pairs = zip(ordered, ordered[1:], strict=False)
    return any(
        values[one] is not None and values[two] is not None and any(one < d < two for d in days)
        for one, two in pairs
    )


def one_of(value: Any, number: int) -> Any:
    """One of several values, or the one that holds for all."""
    return value[number] if isinstance(value, list | tuple) else value


def _mark(marker: Mapping[str, Any], number: int, main: str) -> Mark:
    symbol = str(one_of(marker.get("symbol", "circle"), number))
    fill = colour(str(one_of(marker.get("color", main), number)))[0]
    line, bare = marker.get("line", {}), symbol.removesuffix("-open")
    is_edged = float(one_of(line.get("width", 0), number) or 0) > 0
    edge = colour(str(one_of(line.get("color", fill), number)))[0] if is_edged else fill
    if bare != symbol:  # hollow: provisional, estimated, apart
        fill, edge = PAPER, fill
    if fill == PAPER and edge == PAPER:
        raise NotNative("a white sign")
    return Mark(bare, float(one_of(marker.get("size", 6), number)), fill, edge)


def _text_of(trace: Mapping[str, Any], number: int, text: str, main: str) -> Label:
    font = trace.get("textfont", {})
    side = str(one_of(trace.get("textposition", "middle center"), number))
    on_mark = side == "middle center"
    shade = one_of(font.get("color", main), number)
    return Label(_TAG.sub("", text), "ctr" if on_mark else _SIDES[side.split()[0]],
                 ink(shade), float(font.get("size", 12)), is_bold=on_mark)  # fmt: skip


def _note(note: Mapping[str, Any], series: list[Series], days: Sequence[date],
          locale: Locale) -> None:  # fmt: skip
    """Give a note to the point that it is about. Raises NotNative where there is none."""
    said = str(note.get("text", "")).replace("-<br>", "-").replace("<br>", " ")
    text = _TAG.sub("", said)
    if note.get("showarrow", True) or note.get("xref", "x") != "x":
        raise NotNative(f"a note that is not about a point: {text[:40]!r}")
    at, shade = day(note["x"]), str(note.get("font", {}).get("color", ""))
    index = days.index(at) if at in days else -1
    fitting = [
        number for number, one in enumerate(series)
        if index >= 0 and _same(one.values[index], note["y"])
    ]  # fmt: skip
    fitting.sort(key=lambda n: (not text.startswith(series[n].name), series[n].colour != shade))
    if not fitting:
        raise NotNative(f"a note beside all points: {text[:40]!r}")
    one = series[fitting[0]]
    if note.get("xanchor") == "left":
        side = "r"
    else:
        side = "t" if float(note.get("yshift", 0)) >= 0 else "b"
    label = Label(text, side, ink(shade or None), float(note.get("font", {}).get("size", 12)),
                  is_bold=side == "r")  # fmt: skip
    inside = one.labels.get(index)
    if text == one.name and inside is not None and inside.side == "ctr":
        # The screen writes a rank into its sign and the name beside it; here one label says both.
        label = replace(label, code=inside.code, is_named=True, text=f"{text} {inside.text}")
    elif text == one.name:
        label = replace(label, code="General", is_named=True, is_valued=False)
    elif text.startswith(f"{one.name} "):
        rest = replace(label, text=text.removeprefix(f"{one.name} "))
        label = replace(valued(rest, one.values[index], locale), is_named=True, text=text)
    else:
        label = valued(label, one.values[index], locale)
    series[fitting[0]] = replace(one, labels={**one.labels, index: label})


def _same(one: float | None, other: Any) -> bool:
    """Whether two figures are one: what is drawn may be rounded after the sixth digit."""
    return one is not None and math.isclose(one, float(other), rel_tol=1e-6, abs_tol=1e-9)


def valued(label: Label, value: float | None, locale: Locale) -> Label:
    """The label with the format in which the value says its text, if there is one."""
    return replace(label, code=format_of(label.text, value, locale))


def format_of(text: str, value: float | None, locale: Locale) -> str | None:
    """The number format in which a value reads as the text: 12.1 as "12,1 Mrd. €" → #,##0.0" …".

    None where it does not: the text says more than the value, or is rounded otherwise.
    """
    if value is None:
        return None
    for digits in range(7):
        for signed in (False, True):
            told = locale.number(value, digits, signed=signed)
            rest = text.removeprefix(told)
            if rest == text or rest[:1].isdigit() or (rest[:1] in ",." and rest[1:2].isdigit()):
                continue
            unit = f'"{rest}"' if rest and '"' not in rest else ""
            bare = "#,##0" + ("." + "0" * digits if digits else "")
            plus = '"+"' if signed and value > 0 else ""
            return f'{plus}{bare}{unit};"−"{bare}{unit}' if '"' not in rest else None
    return None
