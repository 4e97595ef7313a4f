"""What is known: claims and sums of claims by what they are figures of, with the bounds of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from data.answer import Answer
from reports.checker.periods import Period

#: Measures by the unit of what is counted. Who counts differs: none of them can be told wrong
#: unless the text says whose count it is.
COUNTED: Mapping[str, tuple[str, ...]] = {
    "projects": ("investment_projects_nrw_balance", "investment_projects_nrw_assisted",
                 "investment_projects_gtai", "investment_projects_ey_monitor"),
    "deals": ("ma_deals_ey", "ma_deals_pwc", "ma_deals_iw", "ma_deals_rhodium", "ma_deals_gtai"),
    "companies": ("chinese_firms", "chinese_firms_registered", "chinese_firms_with_branches",
                  "new_chinese_firms"),
    "teu": ("container_handling_teu", "china_eu_rail_teu", "network_teu_incl_ru_by", "utlc_era_teu",
            "eurasian_transit_teu"),
    "trains": ("network_trains_incl_ru_by", "china_trains", "china_europe_trains_undefined"),
    "tonnes": ("ship_handling_tonnes", "total_handling_tonnes"),
    "employees": ("employees_in_chinese_firms",),
    "musd": ("ma_value_ey",),
}  # fmt: skip
INVESTED = (
    "fdi_stock_outward",
    "fdi_stock_outward_consolidated",
    "fdi_flow_outward",
    "fdi_stock_inward",
)
TRADE = ("trade_value", "share_of_region_trade", "rank_among_partners", "change_on_previous_year",
         "product_trade_value", "share_of_product_in_partner_trade")  # fmt: skip
#: Stocks: what is known at any day of a year is a figure of that year.
STOCKS = {*COUNTED["companies"], *COUNTED["employees"], *INVESTED}
INDICATORS = [*TRADE, *INVESTED, *(one for group in COUNTED.values() for one in group)]
#: What a text calls Germany or the EU, in the concepts that claims keep apart.
_SAME_REGION = {"de_estat": "de", "eu27": "eu", "eu28": "eu"}


@dataclass(frozen=True)
class Known:
    """A known figure: a claim, or what a formula makes of several.

    ``low``, ``high``: what it agrees with as rounded and qualified, None for open. ``shown_id``:
    the claim that is shown in its stead, its own id where it is shown itself. ``rounded``: what
    comes of a comparison when both sides are rounded first, as releases do.
    """

    claim_ids: tuple[str, ...]
    formula: str
    indicator: str
    region: str
    partner: str
    place: str
    flow: str
    product: str
    scope: str
    basis: str
    period: Period | None
    value: float
    low: float | None
    high: float | None
    unit: str
    known_since: date
    shown_id: str = ""
    level: int = 1
    confidence: str = "high"
    step: float | None = None
    source_id: str = ""
    system: str = ""
    rounded: float | None = None

    @property
    def is_shown(self) -> bool:
        """Whether it is the figure to be shown of its thing, as our own sums are."""
        return self.shown_id in ("", self.claim_ids[0])

    @property
    def is_closed(self) -> bool:
        """Whether it says how much at least and how much at most."""
        return self.low is not None and self.high is not None

    @property
    def is_firm(self) -> bool:
        """Whether it is good enough to call another figure wrong by it."""
        return self.level <= 2 and self.confidence != "low"


class Knowledge:
    """All known figures of the measures looked for, by measure, partner, flow, goods, region."""

    def __init__(self, claims: Answer, sums: Answer) -> None:
        self._by_thing: dict[tuple[str, ...], list[Known]] = defaultdict(list)
        self.by_id: dict[str, Known] = {}
        for known in [*_claims(claims), *_sums(sums)]:
            if known.formula == "of":
                self.by_id[known.claim_ids[0]] = known
            trade = (known.indicator, known.partner, known.flow, known.product)
            self._by_thing[trade].append(known)
            self._by_thing[*trade, known.region].append(known)
            if known.indicator not in TRADE:
                self._by_thing[known.indicator,].append(known)

    def trade(self, indicator: str, region: str, partner: str, flow: str,
              product: str = "") -> list[Known]:  # fmt: skip
        """Figures on trade of one region with one partner in one direction, of all periods."""
        return self._by_thing.get((indicator, partner, flow, product, region), [])

    def regions(self, indicator: str, partner: str, flow: str, product: str = "") -> list[Known]:
        """Figures on trade of all regions with a partner in one direction."""
        return self._by_thing.get((indicator, partner, flow, product), [])

    def counts(self, indicator: str) -> list[Known]:
        """Figures of a measure that is no trade, of all regions and periods."""
        return self._by_thing.get((indicator,), [])

    def shown_figure(self, known: Known) -> Known:
        """The figure that is shown of the same thing."""
        return self.by_id.get(known.shown_id, known)


def is_trade(known: Known) -> bool:
    """Whether it is a figure on trade, which everybody counts alike."""
    return known.flow in ("export", "import", "turnover")


def of_period(figures: Iterable[Known], period: Period) -> list[Known]:
    """Those of one period, by its days; of a stock, those of any day of the year."""
    return [known for known in figures if _is_of(known, known.period, period)]


def _is_of(known: Known, own: Period | None, period: Period) -> bool:
    if own is None:
        return False
    if (own.start, own.end) == (period.start, period.end):
        return True
    return known.indicator in STOCKS and own.end.year == period.end.year and "year" in (
        period.kind, own.kind)  # fmt: skip


def _claims(answer: Answer) -> Iterator[Known]:
    rows = list(_rows(answer))
    shown = {row["series_key"]: row["claim_id"] for row in rows if row["precedence"] == 1}
    for row in rows:
        yield _known(row, (row["claim_id"],), "of", shown[row["series_key"]])


def _sums(answer: Answer) -> Iterator[Known]:
    for row in _rows(answer):
        claim_ids = tuple(map(str, row["claim_ids"]))
        yield _known({**row, "indicator": "trade_value"}, claim_ids, "sum", "")


def _rows(answer: Answer) -> Iterator[dict[str, Any]]:
    """Rows by column; what is not there is None."""
    names = list(map(str, answer.rows.columns))
    columns = [answer.rows[name].tolist() for name in names]
    for cells in zip(*columns, strict=True):
        yield {name: cell if hasattr(cell, "__iter__") or cell == cell else None  # noqa: PLR0124 - NaN
               for name, cell in zip(names, cells, strict=True)}  # fmt: skip


def _known(
    row: Mapping[str, Any], claim_ids: tuple[str, ...], formula: str, shown_id: str
) -> Known:
    text = {name: row.get(name) or "" for name in
            ("partner", "place", "flow", "product", "basis", "china_scope")}  # fmt: skip
    low, high = row["at_least"], row["at_most"]
    if row["value"] is None:
        low, high = row["value_low"], row["value_high"]
    start, region = row["period_start"], row["region"]
    return Known(
        claim_ids,
        formula,
        row["indicator"],
        _SAME_REGION.get(region, region),
        text["partner"],
        text["place"],
        text["flow"],
        text["product"],
        text["china_scope"],
        text["basis"],
        None
        if start is None
        else Period(row["period_kind"], start.date(), row["period_end"].date()),
        float(next(one for one in (row["value"], low, high) if one is not None)),
        low,
        high,
        row["unit"],
        row["known_since"].date(),
        shown_id,
        row.get("evidence_level", 1),
        row.get("confidence", "high"),
        row.get("step"),
        row.get("source_id", ""),
        row.get("trade_system") or "",
    )
