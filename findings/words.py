"""Periods, amounts and figures as a finding says them, each number marked."""

from __future__ import annotations

from datetime import date

from data.answer import Answer
from findings.facts import COUNTED, Fact
from findings.marked import Figure, Part, Sentence, say
from findings.order import OLD_MONTHS
from findings.points import FigureRow, Line, Point, holds, ids_in, number, rounded_to, text
from findings.subjects import Subject
from i18n import Locale, money

#: Part of a whole in percent → the word for it.
_PARTS = {20: "fifth", 25: "quarter", 33: "third", 50: "half", 67: "two_thirds",
          75: "three_quarters"}  # fmt: skip
#: A smaller change, in percent or points, cannot be seen in the digits shown.
_LEAST = 0.05
#: What its publisher thinks of a figure, where it may still change.
_UNSURE = ("provisional", "estimated")
#: Kinds of statement that are no measurement of what was.
_ONLY_SAID = ("statement", "operator_statement", "announcement", "plan", "forecast", "capacity")
#: Units of which one says higher, not more.
_LEVELS = frozenset(["index", "ratio", "days", "percent", "points", "km", "rank"])


def figure_text(row: FigureRow, answer: Answer, locale: Locale) -> str:
    """The figure of a row in the unit of the axis that its answer is drawn over."""
    return value_text(row, locale, in_billions=is_in_billions(answer))


def value_text(row: FigureRow, locale: Locale, *, in_billions: bool, digits: int | None = None,
               value: float | None = None, has_unit: bool = False) -> str:  # fmt: skip
    """A figure with its unit, as exact as it was stated and no finer than it was printed.

    ``digits``: of figures in billions; ``value``: instead of the row's; ``has_unit``: bare, since
    the unit was named.
    """
    value = number(row.value) if value is None else value
    qualifier = text(getattr(row, "qualifier", None)) or "exact"
    if value is None:
        low, high = (number(getattr(row, f"value_{end}", None)) for end in ("low", "high"))
        return locale.range(low, high, row.unit, qualifier)
    step = number(getattr(row, "step", None))
    if qualifier != "exact":
        is_printed_so = money.is_printed_in_billions(value, row.unit, step)
        return locale.qualified(value, row.unit, qualifier, "mrd" if is_printed_so else "auto")
    if printed := locale.printed(value, row.unit, step):
        return printed
    if row.unit == "meur" and in_billions:
        return locale.value(value, row.unit, "mrd",
                            digits=digits or money.digits_beside(value, "text"))  # fmt: skip
    return locale.number(value, 0) if has_unit else locale.value(value, row.unit)


def is_in_billions(answer: Answer) -> bool:
    """Whether the axis on which an answer is drawn counts billions."""
    return any(money.is_large(number(row.value) or 0.0, row.unit) for row in answer)


def marked_figure(point: Point, line: Line, subject: Subject, locale: Locale) -> Figure:
    """The figure of a point, marked."""
    has_unit = subject.has_unit and point.row.unit in COUNTED
    words = value_text(point.row, locale, in_billions=is_in_billions(line.answer),
                       value=point.value, has_unit=has_unit)  # fmt: skip
    value = point.value if point.value is not None else (
        number(getattr(point.row, "value_low", None)) or 0.0)  # fmt: skip
    column = "value" if point.value is not None else "value_low"
    return Figure(words, value, (point.position,), column, "size" if point.is_size else "stated",
                  point.claim_ids, point.source_ids)  # fmt: skip


def period(point: Point, form: str, locale: Locale) -> Sentence:
    """The period of a point.

    ``form``: ``when`` as adverb of a sentence, ``base`` of a comparison, ``then`` before a verb,
    ``since``, or ``bare``.
    """
    return _period(point.row, point.start, point.end, form, locale)


def _period(row: FigureRow, start: date | None, end: date | None, form: str,
            locale: Locale) -> Sentence:  # fmt: skip
    span = locale.period(row.period_kind, start, end)
    if form == "bare":
        return Sentence((span,))
    kind = row.period_kind if end else "undated"
    kind = kind if locale.has(f"findings.{form}.{kind}") else "span"
    return say(locale, f"findings.{form}.{kind}", period=span)


def remarks(point: Point, locale: Locale) -> list[str]:
    """What must be said of a figure wherever it stands: provisional, planned, uncertain …"""
    row = point.row
    texts = [locale.code("status", point.status)] if point.status in _UNSURE else []
    kind = text(getattr(row, "evidence_kind", None))
    texts += [locale.code("evidence", kind)] if kind in _ONLY_SAID else []
    texts += [locale("findings.unsure")] if text(getattr(row, "confidence", None)) == "low" else []
    return texts + ([locale("findings.mixed")] if holds(row, "mixes_concepts") else [])


def bracketed(*remark_texts: Part) -> Sentence:
    """Remarks in one pair of brackets; nothing without any."""
    parts = [part for one in remark_texts for part in (", ", one) if one]
    return Sentence((" (",)) + Sentence().plus(*parts[1:]) + ")" if parts else Sentence()


def base_of(fact: Fact, line: Line, form: str, locale: Locale, value: Figure | None = None, *,
            is_marked: bool = True) -> Sentence:  # fmt: skip
    """The period of a base with what must be said of it, its figure beside it if given."""
    base, now = fact.base, line.now
    marks = [one for one in remarks(base, locale) if one not in remarks(now, locale)
             or one != locale("findings.mixed")] if base else []  # fmt: skip
    if fact.is_other_source and is_marked:
        marks.append(locale("findings.other_source"))
    beside = bracketed(*([value] if value else []), *marks)
    if base is None:  # the answer states a rate, its base is no row of it
        return _period(now.row, _year_before(now.start), _year_before(now.end), form, locale) + \
            beside  # fmt: skip
    if fact.device != "peak" or form == "since":
        return period(base, form, locale) + beside
    if base.row.period_kind == "year" and not line.gaps:
        return say(locale, "findings.peak.alone", period=period(base, "bare", locale)) + beside
    if form == "then":
        return period(base, form, locale) + beside
    return say(locale, f"findings.peak.{sort_of(line)}", base=period(base, form, locale) + beside)


def sort_of(line: Line) -> str:
    """Whether years are compared, the same months of several, or the same parts of several."""
    kind = line.now.row.period_kind
    return {"month": "month", "quarter": "part", "half": "part", "year_to_date": "part"}.get(
        kind, "year")  # fmt: skip


def change_in_brief(fact: Fact, line: Line, locale: Locale) -> Sentence:
    """The change on the year before as a tile says it: ▲ 17 % gegenüber 2021."""
    if fact.amount is None:
        return Sentence()
    arrow = "▲" if fact.amount > 0 else "▼" if fact.amount < 0 else "="
    comparison, number_said = amount(fact, line, locale, in_words=False)
    if number_said is None:
        return say(locale, f"findings.{comparison}", base=base_of(fact, line, "base", locale))
    return say(locale, "findings.brief", arrow=arrow, amount=number_said,
               remarks=bracketed(*remarks(line.now, locale)),
               base=base_of(fact, line, "bare", locale))  # fmt: skip


def _year_before(day: date | None) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


def amount(fact: Fact, line: Line, locale: Locale, *,
           in_words: bool = True) -> tuple[str, Figure | None]:  # fmt: skip
    """Which comparison it is (less, more, times, equal, nearly) and the number in it.

    ``in_words``: a quarter, half; else in percent.
    """
    value = fact.amount or 0.0
    base = fact.base
    if abs(value) < _LEAST or (base and base.is_measurable and not line.now.differs(base)):
        return "nearly" if value else "equal", None
    comparison, size = "less" if value < 0 else "more", abs(value)
    if fact.formula == "fold":
        comparison, words = "times", times_text(value, locale)
    elif fact.formula == "difference":
        words = locale.value(size, "points")
    else:
        part = _PARTS.get(int(rounded_to(size, 0)), "") if in_words else ""
        if part == "half" and value < 0:
            comparison = "times"
        if part and (value < 0 or size < 50):
            words = locale(f"findings.part.{part}")
        else:
            digits = 0 if size >= 10 or size == rounded_to(size, 0) else 1
            words = locale.value(size, "percent", digits=digits)
    ends = (line.now, *([fact.base] if fact.base else []))
    if "about" in {end.qualifier for end in ends}:
        words = locale("qualified.about", value=words)
    stated_base = ids_in(line.now.row, "base_claim_id") if fact.is_stated else ()
    claim_ids = dict.fromkeys([*(one for end in ends for one in end.claim_ids), *stated_base])
    return comparison, Figure(
        words, value, tuple(end.position for end in ends), fact.column, fact.formula,
        tuple(claim_ids), tuple(sorted({one for end in ends for one in end.source_ids})),
    )  # fmt: skip


def times_text(times: float, locale: Locale) -> str:
    """How many times as much: doppelt, 2,5-mal."""
    digits = 0 if times >= 10 else 1
    rounded = rounded_to(times, digits)
    key = f"findings.times.{rounded:.0f}"
    if rounded == int(rounded) and locale.has(key):
        return locale(key)
    return locale("findings.times.some", times=locale.number(
        rounded, 0 if rounded == int(rounded) else digits))  # fmt: skip


def measure(line: Line) -> str:
    """Whether one says more or higher of this unit."""
    unit = line.now.row.unit
    return "level" if unit in _LEVELS or "_per_" in unit else "amount"


def is_old(point: Point, answer: Answer) -> bool:
    """Whether a figure is so old that its period comes first."""
    if point.end is None:
        return False
    day = answer.as_of or answer.built.date()
    return (day.year - point.end.year) * 12 + day.month - point.end.month > OLD_MONTHS
