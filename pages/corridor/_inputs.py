"""Fields of the corridor calculator: every assumption is a name in the link, plain and codes only.

``?interest=8&rail_herne_days=14-16`` says the same in every language. What the link does not say
is as we start with; what it says wrongly is named, and ours is taken.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from corridor.interval import Span
from corridor.results import allowed
from corridor.routes import StatedAssumption
from data.answer import Answer
from i18n import Locale
from i18n.parse import for_link, range_in
from ui import filters

#: Groups of fields → the legs whose assumptions they hold.
GROUPS = {
    "shared": ("shared",),
    "rail_herne": ("rail_herne",),
    "duisburg": ("rail_duisburg", "duisburg_truck"),
    "sea_ruhr": ("sea_ruhr",),
    "rotterdam": ("sea_rotterdam", "rotterdam_barge", "rotterdam_rail"),
    "hamburg": ("sea_hamburg", "hamburg_barge", "hamburg_rail"),
    "air": ("air",),
    "factors": ("factors",),
    "train": ("train",),
}
#: The field that stands above all others.
FIRST = "goods_value"


def entered(assumptions: Answer, locale: Locale) -> tuple[dict[str, Span], dict[str, str]]:
    """What the link says, and what of it is wrong: that is named with what is allowed."""
    spans, wrong = {}, {}
    for row in assumptions:
        text = filters.read(row.code)
        if text is None:
            continue
        span = allowed(text, row)
        if span is None:
            st.warning(_wrong(text, row, assumptions, locale))
            wrong[row.code] = text
        else:
            spans[row.code] = span
    return spans, wrong


def _wrong(text: str, row: StatedAssumption, assumptions: Answer, locale: Locale) -> str:
    return locale(
        f"corridor.wrong_{'single' if row.is_single else 'range'}",
        value=text,
        name=assumptions.labels.name("assumption", row.code, locale.lang),
        low=locale.number(row.least),
        high=locale.value(row.most, row.unit, scale="exact"),
    )


def fields(assumptions: Answer, group: str, spans: Mapping[str, Span], wrong: Mapping[str, str],
           locale: Locale) -> None:  # fmt: skip
    """A field for each assumption of a group; what is typed goes into the link, and stays."""
    rows = [row for row in assumptions if row.leg in GROUPS[group] and row.code != FIRST]
    for start in range(0, len(rows), 3):
        columns = st.columns(3)
        for place, row in zip(columns, rows[start : start + 3], strict=False):
            with place:
                field(row, assumptions, spans, wrong, locale)


def field(row: StatedAssumption, assumptions: Answer, spans: Mapping[str, Span],
          wrong: Mapping[str, str], locale: Locale) -> None:  # fmt: skip
    """The field of one assumption; a range of our own says so."""
    key = f"filter_{row.code}_{locale.lang}"
    span = spans.get(row.code, _ours(row))
    shown = "" if span is None else field_text(span, locale)
    st.session_state[key] = wrong.get(row.code, shown)
    symbol = locale.scale(row.unit, 1).symbol
    name = assumptions.labels.name("assumption", row.code, locale.lang)
    if row.unit != "days":  # the name says it already
        name = locale("corridor.field", name=name, unit=symbol)
    if row.basis == "own" and row.low < row.high and row.code not in spans:
        name = locale("corridor.field_own", name=name)
    st.text_input(
        name,
        key=key,
        placeholder=locale("corridor.field_open"),
        help=locale.pick(row, "note"),
        on_change=_keep,
        args=(row.code, key, locale.lang, symbol, _ours(row)),
    )


def _ours(row: StatedAssumption) -> Span | None:
    return Span(row.low, row.high) if row.low == row.low else None


def field_text(span: Span, locale: Locale) -> str:
    """A span as a field shows it and takes it: 5.250–7.300."""
    ends = [locale.number(end) for end in (span.low, span.high)]
    return ends[0] if span.is_single else "–".join(ends)


def _ends(span: Span) -> tuple[float, float]:
    return span.low, span.high


def _keep(name: str, key: str, lang: str, symbol: str, ours: Span | None) -> None:
    text = str(st.session_state[key]).strip()
    ends = range_in(text, lang, symbol)
    if not text or (ours is not None and ends == _ends(ours)):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = for_link(*ends) if ends else text
