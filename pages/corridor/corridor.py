from collections.abc import Sequence

import streamlit as st

from charts import corridors as pictures
from corridor import headlines, sentences, weekly_train
from corridor.results import REACHES, calculate, default_routes
from i18n.marked import joined
from pages.corridor import _inputs, _tables
from pages.corridor import _texts as texts
from ui import components, filters, glossary, html, link_status, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "corridor"

assumptions, others = ask("assumptions"), ask("assumption_others")
entered, wrong = _inputs.entered(assumptions, locale)
with st.container(horizontal=True, vertical_alignment="bottom"):
    first = next(row for row in assumptions if row.code == _inputs.FIRST)
    _inputs.field(first, assumptions, entered, wrong, locale)
    reach = filters.one_of("reach", REACHES, label=lambda code: locale(f"{TEXTS}.reach.{code}"))
corridors = ask("corridors", reach=reach)
label = corridors.labels.name
codes = [row.corridor for row in corridors]

heading = locale(f"{TEXTS}.fields")
if entered:
    heading = locale(f"{TEXTS}.fields_changed", count=locale.number(len(entered)))
is_open = bool(entered or wrong) or filters.read("edit") is not None
with st.expander(heading, expanded=is_open):
    chosen = filters.several_of(
        "routes", codes, label=lambda code: label("corridor", code, locale.lang),
        default=tuple(default_routes(corridors)), most=4,
    )  # fmt: skip
    group = filters.one_of(
        "edit", list(_inputs.GROUPS), label=lambda code: locale(f"{TEXTS}.group.{code}")
    )
    _inputs.fields(assumptions, group, entered, wrong, locale)
    st.caption(locale(f"{TEXTS}.fields_help"))
    if entered or wrong:
        st.html(links.page_link("corridor", locale(f"{TEXTS}.reset"), reach=reach))

counted = headlines.yearly_counts(ask)
results = calculate(corridors, assumptions, reach, entered, chosen, counts=counted)
case, assumed, crossing = results.case, results.case.known, results.crossing
compared = len(results.pair) > 1
badges = [glossary.badge(f"{TEXTS}.reach.{reach}"), *texts.own(results.pair, case, locale)]


def lacking(part: str, codes: Sequence[str]) -> str:
    """Which assumptions a part cannot be worked out without."""
    names = texts.names(codes, "assumption", assumptions, locale)
    return locale(f"{TEXTS}.{part}.missing", names=names)


value, unit_value = assumed["goods_value"], ask("export_unit_value")
between = crossing.value_eur if compared else None
components.chart(
    "corridor_costs", [results.drawn, unit_value], pictures.costs,
    title=sentences.verdict(results.pair, results.results, case, crossing, locale) if compared
    else texts.one_title(results.pair[0], case, locale),
    subtitle=joined(" ", [
        *([sentences.threshold(case, crossing, locale) + "."] if compared else []),
        link_status.headline(ask("link_state"), ask("thresholds"), locale),
        locale(f"{TEXTS}.costs.subtitle"),
    ]),
    badges=badges, notes=texts.costs_notes(case, crossing, results.undrawn, unit_value, locale),
    missing=lacking("costs", crossing.lacks), goods_eur=value.low if value else None,
    between=(between.low, between.high) if between else None,
)  # fmt: skip

title, subtitle = texts.swings_texts(results.swings, case, crossing, locale)
components.chart("corridor_swings", results.swings, pictures.tornado, title=title,
                 subtitle=subtitle, badges=badges,
                 missing=lacking("costs", crossing.lacks))  # fmt: skip
components.chart("corridor_days", results.days, pictures.days,
                 title=texts.days_title(case, results.days, locale),
                 subtitle=locale(f"{TEXTS}.days.subtitle_{reach}"),
                 badges=[f"{TEXTS}.reach.{reach}"])  # fmt: skip

st.header(components.heading(sentences.train_title(case, counted, locale)),
          anchor="corridor_need")  # fmt: skip
components.head(locale(f"{TEXTS}.train.subtitle"),
                glossary.badges(f"{TEXTS}.own_badge", f"{TEXTS}.one_source"))  # fmt: skip
for sentence in (sentences.compared(case, counted, locale), texts.expected(case, locale),
                 texts.gap(case, locale)):  # fmt: skip
    components.text(sentence)
components.draw_html(html.source_line([counted, results.loads], locale))

components.table(
    "corridor_train", _tables.loads(results.loads, locale), results.loads,
    title=locale(f"{TEXTS}.train.loads"), folded=True,
    missing=lacking("train", assumed.lacking([*weekly_train.SUBSIDY, *weekly_train.VOLUME])),
)  # fmt: skip
title = locale(f"{TEXTS}.table.title_open")
if worth := sentences.goods(assumed, locale):
    title = locale(f"{TEXTS}.table.title", goods=worth)
components.table(
    "corridor_results", _tables.results(results.results, locale), results.results,
    title=case.scoped(title, locale), subtitle=locale(f"{TEXTS}.table.subtitle"), folded=True,
)  # fmt: skip
number = {name: locale.number(n) for name, n in _tables.counts(assumptions, assumed).items()}
heading = locale(f"{TEXTS}.assumed.title_entered" if entered else f"{TEXTS}.assumed.title",
                **{k: v for k, v in number.items() if entered or k != "entered"})  # fmt: skip
components.table(
    "corridor_assumptions", _tables.assumptions(assumptions, others, assumed, locale),
    [results.taken, others], title=heading, subtitle=locale(f"{TEXTS}.assumed.subtitle"),
    folded=True,
)  # fmt: skip
