import streamlit as st

from charts.maps.route import route_map
from charts.maps.route_words import anchors
from pages.freight import _link_claims, _link_history
from ui import components, html, link_status, links, page

visit = page.visit()
words, ask = visit.words, visit.ask

components.title(words("page.freight_link.title"), words("page.freight_link.intro"))

trains, series, statement = ask("rail_trains"), ask("rail_series"), ask("rail_statement")
facts, ledger = ask("rail_train_facts"), ask("rail_ledger")
states, thresholds = ask("link_state"), ask("thresholds")

said = [
    _link_history.sentence(states, thresholds, words),
    link_status.text(trains, series, statement, words),
    link_status.contradiction(series, words),
]
heading = words("freight.status.heading")
if visit.as_of:
    heading = words("freight.status.heading_as_of", date=words.date(visit.as_of))
with st.container(key="status"):
    st.header(heading, anchor="status")
    st.html(
        html.status(said)
        + f'<p class="cm-key">{link_status.note(trains, words)}</p>'
        + html.source_line([trains, series, statement, states], words)
        + links.page_links("freight-monitor", "freight-alerts")
    )
    with st.expander(words("freight.rule.heading")):
        st.markdown(f"{_link_history.rule(thresholds, words)}\n\n{words('freight.rule.text')}")
        st.html(
            html.table(
                _link_history.limit_table(thresholds.having(_link_history.of_link), words),
                words("freight.state.limits_heading"),
            )
        )

components.key_figures(
    [
        link_status.last_train(trains, series, words),
        *link_status.newest_statement(statement, words),
        link_status.reported(trains, words),
        *link_status.first_train(trains, facts, words),
    ],
    [trains, facts, statement],
    words,
)

components.table(
    "link_states",
    words("freight.state.heading"),
    _link_history.table(states, words),
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
components.chart(
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

components.table(
    "rail_contradictions",
    words("freight.ledger.against_heading"),
    _link_claims.contradictions(facts, ledger, words),
    [facts, ledger],
    words,
    subtitle=words("freight.ledger.against_subtitle"),
)

components.table(
    "rail_ledger",
    words("freight.ledger.heading", count=words.count("rail_claim", len(ledger.rows))),
    _link_claims.ledger(ledger, words),
    ledger,
    words,
    subtitle=words("freight.ledger.subtitle"),
)
