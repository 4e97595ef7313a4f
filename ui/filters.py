"""Filters whose state is the link: codes in the URL, the same in every language.

The URL is the one truth. A widget shows what the URL says and writes into it when it is changed;
an unknown value in a link is named, never silently replaced.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from data.answer import Answer
from data.ask import UnknownValue
from i18n import LANGUAGES, Locale
from ui import visit

_AS_OF = "as_of"
#: What a link to another page takes along: language and day.
KEPT = ("lang", _AS_OF)
_READ = "names_read"
#: Names that Streamlit, the server or the scripts of the document read.
_OTHERS = {"embed", "embed_options", "cite", "mode"}
#: Of more allowed values, the first ones and the last are named to somebody whose link has another.
_NAMED_VALUES = 12


def read(name: str) -> str | None:
    """What the link says of a name; the name counts as read by this page."""
    st.session_state.setdefault(_READ, set()).add(name)
    value: str | None = st.query_params.get(name)
    return value


def write(name: str, value: str | None) -> None:
    """Put a value into the link; None takes the name out."""
    if value is None:
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = value


def unread_names() -> list[str]:
    """Names in the link that nobody has read since the last time that this was asked."""
    names = st.session_state.pop(_READ, set())
    return sorted(set(st.query_params) - names - _OTHERS)


def read_names() -> set[str]:
    """Names in the link that have been read so far."""
    return set(st.session_state.get(_READ, ())) & set(st.query_params)


def refuse_twice() -> None:
    """Raise UnknownValue for a name that the link gives more than once: none is half heard."""
    for name in st.query_params:
        if len(values := st.query_params.get_all(name)) > 1:
            raise UnknownValue(name, ", ".join(values), [], "once")


def language() -> str:
    """The language of this visit: the link's, else the one chosen before, else German."""
    value = read("lang")
    if value in LANGUAGES:
        st.session_state["language"] = value
        return value
    current: str = st.session_state.get("language", LANGUAGES[0])
    if value is not None:
        _warn_unknown(Locale(current), "lang", value, list(LANGUAGES))
    elif current != LANGUAGES[0]:
        st.query_params["lang"] = current
    return current


def other_language_link(language_code: str) -> str:
    """The same link in another language (a real link, so that the document's language follows)."""
    parameters = {name: value for name, value in st.query_params.items() if name != "lang"}
    pairs = [*parameters.items(), ("lang", language_code)]
    return "?" + urlencode(pairs)


def page_parameters() -> dict[str, str]:
    """What a link to another page takes along, as this link has it."""
    return {name: st.query_params[name] for name in KEPT if name in st.query_params}


def as_of(locale: Locale) -> date | None:
    """The day whose knowledge is shown ("Stand am"); None for today's. Drawn where it is called."""
    value = read(_AS_OF) or st.session_state.get("as_of_kept")
    day = day_of(value) if value else None
    if value and _AS_OF not in st.query_params:
        st.query_params[_AS_OF] = str(value)
    if value and day is None:
        st.warning(locale("filter.bad_day", value=str(value)))
    elif day is not None and day > date.today():
        st.warning(locale("filter.as_of.future", day=locale.date(day)))
        day = None
    key = "as_of_field"
    st.session_state[key] = locale.date(day) if day else ""
    st.text_input(
        locale("filter.as_of.label"),
        key=key,
        placeholder=locale("filter.as_of.placeholder"),
        help=locale("filter.as_of.help"),
        label_visibility="collapsed",
        on_change=_keep_day,
        args=(_AS_OF, key),
    )
    st.session_state["as_of_kept"] = day.isoformat() if day else None
    return day


def day(name: str) -> date | None:
    """The day that the link says under a name; None for none and for what is no day."""
    value = read(name)
    return day_of(value) if value else None


def since(name: str, default: date | None = None, *, is_kept: bool = False) -> date | None:
    """Let the visitor type a day; it is ``?name=2026-06-01`` in the link, or not there.

    ``is_kept``: it holds on the other pages of this visit as well.
    """
    locale = visit.locale()
    kept = f"{name}_kept"
    value = read(name) or (st.session_state.get(kept) if is_kept else None)
    if value and name not in st.query_params:
        st.query_params[name] = value
    st.session_state[kept] = value
    day = day_of(value) if value else None
    if value and day is None:
        st.warning(locale("filter.bad_day", value=value))
    day = day or default
    key = f"filter_{name}_{locale.lang}"
    st.session_state[key] = locale.date(day) if day else ""
    st.text_input(
        locale(f"filter.{name}"),
        key=key,
        placeholder=locale(f"filter.{name}_hint"),
        on_change=_keep_day,
        args=(name, key),
    )
    return day


def _keep_day(name: str, key: str) -> None:
    text = str(st.session_state[key]).strip()
    st.session_state[f"{name}_kept"] = text or None
    day = day_of(text)
    write(name, day.isoformat() if day else text or None)


def day_of(text: str) -> date | None:
    """A day written as 2023-03-01, 01.03.2023 or 1 March 2023."""
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d %B %Y", "%d.%m.%y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None


def one_of(name: str, options: Sequence[str], *, label: Callable[[str], str],
           default: str | None = None, as_list: bool = False,
           as_slider: bool = False, called: str = "") -> str:  # fmt: skip
    """Let the visitor choose one code; the choice is ``?name=code`` in the link.

    ``called``: the key of its label, where that is not the one of all filters of this name.
    """
    locale = visit.locale()
    options = [code for code in options if not _is_later(code)] or list(options[:1])
    first = default if default in options else options[0]
    value = read(name)
    refuse_unknown(name, {code: label(code) for code in options}, shown=first)
    chosen = value if value is not None and value in options else first
    key = f"filter_{name}_{locale.lang}"
    st.session_state[key] = chosen
    widget: Any = st.selectbox if as_list else st.segmented_control
    details: dict[str, Any] = {"required": True}
    if as_list:
        details = {"placeholder": locale("filter.choose")}
    if as_slider:
        widget, details = st.select_slider, {}
    widget(
        locale(called or f"filter.{name}"),
        list(options),
        key=key,
        format_func=label,
        on_change=_keep,
        args=(name, key, first),
        **details,
    )
    return chosen


def refuse_unknown(name: str, labels: Mapping[str, str], *, shown: str) -> None:
    """Say that the link's value of a name is none of the codes, and which is shown instead."""
    locale, value = visit.locale(), read(name)
    if value is not None and value not in labels:
        _warn_unknown(locale, name, value, [f"{code} ({text})" for code, text in labels.items()])
        st.caption(locale("filter.shown_instead", value=labels[shown]))


def _is_later(code: str) -> bool:
    """Whether a code (2015_2019) names a year after the day asked for."""
    day, named = visit.current().as_of, re.search(r"(?:19|20)\d\d", code)
    return day is not None and named is not None and int(named[0]) > day.year


def year(name: str, years: Answer) -> int:
    """Let the visitor choose one of the years for which something is known; the newest is first.

    ``years``: rows with year and status. A year that is provisional says so.
    """
    locale = visit.locale()
    status = {str(row.year): row.status for row in years}

    def label(code: str) -> str:
        state = status.get(code)
        return f"{code} ({locale.code('status', state)})" if state == "provisional" else code

    options = list(status) or [str((visit.current().as_of or date.today()).year)]
    final = next((code for code, state in status.items() if state == "final"), options[0])
    return int(one_of(name, options, label=label, default=final, as_list=True))


def _keep(name: str, key: str, first: str) -> None:
    chosen = st.session_state[key]
    write(name, None if chosen == first else chosen)


def forget_if(name: str, belongs_elsewhere: Callable[[str], bool]) -> None:
    """Forget what the link says of a name when it belongs to what was chosen before."""
    value = read(name)
    if value is not None and belongs_elsewhere(value):
        write(name, None)


def several_of(name: str, options: Sequence[str], *, label: Callable[[str], str],
               default: Sequence[str], most: int = 6) -> list[str]:  # fmt: skip
    """Let the visitor choose several codes; the choice is ``?name=code,code`` in the link."""
    locale = visit.locale()
    value = read(name)
    codes = [code for code in value.split(",") if code] if value is not None else list(default)
    unknown = [code for code in codes if code not in options]
    if unknown:
        _warn_unknown(locale, name, ", ".join(unknown), list(options))
    chosen = [code for code in codes if code in options][:most] or list(default)
    key = f"filter_{name}_{locale.lang}"
    st.session_state[key] = chosen
    st.multiselect(
        locale(f"filter.{name}"),
        list(options),
        key=key,
        format_func=label,
        max_selections=most,
        placeholder=locale("filter.choose"),
        on_change=_keep_several,
        args=(name, key, tuple(default)),
    )
    return chosen


def _keep_several(name: str, key: str, default: tuple[str, ...]) -> None:
    chosen = tuple(st.session_state[key])
    write(name, ",".join(chosen) if chosen and chosen != default else None)


def switch(name: str) -> bool:
    """A yes/no choice; on is ``?name=yes`` in the link."""
    locale, is_it = visit.locale(), is_on(name)
    key = f"filter_{name}_{locale.lang}"
    st.session_state[key] = is_it
    st.toggle(locale(f"filter.{name}"), key=key, on_change=_keep_switch, args=(name, key))
    return is_it


def is_on(name: str) -> bool:
    """Whether the link says yes to something."""
    value = read(name)
    if value not in (None, "yes", "no"):
        _warn_unknown(visit.locale(), name, value, ["yes", "no"])
    return value == "yes"


def _keep_switch(name: str, key: str) -> None:
    write(name, "yes" if st.session_state[key] else None)


def _warn_unknown(locale: Locale, name: str, value: str, allowed: list[str]) -> None:
    if len(allowed) > _NAMED_VALUES:
        allowed = [*allowed[: _NAMED_VALUES - 2], "…", allowed[-1]]
    values = ", ".join(allowed)
    st.warning(locale("filter.unknown", name=name, value=value, allowed=values))
