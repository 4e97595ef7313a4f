"""A later final figure that the precedence leaves behind is told where the shown one is read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from data.answer import PublisherLevel
from data.ask import ask
from i18n import Locale
from tests import visits
from tests.warehouses import build_small, claim, source
from ui import superseded, visit

SHOWN = {"source_id": "agency", "status": "provisional", "confidence": "medium", "value": "191100"}
COPIED = {"source_id": "copy", "confidence": "medium", "known_since": "2025-04-13"}


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Locale:
    """The newest year as an agency said it; a copy of the office's final figure came later."""
    rows = [
        claim("old", year="2019"),
        claim("shown", **SHOWN),
        claim("final", value="192854.58", **COPIED),
    ]
    sources = [
        source("office"),
        source("agency", publisher="An agency", publisher_kind="news_agency"),
        source("copy", publisher_kind="aggregator_copy", relayed_by="a <copier>"),
    ]
    build_small(tmp_path, {"claim": rows, "source": sources}, monkeypatch)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))
    locale = Locale("de")
    monkeypatch.setattr(visit, "current", lambda: visit.Visit(locale, None))
    return locale


def test_the_note_names_both_figures_who_copied_and_since_when_and_leads_on(locale: Locale) -> None:
    exports = ask("trade_series", flow="export")
    note = superseded.notes_html([exports], locale)

    assert [row.value for row in exports] == [1000, 191100]  # the precedence stands
    plain = re.sub(r"</?a\b[^>]*>", "", note)
    assert "2020: 192,9\N{NO-BREAK SPACE}Mrd.\N{NO-BREAK SPACE}€ (gezeigt 191,1" in plain
    assert "Abschrift: 2020" in note
    assert "An office (über a &lt;copier&gt;), bekannt seit 13.04.2025" in note
    assert "difference=later_state" in note


def test_where_the_newest_year_is_concerned_it_is_said_beside_the_title(locale: Locale) -> None:
    exports = ask("trade_series", flow="export")

    assert "192,9" in superseded.headline_note(exports, locale)
    assert "192,9" in superseded.notes_html([exports], locale, newest=True)
    assert (
        superseded.headline_note(exports.having(lambda row: row.period_start.year < 2020), locale)
        == ""
    )


def test_a_year_that_is_newest_in_the_other_direction_is_not_called_the_newest(
    warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale, day = Locale("de"), date(2025, 7, 1)
    monkeypatch.setattr(visit, "current", lambda: visit.Visit(locale, day))
    years = ask("trade_both_flows", as_of=day, region="de", partner="cn")

    assert superseded.headline_note(years, locale) == ""
    assert "2021" in superseded.notes_html([years], locale)


def test_nothing_is_said_on_a_day_when_the_copy_was_not_known(
    locale: Locale, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = date(2024, 12, 31)
    monkeypatch.setattr(visit, "current", lambda: visit.Visit(locale, day))

    assert superseded.notes_html([ask("trade_series", as_of=day, flow="export")], locale) == ""


@pytest.mark.parametrize("lang", ["de", "en"])
def test_each_later_figure_of_germanys_trade_with_china_is_told_on_its_page(
    warehouse: Path, lang: str
) -> None:
    app, locale = visits.seen("trade/months", lang=lang), Locale(lang)
    pairs = ask("contradictions").where(
        kind="later_state", region="de", partner="cn", indicator="trade_value"
    )

    assert len(pairs.rows) >= 10
    for pair in pairs:
        period = locale.period(pair.period_kind, pair.period_start, pair.period_end)
        value = locale.value(pair.other_value, "meur", "mrd", digits=1)
        assert visits.tells(app, f"{period}: {value}"), (period, value)


def test_the_line_of_months_names_the_single_figures_that_stand_in_it(warehouse: Path) -> None:
    app, locale = visits.seen("trade/months", lang="de"), Locale("de")
    single = [
        row
        for row in ask("trade_months", partner="cn")
        if row.publisher_level != PublisherLevel.COPY
    ]

    assert single
    for row in single:
        month = locale.period("month", row.period_start, row.period_end)
        assert any(month in piece and "aus Mitteilungen" in piece for piece in visits.html(app)), (
            month
        )
