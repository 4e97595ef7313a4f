from datetime import date

import streamlit as st

from data import alert_choices
from data import series_alerts as data_alerts
from pages.news import _alerts
from ui import access, alert_rules, components, html, links, missing_data
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask

kept = alert_choices.read()
if kept.trouble:
    st.error(locale("series_alerts.damaged"))
    components.draw_html(html.verbatim([kept.trouble]))
all_alerts = data_alerts.alerts(visit.as_of or date.today(), visit.as_of, kept)
standing = [one for one in all_alerts if one.snooze is None]
aside = [one for one in all_alerts if one.snooze is not None]
answers = list({id(one.answer): one.answer for one in standing}.values()) or [ask("series_alerts")]
components.table(
    "series_alerts", _alerts.table(standing, locale), answers,
    title=_alerts.title(standing, locale), subtitle=locale("series_alerts.subtitle"),
    missing=missing_data.nothing_missing(locale("series_alerts.missing")),
)  # fmt: skip
if aside:
    components.table("series_alerts.aside", _alerts.table(aside, locale),
                     [one.answer for one in aside[:1]], anchor="aside")  # fmt: skip
if not access.refusal() and visit.as_of is None:
    _alerts.draw_forms(all_alerts, kept, ask("watchable_series"))
with st.expander(locale("alerts.rules_heading")):
    limits = {row.code: locale.number(row.threshold) for row in ask("thresholds")}
    st.markdown(locale("series_alerts.rules", **limits))
alert_rules.draw()
components.draw_html(links.feed(locale("alerts.feed")))
st.html(links.page_links("freight/alerts"))
