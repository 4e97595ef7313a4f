"""What a title can say about an answer: its newest figure, and the one of the year before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from charts.table import as_printed
from data.answer import Answer
from words import Words

#: Millions of euros from which on an axis counts billions.
_BILLIONS = 10_000


@dataclass(frozen=True)
class Finding:
    """The newest figure of an answer; ``before`` is the row of the year before, if known.

    ``is_in_billions``: the axis on which the answer is drawn counts billions.
    """

    now: Any
    before: Any | None
    is_in_billions: bool = False

    @property
    def year(self) -> str:
        """Year of the newest figure."""
        return str(self.now.period_start.year)

    @property
    def value(self) -> Any:
        """The newest figure."""
        return self.now.value

    def said(self, words: Words, scale: str = "auto") -> str:
        """The figure with its unit, no finer than it was printed.

        ``scale``: ``mrd`` for billions with two digits, beside others that are in billions; so is
        a smaller figure of an answer that is drawn in billions.
        """
        step, unit = getattr(self.now, "step", None), self.now.unit
        if printed := as_printed(self.value, unit, step, words):
            return printed
        is_beside = self.is_in_billions and abs(self.value) < _BILLIONS
        if unit == "meur" and (scale == "mrd" or is_beside):
            return words.value(self.value, unit, "mrd", digits=2)
        return words.value(self.value, unit)

    def status(self, words: Words) -> str:
        """What its publisher thinks of it."""
        status = self.now.status
        return words("finding.no_status" if status == "unknown" else f"status.{status}")

    def change(self) -> float | None:
        """Change on the year before in percent; for a share the difference in points."""
        if self.before is None:
            return None
        if self.now.unit == "percent":
            return float(self.value - self.before.value)
        return float(100 * (self.value / self.before.value - 1))


def newest(answer: Answer, status: str | None = None) -> Finding | None:
    """The newest figure of an answer (of one status), or None when there is none."""
    rows = [row for row in answer if status is None or row.status == status]
    if not rows:
        return None
    now = rows[-1]
    start = now.period_start
    before = [
        row
        for row in answer
        if (row.period_start.year, row.period_start.month) == (start.year - 1, start.month)
    ]
    return Finding(now, before[-1] if before else None, _is_in_billions(answer))


def _is_in_billions(answer: Answer) -> bool:
    return any(row.unit == "meur" and abs(row.value) >= _BILLIONS for row in answer)


def scale_of(*answers: Answer) -> str:
    """The scale of key figures in one row: billions for all as soon as one is read in billions."""
    found = [one for answer in answers if (one := newest(answer))]
    large = any(one.now.unit == "meur" and abs(one.value) >= _BILLIONS for one in found)
    return "mrd" if large else "auto"


def card(label: str, answer: Answer, words: Words, status: str | None = None, *,
         scale: str = "auto") -> list[tuple[str, str, str]]:  # fmt: skip
    """One key figure (label, figure, status and change), or none when nothing is known."""
    found = newest(answer, status)
    if found is None:
        return []
    detail = found.status(words)
    if (change := found.change()) is not None and found.before is not None:
        is_share = found.now.unit == "percent"
        detail = words(
            "finding.change",
            status=detail,
            change=words.points(change) if is_share else words.change(change),
            before=str(found.before.period_start.year),
        )
    if cited := answer.cited.get(getattr(found.now, "claim_id", "")):
        publisher, since, precision = cited
        detail = words("finding.cited", detail=detail, publisher=publisher,
                       state=words.known_as("cite.state", since, precision))  # fmt: skip
    return [(words(label, year=found.year), found.said(words, scale), detail)]
