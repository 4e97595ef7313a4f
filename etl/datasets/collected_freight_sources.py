"""Where the freight claims were read: publisher, date, licence, address."""

from etl.readers.collected import SOURCES, by_hand

DATASET = by_hand(
    title="Where the freight claims were read", feeds="source", rows=(230, 2000), schema=SOURCES
)
