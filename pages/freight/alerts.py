import streamlit as st

from pages.freight import _alerts
from ui import alerts, components, demonstration, html, link_status, missing_data
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask


def draw() -> None:
    """What stands out, and by which rules."""
    answer, thresholds, rates = ask("alerts"), ask("thresholds"), ask("alert_rates")
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
    components.table("alerts.limits", _alerts.limits(thresholds, locale), thresholds, folded=True)
    components.table("alerts.rates", _alerts.rates(rates, locale), rates, anchor="alert_rates",
                     folded=True)  # fmt: skip


with demonstration.offered(ask("deliveries")):
    draw()
st.html(
    f'<p class="cm-key">{locale("alerts.feed")} '
    f'<a href="feed.atom?lang={locale.lang}" target="_blank">feed.atom</a></p>'
)
