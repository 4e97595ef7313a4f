"""Where the assumptions of the corridor calculator were read: distances by sea, CO₂ factors."""

from etl.readers.collected import SOURCES, by_hand

DATASET = by_hand(
    title="Where the assumptions of the corridor calculator were read",
    feeds="source",
    rows=(5, 200),
    schema=SOURCES,
)
