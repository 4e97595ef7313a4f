"""How the rail link stands in a warehouse: its status by the rule and the alerts that are open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

_STATE = """
select state, day::varchar as day, since::varchar as since, last_train::varchar as last_train,
  through::varchar as through
from core.known_link_state order by core.known_link_state.day desc nulls last limit 1
"""
_ALERTS = """
select alert_id, rule, kind, subject, series, measure, about::varchar as about,
  day::varchar as day, value
from core.known_alert where is_open order by core.known_alert.day desc, alert_id
"""


def link_status(file: Path) -> dict[str, Any]:
    """Status of the link and open alerts, as of today; empty for a file made before there were any.

    ``{"link": {state, day, since, last_train, through}, "open_alerts": [{alert_id, rule, …}]}``,
    days as ISO text.
    """
    try:
        with duckdb.connect(str(file), read_only=True) as con:
            state, alerts = _rows(con, _STATE), _rows(con, _ALERTS)
    # A warehouse of an earlier version has no such views; a damaged file is the reader's matter.
    except (duckdb.CatalogException, duckdb.IOException):
        return {}
    return {"link": state[0] if state else None, "open_alerts": alerts}


def _rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    cursor = con.execute(sql)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
