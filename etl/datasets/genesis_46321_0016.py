"""What ports of NRW handle by ship, years: whole (table 46321-0015) and by division of goods."""

from functools import partial

from etl.readers.claims import inland_ports
from etl.readers.genesis import metadata
from etl.readers.genesis.request import Ask, dataset, since
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="46321-0016",
    title=Title(
        "Umgeschlagene Güter (Binnenschifffahrt): Deutschland, Jahre, Ausgewählte Binnenhäfen, "
        "Güterverzeichnis (Abteilungen)",
        "Goods handled (inland waterways): Germany, years, selected inland ports, classification "
        "of goods (divisions)",
    ),
    cadence="yearly",
    rhythm=Rhythm("year"),
    rows=(20, 20_000),
)

fetch = partial(
    metadata.fetch_with,
    asks=[Ask(table, years=since(2011)) for table in (DATASET.table, "46321-0015")],
    pattern=inland_ports.PORT, meaning="ports",
)  # fmt: skip
parse = partial(inland_ports.claims, table=DATASET.table)
#: Where divisions do not add up to the published total of a port.
inconsistencies = inland_ports.disagreements
