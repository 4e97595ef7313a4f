"""Collected claims on investment, read in published sources and kept as each publisher's claim."""

from etl.readers.collected import CLAIMS, by_hand

DATASET = by_hand(
    title="Collected claims on investment", feeds="claim", rows=(250, 2000), schema=CLAIMS
)
