"""Alerts on official series: the table, what was put aside, limits and the forms for both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from charts.cells import Cell
from charts.table import Table
from data.alert_choices import RULES, Choices, Limit
from data.answer import Answer
from data.series_alerts import NewestRow, SeriesAlert
from i18n import Locale
from ui import access, alerts, etl_process, figure_names, visit

_ROOM = "series_alerts"
_TOLD = "alert_told"


def title(all_alerts: Sequence[SeriesAlert], locale: Locale) -> str:
    """How many stand that nobody put aside, and since when the newest does."""
    count = sum(one.is_open for one in all_alerts)
    if not all_alerts:
        return locale(f"{_ROOM}.none")
    newest = locale.date(max(one.day for one in all_alerts))
    key = "open" if count else "closed"
    return locale(f"{_ROOM}.{key}", count=locale.count("alert", count), day=newest)


def table(all_alerts: Sequence[SeriesAlert], locale: Locale) -> Table:
    """Each alert: since when, by which rule, what; of one put aside until when and why."""
    rows = [
        (
            Cell(locale.date(one.day), _end(one, locale)),
            locale(f"alerts.rule_{one.rule}"),
            Cell(alerts.series_sentence(one, locale), _aside(one, locale),
                 one.limit.reason if one.limit else ""),
        )
        for one in all_alerts
    ]  # fmt: skip
    return Table.of(locale, "alerts.column_", ("since", "rule", "what"), rows)


def _end(one: SeriesAlert, locale: Locale) -> str:
    if one.is_open:
        return locale("alerts.lasts")
    return locale("alerts.until", day=locale.date(getattr(one.row, "until", None)))


def _aside(one: SeriesAlert, locale: Locale) -> str:
    if one.snooze is None:
        return ""
    return locale(f"{_ROOM}.aside", until=locale.date(one.snooze.until), reason=one.snooze.reason)


def draw_forms(all_alerts: Sequence[SeriesAlert], kept: Choices, series: Answer) -> None:
    """Put alerts aside and show them again, set limits and drop them."""
    locale = visit.locale()
    if message := st.session_state.pop(_TOLD, None):
        st.success(message)
    if standing := [one for one in all_alerts if one.is_open and one.snooze is None]:
        with st.expander(locale(f"{_ROOM}.snooze_heading")), st.form("snooze", border=False):
            sentences = {one.alert_id: str(alerts.series_sentence(one, locale)) for one in standing}
            alert_id = st.selectbox(locale(f"{_ROOM}.which"), list(sentences),
                                    format_func=sentences.__getitem__)  # fmt: skip
            tomorrow = date.today() + timedelta(1)
            until = st.date_input(locale(f"{_ROOM}.until"), date.today() + timedelta(91),
                                  min_value=tomorrow, format="DD.MM.YYYY")  # fmt: skip
            reason = st.text_input(locale(f"{_ROOM}.reason"), max_chars=500)
            if st.form_submit_button(locale(f"{_ROOM}.snooze")):
                if reason.strip() and alert_id and isinstance(until, date):
                    _do("snooze_done", "snooze", alert_id, f"--until={until.isoformat()}",
                        f"--reason={reason.strip()}")  # fmt: skip
                else:
                    st.warning(locale(f"{_ROOM}.reason_lacks"))
    for one in (one for one in all_alerts if one.snooze is not None):
        sentence = alerts.series_sentence(one, locale)
        if st.button(locale(f"{_ROOM}.wake", what=str(sentence)[:80]), key=f"wake_{one.alert_id}"):
            _do("wake_done", "wake", one.alert_id)
    with st.expander(locale(f"{_ROOM}.limit_heading")):
        _draw_limit_form(series)
        for limit in kept.limits:
            st.markdown(_limit_text(limit, series, locale))
            if st.button(locale(f"{_ROOM}.remove"), key=f"remove_{limit.id}"):
                _do("remove_done", "remove", limit.id)


def _draw_limit_form(series: Answer) -> None:
    locale = visit.locale()
    with st.form("limit", border=False):
        row = st.selectbox(locale(f"{_ROOM}.series"), series.tuples,
                           format_func=lambda row: _name(row, series, locale))  # fmt: skip
        rule = st.selectbox(locale(f"{_ROOM}.rule"), RULES,
                            format_func=lambda code: locale(f"{_ROOM}.rule_{code}"))  # fmt: skip
        is_below = st.toggle(locale(f"{_ROOM}.below"))
        limit = st.number_input(locale(f"{_ROOM}.limit"), value=0.0)
        reason = st.text_input(locale(f"{_ROOM}.limit_reason"), max_chars=500)
        if st.form_submit_button(locale(f"{_ROOM}.add")) and row is not None and rule:
            words = ["add", row.series, f"--period={row.period_kind}", f"--rule={rule}",
                     f"--limit={limit}", f"--reason={reason.strip()}"]  # fmt: skip
            _do("add_done", *words, *(["--below"] if is_below else []))


def _name(row: NewestRow, series: Answer, locale: Locale) -> str:
    kind = locale.code("period_kind", row.period_kind)
    return f"{figure_names.series_name(row, series, locale)} ({kind}, {locale.unit(row.unit)})"


def _limit_text(limit: Limit, series: Answer, locale: Locale) -> str:
    """A limit in words; its series by its code where it has no figures here."""
    names = {(row.series, row.period_kind): row for row in series}
    row = names.get((limit.series, limit.period_kind))
    name = limit.series if row is None else _name(row, series, locale)
    side = "above" if limit.is_above or limit.rule == "silence" else "below"
    return locale(f"{_ROOM}.limit_said_{side}", series=name, limit=locale.number(limit.limit),
                  rule=locale(f"{_ROOM}.rule_{limit.rule}"), reason=limit.reason)  # fmt: skip


def _do(done: str, *words: str) -> None:
    """Let the child do it, say what came of it."""
    locale = visit.locale()
    done, failed = locale(f"{_ROOM}.{done}"), locale(f"{_ROOM}.failed")
    access.carry_out(partial(etl_process.alert, *words), _TOLD, done=done, failed=failed)
