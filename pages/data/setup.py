from datetime import UTC, datetime, timedelta

import streamlit as st

from data import accounts, status
from data import ask as data_ask
from pages.data import _accounts, _fetch
from ui import components, fetch_status, html, schedule, sign_in
from ui.visit import current

TEXTS = "setup"
#: A clock may be a little off.
_OFF = timedelta(days=1)
GENESIS = "https://www-genesis.destatis.de/"

visit = current()
locale = visit.locale
refusal = sign_in.draw_refusal(locale)
now, built = datetime.now(UTC), data_ask.state().built.astimezone(UTC)
if now < built - _OFF:
    st.warning(locale(f"{TEXTS}.clock", now=locale.date(now), built=locale.date(built)))

st.header(locale(f"{TEXTS}.fetch_heading"), anchor="fetch")
if not refusal:
    has_account = bool(accounts.location("genesis").fields)
    intro = _fetch.consent(status.fetchable(), locale, has_account=has_account)
    components.draw_html(intro)
_fetch.draw(may_start=not refusal)

if not refusal:
    st.header(locale(f"{TEXTS}.account.heading"), anchor="account")
    link = html.link(GENESIS, "www-genesis.destatis.de")
    text = html.paragraph(locale(f"{TEXTS}.account.text", link="{link}")).replace("{link}", link)
    components.draw_html(text + html.paragraph(locale(f"{TEXTS}.account.where")))
    _accounts.draw("genesis")
    with st.expander(locale("unfetched.technical"), key="account_environment"):
        st.markdown(locale(f"{TEXTS}.account.environment"))
        st.code(_accounts.environment("genesis"), language="bash")
    with st.expander(locale(f"{TEXTS}.account.others_heading"), key="account_others"):
        for account, name in (("contact", "contact_text"), ("landesdatenbank",) * 2):
            st.markdown(locale(f"{TEXTS}.account.{name}"))
            _accounts.draw(account)

    st.header(locale(f"{TEXTS}.schedule.heading"), anchor="schedule")
    parts = [locale(f"{TEXTS}.schedule.text")]
    if any(accounts.location(name).where == "environment" for name in accounts.SETTINGS):
        parts.append(locale(f"{TEXTS}.schedule.account"))
    components.draw_html("".join(map(html.paragraph, parts)))
    for system in schedule.SYSTEMS:
        with st.expander(locale(f"{TEXTS}.schedule.{system}"), key=f"schedule_{system}"):
            st.code(schedule.here(system), language=None, wrap_lines=True)

# What lies on the disk today says nothing of an earlier day.
if visit.as_of is None:
    fetch_status.draw_attempts(may_release=True)
