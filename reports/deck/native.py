"""From plotly's description to a chart that PowerPoint draws itself, with figures to be edited.

Lines over dates, ranks over dates and bars become such charts. It is read strictly: whatever
PowerPoint could not draw as the screen does raises NotNative, and another way is taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from i18n import Locale
from reports.deck.bars import bars
from reports.deck.lines import lines
from reports.deck.model import Chart, NotNative

#: Notes that stand beside the chart on a slide as well; events can be taken off on the screen too.
_SAID_BESIDE = ("newer", "demonstration", "event")
_KNOWN = {
    "scatter": """type name x y mode text textposition textfont line marker connectgaps opacity
        cliponaxis showlegend customdata hovertemplate hoverinfo hovertext legendrank visible""",
    "bar": """type name x y width text textposition textfont orientation marker cliponaxis
        showlegend customdata hovertemplate hoverinfo hovertext legendrank visible""",
    "line": "color width dash",
    "marker": "color size symbol opacity line pattern",
}


def native(figure: Mapping[str, Any], locale: Locale) -> Chart:
    """The chart that a figure is. Raises NotNative."""
    traces = [one for one in figure["data"] if one.get("visible", True) is True]
    layout = figure["layout"]
    kinds = {str(trace.get("type", "scatter")) for trace in traces}
    axes = [name for name in layout if name[1:5] == "axis"]
    if len(kinds) != 1 or not kinds <= {"scatter", "bar"} or len(axes) > 2:
        raise NotNative(f"traces of type {sorted(kinds)} on {len(axes)} axes")
    for name in ("shapes", "sliders", "images"):
        if any(one.get("name") != "event" for one in layout.get(name, ())):
            raise NotNative(f"layout.{name}")
    for trace in traces:
        _refuse_unknown(trace)
    notes = [one for one in layout.get("annotations", ()) if one.get("name") not in _SAID_BESIDE]
    if kinds == {"bar"}:
        return bars(traces, layout, notes, locale)
    return lines(traces, layout, notes, locale)


def _refuse_unknown(trace: Mapping[str, Any]) -> None:
    kind = str(trace.get("type", "scatter"))
    for name, known in ((kind, trace), ("line", trace.get("line", {})),
                        ("marker", trace.get("marker", {}))):  # fmt: skip
        if strange := set(known) - set(_KNOWN[name].split()):
            raise NotNative(f"{name}.{sorted(strange)[0]}")
