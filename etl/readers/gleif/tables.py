"""What we keep of GLEIF: legal entities of NRW with a parent in China, and who consolidates whom.

A parent here is who draws up the accounts of the group: control by accounting, not a share. Where
an entity reports none it gives a reason, which says nothing of who owns it.
"""

from functools import partial

from etl.schema import Dataset, Rhythm, Title, column, table
from etl.vintages.records import OF_STATE

#: Where a parent's seat or head office makes a group Chinese in the widest sense; which of them
#: count is chosen where it is shown.
OWNERS_FROM = ("cn", "hk", "mo", "tw")
NRW = "de-nw"
#: In which a change is no news: kept up by whom the identifier was given.
BOOKKEEPING = ("last_update", "next_renewal", "registration_status", "corroboration")

ENTITY = table(
    {
        "lei": column("legal entity identifier", required=True, unique=True),
        "name": column("legal name", required=True),
        "name_language": column("language of the legal name"),
        "other_names": column("further names: earlier, trading, transliterated", kind="list"),
        "legal_address_city": column("seat: town, as written"),
        "legal_address_region": column("seat: region (ISO 3166-2, lower case)"),
        "legal_address_country": column("seat: country (ISO 3166-1, lower case)"),
        "legal_address_postcode": column("seat: postcode"),
        "headquarters_city": column("head office: town, as written"),
        "headquarters_region": column("head office: region (ISO 3166-2, lower case)"),
        "headquarters_country": column("head office: country (ISO 3166-1, lower case)"),
        "headquarters_postcode": column("head office: postcode"),
        "register_authority": column("register, by GLEIF's code (RA…)"),
        "register_number": column("number in that register, as written"),
        "jurisdiction": column("law under which it stands (ISO, lower case)"),
        "category": column("kind of entity: general, branch, fund …"),
        "legal_form": column("legal form, by its code in ISO 20275"),
        "entity_status": column("whether it exists", allowed=("active", "inactive")),
        "registration_status": column("state of its identifier: issued, lapsed, retired, merged …"),
        "initial_registration": column("day on which it got its identifier, not its foundation",
                                       kind="day"),
        "last_update": column("day of the last update of its record", kind="day"),
        "next_renewal": column("day until which its record is to be renewed", kind="day"),
        "corroboration": column("how far its record was compared with registers"),
        "direct_exception": column("reason why it reports no direct parent"),
        "ultimate_exception": column("reason why it reports no ultimate parent"),
        "nrw_by_postcode": column("address without a region whose postcode lies in NRW",
                                  allowed=("legal_address", "headquarters")),
        "successor_lei": column("identifier of who took its place"),
        **OF_STATE,
    }
)  # fmt: skip

RELATIONSHIP = table(
    {
        "child_lei": column("who is consolidated", required=True),
        "parent_lei": column("who consolidates", required=True),
        "relation": column("as direct parent, or as the top of the group", required=True,
                           allowed=("direct", "ultimate")),
        "relationship_status": column("whether it still holds", required=True,
                                      allowed=("active", "inactive")),
        "start_date": column("first day", kind="day"),
        "end_date": column("last day", kind="day"),
        "registration_status": column("state of the report: published, lapsed, retired …"),
        "last_update": column("day of its last update", kind="day"),
        "corroboration": column("how far it was compared with documents"),
        **OF_STATE,
    },
    key=["child_lei", "parent_lei", "relation", "start_date"],
)  # fmt: skip

#: The form of a part of GLEIF.
dataset = partial(
    Dataset,
    series=Title("GLEIF, Auszug", "GLEIF, extract"),
    publisher="GLEIF",
    publisher_kind="register",
    page="https://search.gleif.org/",
    licence="cc0-1.0",
    cadence="three times a day; once a month is enough for a register of firms",
    rhythm=Rhythm("month", 0, 31),
    rest_days=28,
)
