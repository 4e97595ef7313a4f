"""Figures side by side: one bar a row, longest first, or as given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd

from charts import alt, style
from charts.cache import cached
from charts.rows import ValueRow
from charts.style import Picture
from charts.table import Table, absent, figure_on_axis, period, twin
from data.answer import Answer
from i18n import Locale, money

#: Height of a bar's row, and of a line of its label, in pixels.
_ROW, _LINE, _LINES = 28, 15, 4
#: Width of a letter, in pixels.
_LETTER = 6.2
#: Bars wear no marks: the key names them by how they are filled.
_DRAWN = {
    **dict.fromkeys(("firm", "unsettled", "single", "copy"), "full"),
    **dict.fromkeys(("provisional", "estimated"), "hatched"),
}


@dataclass(frozen=True)
class Bar:
    """One bar: its label, length, the text at its end, its hover text and its mark."""

    label: str
    value: float | None
    text: str
    hover: str
    mark: str = "firm"
    strong: bool = False
    colour: int = 0


def bars(rows: Sequence[Bar], locale: Locale, *, unit: str, text: str,
         table: Table) -> Picture:  # fmt: skip
    """Horizontal bars from zero. Provisional and estimated ones are hatched; the strong ones dark.

    A row without figure keeps its place and says so, it is not drawn as zero.
    """
    upwards = list(reversed(rows))
    labels = [style.wrapped(bar.label, lines=_LINES) for bar in upwards]
    heights, all_rows = _placed(labels)
    strong_some = any(bar.strong for bar in upwards)
    colour = [
        style.COLOURS[bar.colour % len(style.COLOURS)]
        if bar.strong or not strong_some
        else style.MUTED
        for bar in upwards
    ]
    hollow = [bar.mark in ("provisional", "estimated") for bar in upwards]
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": [bar.value for bar in upwards],
        "y": heights,
        "width": 0.7,
        "text": [bar.text for bar in upwards],
        "textposition": "outside",
        "cliponaxis": False,
        "customdata": [bar.hover for bar in upwards],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"color": colour, "line": {"color": colour, "width": 1.6}},
    }
    is_told = all(_plain(bar.text).endswith(_plain(unit)) for bar in rows if bar.value is not None)
    if any(hollow):
        trace["marker"]["pattern"] = {
            "shape": ["/" if h else "" for h in hollow], "fgcolor": colour,
            "bgcolor": "rgba(0,0,0,0)", "size": 6, "solidity": 0.2,
        }  # fmt: skip
    values = [bar.value for bar in rows if bar.value is not None]
    low = min(values, default=0.0)
    layout = style.layout(
        locale,
        height=(56 if is_told else 74) + round(_ROW * max(all_rows, 1)),
        bargap=0.3,
        margin={"l": 8, "r": _room(rows), "t": 8, "b": 8},
        xaxis={
            "title": {"text": "" if is_told else unit},
            "showticklabels": False,  # each bar bears its figure
            "zeroline": True,
            "range": [min(0.0, low * 1.25), max((*values, 0.0)) or 1.0],
        },
        yaxis={
            "tickvals": heights,
            "ticktext": labels,
            "showgrid": False,
            "zeroline": False,
            "range": [-0.1, all_rows + 0.1],
            "title": {"text": ""},
        },
        # A bar that is not there carries no text: what is said of it stands where it would begin.
        annotations=[
            {"x": 0, "y": height, "text": bar.text, "showarrow": False, "xanchor": "left"}
            for height, bar in zip(heights, upwards, strict=True)
            if bar.value is None
        ],
    )
    marks = style.seen(bar.mark for bar in rows if bar.value is not None)
    config = style.config(locale)
    return Picture({"data": [trace], "layout": layout}, text, table, marks, config, _DRAWN)


def _plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def _room(rows: Sequence[Bar]) -> int:
    """Pixels right of the longest bar, so that each figure stands whole behind its own."""
    lengths = (len(bar.text) for bar in rows if bar.value is not None)
    return round(_LETTER * max(lengths, default=0) + 10)


def _placed(labels: Sequence[str]) -> tuple[list[float], float]:
    """Where the middle of each bar stands, from below, and the height of all, in rows.

    A label of several lines gets the room that it needs.
    """
    heights = [max(1.0, ((label.count("<br>") + 1) * _LINE + 6) / _ROW) for label in labels]
    ends = list(accumulate(heights))
    middles = [round(end - room / 2, 3) for end, room in zip(ends, heights, strict=True)]
    return middles, ends[-1] if ends else 0.0


@cached(512)
def ranked(answer: Answer, locale: Locale, *, title: str, by: str, unit: str,
           columns: Sequence[str], strong: Sequence[str] = (), value: str = "value",
           label_of: Callable[[ValueRow], str] | None = None) -> Picture:  # fmt: skip
    """Bars straight from an answer in its order, with text alternative and table twin.

    ``by``: the column of codes that names each bar; ``strong``: codes drawn in colour, the rest
    muted; ``label_of``: the text at the end of a bar, by default the figure with its unit.
    """
    column = answer.columns.get(by)
    kind = (column.codes if column else None) or by
    highest = answer.rows[value].abs().max() if answer else 0
    scale = locale.scale(unit, highest)
    if unit == "meur" and answer and (answer.rows.get("step", pd.Series([0.0])) >= 100).all():
        scale = locale.scale(unit, money.LARGE)  # printed in billions, so drawn in billions
    rows = []
    for row in answer:
        code = str(getattr(row, by))
        label = answer.labels.name(kind, code, locale.lang)
        number = absent(getattr(row, value))
        text = label_of(row) if label_of else in_scale(row, number, unit, scale.divisor, locale)
        exact = locale.value(number, unit)
        if value == "value":
            exact = figure_on_axis(row, locale, scale.divisor)
        rows.append(
            Bar(
                label,
                None if number is None else round(float(number) / scale.divisor, 6),
                text,
                f"<b>{label}</b><br>{period(row, locale, answer)}: {exact}",
                style.mark(row),
                code in strong,
            )
        )
    return bars(
        rows, locale, unit=scale.symbol, text=alt.of_bars(title, rows, locale),
        table=twin(answer, locale, columns),
    )  # fmt: skip


def in_scale(row: ValueRow, value: float | None, unit: str, divisor: int, locale: Locale) -> str:
    """The figure in the unit that all of a picture share; the smaller, the more digits."""
    if value is None:
        return locale.missing("unknown")
    if printed := locale.printed(value, unit, absent(getattr(row, "step", None))):
        return printed
    if unit == "meur" and divisor == money.BILLION and abs(value) >= 1:
        digits = money.digits_beside(value, "axis")
        return locale.value(value, unit, scale="mrd", digits=digits)
    return locale.value(value, unit)
