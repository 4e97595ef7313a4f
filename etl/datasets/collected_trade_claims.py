"""Collected claims on goods trade, read in published sources and kept as each publisher's claim."""

from etl.readers.collected import CLAIMS, by_hand

DATASET = by_hand(
    title="Collected claims on goods trade", feeds="claim", rows=(4000, 9000), schema=CLAIMS
)
