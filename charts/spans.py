"""Ranges as people read them, and drawn: a bar from the lower to the upper end."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts import style
from charts.style import Picture
from charts.table import Table, absent
from i18n import Locale

#: Digits that a worked-out figure is shown with; its inputs are no more exact than that.
_DIGITS = 3


def rounded(figure: float, digits: int = _DIGITS) -> float:
    """A figure with so many digits that say something: 276515.15 → 277000."""
    if figure == 0 or not math.isfinite(figure):
        return figure
    return round(figure, digits - 1 - math.floor(math.log10(abs(figure))))


def said(low: float | None, high: float | None, unit: str, locale: Locale, *,
         digits: int | None = None) -> str:  # fmt: skip
    """A range with its unit; without an upper end "mindestens"; not known: its sign.

    ``digits``: so many digits that say something, for what was worked out.
    """
    low, high = absent(low), absent(high)
    if low is None or high is None:
        return locale.missing("unknown")
    if digits:
        low, high = rounded(low, digits), rounded(high, digits)
    if math.isinf(high):
        return locale.range(low, None, unit) if math.isfinite(low) else locale("corridor.never")
    return locale.range(low, high, unit)


@dataclass(frozen=True)
class SpanBar:
    """One bar: its label, its ends (None: not known) and what stands beside it."""

    label: str
    low: float | None
    high: float | None
    text: str


def span_bars(drawn: Sequence[SpanBar], locale: Locale, *, unit: str, text: str,
              table: Table) -> Picture:  # fmt: skip
    """Ranges below each other on one axis from zero, the first on top; both ends are marked.

    A row without a range keeps its place and says so, it is not drawn as zero.
    """
    traces = [
        {
            "type": "scatter", "mode": "lines+markers", "x": [bar.low, bar.high], "y": [row, row],
            "line": {"color": style.COLOURS[0], "width": 9},
            "marker": {"color": style.COLOURS[0], "size": 13, "symbol": "circle", "opacity": 1},
            "customdata": [f"<b>{bar.label}</b><br>{bar.text}"] * 2,
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for row, bar in enumerate(reversed(drawn))
        if bar.low is not None
    ]  # fmt: skip
    top = max((bar.high for bar in drawn if bar.high is not None), default=1.0)
    layout = style.layout(
        locale,
        height=96 + 40 * len(drawn),
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        xaxis={"title": {"text": unit}, "showgrid": True, "zeroline": True,
               "range": [0, top * 1.7 or 1]},
        yaxis={"tickvals": list(range(len(drawn))), "showgrid": False, "zeroline": False,
               "ticktext": [style.wrapped(bar.label, 22) for bar in reversed(drawn)],
               "range": [-0.6, len(drawn) - 0.4]},
        annotations=[
            {"x": bar.high or 0, "y": row, "text": style.wrapped(bar.text, 30), "showarrow": False,
             "xanchor": "left", "xshift": 12 if bar.high is not None else 4, "align": "left"}
            for row, bar in enumerate(reversed(drawn))
        ],
    )  # fmt: skip
    return Picture({"data": traces, "layout": layout}, text, table, (), style.config(locale))
