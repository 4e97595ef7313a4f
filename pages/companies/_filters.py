"""Choices on the companies page: filters, town and company, all of them codes in the link.

A town is picked on the map or, with the keyboard, in the list; both write the same ``?city=code``.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import streamlit as st

from charts.maps.company_towns import HOME
from charts.table import absent
from data.answer import Answer
from i18n import Locale
from pages.companies import _listed
from ui import company_cases, filters, pagination, visit
from ui.rows import Company

MAP = "plot_company_places"
_EVERY, _NO_TOWN = "all", "unknown"
_PERIODS = (_EVERY, "to_2009", "2010_2014", "2015_2019", "from_2020", "unknown")
_LONG = 8
#: So many firms are listed on one page: a thousand would make every visit wait for them.
MOST_LISTED = 200


def box(*names: str) -> Any:
    """Room for the choices, folded until the link or the visitor makes one."""
    is_open = any(name in st.query_params for name in names)
    return st.expander(visit.locale()("companies.narrow"), expanded=is_open)


def choices(cases: Answer, locale: Locale) -> tuple[dict[str, str], bool, Answer | None]:
    """Values for ``companies``, whether with unsure cases, and the firms of GLEIF if wanted."""
    folded = box("sector", "owner", "entry", "reported", "entered", "ruhr", "unsure", "listed", "q")
    with folded, st.container(horizontal=True):
        chosen = {
            name: code_of(name, kind, column, cases, locale)
            for name, kind, column in (
                ("sector", "sector", "sector_code"),
                ("owner", "owner_scope", "owner_scope"),
                ("entry", "entry_mode", "entry_mode"),
                ("reported", "status", "last_known_status"),
            )
        }
        chosen["entered"] = period("entered", locale)
    with folded, st.container(horizontal=True, vertical_alignment="bottom"):
        chosen["text"] = pagination.search() or "%"
        chosen["ruhr"] = "yes" if filters.switch("ruhr") else "no"
        unsure = filters.switch("unsure")
        firms = _listed.shown_firms()
    return chosen, unsure, firms


def code_of(name: str, kind: str, column: str, cases: Answer, locale: Locale) -> str:
    """Let the visitor choose one of the codes that occur in a column, or all."""
    labels = _labels(kind, column, cases, locale)
    return filters.one_of(name, list(labels), label=lambda code: labels.get(code, code),
                          as_list=True)  # fmt: skip


def _labels(kind: str, column: str, cases: Answer, locale: Locale) -> dict[str, str]:
    """Code → label of all that occur, by label; the choice of all first."""
    codes = {getattr(row, column) for row in cases}
    labels = {code: cases.labels.name(kind, code, locale.lang) for code in codes}
    ordered = sorted(labels.items(), key=lambda pair: pair[1].casefold())
    return {_EVERY: locale("listing.every"), **dict(ordered)}


def period(name: str, locale: Locale) -> str:
    """Let the visitor choose when the owner came in."""
    return filters.one_of(
        name, _PERIODS, label=lambda code: locale(f"companies.period.{code}"), as_list=True
    )


def year(cases: Answer, locale: Locale) -> int:
    """Let the visitor choose a year on a slider; 0 for none, at its right end.

    What was there in a year is told as it is known today: beside a day asked for that is refused.
    """
    if visit.current().as_of:
        if filters.read("year"):
            st.info(locale("companies.there.not_with_day"))
        return 0
    first = min((int(row.entry_year) for row in cases if absent(row.entry_year)), default=None)
    if first is None:
        return 0
    years = map(str, range(first, date.today().year))
    chosen = filters.one_of(
        "year", [*years, _EVERY], default=_EVERY, as_slider=True, called="companies.there.label",
        label=lambda code: locale("companies.there.today") if code == _EVERY else code,
    )  # fmt: skip
    return 0 if chosen == _EVERY else int(chosen)


def company(cases: Answer, locale: Locale) -> Any | None:
    """The company that the link names (``?company=id``); an unknown one is told."""
    company_id = filters.read("company")
    case = next((row for row in cases if row.company_id == company_id), None)
    if company_id is not None and case is None:
        st.warning(locale("companies.unknown", value=company_id))
    return case


def from_map() -> None:
    """A click on a bubble chooses its town, one on a mark of GLEIF the firms of that point."""
    points = st.session_state[MAP]["selection"]["points"]
    codes = [point["customdata"] for point in points if point.get("customdata")]
    if codes:
        code = codes[0] if isinstance(codes[0], str) else codes[0][0]
        if _listed.keep(code):
            return
        st.query_params["city"] = code
        st.query_params.pop("company", None)


def city(cases: Answer, matches: Answer, picked: Any | None, locale: Locale) -> str:
    """Let the visitor choose a town.

    Without one in the link: that of the company, the home town, or where the first row is.
    """
    labels = _towns(cases, matches, locale)
    with_rows = [_town_of(row) for row in matches]
    first = HOME if HOME in with_rows or not with_rows else with_rows[0]
    if picked is not None:
        first = _town_of(picked)
    return filters.one_of("city", list(labels), label=lambda code: labels.get(code, code),
                          default=first, as_list=True)  # fmt: skip


def _towns(cases: Answer, matches: Answer, locale: Locale) -> dict[str, str]:
    """Code → name of every town with the number of companies found there, by name."""
    counts = Counter(_town_of(row) for row in matches)
    labels = {}
    for code in {HOME, *(_town_of(row) for row in cases)}:
        name = locale("companies.map.no_town")
        if code != _NO_TOWN:
            name = cases.labels.name("city", code, locale.lang)
        labels[code] = f"{name} ({locale.number(counts[code])})"
    ordered = sorted(labels.items(), key=lambda pair: (pair[0] == _NO_TOWN, pair[1].casefold()))
    return dict(ordered)


def _town_of(row: Company) -> str:
    return absent(row.city_code) or _NO_TOWN


def case_list(matches: Answer, town: str, picked: Any | None, locale: Locale) -> str | None:
    """The companies of a town one below the other; gives the one whose card is to be shown."""
    rows = [row for row in matches if _town_of(row) == town]
    chosen = None
    if picked is not None:
        if _town_of(picked) == town:
            chosen = picked.company_id
        else:
            st.query_params.pop("company", None)  # of another town, chosen before this one
    if not rows:
        st.info(locale("companies.panel.none"))
    if len(rows) < 2:
        return chosen or next((row.company_id for row in rows), None)
    names = {row.company_id: locale.called(row.name) for row in rows}
    key = f"companies_of_{town}_{locale.lang}"
    st.session_state[key] = chosen if chosen in names else None
    long = len(rows) > _LONG
    with st.container(height=300 if long and chosen else 560 if long else "content", border=long):
        st.radio(
            locale("companies.panel.list", count=locale.count("documented_case", len(rows))),
            list(names),
            key=key,
            index=None,
            format_func=lambda code: names[code],
            captions=company_cases.captions(rows, matches, locale),
            on_change=_keep,
            args=(key,),
        )
    return chosen


def _keep(key: str) -> None:
    if st.session_state[key]:
        st.query_params["company"] = st.session_state[key]
