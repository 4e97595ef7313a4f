"""A figure in two states: what is new in it, what was revised, what is defined otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from types import SimpleNamespace
from typing import Any

from charts.figure import Figure
from charts.table import short
from data.ask import UnknownValue, asked_today, questions
from i18n import Locale
from i18n.locale import VOCABULARIES
from reports.item import FrozenAnswer, Item, Origin, freeze

#: The figures of a view by name, for a language, a day and filters: ``ui.offstage.figures``.
Figures = Callable[[str, Locale, date | None, Mapping[str, str]], dict[str, Figure]]

REVISED, REDEFINED, NEW, GONE = "revised", "redefined", "new", "gone"
KINDS = (REVISED, REDEFINED, NEW, GONE)
#: What a row speaks of, beside its period; the first that tells all rows apart do.
_DIMENSIONS = (
    "indicator", "region", "land", "partner", "counterpart", "place", "flow", "product", "measure",
    "company_id", "event_id", "deal_id", "id", "name",
)  # fmt: skip
#: In which concept it speaks: a figure on the same in another one is defined otherwise.
_CONCEPTS = ("basis", "china_scope", "trade_system", "adjustment")
_PERIOD = ("period_kind", "period_start", "period_end")
#: What a figure is when nobody says how finely it was printed: as fine as it is stored.
_NO_STEP = 1e-9


@dataclass(frozen=True)
class Difference:
    """One difference: its kind, what it is about in words, the figure before and now."""

    kind: str
    what: str
    old: str = ""
    new: str = ""


def renewed(item: Item, figures: Figures) -> Item | None:
    """The same figure as it is known today; None where its view does not show it any more."""
    try:
        figure = figures(item.place, Locale(item.lang), None, item.parameters).get(item.name)
    except UnknownValue:
        return None
    origin = Origin(item.place, item.lang, date.today(), item.parameters)
    return freeze(figure, origin) if figure is not None else None


def differences(old: Item, new: Item) -> list[Difference]:
    """What differs between two states of one figure, revisions first.

    A figure that is only told more finely now is no revision.
    """
    locale = Locale(new.lang)
    changes = []
    before, after = ({label.text for label in item.labels} for item in (old, new))
    if before != after:
        changes.append(Difference(REDEFINED, locale("compare.concepts"),
                                  ", ".join(sorted(before - after)),
                                  ", ".join(sorted(after - before))))  # fmt: skip
    earlier = {_question_key(answer): answer for answer in old.answers}
    for answer in new.answers:
        if (one := earlier.get(_question_key(answer))) is not None:
            changes += _in_answer(one, answer, locale)
    return sorted(dict.fromkeys(changes), key=lambda one: KINDS.index(one.kind))


def _question_key(answer: FrozenAnswer) -> str:
    """What was asked, as it is today: a figure may rest on several answers to one question."""
    question, values = asked_today(answer.question, answer.values)
    known = questions().get(question)
    defaults = {one.name: one.default for one in known.values.values()} if known else {}
    asked = {
        name: ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        for name, value in {**defaults, **values}.items()
    }
    return repr((question, sorted(asked.items()), answer.only))


def _in_answer(old: FrozenAnswer, new: FrozenAnswer, locale: Locale) -> Iterator[Difference]:
    def shared(names: Sequence[str]) -> list[str]:
        return [n for n in names if n in old.rows.columns and n in new.rows.columns]

    names, concepts = shared((*_DIMENSIONS, *_PERIOD)), shared(_CONCEPTS)
    before, after = (by_key(answer, names, locale) for answer in (old, new))
    if len(before) < len(old.rows.rows) or len(after) < len(new.rows.rows):
        names, concepts = [*concepts, *names], []
        before, after = (by_key(answer, names, locale) for answer in (old, new))
    for key, (what, row) in after.items():
        if key not in before:
            yield Difference(NEW, what, "", figure_said(row, locale))
            continue
        earlier = before[key][1]
        others = [name for name in concepts if getattr(earlier, name) != getattr(row, name)]
        if others or not _is_same(earlier, row):
            known = [getattr(one, "value", None) is not None for one in (earlier, row)]
            kind = REDEFINED if others else REVISED if all(known) else NEW if known[1] else GONE
            yield Difference(kind, what, figure_said(earlier, locale), figure_said(row, locale))
    yield from (Difference(GONE, what, figure_said(row, locale))
                for key, (what, row) in before.items() if key not in after)  # fmt: skip


def by_key(answer: FrozenAnswer, names: Sequence[str],
            locale: Locale) -> dict[tuple[Any, ...], tuple[str, SimpleNamespace]]:  # fmt: skip
    """Each row by what it speaks of, and that in words."""
    columns, keyed = answer.rows.columns, {}
    for cells, words in zip(answer.rows.rows, answer.words.rows, strict=True):
        row = dict(zip(columns, cells, strict=True))
        in_words = dict(zip(answer.words.columns, words, strict=True))
        key = tuple(row[name] for name in names)
        keyed[key] = (_what(row, in_words, names, locale), SimpleNamespace(**row))
    return keyed


def _what(row: dict[str, Any], words: dict[str, Any], names: Sequence[str], locale: Locale) -> str:
    """What a row speaks of, in the words of its file, and its period."""
    heads = {name: locale(f"file.column.{name}") for name in names
             if locale.has(f"file.column.{name}")}  # fmt: skip
    parts = []
    for name in names:
        if name in _PERIOD or row[name] is None:
            continue
        kind = VOCABULARIES.get(name)
        word = words.get(heads.get(name, name)) or row[name]
        parts.append(locale.code(kind, word) if kind and locale.has(f"{kind}.{word}") else word)
    if row.get("period_kind"):
        start, end = (_day(row.get(name)) for name in ("period_start", "period_end"))
        parts.append(locale.period(row["period_kind"], start, end))
    return ", ".join(map(str, parts))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _is_same(old: SimpleNamespace, new: SimpleNamespace) -> bool:
    """Whether two figures agree as far as the coarser one was printed."""
    one, other = getattr(old, "value", None), getattr(new, "value", None)
    if one is None or other is None:
        return bool(one is other)
    steps = (getattr(row, "step", None) or _NO_STEP for row in (old, new))
    return abs(float(one) - float(other)) <= max(steps) / 2 * (1 + 1e-9)


def figure_said(row: SimpleNamespace, locale: Locale) -> str:
    """The figure of a row in words; empty where it has none."""
    has_figure = getattr(row, "value", None) is not None and hasattr(row, "unit")
    return str(short(row, locale)) if has_figure else ""


def as_list(changes: Sequence[Difference], locale: Locale) -> str:
    """Differences as HTML."""
    items = "".join(f"<li>{escape(sentence(one, locale))}</li>" for one in changes)
    return f"<ul>{items}</ul>" if items else ""


def sentence(one: Difference, locale: Locale) -> str:
    """A difference in words: what, before and now, as far as there is a figure."""
    lacking = "" if one.old and one.new else "_old" if one.old else "_new" if one.new else "_bare"
    texts = {name: text for name in ("old", "new") if (text := getattr(one, name))}
    return locale(f"compare.{one.kind}{lacking}", what=one.what, **texts)
