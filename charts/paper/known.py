"""What can be drawn of plotly's figures, property by property, and what is of the screen alone.

A figure with anything else is refused: a renderer that leaves something out would show another
figure than the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from charts.paper.items import UnknownDrawing

#: Only of use to somebody who points, clicks or drags.
SCREEN_ONLY = {
    "scatter": "customdata hovertemplate hoverinfo hoveron hovertext selected.* unselected.*",
    "bar": "customdata hovertemplate hoverinfo hovertext",
    "treemap": "customdata hovertemplate hoverinfo hovertext pathbar.visible",
    "layout": """
        hovermode hoverlabel.* clickmode dragmode updatemenus[].* xaxis.fixedrange yaxis.fixedrange
        meta.* annotations[].captureevents sliders[].*""",
}
DRAWN = {
    "scatter": """
        type name x y mode text textposition textfont.size textfont.color opacity visible
        connectgaps cliponaxis showlegend legendrank xaxis yaxis
        line.color line.width line.dash line.shape
        marker.color marker.size marker.symbol marker.opacity marker.angle
        marker.line.color marker.line.width
        fill fillcolor fillpattern.shape fillpattern.fgcolor fillpattern.bgcolor fillpattern.size
        fillpattern.solidity""",
    "bar": """
        type name x y base width offset orientation text textposition textfont.size textfont.color
        opacity visible cliponaxis showlegend legendrank xaxis yaxis
        marker.color marker.opacity marker.line.color marker.line.width
        marker.pattern.shape marker.pattern.fgcolor marker.pattern.bgcolor marker.pattern.size
        marker.pattern.solidity""",
    "treemap": """
        type name ids labels parents values text texttemplate textfont.size textfont.color
        textposition branchvalues sort tiling.packing tiling.pad
        marker.colors marker.cornerradius marker.line.color marker.line.width
        marker.pad.t marker.pad.l marker.pad.r marker.pad.b""",
    "axis": """
        type range rangemode autorange visible title.text title.standoff title.font.size side anchor
        position domain automargin constrain constraintoward scaleanchor scaleratio
        tickvals ticktext tickformat dtick tick0 nticks tickangle ticks ticklabelstandoff
        tickfont.size showticklabels showgrid gridcolor zeroline zerolinecolor zerolinewidth
        categoryorder categoryarray""",
    "layout": """
        height width separators margin.l margin.r margin.t margin.b colorway showlegend
        bargap bargroupgap barmode
        legend.orientation legend.x legend.y legend.xanchor legend.yanchor legend.itemsizing
        legend.font.size legend.traceorder
        annotations[].text annotations[].x annotations[].y annotations[].xref annotations[].yref
        annotations[].ax annotations[].ay annotations[].axref annotations[].ayref
        annotations[].xanchor annotations[].yanchor annotations[].xshift annotations[].yshift
        annotations[].align annotations[].showarrow annotations[].arrowhead annotations[].arrowsize
        annotations[].arrowwidth annotations[].arrowcolor annotations[].standoff
        annotations[].startstandoff annotations[].font.size annotations[].font.color
        annotations[].font.shadow annotations[].bgcolor annotations[].borderpad
        annotations[].opacity annotations[].textangle annotations[].name annotations[].visible
        shapes[].type shapes[].x0 shapes[].x1 shapes[].y0 shapes[].y1 shapes[].xref shapes[].yref
        shapes[].fillcolor shapes[].layer shapes[].line.color shapes[].line.width
        shapes[].line.dash shapes[].name shapes[].visible""",
}


def refuse_unknown(figure: Mapping[str, Any]) -> None:
    """Raises UnknownDrawing for the first property that is neither drawn nor screen only."""
    for part in figure:
        if part not in ("data", "layout"):
            raise UnknownDrawing(part)
    for trace in figure["data"]:
        kind = str(trace.get("type", "scatter"))
        if kind not in SCREEN_ONLY or kind == "layout":
            raise UnknownDrawing(f"trace of type {kind}")
        _refuse(kind, kind, trace)
    for name, value in figure["layout"].items():
        if name[:5] in ("xaxis", "yaxis") and isinstance(value, Mapping):
            axis = {k: v for k, v in value.items() if k != "fixedrange"}
            _refuse("axis", name, axis)
        else:
            _refuse("layout", "layout", {name: value})


def _refuse(kind: str, where: str, value: Mapping[str, Any]) -> None:
    known = {*DRAWN[kind].split(), *SCREEN_ONLY.get(kind, "").split()}
    whole = tuple(one.removesuffix("*") for one in known if one.endswith("*"))
    for path in _paths(value):
        if path not in known and not path.startswith(whole):
            raise UnknownDrawing(f"{where}.{path}")


def _paths(value: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """``marker.line.width`` for each property; lists of objects count as one."""
    for name, one in value.items():
        if isinstance(one, Mapping):
            yield from _paths(one, f"{before}{name}.")
        elif isinstance(one, list | tuple) and all(isinstance(item, Mapping) for item in one):
            for item in one:
                yield from _paths(item, f"{before}{name}[].")
        else:
            yield f"{before}{name}"


def one_of(value: Any, known: Iterable[Any], name: str) -> Any:
    """The value, where it is one that can be drawn."""
    if value not in known:
        raise UnknownDrawing(f"{name} {value!r}")
    return value
