"""What the office's own lists feed into the warehouse: rows for the office, protected sums for all.

Of neither does any public question read the rows. A list becomes a source only once somebody chose
to publish its sums; its file is not named.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pandera.pandas as pa

from etl.inbox.deliveries import Delivery, own_lists
from etl.inbox.own.publish import MEASURES, TABLES, TOTAL, OwnList, sums
from etl.inbox.schema import OWN_COMPANY
from etl.readers.collected import SOURCES
from etl.schema import column, frame_of, table, with_keys_again

#: Place, noun, declaration, rows as checked text.
Part = tuple[str, str, pa.DataFrameSchema, pd.DataFrame]

_LIST = {
    "delivery_id": column("list; its key begins with the moment of acceptance", required=True),
    "supplier": column("who brought the list", required=True),
    "list_day": column("day on which the list was accepted", kind="day", required=True),
    "is_published": column("protected sums may be shown to all", kind="yes_no", required=True),
}
ROWS = table({**_LIST, **with_keys_again(OWN_COMPANY)})
SUMS = table(
    {
        "sum_id": column("key of the sum", required=True, unique=True),
        "delivery_id": column("list that it is of", required=True),
        "list_day": column("day on which the list was accepted", kind="day", required=True),
        "source_id": column("the list as a source", required=True, codes="source.source_id"),
        "measure": column("what is summed", required=True, allowed=tuple(MEASURES)),
        "breakdown": column("table that it stands in", required=True, allowed=(TOTAL, *TABLES)),
        "code": column("cell of that table", required=True),
        "value": column("sum; none where it is protected", kind="count", low=0, high=10**9),
        "is_protected": column("not shown, to protect single firms", kind="yes_no", required=True),
        "sites_known": column("rows of which it is known; of the total alone", kind="count", low=0,
                              high=10**6),
    }
)  # fmt: skip
_PLACE = "data/own/accepted/own_company"


def parts() -> list[Part]:
    """All that own lists feed; every noun occurs, also when there are none.

    Raises Refused when a list is damaged.
    """
    lists = [(one, one.frame()) for one in own_lists()]
    rows = [frame.assign(**_list_columns(one))[list(ROWS.columns)] for one, frame in lists]
    chosen = [(one, frame) for one, frame in lists if one.is_published]
    sum_rows = pd.DataFrame(
        sums([OwnList(one.delivery_id, _records(frame)) for one, frame in chosen]),
        columns=[name for name in SUMS.columns if name not in ("list_day", "source_id")],
        dtype="str",
    )
    days = {one.delivery_id: one.day.isoformat() for one, _ in chosen}
    sum_rows["list_day"] = sum_rows["delivery_id"].map(days).astype("str")
    sum_rows["source_id"] = [f"own-{delivery}" for delivery in sum_rows["delivery_id"]]
    sum_rows = sum_rows.astype("str")
    return [
        *((_PLACE, "own_company", ROWS, frame) for frame in [frame_of(ROWS), *rows]),
        (_PLACE, "own_sum", SUMS, sum_rows[list(SUMS.columns)]),
        (_PLACE, "source", SOURCES, _sources(one for one, _ in chosen)),
    ]


def _list_columns(one: Delivery) -> dict[str, str]:
    return {
        "delivery_id": one.delivery_id, "supplier": one.supplier,
        "list_day": one.day.isoformat(), "is_published": "yes" if one.is_published else "no",
    }  # fmt: skip


def _records(frame: pd.DataFrame) -> list[dict[str, str | None]]:
    """Rows with None where nothing is."""
    filled = frame.astype(object).where(frame.notna(), None)
    return [{str(name): cell for name, cell in row.items()} for row in filled.to_dict("records")]


def _sources(lists: Iterable[Delivery]) -> pd.DataFrame:
    rows = [
        {
            "source_id": f"own-{one.delivery_id}", "publisher": one.supplier,
            "publisher_kind": "municipality",
            "title": "Eigene Firmenliste, geschützte Summen",
            "title_en": "Own list of firms, protected sums", "published": one.day.isoformat(),
            "published_precision": "day", "licence": "operator_report", "is_official_table": "no",
        }
        for one in lists
    ]  # fmt: skip
    return frame_of(SOURCES, rows)
