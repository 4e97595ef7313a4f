"""Collected claims on ports and rail freight, kept as each publisher's claim."""

from etl.readers.collected import CLAIMS, by_hand

DATASET = by_hand(
    title="Collected claims on ports and rail freight",
    feeds="claim",
    rows=(400, 3000),
    schema=CLAIMS,
)
