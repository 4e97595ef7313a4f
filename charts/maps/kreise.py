"""The Kreise of NRW shaded by one measure: five shades of about as many Kreise each.

What has no figure is hatched, never light: light would read as little. Figures that may not be
compared (each counted by its own rule) share one shade, and only their numbers stand on the map.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from charts import style
from charts.cache import cached
from charts.maps import canvas
from charts.maps.companies import HOME_COLOUR, HOME_KREIS, NEIGHBOURS, NRW
from charts.maps.company_names import Mark, annotation, placed
from charts.maps.company_towns import WIDTH, plane
from charts.maps.projection import Line
from charts.style import SHADES, Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

_TEXTS = "companies.kreise"
#: The shade of what is not compared.
ALIKE = SHADES[1]
_NARROW, _NAMED = 350, 3
HATCH = {"shape": "/", "size": 7, "solidity": 0.14, "fgcolor": "rgba(128,128,128,0.9)",
         "bgcolor": "rgba(0,0,0,0)"}  # fmt: skip


@dataclass(frozen=True)
class Shading:
    """What shades a Kreis: the column, whether figures compare, whether 0 counts as none.

    ``lows``: the lowest figure of each shade; without them each has a fifth of the Kreise.
    """

    column: str
    is_graded: bool = True
    is_zero_none: bool = False
    lows: tuple[float, ...] = ()

    def number(self, row: object) -> float | None:
        """The figure of a row that is drawn; None for none."""
        value = absent(getattr(row, self.column))
        return None if value is None or (self.is_zero_none and not value) else float(value)

    def ordered(self, rows: Answer) -> list[Any]:
        """Rows that have a figure, the largest first; what is not compared by Kreis."""
        known = [row for row in rows if self.number(row) is not None]
        sign = -1 if self.is_graded else 0
        return sorted(known, key=lambda row: (sign * (self.number(row) or 0.0), row.ags))

    def bounds(self, rows: Answer) -> list[tuple[float, float]]:
        """Lowest and highest figure of each shade that occurs; equal figures share a shade."""
        ordered = sorted(one for row in rows if (one := self.number(row)) is not None)
        fifths = {ordered[len(ordered) * n // len(SHADES)] for n in range(len(SHADES))} if ordered \
            else set()  # fmt: skip
        lows = sorted(self.lows or fifths)
        ends = [*lows, float("inf")][1:]
        classes = [[one for one in ordered if low <= one < end]
                   for low, end in zip(lows, ends, strict=True)]  # fmt: skip
        return [(one[0], one[-1]) for one in classes if one]


def shades(count: int) -> tuple[str, ...]:
    """So many shades, from the lightest on, as far apart as there is room for."""
    last = len(SHADES) - 1
    return tuple(SHADES[round(n * last / max(1, count - 1))] for n in range(count))


@cached(32)
def kreis_map(answer: Answer, locale: Locale, *, title: str, layers: Sequence[Answer],
              shading: Shading, texts: tuple[str, ...], table: Table) -> Picture:  # fmt: skip
    """Rows of ``kreis_measures`` over outlines of the Kreise and the Länder (``layers``).

    ``texts``: each row's figure in words, in the order of the rows.
    """
    kreise, laender = (_outlines(layer) for layer in layers)
    text_of = dict(zip((row.ags for row in answer), texts, strict=True))
    classes = shading.bounds(answer)
    neighbours = [line for code, line in laender.items() if code in NEIGHBOURS]
    data = [canvas.filled(neighbours)]
    for row in answer:
        name = answer.labels.name("kreis", row.ags, locale.lang)
        number = shading.number(row)
        fill = "rgba(0,0,0,0)" if number is None else _shade(number, classes, shading)
        data.append(
            {
                **canvas.filled([kreise[row.ags]], fill),
                "line": {"color": style.OUTLINE, "width": 1},
                "hoveron": "fills", "hoverinfo": "text", "name": "kreis",
                "text": f"<b>{name}</b><br>{text_of[row.ags]}",
                **({"fillpattern": HATCH} if number is None else {}),
            }
        )  # fmt: skip
    xs, ys = kreise[HOME_KREIS]
    data.append({"type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
                 "line": {"color": HOME_COLOUR, "width": 2.6}})  # fmt: skip
    ordered = shading.ordered(answer)
    layout = canvas.layout(
        locale, *NRW, dragmode=False,
        annotations=_names(ordered, kreise, text_of, answer, locale),
    )  # fmt: skip
    figures = "; ".join(
        f"{answer.labels.name('kreis', row.ags, locale.lang)} {text_of[row.ags]}" for row in ordered
    )
    alt = locale(f"{_TEXTS}.alt", title=title, figures=figures,
                 without=locale.number(len(answer.rows) - len(ordered)))  # fmt: skip
    return Picture({"data": data, "layout": layout}, alt, table, config=style.config(locale))


@cached(8)
def _outlines(layer: Answer) -> dict[str, tuple[Line, Line]]:
    return canvas.outlines(layer, plane)


def _shade(number: float, classes: Sequence[tuple[float, float]], shading: Shading) -> str:
    if not shading.is_graded:
        return ALIKE
    rung = max(n for n, (low, _) in enumerate(classes) if number >= low)
    return shades(len(classes))[rung]


def _names(ordered: Sequence[Any], kreise: dict[str, tuple[Line, Line]], text_of: dict[str, str],
           answer: Answer, locale: Locale) -> list[dict[str, Any]]:  # fmt: skip
    """Names and figures of the first Kreise and of the home town, clear of each other."""
    first = [row.ags for row in ordered[:_NAMED]]
    codes = [HOME_KREIS, *(code for code in first if code != HOME_KREIS)]
    marks = [Mark(*canvas.middle(kreise[code]), 2) for code in codes]
    names = [f"{answer.labels.name('kreis', code, locale.lang)}: {text_of[code]}" for code in codes]
    marks = [replace(mark, name=name) for mark, name in zip(marks, names, strict=True)]
    offsets = placed(marks, marks, NRW[0], (_NARROW, WIDTH))
    return [annotation(mark, offset) for mark, offset in zip(marks, offsets, strict=True)]
