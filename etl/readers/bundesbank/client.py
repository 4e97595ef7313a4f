"""Bundesbank: asks for series by key, for SDMX-CSV (semicolons, decimal points).

Errors come as JSON with a title, under several statuses. Never asked without a filter: whole
dataflows run into the limits of the service.
"""

from __future__ import annotations

from urllib.parse import urlencode

from etl.fetch import body as body_of
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected

BASE = "https://api.statistiken.bundesbank.de/rest/data"
_KIND = "application/vnd.sdmx.data+csv;version=1.0.0"
_HEAD = b"DATAFLOW;"


def address_of(dataflow: str, key: str) -> str:
    """Where the series of a key are asked for."""
    return f"{BASE}/{dataflow}/{key}"


def fetch(session: FetchSession, name: str, address: str, **parameters: str) -> bytes:
    """Keep an answer at the session as ``name``. Raises Unreachable or Unexpected."""
    pairs = list(parameters.items())

    def ask() -> bytes:
        body = session.web.get(address, pairs, accepted=(400, 404, 406), kind=_KIND).body
        start = body.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(_HEAD):
            return body
        if start.startswith(b"{"):
            answer = body_of.of_json(address, body)
            actual = str(answer.get("title") or sorted(answer))[:300]
        else:
            actual = body_of.kind(body)
        raise Unexpected(address, actual, "series in SDMX-CSV", body)

    return session.part(name, address, urlencode(pairs), ask)
