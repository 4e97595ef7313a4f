"""Where the investment claims were read: publisher, date, licence, address."""

from etl.readers.collected import SOURCES, read
from etl.source import Source

SOURCE = Source(
    title="Where the investment claims were read",
    publisher="named in each row",
    page="named in each row",
    licence="named in each row",
    cadence="collected by hand",
    feeds="source",
    rows=(250, 2000),
    schema=SOURCES,
)

parse = read
