import streamlit as st

from charts.maps.route import route_map
from charts.maps.route_labels import anchors
from pages.freight import _link_claims, _link_history
from ui import components, html, link_status, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

trains, series, statement = ask("rail_trains"), ask("rail_series"), ask("rail_statement")
facts, ledger = ask("rail_train_facts"), ask("rail_ledger")
states, thresholds = ask("link_state"), ask("thresholds")

sentences = [
    _link_history.sentence(states, thresholds, locale),
    link_status.text(trains, series, statement, locale),
    link_status.contradiction(series, locale),
]
heading = locale("freight.status.heading")
if visit.as_of:
    heading = locale("freight.status.heading_as_of", date=locale.date(visit.as_of))
with st.container(key="status"):
    st.header(heading, anchor="status")
    st.html(
        html.status(sentences)
        + f'<p class="cm-key">{link_status.note(trains, locale)}</p>'
        + html.source_line([trains, series, statement, states], locale)
        + links.page_links("freight/monitor", "freight/alerts")
    )
    with st.expander(locale("freight.rule.heading")):
        st.markdown(f"{_link_history.rule(thresholds, locale)}\n\n{locale('freight.rule.text')}")
        st.html(
            html.table(
                _link_history.limit_table(
                    thresholds.having(_link_history.is_link_threshold), locale
                ),
                locale("freight.state.limits_heading"),
            )
        )

components.key_figures(
    [
        link_status.last_train(trains, series, locale),
        *link_status.newest_statement(statement, locale),
        link_status.reported(trains, locale),
        *link_status.first_train(trains, facts, locale),
    ],
    [trains, facts, statement],
)

components.table(
    "link_states",
    _link_history.table(states, locale),
    states,
    title=locale("freight.state.heading"),
    subtitle=locale("freight.state.subtitle"),
    missing=locale("freight.state.missing"),
)

route, outlines = ask("route"), ask("boundaries", layer="eurasia")
title = locale("freight.route.heading" if len(trains.rows) != 1 else "freight.route.heading_one")
names = {row.code: locale.pick(row, "name") for row in outlines}
countries = "; ".join(f"{row.country} {names[row.country]}" for row in anchors(route))
components.chart(
    "route_map",
    route,
    route_map(route, outlines, locale, title=title),
    title=title,
    subtitle=locale("freight.route.subtitle"),
    notes=[
        locale("freight.route.codes", countries=countries),
        f"{locale.pick(outlines.tuples[0], 'attribution')}. {locale('freight.route.coordinates')}",
    ],
    missing=locale("freight.route.missing"),
)

components.table(
    "freight.ledger.against",
    _link_claims.contradictions(facts, ledger, locale),
    [facts, ledger],
    anchor="rail_contradictions",
)

components.table(
    "rail_ledger",
    _link_claims.ledger(ledger, locale),
    ledger,
    title=locale("freight.ledger.heading", count=locale.count("rail_claim", len(ledger.rows))),
    subtitle=locale("freight.ledger.subtitle"),
)
