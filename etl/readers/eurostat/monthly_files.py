"""Monthly files of Comext in its download folders: which are there, and Germany's lines of each."""

from __future__ import annotations

from datetime import UTC, datetime

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected, Unreachable
from etl.readers.eurostat import bulk, client

FILES = f"{client.base_url(is_comext=False)}/files"
#: So many months may not be published yet.
_LATE = 4


class _NotYet(Exception):
    """A month that is not published yet."""


def fetch(session: FetchSession, layout: bulk.Layout, months: int) -> None:
    """The newest months that are published. Raises Unreachable, Unexpected."""
    fetched, late = 0, 0
    this_month = pd.Period(datetime.now(UTC).date(), freq="M")
    for period in pd.period_range(end=this_month, periods=months + _LATE + 2)[::-1]:
        month = period.strftime("%Y%m")
        if _fetch_month(session, layout, month):
            fetched += 1
        elif fetched:
            raise Unexpected(FILES, f"no file of {month}", "one of each month", b"")
        else:
            late += 1
            session.report(f"{month}: not published yet")
        if late > _LATE:
            raise Unreachable(FILES, f"no file of the {late} months up to now")
        if fetched == months:
            return


def _fetch_month(session: FetchSession, layout: bulk.Layout, month: str) -> bool:
    """Keep Germany's lines of a month; False where its file is not published yet."""
    archive = f"{layout.folder}/{layout.prefix}_v2_{month}.7z"

    def ask() -> bytes:
        reply = session.web.get(FILES, [("file", archive)], accepted=(404,))
        if reply.status == 404:
            raise _NotYet
        if not bulk.is_archive(reply.body):
            raise Unexpected(FILES, f"{reply.body[:40]!r}", "a 7z archive", reply.body)
        try:
            return bulk.cut(reply.body, layout)
        except ValueError as error:
            raise Unexpected(FILES, f"{month}: {error}", "one table", b"") from error

    try:
        session.part(layout.part_name(archive), FILES, f"{archive}; {layout.selection}", ask)
    except _NotYet:
        return False
    return True
