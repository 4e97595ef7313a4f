"""Enterprises of one country under control of the other (FATS of Eurostat), both ways."""

from __future__ import annotations

import streamlit as st

from charts.lines import over_time
from data.answer import Answer
from findings import finding
from pages.investment import _published, _series
from ui import components, filters
from ui.missing_data import Lacking
from ui.visit import Visit

_TEXTS = "investment.affiliates"
_MEASURES = ("turnover", "persons", "enterprises")
_TABLES = ("eurostat_fats_ctrl", "eurostat_fats_g1b_08", "eurostat_fats_out_activ",
           "eurostat_fats_out2_r2")  # fmt: skip
#: Each way has its two lines, the newer first.
_LINES = ("outward_since_2021", "inward_since_2021", "outward_until_2020", "inward_until_2020")


def draw(visit: Visit, definitions: Answer) -> list[Lacking]:
    """The section: one measure at a time, each way with a line before and one since the change.

    Returns what lacks where nothing has been fetched.
    """
    locale = visit.locale
    answers = {one: visit.ask("affiliates_both_ways", measure=one) for one in _MEASURES}
    if not any(answers.values()):
        return [Lacking(locale(f"{_TEXTS}.missing"), _TABLES)]
    st.header(locale(f"{_TEXTS}.heading"), anchor="affiliates")
    measure = filters.one_of("affiliates", _MEASURES, label=lambda one: locale(f"{_TEXTS}.{one}"))
    answer = answers[measure]
    lines = [line for line in _LINES if answer.where(line=line)]
    own = answer.where(line=lines[0])
    components.chart(
        f"{_TEXTS}.{measure}", answer, over_time, title=finding(own, "", locale).title.linked(own),
        anchor="affiliates_measure", subtitle=locale(f"{_TEXTS}.subtitle"),
        badges=_series.badges([answer], definitions, locale),
        notes=_published.suppressed("investment.eurostat", visit.ask("suppressed_figures"), answer,
                                    locale),
        by="line", name=lambda line: locale(f"{_TEXTS}.line.{line}"), order=lines,
        named=False,  # names at the ends would lie upon the newer lines
        columns=("flow", "basis", "period", "value", "status"),
    )  # fmt: skip
    return []
