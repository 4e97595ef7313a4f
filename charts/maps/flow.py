"""The flow of goods between NRW and China: two ribbons over Eurasia, as wide as their value.

One ribbon a direction, each beside the same way and growing away from it: they are never joined
and never netted, since imports and exports count in different concepts. A direction without a
figure in a year is a hatched band of always the same width that says so; a figure of which its
source does not say what counts as China is a hollow band. A slider sets the year; it starts at the
newest with both figures. Below lies what runs on rails: the ways of the dated trains, dotted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from charts import style
from charts.cache import cached
from charts.maps import canvas
from charts.maps.flow_band import (
    FLOWS,
    Band,
    alt_text,
    band_text,
    bands_of,
    newest_part,
    part_words,
    rail_words,
    side_notes,
    table,
)
from charts.maps.flow_ground import WAY, dots, land, linked, places, rails
from charts.maps.ribbon import GAP, ribbon
from charts.style import Picture
from data.answer import Answer
from i18n import Locale

_KEY = "pictures.flow"
#: What the map shows at least, in metres; a frame of another shape shows more land.
X, Y = (-4_900_000.0, 6_000_000.0), (-1_900_000.0, 3_700_000.0)
#: Side of the way, whether it leads along it, colour, and where along the way its words stand.
_DRAWN = {
    "import": (1, False, style.COLOURS[1], 0.38),
    "export": (-1, True, style.COLOURS[0], 0.52),
}
_SIZE = 14
#: From a ribbon's edge to the middle of its words: metres and pixels, so that it grows with the
#: map. Below a ribbon that bends upwards words need more room than above it.
_CLEAR_M, _CLEAR_PX = 110_000.0, {"import": 9, "export": 20}


@cached(16)
def flow(exports: Answer, locale: Locale, *, title: str, imports: Answer, so_far: Answer,
         outlines: Answer, route: Answer, trains: Answer, partners: Answer,
         ways: Sequence[tuple[str, str]] = ()) -> Picture:  # fmt: skip
    """Rows of ``trade_series`` (years, one direction each) as ribbons that a slider moves by years.

    ``so_far``: ``trade_series`` of imports with period year_to_date, whose newest row stands beside
    where it is newer than the newest year; ``outlines``: ``boundaries`` of layer eurasia;
    ``route``, ``rail_trains`` and ``partnerships`` as they are. ``ways``: an address for any of
    import, export, rail and partner, to which its words lead. No height is set: its anchor
    is ``flow_map``, to which style.css gives height and words to be read from afar.
    """
    bands = bands_of(exports, imports)
    years = sorted({year for _, year in bands})
    if not years:
        return Picture({"data": [], "layout": canvas.layout(locale, X, Y)},
                       locale(f"{_KEY}.alt_empty", title=title), table(bands, so_far, locale),
                       config=style.config(locale))  # fmt: skip
    both = [y for y in years if all(bands[f, y].kind == "known" for f in FLOWS)]
    start = (both or years)[-1]
    data = [*land(outlines), *rails(route, locale), *dots(route, partners, locale),
            *(_trace(bands[f, start], locale) for f in FLOWS)]  # fmt: skip
    links = dict(ways)
    notes = [
        *(_label(bands[f, start], locale, links) for f in FLOWS),
        *places(route, partners, locale, links),
        _note("rail", rail_words(trains, locale), links, x=0.02, y=0.02, yanchor="bottom"),
    ]
    newest = newest_part(so_far, imports)
    if newest is not None:
        notes.append(
            _note(
                "import",
                part_words(newest, locale),
                links,
                x=0.98,
                y=0.98,
                yanchor="top",
                xanchor="right",
                align="right",
            )
        )
    moved = [len(data) - 2, len(data) - 1]
    layout = canvas.layout(
        locale, X, Y,
        annotations=notes,
        sliders=[_slider([[bands[f, y] for f in FLOWS] for y in years], years.index(start), moved,
                         locale, links)],
    )  # fmt: skip
    layout["margin"] = {**layout["margin"], "b": 76}
    layout["meta"] = canvas.meant(layout)
    for axis in ("xaxis", "yaxis"):
        layout[axis] = {**layout[axis], "constrain": "range"}
    return Picture(
        {"data": data, "layout": layout},
        " ".join([alt_text(title, start, bands, locale), *side_notes(newest, trains, locale)]),
        table(bands, so_far, locale),
        config=style.config(locale),
    )


def _shape(band: Band, locale: Locale) -> dict[str, Any]:
    """What changes of a ribbon from year to year."""
    side, forwards, colour, _ = _DRAWN[band.flow]
    xs, ys = ribbon(WAY, band.width, side=side, forwards=forwards)
    return {
        "x": xs, "y": ys,
        "fillcolor": colour if band.kind == "known" else "rgba(0,0,0,0)",
        "fillpattern.shape": "/" if band.kind == "none" else "",
        "line.dash": "solid" if band.kind == "known" else "dash",
        "text": f"<b>{band.year}</b><br>{band_text(band, locale)}",
    }  # fmt: skip


def _trace(band: Band, locale: Locale) -> dict[str, Any]:
    shape, colour = _shape(band, locale), _DRAWN[band.flow][2]
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "name": f"flow_{band.flow}",
        **{name: value for name, value in shape.items() if "." not in name},
        "line": {"color": colour, "width": 1.6, "dash": shape["line.dash"]},
        "fillpattern": {"shape": shape["fillpattern.shape"], "fgcolor": colour, "size": 9,
                        "solidity": 0.16, "bgcolor": "rgba(0,0,0,0)"},
        "hoveron": "fills", "hoverinfo": "text", "showlegend": False,
    }  # fmt: skip


def _words(band: Band, locale: Locale, links: Mapping[str, str]) -> dict[str, Any]:
    """What changes of a ribbon's words from year to year: on the side to which it grows."""
    side, _, colour, part = _DRAWN[band.flow]
    text = band_text(band, locale)
    x, y = WAY.offset(part, side * (GAP + band.width + _CLEAR_M))
    nx, ny = WAY.normal(part)
    away = side * (_CLEAR_PX[band.flow] + 12 * text.count("<br>"))
    return {"text": linked(f"<b>{text}</b>", links.get(band.flow), colour),
            "x": round(x), "y": round(y),
            "xshift": round(away * nx), "yshift": round(away * ny)}  # fmt: skip


def _label(band: Band, locale: Locale, links: Mapping[str, str]) -> dict[str, Any]:
    """The words along a ribbon."""
    _, _, colour, part = _DRAWN[band.flow]
    return {
        **_words(band, locale, links), "name": f"flow_{band.flow}", "showarrow": False,
        "textangle": round(WAY.angle(part), 1), "xanchor": "center", "yanchor": "middle",
        "font": {"size": _SIZE, "color": colour}, "borderpad": 0,
    }  # fmt: skip


def _slider(bands: Sequence[Sequence[Band]], active: int, moved: Sequence[int], locale: Locale,
            links: Mapping[str, str]) -> dict[str, Any]:  # fmt: skip
    steps = []
    for pair in bands:
        shapes = [_shape(band, locale) for band in pair]
        words = [_words(band, locale, links) for band in pair]
        steps.append({
            "label": str(pair[0].year), "method": "update",
            "args": [
                {name: [shape[name] for shape in shapes] for name in shapes[0]},
                {f"annotations[{n}].{name}": value
                 for n, one in enumerate(words) for name, value in one.items()},
                list(moved),
            ],
        })  # fmt: skip
    return {
        "active": active, "steps": steps, "x": 0.02, "len": 0.96, "y": 0, "yanchor": "top",
        "pad": {"t": 6, "b": 4}, "tickcolor": style.MUTED, "bordercolor": style.MUTED,
        "bgcolor": style.LAND, "activebgcolor": style.COLOURS[0], "font": {"size": 12},
        "currentvalue": {"prefix": f"{locale(f'{_KEY}.year')} ", "xanchor": "left",
                         "font": {"size": 14}},
    }  # fmt: skip


def _note(code: str, text: str, links: Mapping[str, str], **where: Any) -> dict[str, Any]:
    """Words in a corner of the map."""
    return {
        "xref": "paper", "yref": "paper", "xanchor": "left", "align": "left", "showarrow": False,
        "name": f"note_{code}", "text": linked(text, links.get(code)),
        "font": {"size": 12, "color": style.INK}, **where,
    }  # fmt: skip
