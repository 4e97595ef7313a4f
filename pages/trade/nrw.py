import pandas as pd
import streamlit as st

from charts.lines import over_time
from data.answer import Answer
from pages._parts import blocks, filters, frame

visit = frame.visit()
words, ask = visit.words, visit.ask
COLUMNS = ("period", "value", "status", "trade_system", "evidence_kind")


def series(flow: str) -> Answer:
    """Exports or imports by year, of the China and in the measure chosen."""
    if china == "cn":
        return ask("trade_series", flow=flow, measure=measure)
    return ask("trade_sum_series", flow=flow, measure=measure, partners=china.split("_"))


def newest(answer: Answer, status: str | None = None) -> tuple[pd.Series, pd.Series | None] | None:
    """The newest figure (of one status) and the one of the year before, if both are known."""
    rows = answer.rows if status is None else answer.rows[answer.rows["status"] == status]
    if rows.empty:
        return None
    now = rows.iloc[-1]
    earlier = answer.rows[
        answer.rows["period_start"] == now["period_start"] - pd.DateOffset(years=1)
    ]
    return now, None if earlier.empty else earlier.iloc[0]


def card(answer: Answer, label: str, status: str | None = None) -> None:
    """Add a key figure: the newest, with its status and its change on the year before."""
    found = newest(answer, status)
    if found is None:
        return
    now, before = found
    detail = words.code("status", now["status"])
    if before is not None and now["unit"] == "meur":
        change = 100 * (now["value"] / before["value"] - 1)
        year_before = str(before["period_start"].year)
        detail = words("trade.nrw.detail_change", status=detail, change=words.change(change),
                       before=year_before)  # fmt: skip
    year = str(now["period_start"].year)
    cards.append((words(label, year=year), words.value(now["value"], now["unit"]), detail))


blocks.title(words("page.trade_nrw.title"), words("page.trade_nrw.intro"))
with st.container(horizontal=True):
    china = filters.one_of(
        "china", ["cn", "cn_hk_mo"], words, label=lambda code: words(f"china.{code}")
    )
    measure = filters.one_of(
        "measure", ["trade_value", "trade_weight"], words, label=lambda c: words(f"measure.{c}")
    )

exports, imports = series("export"), series("import")
shares = ask("trade_position", measure="share_of_region_trade")
cards: list[tuple[str, str, str]] = []
card(exports, "trade.nrw.key_export")
if newest(exports) and newest(exports, "final"):
    card(exports, "trade.nrw.key_export", "final")
card(imports, "trade.nrw.key_import")
card(shares.where(flow="import"), "trade.nrw.key_share_import")
blocks.key_figures(cards, [exports, imports, shares.where(flow="import")], words)

title = words("trade.nrw.export_missing")
if found := newest(exports):
    kind = "export_title" if measure == "trade_value" else "export_title_weight"
    title = words(
        f"trade.nrw.{kind}",
        year=str(found[0]["period_start"].year),
        value=words.value(found[0]["value"], found[0]["unit"]),
        status=words.code("status", found[0]["status"]),
    )
blocks.chart(
    "nrw_exports",
    title,
    over_time(exports, words, title=title, by="flow", columns=COLUMNS),
    exports,
    words,
    subtitle=words("trade.nrw.export_subtitle", china=words(f"china.{china}")),
    badges=[words("concept.special"), words(f"china.{china}")],
)

title = words("trade.nrw.import_missing")
if found := newest(imports):
    title = words("trade.nrw.import_title", year=str(found[0]["period_start"].year),
                  value=words.value(found[0]["value"], found[0]["unit"]))  # fmt: skip
blocks.chart(
    "nrw_imports",
    title,
    over_time(imports, words, title=title, by="flow", columns=COLUMNS),
    imports,
    words,
    subtitle=words("trade.nrw.import_subtitle"),
    badges=[words("concept.general"), words(f"china.{china}")],
    notes=[words("trade.nrw.import_note")],
)

balance = ask("trade_balance")
title = words("trade.nrw.balance_missing")
if found := newest(balance):
    value = found[0]["value"]
    title = words(
        "trade.nrw.balance_title" if value < 0 else "trade.nrw.balance_title_plus",
        year=str(found[0]["period_start"].year),
        value=words.value(abs(value), "meur"),
    )
blocks.chart(
    "nrw_balance",
    title,
    over_time(
        balance, words, title=title, by="region",
        columns=("period", "export_meur", "import_meur", "value", "status"),
    ),
    balance,
    words,
    subtitle=words("trade.nrw.balance_subtitle"),
    badges=[words("concept.mixed"), words("cite.computed")],
    notes=[words("trade.nrw.balance_note")],
)  # fmt: skip

title = words("trade.nrw.share_missing")
if found := newest(shares.where(flow="export")):
    title = words("trade.nrw.share_title", year=str(found[0]["period_start"].year),
                  value=words.value(found[0]["value"], "percent"))  # fmt: skip
blocks.chart(
    "nrw_shares",
    title,
    over_time(shares, words, title=title, by="flow", columns=("period", "flow", *COLUMNS[1:]),
              order=("export", "import")),
    shares,
    words,
    subtitle=words("trade.nrw.share_subtitle"),
    badges=[words("concept.special"), words("concept.general")],
)  # fmt: skip

ranks = ask("trade_position", measure="rank_among_partners")
title = words("trade.nrw.rank_missing")
if found := newest(ranks.where(flow="export")):
    title = words("trade.nrw.rank_title", year=str(found[0]["period_start"].year),
                  value=words.number(found[0]["value"], 0))  # fmt: skip
blocks.chart(
    "nrw_ranks",
    title,
    over_time(ranks, words, title=title, by="flow", columns=("period", "flow", *COLUMNS[1:]),
              order=("export", "import"), best_first=True),
    ranks,
    words,
    subtitle=words("trade.nrw.rank_subtitle"),
    badges=[words("concept.special"), words("concept.general")],
)  # fmt: skip
