"""The office's own list as a table, and which of its firms are documented here as well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import filters
from ui.cells import Cell

_TEXTS = "companies.own"
_COLUMNS = ("firm", "place", "register", "jobs", "status", "match")


@dataclass(frozen=True)
class Match:
    """A firm of the list that is a documented one: by which mark (``lei``, ``register``, ``name``).

    One by its name is a possible one.
    """

    company_id: str
    name: str
    by: str


def finding(own: Answer, locale: Locale) -> str:
    """How many sites of how many firms there are."""
    count = len(set(own.rows["firm_key"]))
    return locale(f"{_TEXTS}.title", sites=locale.count("own_site", len(own.rows)),
                  firms=locale.count("own_firm", count))  # fmt: skip


def matches(own: Answer, register: Answer) -> dict[str, Match]:
    """own_id → the company of ``register`` that it is; a mark that several share tells nothing."""
    known: dict[tuple[str, str], list[Any]] = {}
    for row in register:
        for mark in _marks(row):
            known.setdefault(mark, []).append(row)
    found = {}
    for row in own:
        for mark in _marks(row):
            if len(same := known.get(mark, [])) == 1:
                found[row.own_id] = Match(same[0].company_id, same[0].name, mark[0])
                break
    return found


def _marks(row: Any) -> list[tuple[str, str]]:
    """What tells a firm, the surest first. Spellings that differ are none: they take a person."""
    marks = [(by, absent(getattr(row, column, None)))
             for by, column in (("lei", "lei"), ("register", "register_key"))]  # fmt: skip
    marks.append(("name", re.sub(r"[^\w]|_", "", row.name.casefold())))
    return [(by, mark) for by, mark in marks if mark]


def table(own: Answer, rows: slice, found: Mapping[str, Match], locale: Locale) -> Table:
    """One row a site, in the order of the answer; ``rows``: those of the page that is shown."""
    label = own.labels.of

    def line(row: Any) -> tuple[str, ...]:
        country = absent(row.owner_country)
        land = label("region", country, locale.lang) if country else ""
        owner = ", ".join(filter(None, (absent(row.owner), land)))
        town = " ".join(filter(None, (absent(row.postcode), absent(row.town))))
        kreis = label("kreis", absent(row.kreis_ags), locale.lang)
        register = " ".join(filter(None, (absent(row.register_court), absent(row.register_number))))
        seats = locale(f"{_TEXTS}.sites", count=locale.number(row.sites)) if row.sites > 1 else ""
        return (
            Cell(row.name, absent(row.name_zh) or "", owner),
            Cell(town, "" if kreis == town else kreis or locale(f"{_TEXTS}.no_kreis"),
                 absent(row.sector) or ""),
            Cell(register, absent(row.lei) or "", seats),
            _jobs(row, locale),
            Cell(locale(f"{_TEXTS}.status_{row.status}"), _since(row, locale),
                 _next_contact(row, locale), absent(row.remark) or ""),
            _match(found.get(row.own_id), locale),
        )  # fmt: skip

    return Table(
        tuple(locale(f"{_TEXTS}.column_{name}") for name in _COLUMNS),
        tuple(line(row) for row in list(own)[rows]),
        tuple(name == "jobs" for name in _COLUMNS),
    )


def _jobs(row: Any, locale: Locale) -> str:
    if (jobs := absent(row.jobs)) is None:
        return locale.missing("unknown")
    day = absent(row.jobs_date)
    return Cell(locale.number(int(jobs)), locale.date(day) if day else "")


def _since(row: Any, locale: Locale) -> str:
    since = absent(row.since)
    return locale(f"{_TEXTS}.since", date=locale.date(since)) if since else ""


def _next_contact(row: Any, locale: Locale) -> str:
    if pd.isna(row.next_contact):
        return ""
    return locale(f"{_TEXTS}.next_contact", month=locale.date(f"{row.next_contact:%Y-%m}"))


def _match(match: Match | None, locale: Locale) -> str:
    if match is None:
        return locale(f"{_TEXTS}.match_none")
    parameters = {"lang": locale.lang, **filters.page_parameters(), "company": match.company_id}
    link = Cell(match.name, href=f"companies?{urlencode(parameters)}")
    return Cell(link, locale(f"{_TEXTS}.match_{match.by}"))
