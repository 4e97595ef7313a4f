"""Signing in where the installation has set it up, and why a visitor may change nothing."""

from __future__ import annotations

import streamlit as st
from streamlit.errors import StreamlitAuthError

from i18n import Locale
from ui import access, components, html


def draw_refusal(locale: Locale) -> str:
    """Say why this visitor may change nothing, and offer to sign in; returns the reason, or ""."""
    reason = access.refusal()
    is_known = bool(st.user.to_dict().get("is_logged_in"))
    if reason:
        text = locale("sign_in.not_an_editor" if is_known else f"setup.refused_{reason}")
        components.draw_html(html.paragraph(text))
    if is_known:
        st.button(locale("sign_in.out"), key="sign_out", on_click=st.logout)
    elif reason in ("proxy", "elsewhere") and is_set_up():
        st.button(locale("sign_in.in"), key="sign_in", on_click=_sign_in, args=(locale,))
    return reason


def is_set_up() -> bool:
    """Whether secrets.toml says who signs visitors in."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def _sign_in(locale: Locale) -> None:
    try:
        st.login()
    except StreamlitAuthError:
        # What is wrong with the secrets is no visitor's business.
        st.error(locale("sign_in.failed"))
