"""What many figures of one time say, and who overtook whom: places, leaders, n-fold."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import shorten

from data.answer import Answer
from findings import subjects, words
from findings.facts import can_divide
from findings.marked import Figure, Part, Sentence, joined, say
from findings.order import FOLD_LEAST
from findings.points import Point, SeveralLines, check_one_line, number, points_of, ratio, text
from findings.series import Finding
from findings.subjects import Subject
from i18n import Locale

_ROOM = "findings.ranking"
_MOST_TIED = 3
#: So long may a name be in a title.
_LONGEST = 90


@dataclass(frozen=True)
class _Field:
    """All who are compared, the greatest first."""

    answer: Answer
    by: str
    points: list[Point]
    subject: Subject
    locale: Locale

    def name(self, point: Point) -> str:
        """Who it is."""
        column = self.answer.columns.get(self.by)
        code = text(getattr(point.row, self.by))
        kind = column.codes if column else None
        # Eurostat's names of goods may be as long as a paragraph.
        name = self.answer.labels.name(kind or "region", code, self.locale.lang)
        return shorten(name, _LONGEST, placeholder=" …")

    def value(self, point: Point) -> Figure:
        """The figure, marked."""
        figure_text = words.figure_text(point.row, self.answer, self.locale)
        return Figure(figure_text, point.value or 0.0, (point.position,), claim_ids=point.claim_ids,
                      source_ids=point.source_ids)  # fmt: skip

    def marks(self, point: Point) -> str:
        """What must be said of a figure that stands in brackets itself."""
        return "".join(f", {remark}" for remark in words.remarks(point, self.locale))

    def place(self, point: Point) -> Figure:
        """Which place: one more than are greater beyond rounding, or as the answer counts."""
        stated = number(getattr(point.row, "position", None))
        place = stated or 1 + sum(one.above(point) for one in self.points)
        ordinal = self.locale("findings.place", place=self.locale.number(place, 0))
        column, formula = ("position", "stated") if stated else ("value", "place")
        return Figure(ordinal, place, (point.position,), column, formula, point.claim_ids,
                      point.source_ids)  # fmt: skip


def ranking(answer: Answer, subject: str | Subject, locale: Locale, *, by: str, about: str = "",
            is_complete: bool = False, **texts: str) -> Finding:  # fmt: skip
    """Who leads at one time, and the place of one of them.

    ``subject``: as in ``of``. ``by``: the column of who is compared; ``about``: the code spoken of,
    else the leader, whose place needs no number.
    ``is_complete``: the rows are all there are; else a place is one among those named.
    """
    if isinstance(subject, str):
        subject = (subjects.subject(subject, locale, **texts) if subject
                   else subjects.of_rows(answer, locale))  # fmt: skip
    points = [p for p in points_of(answer) if p.value is not None]
    one = next((p for p in points if getattr(p.row, by) == about), None)
    kind = getattr(one.row if one else points[0].row, "kind", None) if points else None
    points = [p for p in points if getattr(p.row, "kind", None) == kind]
    periods = {(p.start, p.end) for p in points}
    if len(periods) > 1:
        raise SeveralLines(f"rows are of {len(periods)} periods; a ranking is of one")
    check_one_line(points, apart_from=(by,))
    points.sort(key=lambda p: -(p.value or 0))
    field = _Field(answer, by, points, subject, locale)
    if not points:
        nothing = say(locale, "findings.nothing", subject=subject.name).capitalised()
        return Finding(nothing, nothing.closed(), nothing.closed())
    return _finding(field, one or points[0], is_complete=is_complete, is_led=one is None)


def _finding(field: _Field, one: Point, *, is_complete: bool, is_led: bool) -> Finding:
    locale, points = field.locale, field.points
    all_count = number(getattr(one.row, "all_count", None))
    named: dict[str, Part] = {
        "subject": field.subject.name, "name": field.name(one), "place": field.place(one),
        "when": words.period(one, "when", locale), "value": field.value(one),
        "count": locale.number(all_count or len(points), 0), "remarks": field.marks(one),
    }  # fmt: skip
    tied = [p for p in points if p is not one and not p.above(one) and not one.above(p)]
    rival = next((p for p in points if p is not one), None)
    end = Sentence()
    if 0 < len(tied) <= _MOST_TIED:
        names = locale.list(field.name(p) for p in tied)
        end = say(locale, f"{_ROOM}.tied", names=names)
    if rival and rival not in tied:
        role = "leader" if rival.above(one) else "second"
        end = end + say(locale, f"{_ROOM}.{role}", name=field.name(rival),
                        value=field.value(rival), remarks=field.marks(rival))  # fmt: skip
    key = "led" if is_led else "title" if is_complete or all_count else "shown"
    title = say(locale, f"{_ROOM}.{key}", end=end, **named).capitalised()
    rest = [*_times(field, one, rival), *_share(field, one)]
    return Finding(title, joined([title, *rest[:1]]), joined([title, *rest]), device="place",
                   position=one.position, is_old=words.is_old(one, field.answer))  # fmt: skip


def _times(field: _Field, one: Point, rival: Point | None) -> list[Sentence]:
    """How many times as high the higher one is."""
    if rival is None:
        return []
    high, low = (rival, one) if rival.above(one) else (one, rival)
    if not can_divide(high, low) or (high.value or 0.0) < FOLD_LEAST * (low.value or 0.0):
        return []
    times = ratio(high, low)
    locale = field.locale
    amount = Figure(words.times_text(times, locale), times, (high.position, low.position),
                    "value", "fold", high.claim_ids + low.claim_ids,
                    high.source_ids + low.source_ids)  # fmt: skip
    return [say(locale, f"{_ROOM}.times", leader=field.name(high), name=field.name(low),
                amount=amount)]  # fmt: skip


def _share(field: _Field, one: Point) -> list[Sentence]:
    """Its share in the whole, as the answer states it."""
    share = number(getattr(one.row, "share_pct", None))
    if share is None or not field.subject.share:
        return []
    figure = Figure(field.locale.quotient(share, "percent"), share, (one.position,), "share_pct",
                    "stated", one.claim_ids, one.source_ids)  # fmt: skip
    return [say(field.locale, field.subject.share, share=figure)]


def passed(answer: Answer, subject: str | Subject, locale: Locale, *, by: str, about: str,
           **texts: str) -> Finding | None:  # fmt: skip
    """Who overtook the one spoken of, or whom it overtook, in the newest period; None for nobody.

    Both must be known in that period and in the year before.
    """
    if isinstance(subject, str):
        subject = subjects.subject(subject, locale, **texts)
    points = [p for p in points_of(answer) if p.end and p.value is not None]
    check_one_line(points, apart_from=(by,))
    field = _Field(answer, by, points, subject, locale)
    own = sorted((p for p in points if getattr(p.row, by) == about), key=lambda p: p.end or 0)
    if len(own) < 2 or own[-1].sort != own[-2].sort or not _are_neighbours(*own[-2:]):
        return None
    before, now = own[-2:]
    for other in (p for p in points if (p.sort, p.end) == (now.sort, now.end) and p is not now):
        code = getattr(other.row, by)
        then = next((p for p in points if (p.sort, p.end) == (before.sort, before.end)
                     and getattr(p.row, by) == code), None)  # fmt: skip
        if then is None:
            continue
        if other.above(now) and before.above(then):
            return _passing(field, other, now, then, before)
        if now.above(other) and then.above(before):
            return _passing(field, now, other, before, then)
    return None


def _are_neighbours(before: Point, now: Point) -> bool:
    return bool(before.end and now.end and now.end.year - before.end.year == 1)


def _passing(field: _Field, winner: Point, loser: Point, winner_then: Point,
             loser_then: Point) -> Finding:  # fmt: skip
    locale = field.locale
    then = words.period(winner_then, "then", locale)
    title = say(locale, "findings.passed.title", name=field.name(winner), other=field.name(loser),
                subject=field.subject.name, when=words.period(winner, "when", locale), then=then,
                value=field.value(winner), other_value=field.value(loser),
                remarks=field.marks(_unsurer(winner, loser)))  # fmt: skip
    before = say(locale, "findings.passed.before", then=then, value=field.value(winner_then),
                 other_value=field.value(loser_then),
                 remarks=words.bracketed(*words.remarks(_unsurer(winner_then, loser_then),
                                                        locale)))  # fmt: skip
    title = title.capitalised()
    whole = joined([title, before])
    return Finding(title, whole, whole, device="passed", position=winner.position,
                   is_old=words.is_old(winner, field.answer))  # fmt: skip


def _unsurer(one: Point, other: Point) -> Point:
    """Of two figures the one of which more must be said."""
    return max((one, other), key=lambda p: p.status in ("provisional", "estimated"))
