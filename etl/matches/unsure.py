"""Pairs that nobody has decided on: found in the register once it is built, listed for people."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb
import pandas as pd

from data import match_choices
from etl.matches import found
from etl.schema import column, table
from matching.entities import Entity

ENTITY_PAIR = table(
    {
        "company_id": column("key of the company or documented owner", required=True),
        "lei": column("legal entity identifier (LEI)", required=True),
        "reason": column("what they share", required=True, allowed=("register", "name")),
    },
    key=["company_id", "lei"],
)  # fmt: skip
_ENTITIES = """
select e.entity_id, e.lei, e.in_nrw, e.register_authority, e.register_number, c.name_de as town,
  e.postcode, list(distinct n.name order by n.name) as names
from core.entity e
join core.entity_name n using (entity_id)
left join reference.cities c on c.code = e.city_code
where starts_with(e.entity_id, 'lei_') or e.lei is null
group by all
order by e.entity_id
"""


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Find all pairs and put them into core.entity_pair."""
    pairs = undecided(con.execute(_ENTITIES).df())
    if not pairs:
        return
    con.register("found_pair", pd.DataFrame(pairs, columns=list(ENTITY_PAIR.columns)))
    con.execute("insert into core.entity_pair by name select * from found_pair")
    con.unregister("found_pair")


def undecided(rows: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Pairs of ours and of GLEIF's that may be one: firms in NRW, owners elsewhere."""
    decided = match_choices.read().by_pair
    pairs = []
    for in_nrw in (True, False):
        side = rows[rows["in_nrw"] == in_nrw]
        ours = side[side["lei"].isna()]
        theirs = side[side["lei"].notna()]
        by_lei: dict[str, Sequence[Entity]] = {one.lei: [one] for one in _entities(theirs)}
        pairs += [(one.company_id, one.lei, one.reason)
                  for one in found.pairs(_entities(ours), by_lei)
                  if (one.company_id, one.lei) not in decided]  # fmt: skip
    return pairs


def _entities(rows: pd.DataFrame) -> list[Entity]:
    return [
        Entity(row["entity_id"], tuple(row["names"]), *(
            "" if pd.isna(row[name]) else str(row[name])
            for name in ("lei", "register_authority", "register_number", "town", "postcode")))
        for row in rows.to_dict("records")
    ]  # fmt: skip
