"""Legal entities of NRW whose group is headed from China, and all who stand above them (GLEIF)."""

from etl.readers.gleif import answers, crawl, tables
from etl.schema import Title

DATASET = tables.dataset(
    table="LEI-CDF Level 1",
    title=Title(
        "Rechtsträger in NRW, deren Konzernspitze in China, Hongkong, Macau oder Taiwan sitzt, "
        "und ihre Mutterunternehmen",
        "Legal entities in NRW whose group is headed from China, Hong Kong, Macau or Taiwan, "
        "and their parents",
    ),
    feeds="gleif_entity",
    rows=(1, 20_000),
    schema=tables.ENTITY,
    stated=answers.stated,
)
BOOKKEEPING = tables.BOOKKEEPING

fetch = crawl.fetch
parse = answers.entities
remarks = answers.remarks
