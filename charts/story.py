"""Events in words down a line of time, the newest on top: read like a list, seen like a picture.

Filled disc: it happened. Hollow diamond: announced, planned, hoped for. Square: an end.
"""

from __future__ import annotations

import textwrap
from itertools import accumulate
from typing import Any

from charts import style
from charts.cache import cached
from charts.line_labels import NARROW
from charts.rows import EventRow
from charts.style import Picture
from charts.table import absent
from charts.timeline import event_title, table
from data.answer import Answer
from i18n import Locale

_SYMBOLS = {"event": "circle", "intention": "diamond-open", "end": "square"}
#: Pixels of a letter, of a line and between two events; from the line of time to words and dates.
_LETTER, _LINE, _BETWEEN, _APART = 6.3, 16, 12, 14


@cached(32)
def story(events: Answer, locale: Locale, *, title: str) -> Picture:
    """Dated rows of ``cooperation_events``, or any with date, nature and title, one below another.

    Meant for some twenty events; of more, ``timeline`` shows the whole.
    """
    rows = sorted((row for row in events if absent(row.date)), key=lambda row: row.first_day,
                  reverse=True)  # fmt: skip
    days = [locale.date(row.date, row.date_precision) for row in rows]
    # Where the line of time stands on a phone: to its left the dates.
    left = _APART + _LETTER * max(map(len, days), default=0)
    at, wide = left / NARROW, int((NARROW - left - _APART) / _LETTER)
    words = [textwrap.wrap(event_title(row, locale), wide) for row in rows]
    heights = [_LINE * len(lines) + _BETWEEN for lines in words]
    ends = list(accumulate(heights))
    tops = [end - height + _BETWEEN / 2 for end, height in zip(ends, heights, strict=True)]
    whole = ends[-1] if ends else _LINE
    notes: list[dict[str, Any]] = []
    for row, day, lines, top in zip(rows, days, words, tops, strict=True):
        strong = row.nature == "event"
        text = "<br>".join(lines)
        notes.append(_note(top, f"<b>{text}</b>" if row.nature == "end" else text, "left"))
        notes.append(_note(top, day, "right", size=12 if strong else 11))
    layout = style.layout(
        locale,
        height=round(whole) + 8,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        xaxis={"visible": False, "range": [-at, 1 - at], "automargin": False},
        yaxis={"visible": False, "range": [whole, 0], "automargin": False},
        annotations=notes,
        shapes=[{"type": "line", "x0": 0, "x1": 0, "y0": 0, "y1": whole, "layer": "below",
                 "line": {"color": style.BORDER, "width": 2}}] if rows else [],
    )  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers", "name": "events", "showlegend": False,
        "x": [0] * len(rows), "y": [top + _LINE / 2 for top in tops],
        "marker": {"symbol": [_SYMBOLS[row.nature] for row in rows], "size": 12, "opacity": 1,
                   "color": [style.COLOURS[0] if row.is_herne else style.MUTED for row in rows],
                   "line": {"width": 2}},
        "customdata": [_hover(row, locale) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip
    alt = locale(
        "pictures.story.alt",
        title=title,
        events="; ".join(
            f"{day}: {event_title(row, locale)}" for day, row in zip(days, rows, strict=True)
        ),
    )
    return Picture({"data": [marks], "layout": layout}, alt, table(events, locale),
                   config=style.config(locale))  # fmt: skip


def _note(y: float, text: str, side: str, size: int = 13) -> dict[str, Any]:
    return {
        "x": 0, "y": y, "text": text, "showarrow": False, "xanchor": side, "yanchor": "top",
        "xshift": _APART if side == "left" else -_APART, "align": side,
        "font": {"size": size, "color": style.INK}, "borderpad": 0,
        "name": "words" if side == "left" else "date",
    }  # fmt: skip


def _hover(row: EventRow, locale: Locale) -> str:
    when = locale.date(row.date, row.date_precision)
    return f"<b>{when}</b><br>{locale.code('cooperation.nature', row.nature)}"
