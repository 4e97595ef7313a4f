"""The size of the economy beside its trade: gross domestic product, and how the two compare."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from charts.bars import ranked
from charts.lines import over_time
from charts.table import absent
from data.answer import Answer
from i18n import Locale
from ui import components, glossary
from ui.missing_data import not_fetched
from ui.visit import Visit

_TEXTS = "trade.gdp"
_TABLES = ("eurostat_nama_10r_2gdp", "eurostat_nama_10r_3gdp")
#: Accounts in the order in which they are asked for; each has its own picture.
_BASES, _OLD = ("eurostat_accounts", "laender_accounts"), "laender_accounts_before_2024"
_COLUMNS = ("region", "period", "value", "status", "evidence_kind")


def draw(visit: Visit) -> None:
    """Exports beside the product of NRW; NRW and the Ruhr area over time; towns of the area."""
    locale = visit.locale
    st.header(locale(f"{_TEXTS}.heading"), anchor="gdp")
    st.markdown(locale(f"{_TEXTS}.text"))
    ratio(visit, visit.ask("exports_to_gdp"))
    missing = not_fetched(locale(f"{_TEXTS}.missing"), _TABLES)
    years, towns = _known(visit, "gdp", _BASES), _known(visit, "gdp_towns", (*_BASES, _OLD))
    if not years and not towns:
        components.empty(missing)
        return
    region = "de-nw" if years.where(region="de-nw") else "ruhr"
    components.chart(
        f"{_TEXTS}.years", years, over_time, headline=years.where(region=region),
        texts={"region": years.labels.of("region", region, locale.lang)},
        badges=_badges(years, locale),
        missing=missing, by="region", columns=_COLUMNS, order=("de-nw", "ruhr"),
    )  # fmt: skip
    places = [row.region for row in towns]
    place = str(places.index("herne") + 1) if "herne" in places else ""
    components.chart(
        f"{_TEXTS}.towns", towns, ranked, headline=towns.where(region="herne"),
        texts={"place": place, "all": str(len(places))}, badges=_badges(towns, locale),
        missing=missing, by="region", unit="meur", columns=_COLUMNS[:4], strong=["herne"],
    )  # fmt: skip


def ratio(visit: Visit, years: Answer) -> None:
    """NRW's exports to China in percent of its product, year by year; nothing without figures."""
    if not years:
        return
    locale, newest = visit.locale, years.tuples[-1]
    per_job = absent(newest.export_per_job_eur)
    components.chart(
        f"{_TEXTS}.ratio", years, over_time, badges=["concept.special", "china.cn",
                                                     "cite.computed"],
        notes=[locale(f"{_TEXTS}.per_job", year=str(newest.period_start.year),
                      value=locale.value(per_job, "eur"))] if per_job else (),
        by="region", columns=("period", "export_meur", "gdp_meur", "value", "status"),
    )  # fmt: skip


def _known(visit: Visit, question: str, bases: Sequence[str]) -> Answer:
    """The answer on the first basis that anything is known on, else that on the first."""
    answers = [visit.ask(question, basis=basis) for basis in bases]
    return next((answer for answer in answers if answer), answers[0])


def _badges(answer: Answer, locale: Locale) -> list[glossary.Badge]:
    return [glossary.badge("basis", text=answer.labels.of("basis", row.basis, locale.lang))
            for row in answer.tuples[:1]]  # fmt: skip
