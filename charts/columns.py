"""Reported figures by week or month: bars side by side, one for each direction or terminal.

A period that no report covers has no bar; one that reports cover without a train is a true zero.
Which bar is which says its colour, its hatching and the legend. Bars of periods that reports cover
only in part are hollow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from charts import style
from charts.rows import ReportedRow
from charts.style import Picture
from charts.table import Table, absent
from data import evidence
from data.answer import Answer
from i18n import Locale


def periods(answer: Answer, locale: Locale, *, title: str, by: str, unit: str,
            name: Callable[[str], str], headers: Sequence[str]) -> Picture:  # fmt: skip
    """Bars over time straight from an answer; ``by``: the column of codes that are compared.

    ``headers``: of the table twin: period, what is compared, figure, and what must be known of it.
    Raises ValueError for rows of several units: they never share an axis.
    """
    units = sorted(set(answer.rows["unit"])) if answer else [unit]
    if units != [unit]:
        raise ValueError(f"{answer.question}: figures in {units} cannot share an axis of {unit}")
    rows = answer.tuples
    codes = list(dict.fromkeys(str(getattr(row, by)) for row in rows))
    bars = {name(code): [row for row in rows if str(getattr(row, by)) == code] for code in codes}
    traces = [
        _trace(group, number, label, locale) for number, (label, group) in enumerate(bars.items())
    ]
    layout = style.layout(
        locale,
        height=340,
        unit=locale.unit(unit),
        barmode="group",
        bargap=0.25,
        showlegend=len(codes) > 1,
        xaxis={"type": "date", "nticks": 8, "tickformat": _tick(rows)},
        yaxis={"rangemode": "tozero", "tickformat": ",~r", "nticks": 6},
    )
    table = Table(
        tuple(headers),
        tuple(_cells(row, name(str(getattr(row, by))), locale) for row in rows),
        (False, False, True, False),
    )
    return Picture({"data": traces, "layout": layout}, _alt(title, bars, locale),
                   table, (), style.config(locale))  # fmt: skip


def _trace(rows: Sequence[ReportedRow], number: int, label: str, locale: Locale) -> dict[str, Any]:
    colour = style.COLOURS[number % len(style.COLOURS)]
    partial = [_is_partial(row) for row in rows]
    hatch = style.HATCHES[number % len(style.HATCHES)]
    return {
        "type": "bar",
        "name": label,
        "x": [row.period_start.date().isoformat() for row in rows],
        "y": [absent(row.value) for row in rows],
        "customdata": [f"<b>{label}</b><br>{' · '.join(_texts(row, locale))}" for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {  # no key of marks: these are reports, not statistics
            "color": ["rgba(0,0,0,0)" if hollow else colour for hollow in partial],
            "line": {"color": colour, "width": 1.4},
            "pattern": {
                "shape": hatch,
                "size": 6,
                "fgcolor": colour,
                "solidity": [0.08 if hollow else 0.35 for hollow in partial],
                "bgcolor": "rgba(0,0,0,0)",
            }
            if hatch
            else {},
        },
    }


def _tick(rows: Sequence[ReportedRow]) -> str:
    """Months as "3/2027", weeks by their first day."""
    return "%-m/%Y" if rows and rows[0].period_kind == "month" else "%d.%m.%y"


def _is_partial(row: ReportedRow) -> bool:
    return bool(row.status == "provisional")


def _texts(row: ReportedRow, locale: Locale) -> tuple[str, str]:
    """Period and figure of a row."""
    period = locale.period(row.period_kind, row.period_start, row.period_end)
    text = locale.qualified(absent(row.value), row.unit, row.qualifier, scale="exact")
    return period, evidence.linked(text, row)


def _cells(row: ReportedRow, label: str, locale: Locale) -> tuple[str, ...]:
    period, figure = _texts(row, locale)
    notes = []
    if _is_partial(row):
        notes.append(locale("periods.partial"))
    if row.qualifier == "more_than" and absent(row.value) is not None:
        notes.append(locale("periods.stated", stated=str(row.stated), trains=str(row.trains)))
    return period, label, figure, "; ".join(notes)


def _alt(title: str, bars: Mapping[str, Sequence[ReportedRow]], locale: Locale) -> str:
    sentences = [locale("periods.alt", title=title)]
    for label, rows in bars.items():
        valued = [row for row in rows if absent(row.value) is not None]
        if valued:
            highest = max(valued, key=lambda row: row.value)
            sentences.append(
                locale("periods.alt_one", name=label, count=len(valued),
                      highest=" ".join(reversed(_texts(highest, locale))),
                      newest=" ".join(reversed(_texts(valued[-1], locale))))
            )  # fmt: skip
    return " ".join(sentences)
