import streamlit as st

from charts import corridors as pictures
from data.corridor import train, ways
from pages._parts import blocks, corridor_fields, corridor_tables, filters, frame, links, terms
from pages._parts import corridor_texts as texts

visit = frame.visit()
words, ask = visit.words, visit.ask
ROOM = "corridor"

blocks.title(words("page.freight_corridor.title"), words("page.freight_corridor.intro"))

assumptions, others = ask("assumptions"), ask("assumption_others")
with st.container(horizontal=True, vertical_alignment="bottom"):
    reach = filters.one_of(
        "reach", ["hub", "door"], words, label=lambda code: words(f"{ROOM}.reach.{code}")
    )
corridors = ask("corridors", reach=reach)
label = corridors.labels.of
codes = [row.corridor for row in corridors]
rail_first, sea_first = (
    next(row.corridor for row in corridors if row.main_mode == mode) for mode in ("rail", "sea")
)
chosen = filters.several_of(
    "routes", codes, words, label=lambda code: label("corridor", code, words.lang),
    default=(rail_first, sea_first), most=4,
)  # fmt: skip

entered = corridor_fields.entered(assumptions, words)
count = words.number(len(entered))
heading = words(f"{ROOM}.fields_changed", count=count) if entered else words(f"{ROOM}.fields")
with st.expander(heading, expanded=bool(entered) or filters.read("edit") is not None):
    group = filters.one_of(
        "edit", list(corridor_fields.GROUPS), words,
        label=lambda code: words(f"{ROOM}.group.{code}"),
    )  # fmt: skip
    corridor_fields.fields(assumptions, group, entered, words)
    st.caption(words(f"{ROOM}.fields_help"))
    if entered:
        st.html(links.page_link("freight-corridor", words(f"{ROOM}.reset"), reach=reach))

known = ways.assumed(assumptions, entered)
listed = ways.ways(corridors, known)
by_code = {way.code: way for way in listed}
rail = by_code[rail_first]
sea = by_code[next((code for code in chosen if code.startswith("sea_")), sea_first)]
found = ways.threshold(rail, sea, known)
case = texts.Case(reach, rail, sea, found, train.need(known), known, assumptions)
table = ways.results(listed, known, assumptions)
loads = train.loads(known, assumptions)

blocks.key_figures(texts.key_figures(case, words), [texts.key_sources(case)], words)

title, days = texts.days_title(case, words), ways.results(listed, known, assumptions, ["days"])
blocks.chart(
    "corridor_days", title, pictures.days(days, words, title=title), days, words,
    subtitle=words(f"{ROOM}.days.subtitle"), badges=terms.badges(words, f"{ROOM}.reach.{reach}"),
)  # fmt: skip

pair = [by_code[code] for code in chosen]
crossing = ways.threshold(pair[0], pair[1], known) if len(pair) > 1 else found
drawn = ways.drawn(pair, crossing, known, assumptions)
undrawn = [code for code in chosen if code not in {row.corridor for row in drawn}]
title = texts.costs_title(case, crossing, words)
if len(pair) == 1:
    title = texts.one_title(pair[0], case, words)
value, unit_value = known["goods_value"], ask("export_unit_value")
between = crossing.value_eur if len(pair) > 1 else None
blocks.chart(
    "corridor_costs", title,
    pictures.costs(
        drawn, words, title=title, goods_eur=value.low if value else None,
        between=(between.low, between.high) if between else None,
    ),
    [drawn, unit_value], words,
    subtitle=words(f"{ROOM}.costs.subtitle"), badges=terms.badges(words, f"{ROOM}.own_badge"),
    notes=texts.costs_notes(case, crossing, undrawn, unit_value, words),
    missing=words(f"{ROOM}.costs.missing",
                  names=texts.names(crossing.lacks, "assumption", assumptions, words)),
)  # fmt: skip

at = texts.goods(known, words)
blocks.table(
    "corridor_results",
    case.scoped(words(f"{ROOM}.table.title", goods=at) if at else words(f"{ROOM}.table.title_open"),
                words),
    corridor_tables.results(table, words), table, words,
    subtitle=f"{words(f'{ROOM}.table.subtitle')} {words(f'{ROOM}.rounded')}",
)  # fmt: skip

blocks.table(
    "corridor_train", texts.train_title(case, words), corridor_tables.loads(loads, words),
    loads, words, subtitle=words(f"{ROOM}.train.subtitle"),
    missing=words(f"{ROOM}.train.missing", names=texts.names(
        known.lacking([*train.SUBSIDY, *train.VOLUME]), "assumption", assumptions, words)),
)  # fmt: skip
for sentence in (texts.expected(case, words), texts.gap(case, words)):
    st.markdown(sentence)

number = {name: words.number(n) for name, n in corridor_tables.counts(assumptions, known).items()}
heading = words(f"{ROOM}.assumed.title_entered" if entered else f"{ROOM}.assumed.title",
                **{k: v for k, v in number.items() if entered or k != "entered"})  # fmt: skip
blocks.table(
    "corridor_assumptions", heading,
    corridor_tables.assumptions(assumptions, others, known, words),
    [ways.taken(assumptions, known), others], words,
    subtitle=words(f"{ROOM}.assumed.subtitle"),
)  # fmt: skip
