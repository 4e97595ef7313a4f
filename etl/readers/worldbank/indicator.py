"""World Bank: one World Development Indicator of the countries that we show, by year.

The service says "200" of everything: of errors and of "nothing found" (a header and null) too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from etl.fetch.body import of_json
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers import collected, numerals
from etl.readers.claims.trade_claims import text
from etl.schema import Dataset, Rhythm, Title

BASE = "https://api.worldbank.org/v2/country"
_REGIONS = {"CHN": "cn", "DEU": "de", "HKG": "hk", "WLD": "world"}
_COLUMNS = ["countryiso3code", "date", "value"]
_SINCE = 2002


def stated(parts: Mapping[str, bytes]) -> date | None:
    """The day on which the World Bank last changed the series, as its answer says."""
    (raw,) = parts.values()
    return date.fromisoformat(str(json.loads(raw)[0]["lastupdated"])) if _is_json(raw) else None


#: The form of an indicator of the World Bank.
dataset = partial(
    Dataset,
    series=Title("World Development Indicators, Reihe", "World Development Indicators, series"),
    publisher="Weltbank",
    page="https://data.worldbank.org/indicator/{table}",
    licence="cc-by-4.0",
    cadence="several times a year",
    rhythm=Rhythm("year"),
    stated=stated,
)


def fetch(session: FetchSession, indicator: str) -> None:
    """Keep all years of an indicator at the session. Raises Unreachable or Unexpected."""
    address = f"{BASE}/{';'.join(_REGIONS)}/indicator/{indicator}"
    years = f"{_SINCE}:{datetime.now(UTC).year}"
    parameters = [("format", "json"), ("per_page", "20000"), ("date", years)]

    def ask() -> bytes:
        body = session.web.get(address, parameters, accepted=(400, 404)).body
        answer = of_json(address, body)
        try:
            _rows(answer)
        except ValueError as error:
            raise Unexpected(address, str(error), "years of an indicator", body) from error
        return body

    session.part(f"{indicator}.json", address, urlencode(parameters), ask)


def claims(parts: Mapping[str, bytes], code: str, divisor: float,
           **columns: str) -> pd.DataFrame:  # fmt: skip
    """Claims on years. ``columns``: indicator, unit and basis of ours. Raises ValueError."""
    (raw,) = parts.values()
    table = _of_json(raw, code) if _is_json(raw) else _of_csv(raw)
    if strange := sorted(set(table["countryiso3code"]) - _REGIONS.keys()):
        raise ValueError(f"unknown country: {', '.join(strange)}")
    if len(odd := table[~table["date"].str.fullmatch(r"[0-9]{4}")]):
        raise ValueError(f"{odd['date'].iloc[0]!r} is no year")
    table = table[table["value"].notna()]
    numerals.check(table["value"])
    frame = pd.DataFrame(
        {
            "region": table["countryiso3code"].map(_REGIONS),
            "period_kind": "year",
            "period_start": table["date"] + "-01-01",
            "period_end": table["date"] + "-12-31",
            "value": (pd.to_numeric(table["value"]) / divisor).round(3).map(text),
        }
    )
    return collected.as_claims(frame, **columns)


def _is_json(raw: bytes) -> bool:
    return raw.lstrip()[:1] == b"["


def _of_csv(raw: bytes) -> pd.DataFrame:
    """The bundled extract."""
    table = collected.read(raw)
    if list(table.columns) != _COLUMNS:
        raise ValueError(f"the columns are {', '.join(table.columns)}; expected "
                         + ", ".join(_COLUMNS))  # fmt: skip
    return table


def _of_json(raw: bytes, code: str) -> pd.DataFrame:
    # Figures stay as printed: a float would say more digits than the World Bank does.
    rows = _rows(json.loads(raw, parse_float=str, parse_int=str))
    try:
        indicators = {str(row["indicator"]["id"]) for row in rows}
        units = {str(row["unit"]) for row in rows if row.get("unit")}
        cells = [[row[name] for name in _COLUMNS] for row in rows]
    except (KeyError, TypeError) as error:
        raise ValueError(f"a row is not as documented: {error!r}") from error
    if indicators != {code}:
        raise ValueError(f"it speaks of {', '.join(sorted(indicators))}; expected {code}")
    if units:  # it says that of the indicator, and leaves the field empty
        raise ValueError(f"rows in {', '.join(sorted(units)[:5])}; expected no other unit")
    return pd.DataFrame(cells, columns=_COLUMNS, dtype="str")


def _rows(answer: Any) -> list[Any]:
    """The rows of a whole answer. Raises ValueError for errors, nothing, and one of many pages."""
    try:
        header, rows = answer[0], (answer[1] if len(answer) > 1 else None)
        if messages := header.get("message"):
            raise ValueError("; ".join(f"error {one['id']}: {one['value']}" for one in messages))
        if not rows:
            raise ValueError("no figures")
        pages, total = int(header["pages"]), int(header["total"])
    except (KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise ValueError(f"an answer that is not as documented: {error!r}") from error
    if pages != 1 or total != len(rows):
        raise ValueError(f"{len(rows)} of {total} rows, {pages} pages; expected all on one page")
    return list(rows)
