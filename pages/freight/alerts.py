import streamlit as st

from pages.freight import _alerts, _link_history
from ui import alerts, components, links, missing_data
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

components.title(locale("page.freight_alerts.title"), locale("page.freight_alerts.intro"))

told, thresholds, rates = ask("alerts"), ask("thresholds"), ask("alert_rates")
components.table(
    "alerts",
    alerts.title(told, locale),
    _alerts.table(told, locale),
    told,
    subtitle=locale("alerts.subtitle"),
    missing=missing_data.nothing_missing(locale("alerts.missing")),
)
st.html(
    f'<p class="cm-key">{locale("alerts.feed")} '
    f'<a href="feed.atom?lang={locale.lang}" target="_blank">feed.atom</a></p>'
    + links.page_links("freight-monitor", "freight-link")
)

st.header(locale("alerts.rules_heading"), anchor="rules")
st.markdown(_link_history.rule(thresholds, locale, "alerts.rules"))
st.html(_alerts.limits(thresholds, locale))

components.table(
    "alert_rates",
    locale("alerts.rates_heading"),
    _alerts.rates(rates, locale),
    rates,
    subtitle=locale("alerts.rates_subtitle"),
)
