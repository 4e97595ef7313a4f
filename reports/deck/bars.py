"""Bars that PowerPoint draws: lying ones by name, standing ones by month, year or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from charts.paper.ink import colour, ink
from i18n import Locale
from reports.deck.axis import value_axis
from reports.deck.model import Chart, Label, NotNative, Series, day, one_of, valued

#: Where one bar of several in a row stands, and whether they stand on each other.
_MODES = {"group": False, "stack": True, "relative": True}
#: More bars than this cannot be read on a slide.
_MOST = 30


def bars(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any],
         notes: Iterable[Mapping[str, Any]], locale: Locale) -> Chart:  # fmt: skip
    """The chart that traces of bars are. Raises NotNative."""
    lying = {one.get("orientation", "v") == "h" for one in traces}
    mode = layout.get("barmode", "group")
    if len(lying) > 1 or mode not in _MODES:
        raise NotNative(f"barmode {mode}" if mode not in _MODES else "lying and standing bars")
    lies = lying.pop()
    name, value = ("y", "x") if lies else ("x", "y")
    named = layout[f"{name}axis"]
    places = list(dict.fromkeys(place for one in traces for place in one[name]))
    if len(places) > _MOST or any(len(set(one[name])) != len(one[name]) for one in traces):
        raise NotNative(f"{len(places)} bars, or several at one place")
    if named.get("type") == "date":
        places.sort()
    elif lies:
        places.reverse()  # the screen counts from below, a list of figures from the top
    missing = {note["y" if lies else "x"]: str(note["text"]) for note in notes
               if note.get("xref", "x") == "x"}  # fmt: skip
    if strange := set(missing) - set(places):
        raise NotNative(f"a note beside all bars: {sorted(map(str, strange))[0]}")
    series = [_series(one, places, (name, value), layout, locale) for one in traces]
    axis = value_axis(layout[f"{value}axis"], [v for one in series for v in one.values])
    categories: tuple[str, ...] | tuple[date, ...]
    if named.get("type") == "date":
        categories = tuple(day(one) for one in places)
        if any(one.day != 1 for one in categories) or missing:
            raise NotNative("bars of single days")
    else:
        categories = tuple(_names(places, named, missing))
    return Chart("bar" if lies else "column", categories, tuple(series), axis,
                 is_stacked=_MODES[mode] and len(series) > 1)  # fmt: skip


def _names(places: Sequence[Any], axis: Mapping[str, Any], missing: Mapping[Any, str]) -> list[str]:
    """The name at each place, and why there is no bar where there is none."""
    names = dict(zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=True))
    labels = []
    for place in places:
        name = names.get(place, place)
        if not isinstance(name, str):
            raise NotNative(f"a bar at {place!r} without a name")
        text = name.replace("<br>", " ")
        labels.append(f"{text}: {missing[place]}" if place in missing else text)
    return labels


def _series(trace: Mapping[str, Any], places: Sequence[Any], axes: tuple[str, str],
            layout: Mapping[str, Any], locale: Locale) -> Series:  # fmt: skip
    """``axes``: on which of x and y the bars stand, and on which they end."""
    name, value = axes
    index = {place: number for number, place in enumerate(trace[name])}
    values = [trace[value][index[one]] if one in index else None for one in places]
    marker = trace.get("marker", {})
    own = layout["colorway"][0]
    colours, hollow = [], set()
    for number, place in enumerate(places):
        at = index.get(place, 0)
        fill, seen = colour(str(one_of(marker.get("color", own), at)))
        edge = colour(str(one_of(marker.get("line", {}).get("color", fill), at)))[0]
        pattern = one_of(marker.get("pattern", {}).get("shape", ""), at)
        if seen == 0 or pattern:
            hollow.add(number)
        colours.append(edge if seen == 0 else fill)
    labels = {}
    for number, place in enumerate(places):
        text = one_of(trace.get("text", ""), index[place]) if place in index else ""
        if text and values[number] is not None:
            shade = trace.get("textfont", {}).get("color")
            label = Label(str(text), "outEnd", ink(shade), 12.0)
            labels[number] = valued(label, values[number], locale)
    return Series(
        str(trace.get("name") or layout.get(f"{value}axis", {}).get("title", {}).get("text", "")),
        tuple(values), max(set(colours), key=colours.count), colours=tuple(colours),
        hollow=frozenset(hollow), labels=labels,
        in_legend=bool(layout.get("showlegend")) and trace.get("showlegend", True) is not False,
    )  # fmt: skip
