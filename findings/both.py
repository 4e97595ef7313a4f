"""What two directions say beside each other: which is more, and how much each is. Never netted."""

from __future__ import annotations

from data.answer import Answer
from findings.marked import Composed, say
from findings.points import Point, line_of
from findings.subjects import Subject
from findings.words import marked_figure
from i18n import Locale
from i18n.marked import joined, parts

_ROOM = "findings.both"
#: From this on one direction is called much more than the other.
_MUCH = 2.0


def _newest(exports: Answer, imports: Answer) -> tuple[Point, Point] | None:
    """The points of the newest year of which both directions are known, exports first."""
    sold, bought = ({point.end: point for point in line_of(answer).points}
                    for answer in (exports, imports))  # fmt: skip
    ends = [end for end in sold.keys() & bought.keys() if end]
    return (sold[max(ends)], bought[max(ends)]) if ends else None


def both(exports: Answer, imports: Answer, locale: Locale) -> tuple[Composed, Composed]:
    """Which way more goods go, without a number; and how much goes each way, of the newest year."""
    newest = _newest(exports, imports)
    if newest is None:
        none, missing = (Composed([(locale(f"{_ROOM}.{key}"), "")]) for key in ("none", "missing"))
        return none, missing
    sold, bought = newest
    more = "bought" if bought.above(sold) else "sold" if sold.above(bought) else "none"
    low, high = sorted((sold.value or 0.0, bought.value or 0.0))
    much = "_much" if more != "none" and low > 0 and high / low >= _MUCH else ""
    texts = [
        say(locale, f"{_ROOM}.{flow}", year=str(point.end.year if point.end else ""),
            value=marked_figure(point, line_of(answer), Subject(""), locale)).linked(answer)
        for flow, point, answer in (("import", bought, imports), ("export", sold, exports))
    ]  # fmt: skip
    return Composed([(locale(f"{_ROOM}.{more}{much}"), "")]), Composed(parts(joined(", ", texts)))
