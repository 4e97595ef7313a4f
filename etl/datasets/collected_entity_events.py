"""Documented events in the life of firms; a deal is an event that says how (``mode``).

Firms are documented companies, and what was bought or was to be bought elsewhere in Germany.
"""

from etl.readers.collected import REMARKS, by_hand
from etl.schema import column, table

DATASET = by_hand(
    title="Events in the life of Chinese-owned companies, deals among them",
    feeds="entity_event",
    rows=(150, 10000),
    schema=table(
        {
            "event_id": column("key of the event", required=True, unique=True),
            "entity_id": column("whose event: a company, or what a deal was about", required=True),
            "date": column("when, as far as known (year, year-month or day)", kind="when"),
            "date_precision": column("how exactly that is known", allowed=("day", "month", "year")),
            "kind": column("what happened", required=True, codes="event_kinds.code"),
            "deal_id": column("deal that it is, or that it is a step of"),
            "mode": column("how a deal came about; none: it is no deal", codes="entry_modes.code"),
            "direction": column(
                "investment or sale by a Chinese owner", allowed=("investment", "divestment")
            ),
            "buyer": column("who bought or bid"),
            "buyer_country": column("country of the buyer (ISO alpha-2)"),
            "target": column("what was bought"),
            "city_code": column("town or towns", kind="list", codes="cities.code"),
            "state": column("Land or Länder", kind="list", codes="regions.code"),
            "sector_code": column("sector", codes="sectors.code"),
            "amount_meur": column("amount", kind="number", unit="million EUR"),
            "amount_original": column("amount as stated, in millions", kind="number"),
            "currency_original": column("currency as stated"),
            "amount_basis": column("what the amount covers", codes="value_bases.code"),
            "stake_pct": column("stake", kind="number", low=0, high=100, unit="percent"),
            "stake_text": column("stake in words", codes="stake_texts.code"),
            "jobs": column(
                "jobs named; below zero: cut", kind="count", low=-1000000, high=1000000, unit="jobs"
            ),
            "counterpart": column("other party"),
            "source_ids": column(
                "who says so; the first tells amount, stake and remark",
                required=True,
                kind="list",
                codes="source.source_id",
            ),
            **REMARKS,
        }
    ),
)
