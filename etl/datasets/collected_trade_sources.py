"""Where the trade claims were read: publisher, date, licence, address."""

from etl.readers.collected import SOURCES, by_hand

DATASET = by_hand(
    title="Where the trade claims were read", feeds="source", rows=(90, 1000), schema=SOURCES
)
