"""The Kreise by one measure: title, key, table, and how each figure is said."""

from __future__ import annotations

from html import escape
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.maps import kreise
from charts.maps.companies import HOME_COLOUR, HOME_KREIS
from charts.maps.kreise import Shading
from charts.rows import PeriodRow
from charts.table import Table, absent, figure, period
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import company_map_key, provenance
from ui.rows import Figure

TEXTS = "companies.kreise"
#: Measure in the link → what is asked, and what of it shades the map.
MEASURES = {
    "cases": ("cases", Shading("cases_count", is_zero_none=True, lows=(1, 2, 5, 10))),
    "published": ("published", Shading("value", is_graded=False)),
    "residents": ("residents", Shading("value")),
    "residents_rate": ("residents", Shading("per_10000_count")),
    "jobs": ("jobs", Shading("value")),
}
BADGES = {
    "cases": ["companies.badge"],
    "published": ["companies.counts.badge"],
    "residents": ["directions.people.badge"],
    "residents_rate": ["directions.people.badge"],
    "jobs": [f"{TEXTS}.jobs_badge"],
}


class KreisRow(PeriodRow, Figure, Protocol):
    """A Kreis with its counts: of the question kreis_measures."""

    cases_count: int
    per_10000_count: Any


def figure_text(row: KreisRow, measure: str, locale: Locale, *, is_brief: bool = False) -> str:
    """The figure of a row in words; that there is none where there is none."""
    shading = MEASURES[measure][1]
    if shading.number(row) is None:
        return locale(f"{TEXTS}.{'no_case' if measure == 'cases' else 'no_figure'}")
    if measure == "cases":
        cases = int(row.cases_count)
        text = locale.number(cases) if is_brief else locale.count("documented_case", cases)
        return evidence.linked(text, row, "cases_count")
    if measure == "residents_rate":
        rate = evidence.linked(locale.number(row.per_10000_count), row, "per_10000_count")
        return rate if is_brief else locale(f"{TEXTS}.rate_value", value=rate)
    is_dated = measure == "published"
    if is_brief:  # the title names what is counted
        value = locale(f"qualified.{row.qualifier}", value=locale.number(row.value))
        text = evidence.linked(value, row)
        return f"{text} ({row.period_end.year})" if is_dated else text
    text = figure(row, locale)
    return locale(f"{TEXTS}.dated", value=text, period=period(row, locale)) if is_dated else text


def title(answer: Answer, measure: str, locale: Locale) -> str:
    """Who leads, where the home town stands, and for how many there is no figure."""
    shading = MEASURES[measure][1]
    ordered = shading.ordered(answer)
    if not ordered:
        return locale(f"{TEXTS}.none_title")
    first = ordered[0]
    tied = [row for row in ordered if shading.number(row) == shading.number(first)]
    names = [answer.labels.name("kreis", row.ags, locale.lang) for row in tied]
    counts = {"known": len(ordered), "all": len(answer.rows),
              "none": len(answer.rows) - len(ordered)}  # fmt: skip
    return locale(
        f"{TEXTS}.{measure}_title",
        name=locale.list(names if shading.is_graded else names[:1]),
        value=figure_text(first, measure, locale, is_brief=True),
        home=_home(answer, ordered, measure, locale),
        day="" if measure == "cases" else period(first, locale),
        **{name: locale.number(count) for name, count in counts.items()},
    )


def _home(answer: Answer, ordered: list[Any], measure: str, locale: Locale) -> str:
    """The home town's figure and its place, or that it has none."""
    shading = MEASURES[measure][1]
    home = next(row for row in answer if row.ags == HOME_KREIS)
    own = shading.number(home)
    value = figure_text(home, measure, locale, is_brief=True)
    if own is None:
        return locale(f"{TEXTS}.home_none", value=value)
    place = 1 + sum((shading.number(row) or 0.0) > own for row in ordered)
    return locale(f"{TEXTS}.home_place", value=value, place=locale.number(place),
                  known=locale.number(len(ordered)))  # fmt: skip


@cached(32)
def table(answer: Answer, measure: str, locale: Locale) -> Table:
    """Every Kreis with its figure, the largest first; those without one come last."""
    shading = MEASURES[measure][1]
    known = shading.ordered(answer)
    rest = [row for row in answer if shading.number(row) is None]
    headers = [locale("companies.column.kreis"), locale(f"{TEXTS}.measure.{measure}")]
    rows: list[list[str | Cell]] = [
        [answer.labels.name("kreis", row.ags, locale.lang), figure_text(row, measure, locale)]
        for row in (*known, *rest)
    ]
    if measure == "residents_rate":
        headers[1] = locale(f"{TEXTS}.measure.residents_rate")
        headers.append(locale(f"{TEXTS}.measure.residents"))
        for row, cells in zip((*known, *rest), rows, strict=True):
            cells.append(figure_text(row, "residents", locale))
    if measure == "published":
        headers += [locale(f"companies.counts.{name}") for name in ("scope", "who")]
        for row, cells in zip((*known, *rest), rows, strict=True):
            is_known = absent(row.claim_id) is not None
            cells.append(locale.code("china_scope", row.china_scope) if is_known else "")
            cells.append(provenance.publisher_cell(row, locale, is_brief=True) if is_known else "")
    numeric = (False, True, measure == "residents_rate", False)[: len(headers)]
    return Table(tuple(headers), tuple(map(tuple, rows)), numeric)


def key(answer: Answer, measure: str, locale: Locale) -> str:
    """What the shades mean, as HTML."""
    shading = MEASURES[measure][1]
    classes = shading.bounds(answer)
    spans = ["–".join(dict.fromkeys(map(locale.number, one))) for one in classes]
    shown = list(zip(kreise.shades(len(classes)), spans, strict=True))
    if not shading.is_graded:
        shown = [(kreise.ALIKE, locale(f"{TEXTS}.alike"))]
    swatches = [company_map_key.swatch(f"background:{shade}", text) for shade, text in shown]
    hatch = "repeating-linear-gradient(135deg,#888 0 1px,transparent 1px 5px)"
    none = locale(f"{TEXTS}.{'no_case' if measure == 'cases' else 'no_figure'}")
    if any(shading.number(row) is None for row in answer):
        swatches.append(company_map_key.swatch(f"background:{hatch}", none))
    swatches.append(
        company_map_key.swatch(f"border:2px solid {HOME_COLOUR}", locale("companies.map.key_home"))
    )
    head = escape(locale(f"{TEXTS}.measure.{measure}"))
    return f'<span class="cm-map-key"><span>{head}:</span> {"".join(swatches)}</span>'
