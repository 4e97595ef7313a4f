"""Where the investment claims were read: publisher, date, licence, address."""

from etl.readers.collected import SOURCES, by_hand

DATASET = by_hand(
    title="Where the investment claims were read", feeds="source", rows=(250, 2000), schema=SOURCES
)
