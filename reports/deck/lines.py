"""Lines over dates that PowerPoint draws: series, their signs, and what stands at their points."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from charts.paper.ink import PAPER, colour, ink
from i18n import Locale
from reports.deck.axis import value_axis
from reports.deck.model import Chart, Label, Mark, NotNative, Series, day, one_of, valued

#: What a label at a point is put beside.
_SIDES = {"top": "t", "bottom": "b", "middle": "r"}
_TAG = re.compile(r"<[^>]*>")


def lines(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any],
           notes: Iterable[Mapping[str, Any]], locale: Locale) -> Chart:  # fmt: skip
    """The chart that lines are. Raises NotNative."""
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


def _merged(traces: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines and the signs on them as one series where the screen draws them one after another."""
    merged: list[dict[str, Any]] = []
    for trace in traces:
        before = merged[-1] if merged else {}
        same = all(before.get(name) == trace.get(name) for name in ("name", "x", "y"))
        if same and before.get("mode") == "lines" and "lines" not in trace["mode"]:
            own = {name: value for name, value in trace.items() if name != "opacity"}
            mode, opacity = f"lines+{trace['mode']}", before.get("opacity", 1)
            merged[-1] = {**before, **own, "mode": mode, "line_opacity": opacity}
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
    return any(
        values[one] is not None and values[two] is not None and any(one < d < two for d in days)
        for one, two in pairwise(sorted(xs))
    )


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
    return Label(_TAG.sub("", text), "ctr" if on_mark else _SIDES[side.split(maxsplit=1)[0]],
                 ink(shade), float(font.get("size", 12)), is_bold=on_mark)  # fmt: skip


def _note(note: Mapping[str, Any], series: list[Series], days: Sequence[date],
          locale: Locale) -> None:  # fmt: skip
    """Give a note to the point that it is about. Raises NotNative where there is none."""
    raw = str(note.get("text", "")).replace("-<br>", "-").replace("<br>", " ")
    text = _TAG.sub("", raw)
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
    if side == "r" and index == 0:  # beside the first sign runs the line
        if inside is not None:
            return
        label = replace(label, side="t")
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
