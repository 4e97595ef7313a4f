"""Who consolidates whom: from legal entities of NRW to the top of a Chinese group (GLEIF)."""

from etl.readers.gleif import answers, crawl, tables
from etl.schema import Title

DATASET = tables.dataset(
    table="RR-CDF Level 2",
    title=Title(
        "Wer wen in seinen Abschluss einbezieht: von Rechtsträgern in NRW bis zur Konzernspitze "
        "in China, Hongkong, Macau oder Taiwan",
        "Who consolidates whom: from legal entities in NRW to the head of the group in China, "
        "Hong Kong, Macau or Taiwan",
    ),
    feeds="gleif_relationship",
    rows=(1, 40_000),
    schema=tables.RELATIONSHIP,
    stated=answers.stated,
)
BOOKKEEPING = tables.BOOKKEEPING

fetch = crawl.fetch
parse = answers.relationships
remarks = answers.remarks
