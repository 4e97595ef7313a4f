"""The child that watches the drop folder: it comes again when it ends, and health check and page
say so."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import requests
from starlette.applications import Starlette

from i18n import LANGUAGES, Locale
from server import app
from tests import visits
from tests.loopback import serving
from ui import etl_process
from ui.etl_process import Watch

pytestmark = pytest.mark.usefixtures("warehouse")


@pytest.fixture
def healthz() -> Iterator[Callable[[], dict[str, object]]]:
    with serving(Starlette(routes=app.routes(()))) as where:
        yield lambda: json.loads(requests.get(f"http://{where}/healthz", timeout=30).text)


def until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_watcher_that_dies_is_started_again_and_the_health_check_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, healthz: Callable[[], dict[str, object]]
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path))
    assert healthz()["watcher"] is None
    with etl_process.watching(first_wait_s=0) as watch:
        until(lambda: watch.is_running)
        first = watch.child
        assert first is not None
        assert healthz()["watcher"] == {"running": True, "restarts": 0, "ended": None}
        first.kill()
        until(lambda: watch.deaths == 1 and watch.is_running)
        second = watch.child
        assert second is not None
        assert second.pid != first.pid
        said = healthz()
        assert said["ok"] is True
        assert isinstance(said["watcher"], dict)
        assert said["watcher"]["restarts"] == 1
    assert second.poll() is not None, "it ends with the server"
    assert healthz()["watcher"] is None


def test_while_nobody_watches_all_is_not_well(
    monkeypatch: pytest.MonkeyPatch, healthz: Callable[[], dict[str, object]]
) -> None:
    dead = Watch()
    dead.end()
    monkeypatch.setattr(etl_process, "watch", lambda: dead)
    assert healthz()["ok"] is False


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_that_nobody_watches_or_did_not_for_a_while(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale, now = Locale(lang), datetime.now(UTC)
    for watch, told in (
        (None, None),
        (Watch(is_running=True), None),
        (Watch(deaths=1, died=now), "not_watched"),
        (Watch(is_running=True, deaths=1, died=now), "running_again"),
        (Watch(is_running=True, deaths=1, died=now - timedelta(days=2)), None),
    ):
        monkeypatch.setattr(etl_process, "watch", lambda watch=watch: watch)
        page = visits.visit("data/inbox", lang=lang)
        said = [locale(f"inbox.{told}", at=locale.moment(now))] if told else []
        assert [one.value for one in page.warning] == said


def test_what_the_program_says_shows_no_path_to_a_visitor() -> None:
    said = etl_process.Failed(
        3,
        "Refused. /srv/x/data/inbox/accepted/a/rows.csv was refused: see data/inbox/b, "
        "C:\\data\\c.csv; https://example.org/a/b, 14/06/2026",
    )
    assert said.output == (
        "Refused. …/rows.csv was refused: see …/b, …/c.csv; https://example.org/a/b, 14/06/2026"
    )
