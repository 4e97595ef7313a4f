"""Figures over time, one line a series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from charts import alt, style
from charts.cache import cached
from charts.line_events import cross
from charts.line_labels import End, direct
from charts.line_traces import PLAIN, Look, colour_of, dots, mean_of, mean_trace, trace, year_ticks
from charts.rows import ClaimRow
from charts.style import Picture
from charts.table import Table, absent, figure_on_axis, growth, period, twin
from data.answer import Answer
from i18n import Locale

#: So many lines are named at their ends; of more, a legend tells them apart.
DIRECT = 4


def lines(series: Sequence[Series], locale: Locale, *, unit: str, text: str, table: Table,
          height: int = 350, highlight: str | None = None, from_zero: bool = True,
          months: bool = False, digits: int = 0, best_first: bool = False, named: bool = True,
          mean: int = 0, events: Sequence[tuple[str, str]] = ()) -> Picture:  # fmt: skip
    """Lines over time with marks and gaps, each named at its end; past four by a legend.

    First, highest and last figure are written at their points as far as there is room.
    ``highlight``: code of the series to be drawn strong, the others muted.
    ``best_first``: an axis of ranks, 1 on top. ``months``: many points, so marks only where they
    say more than "official", and of a run of provisional ones at the last alone. ``mean``: so many
    periods of which the mean is drawn strong, over the thin line itself. ``named``: without, the
    caller names them, and lines differ by their pattern. ``events``: days with what happened,
    drawn across and switchable.
    """
    codes = list(dict.fromkeys(line.code for line in series))
    legend = len(codes) > (DIRECT if named else 1)
    look = Look(highlight, months, legend, mean)
    traces = [
        dots(line, codes.index(line.code)) if line.apart
        else trace(line, codes.index(line.code), look)
        for line in series if line.points
    ]  # fmt: skip
    firm = [line for line in series if not line.apart and line.last is not None]
    means = [mean_of(line, mean) for line in firm] if mean else firm
    if mean:
        traces += [mean_trace(line, codes.index(line.code), mean, locale) for line in means]
    days = sorted({point.x for line in series for point in line.points})
    worst = max((p.y for line in series for p in line.points if p.y is not None), default=1)
    layout = style.layout(
        locale,
        height=height,
        unit=unit,
        showlegend=legend,
        xaxis={"type": "date", **year_ticks(days)},
        yaxis={
            "rangemode": "tozero" if from_zero and not best_first else "normal",
            "tickformat": f",.{digits or _tick_digits(series, from_zero=from_zero)}f",
            **({"range": [worst + 0.5, 0.5], "dtick": 1} if best_first else {}),
        },
    )
    if named and firm:
        ends = [
            End(line.code, line.name, line.points, end.last or line.last,
                colour_of(codes.index(line.code), line.code, look))
            for line, end in zip(firm, means, strict=True)
        ]  # fmt: skip
        direct(layout, ends, locale, with_names=1 < len(codes) <= DIRECT, best_first=best_first,
               from_zero=from_zero, highlight=highlight,
               beside=[End(line.code, line.name, line.points, None,
                           colour_of(codes.index(line.code), line.code, look))
                       for line in series if line.apart])  # fmt: skip
    if events:
        cross(layout, events, days, locale)
    marks = style.seen(p.mark for line in series for p in line.points if p.y is not None)
    bare = dict.fromkeys(PLAIN, "bare") if months else {}
    return Picture(
        {"data": traces, "layout": layout}, text, table, marks, style.config(locale), bare
    )


@cached(512)
def over_time(answer: Answer, locale: Locale, *, title: str, by: str, columns: Sequence[str],
              value: str = "value", name: Callable[[str], str] | None = None,
              order: Sequence[str] = (), **options: Any) -> Picture:  # fmt: skip
    """Lines over time straight from an answer, with text alternative and table twin.

    ``by``: the column that makes a line of its own; ``value``: the column drawn; its unit is the
    rows' one unit, or percent for a column that ends in ``_pct``. Raises ValueError for rows of
    several units: they never share an axis.
    """
    unit = one_unit(answer, value)
    highest = answer.rows[value].abs().max() if answer else 0
    scale = locale.scale(unit, highest)
    column = answer.columns.get(by)
    kind = column.codes if column else None

    def label(code: str) -> str:
        return answer.labels.name(kind, code, locale.lang) if kind else locale.code(by, code)

    drawn = series(
        answer, locale, by=by, name=name or label, value=value, scale=scale.divisor,
        order=list(order),
    )  # fmt: skip
    text = alt.of_lines(title, drawn, locale, unit=scale.symbol)
    return lines(
        drawn, locale, unit=scale.symbol, text=text, table=twin(answer, locale, columns), **options
    )


def _tick_digits(series: Sequence[Series], *, from_zero: bool) -> int:
    """Decimals without which two ticks of the axis would read alike."""
    values = [p.y for line in series for p in line.points if p.y is not None]
    low = min(values, default=0.0)
    span = max(values, default=0.0) - (min(low, 0.0) if from_zero else low)
    return 0 if span >= 5 or not span else 1 if span >= 0.5 else 2


def one_unit(answer: Answer, value: str) -> str:
    """The one unit of a column's figures. Raises ValueError when there are several."""
    if value.endswith("_pct"):
        return "percent"
    units = sorted(set(answer.rows["unit"].dropna())) if "unit" in answer.rows else []
    if len(units) > 1:
        raise ValueError(f"{answer.question}: figures in {units} cannot share an axis")
    return units[0] if units else "pieces"


@dataclass(frozen=True)
class Point:
    """One figure: where on the time axis (ISO day), how much, how sure, hover text, how exact."""

    x: str
    y: float | None
    mark: str
    hover: str
    qualifier: str = "exact"


@dataclass(frozen=True)
class Series:
    """One line: its code, its name on the screen, and its points; a gap is a point without y.

    ``apart``: points that are no line, beside the one of the same code.
    """

    code: str
    name: str
    points: tuple[Point, ...]
    apart: bool = False

    @property
    def last(self) -> Point | None:
        """The last point that has a figure."""
        return next((p for p in reversed(self.points) if p.y is not None), None)


def series(answer: Answer, locale: Locale, *, by: str, name: Callable[[str], str],
           order: list[str] | None = None, value: str = "value",
           scale: float = 1.0) -> list[Series]:  # fmt: skip
    """One series per code in column ``by``; missing years, quarters and months become gaps.

    ``value`` names the column drawn, divided by ``scale``.
    """

    def head(code: str) -> Callable[[ClaimRow], str]:
        return lambda row: f"<b>{name(code)}</b><br>{period(row, locale, answer)}"

    groups: dict[str, list[ClaimRow]] = {code: [] for code in order or []}
    for row in answer:
        groups.setdefault(str(getattr(row, by)), []).append(row)
    return [
        Series(code, name(code), _points(rows, locale, head(code), value, scale), apart)
        for code, group in groups.items()
        for apart in (False, True)
        if (rows := [row for row in group if bool(getattr(row, "is_apart", False)) == apart])
    ]


def _points(rows: list[ClaimRow], locale: Locale, head: Callable[[ClaimRow], str], value: str,
            scale: float) -> tuple[Point, ...]:  # fmt: skip
    points: list[Point] = []
    before: date | None = None
    for row in sorted(rows, key=lambda r: r.period_start):
        start = row.period_start.date()
        if before is not None:
            gap = _skipped(before, start, row.period_kind)
            if gap:
                points.append(Point(gap.isoformat(), None, "firm", ""))
        y = absent(getattr(row, value))
        points.append(
            Point(
                start.isoformat(),
                None if y is None else round(float(y) / scale, 6),
                style.mark(row),
                f"{head(row)}: {_figure_text(row, locale, value, scale)}",
                absent(getattr(row, "qualifier", None)) or "exact",
            )
        )
        before = start
    return tuple(points)


def _figure_text(row: ClaimRow, locale: Locale, value: str, scale: float) -> str:
    """The figure behind a point, and how firm it is."""
    if value == "growth_pct":
        value_text = growth(row, locale)
    elif value.endswith("_pct"):
        value_text = locale.quotient(absent(getattr(row, value)), "percent")
    elif value == "value":
        value_text = figure_on_axis(row, locale, int(scale))
    else:
        value_text = locale.number(absent(getattr(row, value)))
    status = "" if row.status in (None, "unknown") else f" · {locale('status.' + row.status)}"
    return f"{value_text}{status}"


def _skipped(before: date, now: date, kind: str) -> date | None:
    """The first period that is missing between two, if any."""
    months = {"month": 1, "quarter": 3, "half": 6}.get(kind, 12)
    expected = (before.year * 12 + before.month - 1) + months
    actual = now.year * 12 + now.month - 1
    return date(expected // 12, expected % 12 + 1, 1) if actual > expected else None
