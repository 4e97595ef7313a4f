from html import escape

import streamlit as st

from charts.maps.route import route_map
from charts.maps.route_labels import anchors
from charts.strip import strip
from pages.freight import _link_claims, _link_history, _monitor
from ui import alerts, components, demonstration, html, link_status, links
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

trains, series, statement = ask("rail_trains"), ask("rail_series"), ask("rail_statement")
facts, ledger, reports = ask("rail_train_facts"), ask("rail_ledger"), ask("deliveries")
states, thresholds = ask("link_state"), ask("thresholds")

components.chart(
    "status", [states, trains, series, statement], strip,
    title=link_status.headline(states, thresholds, locale), badges=["freight.status.by_rule"],
    trains=trains,
    notes=[f"<details><summary>{locale('freight.status.told')}</summary>"
           f"{escape(link_status.text(trains, series, statement, locale))} "
           f"{escape(link_status.contradiction(series, locale))}</details>",
           link_status.note(trains, locale)],
)  # fmt: skip
# What operators report steps forward as soon as there is any; until then a click shows how.
if reports:
    noticed = ask("alerts")
    components.text(_monitor.reports(reports, locale), links.page_links("freight/monitor"))
    components.text(alerts.title(noticed, locale), links.page_links("freight/alerts"))
else:
    st.html(
        f'<p class="cm-key">{locale("monitor.no_reports")} '
        f'<span class="cm-more">{demonstration.link()}</span></p>'
    )

route, outlines = ask("route"), ask("boundaries", layer="eurasia")
known = "_none" if not route else "_one" if len(trains.rows) == 1 else ""
title = locale(f"freight.route.heading{known}")
names = {row.code: locale.pick(row, "name") for row in outlines}
countries = "; ".join(f"{row.country} {names[row.country]}" for row in anchors(route))
components.chart(
    "route_map",
    route,
    route_map(route, outlines, locale, title=title),
    title=title,
    subtitle=locale("freight.route.subtitle") if route else "",
    notes=[
        html.legend(locale("freight.route.codes", countries=countries)),
        html.attribution(
            f"{locale.pick(outlines.tuples[0], 'attribution')}. "
            f"{locale('freight.route.coordinates')}"
        ),
    ],
    missing=locale("freight.route.missing"),
)

components.key_figures(link_status.first_train(trains, facts, locale), [trains, facts])
components.table(
    "freight.ledger.against",
    _link_claims.contradictions(facts, ledger, locale),
    [facts, ledger],
    anchor="rail_contradictions",
    folded=True,
)
components.table(
    "rail_ledger",
    _link_claims.ledger(ledger, locale),
    ledger,
    title=locale("freight.ledger.heading", count=locale.count("rail_claim", len(ledger.rows))),
    subtitle=locale("freight.ledger.subtitle"),
    folded=True,
)
components.table(
    "link_states",
    _link_history.table(states, locale),
    states,
    title=locale("freight.state.heading"),
    subtitle=f"{locale('freight.state.subtitle')} {link_status.newest_word(states, locale)}",
    missing=locale("freight.state.missing"),
    folded=True,
)
with st.expander(locale("freight.rule.heading")):
    rule = locale("freight.state.rule", **link_status.limits(thresholds, locale))
    st.markdown(f"{rule}\n\n{locale('freight.rule.text')}")
    st.html(links.page_links("freight/alerts"))
