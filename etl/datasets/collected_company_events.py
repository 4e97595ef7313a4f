"""Documented events in the life of Chinese-owned companies in NRW."""

from etl.readers.collected import CONFIDENCE, by_hand, read
from etl.schema import column, table

DATASET = by_hand(
    title="Events in the life of these companies",
    feeds="company_event",
    rows=(100, 5000),
    schema=table(
        {
            "event_id": column("key of the event", required=True, unique=True),
            "company_id": column("whose event", required=True, codes="company.company_id"),
            "date": column("when, as far as known (year, year-month or day)", kind="when"),
            "date_precision": column("how exactly that is known", allowed=("day", "month", "year")),
            "kind": column("what happened", required=True, codes="event_kinds.code"),
            "amount_meur": column("amount", kind="number", unit="million EUR"),
            "currency_original": column("currency as stated"),
            "amount_original": column("amount as stated, in millions", kind="number"),
            "amount_basis": column("what the amount covers", codes="value_bases.code"),
            "stake_pct": column("stake", kind="number", low=0, high=100, unit="percent"),
            "jobs": column(
                "jobs named; below zero: cut", kind="count", low=-1000000, high=1000000, unit="jobs"
            ),
            "counterpart": column("other party"),
            "source_id": column("who says so", required=True, codes="source.source_id"),
            "confidence": column(
                "our confidence in the reading", required=True, allowed=CONFIDENCE
            ),
            "note_de": column("remark in German"),
            "note_en": column("remark in English"),
            "deal_id": column("deal it belongs to", codes="deal.deal_id"),
        }
    ),
)

parse = read
