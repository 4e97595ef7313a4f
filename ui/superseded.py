"""Later final figures that the precedence leaves behind, said where the shown one is read.

An official final figure that is known only as a copy stands behind an early release or report of
it. Which those are, the question ``contradictions`` says; here they meet what a page shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from charts.cache import cached
from charts.rows import PeriodRow
from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale, money
from i18n.marked import joined
from ui import cells, headlines, links, visit
from ui.provenance import COPY, publisher_name
from ui.rows import Contradiction

_ROOM = "trade.later"


def notes_html(answers: Sequence[Answer], locale: Locale, *, newest: bool = False) -> str:
    """What is to be said below figures of trade, as HTML; empty where no later one is known.

    ``newest``: only the newest figure of each direction, and the newest final one, is read (key
    figures).
    """
    trade = [answer for answer in answers if answer.question.startswith("trade_")]
    return _notes_html(trade, _states(), locale, newest=newest) if trade else ""


@cached(128)
def _notes_html(answers: Sequence[Answer], states: Answer, locale: Locale, *, newest: bool) -> str:
    behind = {
        tuple(pair.claim_ids): pair
        for answer in answers
        for pair in _later_states(
            answer, states, _newest(answer, None, "final") if newest else answer.tuples
        )
    }
    return note(list(behind.values()), states, locale) if behind else ""


def headline_note(answer: Answer, locale: Locale) -> str:
    """The sentence that belongs near a title on the newest figure, as text; mostly empty."""
    return _headline_note(answer, _states(), locale) if answer.question.startswith("trade_") else ""


@cached(128)
def _headline_note(answer: Answer, states: Answer, locale: Locale) -> str:
    pairs = _later_states(answer, states, _newest(answer, None))
    return locale(f"{_ROOM}.newest", figures=_pair_list(pairs, states, locale)) if pairs else ""


def note(pairs: Sequence[Contradiction], states: Answer, locale: Locale) -> str:
    """Pairs of a shown and a later figure in a sentence or two, with who says so and where to look.

    ``states``: the answer of the question ``contradictions`` that the pairs are from.
    """
    publishers: dict[str, None] = {}
    copies = True
    for pair in pairs:
        claim = states.claims_by_id[pair.claim_ids[1]]
        source = states.sources_by_id[claim["source_id"]]
        copies = copies and source["publisher_kind"] == COPY
        known = locale.known_as(
            "source.known_since", claim["known_since"], claim["known_since_precision"]
        )
        publishers[f"{publisher_name(source, locale)}, {known}"] = None
    head = locale(f"{_ROOM}.copy" if copies else f"{_ROOM}.behind", what=_what(pairs, locale))
    figures = locale(f"{_ROOM}.figures", figures=_pair_list(pairs, states, locale),
                     publishers="; ".join(publishers))  # fmt: skip
    regions = {str(pair.region) for pair in pairs}
    whose = {"whose": regions.pop()} if len(regions) == 1 else {}
    onward = links.page_link(
        "evidence/contradictions", locale(f"{_ROOM}.onward"), difference="later_state", **whose
    )
    body = f"{cells.text(figures)} {onward}"
    return f"<details><summary>{cells.text(head)}</summary>{body}</details>"


def _states() -> Answer:
    return visit.current().ask("contradictions").where(kind="later_state")


def _later_states(answer: Answer, states: Answer, rows: Sequence[PeriodRow]) -> list[Contradiction]:
    """The later states of figures in these rows of an answer, unless it holds them itself."""
    own = answer.rows.get("claim_id")
    claim_ids = set(answer.claims["claim_id"] if own is None else own)
    pairs = [
        pair
        for pair in states
        if pair.claim_ids[0] in claim_ids and pair.claim_ids[1] not in claim_ids
    ]
    if not pairs:
        return []
    periods = {(getattr(row, "flow", None), row.period_start, row.period_end) for row in rows}
    return [
        pair
        for pair in pairs
        if any((flow, pair.period_start, pair.period_end) in periods for flow in (pair.flow, None))
    ]


def _newest(answer: Answer, *statuses: str | None) -> list[Any]:
    """The newest row of each direction, of any status (None) or of one."""
    parts = [answer.where(flow=flow) for flow in ("export", "import")] \
        if "flow" in answer.rows else [answer]  # fmt: skip
    newest = [headlines.newest(part, status) for part in parts for status in statuses]
    return [one.now for one in newest if one]


def _what(pairs: Sequence[Contradiction], locale: Locale) -> str:
    """The periods spoken of, named while they are few."""
    periods = dict.fromkeys(_period(pair, locale) for pair in pairs)
    if len(periods) <= 2:
        return locale.list(periods)
    kind = "later_years" if {pair.period_kind for pair in pairs} == {"year"} else "later_periods"
    return locale.count(kind, len(periods))


def _period(pair: Contradiction, locale: Locale) -> str:
    return locale.period(pair.period_kind, pair.period_start, pair.period_end)


def _pair_list(pairs: Iterable[Contradiction], states: Answer, locale: Locale) -> str:
    """Each later figure beside the shown one, by region and direction where there are several."""
    grouped: dict[str, list[str]] = {}
    for pair in pairs:
        partner = states.labels.name("region", absent(pair.partner), locale.lang)
        head = locale(f"{_ROOM}.of", region=states.labels.name("region", pair.region, locale.lang),
                     flow=locale.code("flow", pair.flow), partner=partner)  # fmt: skip
        other, shown = _both(pair, locale)
        grouped.setdefault(head, []).append(
            locale(f"{_ROOM}.one", period=_period(pair, locale), value=other, shown=shown)
        )
    return joined(". ", [f"{head} " + joined("; ", parts) for head, parts in grouped.items()])


def _both(pair: Contradiction, locale: Locale) -> tuple[str, str]:
    """The later and the shown figure, in billions with as few digits as tell them apart."""
    values = (pair.other_value, pair.shown_value)
    if not money.reaches_billions(max(map(abs, values)), pair.unit):
        return _linked(pair, *(locale.value(value, pair.unit) for value in values))
    for digits in (1, 2, 3):
        other, shown = (locale.value(value, "meur", "mrd", digits=digits) for value in values)
        if other != shown:
            break
    return _linked(pair, other, shown)


def _linked(pair: object, other: str, shown: str) -> tuple[str, str]:
    """Both figures as texts, each leading to its evidence."""
    return (evidence.linked(other, pair, "other_value"),
            evidence.linked(shown, pair, "shown_value"))  # fmt: skip
