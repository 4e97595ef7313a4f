import streamlit as st

from pages.freight import _alerts
from ui import (
    alert_rules,
    alerts,
    components,
    demonstration,
    html,
    link_status,
    links,
    missing_data,
)
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask


def draw() -> None:
    """What stands out, and by which rules."""
    answer, thresholds = ask("alerts"), ask("thresholds")
    has_reports = bool(ask("deliveries"))
    title = alerts.title(answer, locale) if has_reports else locale("monitor.no_reports")
    components.table(
        "alerts", _alerts.table(answer, locale), answer, title=title,
        subtitle=locale("alerts.subtitle") if answer else "",
        missing=missing_data.nothing_missing(locale("alerts.missing")),
    )  # fmt: skip
    filled = link_status.limits(thresholds, locale)
    with st.expander(locale("alerts.rules_heading")):
        st.markdown(locale("alerts.rules", **filled))
        formulas = locale("alerts.technical", **filled).splitlines()
        st.html(missing_data.folded("".join(html.paragraph(line) for line in formulas)))
    alert_rules.draw()


with demonstration.offered(ask("deliveries")):
    draw()
st.html(links.feed(locale("alerts.feed")))
