"""What a title can say about an answer: its newest figure, and the one of the year before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, NamedTuple

import findings
from charts.rows import ValueRow
from charts.table import absent, change
from data import evidence
from data.answer import Answer
from i18n import Locale, money
from ui import newer_figures


class KeyFigure(NamedTuple):
    """A figure on a card: what it is, how much, a line of detail, and its course as HTML."""

    label: str
    figure: str
    detail: str = ""
    course: str = ""


#: A long name with its short one behind it, by which cards call a publisher: the source line below
#: says both.
_SHORT = re.compile(r"^.{40,}\(([A-Z]{2,5})\)$")


@dataclass(frozen=True)
class Headline:
    """The newest figure of an answer.

    ``is_in_billions``: the axis on which the answer is drawn counts billions.
    """

    now: Any
    is_in_billions: bool = False

    @property
    def year(self) -> str:
        """Year of the newest figure."""
        return str(self.now.period_start.year)

    @property
    def before(self) -> str:
        """The year before."""
        return str(self.now.period_start.year - 1)

    @property
    def value(self) -> Any:
        """The newest figure."""
        return self.now.value

    def figure(self, locale: Locale, scale: str = "auto") -> str:
        """The figure with its unit, no finer than it was printed.

        ``scale``: ``mrd`` for billions with two digits, beside others that are in billions; so is
        a smaller figure of an answer that is drawn in billions.
        """
        return _figure_text(self.now, locale, in_billions=scale == "mrd" or self.is_in_billions,
                     digits=money.KEY_DIGITS if scale == "mrd" else None)  # fmt: skip

    def status(self, locale: Locale) -> str:
        """What its publisher thinks of it."""
        status = self.now.status
        return locale("finding.no_status" if status == "unknown" else f"status.{status}")

    def change(self, locale: Locale) -> str:
        """Change on the year before in words, as its question gives it; empty where it does not."""
        return change(self.now, locale)


def figure_text(row: ValueRow, answer: Answer, locale: Locale) -> str:
    """The figure of a row as the title over a picture of its answer says it, in the axis' unit."""
    return _figure_text(row, locale, in_billions=_is_in_billions(answer))


def _figure_text(row: ValueRow, locale: Locale, *, in_billions: bool,
                 digits: int | None = None) -> str:  # fmt: skip
    """A figure with its unit, no finer than printed; ``digits``: of figures in billions."""
    text = _printed_text(row, locale, in_billions=in_billions, digits=digits)
    return evidence.linked(text, row)


def _printed_text(row: ValueRow, locale: Locale, *, in_billions: bool, digits: int | None) -> str:
    if printed := locale.printed(row.value, row.unit, getattr(row, "step", None)):
        return printed
    if row.unit == "meur" and in_billions:
        digits = digits or money.digits_beside(row.value, "text")
        return locale.value(row.value, row.unit, "mrd", digits=digits)
    return locale.value(row.value, row.unit)


def newest(answer: Answer, status: str | None = None) -> Headline | None:
    """The newest figure of an answer (of one status), or None when there is none.

    A figure that stands apart from the line is no headline of it.
    """
    rows = [row for row in answer if status in (None, row.status)
            and not getattr(row, "is_apart", False)]  # fmt: skip
    return Headline(rows[-1], _is_in_billions(answer)) if rows else None


def title(key: str, answer: Answer, locale: Locale, variant: str = "", **texts: str) -> str:
    """What stands over a chart: ``<key>_title`` with its newest figure, else ``<key>_missing``.

    Where there are no such texts, the grammar speaks, by the names of the answer's own codes.
    ``variant``: which of several titles; ``texts``: what they say besides year, month, value,
    number and size (the value without unit, without sign), status and change.
    """
    headline = newest(answer)
    own = f"{key}_missing" if headline is None else f"{key}_title{variant and '_' + variant}"
    if not (variant or locale.has(own)):
        return findings.finding(answer, locale=locale).title.linked(answer)
    if headline is None:
        return locale(own, **texts)
    now = headline.now
    return locale(
        own,
        **{
            "year": headline.year,
            "month": locale.period("month", now.period_start, now.period_end),
            "value": headline.figure(locale),
            "number": evidence.linked(locale.number(headline.value, 0), now),
            "size": evidence.linked(locale.value(abs(headline.value), now.unit), now),
            "status": headline.status(locale),
            "change": headline.change(locale),
        }
        | texts,
    )


def _is_in_billions(answer: Answer) -> bool:
    return any(money.is_large(row.value, row.unit) for row in answer)


def scale_of(*answers: Answer) -> str:
    """The scale of key figures in one row: billions for all as soon as one is read in billions."""
    headlines = [headline for answer in answers if (headline := newest(answer))]
    is_large = any(money.is_large(headline.value, headline.now.unit) for headline in headlines)
    return "mrd" if is_large else "auto"


def _cited(row: object, answer: Answer, locale: Locale) -> tuple[str, Any, str] | None:
    """Who says a figure, or all parts of a sum, and the newest day on which that became known."""
    claim_id = getattr(row, "claim_id", None)
    claim_ids = [claim_id] if claim_id else getattr(row, "claim_ids", ())
    cited = [answer.cited[claim] for claim in claim_ids if claim in answer.cited]
    if not cited:
        return None
    named = (short_name(locale.called(publisher)) for publisher, _, _ in cited)
    publishers = ", ".join(dict.fromkeys(named))
    _, since, precision = max(cited, key=lambda known: known[1])
    return publishers, since, precision


def short_name(publisher: str) -> str:
    """What a card calls a publisher."""
    return _SHORT.sub(r"\1", publisher)


def source(row: object, answer: Answer, locale: Locale) -> str:
    """Who says a figure, and since when it is known."""
    if not (cited := _cited(row, answer, locale)):
        return ""
    publisher, since, precision = cited
    return publisher if precision == "read" else f"{publisher}, {locale.known(since, precision)}"


def card(label: str, answer: Answer, locale: Locale, status: str | None = None, *,
         scale: str = "auto", **label_texts: str) -> list[KeyFigure]:  # fmt: skip
    """One key figure with status and change, or none when nothing is known.

    ``label_texts``: what the label says besides the year.
    """
    headline = newest(answer, status)
    if headline is None:
        return []
    detail = headline.status(locale)
    base = absent(getattr(headline.now, "base_value", None))
    if headline.now.unit == "rank" and base is not None:
        detail = locale("finding.rank_before", status=detail, year=headline.before,
                        value=evidence.linked(locale.value(base, "rank"), headline.now,
                                              "base_value"))  # fmt: skip
    elif change_text := headline.change(locale):
        detail = locale("finding.change", status=detail, change=change_text,
                        before=headline.before)  # fmt: skip
    if getattr(headline.now, "evidence_kind", None) == "computed":
        detail = locale("finding.computed", detail=detail)
    if cited := _cited(headline.now, answer, locale):
        publisher, since, precision = cited
        detail = locale("finding.cited", detail=detail, publisher=publisher,
                       state=locale.known_as("cite.state", since, precision))  # fmt: skip
    detail = newer_figures.append(detail, headline.now, answer, locale)
    label = locale(label, year=headline.year, **label_texts)
    return [KeyFigure(label, headline.figure(locale, scale), detail)]
