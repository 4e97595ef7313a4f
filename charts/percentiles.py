"""How figures of single trains are spread: the share that took no longer, with percentiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from charts import style
from charts.rows import SpreadRow
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale


def spread(answer: Answer, locale: Locale, *, title: str, name: Callable[[str], str],
           headers: Sequence[str]) -> Picture:  # fmt: skip
    """One rising curve of steps a row that has percentiles, P50 and P90 marked on it.

    Rows with too few trains have no percentiles and so no curve; the table names them all.
    """
    rows = answer.tuples
    curves = [row for row in rows if absent(row.p50_value) is not None]
    traces = [
        trace
        for number, row in enumerate(curves)
        for trace in _traces(row, number, name(row.direction), locale)
    ]
    unit = locale.unit(rows[0].unit) if rows else ""
    layout = style.layout(
        locale, height=330, unit=locale("spread.share"), showlegend=True,
        xaxis={"title": {"text": unit}, "showgrid": True},
        yaxis={"range": [0, 104], "tickformat": ".0f", "nticks": 6},
    )  # fmt: skip
    sentences = [locale("spread.alt", title=title), *(_sentence(row, name, locale) for row in rows)]
    table = Table(
        tuple(headers),
        tuple(_cells(row, name(row.direction), locale) for row in rows),
        (False, True, True, True, True, True),
    )
    return Picture({"data": traces, "layout": layout}, " ".join(sentences), table, (),
                   style.config(locale))  # fmt: skip


def _traces(row: SpreadRow, number: int, label: str, locale: Locale) -> list[dict[str, Any]]:
    colour = style.COLOURS[number % len(style.COLOURS)]
    values = [float(value) for value in row.listed]
    shares = [100 * (place + 1) / len(values) for place in range(len(values))]
    ends = [(float(row.p50_value), 50.0, "P50"), (float(row.p90_value), 90.0, "P90")]
    legend = locale("spread.legend", name=label, p50=locale.value(row.p50_value, row.unit),
                   p90=locale.value(row.p90_value, row.unit))  # fmt: skip
    curve = {
        "type": "scatter", "mode": "lines", "name": legend, "x": [values[0], *values],
        "y": [0.0, *shares],
        "line": {"color": colour, "shape": "hv", "width": 2.2,
                 "dash": style.DASHES[number % len(style.DASHES)]},
        "hoverinfo": "skip",
    }  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers", "showlegend": False,
        "x": [x for x, _, _ in ends], "y": [y for _, y, _ in ends],
        "text": [f"{mark}: {locale.value(x, row.unit)}" for x, _, mark in ends],
        "marker": {"color": colour, "size": 9, "symbol": "diamond"},
        "hovertemplate": f"<b>{label}</b><br>%{{text}}<extra></extra>",
        "cliponaxis": False,
    }  # fmt: skip
    return [curve, marks]


def _cells(row: SpreadRow, label: str, locale: Locale) -> tuple[str, ...]:
    figures = (row.p50_value, row.p90_value, row.lowest_value, row.highest_value)
    texts = [
        locale("spread.too_few") if absent(figure) is None else locale.value(figure, row.unit)
        for figure in figures
    ]
    return (label, locale.number(int(row.stated)), *texts)


def _sentence(row: SpreadRow, name: Callable[[str], str], locale: Locale) -> str:
    count = locale.count("train", int(row.stated))
    if absent(row.p50_value) is None:
        return locale("spread.alt_few", name=name(row.direction), count=count)
    return locale("spread.alt_one", name=name(row.direction), count=count,
                 p50=locale.value(row.p50_value, row.unit),
                 p90=locale.value(row.p90_value, row.unit))  # fmt: skip
