"""How figures moved: a row for each, a mark for each state of it that was published.

The newest state is large and in colour, an earlier one small and grey, an arrow leads from the
one to the other; one without date is small and grey too, without an arrow. Each mark says its
figure and since when it was known.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Any

from charts import style
from charts.cache import cached
from charts.rows import StateRow
from charts.style import Picture
from charts.table import Table, figure, figure_on_axis
from data.answer import Answer
from i18n import Locale

_KEY = "investment.states"
_ROW = 56


@cached(64)
def states(answer: Answer, locale: Locale, *, title: str, table: Table) -> Picture:
    """Rows of the question ``fdi_states``, a figure a line, in the order of the answer.

    Totals of several years are left out. Raises ValueError for figures of several units.
    """
    rows = [row for row in answer if row.period_kind != "span"]
    units = sorted({row.unit for row in rows})
    if len(units) > 1:
        raise ValueError(f"{answer.question}: figures in {units} cannot share an axis")
    by_figure = [list(own) for _, own in groupby(rows, key=lambda row: row.figure)]
    values = [float(row.value) for row in rows]
    low, high = min([0.0, *values]), max([0.0, *values])
    scale = locale.scale(next(iter(units), "meur"), max(high, -low))
    heights = range(len(by_figure) - 1, -1, -1)
    scopes = {row.china_scope for row in rows}
    data = [
        _marks([(row, y) for own, y in zip(by_figure, heights, strict=True) for row in own
                if bool(row.is_newest) == newest],
               locale, divisor=scale.divisor, middle=(low + high) / 2, newest=newest)
        for newest in (True, False)
    ]  # fmt: skip
    span = (high - low) / scale.divisor or 1.0
    layout = style.layout(
        locale,
        height=70 + _ROW * max(len(by_figure), 1),
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        xaxis={
            "title": {"text": scale.symbol}, "showgrid": True, "zeroline": True, "nticks": 6,
            "zerolinecolor": style.BORDER, "zerolinewidth": 1.5,
            "range": [low / scale.divisor - (0.1 * span if low else 0),
                      high / scale.divisor + 0.1 * span],
        },
        yaxis={
            "tickvals": list(heights),
            "ticktext": [_name(own[-1], locale, scoped=len(scopes) > 1) for own in by_figure],
            "range": [-0.7, len(by_figure) - 0.3], "showgrid": False, "zeroline": False,
        },
        annotations=[
            _arrow(earlier, later, y, scale.divisor)
            for own, y in zip(by_figure, heights, strict=True)
            for earlier, later in pairwise(row for row in own if is_dated(row))
            if earlier.value != later.value
        ],
    )  # fmt: skip
    return Picture(
        {"data": data, "layout": layout}, _alt(title, by_figure, locale), table,
        style.seen(style.mark(row) for row in rows), style.config(locale),
    )  # fmt: skip


def is_dated(row: StateRow) -> bool:
    """Whether a state has a place in the order of time."""
    return row.known_since_precision != "read"


def _name(row: StateRow, locale: Locale, *, scoped: bool) -> str:
    period = locale.period(row.period_kind, row.period_start, row.period_end)
    return f"{period}<br>{locale.code('investment.scope', row.china_scope)}" if scoped else period


def _marks(placed: Sequence[tuple[StateRow, int]], locale: Locale, *, divisor: int, middle: float,
           newest: bool) -> dict[str, Any]:  # fmt: skip
    colour = style.COLOURS[0] if newest else style.MUTED
    return {
        "type": "scatter", "mode": "markers+text", "cliponaxis": False, "showlegend": False,
        "x": [float(row.value) / divisor for row, _ in placed], "y": [y for _, y in placed],
        "text": [_label(row, divisor, locale, newest=newest) for row, _ in placed],
        # Towards the middle, so that no edge cuts them.
        "textposition": [
            f"{'top' if newest else 'bottom'} {'left' if float(row.value) > middle else 'right'}"
            for row, _ in placed
        ],
        "textfont": {"size": 11},
        "marker": {
            "symbol": [style.SYMBOLS[style.mark(row)] for row, _ in placed],
            "size": 12 if newest else 8, "color": colour, "opacity": 1,
            "line": {"color": colour, "width": 2},
        },
        "customdata": [_hover(row, locale, divisor) for row, _ in placed],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _label(row: StateRow, divisor: int, locale: Locale, *, newest: bool) -> str:
    """The figure without its unit and since when it was known."""
    number = locale.number(round(float(row.value) / divisor, 3))
    value = locale(f"qualified.{row.qualifier or 'exact'}", value=number)
    return (
        f"<b>{value}</b> ({_known_since_month(row, locale)})"
        if newest
        else f"{value} ({_known_since_month(row, locale)})"
    )


def _known_since_month(row: StateRow, locale: Locale) -> str:
    """Since when it was known, to the month: there is little room."""
    if not is_dated(row):
        return locale("dates.undated")
    precision = "month" if row.known_since_precision == "day" else row.known_since_precision
    return locale.known(row.known_since, precision)


def _known(row: StateRow, locale: Locale) -> str:
    return locale.known_as("source.known_since", row.known_since, row.known_since_precision)


def _hover(row: StateRow, locale: Locale, divisor: int) -> str:
    period = locale.period(row.period_kind, row.period_start, row.period_end)
    value = figure_on_axis(row, locale, divisor)
    return f"<b>{period}</b>: {value}<br>{locale.called(row.publisher)}, {_known(row, locale)}"


def _arrow(earlier: StateRow, later: StateRow, y: int, divisor: int) -> dict[str, Any]:
    """From an earlier state to the next."""
    return {
        "x": float(later.value) / divisor, "y": y, "ax": float(earlier.value) / divisor, "ay": y,
        "xref": "x", "yref": "y", "axref": "x", "ayref": "y", "text": "", "showarrow": True,
        "arrowhead": 2, "arrowsize": 1.1, "arrowwidth": 1.6, "arrowcolor": style.MUTED,
        "standoff": 8, "startstandoff": 6,
    }  # fmt: skip


def _alt(title: str, by_figure: Sequence[Sequence[StateRow]], locale: Locale) -> str:
    rows = []
    for history in by_figure:

        def state_texts(rows: Sequence[StateRow]) -> list[str]:
            return [locale(f"{_KEY}.alt_state", value=figure(row, locale),
                           known=_known(row, locale)) for row in rows]  # fmt: skip

        newest = [row for row in history if row.is_newest]
        others = [row for row in history if not row.is_newest]
        period = locale.period(
            history[-1].period_kind, history[-1].period_start, history[-1].period_end
        )
        text = ", ".join(state_texts(newest))
        for key, some in (
            ("alt_before", [row for row in others if is_dated(row)]),
            ("alt_undated", [row for row in others if not is_dated(row)]),
        ):
            text += locale(f"{_KEY}.{key}", states=locale.list(state_texts(some))) if some else ""
        rows.append(f"{period}: {text}")
    return locale(f"{_KEY}.alt", title=title, rows="; ".join(rows))
