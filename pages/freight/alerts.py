import streamlit as st

from pages._parts import alerts, blocks, frame, links, markup, rail_state

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
    missing=words("alerts.missing"),
)
st.html(
    f'<p class="cm-key">{words("alerts.feed")} '
    f'<a href="feed.atom?lang={words.lang}" target="_blank">feed.atom</a></p>'
    + links.page_links("freight-monitor", "freight-link")
)

st.header(words("alerts.rules_heading"), anchor="rules")
st.markdown(rail_state.rule(thresholds, words, "alerts.rules"))
st.html(markup.table(rail_state.limit_table(thresholds, words),
                     words("freight.state.limits_heading"), whole=True))  # fmt: skip

blocks.table(
    "alert_rates",
    words("alerts.rates_heading"),
    alerts.rates(rates, words),
    rates,
    words,
    subtitle=words("alerts.rates_subtitle"),
)
