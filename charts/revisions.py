"""How one figure moved: what was shown from which day on, as steps, and all that was said of it.

The line follows what was shown; a mark stands for each claim on the day from which it was known.
The one shown now is large and in colour, the others are small and grey.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from charts import style
from charts.cache import cached
from charts.rows import StateRow
from charts.style import Picture
from charts.table import Table, absent, figure, figure_on_axis
from data.answer import Answer
from i18n import Locale

_LABELLED = 4


@cached(64)
def steps(answer: Answer, locale: Locale, *, title: str, table: Table, until: date) -> Picture:
    """Rows of the question ``figure_states``; ranges are in the table only.

    ``until``: the last line is drawn to this day.
    """
    rows = [row for row in answer if absent(row.value) is not None]
    unit = rows[0].unit if rows else "meur"
    scale = locale.scale(unit, max((abs(row.value) for row in rows), default=0))
    by_day = claims_by_day(answer)
    line = [(day.isoformat(), float(row.value) / scale.divisor) for day, row in by_day]
    if line:
        line.append((max(until, by_day[-1][0]).isoformat(), line[-1][1]))
    values = [float(row.value) / scale.divisor for row in rows]
    margin = 0.35 * (max(values, default=0) - min(values, default=0)) or abs(values[0]) * 0.05 \
        if values else 1.0  # fmt: skip
    data = [
        {"type": "scatter", "mode": "lines", "x": [x for x, _ in line], "y": [y for _, y in line],
         "line": {"shape": "hv", "width": 2.2, "color": style.COLOURS[0]}, "hoverinfo": "skip"},
        _marks([row for row in rows if not row.is_shown], locale, scale.divisor, shown=False),
        _marks([row for row in rows if row.is_shown], locale, scale.divisor, shown=True),
    ]  # fmt: skip
    layout = style.layout(
        locale,
        height=340,
        unit=scale.symbol,
        margin={"l": 8, "r": 12, "t": 16, "b": 8},
        xaxis={"type": "date", "nticks": 6, "showgrid": True},
        yaxis={
            "zeroline": False, "nticks": 6,
            "range": [min(values, default=0) - margin, max(values, default=1) + margin],
        },
        annotations=_labels(by_day, until, locale, scale.divisor),
    )  # fmt: skip
    states = [
        locale("revision.alt_state", value=figure(row, locale),
              publisher=locale.called(row.publisher),
              known=locale.known(row.known_since, row.known_since_precision))
        for row in rows
    ]  # fmt: skip
    return Picture(
        {"data": data, "layout": layout},
        locale("revision.alt", title=title, states="; ".join(states)), table,
        style.seen(style.mark(row) for row in rows), style.config(locale),
    )  # fmt: skip


def claims_by_day(answer: Answer) -> list[tuple[date, StateRow]]:
    """From which day on which claim with a figure was shown, oldest first."""
    days = [
        (date.fromisoformat(day), row)
        for row in answer
        if absent(row.value) is not None
        for day in row.held_days
    ]
    return sorted(days, key=lambda pair: pair[0])


def _marks(
    rows: Sequence[StateRow], locale: Locale, divisor: int, *, shown: bool
) -> dict[str, Any]:
    colour = style.COLOURS[0] if shown else style.MUTED
    return {
        "type": "scatter", "mode": "markers", "cliponaxis": False,
        "x": [row.known_since.date().isoformat() for row in rows],
        "y": [float(row.value) / divisor for row in rows],
        "marker": {"symbol": [style.SYMBOLS[style.mark(row)] for row in rows],
                   "size": 13 if shown else 9, "color": colour, "opacity": 1,
                   "line": {"color": colour, "width": 2}},
        "customdata": [
            f"<b>{figure_on_axis(row, locale, divisor)}</b><br>{locale.called(row.publisher)}<br>"
            + locale("source.known_since",
                    date=locale.known(row.known_since, row.known_since_precision))
            for row in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _labels(by_day: Sequence[tuple[date, StateRow]], until: date, locale: Locale,
            divisor: int) -> list[dict[str, Any]]:  # fmt: skip
    """Figure and publisher at the steps; of many steps only at the first and the newest."""
    firsts: list[tuple[date, StateRow]] = []
    for day, row in by_day:
        if all(row.claim_id != other.claim_id for _, other in firsts):
            firsts.append((day, row))
    labelled = firsts if len(firsts) <= _LABELLED else [firsts[0], firsts[-1]]
    if not labelled:
        return []
    middle = labelled[0][0] + (max(until, labelled[-1][0]) - labelled[0][0]) / 2
    annotations = []
    for number, (day, row) in enumerate(labelled):
        early, rising = day <= middle, number > 0 and row.value >= labelled[number - 1][1].value
        figure_text = locale.number(round(float(row.value) / divisor, 3))
        text = locale(f"qualified.{row.qualifier or 'exact'}", value=figure_text)
        strong = f"<b>{text}</b>" if row.is_shown else text
        annotations.append({
            "x": day.isoformat(), "y": float(row.value) / divisor,
            "text": f"{strong}<br>{style.wrapped(locale.called(row.publisher), 22)}",
            "showarrow": False,
            "align": "left" if early else "right", "xanchor": "left" if early else "right",
            "yanchor": "bottom" if rising else "top", "yshift": 8 if rising else -8,
            "font": {"size": 11},
        })  # fmt: skip
    return annotations
