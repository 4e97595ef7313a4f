"""The server talks to nobody: its outgoing connections are recorded while pages are visited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import visits
from tests.each import sample
from tests.watching import whole

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.conftest import Serve

RECORDER = """
import ipaddress, os, socket

_log = os.environ["OUTGOING_LOG"]
_connect, _look_up = socket.socket.connect, socket.getaddrinfo


def _note(what):
    with open(_log, "a", encoding="utf-8") as file:
        file.write(what + "\\n")


def connect(self, address):
    if self.family in (socket.AF_INET, socket.AF_INET6):
        if not ipaddress.ip_address(address[0]).is_loopback:
            _note(f"connect {address}")
    return _connect(self, address)


def look_up(host, *rest, **named):
    if host not in (None, "", "localhost", "127.0.0.1", "::1", b"127.0.0.1"):
        _note(f"look up {host}")
    return _look_up(host, *rest, **named)


socket.socket.connect, socket.getaddrinfo = connect, look_up
_note("recording")
"""


@pytest.mark.browser
def test_server_asks_no_stranger_while_pages_are_visited(
    tmp_path: Path, serve: Serve, browser: Browser
) -> None:
    (tmp_path / "sitecustomize.py").write_text(RECORDER, encoding="utf-8")
    log = tmp_path / "outgoing.log"
    address = serve(PYTHONPATH=str(tmp_path), OUTGOING_LOG=str(log))
    page = browser.new_page()

    for path in sample(visits.PLACES, 4):
        page.goto(visits.address(address, path))
        whole(page, visits.title(path))
    page.close()

    noted = log.read_text(encoding="utf-8").split("\n")
    assert "recording" in noted, "the recorder did not run"
    assert [line for line in noted if line not in ("recording", "")] == []
