import streamlit as st

from charts.route_map import route_map
from charts.route_words import anchors
from pages._parts import blocks, frame, links, markup, rail_ledger, rail_state, rail_status

visit = frame.visit()
words, ask = visit.words, visit.ask

blocks.title(words("page.freight_link.title"), words("page.freight_link.intro"))

trains, series, statement = ask("rail_trains"), ask("rail_series"), ask("rail_statement")
facts, ledger = ask("rail_train_facts"), ask("rail_ledger")
states, thresholds = ask("link_state"), ask("thresholds")

said = [
    rail_state.sentence(states, thresholds, words),
    rail_status.text(trains, series, statement, words),
    rail_status.contradiction(series, words),
]
heading = words("freight.status.heading")
if visit.as_of:
    heading = words("freight.status.heading_as_of", date=words.date(visit.as_of))
with st.container(key="status"):
    st.header(heading, anchor="status")
    st.html(
        markup.status(said)
        + f'<p class="cm-key">{rail_status.note(trains, words)}</p>'
        + markup.source_line([trains, series, statement, states], words)
        + links.page_links("freight-monitor", "freight-alerts")
    )
    with st.expander(words("freight.rule.heading")):
        st.markdown(f"{rail_state.rule(thresholds, words)}\n\n{words('freight.rule.text')}")
        st.html(markup.table(rail_state.limit_table(thresholds.having(rail_state.of_link), words),
                             words("freight.state.limits_heading")))  # fmt: skip

blocks.key_figures(
    [
        rail_status.last_train(trains, series, words),
        *rail_status.newest_statement(statement, words),
        rail_status.reported(trains, words),
        *rail_status.first_train(trains, facts, words),
    ],
    [trains, facts, statement],
    words,
)

blocks.table(
    "link_states",
    words("freight.state.heading"),
    rail_state.table(states, words),
    states,
    words,
    subtitle=words("freight.state.subtitle"),
    missing=words("freight.state.missing"),
)

route, outlines = ask("route"), ask("boundaries", layer="eurasia")
title = words("freight.route.heading" if len(trains.rows) != 1 else "freight.route.heading_one")
named = {row.code: row.name_de if words.lang == "de" else row.name_en for row in outlines}
countries = "; ".join(f"{row.country} {named[row.country]}" for row in anchors(route))
attribution = "attribution_de" if words.lang == "de" else "attribution_en"
blocks.chart(
    "route_map",
    title,
    route_map(route, outlines, words, title=title),
    route,
    words,
    subtitle=words("freight.route.subtitle"),
    notes=[
        words("freight.route.codes", countries=countries),
        f"{getattr(outlines.tuples[0], attribution)}. {words('freight.route.coordinates')}",
    ],
    missing=words("freight.route.missing"),
)

blocks.table(
    "rail_contradictions",
    words("freight.ledger.against_heading"),
    rail_ledger.contradictions(facts, ledger, words),
    [facts, ledger],
    words,
    subtitle=words("freight.ledger.against_subtitle"),
)

blocks.table(
    "rail_ledger",
    words("freight.ledger.heading", count=words.count("rail_claim", len(ledger.rows))),
    rail_ledger.ledger(ledger, words),
    ledger,
    words,
    subtitle=words("freight.ledger.subtitle"),
)
