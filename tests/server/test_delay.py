"""Answers leave at once: Nagle's algorithm is off on the connection of every visitor."""

from __future__ import annotations

import socket
from typing import Any

import requests
from websockets.sync.client import connect

from server.middleware import NoDelay
from tests.loopback import serving


async def _tells_its_option(scope: Any, receive: Any, send: Any) -> None:
    """Say how the connection is set, to a request or a websocket."""
    await receive()
    connection = receive.__self__.transport.get_extra_info("socket")
    told = str(int(bool(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))))
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200})
        await send({"type": "http.response.body", "body": told.encode()})
        return
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": told})
    await send({"type": "websocket.close"})


def _told(app: Any) -> str:
    with serving(app) as where, connect(f"ws://{where}") as visitor:
        return str(visitor.recv(timeout=120))


def test_a_websocket_is_answered_without_delay() -> None:
    assert _told(NoDelay(_tells_its_option)) == "1"


def test_a_request_is_answered_without_delay() -> None:
    with serving(NoDelay(_tells_its_option)) as where:
        assert requests.get(f"http://{where}", timeout=120).text == "1"


def test_without_our_help_it_would_be_delayed() -> None:
    assert _told(_tells_its_option) == "0"
