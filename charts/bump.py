"""Places over the years: who passed whom. The subject thick and in colour, all others grey.

Place 1 is on top. Each line is named at its end; the subject at both ends, with its place at its
first, best and last year in its mark. No legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts import style
from charts.cache import cached
from charts.line_traces import provisional_ends, year_ticks
from charts.rows import PlacedRow
from charts.style import Picture
from charts.table import twin
from data.answer import Answer
from i18n import Locale

_KEY = "pictures.bump"
#: Pixels between two places, of a letter, and of the subject's mark.
_STEP, _LETTER, _MARK = 34, 6.6, 22
_NAME_AT = 20


@cached(64)
def bump(answer: Answer, locale: Locale, *, title: str, strong: str = "cn", by: str = "partner",
         most: int = 9, columns: Sequence[str] = ("partner", "period", "position", "value",
                                                  "status")) -> Picture:  # fmt: skip
    """Rows of ``trade_partner_ranks``, or any with ``by``, ``position`` and a year, as lines.

    ``strong``: the code that the picture is about; ``most``: the lowest place drawn. A code that
    leaves the places drawn is named where it was last.
    """
    column = answer.columns.get(by)
    kind = (column.codes if column else None) or by
    rows: dict[str, list[PlacedRow]] = {}
    for row in answer:
        if row.position <= most:
            rows.setdefault(str(getattr(row, by)), []).append(row)
    lines = {
        code: (
            answer.labels.name(kind, code, locale.lang),
            sorted(one, key=lambda r: r.period_start),
        )
        for code, one in sorted(rows.items(), key=lambda item: item[0] == strong)
    }
    days = sorted({row.period_start.date().isoformat() for row in answer})
    names = [style.wrapped(name, 18) for name, _ in lines.values()]
    longest = max((len(part) for name in names for part in name.split("<br>")), default=0)
    data = [trace for code, line in lines.items()
            for trace in _traces(*line, code == strong, locale)]  # fmt: skip
    notes = [note for code, line in lines.items() for note in _names(*line, code == strong)]
    layout = style.layout(
        locale,
        height=60 + _STEP * most,
        margin={"l": 8, "r": round(14 + _MARK / 2 + _LETTER * longest), "t": 22, "b": 8},
        xaxis={"type": "date", **year_ticks(days)},
        yaxis={
            "range": [most + 0.6, 0.4], "tickvals": list(range(1, most + 1)), "zeroline": False,
            "showgrid": False, "title": {"text": locale(f"{_KEY}.place")},
        },
        annotations=notes,
    )  # fmt: skip
    return Picture(
        {"data": data, "layout": layout},
        _alt(title, lines, strong, answer, locale),
        twin(answer, locale, columns),
        style.seen(["provisional"] if any(r.status == "provisional" for r in answer) else []),
        style.config(locale),
    )


def _traces(name: str, rows: Sequence[PlacedRow], strong: bool,
            locale: Locale) -> list[dict[str, Any]]:  # fmt: skip
    colour = style.COLOURS[0] if strong else style.MUTED
    hollow = provisional_ends([row.status for row in rows])
    labelled = _labelled_points(rows) if strong else set()
    xs: list[str] = []
    ys: list[float | None] = []
    before: int | None = None
    for row in rows:  # years out of the places drawn are a gap
        year = row.period_start.year
        if before is not None and year > before + 1:
            xs.append(f"{before + 1}-01-01")
            ys.append(None)
        xs.append(row.period_start.date().isoformat())
        ys.append(int(row.position))
        before = year
    line = {
        "type": "scatter", "mode": "lines", "x": xs, "y": ys, "hoverinfo": "skip", "name": name,
        "line": {"color": colour, "width": 5 if strong else 1.6}, "connectgaps": False,
        "opacity": 1 if strong else 0.75,
    }  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers+text" if strong else "markers", "name": name,
        "x": [row.period_start.date().isoformat() for row in rows],
        "y": [int(row.position) for row in rows],
        "text": [str(row.position) if n in labelled else "" for n, row in enumerate(rows)],
        "textfont": {"size": 13, "color": [colour if h else "#FFFFFF" for h in hollow]},
        "marker": {
            "symbol": "circle", "opacity": 1,
            "size": [_MARK if n in labelled else 7 if strong or hollow[n] else 4
                     for n in range(len(rows))],
            "color": ["#FFFFFF" if h else colour for h in hollow],
            "line": {"color": colour, "width": [2 if h else 0 for h in hollow]},
        },
        "customdata": [_hover(name, row, locale) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip
    return [line, marks]


def _labelled_points(rows: Sequence[PlacedRow]) -> set[int]:
    """Where the subject's place is written: first, best (of several the last one) and last."""
    best = min(row.position for row in rows)
    return {0, max(n for n, row in enumerate(rows) if row.position == best), len(rows) - 1}


def _hover(name: str, row: PlacedRow, locale: Locale) -> str:
    period = locale.period(row.period_kind, row.period_start, row.period_end)
    status = "" if row.status in (None, "unknown") else f" · {locale('status.' + row.status)}"
    place = locale(f"{_KEY}.of", place=str(row.position), count=str(row.all_count))
    return f"<b>{name}</b><br>{period}: {place}{status}"


def _names(name: str, rows: Sequence[PlacedRow], strong: bool) -> list[dict[str, Any]]:
    """The name behind the last place; of the subject also above or below its first."""
    text = f"<b>{name}</b>" if strong else style.wrapped(name, _NAME_AT)
    font = {"size": 14 if strong else 12, "color": style.COLOURS[0] if strong else style.INK}
    ends = [{"x": rows[-1].period_start.date().isoformat(), "y": int(rows[-1].position),
             "xanchor": "left", "align": "left", "xshift": 13 if strong else 8}]  # fmt: skip
    if strong and len(rows) > 1:
        side = -1 if rows[1].position < rows[0].position else 1  # away from where the line goes
        ends.append({"x": rows[0].period_start.date().isoformat(), "y": int(rows[0].position),
                     "xanchor": "left", "yanchor": "bottom" if side > 0 else "top",
                     "yshift": side * _MARK / 2, "xshift": -_MARK / 2})  # fmt: skip
    return [{"text": text, "showarrow": False, "font": font, **end} for end in ends]


def _alt(title: str, lines: dict[str, tuple[str, list[PlacedRow]]], strong: str, answer: Answer,
         locale: Locale) -> str:  # fmt: skip
    """The course of the subject, and all places of the newest year."""
    parts = [locale(f"{_KEY}.alt", title=title)]
    if strong in lines:
        name, rows = lines[strong]
        labelled = [rows[n] for n in sorted(_labelled_points(rows))]
        course = ", ".join(
            locale(f"{_KEY}.in_year", place=str(row.position), year=str(row.period_start.year))
            for row in labelled
        )
        parts.append(f"{name}: {course}.")
    newest = max((row.period_start for row in answer), default=None)
    order = sorted(
        (rows[-1].position, name) for name, rows in lines.values()
        if rows[-1].period_start == newest
    )  # fmt: skip
    if newest is not None:
        parts.append(locale(f"{_KEY}.alt_order", year=str(newest.year), order=", ".join(
            f"{place} {name}" for place, name in order)))  # fmt: skip
    return " ".join(parts)
