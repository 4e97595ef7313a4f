"""Two processes behind a true nginx as deploy/ puts them there, below a path: nobody's data go."""

from __future__ import annotations

import asyncio
import json
import os
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
import requests
import uvicorn
from websockets.exceptions import ConnectionClosed

from benchmarks.browsing import Viewer
from server.security import HEADERS
from tests.proxied import CONFIGURATION, HOW_TO_GET, Proxied, find_nginx, proxied

pytestmark = pytest.mark.kill
LINK = "trade?view=nrw&lang=en&as_of=2024-06-30"
#: So many come at least; more, while one of the processes has nobody.
VIEWERS, MOST = 4, 40
T = TypeVar("T")


@pytest.fixture(scope="module")
def site(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxied]:
    if find_nginx() is None:
        if os.environ.get("CI"):
            pytest.fail(f"With CI set this must run: {HOW_TO_GET}", pytrace=False)
        pytest.skip(HOW_TO_GET)
    home = tmp_path_factory.mktemp("kept")
    kept = {f"CHINA_MONITOR_{name.upper()}": str(home / name) for name in ("mappen", "inbox")}
    given = {**kept, "CHINA_MONITOR_WAREHOUSE": str(warehouse)}
    with proxied(given, base="china") as site, pytest.MonkeyPatch.context() as patch:
        for name, folder in kept.items():
            patch.setenv(name, folder)
        yield site


def test_below_a_path_everything_answers_through_the_proxy(site: Proxied) -> None:
    kinds = {"": "text/html", "trade?view=partners": "text/html", "healthz": "application/json",
             "data/csv/trade_series.csv?flow=export": "text/csv",
             "feed.atom": "application/atom+xml",
             "calendar.ics": "text/calendar", "app/static/icon.png": "image/png"}  # fmt: skip
    for path, kind in kinds.items():
        got = requests.get(f"{site.address}/{path}", timeout=60)
        assert (got.status_code, got.headers["content-type"].split(";")[0]) == (200, kind), path
        for name in HEADERS:
            said = got.raw.headers.getlist(name.decode())
            assert len(said) == 1, (path, name, said)
        assert got.cookies["cm_viewer"]
    assert requests.get(f"{site.address}/nosuch", timeout=60).status_code == 404


def test_the_document_holds_the_page_and_its_figures_lead_to_their_evidence(site: Proxied) -> None:
    with requests.Session() as reader:
        html = until(lambda: with_page(reader.get(f"{site.address}/{LINK}", timeout=60).text))
        link = html.split('href="figure?')[1].split('"')[0].replace("&amp;", "&")
        got = reader.get(f"{site.address}/figure?{link}", timeout=60)
        assert (got.status_code, 'class="cm-evidence"' in got.text) == (200, True)


def with_page(html: str) -> str:
    return html if 'id="cm-first"' in html and 'href="figure?' in html else ""


def test_forms_are_closed_to_who_comes_through_the_proxy(site: Proxied) -> None:
    assert asyncio.run(seen_through(site)) == (True, False)


def test_the_proxy_lets_go_of_a_connection_before_the_dashboard_does() -> None:
    (seconds,) = re.findall(r"  keepalive_timeout (\d+)s;", CONFIGURATION.read_text("utf-8"))
    assert int(seconds) < uvicorn.Config("dashboard:app").timeout_keep_alive


async def seen_through(site: Proxied) -> tuple[bool, bool]:
    """Whether the forms look through the proxy as to who is forwarded, and as to who is here."""
    there = f"http://{next(iter(site.servers))}/china"
    viewers = Viewer(site.address), Viewer(there, is_forwarded=True), Viewer(there)
    through, forwarded, here = [(await one.show("data?view=inbox"))[1:] for one in viewers]
    for one in viewers:
        await one.close()
    return through == forwarded, through == here


def test_a_killed_process_takes_nobodys_data_with_it(site: Proxied) -> None:
    asyncio.run(killed(site))


async def killed(site: Proxied) -> None:
    viewers: list[Viewer] = []
    shown: set[tuple[str, str]] = set()
    while len(viewers) < VIEWERS or not set(site.servers) <= set.union(*homes(site, viewers)):
        assert len(viewers) < MOST, "all keep to the same process"
        viewers.append(Viewer(site.address))
        await viewers[-1].document(LINK)
        shown.add((await viewers[-1].show(LINK))[1:])
        await viewers[-1].leave()
    assert len(shown) == 1
    assert all(len(by) == 1 for by in homes(site, viewers)), "each keeps to one process"

    one = viewers[0]
    (home,) = homes(site, [one])[0]
    asked = {"path": "/china/trade", "query": "?view=partners", "figure": "partners", "mappe": ""}
    kept = (await one.http.post(f"{site.address}/mappe/collect", json=asked)).raise_for_status()
    inbox = Path(os.environ["CHINA_MONITOR_INBOX"])
    (inbox / "zuege.csv").write_text("Zug;Tag\n1;kein Tag\n", encoding="utf-8")
    assert (await one.show(LINK))[1:] in shown
    site.servers[home].kill()
    with pytest.raises(ConnectionClosed):
        await one.show(LINK)
    await one.leave()

    for viewer in viewers:  # as a browser does: the same cookies, a new websocket
        assert {(await viewer.show(LINK))[1:]} == shown
        await viewer.leave()
    asked |= {"mappe": kept.json()["mappe"], "query": "?view=partners&year=2023"}
    again = (await one.http.post(f"{site.address}/mappe/collect", json=asked)).raise_for_status()
    assert (again.json()["mappe"], again.json()["count"]) == (kept.json()["mappe"], 2)
    put_aside = until(lambda: next((inbox / "rejected").glob("*/original-zuege.csv"), None))
    assert "kein Tag" in put_aside.read_text(encoding="utf-8")
    health = json.loads((await one.http.get(f"{site.address}/healthz")).text)
    assert health["ok"] is True
    for viewer in viewers:
        await viewer.close()


def homes(site: Proxied, viewers: list[Viewer]) -> list[set[str]]:
    """The processes that answered each viewer."""
    told = site.answered()
    return [{by for who, by, _, _ in told if who == viewer.http.cookies["cm_viewer"]}
            for viewer in viewers]  # fmt: skip


def until(found: Callable[[], T | None]) -> T:
    deadline = time.monotonic() + 120
    while not (thing := found()):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    return thing
