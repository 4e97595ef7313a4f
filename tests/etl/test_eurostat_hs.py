"""Trade by HS4 and HS6: asked for in chunks of codes that exist, kept small, shown step by step."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.ask import ask, labels
from etl import datasets
from etl.__main__ import main
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from i18n import LANGUAGES, Locale
from tests import visits
from tests.etl.test_eurostat import COMEXT, update
from tests.warehouses import serve_copy
from tests.worlds.eurostat import CODES, EMPTY, PRODUCTS, Eurostat, said, value
from tests.worlds.playback import Answer, Asked

HS = "eurostat_ds_045409_hs"
GOODS = [code for code in PRODUCTS if re.fullmatch("[0-9]{4}|[0-9]{6}", code)]


@pytest.fixture
def fresh(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project with nothing fetched yet; what is fetched and built goes elsewhere."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    monkeypatch.setattr("etl.readers.eurostat.client.WAITS_S", (0, 0, 0))
    serve_copy(warehouse, tmp_path / "warehouse")
    return tmp_path


@pytest.fixture(scope="module")
def fetched(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with chapters, headings and subheadings fetched, built and served."""
    folder = tmp_path_factory.mktemp("fetched")
    serve_copy(warehouse, folder / "warehouse")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("vintages", "warehouse"):
            patch.setenv(f"CHINA_MONITOR_{name.upper()}", str(folder / name))
        assert update(Eurostat(), patch, COMEXT, HS)[0] == 0
    return folder


@pytest.fixture
def shown(fetched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was fetched is what questions and pages read."""
    for name in ("vintages", "warehouse"):
        monkeypatch.setenv(f"CHINA_MONITOR_{name.upper()}", str(fetched / name))


def claims() -> pd.DataFrame:
    """The claims of the one state of headings and subheadings, in one order."""
    (vintage,) = store.vintages(HS)
    table = next(one for one in datasets.fetched() if one.name == HS)
    found = vintages_claims.parsed(table, vintage)
    return found.sort_values(list(found.columns), ignore_index=True)


def with_products(*products: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """The codes of a world with these products."""
    return CODES | {"DS-045409": CODES["DS-045409"] | {"product": products}}


def questions(served: list[Asked]) -> list[dict[str, list[str]]]:
    """What was asked for figures: dimension → codes."""
    found = []
    for one in served:
        if "/statistics/" in one.path:
            found.append({name: [c for n, c in one.pairs if n == name] for name, _ in one.pairs})
    return found


@pytest.mark.usefixtures("without_build")
def test_only_headings_and_subheadings_that_exist_are_asked_for_each_once_in_small_questions(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = ("TOTAL", "84", "8471", "84713000", *(f"84{number:04}" for number in range(450)))

    code, served = update(Eurostat(codes=with_products(*products)), monkeypatch, HS)

    assert code == 0
    asked = questions(served.asked)
    flat = [product for one in asked for product in one["product"]]
    assert len(flat) == len(set(flat)) == 451
    assert {len(product) for product in flat} == {4, 6}
    dimensions = ("freq", "reporter", "partner", "product", "flow", "indicators")
    years_since_1988 = date.today().year - 1987
    for one in asked:
        cells = math.prod(len(one[name]) for name in dimensions) * years_since_1988
        assert cells < 500_000, "more than is given at once"
        address = sum(len(name) + len(code) + 2 for name, of in one.items() for code in of)
        assert address < 4000


@pytest.mark.usefixtures("without_build")
@pytest.mark.parametrize(
    "answers",
    [Eurostat(most=40), Eurostat(queue=2), Eurostat(queue=1, by_ticket=True)],
    ids=["too large", "asked to come back", "by ticket"],
)
def test_the_same_comes_however_it_is_given(
    answers: Eurostat, fresh: Path, fetched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert update(answers, monkeypatch, HS)[0] == 0

    found = claims()
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(fetched / "vintages"))
    pd.testing.assert_frame_equal(found, claims())


def test_value_and_weight_are_those_that_were_given(shown: None) -> None:
    answer = ask("trade_product_parts", within="hs_8708", flow="export", year=2023)
    rows = {row.product: row for row in answer}
    assert set(rows) == {"hs_870829", "hs_870899"}
    euros, hundredweights = (
        value("A", "DE", "CN", "870829", "2", measure, "2023") + 0.5
        for measure in ("VALUE_IN_EUROS", "QUANTITY_IN_100KG")
    )
    assert float(rows["hs_870829"].value) == pytest.approx(euros / 1e6, abs=1e-6)
    assert float(rows["hs_870829"].weight_tonnes) == pytest.approx(hundredweights / 10, abs=1e-6)
    above = ask("trade_product_parts", within="wa_87", flow="export", year=2023)
    assert {row.product for row in above} == {"hs_8703", "hs_8708"}
    # Never traded is nothing, and no zero.
    assert not ask("trade_product_parts", within="wa_99", flow="export", year=2023)


def test_products_are_called_as_eurostat_calls_them_and_are_no_claims(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = table_sizes()

    assert update(Eurostat(), monkeypatch, HS)[0] == 0

    named = labels().name("product", "hs_870829", "de")
    assert named.startswith("870829 Made goods 870829, of a kind")
    after = table_sizes()
    assert after["claim"] == before["claim"], "questions on claims stay as quick as they were"
    # Products below 9901 are never traded; value and weight are one row.
    traded = [code for code in GOODS if not code.startswith("99")]
    assert after["product_trade"] - before["product_trade"] == len(traded) * 2 * 2


def table_sizes() -> dict[str, int]:
    return {row.table_name: row.rows_count for row in ask("stored_tables")}


def test_the_newest_state_alone_is_in_the_warehouse_and_not_before_its_day(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.build.is_current", lambda _: True)
        assert update(Eurostat(), monkeypatch, HS)[0] == 0
    later = Eurostat(rewrite=lambda text: text.replace("2026-09-15T", "2026-10-15T").replace(
        '.5', '.75'))  # fmt: skip
    assert update(later, monkeypatch, HS)[0] == 0

    states = sorted(one.state.isoformat() for one in store.vintages(HS))
    assert states == ["2026-09-15", "2026-10-15"]
    asked: dict[str, Any] = {"within": "wa_87", "flow": "export", "year": 2023}
    (known,) = {row.source_id for row in ask("trade_product_parts", **asked)}
    assert known == f"{HS}@2026-10-15"
    assert not ask("trade_product_parts", **asked, as_of=date(2026, 10, 14))


TABLE = """\
DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,OBS_FLAG\r
ESTAT:DS-045409(1.0),15/09/26 11:00:00,A,DE,CN,{product},2,VALUE_IN_EUROS,2024,55555555,\r
ESTAT:DS-045409(1.0),15/09/26 11:00:00,A,DE,CN,{product},1,VALUE_IN_EUROS,2024,,c\r
"""


@pytest.mark.parametrize(("product", "kept_by"), [("8708", HS), ("87", COMEXT)])
def test_a_download_by_hand_goes_to_the_source_that_takes_its_products(
    product: str, kept_by: str, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kept_by != HS:  # nothing is asked of what is built
        monkeypatch.setattr("etl.build.is_current", lambda _: True)
    file = fresh / "download.csv"
    file.write_text(TABLE.format(product=product), encoding="utf-8", newline="")

    assert main(["update", "--file", str(file)]) == 0

    assert [one.is_by_hand for one in store.vintages(kept_by)] == [True]
    if kept_by == HS:
        (row,) = ask("trade_product_parts", within="wa_87", flow="export", year=2024)
        assert float(row.value) == 55.555555
        assert labels().name("product", "hs_8708", "de") == "8708 HS 8708"


Answers = Callable[[Asked], Answer]


def replaced(old: str, new: str) -> Eurostat:
    return Eurostat(rewrite=lambda text: text.replace(old, new))


def empty(asked: Asked) -> Answer:
    return Eurostat()(asked) if "contentconstraint" in asked.path else said(EMPTY)


def no_codes(**changed: tuple[str, ...]) -> Eurostat:
    return Eurostat(codes=CODES | {"DS-045409": CODES["DS-045409"] | changed})


FAULTS: dict[str, tuple[Answers, int, str]] = {
    "no figure at all": (empty, 1, "expected|cannot be read|nothing"),
    "413 however small": (Eurostat(most=1), 4, "TOO_BIG"),
    "queued for ever": (Eurostat(queue=10**6), 4, "still queues"),
    "no product of four digits": (no_codes(product=("TOTAL", "84")), 4, "product with TOTAL, 84"),
    "no China": (no_codes(partner=("HK",)), 4, "partner with HK; expected partner with one of CN"),
    "no weight known": (no_codes(indicators=("X",)), 4, "indicators with X"),
    "another reporter": (replaced('"DE"', '"FR"'), 1, "reporter is FR"),
    "a strange product": (replaced('"870829"', '"87X829"'), 1, "unknown product: 87X829"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_no_fault_changes_what_is_kept_and_served(
    name: str, fresh: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers, code, told = FAULTS[name]

    found, _ = update(answers, monkeypatch, HS)

    out = capsys.readouterr().out
    assert found == code, out
    assert re.search(told, out.replace("\n", " ")), out
    assert store.vintages(HS) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reader_goes_from_a_chapter_down_to_subheadings(
    lang: str, warehouse: Path, fetched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = Locale(lang)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(warehouse))
    app = visits.visit("trade/products", lang=lang, region="de_estat")
    assert visits.tells(app, locale("trade.products.not_fetched"))

    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(fetched / "warehouse"))
    link = {"lang": lang, "region": "de_estat", "release": "wa_202301_202312"}
    app = visits.visit("trade/products", **link, chapter="wa_87", heading="hs_8708")
    assert visits.trouble(app) == []
    titles = " ".join(one.value for one in app.header)
    assert len(re.findall(r"[0-9]+ Made ", titles)) >= 4, titles
    drawn = [json.loads(chart.spec)["data"][0] for chart in visits.charts(app)]
    assert all(len(one.get("ids", one.get("x"))) <= 30 for one in drawn)


def test_a_heading_of_another_chapter_is_left_when_the_chapter_changes_and_a_strange_one_is_named(
    shown: None,
) -> None:
    link = {"region": "de_estat", "release": "wa_202301_202312", "chapter": "wa_84"}
    app = visits.visit("trade/products", **link, heading="hs_8708")
    assert "heading" not in visits.link(app)
    assert not app.warning
    app = visits.visit("trade/products", **link, heading="hs_xxxx")
    assert any("hs_xxxx" in one.value for one in app.warning)
