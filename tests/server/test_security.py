"""What every answer of the server tells a browser, and which files an address may reach."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import requests
import streamlit as st
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

import dashboard
from i18n import LANGUAGES
from server import app, security
from server.first_paint.document import first_script
from tests.each import each
from tests.loopback import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.usefixtures("warehouse")

INDEX = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
OF_THE_FILE = {"etag": '"a"', "last-modified": "Mon, 30 Nov 2026 10:00:00 GMT"}
#: What a stranger would like to read, and ways to say so.
CLIMBS = ["../../run.py", "..%2f..%2frun.py", "..%5c..%5crun.py", "%2e%2e/%2e%2e/run.py",
          "....//....//run.py", "%252e%252e%252frun.py", "/etc/passwd", "%2fetc%2fpasswd",
          "c:%5cwindows%5cwin.ini", "%5c%5chost%5cshare", "run.py%00", "run.py%00.csv"]  # fmt: skip
#: The places of our addresses where a name is said.
NAMED = ["data/csv/{}.csv", "data/csv/table/{}.csv", "data/parquet/table/{}.parquet",
         "data/{}/gaps.csv", "z/{}", "z/{}.json", "mappe/cited?code={}", "trade?mode=saal&mappe={}",
         "figure?claim={}", "app/static/{}", "{}"]  # fmt: skip


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Our addresses, and Streamlit's document where Streamlit answers."""
    routes = [
        *app.routes(dashboard.PAGES),
        Route("/{rest:path}", lambda _: HTMLResponse(INDEX, headers=OF_THE_FILE)),
    ]
    served = Starlette(routes=routes, middleware=app.middleware(dashboard.PAGES))
    with serving(served) as where:
        yield f"http://{where}"


def directives(answer: requests.Response) -> dict[str, list[str]]:
    parts = answer.headers["content-security-policy"].split(";")
    return {name: words for name, *words in (part.split() for part in parts)}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 200), ("trade?lang=en", 200), ("nosuch", 404), ("healthz", 200), ("z?code=x", 303),
        ("favicon.ico", 200), ("data/csv/gaps.csv", 200), ("data/csv/nosuch.csv", 404),
        ("feed.atom?as_of=never", 400), ("data/csv/gaps.csv?nosuch=1", 400), ("calendar.ics", 200),
        ("figure?claim=nosuch", 404),
        ("z/NO-SUCH", 404), ("trade?mode=saal&mappe=nosuch", 404),
    ],
)  # fmt: skip
def test_every_answer_says_what_a_browser_shall_refuse(path: str, status: int, server: str) -> None:
    got = requests.get(f"{server}/{path}", timeout=30, allow_redirects=False)

    assert got.status_code == status
    told = {name.decode(): value.decode() for name, value in security.HEADERS.items()}
    policy = told.pop("content-security-policy")
    assert told.items() <= dict(got.headers).items()
    said = directives(got)
    assert said.keys() == {part.split()[0] for part in policy.split(";")}
    allowed = {word for name, words in said.items() for word in words if "style" not in name}
    hashes = {word for word in said["script-src"] if word.startswith("'sha256-")}
    assert allowed - hashes == {"'self'", "'none'", "data:", "blob:"}, "nothing of strangers"
    assert {*said["script-src"]} - hashes == {"'self'"}, "nothing inline, nothing evaluated"
    assert said["frame-ancestors"] == ["'self'"]


@each("path", ["", "trade", "companies?view=map"])
def test_a_document_runs_its_own_scripts_and_no_other(path: str, server: str) -> None:
    for lang in LANGUAGES:
        sign = "&" if "?" in path else "?"
        got = requests.get(f"{server}/{path}{sign}lang={lang}", timeout=30)
        got.encoding = "utf-8"
        inline = re.findall(r"<script>(.*?)</script>", got.text, re.DOTALL)
        wanted = {f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in inline}
        hashed = {one for one in directives(got)["script-src"] if "sha256" in one}
        # That of the first page is obeyed also where none is there yet.
        assert wanted <= hashed <= wanted | {security.hash_of(first_script())}
        tags = re.findall(r"<script\b[^>]*>", got.text)
        others = [tag for tag in tags if tag != "<script>" and "application/json" not in tag]
        assert all(re.search(r' src="\./static/js/[\w.]+"', tag) for tag in others)
        assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", got.text), "a script in an attribute"


def test_a_document_kept_by_the_browser_keeps_the_policy_that_names_its_scripts() -> None:
    async def unchanged(scope: Any, receive: Any, send: Any) -> None:
        await Response(status_code=304)(scope, receive, send)

    with serving(security.Headers(unchanged)) as where:
        got = requests.get(f"http://{where}", timeout=30)
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in got.headers


def test_nobody_asks_whether_a_document_is_still_the_same(server: str) -> None:
    got = requests.get(f"{server}/trade", timeout=30)
    assert not {"etag", "last-modified"} & {name.lower() for name in got.headers}


@each("climb", CLIMBS)
@each("named", NAMED)
def test_no_address_leads_to_a_file_that_is_not_offered(
    named: str, climb: str, server: str
) -> None:
    # requests would straighten the dots before it asks.
    asked = requests.Request("GET", server).prepare()
    asked.url = f"{server}/{named.format(climb)}"
    got = requests.Session().send(asked, timeout=30, allow_redirects=False)

    assert got.status_code in (200, 303, 307, 400, 404), got.status_code
    assert not [
        sign for sign in ("root:x:0", "Standard library only", "[fonts]") if sign in got.text
    ]
    if got.status_code == 200:
        assert 'id="root"' in got.text, "nothing but the empty document"
