import streamlit as st

from pages.freight import _alerts, _link_history
from ui import alerts, components, links, missing_data, page

visit = page.visit()
words, ask = visit.words, visit.ask

components.title(words("page.freight_alerts.title"), words("page.freight_alerts.intro"))

told, thresholds, rates = ask("alerts"), ask("thresholds"), ask("alert_rates")
components.table(
    "alerts",
    alerts.title(told, words),
    _alerts.table(told, words),
    told,
    words,
    subtitle=words("alerts.subtitle"),
    missing=missing_data.no_lack(words("alerts.missing")),
)
st.html(
    f'<p class="cm-key">{words("alerts.feed")} '
    f'<a href="feed.atom?lang={words.lang}" target="_blank">feed.atom</a></p>'
    + links.page_links("freight-monitor", "freight-link")
)

st.header(words("alerts.rules_heading"), anchor="rules")
st.markdown(_link_history.rule(thresholds, words, "alerts.rules"))
st.html(_alerts.limits(thresholds, words))

components.table(
    "alert_rates",
    words("alerts.rates_heading"),
    _alerts.rates(rates, words),
    rates,
    words,
    subtitle=words("alerts.rates_subtitle"),
)
