"""Declarations of the register of companies: what GLEIF feeds, and which of ours is which there."""

from __future__ import annotations

from etl.schema import column, table

_STATED = {
    "source_id": column("who says so", required=True, codes="source.source_id"),
    "known_since": column("day from which it was known", kind="day", required=True),
}
#: Why no parent is named, by GLEIF's codes in lower case.
EXCEPTION = ("no_lei", "natural_persons", "non_consolidating", "no_known_person", "non_public")

#: Legal entities as GLEIF has them in its newest state: those of NRW under owners in China, Hong
#: Kong, Macau or Taiwan, and everybody above them.
GLEIF_ENTITY = table(
    {
        "lei": column("legal entity identifier (LEI)", required=True, unique=True),
        "name": column("legal name", required=True),
        "name_language": column("language of the name"),
        "other_names": column("other names", kind="list"),
        **{
            f"{seat}_{part}": column(f"{part} of the {seat.replace('_', ' ')}")
            for seat in ("legal_address", "headquarters")
            for part in ("city", "region", "country", "postcode")
        },
        "register_authority": column("register that it is entered in, by GLEIF's code"),
        "register_number": column("its number there"),
        "jurisdiction": column("law under which it stands"),
        "category": column("kind of entity"),
        "legal_form": column("legal form, by its code (ISO 20275)"),
        "entity_status": column("active or inactive", allowed=("active", "inactive")),
        "registration_status": column("state of its LEI: issued, lapsed, retired …"),
        "initial_registration": column("first day of its LEI", kind="day"),
        "last_update": column("last day on which its record changed", kind="day"),
        "next_renewal": column("day on which its record is to be renewed", kind="day"),
        "corroboration": column("how well its record is supported"),
        "direct_exception": column("why no direct parent is named", allowed=EXCEPTION),
        "ultimate_exception": column("why no ultimate parent is named", allowed=EXCEPTION),
        "successor_lei": column("LEI of who took its place"),
        **_STATED,
    }
)  # fmt: skip

#: Parents by consolidation as GLEIF has them in its newest state, ended ones as well.
GLEIF_RELATIONSHIP = table(
    {
        "child_lei": column("LEI of who is owned", required=True),
        "parent_lei": column("LEI of the parent", required=True),
        "relation": column("which parent", required=True, allowed=("direct", "ultimate")),
        "relationship_status": column("active or inactive", allowed=("active", "inactive")),
        "start_date": column("first day", kind="day"),
        "end_date": column("last day", kind="day"),
        "registration_status": column("state of its record: published, lapsed, retired …"),
        "last_update": column("last day on which its record changed", kind="day"),
        "corroboration": column("how well its record is supported"),
        **_STATED,
    }
)

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
