"""Where the assumptions of the corridor calculator were read: distances by sea, CO₂ factors."""

from etl.readers.collected import SOURCES, read
from etl.source import Source

SOURCE = Source(
    title="Where the assumptions of the corridor calculator were read",
    publisher="named in each row",
    page="named in each row",
    licence="named in each row",
    cadence="collected by hand",
    feeds="source",
    rows=(5, 200),
    schema=SOURCES,
)

parse = read
