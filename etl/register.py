"""Declarations of the register of companies: which of ours is which legal entity of GLEIF."""

from __future__ import annotations

from etl.schema import column, table

#: Which legal entity of GLEIF a company or documented owner of ours is.
ENTITY_MATCH = table(
    {
        "company_id": column("key of the company, or of the documented owner (core.entity)",
                             required=True, unique=True),
        "lei": column("legal entity identifier (LEI)", required=True),
        "how": column("how it was matched", required=True,
                      allowed=("lei", "register", "name_town", "decision")),
    }
)  # fmt: skip
