import streamlit as st

from pages.freight import _alerts, _link_history
from ui import alerts, components, links, missing_data
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

answer, thresholds, rates = ask("alerts"), ask("thresholds"), ask("alert_rates")
components.table(
    "alerts",
    _alerts.table(answer, locale),
    answer,
    title=alerts.title(answer, locale),
    subtitle=locale("alerts.subtitle"),
    missing=missing_data.nothing_missing(locale("alerts.missing")),
)
st.html(
    f'<p class="cm-key">{locale("alerts.feed")} '
    f'<a href="feed.atom?lang={locale.lang}" target="_blank">feed.atom</a></p>'
    + links.page_links("freight/monitor", "freight/link")
)

st.header(locale("alerts.rules_heading"), anchor="rules")
st.markdown(_link_history.rule(thresholds, locale, "alerts.rules"))
st.html(_alerts.limits(thresholds, locale))

components.table("alerts.rates", _alerts.rates(rates, locale), rates, anchor="alert_rates")
