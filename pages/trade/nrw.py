import streamlit as st

from charts.lines import over_time
from data.answer import Answer
from pages.trade import _gdp
from ui import components, filters, glossary, headlines, trade_key_figures, trade_totals
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
COLUMNS = ("period", "value", "status", "trade_system", "evidence_kind")
BOTH = glossary.badges("concept.special", "concept.general")


def series(flow: str) -> Answer:
    """Exports or imports by year, of the China and in the measure chosen."""
    if china == "cn":
        return ask("trade_series", flow=flow, measure=measure)
    return ask("trade_sum_series", flow=flow, measure=measure, partners=china.split("_"))


components.title(locale("page.trade_nrw.title"), locale("page.trade_nrw.intro"))
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
    *trade_key_figures.said_more(trade_totals.cards(totals, locale), "cn", measure, locale),
]
components.key_figures(
    cards,
    [exports, imports, shares, totals],
    note="" if imports else locale("trade.nrw.left_out", why=no_imports),
)

title = locale("trade.nrw.export_missing")
if found := headlines.newest(exports):
    title = locale(f"trade.nrw.export_title_{measure}", year=found.year, value=found.said(locale),
                  status=found.status(locale), china=locale(f"china.named.{china}"))  # fmt: skip
components.chart(
    "nrw_exports",
    title,
    over_time(exports, locale, title=title, by="flow", columns=COLUMNS),
    exports,
    subtitle=locale("trade.nrw.export_subtitle"),
    badges=glossary.badges("concept.special", f"china.{china}"),
)

title = locale("trade.nrw.import_missing")
if found := headlines.newest(imports):
    title = locale("trade.nrw.import_title", year=found.year, value=found.said(locale))
components.chart(
    "nrw_imports",
    title,
    over_time(imports, locale, title=title, by="flow", columns=COLUMNS),
    imports,
    subtitle=locale("trade.nrw.import_subtitle"),
    badges=glossary.badges("concept.general", f"china.{china}"),
    notes=[locale("trade.nrw.import_note")],
    missing=no_imports,
)

balance = ask("trade_balance")
title = locale("trade.nrw.balance_missing")
if found := headlines.newest(balance):
    kind = "balance_minus" if found.value < 0 else "balance_plus"
    title = locale(
        f"trade.nrw.{kind}", year=found.year, value=locale.value(abs(found.value), "meur")
    )
components.chart(
    "nrw_balance",
    title,
    over_time(balance, locale, title=title, by="region",
              columns=("period", "export_meur", "import_meur", "value", "status")),
    balance,
    subtitle=locale("trade.nrw.balance_subtitle"),
    badges=glossary.badges("concept.mixed", "cite.computed", "china.cn"),
    notes=[locale("trade.nrw.balance_note")],
)  # fmt: skip

trade_totals.draw(totals)

title = locale("trade.nrw.share_missing")
if found := headlines.newest(export_shares):
    title = locale("trade.nrw.share_title", year=found.year, value=found.said(locale),
                  status=found.status(locale))  # fmt: skip
components.chart(
    "nrw_shares",
    title,
    over_time(shares, locale, title=title, by="flow", columns=("period", "flow", *COLUMNS[1:]),
              order=("export", "import")),
    shares,
    subtitle=locale("trade.nrw.share_subtitle"),
    badges=[*BOTH, *glossary.badges("china.cn")],
)  # fmt: skip

ranks = ask("trade_position", measure="rank_among_partners")
title = locale("trade.nrw.rank_missing")
if found := headlines.newest(ranks.where(flow="export")):
    title = locale("trade.nrw.rank_title", year=found.year, value=locale.number(found.value, 0),
                  status=found.status(locale))  # fmt: skip
components.chart(
    "nrw_ranks",
    title,
    over_time(ranks, locale, title=title, by="flow", columns=("period", "flow", *COLUMNS[1:]),
              order=("export", "import"), best_first=True),
    ranks,
    subtitle=locale("trade.nrw.rank_subtitle"),
    badges=[*BOTH, *glossary.badges("china.cn")],
)  # fmt: skip

_gdp.draw(visit)
