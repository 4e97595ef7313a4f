"""Whatever a file, a name or a link brings stays text on every page: nothing of it is markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pandas as pd
import pytest
import requests
from starlette.applications import Starlette

from data import ask
from server import app as server_app
from tests import visits
from tests.each import each, sample
from tests.loopback import serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    import duckdb

pytestmark = pytest.mark.usefixtures("warehouse")

PAYLOAD = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script>{{7*7}}](javascript:alert(3))"
#: Parts that may only stand escaped, or inside of a text, never as markup.
MARKUP = ("<img src=x", "<script>alert", 'href="javascript:', "href='javascript:")
#: Columns that hold texts of people: of reports, publishers, firms.
TEXTS = {
    *("title", "source_title", "note_de", "note_en", "name", "legal_name", "firm", "remark"),
    *("partner_name", "headline", "summary_de", "summary_en", "supplier", "file", "about_de"),
    *("about_en", "chinese_name", "parent", "owner", "value_printed", "description_de"),
}
#: Views that show many of them.
READING = [
    *("trade/nrw", "investment/takeovers", "companies/map", "freight/alerts", "freight/link"),
    *("cooperation/timeline", "news", "evidence/sources", "evidence/contradictions", "data/inbox"),
]


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every text in every answer carries a payload; the columns that were seen."""
    seen: list[str] = []
    answered = ask._run

    def run(con: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, Any],
            as_of: date | None) -> pd.DataFrame:  # fmt: skip
        rows = answered(con, sql, values, as_of).copy()
        for column in TEXTS & set(map(str, rows.columns)):
            seen.append(column)
            rows[column] = [f"{one}{PAYLOAD}" if isinstance(one, str) and one else one
                            for one in rows[column]]  # fmt: skip
        return rows

    ask._warehouse.cache_clear()
    visits._seen.cache_clear()
    monkeypatch.setattr(ask, "_run", run)
    yield seen
    ask._warehouse.cache_clear()
    visits._seen.cache_clear()


def markup(app: Any) -> list[str]:
    """Where a payload stands as markup on a page."""
    pieces = visits.html_with_links(app)
    pieces += [one.proto.body for one in app.markdown if one.proto.allow_html]
    return [f"{sign}: {piece[max(0, piece.index(sign) - 200) :][:300]}"
            for piece in pieces for sign in MARKUP if sign in piece]  # fmt: skip


def test_a_text_of_a_file_is_never_markup_on_a_page(hostile: list[str]) -> None:
    shown = 0
    for place in sample([one for one in READING if one in visits.PLACES], 6):
        app = visits.visit(place, lang="de")
        assert not app.exception, place
        assert markup(app) == [], place
        shown += sum("&lt;img src=x" in piece for piece in visits.html_with_links(app))
    assert hostile
    assert shown > 3, "hardly any payload was on a page"


@each("place", sample(visits.PLACES, 2))
def test_a_value_of_a_link_is_never_markup_on_a_page(place: str) -> None:
    first = visits.visit(place, lang="de")
    names = ["lang", "as_of", "cite", "mappe", PAYLOAD, *first.query_params]
    app = visits.visit(place, **{name: PAYLOAD for name in names if name != "view"})
    assert not app.exception
    assert markup(app) == []


def test_a_value_of_a_link_is_never_markup_in_an_answer_of_the_server() -> None:
    with serving(Starlette(routes=server_app.routes(visits.PAGES))) as where:
        for address in ("data/csv/gaps.csv?subject={}", "data/csv/{}.csv", "data/csv/table/{}.csv",
                        "figure?claim={}", "figure?{}=1", "feed.atom?as_of={}", "z/{}", "z/{}.json",
                        "mappe/cited?code={}", "trade?mode=saal&mappe={}", "calendar.ics?lang={}",
                        "figure?claim=x&lang={}"):  # fmt: skip
            quoted = quote(PAYLOAD, safe="")
            got = requests.get(f"http://{where}/{address.format(quoted)}", timeout=60)
            if "html" in got.headers["content-type"] or "xml" in got.headers["content-type"]:
                assert not [sign for sign in MARKUP if sign in got.text], address
