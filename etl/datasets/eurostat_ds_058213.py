"""Germany's trade with China by mode of transport at the border of the EU: months, HS chapters.

Value and weight, both ways; Hong Kong apart, in total. Asked of the interface; where that refuses
as too large or does not offer the table, the newest months come as files of their own. The time
asked for does not lessen Eurostat's estimate of an answer, so each direction and measure is a
question: 98 products in 9 modes over all months since 2000 stay below the 500,000 cells of an
answer given at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected, Unreachable
from etl.readers.eurostat import bulk, client, modes, monthly_files
from etl.readers.eurostat import codes as eurostat_codes
from etl.schema import Title

DATASET = client.comext(
    table=modes.TABLE,
    title=Title(
        "Handel der EU mit Drittländern nach Verkehrszweig und HS (Kapitel des "
        "Harmonisierten Systems)",
        "EU trade with third countries by mode of transport and HS (chapters of the "
        "Harmonised System)",
    ),
    cadence="monthly, about 45 days after the month",
    rows=(20, 1_500_000),
    is_newest_only=True,  # a monthly file brings its month alone
)
_SINCE = 2015
_FIXED = ("freq", "reporter", "partner", "product", "flow", "indicators")
_OTHERS = ("container", "nationality", "stat_procedure", "trade_type")
_MEASURES = (("VALUE_IN_EUROS", "VALUE_EUR"), ("QUANTITY_IN_100KG", "QUANTITY_KG"))
#: Months that are fetched as files: with the same month of the year before.
_MONTHS = 13
_NOT_OFFERED = "status 404"
LAYOUT = bulk.TRANSPORT


def fetch(session: FetchSession) -> None:
    """Ask which codes there are, then for the months; else for the newest monthly files."""
    try:
        existing = eurostat_codes.fetch(session, DATASET.table, is_comext=True)
        for ask in _questions(existing):
            client.fetch(session, ask)
    except (client.TooLarge, Unexpected) as refused:
        # The interface may not offer the table at all: the files have it all the same.
        if not (isinstance(refused, client.TooLarge) or refused.found == _NOT_OFFERED):
            raise
        session.report(f"{refused.found[:80]}: the monthly files are fetched instead")
        session.parts.clear()
        try:
            monthly_files.fetch(session, LAYOUT, _MONTHS)
        except Unreachable as nothing:
            reason = f"{refused.found[:80]} at {refused.place}, and {nothing.found}"
            raise Unreachable(nothing.place, reason) from nothing


def _questions(existing: eurostat_codes.Codes) -> Iterator[client.Ask]:
    """By direction and measure for China, in total and by chapter; for Hong Kong in total."""
    address = eurostat_codes.constraint_address(DATASET.table, is_comext=True)
    try:
        of_mode = modes.dimension([name for name in existing if name not in _FIXED])
    except ValueError as error:
        raise Unexpected(address, str(error), "a dimension of that kind", b"") from None
    measures = [tuple(code for code in choices if code in existing.get("indicators", ()))[:1]
                for choices in _MEASURES]  # fmt: skip
    for number, measure in enumerate(measures):
        if not measure:
            raise Unexpected(address, f"indicators with {', '.join(existing['indicators'][:12])}"
                             if "indicators" in existing else f"the dimensions {list(existing)}",
                             f"one of {', '.join(_MEASURES[number])}", b"")  # fmt: skip
    known = tuple(code for code in existing[of_mode] if code not in modes.WHOLE)
    china = [("CN", (flow,), measure, ("TOTAL", *modes.CHAPTERS))
             for flow in modes.FLOWS for measure in measures]  # fmt: skip
    both = tuple(code for measure in measures for code in measure)
    for partner, flows, codes, products in [*china, ("HK", tuple(modes.FLOWS), both, ("TOTAL",))]:
        wanted = {"freq": ("M",), "reporter": ("DE",), "partner": (partner,), "product": products,
                  "flow": flows, "indicators": codes, of_mode: known}  # fmt: skip
        # Whatever else splits the figures is asked for as a whole.
        others = {name: modes.WHOLE for name in _OTHERS if name in existing}
        key = eurostat_codes.select(DATASET.table, existing, wanted, others, is_comext=True)
        yield client.Ask(DATASET.table, key, _SINCE, is_comext=True, may_be_empty=partner == "HK")


parse = modes.parse
inconsistencies = modes.unknown


def claimed(rows: pd.DataFrame) -> pd.DataFrame:
    """Those of its rows that are claims: of China the years by mode, the months by rail and in all.

    The other months, chapters and Hong Kong stand in core.mode_trade alone.
    """
    is_shown = (rows["period_kind"] != "month") | rows["mode"].isin(["rail", "total"])
    return rows[(rows["counterpart"] == "cn") & rows["product"].isna() & is_shown]
