"""What stands behind the figures of a workbook: sources, definitions, and claim by claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from charts.figure import Source
from i18n import Locale
from reports.item import FrozenAnswer, Item
from reports.mappe import Mappe
from reports.workbook.cells import code_of


@dataclass(frozen=True)
class Table:
    """Heads, rows, and for each row the number formats of its columns."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    codes: tuple[dict[int, str], ...] = field(default=())


def _heads(locale: Locale, *names: str) -> tuple[str, ...]:
    return tuple(locale(f"documents.workbook.column.{name}") for name in names)


def _numbers(numbers: list[int]) -> str:
    return ", ".join(map(str, dict.fromkeys(numbers)))


def sources(mappe: Mappe, locale: Locale) -> Table:
    """Each source once, and the figures that rest on it."""
    used: dict[Source, list[int]] = {}
    for number, entry in enumerate(mappe.entries, 1):
        for source in entry.item.sources:
            used.setdefault(source, []).append(number)
    return Table(
        _heads(locale, "number", "publisher", "title", "state", "licence", "address", "figures"),
        tuple(
            (number, one.publisher, one.title, one.state, one.licence, one.url, _numbers(figures))
            for number, (one, figures) in enumerate(used.items(), 1)
        ),
    )


def definitions(mappe: Mappe, locale: Locale) -> Table:
    """What the labels of the figures mean, and what is to be known of each figure."""
    used: dict[tuple[str, str], list[int]] = {}
    for number, entry in enumerate(mappe.entries, 1):
        item = entry.item
        hint, shown = (locale(f"documents.workbook.{one}") for one in ("hint", "shown"))
        terms = [*((label.text, label.meaning) for label in item.labels),
                 *((hint, note.strip()) for note in item.notes if note.strip()),
                 *([(hint, item.changed)] if item.changed else []),
                 *([(shown, item.alt)] if item.alt else [])]  # fmt: skip
        for one in terms:
            used.setdefault(one, []).append(number)
    return Table(
        _heads(locale, "term", "meaning", "figures"),
        tuple((term, meaning, _numbers(figures)) for (term, meaning), figures in used.items()),
    )


def claims(mappe: Mappe, locale: Locale) -> Table:
    """Each claim once: what was said, by whom, since when that is known, and how sure it is."""
    rows: dict[str, tuple[Any, ...]] = {}
    codes: dict[str, dict[int, str]] = {}
    used: dict[str, list[int]] = {}
    for number, entry in enumerate(mappe.entries, 1):
        for claim in _claims(entry.item):
            used.setdefault(claim.name, []).append(number)
            if claim.name not in rows or claim.value is not None:
                rows[claim.name] = claim.cells(locale)
                codes[claim.name] = claim.codes(locale)
    return Table(
        _heads(locale, "claim", "value", "unit", "period", "printed", "status", "evidence",
               "qualifier", "confidence", "known_since", "precision", "publisher", "title",
               "address", "figures"),
        tuple((name, *cells, _numbers(used[name])) for name, cells in rows.items()),
        tuple(codes[name] for name in rows),
    )  # fmt: skip


@dataclass(frozen=True)
class _Claim:
    """A claim of a figure, and the row that it stands in, if its value does."""

    name: str
    row: dict[str, Any]
    claim: dict[str, Any]
    source: dict[str, Any]

    @property
    def value(self) -> float | None:
        value = self.row.get("value")
        return value if isinstance(value, int | float) else None

    def cells(self, locale: Locale) -> tuple[Any, ...]:
        """Everything but its name and the figures that it is used in."""
        row, claim = self.row, self.claim
        unit = row.get("unit")
        period = _period(row, locale)
        words = [
            _word(locale, kind, claim.get(name))
            for kind, name in (("status", "status"), ("evidence", "evidence_kind"),
                               ("qualifier", "qualifier"), ("confidence", "confidence"))
        ]  # fmt: skip
        return (
            self.value, locale.unit(str(unit)) if unit else None, period,
            claim.get("value_printed"), *words, claim.get("known_since"),
            _word(locale, "precision", claim.get("known_since_precision")),
            *self._named(locale), self.source.get("url"),
        )  # fmt: skip

    def _named(self, locale: Locale) -> tuple[str | None, str | None]:
        """Publisher and title of its source, as the page names them."""
        publisher, title = self.source.get("publisher"), self.source.get("title")
        if publisher is None or title is None:
            return publisher, title
        # What was frozen before sources had a title in English has one title.
        titles = {"title_en": title, **self.source}
        return locale.called(publisher), locale.source_title(titles)

    def codes(self, locale: Locale) -> dict[int, str]:
        """The format of its value: all that is stored, without the unit that stands beside it."""
        value = self.value
        if value is None:
            return {}
        spelled = repr(float(value))
        digits = 0 if spelled.endswith(".0") or "e" in spelled else len(spelled.partition(".")[2])
        return {1: code_of("", min(digits, 6), locale)}


def _claims(item: Item) -> Iterator[_Claim]:
    for answer in item.answers:
        rows = _by(answer, "rows", "claim_id")
        by_id = _by(answer, "sources", "source_id")
        for name, claim in _by(answer, "claims", "claim_id").items():
            source = by_id.get(str(claim.get("source_id")), {})
            yield _Claim(name, rows.get(name, {}), claim, source)


def _by(answer: FrozenAnswer, part: str, key: str) -> dict[str, dict[str, Any]]:
    """The rows of a part of an answer by the id that they bear."""
    rows = getattr(answer, part)
    if key not in rows.columns:
        return {}
    place = rows.columns.index(key)
    return {
        str(row[place]): dict(zip(rows.columns, row, strict=True))
        for row in rows.rows
        if row[place] is not None
    }


def _period(row: dict[str, Any], locale: Locale) -> str | None:
    kind, start, end = (row.get(f"period_{name}") for name in ("kind", "start", "end"))
    if not kind or not (start or end):
        return None
    days = [date.fromisoformat(str(one)[:10]) if one else None for one in (start, end)]
    return locale.period(str(kind), *days)


def _word(locale: Locale, kind: str, code: Any) -> str | None:
    if not isinstance(code, str) or not code:
        return None
    return locale.code(kind, code) if locale.has(f"{kind}.{code}") else code
