"""Collected claims on ports and rail freight, kept as each publisher's claim."""

from etl.readers.collected import CLAIMS, read
from etl.source import Source

SOURCE = Source(
    title="Collected claims on ports and rail freight",
    publisher="named in each row's source",
    page="named in each row's source",
    licence="named in each row's source",
    cadence="collected by hand",
    feeds="claim",
    rows=(400, 3000),
    schema=CLAIMS,
)

parse = read
