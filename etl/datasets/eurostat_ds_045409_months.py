"""Germany's trade by month, with each partner and by subheading of the harmonised system (HS6).

Some 350,000 rows a month, of which none is a claim: they stand in bulk.product_month, where
questions on one product or one partner read them. Totals and chapters with China are claims of the
same table already (eurostat_ds_045409). Fetched by its name alone at first, since each of its
months is an archive of 45 MB; from then on with all others.
"""

from __future__ import annotations

from etl.fetch.dataset import FetchSession
from etl.readers.eurostat import monthly_files, products
from etl.readers.eurostat.client import comext
from etl.schema import Rhythm, Title

DATASET = comext(
    table="DS-045409",
    title=Title(
        "EU-Handel seit 1988 nach HS2-4-6 und KN8: Monatsdateien (full_v2)",
        "EU trade since 1988 by HS2-4-6 and CN8: monthly files (full_v2)",
    ),
    cadence="monthly, about 45 days after the month",
    rhythm=Rhythm("month", 45, 10),
    rows=(4, 10_000),
    is_newest_only=True,
    is_by_name=True,
)
LAYOUT = products.LAYOUT
#: Months of a fetch: two years to compare, and the one that began before them.
_MONTHS = 25


def fetch(session: FetchSession) -> None:
    """Ask for the newest monthly files. Raises Unreachable, Unexpected."""
    monthly_files.fetch(session, LAYOUT, _MONTHS)


parse = products.parse
rows = products.rows
