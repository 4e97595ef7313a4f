"""One language with every text, number, date and unit in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from math import isinf, isnan
from typing import Any

from i18n import dates, money, numbers, signs, units
from i18n.catalog import descriptions_of, filled, known_language, text_of, texts_of
from i18n.marked import joined
from i18n.numbers import Number
from i18n.plotly import locale_definition

Pairs = list[tuple[str, str]]  # inside the class, ``list`` is one of its words
Triples = list[tuple[str, str, str]]

#: Columns of codes that need no reference table, and the kind of their words: ``Locale.code``.
VOCABULARIES = {
    "status": "status",
    "flow": "flow",
    "trade_system": "trade_system",
    "china_scope": "china_scope",
    "evidence_kind": "evidence",
    "confidence": "confidence",
    "period_kind": "period_kind",
    "publisher_kind": "publisher_kind",
    "qualifier": "qualifier",
    "mode": "mode",
    "licence": "licence",
    "date_precision": "precision",
    "day_precision": "precision",
    "known_since_precision": "precision",
    "said_precision": "precision",
    "since_precision": "precision",
    "until_precision": "precision",
    "direction": "flow",
    "scheme": "scheme",
    "before": "freight.state",
    "state": "freight.state",
    "kind": "cooperation.kind",
    "nature": "cooperation.nature",
    "growth_note": "file.growth_note",
    "part": "file.part",
    "role": "file.role",
}


class Locale:
    """Texts, numbers, dates and units in one language (``de`` or ``en``, else UnknownLanguage).

    Everything that takes a figure or a date takes None, NaN, NaT and NA too and then gives the
    sign for "not known"; an infinite figure gives the sign for "not meaningful".
    """

    __slots__ = ("lang",)

    def __init__(self, lang: str) -> None:
        self.lang = known_language(lang)

    def __repr__(self) -> str:
        return f"Locale({self.lang!r})"

    # Texts

    def __call__(self, key: str, **values: str | int) -> str:
        """Text by dotted key, its placeholders filled; MissingWord when there is none."""
        return filled(self.lang, key, values)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in texts_of(self.lang)

    def code(self, kind: str, code: str | None) -> str:
        """Word for a code that needs no reference table: ``locale.code("status", "final")``.

        Kinds: status, confidence, qualifier, evidence, publisher_kind, licence, china_scope,
        trade_system, adjustment, flow, mode, period_kind, precision, language.
        """
        return self.missing("unknown") if not code else text_of(self.lang, f"{kind}.{code}")

    def pick(self, row: object, name: str) -> str:
        """The text of a row's column in this language, ``note_de`` or ``note_en``; "" for none."""
        text = getattr(row, f"{name}_{self.lang}")
        return text if isinstance(text, str) else ""

    def called(self, name: str) -> str:
        """A name as it is; what only describes who is meant, in this language."""
        return descriptions_of(self.lang).get(name, name)

    def source_title(self, row: object) -> str:
        """What a source is called in this language: its ``title`` or ``title_en``."""
        name = "title_en" if self.lang == "en" else "title"
        return str(row[name] if isinstance(row, Mapping) else getattr(row, name))

    def count(self, key: str, n: int) -> str:
        """``count("source", 12)`` → "12 Quellen", from ``count.source.one`` and ``.other``."""
        form = "one" if n == 1 else "other"
        return filled(self.lang, f"count.{key}.{form}", {"n": self.number(n)})

    def list(self, items: Iterable[str]) -> str:
        """A, B und C."""
        *first, last = [*items] or [""]
        joint = f" {text_of(self.lang, 'numbers.and')} "
        return joined(joint, [joined(", ", first), last]) if first else last

    def glossary(self) -> Pairs:
        """Terms and their explanations, in the order of the alphabet."""
        return [(term, text) for _, term, text in self.terms()]

    def terms(self) -> Triples:
        """Code, term and explanation, in the order of the alphabet; the code serves as anchor."""
        heads = [key for key in texts_of(self.lang) if key.startswith("glossary.")]
        codes = [key.removesuffix(".term") for key in heads if key.endswith(".term")]
        terms = [
            (key.removeprefix("glossary."), self(f"{key}.term"), self(f"{key}.text"))
            for key in codes
        ]
        return sorted(terms, key=lambda triple: signs.alphabetical(triple[1]))

    # Numbers

    def number(self, x: Number, digits: int | None = None, *, signed: bool = False) -> str:
        """1.234,5; without ``digits`` all digits that are stored (15 significant at most)."""
        d = numbers.decimal_of(x)
        if d is None or d.is_infinite():
            return self._no_figure(d)
        rounded = numbers.as_stored(d) if digits is None else numbers.rounded(d, digits)
        return numbers.sign_of(rounded, signed=signed) + numbers.spelled_out(rounded, self.lang)

    def value(
        self,
        x: Number,
        unit: str,
        scale: str = "auto",
        *,
        digits: int | None = None,
        signed: bool = False,
    ) -> str:
        """A figure with its unit: 9.596,0 Mio. €, 42,3 Mrd. €, 13,4 %, 1 Zug, Rang 8.

        ``scale``: auto (Mrd. from 10.000 Mio. on), mio, mrd, plain (the unit itself) or exact
        (the unit itself with all digits that are stored).
        """
        d = numbers.decimal_of(x)
        if d is None or d.is_infinite():
            return self._no_figure(d)
        return units.with_unit(self.lang, (d,), unit, scale, digits, signed=signed)

    def printed(self, x: float, unit: str, step: float | None) -> str | None:
        """A sum of money that was printed in billions, no finer than that; None for any other."""
        if step is None or not money.is_printed_in_billions(x, unit, step):
            return None
        return self.value(x, unit, "mrd", digits=money.digits_printed(step))

    def amount(self, meur: Number, scale: str = "auto") -> str:
        """A sum of money that is stored in million euros."""
        return self.value(meur, "meur", scale)

    def points(self, x: Number, digits: int = 1) -> str:
        """Difference of two shares: +0,7 Prozentpunkte."""
        return self.value(x, "points", digits=digits, signed=True)

    def change(self, pct: Number, digits: int = 1) -> str:
        """Change in percent: +4,5 %, −1,1 %."""
        return self.value(pct, "percent", digits=digits, signed=True)

    def quotient(self, x: Number, unit: str, *, signed: bool = False) -> str:
        """A rate, share or multiple with a digit behind the comma if it has one: 16,4 %, 17 %."""
        d = numbers.decimal_of(x)
        is_whole = d is None or d.is_infinite() or d == int(d)
        return self.value(d, unit, digits=0 if is_whole else 1, signed=signed)

    def growth(self, pct: Number) -> str:
        """A change in percent as a quotient: +17 %, −16,4 %; empty for none."""
        d = numbers.decimal_of(pct)
        return "" if d is None else self.quotient(d, "percent", signed=True)

    def qualified(self, x: Number, unit: str, qualifier: str | None, scale: str = "auto") -> str:
        """A figure as exact as it was said: "etwa 40 Container", "mehr als 82 Mrd. €".

        ``qualifier``: exact, about, more_than, almost, up_to, less_than (None is exact). All but
        exact drop zeros behind the comma, since nobody has stated them.
        """
        return self.range(x, x, unit, qualifier, scale)

    def range(
        self,
        low: Number,
        high: Number,
        unit: str,
        qualifier: str | None = "exact",
        scale: str = "auto",
    ) -> str:
        """35–40 Züge je Woche; with one end only: "mindestens 35 …", "höchstens 40 …"."""
        ends_known = [d for d in map(numbers.decimal_of, (low, high)) if d is not None]
        if not ends_known or any(d.is_infinite() for d in ends_known):
            return self._no_figure(ends_known[0] if ends_known else None)
        is_single = ends_known[0] == ends_known[-1]
        loose = len(ends_known) == 1 or not is_single or (qualifier or "exact") != "exact"
        ends = (ends_known[0],) if is_single else (ends_known[0], ends_known[-1])
        text = units.with_unit(self.lang, ends, unit, scale, loose=loose)
        if len(ends_known) == 1:
            text = self("qualified.at_most" if low is None else "qualified.at_least", value=text)
        return self(f"qualified.{qualifier or 'exact'}", value=text)

    def interval(
        self, low: float | None, high: float | None, unit: str, digits: int | None = None
    ) -> str:
        """A range that was worked out; not known when one end is not, open when it is infinite.

        ``digits``: so many digits that say something.
        """
        if low is None or high is None or isnan(low) or isnan(high):
            return self.missing("unknown")
        if isinf(low):
            return self("corridor.never")
        if digits:
            low, high = numbers.significant(low, digits), numbers.significant(high, digits)
        return self.range(low, None if isinf(high) else high, unit)

    def unit(self, unit: str) -> str:
        """Symbol of a unit, for axes and table heads: Mio. €, %, TEU."""
        return units.symbol_of(self.lang, unit)

    def scale(self, unit: str, largest: Number) -> units.Scale:
        """In which unit an axis up to ``largest`` reads well: Scale(unit, divisor, symbol, …)."""
        return units.scale_for(self.lang, unit, numbers.decimal_of(largest) or Decimal(0))

    @property
    def separators(self) -> str:
        """Decimal and thousands sign for plotly's ``layout.separators``."""
        return numbers.separators_of(self.lang)

    def plotly_locale(self) -> dict[str, Any]:
        """For plotly's config: its ``locales``."""
        return {self.lang: locale_definition(self.lang)}

    # Dates

    def date(self, d: dates.Day | tuple[dates.Day, dates.Day], precision: str | None = None) -> str:
        """14.06.2016, Juni 2016 or 2016, as precisely as is known.

        Takes ``2016-06`` or ``2016-06/2017-05`` too. ``precision``: year, month, day, span,
        undated; by default what the text says, day for a date.
        """
        if precision == "undated":
            return text_of(self.lang, "dates.undated")
        if isinstance(d, str) and "/" in d:
            d = tuple(d.split("/", 1))  # type: ignore[assignment]
        if isinstance(d, tuple):
            ends = {"start": self.date(d[0]), "end": self.date(d[1])}
            return filled(self.lang, "dates.span", ends)
        day = dates.date_of(d)
        if day is None:
            return self.missing("unknown")
        stated = dates.partial_date(d)[1] if isinstance(d, str) else "day"
        return dates.at_precision(self.lang, day, precision or stated)

    def day(self, d: dates.Day) -> str:
        """14. Juni 2016."""
        day = dates.date_of(d)
        return self.missing("unknown") if day is None else dates.long_day(self.lang, day)

    def moment(self, when: datetime | None) -> str:
        """21.11.2026, 14:05 Uhr; a moment with a time zone is told in this computer's."""
        if when is None or when != when:  # noqa: PLR0124 - NaT differs from itself
            return self.missing("unknown")
        local = when.astimezone() if when.tzinfo else when
        parts = {"date": self.date(local), "time": f"{local:%H:%M}"}
        return filled(self.lang, "dates.moment", parts)

    def period(self, kind: str, start: dates.Day, end: dates.Day) -> str:
        """A span of time by its kind: 2024, 1. Halbjahr 2013, Jan.–Aug. 2022, 2008–2024."""
        return dates.period(self.lang, kind, dates.date_of(start), dates.date_of(end))

    def years(self, years: Iterable[int]) -> str:
        """Years as ranges, in order: 2011–2016, 2018–2019, 2021; nothing for none."""
        return dates.years(years)

    def known(self, d: dates.Day, precision: str | None) -> str:
        """Since when a figure is known, or "ohne Datum, gelesen am 21.11.2026"."""
        day = dates.date_of(d)
        if precision != "read" or day is None:
            return self.date(day, precision)
        return filled(self.lang, "dates.undated_read", {"date": self.date(day)})

    def known_as(self, key: str, d: dates.Day, precision: str | None) -> str:
        """The text of ``key`` with the day of ``known``: "Datenstand 2025".

        Without that text where the source shows no date: its state is not the day of reading.
        """
        text = self.known(d, precision)
        return text if precision == "read" else filled(self.lang, key, {"date": text})

    # Signs

    def missing(self, kind: str) -> str:
        """Sign for a figure that is not there.

        Kinds: nothing, secret, unknown, later, not_meaningful, unreliable.
        """
        return signs.sign_for(kind)

    def symbols(self, generation: str = "both") -> Pairs:
        """Signs and their meanings: those used here and until lately (old), the new ones, both."""
        return signs.explained(self.lang, generation)

    def _no_figure(self, d: Decimal | None) -> str:
        return self.missing("unknown" if d is None else "not_meaningful")
