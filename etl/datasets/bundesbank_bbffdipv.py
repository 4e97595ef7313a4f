"""Stocks of direct investment between Germany and China at the end of a year: Bundesbank.

By the immediate partner. Not the survey of direct and indirect holdings that reports quote, and
not Eurostat's bop_fdi6_pos: a measure of its own.
"""

from functools import partial

from etl.readers.bundesbank import investment
from etl.schema import Title

_STOCKS = investment.Measure("BBFFDIPV", "LE", "stock")
DATASET = investment.dataset(
    table=_STOCKS.dataflow,
    title=Title(
        "Direktinvestitionen: Bestände nach Ländern, Jahresende",
        "Direct investment: stocks by country, end of year",
    ),
    cadence="yearly, in spring",
)

fetch = partial(investment.fetch, measure=_STOCKS)
parse = partial(investment.claims, measure=_STOCKS)
