"""Tables of the corridor calculator: all ways, loads of a train, all assumptions."""

from __future__ import annotations

from typing import Any

from charts.cache import cached
from charts.cells import Cell, TableRow
from charts.table import Table, absent, figure
from corridor.results import UNITS, ends, figure_text
from corridor.routes import RESULTS, Inputs, StatedAssumption
from data.answer import Answer
from i18n import Locale

_TEXTS = "corridor"
_LOADS = ("carried_feu", "train_eur", "feu_eur", "year_eur")
_LOAD_HEADS = ("load", "carried", "subsidy_train", "subsidy_feu", "subsidy_year")


@cached(64)
def results(answer: Answer, locale: Locale) -> Table:
    """All results of all ways; what cannot be worked out says what it lacks."""
    order = [name for name in UNITS if name in RESULTS]
    rows: list[TableRow] = [
        (
            answer.labels.name("corridor", row.corridor, locale.lang),
            *(_result(row, name, answer, locale) for name in order),
        )
        for row in answer
    ]
    return Table.of(locale, "column.", ("corridor", *order), rows, figures=("days",))


def _result(row: object, name: str, answer: Answer, locale: Locale) -> Cell:
    if ends(row, name):
        own = locale(f"{_TEXTS}.own_range") if len(getattr(row, f"{name}_own")) else ""
        return Cell(figure_text(row, name, locale), own)
    lacking = getattr(row, f"{name}_lacks")
    names = "; ".join(answer.labels.name("assumption", code, locale.lang) for code in lacking)
    return Cell(locale(f"{_TEXTS}.not_computable"), locale(f"{_TEXTS}.lacks", names=names))


@cached(64)
def loads(answer: Answer, locale: Locale) -> Table:
    """What a train lacks at each load."""
    rows = [
        (
            locale.value(row.load_pct, "percent", digits=0),
            *(figure_text(row, name, locale) for name in _LOADS),
        )
        for row in answer
    ]
    # A load is the name of its row.
    return Table.of(locale, f"{_TEXTS}.train.", _LOAD_HEADS, rows, figures=_LOAD_HEADS[1:])


def counts(assumptions: Answer, assumed: Inputs) -> dict[str, int]:
    """How many assumptions are of each origin."""
    origins = [_origin(row, assumed) for row in assumptions]
    origins = ["own" if origin == "own_range" else origin for origin in origins]
    return {name: origins.count(name) for name in ("sourced", "own", "open", "entered")}


def _origin(row: StatedAssumption, assumed: Inputs) -> str:
    if row.code in assumed.entered:
        return "entered"
    if row.code in assumed.own:
        return "own_range"
    return "open" if row.code not in assumed.spans else str(row.basis)


@cached(64)
def assumptions(answer: Answer, others: Answer, assumed: Inputs, locale: Locale) -> Table:
    """Every assumption with its figure, where it is from, and what else is said about it."""
    rows = [
        (
            answer.labels.name("assumption", row.code, locale.lang),
            _figure(row, assumed, locale),
            _source(row, assumed, answer.sources_by_id, locale),
            _remark(row, others, locale),
        )
        for row in answer
    ]
    return Table.of(locale, f"{_TEXTS}.assumed.", ("name", "figure", "origin", "note"), rows)


def _figure(row: StatedAssumption, assumed: Inputs, locale: Locale) -> str:
    span = assumed[row.code]
    if span is None:
        return locale.missing("unknown")
    return locale.interval(span.low, span.high, row.unit)


def _source(row: StatedAssumption, assumed: Inputs, sources: dict[Any, Any],
            locale: Locale) -> str | Cell:  # fmt: skip
    origin = _origin(row, assumed)
    if origin == "entered":
        if absent(row.low) is None or absent(row.high) is None:
            return Cell(locale(f"{_TEXTS}.assumed.entered"))
        own_figure = locale.interval(row.low, row.high, row.unit)
        return Cell(locale(f"{_TEXTS}.assumed.entered"),
                     locale(f"{_TEXTS}.assumed.instead_of", figure=own_figure))  # fmt: skip
    if origin == "sourced":
        cited = [sources[source] for source in row.source_ids]
        undated = [source["known_since_precision"] == "read" for source in cited]
        links = [_read(source, locale) for source in cited]
        stated = "stated_day" if len(str(row.stated)) == len("2026-11-22") else "stated"
        # The day of reading stands there already; a year after the day asked for is left out.
        if absent(row.stated) is None or (all(undated) and stated == "stated_day"):
            return Cell(*links)
        # A source without a date speaks of a year; when it said so is not known.
        key = "speaks_of" if any(undated) else stated
        return Cell(*links, locale(f"{_TEXTS}.assumed.{key}", date=locale.date(row.stated)))
    if row.basis == "sourced":
        return locale(f"{_TEXTS}.assumed.not_known_then")
    return locale(f"{_TEXTS}.assumed.{origin}")


def _read(source: dict[Any, Any], locale: Locale) -> Cell:
    """Who says so; of a source without a date also when it was read."""
    if source["known_since_precision"] != "read":
        return Cell(Cell(locale.called(source["publisher"]), href=source["url"]))
    since = locale.known(source["known_since"], "read")
    return Cell(Cell(locale.called(source["publisher"]), href=source["url"]), since)


def _remark(row: StatedAssumption, others: Answer, locale: Locale) -> Cell:
    other_claims = [
        locale(
            f"{_TEXTS}.assumed.other",
            figure=figure(other, locale),
            place=others.labels.name("place", other.place, locale.lang),
            period=locale.period(other.period_kind, other.period_start, other.period_end),
        )
        for other in others.where(code=row.code)
    ]
    return Cell(locale.pick(row, "note"), *other_claims)
