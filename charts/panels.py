"""Small pictures side by side, each one way of counting, on the same axes so that they compare.

Ways of counting never share a line: an answer that mixes them is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from charts import alt, style
from charts.cache import cached
from charts.line_labels import NARROW
from charts.lines import Point, Series, lines, series
from charts.rows import ClaimRow
from charts.style import Picture
from charts.table import Table
from data.answer import Answer
from i18n import Locale

#: Size of a letter, and width of the years on a phone, in pixels.
_LETTER, _LINE, _YEARS = 6.2, 14, NARROW - 70
#: What all figures of one line have in common.
SAME = ("indicator", "region", "partner", "basis", "china_scope", "unit", "period_kind")
_SCOPES = "investment.scope"


@cached(128)
def panel(counts: Sequence[Answer], locale: Locale, *, title: str, table: Table,
          years: tuple[int, int], top: float | None = None, height: int = 230,
          explained: bool = True, headroom: bool = False) -> Picture:  # fmt: skip
    """One line an answer, each figure written at its mark.

    ``years``: first and last year of the axis; ``top``: highest figure on it, in the unit of the
    answers; ``explained``: with the key of the marks below; ``headroom``: also where there is no
    legend, to keep step with a neighbour that has one. Raises ValueError for an answer
    whose figures differ in one of ``SAME``, and for answers of several units.
    """
    answers = [answer for answer in counts if answer]
    for answer in answers:
        refuse_mixed(answer)
    units = {answer.rows["unit"].iloc[0] for answer in answers}
    if len(units) > 1:
        raise ValueError(f"figures in {sorted(units)} cannot share an axis")
    highest = top or max((float(answer.rows["value"].max()) for answer in answers), default=1.0)
    scale = locale.scale(next(iter(units), "pieces"), highest)
    own = {"by": "china_scope", "name": _scope(locale), "scale": scale.divisor}
    all_lines = [line for answer in answers for line in series(answer, locale, **own)]
    text = alt.of_lines(title, all_lines, locale, unit=scale.symbol)
    picture = lines(all_lines, locale, unit=scale.symbol, text=text, table=table, height=height,
                    named=False)  # fmt: skip
    peaks, low = _highest(all_lines), 0.1 * highest / scale.divisor
    near = _YEARS / (years[1] - years[0] + 1), _LINE * 1.28 * highest / scale.divisor / height
    data: list[dict[str, Any]] = [
        {**trace, **_labels(answer, line, locale, divisor=scale.divisor, highest=peaks, low=low,
                            near=near)}
        for trace, line, answer in zip(picture.figure["data"], all_lines, answers, strict=True)
    ]  # fmt: skip
    headroom = headroom or len(all_lines) > 1
    longest = max((len(label) for trace in data for label in trace["text"]), default=0)
    layout = style.layout(
        locale,
        height=height + (40 if headroom else 0),
        unit=scale.symbol,
        showlegend=len(all_lines) > 1,
        margin={"l": 8, "r": 34 if longest > 7 else 10, "t": 52 if headroom else 12, "b": 32},
        xaxis={"type": "date", **_axis(*years)},
        yaxis=_height(1.28 * highest / scale.divisor),
    )
    return replace(
        picture, figure={"data": data, "layout": layout}, marks=picture.marks if explained else ()
    )


def refuse_mixed(answer: Answer) -> None:
    """Raises ValueError for an answer whose figures cannot be one line."""
    for name in SAME:
        values = answer.rows[name].drop_duplicates().tolist()
        if len(values) > 1:
            raise ValueError(f"{answer.question}: {name} {values} cannot share a line")


def _scope(locale: Locale) -> Any:
    return lambda code: locale.code(_SCOPES, code)


def _highest(all_lines: Sequence[Series]) -> dict[str, float]:
    """The highest figure at each place of the axis."""
    highest: dict[str, float] = {}
    for line in all_lines:
        for point in line.points:
            if point.y is not None:
                highest[point.x] = max(point.y, highest.get(point.x, point.y))
    return highest


def _labels(answer: Answer, line: Series, locale: Locale, *, divisor: int,
            highest: dict[str, float], low: float,
            near: tuple[float, float]) -> dict[str, Any]:  # fmt: skip
    """The figures at their marks, where lines leave room for them."""
    figures = {row.period_start.date().isoformat(): _short(row, divisor, locale) for row in answer}
    touching = _touching([p for p in line.points if p.y is not None], figures, near)
    figures |= dict.fromkeys(touching, "")
    heights = [None, *(point.y for point in line.points), None]
    neighbours = zip(line.points, heights, heights[2:], strict=False)
    return {
        "mode": "lines+markers+text",
        "text": [figures[point.x] if point.y is not None else "" for point in line.points],
        "textposition": [
            _place(point.y, before, after, highest[point.x], low) if point.y is not None
            else "top center"
            for point, before, after in neighbours
        ],
        "textfont": {"size": 11},
        "cliponaxis": False,
    }  # fmt: skip


def _touching(points: Sequence[Point], figures: dict[str, str],
              near: tuple[float, float]) -> set[str]:  # fmt: skip
    """Days whose figures would touch the one before; of two, the last of all stays.

    ``near``: pixels of a year, and how much less or more is a line of words.
    """
    gone: set[str] = set()
    kept: Point | None = None
    for point in points:
        if kept is not None and abs((point.y or 0) - (kept.y or 0)) < near[1]:
            wide = _LETTER * (len(figures[point.x]) + len(figures[kept.x])) / 2
            if near[0] * (int(point.x[:4]) - int(kept.x[:4])) < wide:
                gone.add(kept.x if point is points[-1] else point.x)
        kept = kept if point.x in gone else point
    return gone


def _place(y: float, before: float | None, after: float | None, highest: float,
           low: float) -> str:  # fmt: skip
    """Where there is room for a figure.

    Below its mark in a dip or where another line stands higher, but not just above the axis;
    beside a line that comes from above, or goes there.
    """
    falls, rises = before is not None and before > y, after is not None and after > y
    is_dip = (falls and (rises or after is None)) or (rises and before is None)
    if y >= low and (is_dip or y < highest):
        return "bottom center"
    return "top right" if falls else "top left" if rises else "top center"


def _short(row: ClaimRow, divisor: int, locale: Locale) -> str:
    """A figure without its unit, as exact as it was stated: "mehr als 560"."""
    number = locale.number(round(float(row.value) / divisor, 1))
    return locale(f"qualified.{row.qualifier or 'exact'}", value=number)


def _height(top: float) -> dict[str, Any]:
    return {"range": [0, top], "nticks": 5, "tickformat": ",.0f"}


def _axis(first: int, last: int) -> dict[str, Any]:
    """Years as ticks, few enough for a small picture on a phone."""
    step = max(1, -(-(last - first) // 5))
    ticks = range(last - (last - first) // step * step, last + 1, step)
    return {
        "tickvals": [f"{year}-01-01" for year in ticks],
        "ticktext": [str(year) for year in ticks],
        "automargin": False,
        "range": [f"{first - 1}-05-01", f"{last + 1}-01-15"],
    }
