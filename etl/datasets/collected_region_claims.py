"""Collected claims on people from China in NRW: residents, students, guests."""

from etl.readers.collected import CLAIMS, by_hand

DATASET = by_hand(
    title="Collected claims on people from China in NRW",
    feeds="claim",
    rows=(5, 1000),
    schema=CLAIMS,
)
