from typing import Any

import streamlit as st

from charts.lines import over_time
from data.answer import Answer
from pages.trade import _gdp
from ui import components, filters, trade_key_figures
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
COLUMNS = ("period", "value", "status", "trade_system", "evidence_kind")


def series(flow: str) -> Answer:
    """Exports or imports by year, of the China and in the measure chosen."""
    if china == "cn":
        return ask("trade_series", flow=flow, measure=measure)
    return ask("trade_sum_series", flow=flow, measure=measure, partners=china.split("_"))


with st.container(horizontal=True):
    china = filters.one_of("china", ["cn", "cn_hk_mo"], label=lambda code: locale(f"china.{code}"))
    measure = filters.one_of(
        "measure", ["trade_value", "trade_weight"], label=lambda c: locale(f"measure.{c}")
    )

exports, imports = series("export"), series("import")
shares = ask("trade_position", measure="share_of_region_trade")
export_shares = shares.where(flow="export")
totals = ask("trade_totals")
no_imports = locale("trade.nrw.no_sum" if china != "cn" else "trade.nrw.no_import_weight")
cards = [
    *trade_key_figures.cards(exports, imports, shares, locale, china=china, measure=measure),
    *trade_key_figures.total_cards(totals, measure, locale),
]
components.key_figures(
    cards,
    [exports, imports, shares, totals],
    note="" if imports else locale("trade.nrw.left_out", why=no_imports),
)

components.chart(
    "trade.nrw.exports", exports, over_time, variant=measure,
    texts={"china": locale(f"china.named.{china}")},
    badges=["concept.special", f"china.{china}"], by="flow", columns=COLUMNS,
)  # fmt: skip
components.chart(
    "trade.nrw.imports", imports, over_time, missing=no_imports,
    badges=["concept.general", f"china.{china}"], by="flow", columns=COLUMNS,
)  # fmt: skip

balance = ask("trade_balance")
is_deficit = any(row.value < 0 for row in list(balance)[-1:])
components.chart(
    "trade.nrw.balance", balance, over_time, variant="minus" if is_deficit else "plus",
    badges=["concept.mixed", "cite.computed", "china.cn"],
    by="region", columns=("period", "export_meur", "import_meur", "value", "status"),
)  # fmt: skip

trade_key_figures.draw_totals(totals)

BOTH = ("concept.special", "concept.general", "china.cn")
FLOWS: dict[str, Any] = {"order": ("export", "import"), "columns": ("period", "flow", *COLUMNS[1:])}
components.chart("trade.nrw.shares", shares, over_time, headline=export_shares, badges=BOTH,
                 by="flow", **FLOWS)  # fmt: skip
ranks = ask("trade_position", measure="rank_among_partners")
components.chart("trade.nrw.ranks", ranks, over_time, headline=ranks.where(flow="export"),
                 badges=BOTH, by="flow", best_first=True, **FLOWS)  # fmt: skip

_gdp.draw(visit)
