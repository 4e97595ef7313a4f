"""Foreign-controlled enterprises in Germany by continent of the parent company, years.

Table 48131-0002 has them by branch without any origin and is left out.
"""

from functools import partial

from etl.readers.claims import foreign_control
from etl.readers.genesis import metadata
from etl.readers.genesis.request import Ask, dataset, since
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="48131-0001",
    title=Title(
        "Auslandskontrollierte Unternehmen: Deutschland, Jahre, Herkunftskontinent der "
        "Muttergesellschaft",
        "Foreign-controlled enterprises: Germany, years, continent of origin of the parent company",
    ),
    cadence="yearly, the series of this table ended with 2020",
    rhythm=Rhythm("year", has_ended=True),
    rows=(12, 500),
)

fetch = partial(
    metadata.fetch_with, asks=[Ask(DATASET.table, years=since(2009))],
    pattern=foreign_control.ORIGIN, meaning="origin",
)  # fmt: skip
parse = foreign_control.claims
