"""For which years is anything known? One row a measure, a mark or a dash for each year.

No lengths are drawn, so that measures which cannot be compared may share a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts import style
from charts.cache import cached
from charts.rows import ClaimRow, ExpectedRow
from charts.style import Picture
from charts.table import Table, figure, period
from data.answer import Answer
from i18n import Locale

_YEARLY = {"year", "average"}
#: On a phone a year has 6 pixels: longer dashes would run into a line there.
_DASH = 3.5


@cached(16)
def coverage(expected: Answer, figures: Answer, locale: Locale, *, title: str) -> Picture:
    """Years and measures: which are known, by which mark, and which are not.

    ``expected``: rows of the question ``gaps``, one a measure with the years that one would
    expect; ``figures``: rows of ``freight_figures``. Figures for a part of a year are drawn
    smaller.
    """
    rows = list(reversed(list(expected)))
    first = min((int(row.from_year) for row in rows), default=2008)
    last = max((int(row.to_year) for row in rows), default=2008)
    by_row = [_dated_figures(row, figures, first, last) for row in rows]
    dashes = [
        (year, height)
        for height, (row, dated) in enumerate(zip(rows, by_row, strict=True))
        for year in range(int(row.from_year), int(row.to_year) + 1)
        if not any(year == fact.period_start.year for fact in dated)
    ]
    data = [
        {
            "type": "scatter", "mode": "markers", "x": [x for x, _ in dashes],
            "y": [y for _, y in dashes], "hoverinfo": "skip",
            "marker": {"symbol": "line-ew", "size": _DASH,
                       "line": {"color": style.MUTED, "width": 1.5}},
        },
        *(_marks(dated, figures, height, locale) for height, dated in enumerate(by_row)),
    ]  # fmt: skip
    layout = style.layout(
        locale,
        height=80 + 46 * max(len(rows), 1),
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        xaxis={"range": [first - 0.7, last + 0.7], "tickvals": _ticks(first, last),
               "tickformat": "d"},
        yaxis={
            "tickvals": list(range(len(rows))),
            "ticktext": [_broken(_label(row, expected, locale)) for row in rows],
            "range": [-0.6, len(rows) - 0.4], "zeroline": False, "showgrid": True,
        },
    )  # fmt: skip
    marks = style.seen(style.mark(fact) for dated in by_row for fact in dated)
    table = _table(expected, figures, locale)
    return Picture(
        {"data": data, "layout": layout}, _alt(title, table, locale), table, marks,
        style.config(locale),
    )  # fmt: skip


def _dated_figures(row: ExpectedRow, figures: Answer, first: int, last: int) -> list[ClaimRow]:
    """Dated figures on one measure, those for a whole year behind the others."""
    dated = [
        fact
        for fact in figures
        if fact.indicator == row.indicator
        and fact.place == row.place
        and fact.period_kind != "undated"
        and first <= fact.period_start.year <= last
    ]
    return sorted(dated, key=lambda fact: fact.period_kind not in _YEARLY)


def _marks(dated: Sequence[ClaimRow], figures: Answer, height: int,
           locale: Locale) -> dict[str, Any]:  # fmt: skip
    return {
        "type": "scatter", "mode": "markers",
        "x": [row.period_start.year for row in dated], "y": [height] * len(dated),
        "marker": {
            "color": style.COLOURS[0],
            "symbol": [style.SYMBOLS[style.mark(row)] for row in dated],
            "size": [13 if row.period_kind in _YEARLY else 8 for row in dated],
            "opacity": 1,
            "line": {"color": style.COLOURS[0], "width": 2},
        },
        "customdata": [
            f"{period(row, locale, figures)}: {figure(row, locale)}" for row in dated
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }  # fmt: skip


def _label(row: ExpectedRow, expected: Answer, locale: Locale) -> str:
    return expected.labels.of("expected", str(row.code), locale.lang)


def _broken(label: str, width: int = 24) -> str:
    """A long label on several lines, so that the years keep their room on a phone."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "<br>".join(lines)


def _ticks(first: int, last: int) -> list[int]:
    return [year for year in range(first, last + 1) if (last - year) % 4 == 0]


def _table(expected: Answer, figures: Answer, locale: Locale) -> Table:
    """One row a measure: what is known, and which years are without a figure."""
    rows = []
    for row in expected:
        dated = _dated_figures(row, figures, int(row.from_year), int(row.to_year))
        listing = "; ".join(
            f"{period(fact, locale, figures)}: {figure(fact, locale)}"
            for fact in sorted(dated, key=lambda fact: fact.period_start)
        )
        rows.append(
            (
                _label(row, expected, locale),
                listing or locale("note.not_published"),
                locale.years(row.missing),
                locale.pick(row, "why"),
            )
        )
    headers = ("measure", "known_figures", "missing_years", "why")
    return Table(
        tuple(locale(f"freight.column.{name}") for name in headers), tuple(rows), (False,) * 4
    )


def _alt(title: str, table: Table, locale: Locale) -> str:
    sentences = [locale("freight.coverage.alt", title=title)]
    sentences += [
        locale("freight.coverage.alt_row", measure=measure, known=known, missing=missing)
        for measure, known, missing, _ in table.rows
    ]
    return " ".join(sentences)
