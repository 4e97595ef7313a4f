"""Findings of the corridor calculator: titles and key figures that follow the spans."""

from __future__ import annotations

from collections.abc import Sequence

from corridor import headlines, weekly_train
from corridor.interval import Span, over
from corridor.results import Case
from corridor.routes import Inputs, Threshold, Way
from corridor.sentences import goods, money, text, unbroken
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.numbers import significant
from ui.glossary import Badge

_TEXTS = "corridor"


def names(codes: Sequence[str], kind: str, answer: Answer, locale: Locale) -> str:
    """Labels of codes, one after the other."""
    return "; ".join(answer.labels.name(kind, code, locale.lang) for code in codes)


def own(ways: Sequence[Way], case: Case, locale: Locale) -> list[Badge]:
    """The ranges of our own on which the sums of some ways rest, as one label; none, no label."""
    codes = case.known.of_our_own(code for way in ways for code in way.needs["total_eur"])
    if not codes:
        return []
    label = locale(f"{_TEXTS}.own_ranges", count=locale.count("own_range", len(codes)))
    listing = names(codes, "assumption", case.answer, locale)
    return [Badge(label, locale(f"{_TEXTS}.own_ranges_meaning", names=listing))]


def days_title(case: Case, days: Answer, locale: Locale) -> str:
    """What the picture of the days says; ``days``: its answer, of all ways."""
    how, saved = headlines.difference(case.rail, case.sea)
    spans = {"rail": case.rail.days, "sea": case.sea.days, "saved": saved}
    texts = {
        name: unbroken(text(span, "days", locale, None)) for name, span in spans.items() if span
    }
    ways = {row.corridor: row for row in days}
    for name, way in (("rail", case.rail), ("sea", case.sea)):
        if name in texts and way.code in ways:
            texts[name] = evidence.linked(texts[name], ways[way.code], "days")
    if saved:
        texts["saved"] = case.leading(texts["saved"], "saved_days")
    pair = case.pair(locale)
    if how == "lacking":
        pair.pop("sea_name")
    return case.scoped(locale(f"{_TEXTS}.days.{how}", **texts, **pair), locale)


def one_title(way: Way, case: Case, locale: Locale) -> str:
    """What the picture says when only one way is drawn."""
    worth, total = goods(case.known, locale), way.results["total_eur"]
    if worth is None or total is None:
        return locale(f"{_TEXTS}.costs.none")
    name = case.corridor(way.code, locale)
    cost = unbroken(text(total, "eur_per_feu", locale))
    return case.scoped(locale(f"{_TEXTS}.costs.one", name=name, total=cost, goods=worth), locale)


def costs_notes(case: Case, threshold: Threshold, undrawn: Sequence[str], unit_value: Answer,
                locale: Locale) -> list[str]:  # fmt: skip
    """What the marks of the picture mean, what is not drawn, what exports are worth."""
    notes = [locale(f"{_TEXTS}.costs.marks")]
    if undrawn:
        corridors = names(undrawn, "corridor", case.answer, locale)
        notes.append(locale(f"{_TEXTS}.costs.not_drawn", names=corridors))
    for row in unit_value:
        texts = {"year": str(row.year), "per_kg": locale.value(row.value, row.unit)}
        span = per_kg(threshold, case.known)
        load = case.known["load_tonnes"]
        if span is None or load is None:
            notes.append(locale(f"{_TEXTS}.costs.per_kg_open", **texts))
        else:
            texts |= {"load": locale.value(load.low, "tonnes"),
                      "range": text(span, "eur_per_kg", locale)}  # fmt: skip
            notes.append(locale(f"{_TEXTS}.costs.per_kg", **texts))
    return notes


def per_kg(limit: Threshold, assumed: Inputs) -> Span | None:
    """The threshold per kilogram of goods; None when it is not known or has no end."""
    span = over(
        lambda value, tonnes: value / tonnes / 1000, limit.value_eur, assumed["load_tonnes"]
    )
    return span if span is not None and span.is_finite else None


def swings_texts(swings: Answer, case: Case, limit: Threshold, locale: Locale) -> tuple[str, str]:
    """Title and subtitle of the picture of what matters most."""
    first = next(iter(swings), None)
    if first is None:
        return locale(f"{_TEXTS}.swings.lacking"), ""
    name = swings.labels.name("assumption", first.assumption, locale.lang)
    title = locale(
        f"{_TEXTS}.swings.title",
        name=name,
        swing=case.leading(money(first.swing_eur, locale), "most_eur"),
    )
    fast, slow = (case.corridor(code, locale) for code in (limit.fast, limit.slow))
    base = locale.value(significant(first.base_eur, 3), "eur", signed=True)
    return case.scoped(title, locale), locale(
        f"{_TEXTS}.swings.subtitle", fast=fast, slow=slow, base=base,
        goods=goods(case.known, locale) or "",
    )  # fmt: skip


def expected(case: Case, locale: Locale) -> str:
    """How full the trains get with the volume that the visitor expects, and what is lacking."""
    need = case.need
    if need.subsidy is None:
        return locale(f"{_TEXTS}.train.expected_open")
    return locale(
        f"{_TEXTS}.train.expected",
        week=text(case.known["week_feu"], "feu_per_week", locale, None),
        carried=text(need.carried, "feu", locale),
        load=text(need.load, "percent", locale),
        subsidy=text(need.subsidy, "eur_per_train", locale),
        year=text(need.subsidy_year, "eur_per_year", locale),
    )


def gap(case: Case, locale: Locale) -> str:
    """What rail lacks at the price of the sea."""
    lack, worth = weekly_train.gap(case.rail, case.sea, case.known), goods(case.known, locale)
    if lack is None or worth is None:
        return locale(f"{_TEXTS}.train.gap_open")
    pair = case.pair(locale)
    texts = {"rail_name": pair["rail_name"], "name": pair["sea_name"], "goods": worth,
             "scope": case.scoped("", locale)}  # fmt: skip
    if lack.feu.high == 0:
        return locale(f"{_TEXTS}.train.gap_none", **texts)
    return locale(
        f"{_TEXTS}.train.gap",
        **texts,
        feu=text(lack.feu, "eur_per_feu", locale),
        train=text(lack.train, "eur_per_train", locale),
        year=text(lack.year, "eur_per_year", locale),
    )
