"""Legal entities of NRW whose group is headed from China, and all who stand above them (GLEIF)."""

from __future__ import annotations

from etl.readers.gleif import answers, crawl, tables

DATASET = tables.dataset(
    table="LEI-CDF Level 1",
    title="Rechtsträger in NRW, deren Konzernspitze in China, Hongkong, Macau oder Taiwan sitzt, "
    "und ihre Mutterunternehmen",
    feeds="gleif_entity",
    rows=(1, 20_000),
    schema=tables.ENTITY,
)
BOOKKEEPING = tables.BOOKKEEPING

fetch = crawl.fetch
parse = answers.entities
stated = answers.stated
remarks = answers.remarks
