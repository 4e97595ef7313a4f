import streamlit as st

from charts import corridors as pictures
from corridor import weekly_train
from corridor.results import calculate, default_routes
from pages.freight import _corridor_inputs, _corridor_tables
from pages.freight import _corridor_texts as texts
from ui import components, filters, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
ROOM = "corridor"

components.title(locale("page.freight_corridor.title"), locale("page.freight_corridor.intro"))

assumptions, others = ask("assumptions"), ask("assumption_others")
with st.container(horizontal=True, vertical_alignment="bottom"):
    reach = filters.one_of(
        "reach", ["hub", "door"], label=lambda code: locale(f"{ROOM}.reach.{code}")
    )
corridors = ask("corridors", reach=reach)
label = corridors.labels.of
codes = [row.corridor for row in corridors]
chosen = filters.several_of(
    "routes", codes, label=lambda code: label("corridor", code, locale.lang),
    default=tuple(default_routes(corridors)), most=4,
)  # fmt: skip

entered = _corridor_inputs.entered(assumptions, locale)
count = locale.number(len(entered))
heading = locale(f"{ROOM}.fields_changed", count=count) if entered else locale(f"{ROOM}.fields")
with st.expander(heading, expanded=bool(entered) or filters.read("edit") is not None):
    group = filters.one_of(
        "edit", list(_corridor_inputs.GROUPS), label=lambda code: locale(f"{ROOM}.group.{code}"),
    )  # fmt: skip
    _corridor_inputs.fields(assumptions, group, entered, locale)
    st.caption(locale(f"{ROOM}.fields_help"))
    if entered:
        st.html(links.page_link("freight-corridor", locale(f"{ROOM}.reset"), reach=reach))

of = calculate(corridors, assumptions, reach, entered, chosen)
case, known = of.case, of.case.known

components.key_figures(texts.key_figures(case, locale), [of.cited])

title = texts.days_title(case, locale)
components.chart(
    "corridor_days",
    of.days,
    pictures.days,
    title=title,
    subtitle=locale(f"{ROOM}.days.subtitle_{reach}"),
    badges=[f"{ROOM}.reach.{reach}"],
)

title = texts.costs_title(case, of.crossing, locale)
if len(of.pair) == 1:
    title = texts.one_title(of.pair[0], case, locale)
value, unit_value = known["goods_value"], ask("export_unit_value")
between = of.crossing.value_eur if len(of.pair) > 1 else None
components.chart(
    "corridor_costs",
    [of.drawn, unit_value],
    pictures.costs,
    title=title,
    subtitle=locale(f"{ROOM}.costs.subtitle"),
    badges=[f"{ROOM}.own_badge"],
    notes=texts.costs_notes(case, of.crossing, of.undrawn, unit_value, locale),
    missing=locale(
        f"{ROOM}.costs.missing",
        names=texts.names(of.crossing.lacks, "assumption", assumptions, locale),
    ),
    goods_eur=value.low if value else None,
    between=(between.low, between.high) if between else None,
)

at = texts.goods(known, locale)
components.table(
    "corridor_results",
    case.scoped(
        locale(f"{ROOM}.table.title", goods=at) if at else locale(f"{ROOM}.table.title_open"),
        locale,
    ),
    _corridor_tables.results(of.results, locale),
    of.results,
    subtitle=f"{locale(f'{ROOM}.table.subtitle')} {locale(f'{ROOM}.rounded')}",
)

components.table(
    "corridor_train",
    texts.train_title(case, locale),
    _corridor_tables.loads(of.loads, locale),
    of.loads,
    subtitle=locale(f"{ROOM}.train.subtitle"),
    missing=locale(
        f"{ROOM}.train.missing",
        names=texts.names(
            known.lacking([*weekly_train.SUBSIDY, *weekly_train.VOLUME]),
            "assumption",
            assumptions,
            locale,
        ),
    ),
)
for sentence in (texts.expected(case, locale), texts.gap(case, locale)):
    st.markdown(sentence)

number = {name: locale.number(n) for name, n in _corridor_tables.counts(assumptions, known).items()}
heading = locale(f"{ROOM}.assumed.title_entered" if entered else f"{ROOM}.assumed.title",
                **{k: v for k, v in number.items() if entered or k != "entered"})  # fmt: skip
components.table(
    "corridor_assumptions", heading,
    _corridor_tables.assumptions(assumptions, others, known, locale),
    [of.taken, others], subtitle=locale(f"{ROOM}.assumed.subtitle"),
)  # fmt: skip
