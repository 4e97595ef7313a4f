"""Events in words down a line of time, the newest on top: read like a list, seen like a picture.

Filled disc: it happened. Hollow diamond: announced, planned, hoped for. Square: an end.
"""

from __future__ import annotations

import textwrap
from itertools import accumulate
from typing import Any

from charts import style
from charts.cache import cached
from charts.rows import EventRow
from charts.style import Picture
from charts.table import absent
from charts.timeline import event_title, table
from data.answer import Answer
from i18n import Locale

_SYMBOLS = {"event": "circle", "intention": "diamond-open", "end": "square"}
#: Letters of a line of words and of a date on a phone; pixels of a line and between two events.
_WIDE, _LINE, _BETWEEN = 36, 16, 12
#: Where the line of time stands, as a part of a phone's width: dates to its left.
_AT = 0.27


@cached(32)
def story(events: Answer, locale: Locale, *, title: str) -> Picture:
    """Dated rows of ``cooperation_events``, or any with date, nature and title, one below another.

    Meant for some twenty events; of more, ``timeline`` shows the whole.
    """
    rows = sorted((row for row in events if absent(row.date)), key=lambda row: row.first_day,
                  reverse=True)  # fmt: skip
    words = [textwrap.wrap(event_title(row, locale), _WIDE) for row in rows]
    heights = [_LINE * len(lines) + _BETWEEN for lines in words]
    ends = list(accumulate(heights))
    tops = [end - height + _BETWEEN / 2 for end, height in zip(ends, heights, strict=True)]
    whole = ends[-1] if ends else _LINE
    notes: list[dict[str, Any]] = []
    for row, lines, top in zip(rows, words, tops, strict=True):
        strong = row.nature == "event"
        text = "<br>".join(lines)
        notes.append(_note(top, f"<b>{text}</b>" if row.nature == "end" else text, "left", 14))
        notes.append(_note(top, locale.date(row.date, row.date_precision), "right", -14,
                           size=12 if strong else 11))  # fmt: skip
    layout = style.layout(
        locale,
        height=round(whole) + 8,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        xaxis={"visible": False, "range": [0, 1], "automargin": False},
        yaxis={"visible": False, "range": [whole, 0], "automargin": False},
        annotations=notes,
        shapes=[{"type": "line", "x0": _AT, "x1": _AT, "y0": 0, "y1": whole, "layer": "below",
                 "line": {"color": style.BORDER, "width": 2}}] if rows else [],
    )  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers", "name": "events", "showlegend": False,
        "x": [_AT] * len(rows), "y": [top + _LINE / 2 for top in tops],
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
            f"{locale.date(row.date, row.date_precision)}: {event_title(row, locale)}"
            for row in rows
        ),
    )
    return Picture({"data": [marks], "layout": layout}, alt, table(events, locale),
                   config=style.config(locale))  # fmt: skip


def _note(y: float, text: str, side: str, shift: int, size: int = 13) -> dict[str, Any]:
    return {
        "x": _AT, "y": y, "text": text, "showarrow": False, "xanchor": side, "yanchor": "top",
        "xshift": shift, "align": side, "font": {"size": size, "color": style.INK},
        "borderpad": 0, "name": "words" if side == "left" else "date",
    }  # fmt: skip


def _hover(row: EventRow, locale: Locale) -> str:
    when = locale.date(row.date, row.date_precision)
    return f"<b>{when}</b><br>{locale.code('cooperation.nature', row.nature)}"
