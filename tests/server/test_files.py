"""Files by link: what a link brings is what stands on the page, whoever opens it and whenever."""

from __future__ import annotations

import html
import re
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
import requests
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse

from corridor import results
from data import ask, export
from data.answer import ONLY
from i18n import LANGUAGES, Locale
from server import app
from server.middleware import DocumentLanguage
from tests import visits
from tests.each import each, sample
from tests.loopback import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("warehouse")

_LINK = re.compile(r'class="cm-file" href="([^"]+)"')


class Visitor:
    """Somebody who follows links on one server."""

    def __init__(self, where: str) -> None:
        self.where = where

    def get(self, address: str) -> requests.Response:
        return requests.get(f"http://{self.where}/{address}", timeout=30)


@pytest.fixture(scope="module")
def visitor() -> Iterator[Visitor]:
    with serving(Starlette(routes=app.routes(()))) as where:
        yield Visitor(where)


@each("lang", LANGUAGES)
@each("kind", ["csv_de", "csv"])
@each("as_of", [None, date(2023, 3, 1)])
def test_link_of_an_answer_brings_its_rows_to_the_last_byte(
    as_of: date | None, kind: str, lang: str, visitor: Visitor
) -> None:
    whole = ask.ask("trade_series", as_of=as_of, flow="import")
    listed = ask.ask("freight_figures", as_of=as_of, places=["port_herne", "ports_nrw"])
    narrowed = ask.ask("gaps", as_of=as_of).where(subject="freight")

    for answer in (whole, listed, narrowed):
        address = export.address(answer, lang, kind)
        assert address is not None
        got = visitor.get(address)
        assert got.status_code == 200
        assert got.content == export.csv(answer, lang, german=kind == "csv_de")


def test_answer_narrowed_by_what_no_link_can_say_has_no_link() -> None:
    gaps = ask.ask("gaps")

    assert export.address(gaps.having(lambda row: row.flow == "export"), "de", "csv") is None
    assert export.address(gaps.where(subject=None), "de", "csv") is None


@each(
    "only",
    [
        {"is_shown": True, "period_kind": "span"},
        {"period_start": pd.Timestamp(2014, 1, 1)},
        {"indicator": ["ma_deals_iw"], "period_kind": ("span", "half")},
        {"publisher_level": 3, "period_kind": "year"},
    ],
)
def test_narrowed_by_yes_or_no_a_day_a_number_or_several_values_the_link_leads_to_the_same_rows(
    only: dict[str, object], visitor: Visitor
) -> None:
    answer = ask.ask("figures_on", indicators=["ma_deals_iw", "ma_deals_ey"], regions=["de"])
    narrowed = answer.where(**only)
    address = export.address(narrowed, "de", "csv")

    assert 0 < len(narrowed.rows) < len(answer.rows)
    assert address is not None
    assert visitor.get(address).content == export.csv(narrowed, "de", german=False)


@each("name", results.FILES)
@each("as_of", [None, date(2024, 1, 1)])
def test_the_calculators_files_are_worked_out_again_from_their_link(
    name: str, as_of: date | None, visitor: Visitor
) -> None:
    codes = [row.corridor for row in ask.ask("corridors", reach="door")]
    asked = {"reach": "door", "routes": ",".join(codes[:2]), "interest": "8",
             "rail_herne_days": "14-16"}  # fmt: skip
    answer = results.of_link(asked, partial(ask.ask, as_of=as_of)).part(name)
    address = export.address(answer, "de", "csv_de")

    assert answer or as_of is not None  # a year ago much was not known yet
    assert address is not None
    assert {f"{code}={asked[code]}" for code in ("interest", "rail_herne_days")} <= set(
        address.split("?")[1].split("&")
    )
    assert visitor.get(address).content == export.csv(answer, "de", german=True)


def test_no_question_takes_a_value_that_a_link_needs_for_itself() -> None:
    for question in ask.questions():
        values = ask.questions()[question].values
        assert not {"lang", "as_of"} & set(values)
        assert not [name for name in values if name.startswith(ONLY)]


@each("path", sample(visits.PLACES, 8))
def test_every_file_that_a_page_offers_is_there(path: str, visitor: Visitor) -> None:
    shown = " ".join(visits.html(visits.seen(path, lang="de")))

    for address in sample(_LINK.findall(shown), 8):
        got = visitor.get(html.unescape(address))
        assert got.status_code == 200, address
        assert got.headers["content-disposition"].startswith("attachment")
        if ".parquet" in address:
            assert got.content.startswith(b"PAR1"), address
        else:
            assert b"\r\n" in got.content, address


@each(
    ("address", "status", "named"),
    [
        ("data/csv_de/no_such_question.csv", 404, "Adresse"),
        ("data/csv_de/trade_series.csv?flow=sideways", 400, "sideways"),
        ("data/csv_de/trade_series.csv?nonsense=1", 400, "nonsense"),
        ("data/csv_de/trade_series.csv?only.nonsense=1", 400, "nonsense"),
        ("data/csv_de/trade_series.csv?as_of=yesterday", 400, "yesterday"),
        ("data/exe/trade_series.csv", 400, "exe"),
        ("data/exe/table/claim.exe", 400, "exe"),
        ("data/csv/table/claim.parquet", 400, "csv"),
        ("data/csv/table/no_such_table.csv", 400, "no_such_table"),
        ("data/csv/table/claim.csv?as_of=yesterday", 400, "yesterday"),
        ("data/csv/table/claim.csv?as_of=2999-01-01", 400, "2999-01-01"),
        ("data/csv_de/trade_series.csv?as_of=2999-01-01", 400, "2999-01-01"),
        ("feed.atom?as_of=2999-01-01", 400, "2999-01-01"),
        ("data/csv_de/trade_series.csv?flow=export'%3B--", 400, "export';--"),
        ("data/csv_de/corridor_results.csv?reach=moon", 400, "moon"),
        ("data/csv_de/corridor_results.csv?routes=rail_mars", 400, "rail_mars"),
        ("data/csv_de/corridor_results.csv?interest=much", 400, "much"),
        ("data/csv_de/corridor_results.csv?interest=900", 400, "900"),
        ("data/csv_de/corridor_results.csv?nonsense=1", 400, "nonsense"),
    ],
)
def test_link_that_is_not_understood_is_refused_by_name(
    address: str, status: int, named: str, visitor: Visitor
) -> None:
    got = visitor.get(address)

    assert got.status_code == status
    assert named in got.text


PATHS = {
    "": 200, "trade": 200, "favicon.png": 200, "healthz": 200, "feed.atom": 200,
    "trade/_stcore/stream": 200, "app/static/icon.png": 200, "data/csv/gaps.csv": 200,
    "Trade-NRW": 404, "trade_nrw": 404, "nosuch": 404, "nosuch/deeper": 404,
    "trade/deeper": 404, "nosuch.html": 404, "data/nosuch": 404, "%C3%BCber": 404,
}  # fmt: skip


@each("base", ["", "china"])
@each("lang", LANGUAGES)
def test_what_nobody_answers_is_not_found_in_the_language_of_the_link(
    lang: str, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def shell(scope: Any, receive: Any, send: Any) -> None:
        await PlainTextResponse("shell")(scope, receive, send)

    monkeypatch.setattr("streamlit.get_option", lambda _: base)
    inner = DocumentLanguage(shell, pages=["trade"], routes=app.routes(()))
    with serving(inner) as where:
        for path, status in PATHS.items():
            got = Visitor(where).get(f"{base}/{path}?lang={lang}".lstrip("/"))
            assert got.status_code == status, path
            if status == 404:
                assert f'<html lang="{lang}">' in got.text
                assert Locale(lang)("app.page_not_found_title") in got.text
                assert f'href="/{base}?lang={lang}"' in got.text


def test_below_a_base_path_files_feed_and_health_are_there_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("streamlit.get_option", lambda _: "china")
    kinds = {"data/csv/trade_series.csv": "text/csv", "feed.atom": "application/atom+xml",
             "healthz": "application/json"}  # fmt: skip
    with serving(Starlette(routes=app.routes(()))) as where:
        for base in ("", "china/"):
            for address, kind in kinds.items():
                got = Visitor(where).get(base + address)
                assert (got.status_code, got.headers["content-type"].split(";")[0]) == (200, kind)


def test_a_value_given_twice_is_refused(visitor: Visitor) -> None:
    for address in ("data/csv/trade_series.csv?flow=export&flow=import",
                    "data/csv/table/claim.csv?as_of=2023-03-01&as_of=2024-03-01"):  # fmt: skip
        got = visitor.get(address)
        assert got.status_code == 400
        assert "ein einziger Wert" in got.text
