"""How a count of firms moves with its definition: a bar each, unknown stakes hatched.

Definitions that differ by a threshold which changes nothing share a bar; the table has each.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

from charts import style
from charts.cache import cached
from charts.style import Picture
from charts.table import Table
from data import evidence
from data.answer import Answer
from i18n import Locale

_TEXTS = "companies.definitions"
COLOUR = style.COLOURS[0]
_COUNTS = ("known_count", "unknown_count", "total_count")


class DefinitionRow(Protocol):
    """What is counted as China, from which stake on."""

    definition: str
    threshold: float


@cached(16)
def definition_bars(answer: Answer, locale: Locale, *, title: str) -> Picture:
    """Rows of ``owner_definitions`` in their order, from the top down."""
    drawn = alike(answer)
    rows = [group[0] for group in drawn]
    thresholds = answer.rows["threshold"].nunique()
    names = [
        locale(f"{_TEXTS}.{group[0].definition}") if len(group) == thresholds
        else name_of(group[0], locale) for group in drawn
    ]  # fmt: skip
    data = [_bars(rows, names, column, locale) for column in _COUNTS[:2]]
    totals = [
        {"x": row.total_count, "y": name, "text": f"<b>{locale.number(row.total_count)}</b>",
         "showarrow": False, "xanchor": "left", "xshift": 4, "font": {"size": 12}}
        for row, name in zip(rows, names, strict=True)
    ]  # fmt: skip
    most = max((row.total_count for row in answer), default=0)
    layout = style.layout(
        locale, height=90 + 34 * len(names), barmode="stack", bargap=0.3,
        xaxis={"range": [0, 1.12 * max(1, most)], "rangemode": "tozero",
               "title": {"text": locale(f"{_TEXTS}.axis"), "font": {"size": 12}, "standoff": 6}},
        yaxis={"autorange": "reversed", "title": {"text": ""}, "zeroline": False},
        margin={"l": 8, "r": 12, "t": 8, "b": 8}, annotations=totals,
    )  # fmt: skip
    bars = [
        locale(f"{_TEXTS}.alt_one", name=name.replace("<br>", " "),
               **{column: locale.number(getattr(row, column)) for column in _COUNTS})
        for row, name in zip(rows, names, strict=True)
    ]  # fmt: skip
    alt = locale(f"{_TEXTS}.alt", title=title, bars="; ".join(bars))
    return Picture({"data": data, "layout": layout}, alt, _table(answer, locale),
                   config=style.config(locale))  # fmt: skip


def alike(answer: Answer) -> list[list[Any]]:
    """Rows in their order, those of one definition together where the threshold changes nothing."""
    key = attrgetter("definition", "known_count", "unknown_count")
    return [list(group) for _, group in groupby(answer, key)]


def name_of(row: DefinitionRow, locale: Locale) -> str:
    """A definition in words: what counts as China, from which stake on."""
    share = locale.value(float(row.threshold), "percent", scale="exact")
    return f"{locale(f'{_TEXTS}.{row.definition}')},<br>{locale(f'{_TEXTS}.from', share=share)}"


def _bars(rows: Sequence[DefinitionRow], names: list[str], column: str,
          locale: Locale) -> dict[str, Any]:  # fmt: skip
    counts = [getattr(row, column) for row in rows]
    is_known = column == "known_count"
    pattern = (
        {}
        if is_known
        else {
            "pattern": {
                "shape": "/",
                "fgcolor": COLOUR,
                "bgcolor": "rgba(0,0,0,0)",
                "size": 8,
                "solidity": 0.25,
            }
        }
    )
    meaning = locale(f"{_TEXTS}.{column}")
    return {
        "type": "bar", "orientation": "h", "name": meaning, "x": counts, "y": names,
        "text": [locale.number(count) if count and is_known else "" for count in counts],
        "textposition": "inside", "textfont": {"color": "#FFFFFF", "size": 12},
        "marker": {"color": COLOUR if is_known else "rgba(0,0,0,0)",
                   "line": {"color": COLOUR, "width": 1.2}, **pattern},
        "hovertext": [f"{meaning}: {locale.number(count)}" for count in counts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _table(answer: Answer, locale: Locale) -> Table:
    rows = tuple(
        (name_of(row, locale).replace("<br>", " "),
         *(evidence.linked(locale.number(getattr(row, one)), row, one) for one in _COUNTS))
        for row in answer
    )  # fmt: skip
    return Table.of(locale, f"{_TEXTS}.", ("definition", *_COUNTS), rows, figures=_COUNTS)
