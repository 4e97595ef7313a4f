"""Flows of direct investment between Germany and China: Bundesbank, balance of payments.

Annual, by the immediate partner. Another compilation than Eurostat's bop_fdi6_geo and than the
figures that reports quote: a measure of its own.
"""

from functools import partial

from etl.readers.bundesbank import investment
from etl.schema import Title

_FLOWS = investment.Measure("BBFFDITV", "T", "flow")
DATASET = investment.dataset(
    table=_FLOWS.dataflow,
    title=Title(
        "Direktinvestitionen laut Zahlungsbilanz: Transaktionen nach Ländern, Jahre",
        "Direct investment in the balance of payments: transactions by country, years",
    ),
    cadence="yearly, in spring; earlier years are revised",
)

fetch = partial(investment.fetch, measure=_FLOWS)
parse = partial(investment.claims, measure=_FLOWS)
