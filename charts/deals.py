"""Deals over time by their size and what became of them, with words beside them.

Filled: completed. Hollow: not completed or no more, with the word for it. A deal without a stated
amount lies in a row of its own below the axis of amounts. Amounts cover what their basis says.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from typing import Any

from charts import style
from charts.cache import cached
from charts.line_labels import NARROW
from charts.maps.labels import Box
from charts.rows import DealRow
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

_KEY = "pictures.deals"
_SYMBOLS = {"completed": "circle", "blocked": "circle-open", "withdrawn": "circle-x-open",
            "announced": "diamond-open", "exited": "square-open"}  # fmt: skip
#: Room of the picture and of its rows, in pixels: the axis, words, and the rows without amount.
_HEIGHT, _AXIS, _LETTER, _LINE, _MARK, _ROW = 420, 52, 5.9, 14.0, 11, 13
_LABEL = 22
#: Years of room behind the last, for its words.
_AFTER = 1.6


@cached(32)
def deals_over_time(deals: Answer, locale: Locale, *, title: str, labelled: int = 14) -> Picture:
    """Rows of ``deals`` as marks; the largest and those not completed get their words first.

    ``labelled``: at most so many with words; all others say theirs when touched.
    """
    valued = [row for row in deals if absent(row.amount_meur)]
    unvalued = [row for row in deals if not absent(row.amount_meur)]
    first, last = _frame(deals)
    low = min((float(row.amount_meur) for row in valued), default=1.0)
    high = max((float(row.amount_meur) for row in valued), default=10.0)
    bottom, top = log10(low) - 0.15, log10(high) + 0.25
    rows = _stacked(unvalued, (NARROW - _AXIS) / (last - first))
    depth = 1 + max((lane for _, lane in rows), default=-1)
    room = _HEIGHT - 60 - (_ROW * depth + 26)
    per_step = room / (top - bottom)
    base = bottom - 26 / per_step
    places = [(_at(row), log10(float(row.amount_meur))) for row in valued]
    places += [(x, base - _ROW * (lane + 0.5) / per_step) for x, lane in rows]
    all_rows = [*valued, *unvalued]
    floor = base - _ROW * depth / per_step - 0.04
    data = [_marks(all_rows, places, deals, locale)]
    scale = ((NARROW - _AXIS) / (last - first), per_step)
    notes = _words(all_rows, places, deals, locale, most=labelled, base=base,
                   frame=(first, floor, last, top), scale=scale)  # fmt: skip
    if unvalued:
        notes.append({"xref": "paper", "x": 0, "y": base, "xanchor": "left", "yanchor": "bottom",
                      "text": locale(f"{_KEY}.unvalued"), "showarrow": False, "name": "unvalued",
                      "font": {"size": 11, "color": style.INK}})  # fmt: skip
    steps = [n for n in range(-1, 6) if bottom <= n <= top]
    layout = style.layout(
        locale,
        height=_HEIGHT,
        margin={"l": 8, "r": 8, "t": 12, "b": 30},
        xaxis={"range": [first, last], "showgrid": True, "gridcolor": style.LAND,
               **style.year_ticks(first, last - _AFTER, 2 if last - first < 16 else 4)},
        yaxis={"range": [floor, top], "tickvals": steps,
               "ticktext": [locale.number(10**n) for n in steps], "zeroline": False,
               "title": {"text": locale(f"{_KEY}.axis")}},
        shapes=[{"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": base, "y1": base,
                 "line": {"color": style.BORDER, "width": 0.7}}] if unvalued else [],
        annotations=notes,
    )  # fmt: skip
    return Picture({"data": data, "layout": layout}, _alt(title, deals, valued, locale),
                   _table(deals, locale), config=style.config(locale))  # fmt: skip


def _at(row: DealRow) -> float:
    """A deal's place in time: its month, or the middle of its year where no month is known."""
    month = absent(row.month)
    return float(row.year) + (0.5 if month is None else (int(month) - 0.5) / 12)


def _frame(deals: Answer) -> tuple[float, float]:
    times = [_at(row) for row in deals] or [2015.0, 2020.0]
    return float(int(min(times))) - 0.4, float(int(max(times))) + _AFTER


def _stacked(rows: Sequence[DealRow], per_year: float) -> list[tuple[float, int]]:
    """Deals without amount: each in the first row in which it touches no other."""
    lanes: list[list[float]] = []
    placed = []
    for row in rows:
        x = _at(row)
        lane = next((n for n, taken in enumerate(lanes)
                     if all(abs(x - one) * per_year >= _MARK for one in taken)),
                    len(lanes))  # fmt: skip
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append(x)
        placed.append((x, lane))
    return placed


def _marks(rows: Sequence[DealRow], places: Sequence[tuple[float, float]], deals: Answer,
           locale: Locale) -> dict[str, Any]:  # fmt: skip
    return {
        "type": "scatter", "mode": "markers", "name": "deals", "showlegend": False,
        "x": [round(x, 3) for x, _ in places], "y": [round(y, 4) for _, y in places],
        "marker": {
            "symbol": [_SYMBOLS.get(row.status, "circle-open") for row in rows],
            "size": _MARK - 1, "opacity": 1,
            "color": [style.COLOURS[0] if row.status == "completed" else style.COLOURS[1]
                      for row in rows],
            "line": {"width": 1.8},
        },
        "customdata": [_hover(row, deals, locale) for row in rows],
        "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _when(row: DealRow, locale: Locale) -> str:
    month = absent(row.month)
    return locale.date(str(row.year) if month is None else f"{row.year}-{int(month):02d}")


def _amount(row: DealRow, deals: Answer, locale: Locale) -> str:
    value = absent(row.amount_meur)
    if value is None:
        return locale(f"{_KEY}.no_amount")
    basis = deals.labels.name("value_basis", absent(row.amount_basis), locale.lang)
    amount = locale.value(float(value), "meur", scale="exact")
    return f"{amount} ({basis})" if basis else amount


def _hover(row: DealRow, deals: Answer, locale: Locale) -> str:
    status = deals.labels.name("status", row.status, locale.lang)
    target, buyer = (style.wrapped(locale.called(one), 34) for one in (row.target, row.buyer))
    return (f"<b>{target}</b><br>{buyer}<br>"
            f"{_when(row, locale)}: {style.wrapped(_amount(row, deals, locale), 40, 3)}<br>"
            f"{status}")  # fmt: skip


def _words(rows: Sequence[DealRow], places: Sequence[tuple[float, float]], deals: Answer,
           locale: Locale, *, most: int, base: float,
           frame: tuple[float, float, float, float],
           scale: tuple[float, float]) -> list[dict[str, Any]]:  # fmt: skip
    """Names beside their marks where a phone has room: not completed ones first, then by amount."""
    left, low, right, high = frame
    points = [((x - left) * scale[0], (y - low) * scale[1]) for x, y in places]
    marks = [Box(x, y, _MARK - 3, _MARK - 3) for x, y in points]
    order = sorted(range(len(rows)), key=lambda n: (
        rows[n].status == "completed", -(absent(rows[n].amount_meur) or 0.0)))  # fmt: skip
    wide = _LETTER * len(locale(f"{_KEY}.unvalued"))
    taken = [Box(wide / 2, (base - low) * scale[1] + _LINE / 2, wide, _LINE)]  # its own heading
    notes: list[dict[str, Any]] = []
    for n in order:
        if len(notes) == most:
            break
        row, (x, y) = rows[n], points[n]
        name = style.wrapped(locale.called(row.target), _LABEL, 1)
        status = deals.labels.name("status", row.status, locale.lang)
        text = name if row.status == "completed" else f"{name}, {status}"
        wide = _LETTER * len(text)
        for along, up in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            box = Box(x + along * (8 + wide / 2), y + up * (_MARK / 2 + _LINE / 2 + 1), wide, _LINE)
            inside = box.x - wide / 2 >= 0 and box.x + wide / 2 <= (right - left) * scale[0]
            inside = inside and _LINE / 2 <= box.y <= (high - low) * scale[1] - _LINE / 2
            others = [mark for k, mark in enumerate(marks) if k != n]
            if inside and not any(box.covers(one) for one in [*taken, *others]):
                taken.append(box)
                notes.append({
                    "x": places[n][0], "y": places[n][1], "text": text, "showarrow": False,
                    "xanchor": {1: "left", -1: "right", 0: "center"}[along],
                    "xshift": along * 8, "yshift": round(box.y - y), "name": "deal",
                    "font": {"size": 11, "color": style.INK},
                })  # fmt: skip
                break
    return notes


def _table(deals: Answer, locale: Locale) -> Table:
    """A row a deal, in the order of the answer."""
    rows = [
        (_when(row, locale), locale.called(row.target), locale.called(row.buyer),
         _amount(row, deals, locale), deals.labels.name("status", row.status, locale.lang))
        for row in deals
    ]  # fmt: skip
    return Table.of(locale, f"{_KEY}.", ("when", "target", "investor", "amount", "status"), rows)


def _alt(title: str, deals: Answer, valued: Sequence[DealRow], locale: Locale) -> str:
    """How many, which amount is the largest, and all that were not completed."""
    parts = [locale(f"{_KEY}.alt", title=title, count=str(len(deals.rows)),
                    valued=str(len(valued)))]  # fmt: skip
    if valued:
        one = max(valued, key=lambda row: float(row.amount_meur or 0))
        parts.append(locale(f"{_KEY}.alt_largest", target=locale.called(one.target),
                            when=_when(one, locale),
                            amount=_amount(one, deals, locale)))  # fmt: skip
    undone = [f"{locale.called(row.target)} ({_when(row, locale)}, "
              f"{deals.labels.name('status', row.status, locale.lang)})"
              for row in deals if row.status != "completed"]  # fmt: skip
    if undone:
        parts.append(locale(f"{_KEY}.alt_undone", deals="; ".join(undone)))
    return " ".join(parts)
