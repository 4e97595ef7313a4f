"""Where the claims on people from China and some cooperation events were read."""

from etl.readers.collected import SOURCES, by_hand

DATASET = by_hand(
    title="Where the claims on people from China were read",
    feeds="source",
    rows=(5, 1000),
    schema=SOURCES,
)
