"""The office's own list as a table, and which of its firms are documented here as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlencode

import pandas as pd

from charts.cells import Cell, TableRow
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale
from ui import filters
from ui.own_matches import Match

_TEXTS = "companies.own"
_COLUMNS = ("firm", "place", "register", "jobs", "status", "match")


class SiteRow(Protocol):
    """A site of the own list: of own_companies."""

    jobs: Any
    jobs_date: Any
    kreis_ags: Any
    lei: Any
    name: str
    name_zh: Any
    next_contact: Any
    own_id: str
    owner: Any
    owner_country: Any
    postcode: Any
    register_court: Any
    register_number: Any
    remark: Any
    sector: Any
    since: Any
    sites: Any
    status: str
    town: Any


def finding(own: Answer, locale: Locale) -> str:
    """How many sites of how many firms there are."""
    count = len(set(own.rows["firm_key"]))
    return locale(f"{_TEXTS}.title", sites=locale.count("own_site", len(own.rows)),
                  firms=locale.count("own_firm", count))  # fmt: skip


def table(own: Answer, rows: Sequence[SiteRow], matches: Mapping[str, Match],
          locale: Locale) -> Table:  # fmt: skip
    """One row a site; ``rows``: those of the answer that are shown."""
    label = own.labels.name

    def line(row: SiteRow) -> TableRow:
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
            _match(matches.get(row.own_id), locale),
        )  # fmt: skip

    lines = [line(row) for row in rows]
    return Table.of(locale, f"{_TEXTS}.column_", _COLUMNS, lines, figures=("jobs",))


def _jobs(row: SiteRow, locale: Locale) -> str | Cell:
    if (jobs := absent(row.jobs)) is None:
        return locale.missing("unknown")
    day = absent(row.jobs_date)
    return Cell(locale.number(int(jobs)), locale.date(day) if day else "")


def _since(row: SiteRow, locale: Locale) -> str:
    since = absent(row.since)
    return locale(f"{_TEXTS}.since", date=locale.date(since)) if since else ""


def _next_contact(row: SiteRow, locale: Locale) -> str:
    if pd.isna(row.next_contact):
        return ""
    return locale(f"{_TEXTS}.next_contact", month=locale.date(f"{row.next_contact:%Y-%m}"))


def _match(match: Match | None, locale: Locale) -> str | Cell:
    if match is None:
        return locale(f"{_TEXTS}.match_none")
    name = Cell(match.name)
    if match.is_documented:
        parameters = {"lang": locale.lang, **filters.page_parameters(), "company": match.entity_id}
        name = Cell(match.name, href=f"companies?{urlencode(parameters)}#company")
    by = match.by if match.is_sure else "possible"
    return Cell(name, locale(f"{_TEXTS}.match_{by}"))
