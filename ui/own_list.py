"""The office's own list of firms: who may see it, its file, and whether it lies on the map.

The only place that asks for it. Where nobody may see it, it is not there at all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from charts.table import absent
from data import ask as data_ask
from data import export
from data.answer import Answer
from i18n import Locale
from ui import access, visit

#: Kind of the delivery that brings it.
KIND = "own_company"
#: Of this visit alone: whether the list lies on the map.
_ON_MAP = "own_list_on_map"
#: Columns of the file, as the template has them.
_COLUMNS = ("name", "name_zh", "owner", "owner_country", "town", "postcode", "kreis_ags",
            "register_court", "register_number", "lei", "sector", "jobs", "jobs_date", "status",
            "since", "next_contact", "remark")  # fmt: skip


def firms(text: str = "") -> Answer | None:
    """The rows of the newest list known, those that have all words of a text.

    None where this visitor may not see them.
    """
    if access.refusal():
        return None
    return data_ask.ask_own("own_companies", as_of=visit.current().as_of, text=text.strip() or "%")


def map_switch() -> None:
    """Let the visitor lay the list onto the map of the firms, until the visit ends."""
    is_on = st.toggle(visit.locale()("companies.own.on_map"), value=_is_on_map(), key="own_on_map")
    st.session_state[_ON_MAP] = is_on


def on_map() -> Answer | None:
    """The list, where it is to lie on the map."""
    return firms() if _is_on_map() else None


def _is_on_map() -> bool:
    return bool(st.session_state.get(_ON_MAP))


def file_maker(locale: Locale) -> Callable[[], bytes]:
    """A function that makes the file of the whole list, asking once more who takes it."""

    def make() -> bytes:
        answer = firms()
        return b"" if answer is None else _csv(answer, locale)

    return make


def _csv(answer: Answer, locale: Locale) -> bytes:
    """The list as it was brought: template's heads."""
    label = answer.labels.name
    heads = [label("report_field", f"{KIND}.{n.removesuffix('_ags')}", locale.lang)
             for n in _COLUMNS]  # fmt: skip

    def cell(row: object, name: str) -> Any:
        value = absent(getattr(row, name))
        if value is None:
            return None
        if name == "kreis_ags":
            return label("kreis", value, locale.lang)
        if name == "status":
            return locale(f"companies.own.status_{value}")
        return value

    rows = ([cell(row, name) for name in _COLUMNS] for row in answer)
    return export.csv_of(heads, rows, german=locale.lang == "de")
