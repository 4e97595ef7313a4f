"""Flows of direct investment between Germany and China: Bundesbank, balance of payments.

Annual, by the immediate partner. Another compilation than Eurostat's bop_fdi6_geo and than the
figures that reports quote: a measure of its own.
"""

from functools import partial

from etl.readers.bundesbank import investment

_FLOWS = investment.Measure("BBFFDITV", "T", "flow")
DATASET = investment.dataset(
    table=_FLOWS.dataflow,
    title="Direktinvestitionen laut Zahlungsbilanz: Transaktionen nach Ländern, Jahre",
    cadence="yearly, in spring; earlier years are revised",
)

fetch = partial(investment.fetch, measure=_FLOWS)
parse = partial(investment.claims, measure=_FLOWS)
