"""Accounts on the page: forms whose words go to a child, and are never shown again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from data import accounts
from data.accounts import Location
from i18n import Locale
from ui import access, components, etl_process, html, visit

_TEXTS = "setup.account"
_TOLD = "account_told"
_TURN = "account_turn"
#: Fields that nobody may read on the screen.
_HIDDEN = ("token", "password")
_DISK = 3
#: Accounts that a publisher can be asked about.
_TESTABLE = ("genesis", "landesdatenbank")
_LACKING = {"genesis": "lacking", "landesdatenbank": "lacking_pair", "contact": "lacking_contact"}


def draw(account: str) -> None:
    """Where an account is kept, with what can be done about it; or the form for one."""
    locale, kept = visit.locale(), accounts.location(account)
    if (result := st.session_state.get(_TOLD)) and result[0] == account:
        del st.session_state[_TOLD]
        (st.success if result[1] else st.error)(result[2])
        if result[3]:
            st.caption(result[3])
    if kept.where == "damaged":
        st.error(locale(f"{_TEXTS}.kept_damaged"))
    elif kept.where:
        _draw_kept(account, kept, locale)
    else:
        _draw_form(account, locale)


def told_where(account: str, kept: Location, locale: Locale) -> str:
    """Where an account is kept and since when, without a word of it."""
    what = locale(f"{_TEXTS}.what_{kept.fields[-1]}")
    if kept.where == "environment":
        names = ", ".join(accounts.SETTINGS[account][field] for field in kept.fields)
        return locale(f"{_TEXTS}.kept_environment", what=f"{what} (`{names}`)")
    if kept.since is None:
        return locale(f"{_TEXTS}.kept_file_undated", what=what)
    return locale(f"{_TEXTS}.kept_file", since=locale.date(kept.since), what=what)


def _draw_kept(account: str, kept: Location, locale: Locale) -> None:
    components.draw_html(html.paragraph(told_where(account, kept, locale)))
    with st.container(horizontal=True, key=f"kept_{account}"):
        if account in _TESTABLE:
            st.button(locale(f"{_TEXTS}.test"), key=f"test_{account}",
                      on_click=_act, args=(account, "--test"))  # fmt: skip
        if kept.where == "file":
            st.button(locale(f"{_TEXTS}.remove"), key=f"remove_{account}",
                      on_click=_act, args=(account, "--remove"))  # fmt: skip


def _draw_form(account: str, locale: Locale) -> None:
    # Once sent, other fields take their place: nothing of it stays in the browser or with us.
    turn = st.session_state.setdefault(_TURN, 0)
    with st.form(f"account_{account}", clear_on_submit=True):
        given = {}
        for number, way in enumerate(accounts.WAYS[account]):
            if number:
                st.markdown(locale(f"{_TEXTS}.or"))
            with st.container(horizontal=True, key=f"way_{account}_{number}"):
                for field in way:
                    given[field] = st.text_input(
                        locale(f"{_TEXTS}.{field}"),
                        key=f"account_{account}_{field}_{turn}",
                        type="password" if field in _HIDDEN else "default",
                        max_chars=500,
                        autocomplete="off",
                    )
        with st.container(horizontal=True, key=f"send_{account}"):
            words = _pressed(account, locale)
    if not words:
        return
    whole = [way for way in accounts.WAYS[account] if all(given[f].strip() for f in way)]
    st.session_state[_TURN] = turn + 1
    if whole:
        with st.spinner(locale(f"{_TEXTS}.working")):
            _act(account, *words, fields={field: given[field] for field in whole[0]})
    else:
        st.session_state[_TOLD] = (account, False, locale(f"{_TEXTS}.{_LACKING[account]}"), "")
    st.rerun()


def _pressed(account: str, locale: Locale) -> tuple[str, ...]:
    """What the button pressed means; nothing where none was."""
    if account not in _TESTABLE:
        is_sent = st.form_submit_button(locale(f"{_TEXTS}.save"), key=f"save_{account}")
        return ("--save",) if is_sent else ()
    if st.form_submit_button(locale(f"{_TEXTS}.test_save"), key=f"send_{account}_test"):
        return ("--test", "--save")
    if st.form_submit_button(locale(f"{_TEXTS}.save_untested"), key=f"send_{account}_save"):
        return ("--save",)
    return ()


def _act(account: str, *words: str, fields: Mapping[str, str] | None = None) -> None:
    """Let the child do it, and keep what to say of it."""
    if access.refusal():
        return
    locale = visit.locale()
    try:
        report = etl_process.account(account, *words, fields=fields)
        ok, text, output = _outcome(report, words, locale)
    except etl_process.Failed as failed:
        ok, text = False, locale(f"{_TEXTS}.{'disk' if failed.code == _DISK else 'failed'}")
        output = failed.output
    st.session_state[_TOLD] = (account, ok, text, output)


def _outcome(
    report: Mapping[str, Any], words: tuple[str, ...], locale: Locale
) -> tuple[bool, str, str]:
    """Whether it went well, what to say, and the program's own sentence where ours announces it."""
    outcome = "saved_tested" if report["ok"] and len(words) > 1 else str(report["outcome"])
    key = outcome if locale.has(f"{_TEXTS}.{outcome}") else "failed"
    output = html.without_paths(str(report["text"])) if key == "failed" else ""
    return bool(report["ok"]), locale(f"{_TEXTS}.{key}"), output


def environment(account: str) -> str:
    """Lines for the environment in place of the file, with a space for each word."""
    ways = accounts.WAYS[account]
    return "\n\n".join(
        "\n".join(f'{accounts.SETTINGS[account][field]}="…"' for field in way) for way in ways
    )
