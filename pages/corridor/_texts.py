"""Findings of the corridor calculator: titles and key figures that follow the spans."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from corridor import weekly_train
from corridor.interval import Span, over
from corridor.results import Case
from corridor.routes import Inputs, Threshold, Way
from data.answer import Answer
from i18n import Locale
from ui.headlines import KeyFigure

_TEXTS = "corridor"


def text(span: Span | None, unit: str, locale: Locale, digits: int | None = 3) -> str:
    """A span in words, rounded as what was worked out is."""
    if span is None:
        return locale(f"{_TEXTS}.not_computable")
    return locale.interval(span.low, span.high, unit, digits)


def unbroken(span: str) -> str:
    """A range that a heading keeps in one line: "14–33" has a joiner after its dash."""
    return re.sub(r"(?<=\d)–(?=\d)", "–\u2060", span)


def goods(assumed: Inputs, locale: Locale) -> str | None:
    """The value of goods that is reckoned with; None when there is none."""
    value = assumed["goods_value"]
    return None if value is None else locale.value(value.low, "eur_per_feu")


def names(codes: Sequence[str], kind: str, answer: Answer, locale: Locale) -> str:
    """Labels of codes, one after the other."""
    return "; ".join(answer.labels.of(kind, code, locale.lang) for code in codes)


def difference(rail: Way, sea: Way) -> tuple[str, Span | None]:
    """How the days of two ways compare, as a word, and by how much: faster, slower, overlap."""
    if rail.days is None or sea.days is None:
        return ("lacking" if rail.days is None else "only_rail"), None
    if rail.days.high < sea.days.low:
        return "faster", over(lambda a, b: b - a, rail.days, sea.days)
    if sea.days.high < rail.days.low:
        return "slower", over(lambda a, b: a - b, rail.days, sea.days)
    return "overlap", None


def days_title(case: Case, locale: Locale) -> str:
    """What the picture of the days says."""
    how, saved = difference(case.rail, case.sea)
    spans = {"rail": case.rail.days, "sea": case.sea.days, "saved": saved}
    texts = {
        name: unbroken(text(span, "days", locale, None)) for name, span in spans.items() if span
    }
    title = locale(f"{_TEXTS}.days.{how}", **texts, **_way_names(how, case, locale))
    return case.scoped(title, locale)


def _way_names(how: str, case: Case, locale: Locale) -> dict[str, str]:
    pair = case.pair(locale)
    return {"rail_name": pair["rail_name"]} if how == "lacking" else pair


def costs_title(case: Case, limit: Threshold, locale: Locale) -> str:
    """What the picture of the costs says: from which value of goods the faster way pays."""
    span = limit.value_eur
    names = {"fast": case.corridor(limit.fast, locale), "slow": case.corridor(limit.slow, locale)}
    if limit.lacks:
        return locale(f"{_TEXTS}.costs.lacking")
    if span is None:
        return case.scoped(locale(f"{_TEXTS}.costs.overlap", **names), locale)
    for name, end in (("low", span.low), ("high", span.high)):
        if math.isfinite(end):
            names[name] = locale.interval(end, end, "eur_per_feu", 3)
    return case.scoped(locale(f"{_TEXTS}.costs.{_pays(span)}", **names), locale)


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
    worth = goods(case.known, locale)
    key = "marks_field" if worth is None else "marks"
    notes = [locale(f"{_TEXTS}.costs.{key}", **({} if worth is None else {"goods": worth}))]
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


def _pays(span: Span) -> str:
    if span.high == 0:
        return "always"
    if math.isinf(span.low):
        return "never"
    start = "maybe" if span.low == 0 else "from"
    return f"{start}_never_sure" if math.isinf(span.high) else start


def train_title(case: Case, locale: Locale) -> str:
    """What the trains need."""
    number = case.known["trains_week"]
    if case.need.volume is None or number is None:
        return locale(f"{_TEXTS}.train.title_open")
    trains = locale.value(number.low, "trains_per_week")
    volume = unbroken(text(case.need.volume, "feu", locale))
    key = "title_one" if number.low == 1 else "title_other"
    return locale(f"{_TEXTS}.train.{key}", trains=trains, volume=volume)


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


def key_figures(case: Case, locale: Locale) -> list[KeyFigure]:
    """Days saved, extra freight, threshold, and what a train needs."""
    how, saved = difference(case.rail, case.sea)
    days = locale(f"{_TEXTS}.not_computable")
    if how == "overlap":
        days = locale(f"{_TEXTS}.key.saved_overlap")
    elif saved is not None:
        key = "saved_value" if how == "faster" else "saved_more"
        days = locale(f"{_TEXTS}.key.{key}", days=text(saved, "days", locale, None))
    freight = [way.results["freight_eur"] for way in (case.rail, case.sea)]
    extra = over(lambda rail, sea: rail - sea, *freight)
    days_texts = {
        name: text(way.days, "days", locale, None)
        for name, way in (("rail", case.rail), ("sea", case.sea))
    }
    trains = text(case.known["trains_week"], "trains_per_week", locale, None)
    figures = {
        "saved": (days, locale(f"{_TEXTS}.key.saved_detail", **days_texts, **case.pair(locale))),
        "extra": (
            text(extra, "eur_per_feu", locale),
            locale(f"{_TEXTS}.key.extra_detail", **case.pair(locale)),
        ),
        "value": (text(case.found.value_eur, "eur_per_feu", locale), _value_detail(case, locale)),
        "need": (
            text(case.need.volume, "feu", locale),
            locale(
                f"{_TEXTS}.key.need_detail",
                trains=trains,
                year=text(case.need.year, "feu_per_year", locale),
            ),
        ),
    }
    labels = {name: locale(f"{_TEXTS}.key.{name}") for name in figures}
    labels |= {name: case.scoped(labels[name], locale) for name in ("saved", "extra", "value")}
    return [
        KeyFigure(labels[name], *value_and_detail) for name, value_and_detail in figures.items()
    ]


def _value_detail(case: Case, locale: Locale) -> str:
    """At which rate, and what that is per kilogram of goods."""
    rate = text(case.known["interest"], "percent", locale, None)
    value = per_kg(case.found, case.known)
    if value is None:
        return locale(f"{_TEXTS}.key.value_detail_short", rate=rate)
    value_text = text(value, "eur_per_kg", locale)
    return locale(f"{_TEXTS}.key.value_detail", rate=rate, per_kg=value_text)
