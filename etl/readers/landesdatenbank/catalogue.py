"""The catalogue of the Landesdatenbank NRW: an older GENESIS with accounts of its own.

Asked by POST, and by GET where it does not take that; what it calls its public area differs by
release. As with GENESIS errors come with HTTP status 200. No live call has confirmed it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from etl.fetch.credentials import Account
from etl.fetch.errors import Denied, Unexpected
from etl.fetch.http import Web

SERVICE = "https://www.landesdatenbank.nrw.de/ldbnrwws/rest/2020"
_AREAS = ("all", "free")
_NO_POST = (404, 405)
_FOUND, _NOTHING = (0, 22), 104


@dataclass(frozen=True)
class CatalogueEntry:
    """A table as the catalogue names it."""

    code: str
    title: str
    time: str


def tables(web: Web, account: Account, selection: str) -> list[CatalogueEntry]:
    """Tables whose code fits a selection (51000*), by code; none when there are none.

    Raises Denied, Unreachable or Unexpected.
    """
    for area in _AREAS:
        form = {"selection": selection, "area": area, "searchcriterion": "Code",
                "sortcriterion": "Code", "pagelength": "1000", "language": "de"}  # fmt: skip
        if entries := _entries(web, account, form):
            return sorted(entries, key=lambda entry: entry.code)
    return []


def _entries(web: Web, account: Account, form: dict[str, str]) -> list[CatalogueEntry]:
    address = f"{SERVICE}/catalogue/tables"
    reply = web.post(address, form, account.headers, accepted=_NO_POST)
    if reply.status in _NO_POST:
        reply = web.get(address, list(form.items()), secret=account.headers)
    try:
        answer: dict[str, Any] = json.loads(reply.body.decode("utf-8-sig"))
        status = answer["Status"]
        if isinstance(status, str) or "Passwort" in str(status["Content"]):
            raise Denied(address, "no login with this account")
        if status["Code"] == _NOTHING:
            return []
        if status["Code"] in _FOUND:
            return [
                CatalogueEntry(
                    entry["Code"], " ".join(entry["Content"].split()), entry.get("Time") or ""
                )
                for entry in answer["List"] or []
            ]
    except (ValueError, KeyError, TypeError) as error:
        raise Unexpected(address, f"{reply.body[:60]!r}", "JSON with a status and a list of tables",
                         reply.body) from error  # fmt: skip
    raise Unexpected(address, f"status {status['Code']}: {status['Content']}", "a list of tables",
                     reply.body)  # fmt: skip
