"""Freight in tonnes as official statistics count it: never beside TEU, trains or operators."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from charts.bars import ranked
from data.answer import Answer
from findings import ranking
from i18n import Locale
from ui import components, indicators
from ui.missing_data import Lacking

_RAIL, _GOODS = "rail_freight_tonnes", "ship_handling_goods_tonnes"
#: Name of the line, its badge, place, directions.
_LINES = (
    ("germany_tonnes", "germany_goods", "china_germany", "westbound,eastbound"),
    ("nrw_tonnes", "all_countries", "nrw_abroad", "inward,outward"),
)
#: Means of transport → the table of what regions load and unload.
_REGIONAL = {"rail": "eurostat_tran_r_rago", "waterway": "eurostat_iww_go_atygofl"}


def rail(series: Callable[..., Answer], line: Callable[..., None], gaps: Answer, locale: Locale,
         which: Sequence[str]) -> list[Lacking]:  # fmt: skip
    """The lines that have been fetched; returns what lacks of the others.

    ``series``, ``line``: as the page asks for and draws its other lines; ``which``: what is said of
    directions to and from China.
    """
    lines = [(name, badge, series(_RAIL, place, "official_statistics", flow=flows))
             for name, badge, place, flows in _LINES]  # fmt: skip
    for name, badge, answer in lines:
        if answer:
            line(name, answer, badge, notes=which if name == "germany_tonnes" else ())
    if all(answer for *_, answer in lines):
        return []
    return indicators.lacking(gaps, _RAIL, "genesis_46131_0010 genesis_46131_0014", locale)


def regional(series: Callable[..., Answer], line: Callable[..., None], mode: str,
             locale: Locale) -> list[Lacking]:  # fmt: skip
    """What NRW loads and unloads by ``rail`` or ``waterway``, from and to everywhere: context.

    Returns what lacks where it was not fetched.
    """
    answer = series(f"regional_{mode}_tonnes", "nrw_loading_places", "eurostat_transport",
                    flow="inward,outward")  # fmt: skip
    if not answer:
        return [Lacking(locale(f"freight.bench.regional_{mode}_missing"), [_REGIONAL[mode]])]
    notes = [locale(f"freight.bench.note_{one}") for one in ("regional", f"regional_{mode}")]
    line(f"regional_{mode}", answer, "all_countries_regional", notes=notes)
    return []


def goods(answer: Answer, definitions: Answer, locale: Locale) -> None:
    """Draw the question ``freight_goods``; nothing as long as its table was not fetched."""
    if not answer:
        return
    title = ranking(answer, "", locale, by="product").title.linked(answer)
    components.chart(
        "official_goods", answer, ranked, title=title,
        subtitle=indicators.definition(_GOODS, definitions, locale),
        badges=["freight.bench.badge_all_berths"], by="product", unit="tonnes",
        columns=("product", "period", "value", "status"),
    )  # fmt: skip
