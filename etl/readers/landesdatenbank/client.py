"""The Landesdatenbank NRW gives whole tables without an account, each in its default selection.

The address is that of the open data portals; public code has read 31121-06i, 46251-02iz, 21331-02i,
12411-10i and 82411-01i by it. Which reference day or year a file holds is said in the file alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from etl.fetch import body as body_of
from etl.fetch import http
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers.genesis import parts as genesis_parts
from etl.readers.genesis import webcsv
from etl.schema import Dataset, Title

DOWNLOADS = "https://www.landesdatenbank.nrw.de/ldbnrwws/downloader/00/tables"
PAGE = "https://www.landesdatenbank.nrw.de/ldbnrw//online?operation=table&code="

#: The form of a table of the Landesdatenbank; its download holds the newest period alone.
dataset = partial(
    Dataset,
    series=Title("Landesdatenbank NRW, Tabelle", "Landesdatenbank NRW, table"),
    publisher="IT.NRW",
    page=PAGE + "{table}",
    licence="dl-de/by-2-0",
    is_newest_only=True,
    stated=genesis_parts.stated,
)


def part(table: str) -> str:
    """The name of a downloaded file; one added by hand is called otherwise."""
    return f"{table}_00.csv"


def is_whole(parts: Mapping[str, bytes], dataset: Dataset) -> bool:
    """Whether parts are a whole table as fetched, not lines that a person chose."""
    return part(dataset.table) in parts


def fetch(session: FetchSession, table: str) -> None:
    """Keep the table at the session. Raises Unreachable or Unexpected."""
    address = f"{DOWNLOADS}/{part(table)}"
    session.part(part(table), address, "", lambda: _answer(session, address, table))


def _answer(session: FetchSession, address: str, table: str) -> bytes:
    """The CSV file, and nothing else: what it is shows in its first bytes, not in its type."""
    remedy = (f"choose the table at {PAGE}{table}, download it as CSV there, and add it: "
              "python -m etl add official_table FILE --accept")  # fmt: skip
    reply = session.web.get(address, accepted=(404,))
    body = reply.body
    if reply.status == 404:
        raise Unexpected(address, "status 404: no such download", "the table", body, remedy)
    if body.startswith(b"PK"):
        try:
            body = http.unzip(body)
        except http.Damaged as error:
            raise Unexpected(address, str(error), "a whole zip file", reply.body) from error
    table_code = webcsv.table_of(body)
    if table_code != table:
        kind = f"the table {table_code}" if table_code else body_of.kind(body)
        raise Unexpected(address, kind, f"a CSV file whose first line is Tabelle: {table}",
                         reply.body, remedy)  # fmt: skip
    return body
