"""Trade by mode of transport on the page: shares and goods by rail, none where too much lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.ask import ask
from i18n import LANGUAGES, Locale
from tests import visits
from tests.warehouses import Row, build_small, claim, source

NAME = "eurostat_ds_058213@2026-02-16"
#: Direction → year → millions of euro a month: rail, sea, unknown mode.
MONTHLY = {"import": {2024: (40, 440, 20), 2025: (60, 520, 20)},
           "export": {2024: (30, 250, 20), 2025: (30, 250, 200)}}  # fmt: skip
MODES = ("rail", "sea", "mode_unknown")


def row(flow: str, mode: str, day: str, value: float, **cells: str) -> Row:
    return {"region": "de_estat", "counterpart": "cn", "flow": flow, "trade_system": "community",
            "mode": mode, "period_start": day, "value_meur": str(value),
            "weight_tonnes": str(1000 * value), "status": "unknown", "source_id": NAME,
            "known_since": "2026-02-16", **cells}  # fmt: skip


def rows() -> list[Row]:
    months = [(flow, year, f"{year}-{month:02}-01", figures)
              for flow, years in MONTHLY.items() for year, figures in years.items()
              for month in range(1, 13)]  # fmt: skip
    totals = [row(flow, mode, day, value) for flow, _, day, figures in months
              for mode, value in zip(MODES, figures, strict=True)]  # fmt: skip
    chapters = [row(flow, mode, day, value / 4, product="wa_87") for flow, _, day, figures in months
                for mode, value in zip(MODES, figures, strict=True)]  # fmt: skip
    secret = [row("import", "rail", "2025-01-01", 3, product="wa_84"),
              {**row("import", "sea", "2025-01-01", 0, product="wa_84"), "value_meur": ""},
              row("import", "rail", "2026-01-01", 9), row("import", "sea", "2026-01-01", 81),
              row("import", "mode_unknown", "2026-01-01", 10),
              {**row("import", "air", "2025-01-01", 7), "counterpart": "hk"}]  # fmt: skip
    return [*totals, *chapters, *secret]


def claims() -> list[Row]:
    return [
        claim(f"{flow}-{year}", indicator="mode_trade_value", region="de_estat", mode="rail",
              flow=flow, trade_system="community", counterpart="cn", china_scope="cn",
              period_kind="month", period_start=f"{year}-02-01",
              period_end=f"{year}-02-{28 + (year == 2024)}", value=str(figures[0]), source_id=NAME,
              known_since="2026-02-16")
        for flow, years in MONTHLY.items() for year, figures in years.items()
    ]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small warehouse with two years of made months."""
    folder = tmp_path_factory.mktemp("modes")
    told = source(source_id=NAME, publisher="Eurostat", title="A made table",
                  published="2026-02-16", is_official_table="yes")  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        build_small(folder, {"mode_trade": rows(), "claim": claims(), "source": [told]}, patch)
    return folder


@pytest.fixture
def served(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what questions and pages read."""
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(folder))


@pytest.mark.usefixtures("served")
def test_a_share_is_of_all_modes_and_none_is_given_where_too_much_is_unknown() -> None:
    shares = ask("mode_shares").where(mode="rail")

    shown = {(one.flow, one.period_kind, one.period_start.year): one.value for one in shares}
    assert shown["import", "year", 2024] == pytest.approx(8)
    assert shown["import", "year", 2025] == pytest.approx(10)
    assert shown["import", "year_to_date", 2026] == pytest.approx(9)
    assert shown["export", "year", 2024] == pytest.approx(10)
    (export,) = shares.where(flow="export", period_start="2025-01-01")
    assert (export.is_too_unknown, export.value == export.value) == (True, False)
    assert export.unknown_pct == pytest.approx(100 * 200 / 480)
    months = ask("mode_shares", period="month").where(mode="rail", flow="import")
    assert len(months.rows) == 25
    assert {one.value for one in ask("mode_shares", partner="hk")} == {100.0}, "apart from China"


@pytest.mark.usefixtures("served")
def test_goods_by_rail_have_no_share_where_a_part_of_the_chapter_is_secret() -> None:
    goods = {one.product: one for one in ask("mode_goods", flow="import", year=2025)}

    assert goods["wa_87"].value == 180
    assert goods["wa_87"].share_pct == pytest.approx(10)
    assert goods["wa_84"].share_pct != goods["wa_84"].share_pct, "not a number: part is secret"
    assert list(goods) == ["wa_87", "wa_84"], "all goods are no chapter"


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_how_much_goes_by_rail_and_what_is_unknown(lang: str) -> None:
    locale = Locale(lang)
    app = visits.visit("freight/benchmark", compare="modes", goods_year="2025", lang=lang)

    assert visits.trouble(app) == []
    said = " ".join([*(one.value for one in app.header), *visits.html(app)])
    for text in (locale.value(10, "percent"), locale("freight.modes.badge_border"),
                 locale("meaning.freight.modes.badge_border"), locale("mode.mode_unknown"),
                 locale("freight.modes.too_unknown_export", periods="2025")):  # fmt: skip
        assert text.lower() in said.lower(), text
    titles = " ".join(one.value for one in app.header)
    assert "TEU" not in titles


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_anything_is_fetched_the_page_says_who_can_fetch_it_and_nothing_else(
    lang: str, warehouse: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(warehouse))
    app = visits.visit("freight/benchmark", compare="modes", lang=lang)

    assert visits.trouble(app) == []
    said = " ".join(visits.html(app))
    assert Locale(lang)("freight.modes.missing") in said
    assert "etl update eurostat_ds_058213" in said
    assert not app.get("plotly_chart")
