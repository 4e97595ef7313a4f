"""What is newer than a figure shown as the newest: another kind of period, a rate, another concept.

Which those are, the question ``newer_figures`` says; here they meet what a page shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from charts.cache import cached
from charts.table import absent, change, short
from data.answer import Answer, named_ids
from data.ask import ask
from i18n import Locale

#: So many are named one by one; of more, how many there are.
MOST = 3


@cached(256)
def of(answers: Sequence[Answer]) -> list[Any]:
    """Rows of ``newer_figures`` on figures in these answers, as far as they do not hold them."""
    newer = _newer(answers[0])
    held = set().union(*(named_ids(answer.rows)[0] for answer in answers))
    rows = [row for row in newer if row.shown_id in held and row.claim_id not in held]
    return list({row.claim_id: row for row in rows}.values())


def text(row: Any, locale: Locale) -> str:
    """Period, figure and its change: Jan.–Aug. 2023: 23,0 Mrd. €, −16,7 %."""
    period = locale.period(row.period_kind, row.period_start, row.period_end)
    is_rate = "indicator" in row.other
    value = locale.change(row.value) if is_rate else short(row, locale)
    growth = "" if is_rate or row.unit == "rank" else change(row, locale)
    return locale("newer.figure", period=period, value=value, change=growth and f", {growth}")


def _newer(answer: Answer) -> Answer:
    return ask("newer_figures", as_of=answer.as_of)


def behind(sentence: str, row: Any, answer: Answer, locale: Locale) -> str:
    """What is said of a figure of an answer, and behind it what is newer."""
    claim_ids = {getattr(row, "claim_id", None), *getattr(row, "claim_ids", ())}
    texts = [text(one, locale) for one in _newer(answer) if one.shown_id in claim_ids]
    return locale("newer.behind", said=sentence, newer="; ".join(texts)) if texts else sentence


def note_html(answers: Sequence[Answer], locale: Locale, said: str = "") -> str:
    """The sentence that belongs to figures of which some are outdated; empty where none are.

    ``said``: text beside them, which names some of the newer ones already.
    """
    if not answers:
        return ""
    newer = _newer(answers[0])
    rows = [row for row in of(answers) if text(row, locale) not in said]
    if not rows:
        return ""
    # The same rows on all subjects are named by subject, those on one subject by themselves.
    several = len({(row.indicator, row.place, row.region, row.partner, row.flow, row.product)
                   for row in rows}) > 1  # fmt: skip
    parts = [_named(row, newer, locale, several=several) for row in rows[:MOST]]
    if len(rows) > MOST:
        parts.append(locale("newer.more", count=locale.number(len(rows) - MOST)))
    sentence = locale("newer.note", figures="; ".join(parts))
    return f'<p class="cm-key cm-newer">{escape(sentence)}</p>'


def _named(row: Any, newer: Answer, locale: Locale, *, several: bool) -> str:
    """One newer figure: what it is of, in which other concept, how much, who says so."""
    kinds = {"indicator": "indicator", "region": "region", "basis": "basis"}
    what = [newer.labels.of(kind, absent(getattr(row, name)), locale.lang)
            for name, kind in kinds.items()
            if name in row.other or (several and name == "indicator")]  # fmt: skip
    what += [locale.code(name, getattr(row, name)) for name in ("china_scope", "trade_system")
             if name in row.other and absent(getattr(row, name))]  # fmt: skip
    if several:
        what += [newer.labels.of(kind, code, locale.lang)
                 for kind, code in (("place", absent(row.place)), ("product", absent(row.product)))
                 if code]  # fmt: skip
        what += [locale.code("flow", row.flow)] if absent(row.flow) else []
    source = locale("newer.source", publisher=row.publisher,
                    state=locale.known(row.known_since, row.known_since_precision))  # fmt: skip
    return f"{', '.join(what) + ': ' if what else ''}{text(row, locale)} ({source})"
