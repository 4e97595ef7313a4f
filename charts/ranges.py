"""Who counts how many: one bar from the lowest to the highest claim on each thing counted.

Dots are the claims, the strong one is the newest and bears its figure. Bars of different things
share an axis and nothing else: neither may be added to another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from charts import style
from charts.cache import cached
from charts.line_labels import NARROW
from charts.rows import ClaimRow
from charts.style import Picture
from charts.table import Table, absent, figure, period
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined

_KEY = "pictures.ranges"
#: What makes two claims ones on the same thing.
_ALIKE = ("region", "indicator", "china_scope", "basis")
#: Pixels of a row, and letters of a line of its name on a phone.
_ROW, _WIDE = 58, 54
#: Pixels of a letter, between bar and figure, and right of the highest claim.
_LETTER, _GAP, _BESIDE = 5.9, 14, 134


class CountRow(ClaimRow, Protocol):
    """A claim on how many firms there are."""

    china_scope: Any
    indicator: str
    precedence: int
    region: str


@dataclass(frozen=True)
class Range:
    """All claims on one thing, the newest last, by precedence where several speak of a period."""

    rows: tuple[Any, ...]

    @property
    def newest(self) -> Any:
        """The claim that stands for the thing."""
        return self.rows[-1]

    @property
    def ends(self) -> tuple[Any, Any]:
        """The lowest and the highest claim, of equal ones the newest."""
        low, high = (pick(reversed(self.rows), key=lambda row: row.value) for pick in (min, max))
        return low, high


def newness(row: CountRow) -> tuple[date, int]:
    """What claims are sorted by, the newest last; one without a period comes first."""
    end = date.min if row.period_kind == "undated" else row.period_end.date()
    return end, -row.precedence


def ranges_of(claims: Iterable[CountRow]) -> list[Range]:
    """The claims by what they count, in the order in which each thing occurs first."""
    alike: dict[tuple[Any, ...], list[Any]] = {}
    for row in claims:
        if absent(row.value) is not None:
            alike.setdefault(tuple(absent(getattr(row, name)) for name in _ALIKE), []).append(row)
    return [Range(tuple(sorted(rows, key=newness))) for rows in alike.values()]


@cached(32)
def ranges(counts: Answer, locale: Locale, *, title: str, places: Sequence[str],
           indicators: Sequence[str]) -> Picture:  # fmt: skip
    """Claims on some places and measures, in the order of both, one row each thing counted."""
    all_ranges = sorted(
        ranges_of(row for row in counts if row.region in places and row.indicator in indicators),
        key=lambda one: (places.index(one.newest.region),
                         indicators.index(one.newest.indicator), -len(one.rows)),
    )  # fmt: skip
    top = max((one.ends[1].value for one in all_ranges), default=1.0)
    traces: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    for number, one in enumerate(all_ranges):
        y = -number
        low, high = one.ends
        traces += [_bar(low.value, high.value, y), _dots(one, y, counts, locale)]
        notes += [_name(one.newest, y, counts, locale), _figure(one, y, top, locale)]
    layout = style.layout(
        locale,
        height=70 + _ROW * len(all_ranges),
        margin={"l": 8, "r": _BESIDE, "t": 8, "b": 34},
        xaxis={"range": [-0.02 * top, 1.02 * top], "showgrid": True, "gridcolor": style.LAND,
               "tickformat": ",d",
               "title": {"text": locale.unit("companies"), "font": {"size": 12}}},
        yaxis={"range": [-len(all_ranges) + 0.6, 0.8], "visible": False, "automargin": False},
        annotations=notes,
    )  # fmt: skip
    alt = locale(f"{_KEY}.alt", title=title, told="; ".join(
        f"{' · '.join(_thing(one.newest, counts, locale))}: {figure(one.newest, locale)}, "
        f"{period(one.newest, locale)}" for one in all_ranges))  # fmt: skip
    return Picture({"data": traces, "layout": layout}, alt, _table(all_ranges, counts, locale),
                   config=style.config(locale))  # fmt: skip


def _thing(row: CountRow, counts: Answer, locale: Locale) -> tuple[str, str, str]:
    """Where, what is counted, and what is taken as China."""
    label = counts.labels.name
    return (label("region", row.region, locale.lang),
            label("indicator", row.indicator, locale.lang),
            locale.code("china_scope", absent(row.china_scope) or "undefined"))  # fmt: skip


def _bar(low: float, high: float, y: float) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines", "x": [low, high], "y": [y, y], "hoverinfo": "skip",
        "line": {"color": style.BORDER, "width": 8}, "showlegend": False,
    }  # fmt: skip


def _dots(one: Range, y: float, counts: Answer, locale: Locale) -> dict[str, Any]:
    """Filled where exact, hollow where "about" or "more than", as everywhere."""
    marks = [style.SYMBOLS["firm" if row.qualifier == "exact" else "provisional"]
             for row in one.rows]  # fmt: skip
    older = len(one.rows) - 1
    return {
        "type": "scatter", "mode": "markers", "name": "claims", "showlegend": False,
        "x": [row.value for row in one.rows], "y": [y] * len(one.rows),
        "marker": {"symbol": marks, "size": [6] * older + [13], "opacity": 1,
                   "color": [style.MUTED] * older + [style.COLOURS[0]],
                   "line": {"width": [1] * older + [2.5]}},
        "customdata": [
            f"<b>{figure(row, locale)}</b><br>{period(row, locale)}<br>"
            f"{style.wrapped(locale.called(row.publisher), 38)}<br>"
            + style.wrapped(" · ".join(_thing(row, counts, locale)), 38, 4) for row in one.rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
    }  # fmt: skip


def _name(row: CountRow, y: float, counts: Answer, locale: Locale) -> dict[str, Any]:
    place, what, scope = _thing(row, counts, locale)
    text = style.wrapped(f"{place}: {what}, {scope.split(':')[0]}", _WIDE)
    return {
        "xref": "paper", "x": 0, "y": y + 0.14, "xanchor": "left", "yanchor": "bottom",
        "text": text.replace(place, f"<b>{place}</b>", 1), "showarrow": False, "align": "left",
        "font": {"size": 12, "color": style.INK},
    }  # fmt: skip


def _figure(one: Range, y: float, top: float, locale: Locale) -> dict[str, Any]:
    """The newest figure beside the bar, with no more of its date than there is room for."""
    row = one.newest
    text = locale(f"qualified.{row.qualifier or 'exact'}", value=locale.number(row.value))
    when = period(row, locale)
    beside = NARROW - (NARROW - _BESIDE) * one.ends[1].value / top - _GAP
    if _LETTER * len(f"{text} ({when})") > beside:
        # The day on which it was told comes up over it and stands in the table.
        when = locale.period(row.period_kind, row.period_start, row.period_end)
    return {
        "x": one.ends[1].value, "y": y, "xanchor": "left", "xshift": 11, "showarrow": False,
        "text": f"<b>{text}</b> ({when})",
        "font": {"size": 12, "color": style.INK},
    }  # fmt: skip


def _table(all_ranges: Sequence[Range], counts: Answer, locale: Locale) -> Table:
    def cells(*rows: Any) -> str:
        return joined("; ", (f"{figure(row, locale)} ({period(row, locale)}, "
                             f"{locale.called(row.publisher)})"
                             for row in rows))  # fmt: skip

    rows = []
    for one in all_ranges:
        named = (one.newest, *one.ends)
        others = cells(*(row for row in reversed(one.rows) if row not in named))
        rows.append((" · ".join(_thing(one.newest, counts, locale)), *map(cells, named), others))
    return Table.of(locale, f"{_KEY}.", ("thing", "newest", "lowest", "highest", "others"), rows)
