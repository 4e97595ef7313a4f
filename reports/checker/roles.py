"""What a figure says in its clause: a level, a change, a share, a difference, a rank …"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reports.checker.binding import Bound, Parsed
from reports.checker.figures import Figure
from reports.checker.vocabulary import german

#: Words before and behind a figure that say what it is.
_BEFORE, _AFTER = 70, 60


@dataclass(frozen=True)
class Role:
    """What a figure says.

    ``kind``: level, change, share, share_or_change, points, difference, rank, fold. ``way``: +1 or
    -1 for up and down, 0 when it is not said. ``of_share``: what changes is a share.
    """

    kind: str
    way: int = 0
    of_share: bool = False


@lru_cache
def _glue(code: str, *, at_end: bool = False) -> re.Pattern[str]:
    """Words that stand right before a figure, or right behind one."""
    text = german().words("glue")[code]
    loose = "|".join(german().words("qualifier").values())
    if at_end:
        return re.compile(rf"(?<!\w)(?:{text})\s+(?:(?:{loose}|weitere[nr]?)\s+)*$", re.IGNORECASE)
    return re.compile(rf"\s*(?:{text})(?!\w)", re.IGNORECASE)


def role_of(figure: Figure, parsed: Parsed) -> Role:
    """What a figure says."""
    before = parsed.text[max(0, figure.start - _BEFORE) : figure.start]
    after = parsed.text[figure.end : figure.end + _AFTER]
    is_moved = bool(
        _glue("by", at_end=True).search(before) or _glue("gain", at_end=True).search(before)
        or _glue("more").match(after)
    )  # fmt: skip
    way = figure.sign or way_of(figure, parsed)
    if figure.unit in ("rank", "fold"):
        return Role(figure.unit)
    if figure.unit == "points":
        return Role("points", way, of_share=True)
    if figure.unit != "percent":
        return Role("difference", way) if is_moved else Role("level")
    if figure.sign or is_moved:
        of_share = any(
            parsed.together(figure, match.start())
            for match in german().pattern("measure")["quota"].finditer(parsed.masked)
        )
        return Role("change", way, of_share)
    return _percent(figure, parsed, after, way)


def _percent(figure: Figure, parsed: Parsed, after: str, way: int) -> Role:
    """A percentage without a word beside it: a share or a change by the words of its clause."""
    words, clause = german(), parsed.clause(figure)
    before = parsed.text[max(0, figure.start - _BEFORE) : figure.start]
    if words.pattern("measure")["share_of"].match(after.lstrip()) or (
        _glue("to", at_end=True).search(before)
    ):
        return Role("share")  # a change is by, not to so many percent
    is_share = words.has("measure", "share", clause)
    is_change = way_of(figure, parsed) != 0 or any(
        one.role.startswith("base") and parsed.together(figure, one.start) for one in parsed.periods
    )
    if is_share == is_change:
        return Role("share_or_change", way)
    return Role("share") if is_share else Role("change", way)


def way_of(figure: Figure, parsed: Parsed) -> int:
    """Up or down by the words of its own clause; 0 when it says neither or both."""
    ways = {item.value for item in parsed.items["change"] if parsed.together(figure, item.start)}
    return {("up",): 1, ("down",): -1}.get(tuple(ways), 0)


def products(figure: Figure, parsed: Parsed) -> tuple[str, ...]:
    """The goods that a figure is about, named in its clause or before it; empty for all goods."""
    own = parsed.clause_of(figure.start)
    for number in range(own, -1, -1):
        here = [item for item in parsed.items["product"] if parsed.clause_of(item.start) == number]
        if here:
            return tuple(parsed.bind(here, figure).values)
    return ()


def is_monthly(parsed: Parsed) -> bool:
    """Whether a sentence is about single months."""
    return german().has("period", "monthly", parsed.masked)


def is_invested(parsed: Parsed) -> bool:
    """Whether a sentence is about direct investment, not trade."""
    return german().has("measure", "fdi", parsed.masked)


def blocked(figure: Figure, parsed: Parsed, direction: Bound) -> str:
    """Why no claim can speak of a figure: a reason by its code, empty when one may."""
    words, clause, sentence = german(), parsed.clause(figure), parsed.masked
    is_money = figure.unit in ("meur", "musd")
    named = {
        **{code: words.has("beyond", code, sentence)
           for code in ("planned", "real", "services", "per_head")},
        "mirror": words.has("flow", "mirror", sentence),
        "balance": words.has("measure", "balance", clause),
        "average": words.has("beyond", "average", clause),
        "part": words.has("part", "of", clause) and parsed.clause_of(figure.start) > 0,
        **{code: (is_money or figure.unit == "percent") and words.has("beyond", code, sentence)
           for code in ("company", "industry")},
        "goods": is_money and bool(direction) and _names_goods(figure, parsed),
    }  # fmt: skip
    return next((code for code, holds in named.items() if holds), "")


def _names_goods(figure: Figure, parsed: Parsed) -> bool:
    """Whether the sum is that of named goods: "Schrauben im Wert von", "Stahlexporte"."""
    before = parsed.text[max(0, figure.start - _BEFORE) : figure.start]
    if parsed.items["product"] and parsed.bind(parsed.items["product"], figure):
        return False  # their claims are looked for
    glue = german().words("glue")
    loose = "|".join(german().words("qualifier").values())
    if match := re.search(rf"(?:{glue['worth_noun']})\s+(?:(?:{loose})\s+)*$", before):
        noun = match["noun"] or match["for"]
        return not re.fullmatch(glue["worth_fine"], noun)
    return False


def is_start(figure: Figure, parsed: Parsed) -> bool:
    """Whether it is the first of "from … to …": of an earlier time than the second."""
    before = parsed.text[max(0, figure.start - _BEFORE) : figure.start]
    return bool(_glue("from", at_end=True).search(before)) and any(
        _glue("to", at_end=True).search(parsed.text[: other.start])
        for other in parsed.figures
        if other.unit == figure.unit and other.start != figure.start
    )


def range_with(number: int, parsed: Parsed) -> Figure | None:
    """The other end of "between 8.5 and 10.7" for each of both ends."""
    glue = german().words("glue")
    for low, high in ((number, number + 1), (number - 1, number)):
        if low < 0 or high >= len(parsed.figures):
            continue
        first, second = parsed.figures[low], parsed.figures[high]
        before = parsed.text[max(0, first.start - 25) : first.start]
        if (
            first.unit == second.unit
            and _glue("between", at_end=True).search(before)
            and re.fullmatch(glue["and_to"], parsed.text[first.end : second.start])
        ):
            return second if number == low else first
    return None
