from collections.abc import Sequence

import streamlit as st

from charts import corridors as pictures
from corridor import weekly_train
from corridor.results import calculate, default_routes
from pages.corridor import _inputs, _tables
from pages.corridor import _texts as texts
from ui import components, filters, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
TEXTS = "corridor"

assumptions, others = ask("assumptions"), ask("assumption_others")
with st.container(horizontal=True, vertical_alignment="bottom"):
    reach = filters.one_of(
        "reach", ["hub", "door"], label=lambda code: locale(f"{TEXTS}.reach.{code}")
    )
corridors = ask("corridors", reach=reach)
label = corridors.labels.of
codes = [row.corridor for row in corridors]
chosen = filters.several_of(
    "routes", codes, label=lambda code: label("corridor", code, locale.lang),
    default=tuple(default_routes(corridors)), most=4,
)  # fmt: skip

entered, wrong = _inputs.entered(assumptions, locale)
count = locale.number(len(entered))
heading = locale(f"{TEXTS}.fields_changed", count=count) if entered else locale(f"{TEXTS}.fields")
is_open = bool(entered or wrong) or filters.read("edit") is not None
with st.expander(heading, expanded=is_open):
    group = filters.one_of(
        "edit", list(_inputs.GROUPS), label=lambda code: locale(f"{TEXTS}.group.{code}")
    )
    _inputs.fields(assumptions, group, entered, wrong, locale)
    st.caption(locale(f"{TEXTS}.fields_help"))
    if entered or wrong:
        st.html(links.page_link("corridor", locale(f"{TEXTS}.reset"), reach=reach))

results = calculate(corridors, assumptions, reach, entered, chosen)
case, assumed = results.case, results.case.known


def lacking(part: str, codes: Sequence[str]) -> str:
    """Which assumptions a part cannot be worked out without."""
    names = texts.names(codes, "assumption", assumptions, locale)
    return locale(f"{TEXTS}.{part}.missing", names=names)


components.key_figures(texts.key_figures(case, locale), [results.cited])

components.chart(
    "corridor_days", results.days, pictures.days, title=texts.days_title(case, locale),
    subtitle=locale(f"{TEXTS}.days.subtitle_{reach}"), badges=[f"{TEXTS}.reach.{reach}"],
)  # fmt: skip

title = texts.costs_title(case, results.crossing, locale)
if len(results.pair) == 1:
    title = texts.one_title(results.pair[0], case, locale)
value, unit_value = assumed["goods_value"], ask("export_unit_value")
between = results.crossing.value_eur if len(results.pair) > 1 else None
components.chart(
    "corridor_costs",
    [results.drawn, unit_value],
    pictures.costs,
    title=title,
    subtitle=locale(f"{TEXTS}.costs.subtitle"),
    badges=[f"{TEXTS}.own_badge"],
    notes=texts.costs_notes(case, results.crossing, results.undrawn, unit_value, locale),
    missing=lacking("costs", results.crossing.lacks),
    goods_eur=value.low if value else None,
    between=(between.low, between.high) if between else None,
)

title = locale(f"{TEXTS}.table.title_open")
if worth := texts.goods(assumed, locale):
    title = locale(f"{TEXTS}.table.title", goods=worth)
components.table(
    "corridor_results",
    _tables.results(results.results, locale),
    results.results,
    title=case.scoped(title, locale),
    subtitle=f"{locale(f'{TEXTS}.table.subtitle')} {locale(f'{TEXTS}.rounded')}",
)

components.table(
    "corridor_train",
    _tables.loads(results.loads, locale),
    results.loads,
    title=texts.train_title(case, locale),
    subtitle=locale(f"{TEXTS}.train.subtitle"),
    missing=lacking("train", assumed.lacking([*weekly_train.SUBSIDY, *weekly_train.VOLUME])),
)
for sentence in (texts.expected(case, locale), texts.gap(case, locale)):
    st.markdown(sentence)

number = {name: locale.number(n) for name, n in _tables.counts(assumptions, assumed).items()}
heading = locale(f"{TEXTS}.assumed.title_entered" if entered else f"{TEXTS}.assumed.title",
                **{k: v for k, v in number.items() if entered or k != "entered"})  # fmt: skip
components.table(
    "corridor_assumptions",
    _tables.assumptions(assumptions, others, assumed, locale),
    [results.taken, others],
    title=heading,
    subtitle=locale(f"{TEXTS}.assumed.subtitle"),
)
