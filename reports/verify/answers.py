"""Frozen answers asked again: as of their state to the last digit, and as of today.

A row is found again by its codes and days; equal means every stored digit of every figure in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from data import ask as data_ask
from data.ask import UnknownQuestion, UnknownValue
from data.evidence import short_id
from i18n import Locale
from reports.comparing import by_key, figure_said
from reports.item import FrozenAnswer, Item, Rows, freeze_answer, freeze_rows

#: What may be said of a row, or of a whole answer (the last).
ADDED, REVISED, CALCULATED, DIFFERS, GONE, NOT_FOUND = (
    "added", "revised", "calculated", "differs", "gone", "not_found",
)  # fmt: skip
#: With one of these the document can no longer be borne out.
WRONG = (DIFFERS, GONE, NOT_FOUND)

#: Answers that the calculator of corridors works out, of what its user typed: no question of data/.
_OF_CALCULATOR = "corridor_"
#: Remarks of ours in two languages: no figures, and mended without any being revised.
_PROSE = ("_de", "_en")

#: Rows by what tells them apart, each with that in words.
_Keyed = dict[tuple[Any, ...], tuple[str, SimpleNamespace]]


@dataclass(frozen=True)
class Finding:
    """What became of a row: what it is about, its figure in the document and now, since, by whom.

    ``why``: of a whole answer that is not found, the reason (``question``, ``value``, ``column``,
    ``state``, ``demo``).
    """

    kind: str
    what: str
    old: str = ""
    new: str = ""
    since: str = ""
    publisher: str = ""
    why: str = ""


@dataclass(frozen=True)
class Asked:
    """What asking a figure's questions again gave: rows that are equal, and all that is not."""

    equal: int
    findings: tuple[Finding, ...]


def asked_again(item: Item, locale: Locale, today: date, *, is_demo: bool = False) -> Asked:
    """Ask all questions of a figure again. ``is_demo``: whether the data served are made up."""
    equal, findings = 0, list[Finding]()
    for answer in item.answers:
        if item.is_demo != is_demo:
            findings.append(Finding(NOT_FOUND, answer.question, why="demo"))
            continue
        if item.as_of > today:
            findings.append(Finding(NOT_FOUND, answer.question, why="state"))
            continue
        try:
            compare = _claims if answer.question.startswith(_OF_CALCULATOR) else _compared
            same, compared = compare(answer, item, locale, today)
        except UnknownQuestion:
            same, compared = 0, [Finding(NOT_FOUND, answer.question, why="question")]
        except UnknownValue as error:
            compared = [Finding(NOT_FOUND, answer.question, old=str(error.value), why="value")]
            same = 0
        equal += same
        findings += compared
    return Asked(equal, tuple(dict.fromkeys(findings)))


def _compared(frozen: FrozenAnswer, item: Item, locale: Locale,
              today: date) -> tuple[int, list[Finding]]:  # fmt: skip
    then, names = _again(frozen, item, item.as_of)
    if lost := [name for name in frozen.rows.columns if name not in then.rows.columns]:
        return 0, [Finding(NOT_FOUND, frozen.question, old=", ".join(lost), why="column")]
    before, after = _by_key(frozen, names, locale), _by_key(then, names, locale)
    equal, findings = 0, list[Finding]()
    for key, (what, row) in before.items():
        if key not in after:
            findings.append(Finding(GONE, what, _figure(row, locale)))
        elif _cells(row, frozen.rows) != _cells(after[key][1], frozen.rows):
            old, new = (_figure(one, locale) for one in (row, after[key][1]))
            findings.append(Finding(DIFFERS, what, old, new))
        else:
            equal += 1
    if frozen.only is not None:  # what else narrowed the rows, nobody can ask again
        findings += [Finding(ADDED, what, "", _figure(row, locale))
                     for key, (what, row) in after.items() if key not in before]  # fmt: skip
    if item.as_of != today:
        findings += _revised(before, frozen, item, names, locale)
    return equal, findings


def _claims(frozen: FrozenAnswer, item: Item, locale: Locale,
            today: date) -> tuple[int, list[Finding]]:  # fmt: skip
    """What the calculator worked with: whether its claims are known so on that day."""
    del locale, today
    claims = _by_id(frozen.claims, "claim_id")
    if not claims:
        return 0, [Finding(CALCULATED, frozen.question)]
    asked = data_ask.ask("evidence", as_of=item.as_of, claims=[short_id(one) for one in claims])
    known = {str(one["claim_id"]): one for one in records(freeze_rows(asked.rows))
             if one["is_asked"]}  # fmt: skip
    findings = [Finding(CALCULATED, frozen.question)]
    for claim_id, claim in claims.items():
        old = _as_told(claim)
        if claim_id not in known:
            findings.append(Finding(GONE, claim_id, old))
        elif old != (new := _as_told(known[claim_id])):
            findings.append(Finding(DIFFERS, claim_id, old, new))
    return len(claims) + 1 - len(findings), findings


def _as_told(claim: Mapping[str, Any]) -> str:
    """What an answer keeps of a claim."""
    kept = (claim.get(name) for name in ("value_printed", "qualifier", "status", "known_since"))
    return ", ".join(str(one) for one in kept if one)


def _again(frozen: FrozenAnswer, item: Item,
           as_of: date | None) -> tuple[FrozenAnswer, tuple[str, ...]]:  # fmt: skip
    """The same answer as known on a day, and the columns that tell its rows apart."""
    values = {name: value for name, value in frozen.values.items() if value is not None}
    answer = data_ask.ask(frozen.question, as_of=as_of, **values)
    asked = freeze_answer(answer, item.lang)
    key = tuple(name for name in answer.key if name in frozen.rows.columns)
    return _narrowed(asked, frozen.only or {}), key


def _narrowed(answer: FrozenAnswer, only: Mapping[str, Any]) -> FrozenAnswer:
    """The rows with these values, as JSON says them."""
    kept = [
        number
        for number, row in enumerate(records(answer.rows))
        if all(_is_one(row.get(name), value) for name, value in only.items())
    ]
    rows, words = (
        Rows(rows.columns, tuple(rows.rows[number] for number in kept))
        for rows in (answer.rows, answer.words)
    )
    return FrozenAnswer(answer.question, answer.values, answer.only, rows, words,
                        answer.claims, answer.sources)  # fmt: skip


def _is_one(cell: Any, wanted: Any) -> bool:
    return bool(cell in wanted if isinstance(wanted, list | tuple) else cell == wanted)


def _by_key(answer: FrozenAnswer, names: tuple[str, ...], locale: Locale) -> _Keyed:
    """Rows by their key; by all that they say where no columns tell them apart."""
    keyed = by_key(answer, names, locale)
    if names and len(keyed) == len(answer.rows.rows):
        return keyed
    rows = (SimpleNamespace(**row) for row in records(answer.rows))
    return {tuple(map(repr, _cells(row, answer.rows))): (answer.question, row) for row in rows}


def _cells(row: SimpleNamespace, rows: Rows) -> tuple[Any, ...]:
    """All that a row says but prose, by the columns of the document's rows."""
    return tuple(getattr(row, name, None) for name in rows.columns if not name.endswith(_PROSE))


def _figure(row: SimpleNamespace, locale: Locale) -> str:
    """The row's figure in words, or all its numbers where none of them is the figure."""
    if text := figure_said(row, locale):
        return text
    numbers = {n: v for n, v in vars(row).items() if isinstance(v, float)}
    return " · ".join(locale.number(value) for value in numbers.values())


def _revised(before: _Keyed, frozen: FrozenAnswer, item: Item, names: tuple[str, ...],
             locale: Locale) -> Iterator[Finding]:  # fmt: skip
    """Rows of which other figures are known today."""
    now, _ = _again(frozen, item, None)
    claims = _by_id(now.claims, "claim_id")
    sources = _by_id(now.sources, "source_id")
    for key, (what, row) in _by_key(now, names, locale).items():
        if key not in before:
            continue
        old, new = before[key][1], row
        if _numbers(old) == _numbers(new):
            continue
        claim = claims.get(str(_first_claim(new)), {})
        source = sources.get(str(claim.get("source_id")), {})
        since = ""
        with suppress(KeyError, TypeError, ValueError):
            day = date.fromisoformat(claim["known_since"])
            since = locale.known(day, claim["known_since_precision"])
        yield Finding(REVISED, what, _figure(old, locale), _figure(new, locale), since,
                      locale.called(str(source.get("publisher", ""))))  # fmt: skip


def _numbers(row: SimpleNamespace) -> dict[str, float]:
    """The figures of a row: what is counted, not what tells rows apart."""
    return {name: value for name, value in vars(row).items()
            if isinstance(value, float) and name != "step"}  # fmt: skip


def _first_claim(row: SimpleNamespace) -> Any:
    several = getattr(row, "claim_ids", None) or [None]
    return getattr(row, "claim_id", None) or several[0]


def records(rows: Rows) -> Iterator[dict[str, Any]]:
    """Rows by the names of their columns."""
    return (dict(zip(rows.columns, row, strict=True)) for row in rows.rows)


def _by_id(rows: Rows, name: str) -> dict[str, dict[str, Any]]:
    return {str(one.get(name)): one for one in records(rows)}
