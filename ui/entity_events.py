"""Events of a firm in words, deals among them: for timeline, list and dossier."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined

_TEXTS, _DEALS = "companies.card", "investment.deals"
#: What an event of this kind is anyhow, when it is a deal.
_USUAL_MODE = {"acquired": "acquisition", "founded": "greenfield", "sold": "divestment"}


class Stake(Protocol):
    """How much was bought or is owned."""

    stake_pct: Any
    stake_text: Any


class Amount(Protocol):
    """A sum that was paid or is planned; ``is_told`` where the document tells sums at all."""

    amount_basis: Any
    amount_meur: Any
    amount_original: Any
    currency_original: Any
    is_told: bool


class EntityEvent(Stake, Amount, Protocol):
    """An event of a firm: of the question entity_events."""

    buyer: str
    counterpart: Any
    date: Any
    direction: str
    is_deal: bool
    jobs: Any
    kind: str
    mode: Any
    target: str


def when(row: EntityEvent, locale: Locale) -> str:
    """When something happened, as far as it is known."""
    day = absent(row.date)
    return locale("companies.no_date") if day is None else locale.date(str(day))


def details(name: str, row: EntityEvent, events: Answer, locale: Locale) -> list[str]:
    """Who was involved, amount, stake and jobs; ``name``: of the firm, which is not said again."""
    parts = [
        *(_deal(name, row, events, locale) if row.is_deal else ()),
        locale.called(absent(row.counterpart) or ""),
        amount(row, events, locale),
        stake(row, events, locale),
        _jobs(row, locale),
    ]
    return [one for one in parts if one]


def _deal(name: str, row: EntityEvent, events: Answer, locale: Locale) -> Iterator[str]:
    """Who bought what, how, unless the kind of event and the name of the firm say it already."""
    yield locale(f"{_TEXTS}.buyer", name=locale.called(row.buyer))
    if row.target.casefold() not in name.casefold():
        yield locale(f"{_TEXTS}.target", name=locale.called(row.target))
    if _USUAL_MODE.get(row.kind) != row.mode:
        yield events.labels.name("entry_mode", row.mode, locale.lang)
    if row.direction == "divestment":
        yield locale(f"{_TEXTS}.divestment")


def amount(row: Amount, events: Answer, locale: Locale, scale: str = "exact") -> str:
    """An amount with what it covers; what was not disclosed is said as well; else empty."""
    covers = events.labels.name("value_basis", absent(row.amount_basis), locale.lang)
    meur, original = absent(row.amount_meur), absent(row.amount_original)
    if meur is not None:
        value = evidence.linked(locale.value(float(meur), "meur", scale), row, "amount_meur")
    elif original is not None:
        value = locale(
            f"{_DEALS}.other_currency", currency=row.currency_original,
            amount=evidence.linked(locale.number(float(original)), row, "amount_original"),
        )  # fmt: skip
    else:
        why = covers if row.is_told else locale("companies.left_out")
        return locale(f"{_DEALS}.no_value", why=why) if why else ""
    return joined("", (value, f" ({covers})")) if covers else value


def share(row: Stake, answer: Answer, locale: Locale) -> str:
    """How much was bought or is owned, as it was stated; nothing when it was not."""
    text = answer.labels.name("stake_text", absent(row.stake_text), locale.lang)
    pct = absent(row.stake_pct)
    percent = "" if pct is None else evidence.linked(
        locale.value(float(pct), "percent", scale="exact"), row, "stake_pct")  # fmt: skip
    return joined(" ", filter(None, (text, percent)))


def stake(row: Stake, answer: Answer, locale: Locale) -> str:
    """The same as a sentence."""
    share_text = share(row, answer, locale)
    return locale(f"{_DEALS}.stake", share=share_text) if share_text else ""


def _jobs(row: EntityEvent, locale: Locale) -> str:
    jobs = absent(row.jobs)
    return "" if jobs is None else locale(
        f"{_TEXTS}.jobs", jobs=evidence.linked(locale.number(int(jobs)), row, "jobs"))  # fmt: skip
