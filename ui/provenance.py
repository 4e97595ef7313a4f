"""Who says a figure, since when, and why one goes before another: cells, tables, key figures.

No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from charts.cache import cached
from charts.cells import Cell
from charts.rows import PeriodRow
from charts.table import Table, absent, figure, period, short
from data.answer import Answer
from i18n import Locale
from ui import newer_figures
from ui.headlines import KeyFigure, short_name
from ui.rows import Cited, Claim

_ROOM = "directions.claims"
_DECIDED = "method.contradictions"
COPY = "aggregator_copy"
_COLUMNS = ("what", "period", "figure", "who")
#: Column of codes → kind of its labels; the codes of the others are words of the catalogue.
_LABELS = {"indicator": "indicator", "region": "region", "place": "place", "basis": "basis",
           "partner": "region", "counterpart": "region", "product": "product"}  # fmt: skip


@cached(32)
def table(answer: Answer, locale: Locale) -> Table:
    """Every claim of an answer with delimitation, period, figure, remark and who says so."""
    rows = [
        (
            Cell(*subject(row, answer, locale)),
            period(row, locale, answer),
            Cell(figure(row, locale), *remarks(row, locale)),
            evidence_cell(row, locale),
        )
        for row in answer
    ]
    return Table.of(locale, f"{_ROOM}.", _COLUMNS, rows)


def subject(row: Claim, answer: Answer, locale: Locale) -> tuple[str, ...]:
    """What is measured, where, by whose count and for which China or other partner."""
    label = answer.labels.name
    scope, partner = absent(row.china_scope), absent(row.partner)
    other = (
        locale(f"{_ROOM}.world") if partner == "world" else label("region", partner, locale.lang)
    )
    parts = (
        label("region", row.region, locale.lang),
        label("basis", absent(row.basis), locale.lang),
        locale.code("china_scope", scope) if scope else other,
    )
    details = " · ".join(part for part in parts if part)
    return label("indicator", row.indicator, locale.lang), details


def facets(row: object, answer: Answer, locale: Locale, *names: str) -> list[str]:
    """What a figure speaks of in words, as far as it has it; ``names``: columns of codes."""
    labels = []
    for name in names:
        if code := absent(getattr(row, name, None)):
            kind = _LABELS.get(name)
            label = answer.labels.name(kind, code, locale.lang) if kind else locale.code(name, code)
            labels.append(label)
    return labels


def remarks(row: Claim, locale: Locale) -> list[str]:
    """What the publisher thinks of it, what is to be noted, and that another says the same."""
    status = "" if row.status == "unknown" else locale.code("status", row.status)
    same = locale(f"{_ROOM}.agrees") if getattr(row, "agrees", False) else ""
    return [status, locale.pick(row, "note"), same]


def publisher_cell(
    row: Cited, locale: Locale, *below: str, name: str = "", is_brief: bool = False
) -> Cell:
    """Who says so, as a link to the place, and since when that is known.

    ``name``: the publisher as it is to be called; ``is_brief``: the bare day.
    """
    day = row.known_since, row.known_since_precision
    known = locale.known(*day) if is_brief else locale.known_as("source.known_since", *day)
    return Cell(Cell(name or locale.called(row.publisher), href=row.url), known, *below)


def evidence_cell(row: Claim, locale: Locale) -> Cell:
    """Who says so, since when that is known, what kind of statement it is."""
    kind = locale.code("evidence", row.evidence_kind)
    return publisher_cell(row, locale, f"{kind} · {confidence(row.confidence, locale)}")


def confidence(level: str, locale: Locale) -> str:
    """How sure a reading is: "Verlässlichkeit: mittel"."""
    return locale("note.confidence", level=locale.code("confidence", level))


def source_link(source: Mapping[Any, Any], locale: Locale) -> Cell:
    """The publisher of a source with the day since which it is known, as a link to it."""
    known = locale.known(source["known_since"], source["known_since_precision"])
    return Cell(f"{source['publisher']}, {known}", href=source["url"])


def publisher_name(source: Mapping[Any, Any], locale: Locale) -> str:
    """Who publishes a source, and through whom it was read."""
    relayed_by = absent(source["relayed_by"])
    name = locale.called(str(source["publisher"]))
    if not relayed_by:
        return name
    return f"{name} ({locale('cite.through', name=locale.called(str(relayed_by)))})"


def newest(rows: Iterable[PeriodRow]) -> Any | None:
    """The claim on the newest whole year, or on the newest period; undated ones come last."""

    def newness(row: PeriodRow) -> tuple[bool, bool, Any]:
        dated = row.period_kind != "undated"
        whole = row.period_kind in ("year", "half", "point")
        return dated, whole, row.period_end if dated else date.min

    return max(rows, key=newness, default=None)


def card(row: Claim, answer: Answer, locale: Locale) -> KeyFigure:
    """A key figure: what, how much, for when and by whom."""
    label = answer.labels.name("indicator", row.indicator, locale.lang)
    value = short(row, locale)
    return KeyFigure(label, value, newer_figures.append(detail(row, locale), row, answer, locale))


def detail(row: Claim, locale: Locale, counted: str = "") -> str:
    """Below a key figure: for when, by whose count, who says it, and the remark on it."""
    when = period(row, locale)
    who = short_name(locale.called(row.publisher))
    text = "; ".join(part for part in (when, counted, who) if part)
    note = locale.pick(row, "note")
    return f"{text}. {note}" if note else text


def claim_texts(row: Claim, answer: Answer, locale: Locale) -> dict[str, str]:
    """What a title can say of a claim: measure, region, figure, period, publisher."""
    return {
        "measure": answer.labels.name("indicator", row.indicator, locale.lang),
        "region": answer.labels.name("region", row.region, locale.lang),
        "value": short(row, locale),
        "period": period(row, locale, answer),
        "publisher": str(row.publisher),
    }


def cards(answer: Answer, indicators: Sequence[str], locale: Locale) -> list[KeyFigure]:
    """The newest claim on each of some measures; a measure that nobody speaks of says so."""
    newest_rows = [newest(answer.where(indicator=indicator)) for indicator in indicators]
    labels = [answer.labels.name("indicator", indicator, locale.lang) for indicator in indicators]
    return [
        KeyFigure(label, locale("note.not_published")) if row is None else card(row, answer, locale)
        for label, row in zip(labels, newest_rows, strict=True)
    ]


class Publishers:
    """Who speaks in an answer: publisher and since when it is known, as a link to the place."""

    def __init__(self, answer: Answer, locale: Locale) -> None:
        self.locale = locale
        self.claims, self.sources = answer.claims_by_id, answer.sources_by_id

    def by_claim(self, claim_id: str) -> Cell:
        """Who made a claim, and since when it is known."""
        return self._link(self._source(claim_id), self.claims[claim_id])

    def flags(self, claim_id: str) -> list[str]:
        """What is to be known of a claim's figure: own computation, provisional, estimated."""
        claim = self.claims[claim_id]
        own, status = claim["evidence_kind"] == "computed", claim["status"]
        flags = [self.locale.code("evidence", "computed")] if own else []
        open_ = status in ("provisional", "estimated")
        return flags + ([self.locale.code("status", status)] if open_ else [])

    def by_source(self, source_id: str) -> Cell:
        """Who publishes a source, and since when it is known."""
        return self._link(self.sources[source_id], self.sources[source_id])

    def kind(self, claim_id: str) -> str:
        """What kind of speaker it is, as the precedence tells them apart: "amtliche Tabelle"."""
        source = self._source(claim_id)
        if source["is_official_table"]:
            own = self.claims[claim_id]["evidence_kind"] == "computed"
            return self.locale(f"{_DECIDED}.rung_{'own' if own else 'table'}")
        if source["publisher_kind"] == "official_statistics":
            return self.locale(f"{_DECIDED}.rung_office")
        return self.locale.code("publisher_kind", source["publisher_kind"])

    def reason(self, decided_by: str, shown_id: str, other_id: str) -> str:
        """Why one claim is shown and the other is not, by what stands on the deciding rung."""
        key, pair = f"method.decided.{decided_by}", (shown_id, other_id)
        if decided_by == "publisher":
            shown, other = map(self.kind, pair)
            return self.locale(key, shown=shown, other=other) + self._copied(other_id, "copy_last")
        if decided_by == "evidence":
            shown, other = map(self._evidence, pair)
            return self.locale(key, shown=shown, other=other)
        if decided_by == "status":
            shown, other = (self.locale.code("status", self.claims[one]["status"]) for one in pair)
            return self.locale(key, shown=shown, other=other)
        if decided_by in ("confidence", "low_confidence"):
            return self.locale(key) + self._copied(other_id, "copy_weak")
        return self.locale(key)

    def _evidence(self, claim_id: str) -> str:
        """What kind of statement it is; of our own computation also from what."""
        kind = self.claims[claim_id]["evidence_kind"]
        if kind != "computed":
            return self.locale.code("evidence", kind)
        if self._source(claim_id)["is_official_table"]:
            return self.kind(claim_id)
        return self.locale(f"{_DECIDED}.rung_own_other", kind=self.kind(claim_id))

    def _copied(self, claim_id: str, key: str) -> str:
        """What is to be said of a copy; nothing of others."""
        is_copy = self._source(claim_id)["publisher_kind"] == COPY
        return " " + self.locale(f"{_DECIDED}.{key}") if is_copy else ""

    def _source(self, claim_id: str) -> dict[Any, Any]:
        return self.sources[self.claims[claim_id]["source_id"]]

    def _link(self, source: dict[Any, Any], dated: dict[Any, Any]) -> Cell:
        """Who says it, as whose copy or through whom it was read, and since when it is known."""
        known = self.locale.known(dated["known_since"], dated["known_since_precision"])
        publisher, through = self.locale.called(source["publisher"]), absent(source["relayed_by"])
        if source["publisher_kind"] == COPY:
            copy = "copied_by" if through else "copied"
            publisher = self.locale(f"{_DECIDED}.{copy}", publisher=publisher, name=through)
        elif through:
            publisher = f"{publisher}, {self.locale('cite.through', name=through)}"
        return Cell(
            self.locale(f"{_DECIDED}.by", publisher=publisher, known=known), href=source["url"]
        )
