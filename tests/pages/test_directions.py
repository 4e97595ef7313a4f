"""To Herne and to China: every figure is somebody's claim, gaps are named, nothing is praised."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from charts.table import short
from data import ask
from data.answer import Answer, named_ids
from i18n import LANGUAGES, Locale
from i18n.catalog import texts_of
from tests import visits
from tests.warehouses import build_small
from ui import link_status, provenance, visit

if TYPE_CHECKING:
    from pathlib import Path

    from streamlit.testing.v1 import AppTest

PATHS = ("location/herne", "location/china")
EVERY_PAGE = pytest.mark.parametrize("path", PATHS)
EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)
#: A figure as a reader meets it: a number with what it counts, or one with decimals.
FIGURE = re.compile(
    r"\d[\d.,]*\s(?:%|€|Mrd|Mio|bn|m\b|t\b|Firm|firm|compan|Projekt|project|Lade|TEU)"
)
PRAISE = re.compile(
    r"führend|ideal|hervorragend|attraktiv|einzigartig|erstklassig|optimal|stark\w* (?:Stand|Wirt)"
    r"|perfekt|dynamisch|innovativ|zukunfts|leading|excellent|attractive|unique|first-class|vibrant"
    r"|world-class|outstanding|thriving",
    re.IGNORECASE,
)


def text_of(app: AppTest) -> str:
    """Everything that a visitor reads, tags left out."""
    said = [piece.value for kind in (app.title, app.header, app.markdown, app.caption)
            for piece in kind]  # fmt: skip
    return unescape(re.sub(r"<[^>]*>", " ", " ".join([*said, *visits.without_terms(app)])))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, warehouse: Path) -> list[Answer]:
    """Every answer that a page gets."""
    heard: list[Answer] = []

    def listen(self: visit.Visit, question: str, **values: object) -> Answer:
        heard.append(ask.ask(question, as_of=self.as_of, **values))
        return heard[-1]

    monkeypatch.setattr(visit.Visit, "ask", listen)
    return heard


@EVERY_PAGE
def test_every_row_with_a_figure_has_claims_and_their_sources_behind_it(
    path: str, asked: list[Answer]
) -> None:
    visits.visit(path)

    with_figures = [answer for answer in asked if "value" in answer.rows]
    assert with_figures
    for answer in with_figures:
        known = answer.rows[answer.rows["value"].notna()]
        claim_ids, _ = named_ids(known)
        assert known["claim_id"].notna().all() if "claim_id" in known else len(claim_ids)
        assert claim_ids <= set(answer.claims["claim_id"])
        assert set(answer.claims["source_id"]) <= set(answer.sources["source_id"])


@EVERY_PAGE
@EVERY_LANGUAGE
def test_without_claims_no_figure_stands_on_the_page(
    path: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_small(tmp_path, {}, monkeypatch)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))
    app = visits.visit(path, lang=lang, as_of="2018-01-01")  # before the reference's own figures

    assert visits.trouble(app) == []
    assert FIGURE.findall(text_of(app)) == []
    assert not any("<strong>" in piece and re.search(r"<strong>[^<]*\d", piece)
                   for piece in visits.html(app))  # fmt: skip


@EVERY_PAGE
@pytest.mark.usefixtures("warehouse")
def test_the_search_for_figures_finds_those_that_there_are(path: str) -> None:
    assert len(FIGURE.findall(text_of(visits.visit(path)))) > 5


@EVERY_PAGE
@EVERY_LANGUAGE
@pytest.mark.usefixtures("warehouse")
def test_every_table_and_every_row_of_key_figures_has_its_source_line(path: str, lang: str) -> None:
    gaps, before = Locale(lang)("method.gaps.series"), ""
    for piece in visits.html(visits.visit(path, lang=lang)):
        if "cm-cards" in piece or "cm-status" in piece:
            assert "cm-source" in piece, piece[:200]
        if "<table" in piece and gaps not in piece:  # a chart's table stands below its source line
            assert "cm-source" in piece or "cm-source" in before, piece[:200]
        before = piece


@EVERY_PAGE
@EVERY_LANGUAGE
@pytest.mark.usefixtures("warehouse")
def test_links_lead_to_pages_and_keep_language_and_day(path: str, lang: str) -> None:
    app = visits.visit(path, lang=lang, as_of="2025-01-15")
    found = re.findall(
        r'<a href="([a-z][a-z-]*\?[^"]*)" target="_self"', " ".join(visits.html(app))
    )
    assert len(found) > 3
    for address in found:
        parts = urlsplit(unescape(address))
        values = parse_qs(parts.query)
        assert "/".join([parts.path, *values.pop("view", [])]) in visits.PLACES
        assert values == {"lang": [lang], "as_of": ["2025-01-15"]}


@EVERY_LANGUAGE
def test_no_text_of_these_pages_praises(lang: str) -> None:
    own = {key: text for key, text in texts_of(lang).items()
           if key.startswith(("directions.", "page.location_"))}  # fmt: skip
    assert len(own) > 40
    assert {key: text for key, text in own.items() if PRAISE.search(text)} == {}


@pytest.mark.usefixtures("warehouse")
def test_goals_on_the_page_are_called_goals() -> None:
    locale = Locale("de")
    piece = next(p for p in visits.html(visits.visit("location/herne"))
                 if "Bildungswerk" in p and "<table" in p)  # fmt: skip
    rows = re.findall(r"<tr><td.*?</tr>", piece)
    wishes = [row for row in rows if locale.code("cooperation.kind", "plan") in row
              or locale.code("cooperation.kind", "partnership_field") in row]  # fmt: skip
    assert len(wishes) == 3
    assert all(locale.code("cooperation.nature", "intention") in row for row in wishes)


@pytest.mark.usefixtures("warehouse")
def test_rail_link_is_told_in_the_words_of_its_own_page() -> None:
    said = link_status.headline(ask.ask("link_state"), ask.ask("thresholds"), Locale("de"))
    for path in ("location/herne", "freight/link"):
        assert said in text_of(visits.seen(path))


@pytest.mark.usefixtures("warehouse")
def test_the_case_in_herne_stands_first() -> None:
    piece = next(p for p in visits.html(visits.visit("location/herne")) if "SCHWING" in p)
    first = re.findall(r"<tr><td.*?</tr>", piece)[0]
    assert "SCHWING" in first
    assert "Herne" in first


@pytest.mark.usefixtures("warehouse")
@pytest.mark.parametrize("path", ["location/herne", "freight/herne"])
def test_a_key_figure_of_the_port_names_its_publisher_and_carries_its_remark(path: str) -> None:
    cards = next(piece for piece in visits.html(visits.visit(path)) if "395.000" in piece)
    assert "IT.NRW. Laut Quelle +190,4" in cards
    assert "Kohlehafen des Kraftwerks zählt mit" in cards
    assert "WAZ. Kranungen sind keine Ladeeinheiten" in cards


@pytest.mark.usefixtures("warehouse")
def test_both_vintages_of_a_flow_stand_side_by_side_once_both_are_known() -> None:
    def said(day: date | None) -> set[float]:
        flows = ask.ask("figures_on", as_of=day, indicators=["fdi_flow_outward"], regions=["de"])
        return {row.value for row in flows
                if row.period_kind == "year" and row.period_start.year == 2023}  # fmt: skip

    assert said(date(2024, 3, 1)) == {11900.0}
    assert said(None) == {11900.0, 6500.0}


@pytest.mark.usefixtures("warehouse")
def test_low_confidence_waits_to_be_asked_for() -> None:
    low = "2.000"
    plain, every = visits.visit("location/china"), visits.visit("location/china", unsure="yes")
    assert f"{low}\u00a0Firmen" not in text_of(plain)
    assert f"{low}\u00a0Firmen" in text_of(every)


@pytest.mark.usefixtures("warehouse")
def test_newest_only_leaves_one_claim_for_each_measure_and_delimitation() -> None:
    rows = ask.ask("figures_on", indicators=["chinese_firms"], regions=["de-nw"], newest="yes")
    keys = [(row.indicator, row.region, row.basis, row.china_scope) for row in rows]
    assert len(keys) == len(set(map(str, keys))) == 3
    by_scope: dict[Any, Any] = {row.china_scope: row.period_end.year for row in rows}
    assert by_scope == {"greater_china": 2024, "undefined": 2020, "cn": 2016}


@pytest.mark.usefixtures("warehouse")
def test_a_coarse_figure_is_told_no_finer_than_it_was_printed() -> None:
    stock = ask.ask("figures_on", indicators=["fdi_stock_outward"], regions=["de"])
    newest: Any = provenance.newest(stock)
    assert short(newest, Locale("de")) == "fast 90\u00a0Mrd.\u00a0€"


@EVERY_LANGUAGE
@pytest.mark.usefixtures("warehouse")
def test_the_tiles_of_herne_say_the_newest_figures_with_their_day(lang: str) -> None:
    locale, app = Locale(lang), visits.seen("location/herne", lang=lang)
    (row,) = ask.ask("kreis_profile").where(region="herne")
    cards = next(piece for piece in visits.html(app) if "cm-cards" in piece)
    day = locale.date(row.period_start)
    for figure in (locale.number(row.jobs_count), locale.number(row.inhabitants_count),
                   short(row, locale), locale.value(row.manufacturing_pct, "percent")):  # fmt: skip
        assert figure in unescape(cards)
    assert cards.count(day) >= 3
    assert cards.count("<img") == 4, "the course of each rate"


@EVERY_LANGUAGE
@pytest.mark.usefixtures("warehouse")
def test_the_page_on_herne_says_labour_and_output_of_the_land(lang: str) -> None:
    locale, app = Locale(lang), visits.seen("location/herne", lang=lang)
    vacancies = locale.value(127_047, "jobs")
    assert any(vacancies in one.label for one in app.expander)
    cards = next(unescape(piece) for piece in visits.html(app)
                 if "cm-cards" in piece and vacancies in unescape(piece))  # fmt: skip
    for value, unit in ((783_416, "persons"), (9_839_400, "persons"), (822_925, "meur")):
        assert locale.value(value, unit) in cards
    assert cards.count(f"2025, {locale.code('status', 'provisional')}; ") == 2


@EVERY_LANGUAGE
@pytest.mark.usefixtures("warehouse")
def test_why_herne_names_jobs_and_nationals_and_why_kreise_and_land_differ(lang: str) -> None:
    locale, app = Locale(lang), visits.seen("location/herne", lang=lang)

    sums = {"count": "53", "sum": locale.number(38_060), "land": locale.number(38_040)}
    assert visits.tells(app, locale("directions.people.sums", **sums))
    apart = [locale("directions.people.apart_one", partner=locale(f"partner.{code}"),
                    value=locale.number(value))
             for code, value in (("hk", 220), ("mo", 10), ("tw", 2_005))]  # fmt: skip
    assert visits.tells(app, locale("directions.people.apart", told=locale.list(apart)))
    for value in (52_092, 4_721):
        assert visits.tells(app, locale.number(value))
    assert visits.tells(app, locale.number(155_851))


@EVERY_LANGUAGE
@pytest.mark.usefixtures("warehouse")
def test_exports_beside_the_product_are_called_a_ratio_with_its_basis(lang: str) -> None:
    locale, app = Locale(lang), visits.seen("trade/laender", lang=lang)

    (title,) = [one.value for one in app.header if locale.value(1.1, "percent") in one.value]
    assert "2024" in title
    assert locale("trade.laender.ratio_subtitle") in " ".join(visits.html(app))
    old = ask.labels().name("basis", "laender_accounts_before_2024", lang)
    assert visits.tells(visits.seen("trade/nrw", lang=lang), old)
