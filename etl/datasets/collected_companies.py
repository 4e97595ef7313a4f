"""Documented Chinese-owned companies in NRW: cases, never a census."""

from etl.readers.collected import CONFIDENCE, by_hand
from etl.schema import column, table

DATASET = by_hand(
    title="Documented Chinese-owned companies in NRW",
    feeds="company",
    rows=(80, 2000),
    schema=table(
        {
            "company_id": column("key of the company", required=True, unique=True),
            "name": column("name of the company", required=True),
            "parent_name": column("owner"),
            "parent_country": column("country of the owner", codes="regions.code"),
            "owner_scope": column(
                "how Chinese the owner is", required=True, codes="owner_scopes.code"
            ),
            "city_code": column("town", codes="cities.code"),
            "kreis_ags": column("Kreis (AGS)", required=True, codes="kreise.ags"),
            "in_rvr": column("in the Ruhr area (RVR)", kind="yes_no", required=True),
            "sector_code": column("sector", codes="sectors.code"),
            "nace_section": column("section of NACE Rev. 2"),
            "entry_mode": column("how the owner came in", codes="entry_modes.code"),
            "entry_year": column("year of entry", kind="count", low=1900, high=2100),
            "status": column("what may be said of it today", required=True, codes="statuses.code"),
            "last_known_status": column("what was last reported", codes="statuses.code"),
            "status_as_of": column("year of that report", kind="count", low=1900, high=2100),
            "employees": column(
                "employees, often not the site's; never to be summed",
                kind="count",
                low=0,
                high=1000000,
                unit="employees",
            ),
            "employees_year": column("year of that number", kind="count", low=1900, high=2100),
            "employees_scope_de": column("what the number covers, in German"),
            "employees_scope_en": column("what the number covers, in English"),
            "stake_pct": column(
                "stake of the owner", kind="number", low=0, high=100, unit="percent"
            ),
            "stake_text": column("stake in words", codes="stake_texts.code"),
            "source_ids": column(
                "who says so", required=True, kind="list", codes="source.source_id"
            ),
            "confidence": column(
                "our confidence in the reading", required=True, allowed=CONFIDENCE
            ),
            "lat": column("latitude of the town", kind="degree", low=-90, high=90),
            "lon": column("longitude of the town", kind="degree", low=-180, high=180),
            "geo_level": column(
                "what the point stands for", required=True, allowed=("city", "kreis")
            ),
            "note_de": column("remark in German"),
            "note_en": column("remark in English"),
            "show_by_default": column(
                "shown without asking for low confidence", kind="yes_no", required=True
            ),
        }
    ),
)
