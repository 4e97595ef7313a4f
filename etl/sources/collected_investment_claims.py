"""Collected claims on investment, read in published sources and kept as each publisher's claim."""

from etl.readers.collected import CLAIMS, read
from etl.source import Source

SOURCE = Source(
    title="Collected claims on investment",
    publisher="named in each row's source",
    page="named in each row's source",
    licence="named in each row's source",
    cadence="collected by hand",
    feeds="claim",
    rows=(250, 2000),
    schema=CLAIMS,
)

parse = read
