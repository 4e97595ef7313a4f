"""What the calculator says in a sentence: whether rail pays, and what one train a week would need.

For the page of the calculator, and for whoever quotes it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from corridor import weekly_train
from corridor.interval import Span
from corridor.results import Case
from corridor.routes import Inputs, Threshold, Way
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined
from i18n.numbers import significant

_TEXTS = "corridor"
_MILLION = 1_000_000


def text(span: Span | None, unit: str, locale: Locale, digits: int | None = 3) -> str:
    """A span in words, rounded as what was worked out is."""
    if span is None:
        return locale(f"{_TEXTS}.not_computable")
    return locale.interval(span.low, span.high, unit, digits)


def unbroken(span: str) -> str:
    """A range that a heading keeps in one line: "14–33" has a joiner after its dash."""
    return re.sub(r"(?<=\d)–(?=\d)", "–\u2060", span)


def money(euros: float, locale: Locale) -> str:
    """An amount as a finding says it: 251.000 €, 2,01 Mio. €."""
    rounded = significant(euros, 3)
    if rounded >= _MILLION:
        return locale.value(rounded / _MILLION, "meur", digits=2)
    return locale.value(rounded, "eur")


def goods(assumed: Inputs, locale: Locale) -> str | None:
    """The value of goods that is reckoned with; None when there is none."""
    value = assumed["goods_value"]
    return None if value is None else locale.value(value.low, "eur")


def means(fast: str, slow: str, case: Case, locale: Locale) -> tuple[str, str]:
    """What two ways are called: by their means of transport, of the same one by their names."""
    kinds = [code.partition("_")[0] for code in (fast, slow)]
    if kinds[0] == kinds[1]:
        return case.corridor(fast, locale), case.corridor(slow, locale)
    one, other = (locale(f"{_TEXTS}.means.{kind}") for kind in kinds)
    return one, other


def verdict(pair: Sequence[Way], results: Answer, case: Case, limit: Threshold,
            locale: Locale) -> str:  # fmt: skip
    """What two ways cost and how long they take, and whether the faster pays at the value of goods.

    ``results``: the results of both ways, to which the figures lead.
    """
    worth = goods(case.known, locale)
    if limit.lacks or worth is None:
        return threshold(case, limit, locale)
    fast, slow = means(limit.fast, limit.slow, case, locale)
    totals = {way.code: way.results["total_eur"] for way in pair}
    answer = _holds(totals[limit.fast], totals[limit.slow])
    rows = {row.corridor: row for row in results}
    ways = [_way(name, rows[code], locale)
            for name, code in ((fast, limit.fast), (slow, limit.slow))]  # fmt: skip
    sentence = locale(f"{_TEXTS}.verdict.{answer}", goods=worth, fast=fast)
    return case.scoped(joined(" ", [*ways, sentence]), locale)


def _way(name: str, row: object, locale: Locale) -> str:
    """What a way costs and how many days it takes."""
    figures = []
    for column, unit, digits in (("total_eur", "eur", 3), ("days", "days", None)):
        low, high = getattr(row, f"{column}_low"), getattr(row, f"{column}_high")
        span = unbroken(locale.interval(low, high, unit, digits))
        figures.append(evidence.linked(span, row, column))
    return joined("", [_sentence(name), ": ", joined(", ", figures), "."])


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def threshold(case: Case, limit: Threshold, locale: Locale) -> str:
    """From which value of goods on the faster way pays."""
    span = limit.value_eur
    if limit.lacks:
        return locale(f"{_TEXTS}.costs.lacking")
    fast, slow = means(limit.fast, limit.slow, case, locale)
    texts = {"fast": _sentence(fast), "slow": slow}
    kind = "overlap" if span is None else _pays(span)
    for name, end in (("low", span.low), ("high", span.high)) if span else ():
        if math.isfinite(end):
            texts[name] = case.leading(money(end, locale), "limit_eur")
    return case.scoped(locale(f"{_TEXTS}.costs.{kind}", **texts), locale)


def _holds(fast: Span | None, slow: Span | None) -> str:
    """Whether the first costs less in all cases, in none, or in some."""
    if fast is None or slow is None or (fast.high > slow.low and fast.low < slow.high):
        return "open"
    return "yes" if fast.high <= slow.low else "no"


def _pays(span: Span) -> str:
    if span.high == 0:
        return "always"
    if math.isinf(span.low):
        return "never"
    start = "maybe" if span.low == 0 else "from"
    return f"{start}_never_sure" if math.isinf(span.high) else start


def train_title(case: Case, counted: Answer, locale: Locale) -> str:
    """What the trains need, and what part that is of what runs to Germany today."""
    number = case.known["trains_week"]
    if case.need.volume is None or number is None:
        return locale(f"{_TEXTS}.train.title_open")
    key = "title_one" if number.low == 1 else "title_other"
    title = locale(
        f"{_TEXTS}.train.{key}",
        trains=locale.value(number.low, "trains_per_week"),
        volume=case.leading(
            unbroken(text(case.need.volume, "feu_per_week", locale, 2)), "volume_feu"
        ),
    )
    newest = counted.tuples[-1] if counted else None
    share = newest and weekly_train.share_pct(case.need, newest.value)
    if not newest or not share:
        return title
    part = case.leading(unbroken(text(share, "percent", locale, 2)), "share_pct")
    return locale(f"{_TEXTS}.train.share", title=title, share=part,
                  year=str(newest.period_start.year))  # fmt: skip


def compared(case: Case, counted: Answer, locale: Locale) -> str:
    """The volume of a year beside what is counted from China to Germany."""
    year = weekly_train.teu_a_year(case.need)
    if year is None or not counted:
        return ""
    newest = counted.tuples[-1]
    return locale(
        f"{_TEXTS}.train.compared",
        teu=case.leading(text(year, "teu", locale), "year_teu"),
        counted=evidence.linked(locale.value(newest.value, "teu", scale="exact"), newest),
        who=counted.labels.name("basis", newest.basis, locale.lang),
        year=str(newest.period_start.year),
    )
