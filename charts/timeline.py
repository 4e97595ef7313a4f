"""Events on a line of time, one band a theme, each a numbered mark: the numbers lead to the list.

Filled disc: it happened. Light diamond: it was announced, planned, hoped for. Square with the
word beside it: an end. A stroke below a mark is as long as the month or the year that is all that
is known; without a stroke the day is known.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from charts import style
from charts.cache import cached
from charts.rows import EventRow
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

_KEY = "cooperation.timeline"
_SYMBOLS = {"event": "circle", "intention": "diamond", "end": "square"}
_SIZE = 17
#: Pixels of a lane of marks and of the line above each band that holds its name.
_LANE, _HEAD = 23, 24
#: A mark's width as a share of the whole time shown, on a phone.
_MARK = 18 / 340
#: And of the word that an end bears.
_WORD = 42 / 340
_DAYS = 365.25
#: Words on a dark chip are read on a light and on a dark page.
_CHIP = {"bgcolor": "#4D4D4D", "borderpad": 2, "font": {"size": 11, "color": "#FFFFFF"}}


@dataclass(frozen=True)
class Mark:
    """One event: its number, the days that its date can mean (as fractions of years), its lane."""

    number: int
    row: EventRow
    start: float
    end: float
    lane: int

    @property
    def middle(self) -> float:
        """Where the mark stands."""
        return (self.start + self.end) / 2


@cached(64)
def timeline(events: Answer, locale: Locale, *, title: str) -> Picture:
    """Dated rows of ``cooperation_events`` in bands by theme, the largest first.

    Numbers count the rows in their order, which is that of time; undated rows are not drawn.
    """
    dated = [(n, row) for n, row in enumerate(events, start=1) if absent(row.date)]
    themes = _themes(row for _, row in dated)
    first = min((_year(row.first_day) for _, row in dated), default=2000.0)
    last = max((_year(row.last_day) for _, row in dated), default=2001.0)
    span = max(last - first, 4.0)
    data: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    y = 0.0
    for theme in themes:
        marks = _lanes([(n, row) for n, row in dated if row.theme == theme], span)
        notes.append(_name(theme, y, first - 0.03 * span, events, locale))
        lines.append(_rule(y))
        y -= _HEAD
        data += [_strokes(marks, y), _marks(marks, y, locale)]
        notes += [_end_label(mark, y, locale) for mark in marks if mark.row.nature == "end"]
        y -= _LANE * (1 + max(mark.lane for mark in marks))
    layout = style.layout(
        locale,
        height=round(46 - y),
        margin={"l": 2, "r": 2, "t": 26, "b": 8},
        xaxis={
            "range": [first - 0.03 * span, last + 0.11 * span], "showgrid": True, "side": "top",
            "gridcolor": style.LAND, **style.year_ticks(first, last, 10 if span > 25 else 2),
        },
        yaxis={"range": [y - 4, 6], "visible": False, "automargin": False},
        annotations=notes,
        shapes=lines,
    )  # fmt: skip
    return Picture(
        {"data": data, "layout": layout},
        _alt(title, dated, events, locale),
        table(events, locale),
        config=style.config(locale),
    )


def table(events: Answer, locale: Locale) -> Table:
    """The events in the order of time: number, when, what, theme, kind, what it is worth."""
    names = ("number", "when", "what", "theme", "kind", "nature")
    rows = [
        (
            str(number),
            locale.date(absent(row.date), row.date_precision),
            event_title(row, locale),
            events.labels.name("theme", row.theme, locale.lang),
            locale.code("cooperation.kind", row.kind),
            locale.code("cooperation.nature", row.nature),
        )
        for number, row in enumerate(events, start=1)
    ]
    return Table.of(locale, "cooperation.column.", names, rows)


def event_title(row: EventRow, locale: Locale) -> str:
    """What happened, in the language of the page."""
    return locale.pick(row, "title")


def _themes(rows: Iterable[EventRow]) -> list[str]:
    """Themes that occur, the one with most events first, equal ones by their first event."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.theme] = counts.get(row.theme, 0) + 1
    return sorted(counts, key=lambda theme: -counts[theme])


def _year(day: date) -> float:
    """A day as a fraction of years, so that the axis needs no dates."""
    return day.year + (day.timetuple().tm_yday - 1) / _DAYS


def _lanes(rows: Sequence[tuple[int, EventRow]], span: float) -> list[Mark]:
    """Marks of one band, each in the first lane in which it touches no other."""
    wide = _MARK * span
    ends: list[float] = []
    marks = []
    for number, row in rows:
        start, end = _year(row.first_day), _year(row.last_day)
        left = (start + end) / 2 - wide / 2
        lane = next((n for n, taken in enumerate(ends) if taken <= left), len(ends))
        word = _WORD * span if row.nature == "end" else 0.0  # it stands behind the mark
        ends[lane:lane + 1] = [left + wide + word]  # fmt: skip
        marks.append(Mark(number, row, start, end, lane))
    return marks


def _height(mark: Mark, y: float) -> float:
    return y - _LANE * (mark.lane + 0.5)


def _marks(marks: Sequence[Mark], y: float, locale: Locale) -> dict[str, Any]:
    colours = [style.COLOURS[0] if mark.row.is_herne else style.MUTED for mark in marks]
    hollow = [mark.row.nature == "intention" for mark in marks]
    # White inside, on a dark page too: the number must be read.
    inner = ["#FFFFFF" if open_ else c for c, open_ in zip(colours, hollow, strict=True)]
    lettered = ["#1F1F1F" if open_ else "#FFFFFF" for open_ in hollow]
    return {
        "type": "scatter", "mode": "markers+text",
        "x": [round(mark.middle, 3) for mark in marks], "y": [_height(m, y) for m in marks],
        "text": [str(mark.number) for mark in marks],
        "textfont": {"size": 10, "color": lettered},
        "marker": {
            "symbol": [_SYMBOLS[mark.row.nature] for mark in marks],
            "size": _SIZE,
            "color": inner, "line": {"width": 1.6, "color": colours}, "opacity": 1,
        },
        "cliponaxis": False,
        "customdata": [_hover(mark, locale) for mark in marks],
        "hovertemplate": "%{customdata}<extra></extra>", "showlegend": False,
    }  # fmt: skip


def _strokes(marks: Sequence[Mark], y: float) -> dict[str, Any]:
    """Below each mark whose day is not known: a stroke over all days that it can have been."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    for mark in marks:
        if mark.row.date_precision != "day":
            low = _height(mark, y) - 0.5 * _LANE
            xs += [round(mark.start, 3), round(mark.end, 3), None]
            ys += [low, low, None]
    return {
        "type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip",
        "line": {"color": style.MUTED, "width": 3}, "showlegend": False,
    }  # fmt: skip


def _hover(mark: Mark, locale: Locale) -> str:
    when = locale.date(mark.row.date, mark.row.date_precision)
    wrapped_title = "<br>".join(textwrap.wrap(event_title(mark.row, locale), 42))
    nature = locale.code("cooperation.nature", mark.row.nature)
    return f"<b>{mark.number} · {when}</b><br>{wrapped_title}<br>{nature}"


def _name(theme: str, y: float, x: float, events: Answer, locale: Locale) -> dict[str, Any]:
    return {
        "x": x, "y": y, "xanchor": "left", "yanchor": "top", "showarrow": False,
        "text": f"<b>{events.labels.name('theme', theme, locale.lang)}</b>", **_CHIP,
    }  # fmt: skip


def _rule(y: float) -> dict[str, Any]:
    return {
        "type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y,
        "line": {"color": style.BORDER, "width": 0.7},
    }  # fmt: skip


def _end_label(mark: Mark, y: float, locale: Locale) -> dict[str, Any]:
    """The word that an end is one, beside its mark."""
    return {
        "x": mark.middle, "y": _height(mark, y), "xanchor": "left", "xshift": 11,
        "showarrow": False, "text": locale("cooperation.nature.end"), **_CHIP,
    }  # fmt: skip


def _alt(title: str, dated: Sequence[tuple[int, EventRow]], events: Answer, locale: Locale) -> str:
    by_theme = [
        locale(
            f"{_KEY}.alt_theme",
            theme=events.labels.name("theme", theme, locale.lang),
            events=locale.count("event", len(rows)),
            first=locale.date(rows[0].date, rows[0].date_precision),
            last=locale.date(rows[-1].date, rows[-1].date_precision),
        )
        for theme in _themes(row for _, row in dated)
        if (rows := [row for _, row in dated if row.theme == theme])
    ]
    return " ".join([locale(f"{_KEY}.alt", title=title), *by_theme])
