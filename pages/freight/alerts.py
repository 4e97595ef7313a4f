import streamlit as st

from pages._parts import alerts, blocks, frame, links, rail_state, unfetched

visit = frame.visit()
words, ask = visit.words, visit.ask

blocks.title(words("page.freight_alerts.title"), words("page.freight_alerts.intro"))

told, thresholds, rates = ask("alerts"), ask("thresholds"), ask("alert_rates")
blocks.table(
    "alerts",
    alerts.title(told, words),
    alerts.table(told, words),
    told,
    words,
    subtitle=words("alerts.subtitle"),
    missing=unfetched.no_lack(words("alerts.missing")),
)
st.html(
    f'<p class="cm-key">{words("alerts.feed")} '
    f'<a href="feed.atom?lang={words.lang}" target="_blank">feed.atom</a></p>'
    + links.page_links("freight-monitor", "freight-link")
)

st.header(words("alerts.rules_heading"), anchor="rules")
st.markdown(rail_state.rule(thresholds, words, "alerts.rules"))
st.html(alerts.limits(thresholds, words))

blocks.table(
    "alert_rates",
    words("alerts.rates_heading"),
    alerts.rates(rates, words),
    rates,
    words,
    subtitle=words("alerts.rates_subtitle"),
)
