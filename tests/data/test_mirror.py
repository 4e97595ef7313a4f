"""The mirror and the Bundesbank's series on screen: two counts beside each other, none mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.ask import ask
from i18n import LANGUAGES, Locale
from tests import visits
from tests.warehouses import Row, build_small, claim, source


def report(region: str, partner: str, flow: str, year: str, value: str) -> Row:
    return claim(
        f"{region}-{flow}-{year}", year=year, region=region, counterpart=partner, flow=flow,
        indicator="trade_value_reported", basis="un_comtrade", trade_system="", unit="musd",
        value=value,
    )  # fmt: skip


def stock(basis: str, flow: str, value: str) -> Row:
    return claim(
        f"{basis}-{flow}", region="de", flow=flow, indicator=f"fdi_stock_{flow}_bundesbank",
        basis=basis, trade_system="", value=value,
    )  # fmt: skip


ROWS = [
    report("de", "cn", "export", "2020", "100000"),
    report("cn", "de", "import", "2020", "120000"),
    report("de", "cn", "export", "2021", "90000"),  # China has not reported the year
    report("de", "cn", "import", "2020", "210000"),
    report("cn", "de", "export", "2020", "200000"),
    *(stock(f"bundesbank_{basis}", flow, value)
      for basis, outward, inward in (("directional", "90000", "7000"),
                                     ("asset_liability", "95000", "12000"))
      for flow, value in (("outward", outward), ("inward", inward))),
]  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of these few rows."""
    folder = tmp_path_factory.mktemp("mirror")
    with pytest.MonkeyPatch.context() as patch:
        build_small(folder, {"claim": ROWS, "source": [source("office")]}, patch)
    return folder


@pytest.fixture
def served(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That warehouse, as the one that is served."""
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(made))


@pytest.mark.usefixtures("served")
def test_each_side_keeps_its_own_line_and_the_gap_stands_where_both_have_reported() -> None:
    goods = {(row.region, row.period_start.year): row for row in ask("trade_mirror")}
    assert {key: row.value for key, row in goods.items()} == {
        ("de", 2020): 100_000, ("de", 2021): 90_000, ("cn", 2020): 120_000}  # fmt: skip
    assert {row.flow for row in ask("trade_mirror").where(region="cn")} == {"import"}
    china = goods["cn", 2020]
    # 120 against 105 (100 and five per cent), over their middle 112.5; with eight, with three.
    assert china.gap_pct == round(100 * 15 / 112.5, 1)
    assert china.gap_least_pct == round(100 * 12 / 114, 1)
    assert china.gap_most_pct == round(100 * 17 / 111.5, 1)
    assert all(row.gap_pct != row.gap_pct for row in ask("trade_mirror").where(region="de"))
    (arrived,) = ask("trade_mirror", flow="import").where(region="de")
    assert arrived.gap_pct == 0, "freight of five per cent explains it whole"

    for lang in LANGUAGES:
        locale = Locale(lang)
        app = visits.visit("trade/months", lang=lang)
        titles = [one.value.replace("\\$", "$") for one in app.header]
        for reported in (90_000, 210_000):
            assert any(locale.value(reported, "musd") in one for one in titles), titles
        assert visits.tells(app, locale("trade.mirror.note"))
        assert visits.tells(app, locale.growth(round(100 * 15 / 112.5, 1)))


@pytest.mark.usefixtures("served")
def test_two_principles_of_the_bundesbank_never_share_a_picture() -> None:
    for basis, value in (("bundesbank_directional", 7000), ("bundesbank_asset_liability", 12_000)):
        answer = ask("fdi_both_ways", measure="stock", basis=basis)
        assert {row.basis for row in answer} == {basis}
        assert [row.value for row in answer.where(flow="inward")] == [value]

    app, locale = visits.visit("investment/fdi"), Locale("de")
    titles = [one.value for one in app.header]
    for value in (7000, 12_000):
        said = {"year": "2020", "value": locale.value(value, "meur")}
        assert any(said["value"] in one and "Bundesbank" in one for one in titles), titles
    assert visits.tells(app, locale("investment.eurostat.missing"))


@pytest.mark.usefixtures("warehouse")
def test_what_nobody_has_fetched_is_said_with_the_command_that_does() -> None:
    assert not ask("trade_mirror"), "the project carries no state of it"
    for lang in LANGUAGES:
        app, locale = visits.seen("trade/months", lang=lang), Locale(lang)
        assert visits.tells(app, locale("trade.mirror.missing"))
        assert "etl update comtrade_mirror" in " ".join(visits.html(app))
        shown = visits.seen("investment/fdi", lang=lang)
        assert visits.tells(shown, locale("investment.bundesbank.missing"))
