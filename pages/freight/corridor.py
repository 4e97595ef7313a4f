import streamlit as st

from charts import corridors as pictures
from corridor import weekly_train
from corridor.results import default_routes, worked
from pages.freight import _corridor_inputs, _corridor_tables
from pages.freight import _corridor_texts as texts
from ui import components, filters, glossary, links, page

visit = page.visit()
words, ask = visit.words, visit.ask
ROOM = "corridor"

components.title(words("page.freight_corridor.title"), words("page.freight_corridor.intro"))

assumptions, others = ask("assumptions"), ask("assumption_others")
with st.container(horizontal=True, vertical_alignment="bottom"):
    reach = filters.one_of(
        "reach", ["hub", "door"], words, label=lambda code: words(f"{ROOM}.reach.{code}")
    )
corridors = ask("corridors", reach=reach)
label = corridors.labels.of
codes = [row.corridor for row in corridors]
chosen = filters.several_of(
    "routes", codes, words, label=lambda code: label("corridor", code, words.lang),
    default=tuple(default_routes(corridors)), most=4,
)  # fmt: skip

entered = _corridor_inputs.entered(assumptions, words)
count = words.number(len(entered))
heading = words(f"{ROOM}.fields_changed", count=count) if entered else words(f"{ROOM}.fields")
with st.expander(heading, expanded=bool(entered) or filters.read("edit") is not None):
    group = filters.one_of(
        "edit", list(_corridor_inputs.GROUPS), words,
        label=lambda code: words(f"{ROOM}.group.{code}"),
    )  # fmt: skip
    _corridor_inputs.fields(assumptions, group, entered, words)
    st.caption(words(f"{ROOM}.fields_help"))
    if entered:
        st.html(links.page_link("freight-corridor", words(f"{ROOM}.reset"), reach=reach))

of = worked(corridors, assumptions, reach, entered, chosen)
case, known = of.case, of.case.known

components.key_figures(texts.key_figures(case, words), [of.cited], words)

title = texts.days_title(case, words)
components.chart(
    "corridor_days", title, pictures.days(of.days, words, title=title), of.days, words,
    subtitle=words(f"{ROOM}.days.subtitle_{reach}"),
    badges=glossary.badges(words, f"{ROOM}.reach.{reach}"),
)  # fmt: skip

title = texts.costs_title(case, of.crossing, words)
if len(of.pair) == 1:
    title = texts.one_title(of.pair[0], case, words)
value, unit_value = known["goods_value"], ask("export_unit_value")
between = of.crossing.value_eur if len(of.pair) > 1 else None
components.chart(
    "corridor_costs", title,
    pictures.costs(
        of.drawn, words, title=title, goods_eur=value.low if value else None,
        between=(between.low, between.high) if between else None,
    ),
    [of.drawn, unit_value], words,
    subtitle=words(f"{ROOM}.costs.subtitle"), badges=glossary.badges(words, f"{ROOM}.own_badge"),
    notes=texts.costs_notes(case, of.crossing, of.undrawn, unit_value, words),
    missing=words(f"{ROOM}.costs.missing",
                  names=texts.names(of.crossing.lacks, "assumption", assumptions, words)),
)  # fmt: skip

at = texts.goods(known, words)
components.table(
    "corridor_results",
    case.scoped(words(f"{ROOM}.table.title", goods=at) if at else words(f"{ROOM}.table.title_open"),
                words),
    _corridor_tables.results(of.results, words), of.results, words,
    subtitle=f"{words(f'{ROOM}.table.subtitle')} {words(f'{ROOM}.rounded')}",
)  # fmt: skip

components.table(
    "corridor_train",
    texts.train_title(case, words),
    _corridor_tables.loads(of.loads, words),
    of.loads,
    words,
    subtitle=words(f"{ROOM}.train.subtitle"),
    missing=words(
        f"{ROOM}.train.missing",
        names=texts.names(
            known.lacking([*weekly_train.SUBSIDY, *weekly_train.VOLUME]),
            "assumption",
            assumptions,
            words,
        ),
    ),
)
for sentence in (texts.expected(case, words), texts.gap(case, words)):
    st.markdown(sentence)

number = {name: words.number(n) for name, n in _corridor_tables.counts(assumptions, known).items()}
heading = words(f"{ROOM}.assumed.title_entered" if entered else f"{ROOM}.assumed.title",
                **{k: v for k, v in number.items() if entered or k != "entered"})  # fmt: skip
components.table(
    "corridor_assumptions", heading,
    _corridor_tables.assumptions(assumptions, others, known, words),
    [of.taken, others], words,
    subtitle=words(f"{ROOM}.assumed.subtitle"),
)  # fmt: skip
