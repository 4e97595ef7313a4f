"""Documented companies on a map of NRW: a bubble a town, the Kreise shaded by their number.

Bubbles, shading and the table of the same answer show the same rows. Nothing is told by colour
alone: numbers stand in the bubbles, shades differ in grey too, outlines differ by their pattern,
a part that belongs only partly is hatched. Drawn in UTM 32, in units of 100 m.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from charts import style
from charts.cache import cached
from charts.maps import canvas
from charts.maps.company_names import Mark, annotation, placed
from charts.maps.company_towns import HOME, WIDTH, Town, by_town, plane, spread_apart, towns
from charts.maps.projection import Line
from charts.style import Picture
from data.answer import Answer
from i18n import Locale

#: Layers of outlines that the map is drawn from, in this order.
LAYERS = ("kreise", "ruhr", "chamber_district", "laender")
#: Lowest number of each class of shading, and its shade: stronger on light and dark ground alike,
#: in grey too.
CLASSES = (0, 1, 2, 5, 10)
SHADES = tuple(f"rgba(0,130,205,{alpha})" for alpha in (0, 0.24, 0.48, 0.74, 1))
#: Colour of the home town and of its chamber district.
HOME_COLOUR = "#B85300"
RUHR_COLOUR = "#A05195"
#: Fill of a bubble with at least one firm of fresh evidence; without one it is hollow. Told apart
#: on light and dark ground alike.
SOLID, HOLLOW = "#1B7F4B", "#FFFFFF"
RUHR_DASH, CHAMBER_DASH, PARTLY_DASH = "solid", "dash", "dot"

#: What the map shows, in units of 100 m: NRW, or the Ruhr area and what lies around it.
NRW = ((2770, 5350), (770, 3210))
_RUHR = ((3090, 4350), (1500, 2690))
#: Line around a hollow bubble, where it is not the colour that would fill it.
_RINGS = {SOLID: "#222222"}
NEIGHBOURS = ("de-he", "de-ni", "de-rp")
#: Towns by whose names one finds one's way: Kreis, whether named in the near view too.
_NAMES = {
    "duesseldorf": ("05111", False),
    "dortmund": ("05913", True),
    "duisburg": ("05112", True),
    "essen": ("05113", True),
    "bochum": ("05911", True),
    "koeln": ("05315", False),
    "muenster": ("05515", False),
    "bielefeld": ("05711", False),
    "aachen": ("05334", False),
}
_NEAR_ONLY = ("bochum", "essen")
#: Width of the map on a telephone, in pixels.
_NARROW = 350
HOME_KREIS = "05916"
#: Pixels of the plate around the home town's name.
_HOME_PAD = 4


@cached(48)
def company_map(companies: Answer, layers: Sequence[Answer], locale: Locale, *, title: str,
                chosen: str | None = None, near: bool = False) -> Picture:  # fmt: skip
    """The rows of ``companies`` over the ``LAYERS`` of the question ``boundaries``.

    ``chosen``: town whose bubble is ringed; ``near``: the Ruhr area alone. A point's
    ``customdata`` is its town's code. No height is set: the page gives it the screen's room.
    """
    kreise, ruhr, chamber, laender = layers
    (x, y) = _RUHR if near else NRW
    bubbles = spread_apart(towns(companies), (x[1] - x[0]) / WIDTH)
    counts = Counter(row.kreis_ags for row in companies)
    data = [
        canvas.filled(_outlines(laender, NEIGHBOURS).values()),
        *_kreise(kreise, counts, companies, locale),
        *_chamber(chamber),
        _line(_outlines(ruhr).values(), RUHR_COLOUR, RUHR_DASH, 2.4),
        _bubbles(bubbles, chosen, companies, locale),
    ]
    layout = canvas.layout(
        locale,
        x,
        y,
        clickmode="event+select",
        dragmode=False,
        annotations=_names(bubbles, kreise, companies, locale, near=near),
    )
    return Picture(
        {"data": data, "layout": layout},
        _alt(title, bubbles, companies, locale),
        by_town(companies, locale),
        config=style.config(locale),
    )


@cached(16)
def _outlines(layer: Answer, codes: tuple[str, ...] = ()) -> dict[str, tuple[Line, Line]]:
    """Outlines of a layer in the plane, by code; of some codes only, where given."""
    return canvas.outlines(layer, plane, codes=codes)


def _line(lines: Iterable[tuple[Line, Line]], colour: str, dash: str,
          width: float) -> dict[str, Any]:  # fmt: skip
    xs, ys = canvas.joined(lines)
    return {
        "type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
        "line": {"color": colour, "width": width, "dash": dash},
    }  # fmt: skip


def shade_of(count: int) -> int:
    """Number of the class that a count falls into."""
    return max(number for number, low in enumerate(CLASSES) if count >= low)


def _kreise(kreise: Answer, counts: Counter[str], companies: Answer,
            locale: Locale) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Each Kreis in its shade; its name and number come up over its area."""
    for code, outline in _outlines(kreise).items():
        name = companies.labels.name("kreis", code, locale.lang)
        cases = locale.count("documented_case", counts[code])
        yield {
            **canvas.filled([outline], SHADES[shade_of(counts[code])]),
            "hoveron": "fills", "hoverinfo": "text", "text": f"<b>{name}</b><br>{cases}",
        }  # fmt: skip


def is_whole(code: str) -> bool:
    """Whether an area of the layer chamber_district belongs to it as a whole."""
    return code.startswith("ihk_")


def _chamber(chamber: Answer) -> Iterator[dict[str, Any]]:
    """The chamber district: whole cities outlined, a Kreis that belongs in part hatched."""
    for code, outline in _outlines(chamber).items():
        whole = is_whole(code)
        line = _line([outline], HOME_COLOUR, CHAMBER_DASH if whole else PARTLY_DASH,
                      2.6 if whole else 1.2)  # fmt: skip
        if not whole:
            line |= {
                "fill": "toself", "fillcolor": "rgba(0,0,0,0)",
                "fillpattern": {"shape": "/", "size": 7, "solidity": 0.12, "fgcolor": HOME_COLOUR,
                                "bgcolor": "rgba(0,0,0,0)"},
            }  # fmt: skip
        yield line


def _bubbles(bubbles: Sequence[Town], chosen: str | None, companies: Answer,
             locale: Locale) -> dict[str, Any]:  # fmt: skip
    """A bubble a town with its number in it, hollow where no firm has fresh evidence.

    The home town's has a colour of its own; small ones lie on top.
    """
    bubbles = sorted(bubbles, key=lambda town: town.code == HOME)
    colours = [HOME_COLOUR if town.code == HOME else SOLID for town in bubbles]
    hovers = [
        f"<b>{companies.labels.name('city', town.code, locale.lang)}</b><br>"
        + locale.count("documented_case", town.count) + "<br>"
        + locale("companies.map.fresh", count=locale.number(town.fresh))
        + f"<br>{locale('companies.point.city')}"
        for town in bubbles
    ]  # fmt: skip
    drawn = list(zip(bubbles, colours, strict=True))
    return {
        "type": "scatter", "mode": "markers+text", "name": "towns",
        "x": [town.x for town in bubbles], "y": [town.y for town in bubbles],
        "text": [str(town.count) for town in bubbles],
        "customdata": [town.code for town in bubbles],
        "hovertext": hovers, "hovertemplate": "%{hovertext}<extra></extra>",
        "textfont": {"size": 10,
                     "color": [HOLLOW if town.fresh else "#111111" for town in bubbles]},
        "marker": {
            "symbol": "circle", "opacity": 1,
            "size": [town.size for town in bubbles],
            "color": [c if town.fresh else HOLLOW for town, c in drawn],
            "line": {
                "color": [HOLLOW if town.fresh else _RINGS.get(c, c) for town, c in drawn],
                "width": [3.5 if town.code == chosen else 1.4 for town in bubbles],
            },
        },
        "selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip


def _home(mark: Mark, offset: tuple[float, float]) -> dict[str, Any]:
    """The home town's name on a plate of its own, with a line to where it lies."""
    return {
        "x": mark.x, "y": mark.y, "text": f"<b>{mark.name}</b>", "ax": offset[0], "ay": -offset[1],
        "arrowhead": 0, "arrowwidth": 1.6, "arrowcolor": HOME_COLOUR, "standoff": 6,
        "bgcolor": HOME_COLOUR, "borderpad": 2,
        "font": {"size": 12, "color": "#FFFFFF"},
    }  # fmt: skip


def _names(bubbles: Sequence[Town], kreise: Answer, companies: Answer, locale: Locale, *,
           near: bool) -> list[dict[str, Any]]:  # fmt: skip
    """Names of large towns beside their bubbles, or off the crowd with a line to where they lie."""
    marks = {town.code: Mark(town.x, town.y, town.size) for town in bubbles}
    named = []
    for code, (kreis, is_near) in _NAMES.items():
        if not (is_near if near else code not in _NEAR_ONLY):
            continue
        mark = marks.get(code) or Mark(*canvas.middle(_outlines(kreise)[kreis]), 1)
        named.append(replace(mark, name=companies.labels.name("city", code, locale.lang)))
    home = replace(
        marks.get(HOME) or Mark(*canvas.middle(_outlines(kreise)[HOME_KREIS]), 1),
        name=companies.labels.name("city", HOME, locale.lang), pad=_HOME_PAD,
    )  # fmt: skip
    home_offset, *offsets = placed(
        [home, *named], list(marks.values()), (_RUHR if near else NRW)[0], (_NARROW, WIDTH)
    )
    names = [annotation(mark, offset) for mark, offset in zip(named, offsets, strict=True)]
    return [*names, _home(home, home_offset)]


def _alt(title: str, bubbles: Sequence[Town], companies: Answer, locale: Locale) -> str:
    most = [
        f"{companies.labels.name('city', one.code, locale.lang)} {one.count}" for one in bubbles[:5]
    ]
    if not most:
        return locale("companies.map.alt_empty", title=title)
    return locale("companies.map.alt", title=title, most=locale.list(most))
