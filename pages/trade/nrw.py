import streamlit as st

from charts.lines import over_time
from data.answer import Answer
from pages.trade import _gdp
from ui import components, filters, glossary, headlines, page, trade_key_figures, trade_totals

visit = page.visit()
words, ask = visit.words, visit.ask
COLUMNS = ("period", "value", "status", "trade_system", "evidence_kind")
BOTH = glossary.badges(words, "concept.special", "concept.general")


def series(flow: str) -> Answer:
    """Exports or imports by year, of the China and in the measure chosen."""
    if china == "cn":
        return ask("trade_series", flow=flow, measure=measure)
    return ask("trade_sum_series", flow=flow, measure=measure, partners=china.split("_"))


components.title(words("page.trade_nrw.title"), words("page.trade_nrw.intro"))
with st.container(horizontal=True):
    china = filters.one_of(
        "china", ["cn", "cn_hk_mo"], words, label=lambda code: words(f"china.{code}")
    )
    measure = filters.one_of(
        "measure", ["trade_value", "trade_weight"], words, label=lambda c: words(f"measure.{c}")
    )

exports, imports = series("export"), series("import")
shares = ask("trade_position", measure="share_of_region_trade")
export_shares = shares.where(flow="export")
totals = ask("trade_totals")
no_imports = words("trade.nrw.no_sum" if china != "cn" else "trade.nrw.no_import_weight")
cards = [
    *trade_key_figures.cards(exports, imports, shares, words, china=china, measure=measure),
    *trade_key_figures.said_more(trade_totals.cards(totals, words), "cn", measure, words),
]
components.key_figures(
    cards, [exports, imports, shares, totals], words,
    note="" if imports else words("trade.nrw.left_out", why=no_imports),
)  # fmt: skip

title = words("trade.nrw.export_missing")
if found := headlines.newest(exports):
    title = words(f"trade.nrw.export_title_{measure}", year=found.year, value=found.said(words),
                  status=found.status(words), china=words(f"china.named.{china}"))  # fmt: skip
components.chart(
    "nrw_exports",
    title,
    over_time(exports, words, title=title, by="flow", columns=COLUMNS),
    exports,
    words,
    subtitle=words("trade.nrw.export_subtitle"),
    badges=glossary.badges(words, "concept.special", f"china.{china}"),
)

title = words("trade.nrw.import_missing")
if found := headlines.newest(imports):
    title = words("trade.nrw.import_title", year=found.year, value=found.said(words))
components.chart(
    "nrw_imports",
    title,
    over_time(imports, words, title=title, by="flow", columns=COLUMNS),
    imports,
    words,
    subtitle=words("trade.nrw.import_subtitle"),
    badges=glossary.badges(words, "concept.general", f"china.{china}"),
    notes=[words("trade.nrw.import_note")],
    missing=no_imports,
)

balance = ask("trade_balance")
title = words("trade.nrw.balance_missing")
if found := headlines.newest(balance):
    kind = "balance_minus" if found.value < 0 else "balance_plus"
    title = words(f"trade.nrw.{kind}", year=found.year, value=words.value(abs(found.value), "meur"))
components.chart(
    "nrw_balance",
    title,
    over_time(balance, words, title=title, by="region",
              columns=("period", "export_meur", "import_meur", "value", "status")),
    balance,
    words,
    subtitle=words("trade.nrw.balance_subtitle"),
    badges=glossary.badges(words, "concept.mixed", "cite.computed", "china.cn"),
    notes=[words("trade.nrw.balance_note")],
)  # fmt: skip

trade_totals.draw(totals, words)

title = words("trade.nrw.share_missing")
if found := headlines.newest(export_shares):
    title = words("trade.nrw.share_title", year=found.year, value=found.said(words),
                  status=found.status(words))  # fmt: skip
components.chart(
    "nrw_shares",
    title,
    over_time(shares, words, title=title, by="flow", columns=("period", "flow", *COLUMNS[1:]),
              order=("export", "import")),
    shares,
    words,
    subtitle=words("trade.nrw.share_subtitle"),
    badges=[*BOTH, *glossary.badges(words, "china.cn")],
)  # fmt: skip

ranks = ask("trade_position", measure="rank_among_partners")
title = words("trade.nrw.rank_missing")
if found := headlines.newest(ranks.where(flow="export")):
    title = words("trade.nrw.rank_title", year=found.year, value=words.number(found.value, 0),
                  status=found.status(words))  # fmt: skip
components.chart(
    "nrw_ranks",
    title,
    over_time(ranks, words, title=title, by="flow", columns=("period", "flow", *COLUMNS[1:]),
              order=("export", "import"), best_first=True),
    ranks,
    words,
    subtitle=words("trade.nrw.rank_subtitle"),
    badges=[*BOTH, *glossary.badges(words, "china.cn")],
)  # fmt: skip

_gdp.draw(visit)
