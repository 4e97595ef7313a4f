"""The columns of a row of the office's own list, once it is checked."""

from __future__ import annotations

from collections.abc import Mapping

import pandera.pandas as pa

from etl.schema import column

STATUS = ("active", "planned", "in_liquidation", "insolvent", "closed", "sold", "unknown")

COMPANIES: Mapping[str, pa.Column] = {
    "firm_key": column("what tells the firm: LEI, else register, else name", required=True),
    "name": column("name of the firm", required=True),
    "name_zh": column("name in Chinese characters, as written"),
    "owner": column("owner, as written"),
    "owner_country": column("country of the owner (ISO alpha-2)"),
    "town": column("town, as written"),
    "postcode": column("postcode"),
    "city_code": column("town, where it is one that we know", codes="cities.code"),
    "kreis_ags": column("Kreis (AGS), where it is known", codes="kreise.ags"),
    "register_court": column("court of the commercial register, as written"),
    "register_number": column("number in the commercial register, as written"),
    "register_key": column("court and number, to be compared; none without both"),
    "lei": column("legal entity identifier"),
    "sector": column("sector, as written"),
    "sector_code": column("sector, where it is one of ours", codes="sectors.code"),
    "jobs": column("jobs", kind="count", low=0, high=500_000, unit="employees"),
    "jobs_date": column("day, month or year of that number", kind="when"),
    "status": column("status", required=True, allowed=STATUS),
    "since": column("day, month or year since when it is there", kind="when"),
    "next_contact": column("month of the next contact, as its first day", kind="day"),
    "remark": column("remark"),
}
