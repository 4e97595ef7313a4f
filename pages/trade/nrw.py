from collections.abc import Sequence
from typing import Any

import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from charts.table import absent
from data import evidence
from data.answer import Answer
from findings import finding, ranking
from i18n.marked import joined
from pages.trade._community import FLOWS, titles
from ui import components, filters, glossary, latest_events
from ui.glossary import Badge
from ui.visit import current

visit = current()
locale, ask = visit.locale, visit.ask
COLUMNS = ("flow", "period", "value", "status", "trade_system", "evidence_kind")
NRW, BOTH = "trade.nrw", ("concept.special", "concept.general")


def both_ways(name: str, answer: Answer, subjects: tuple[str, str], *badges: str,
              beside: Sequence[Answer] = (), **more: Any) -> None:  # fmt: skip
    """A picture of both directions, with what there is to say of each."""
    texts = titles(answer, subjects, locale, china=locale(f"china.named.{china}"))
    components.chart(
        f"{NRW}.{name}", [answer, *beside], over_time, by="flow", order=FLOWS, columns=COLUMNS,
        badges=badges, **texts, **more,
    )  # fmt: skip


first = st.container()
with st.container(horizontal=True):
    china = filters.one_of("china", ["cn", "cn_hk_mo"], label=lambda code: locale(f"china.{code}"))
    measure = filters.one_of(
        "measure", ["trade_value", "trade_weight"], label=lambda c: locale(f"measure.{c}")
    )
with first:
    if china == "cn":
        trade = ask("trade_series", flow="both", measure=measure)
    else:
        trade = ask("trade_sum_series", measure=measure, partners=china.split("_"))
    weighed = "_weight" if measure == "trade_weight" else ""
    has_imports = bool(trade.where(flow="import"))
    why = "imports_note" if has_imports else "no_sum" if china != "cn" else "no_import_weight"
    limits = [locale(f"{NRW}.{why}")]
    events, ledger = latest_events.across(visit)
    both_ways("flows", trade, (f"{NRW}.exports{weighed}", f"{NRW}.imports"),
              *BOTH[: 1 + has_imports], f"china.{china}", events=events, beside=ledger,
              guide=limits if has_imports else (), notes=() if has_imports else limits)  # fmt: skip

with components.side_by_side("position"):
    for name, measured in (("share", "share_of_region_trade"), ("rank", "rank_among_partners")):
        both_ways(f"{name}s", ask("trade_position", measure=measured),
                  (f"{NRW}.{name}_export", f"{NRW}.{name}_import"), *BOTH, "china.cn",
                  best_first=name == "rank")  # fmt: skip

with components.side_by_side("sums"):
    balance = ask("trade_balance")
    components.chart(
        "trade.nrw.balance", balance, over_time,
        title=finding(balance, "trade.nrw.balance", locale).title.linked(balance),
        badges=["concept.mixed", "china.cn"],
        by="region", columns=("period", "export_meur", "import_meur", "value", "status"),
    )  # fmt: skip
    both_ways("totals", ask("trade_totals"), (f"{NRW}.total_export", f"{NRW}.total_import"), *BOTH)

TEXTS = "trade.gdp"
st.header(locale(f"{TEXTS}.heading"), anchor="gdp")
if ratios := ask("exports_to_gdp"):
    newest = ratios.tuples[-1]
    per_job = absent(newest.export_per_job_eur)
    said_per_job = [locale(
        f"{TEXTS}.per_job", year=str(newest.period_start.year),
        value=evidence.linked(locale.value(per_job, "eur"), newest, "export_per_job_eur"),
    )] if per_job else []  # fmt: skip
    components.chart(
        f"{TEXTS}.ratio", ratios, over_time, by="region",
        title=finding(ratios, f"{TEXTS}.ratio", locale).title.linked(ratios),
        badges=["concept.special", "china.cn"],
        subtitle=joined(" ", [locale(f"{TEXTS}.ratio_subtitle"), *said_per_job]),
        columns=("period", "export_meur", "gdp_meur", "value", "status"),
    )  # fmt: skip


def known(question: str, *bases: str) -> Answer:
    """The answer on the first kind of accounts that anything is known of; each is a concept."""
    answers = [ask(question, basis=basis) for basis in bases]
    return next((answer for answer in answers if answer), answers[0])


def accounts(answer: Answer) -> list[Badge]:
    """Which accounts an answer is from."""
    return [glossary.basis(answer.labels.name("basis", row.basis, locale.lang))
            for row in answer.tuples[:1]]  # fmt: skip


years = known("gdp", "eurostat_accounts", "laender_accounts")
towns = known("gdp_towns", "eurostat_accounts", "laender_accounts", "laender_accounts_before_2024")
if not years:
    components.empty(locale(f"{TEXTS}.missing"))
with components.side_by_side("gdp"):
    if years:
        region = "de-nw" if years.where(region="de-nw") else "ruhr"
        own, place = years.where(region=region), years.labels.name("region", region, locale.lang)
        components.chart(
            f"{TEXTS}.years", years, over_time, by="region", order=("de-nw", "ruhr"),
            title=finding(own, f"{TEXTS}.years", locale, region=place).title.linked(own),
            badges=accounts(years),
            columns=("region", "period", "value", "status", "evidence_kind"),
        )  # fmt: skip
    if towns:
        components.chart(
            f"{TEXTS}.towns", towns, ranked, by="region", unit="meur", strong=["herne"],
            title=ranking(towns, f"{TEXTS}.towns", locale, by="region", about="herne",
                          is_complete=True).title.linked(towns),
            badges=accounts(towns), columns=("region", "period", "value", "status"),
        )  # fmt: skip
