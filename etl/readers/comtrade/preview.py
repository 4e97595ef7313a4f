"""UN Comtrade: totals between two countries as each reports them itself, by year, in US dollars.

The open preview needs no key and gives 500 records at most; what is beyond is cut in silence. A
wrong question is answered with "200" and no records, a closed preview with a sentence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from etl.fetch.body import of_json
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Failed, Unexpected
from etl.readers.claims.trade_claims import text
from etl.readers.collected import as_claims

ADDRESS = "https://comtradeapi.un.org/public/v1/preview/C/A/HS"
#: Records after which the preview cuts.
LIMIT = 500
#: One call a second is what the publisher asks for.
PAUSE_S = 1.0
_SINCE, _YEARS_AT_ONCE = 2008, 10
#: Codes of the United Nations → ours.
COUNTRIES = {"156": "cn", "276": "de"}
_FLOWS = {"M": "import", "X": "export"}
#: Only the total over goods, further partners, means of transport and procedures: else it doubles.
_WHOLE = {"freqCode": "A", "cmdCode": "TOTAL", "partner2Code": "0", "motCode": "0",
          "customsCode": "C00"}  # fmt: skip
#: What a flow is valued at: imports with freight and insurance to the border, exports without.
_VALUED = {"M": "cifvalue", "X": "fobvalue"}
_CLOSED = "rejected by policy"
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?([eE][+]?[0-9]+)?")


def fetch(session: FetchSession, reporter: str, partner: str) -> None:
    """Keep what a country reports of trade with another at the session, some years at a time."""
    last = datetime.now(UTC).year - 1
    years = list(range(last, _SINCE - 1, -1))
    for start in range(0, len(years), _YEARS_AT_ONCE):
        period = ",".join(map(str, sorted(years[start : start + _YEARS_AT_ONCE])))
        parameters = [
            ("reporterCode", reporter), ("partnerCode", partner), ("period", period),
            ("cmdCode", "TOTAL"), ("flowCode", ",".join(_FLOWS)), ("partner2Code", "0"),
            ("motCode", "0"), ("customsCode", "C00"), ("includeDesc", "true"),
        ]  # fmt: skip
        session.part(
            f"{reporter}_{partner}_{period[-4:]}.json", ADDRESS, urlencode(parameters),
            partial(_answer, session, parameters),
        )  # fmt: skip


def _answer(session: FetchSession, parameters: list[tuple[str, str]]) -> bytes:
    session.web.sleep(PAUSE_S)
    body = session.web.get(ADDRESS, parameters, accepted=(400, 401, 403)).body
    if _CLOSED in body.decode("utf-8", "replace"):
        raise Failed(ADDRESS, "the open preview is closed (all calls are rejected by policy)",
                     "an open preview", "try again in some days: it was closed before, and opened "
                     "again; nothing was changed.", body)  # fmt: skip
    try:
        _records(of_json(ADDRESS, body))
    except ValueError as error:
        raise Unexpected(ADDRESS, str(error), "records", body) from error
    return body


def claims(parts: Mapping[str, bytes], pairs: Mapping[str, str], **columns: str) -> pd.DataFrame:
    """Claims in millions of US dollars. ``pairs``: reporter → partner. Raises ValueError.

    ``columns``: indicator and basis of ours.
    """
    rows = [row for _, raw in sorted(parts.items())
            for row in _records(json.loads(raw, parse_float=str, parse_int=str))]  # fmt: skip
    try:
        frame = pd.DataFrame([_claim(row, pairs) for row in rows])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"a record is not as documented: {error!r}") from error
    return as_claims(frame, unit="musd", period_kind="year", **columns)


def _claim(row: Mapping[str, Any], pairs: Mapping[str, str]) -> dict[str, str | None]:
    for name, expected in _WHOLE.items():
        if str(row[name]) != expected:
            raise ValueError(f"{name} is {row[name]}; expected {expected}")
    reporter, partner = str(row["reporterCode"]), str(row["partnerCode"])
    flow, year = str(row["flowCode"]), str(row["period"])
    if pairs.get(reporter) != partner or flow not in _FLOWS:
        raise ValueError(f"{reporter} on {partner}, flow {flow}; it was not asked for")
    if not re.fullmatch(r"[0-9]{4}", year):
        raise ValueError(f"period {year!r} is no year")
    printed = str(row["primaryValue"])
    if not _NUMBER.fullmatch(printed):
        raise ValueError(f"primaryValue {printed!r} is no number")
    # An import that is stated without freight would have no place beside the others.
    valued = row[_VALUED[flow]]
    if valued is None or float(valued) != float(printed):
        raise ValueError(f"{reporter} {flow} {year}: {_VALUED[flow]} is {valued}, the value "
                         f"{printed}; expected the same")  # fmt: skip
    return {
        "region": COUNTRIES[reporter],
        "counterpart": COUNTRIES[partner],
        "flow": _FLOWS[flow],
        "china_scope": "cn",
        "period_start": f"{year}-01-01",
        "period_end": f"{year}-12-31",
        "value": text(float(printed) / 1e6),
        "value_printed": f"{printed} US-$",
    }


def _records(answer: Any) -> list[Any]:
    """The records of a whole answer. Raises ValueError for errors, nothing, and what may be cut."""
    if not isinstance(answer, dict) or "data" not in answer:
        message = answer.get("message", answer) if isinstance(answer, dict) else answer
        raise ValueError(f"an answer without records: {str(message)[:200]}")
    if answer.get("error"):
        raise ValueError(f"the error {str(answer['error'])[:200]!r}")
    rows, count = answer["data"] or [], int(answer.get("count") or 0)
    if not rows:
        raise ValueError("no records, as the preview answers a wrong question")
    if len(rows) >= LIMIT or count >= LIMIT:
        raise ValueError(f"{max(len(rows), count)} records; the preview cuts at {LIMIT}")
    if count != len(rows):
        raise ValueError(f"{len(rows)} records, of which it counts {count}")
    return list(rows)
