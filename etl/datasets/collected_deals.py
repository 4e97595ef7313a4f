"""Documented deals of Chinese investors in NRW, with deals elsewhere in Germany for comparison."""

from etl.readers.collected import CONFIDENCE, by_hand, read
from etl.schema import column, table

DATASET = by_hand(
    title="Documented deals",
    feeds="deal",
    rows=(70, 5000),
    schema=table(
        {
            "deal_id": column("key of the deal", required=True, unique=True),
            "company_id": column("company concerned", codes="company.company_id"),
            "investor": column("who bought", required=True),
            "investor_country": column("country of the investor (ISO alpha-2)"),
            "target": column("what was bought", required=True),
            "city_code": column("town or towns", kind="list", codes="cities.code"),
            "state": column("Land or Länder", kind="list", codes="regions.code"),
            "year": column("year", kind="count", required=True, low=1900, high=2100),
            "month": column("month", kind="count", low=1, high=12),
            "sector_code": column("sector", codes="sectors.code"),
            "value_meur": column(
                "value; covers what value_basis says, never to be summed",
                kind="number",
                unit="million EUR",
            ),
            "value_original": column("value as stated, in millions", kind="number"),
            "currency": column("currency as stated"),
            "value_basis": column("what the value covers", codes="value_bases.code"),
            "stake_pct": column("stake", kind="number", low=0, high=100, unit="percent"),
            "stake_text": column("stake in words", codes="stake_texts.code"),
            "status": column("what became of it", required=True, codes="statuses.code"),
            "direction": column(
                "investment or sale by a Chinese owner",
                required=True,
                allowed=("investment", "divestment"),
            ),
            "mode": column("how", required=True, codes="entry_modes.code"),
            "source_ids": column(
                "who says so", required=True, kind="list", codes="source.source_id"
            ),
            "confidence": column(
                "our confidence in the reading", required=True, allowed=CONFIDENCE
            ),
            "note_de": column("remark in German"),
            "note_en": column("remark in English"),
        }
    ),
)

parse = read
