"""Did it run? The rail link from its first evidence to today, in one band.

Filled: trains ran. Grey: somebody said that nothing runs. Hatched: nothing is known. Above it the
trains that are known by their day, each a disc; below it the words of each part.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from charts import style
from charts.cache import cached
from charts.line_labels import NARROW
from charts.rows import LinkRow
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

_KEY = "pictures.strip"
#: Fill and hatching of each state.
_FILLS = {
    "running": (style.COLOURS[0], ""),
    "irregular": ("rgba(0,114,178,0.35)", ""),
    "suspended": ("rgba(128,128,128,0.55)", ""),
    "no_evidence": ("rgba(0,0,0,0)", "/"),
}
_UNKNOWN = "no_evidence"
_LETTER, _LINE = 6.6, 17
#: Of more trains than these, only the first and the last are lettered.
_LETTERED = 6


class TrainRow(Protocol):
    """A train between two ends."""

    destination: Any
    destination_terminal: Any
    origin: Any
    origin_terminal: Any


@cached(32)
def strip(states: Answer, locale: Locale, *, title: str, trains: Answer,
          small: bool = False) -> Picture:  # fmt: skip
    """Rows of ``link_state`` as a band over time, rows of ``rail_trains`` as discs on it.

    ``small``: for a tile: the band and its discs with the first year, the last and the state now.
    """
    spans = [(row, *_span(row)) for row in states if absent(row.day) is not None]
    first = min((start for _, start, _ in spans), default=date(2016, 1, 1))
    start = date(first.year, 1, 1)
    end = max((e for _, _, e in spans), default=date(first.year, 12, 31))
    days = [date.fromisoformat(str(row.date)) for row in trains]
    per_day = (NARROW - 12) / max((end - start).days, 1)
    data = [*(_part(row, a, b, locale) for row, a, b in spans), _discs(days, trains, locale, small)]
    if small:
        notes, above, below = _corners(start, states, trains, locale), 0, 1
    else:
        labelled = days if len(days) <= _LETTERED else [days[0], days[-1]]
        over = [(day, locale.date(day)) for day in labelled]
        under = [(a, locale.code("freight.state", row.state)) for row, a, _ in spans]
        lanes = [_lanes([((day - start).days * per_day, text) for day, text in words])
                 for words in (over, under)]  # fmt: skip
        notes = [
            _word(day, text, side, lane)
            for side, words, rows in ((1, over, lanes[0]), (-1, under, lanes[1]))
            for (day, text), lane in zip(words, rows, strict=True)
        ]
        above, below = (1 + max(rows, default=-1) for rows in lanes)
    band = 22 if small else 34
    years = [y for y in range(start.year, end.year + 1, 2)
             if spans and not small and date(y, 7, 1) <= end]  # fmt: skip
    layout = style.layout(
        locale,
        height=band + _LINE * (above + below) + (8 if small else 54),
        margin={"l": 6, "r": 6, "t": (4 if small else 10) + _LINE * above,
                "b": _LINE * below + (2 if small else 38)},
        xaxis={
            "type": "date", "range": [start.isoformat(), end.isoformat()], "automargin": False,
            "tickvals": [f"{year}-07-01" for year in years], "ticktext": list(map(str, years)),
            "anchor": "free", "position": 0, "ticks": "", "visible": not small,
            "ticklabelstandoff": _LINE * below + 5,
        },
        yaxis={"visible": False, "range": [0, 1], "automargin": False},
        annotations=notes,
    )  # fmt: skip
    return Picture({"data": data, "layout": layout}, _alt(title, spans, days, trains, locale),
                   _table(spans, days, trains, locale), config=style.config(locale))  # fmt: skip


def _span(row: LinkRow) -> tuple[date, date]:
    """From the first day of a state to its last, or to the day up to which all is known."""
    until = absent(row.until)
    return row.day.date(), (row.through if until is None else until).date()


def _part(row: LinkRow, start: date, end: date, locale: Locale) -> dict[str, Any]:
    fill, hatch = _FILLS.get(row.state, _FILLS[_UNKNOWN])
    x0, x1 = start.isoformat(), end.isoformat()
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "name": row.state,
        "x": [x0, x1, x1, x0, x0], "y": [0, 0, 1, 1, 0],
        "fillcolor": fill, "line": {"width": 0.7, "color": style.MUTED}, "showlegend": False,
        "fillpattern": {"shape": hatch, "fgcolor": style.MUTED, "size": 7, "solidity": 0.2,
                        "bgcolor": "rgba(0,0,0,0)"},
        "hoveron": "fills", "hoverinfo": "text",
        "text": f"<b>{locale.code('freight.state', row.state)}</b><br>{_when(row, locale)}",
    }  # fmt: skip


def _when(row: LinkRow, locale: Locale) -> str:
    start = locale.date(row.day, row.day_precision)
    until = absent(row.until)
    if until is None:
        return locale(f"{_KEY}.since", start=start)
    return locale(f"{_KEY}.span", start=start, end=locale.date(until, row.until_precision))


def _discs(days: Sequence[date], trains: Answer, locale: Locale, small: bool) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "name": "trains", "showlegend": False,
        "x": [day.isoformat() for day in days], "y": [0.5] * len(days),
        "marker": {"size": 11 if small else 15, "color": style.COLOURS[0], "opacity": 1,
                   "line": {"color": "#FFFFFF", "width": 1.6}},
        "customdata": [
            f"<b>{locale.date(row.date)}</b><br>{_route(row, trains, locale)}" for row in trains
        ],
        "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _route(row: TrainRow, trains: Answer, locale: Locale) -> str:
    kinds = ("place", "terminal")  # of a claim, and of what a terminal reported
    ends = (
        next((trains.labels.name(kind, code, locale.lang)
              for kind, code in zip(kinds, codes, strict=True) if absent(code) is not None), "")
        for codes in ((row.origin, row.origin_terminal),
                      (row.destination, row.destination_terminal))
    )  # fmt: skip
    return " → ".join(name for name in ends if name)


def _lanes(words: Sequence[tuple[float, str]]) -> list[int]:
    """For each word that begins at so many pixels the row in which it is free.

    From the right: so the lines that lead down to the words further left cross none of them.
    """
    ends: list[float] = []  # where the words of each row begin
    lanes = []
    for x, text in reversed(words):
        right = x + _LETTER * len(text) + 8
        lane = next((n for n, begin in enumerate(ends) if right <= begin), len(ends))
        ends[lane:lane + 1] = [x]  # fmt: skip
        lanes.append(lane)
    return lanes[::-1]


def _word(day: date, text: str, side: int, lane: int) -> dict[str, Any]:
    """A word above or below the band, with a line to where it begins."""
    return {
        "x": day.isoformat(), "y": 1 if side > 0 else 0, "text": text, "showarrow": True,
        "ax": 0, "ay": -side * (5 + _LINE * lane), "arrowhead": 0, "arrowwidth": 1,
        "arrowcolor": style.MUTED, "xanchor": "left", "yanchor": "bottom" if side > 0 else "top",
        "font": {"size": 12, "color": style.INK}, "borderpad": 0,
        "name": "train" if side > 0 else "state",
    }  # fmt: skip


def _corners(start: date, states: Answer, trains: Answer, locale: Locale) -> list[dict[str, Any]]:
    """Below a small band: how many trains are known by their day, and the state now."""
    count = locale.count("dated_train", len(trains.rows))
    now = states.tuples[-1].state if states else _UNKNOWN
    words = ((0, "left", f"{start.year}: {count}"), (1, "right", locale.code("freight.state", now)))
    return [
        {"xref": "paper", "yref": "paper", "x": x, "y": 0, "xanchor": side, "yanchor": "top",
         "text": text, "showarrow": False, "font": {"size": 11, "color": style.INK}}
        for x, side, text in words
    ]  # fmt: skip


def _table(spans: Sequence[tuple[LinkRow, date, date]], days: Sequence[date], trains: Answer,
           locale: Locale) -> Table:  # fmt: skip
    """Trains and states in the order of time."""
    rows = [(row.day.date(), _when(row, locale), locale.code("freight.state", row.state))
            for row, _, _ in spans]  # fmt: skip
    rows += [(day, locale.date(day), _route(row, trains, locale))
             for day, row in zip(days, trains, strict=True)]  # fmt: skip
    lines = [row[1:] for row in sorted(rows, key=lambda row: row[0])]
    return Table.of(locale, f"{_KEY}.", ("period", "what"), lines)


def _alt(title: str, spans: Sequence[tuple[LinkRow, date, date]], days: Sequence[date],
         trains: Answer, locale: Locale) -> str:  # fmt: skip
    ran = [f"{locale.date(day)} ({_route(row, trains, locale)})"
           for day, row in zip(days, trains, strict=True)]  # fmt: skip
    day_texts = ran if len(ran) <= _LETTERED else [ran[0], ran[-1]]
    parts = [
        f"{_when(row, locale)} {locale.code('freight.state', row.state)}" for row, _, _ in spans
    ]
    return locale(f"{_KEY}.alt", title=title, trains=locale.count("dated_train", len(days)),
                  days="; ".join(day_texts), states="; ".join(parts))  # fmt: skip
