"""A playback server: real HTTP on loopback, answers in the documented shapes, and every fault.

``/<host>/<path>`` stands for the publisher's address. An answer is a function of what was asked;
a fault takes its place, for a while or for good.
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

if TYPE_CHECKING:
    from email.message import Message


@dataclass(frozen=True)
class Asked:
    """A request as it came: host and path, its fields (query or form), its headers."""

    path: str
    pairs: list[tuple[str, str]]
    headers: dict[str, str]

    @property
    def fields(self) -> dict[str, str]:
        """Fields by name, for forms that state each once."""
        return dict(self.pairs)


@dataclass
class Answer:
    """An answer; `how` sends its bytes in another way than whole and at once."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/zip"
    headers: dict[str, str] = field(default_factory=dict)
    how: str = "whole"


Answers = Callable[[Asked], Answer]
#: Longer than any test waits for an answer that does not come.
_SILENCE_S = 5


@dataclass
class Playback:
    """A running server: its address, what it was asked, and what it answers."""

    address: str
    answers: Answers
    asked: list[Asked] = field(default_factory=list)
    #: How many requests were under way at the same time, at most.
    at_once: int = 0
    #: The same by host; and how many are under way now.
    most: Counter[str] = field(default_factory=Counter)
    now: Counter[str] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    playback: Playback
    lock = threading.Lock()
    under_way = 0

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def do_POST(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        self._answer(self.rfile.read(length).decode())

    def _answer(self, fields: str) -> None:
        asked = Asked(urlsplit(self.path).path.lstrip("/"), parse_qsl(fields, True),
                      _lower(self.headers))  # fmt: skip
        with self.lock:
            self.playback.asked.append(asked)
            type(self).under_way += 1
            self.playback.at_once = max(self.playback.at_once, self.under_way)
            host, now, most = asked.path.partition("/")[0], self.playback.now, self.playback.most
            now[host] += 1
            most[host] = max(most[host], now[host])
        try:
            answer = self.playback.answers(asked)
        finally:
            # Before the last byte leaves: whoever has it may ask again at once.
            with self.lock:
                type(self).under_way -= 1
                now[host] -= 1
        with contextlib.suppress(ConnectionError):
            self._send(answer)

    def _send(self, answer: Answer) -> None:
        self.close_connection = True
        body = answer.body
        if answer.how in ("raw", "close", "silent"):
            # Not even a status, but these bytes; or none, at once or for as long as anybody waits.
            self.wfile.write(body if answer.how == "raw" else b"")
            self.playback.stop.wait(_SILENCE_S if answer.how == "silent" else 0)
            return
        if answer.how in ("gzip", "half gzip"):
            body = gzip.compress(body)
            answer.headers["Content-Encoding"] = "gzip"
        if answer.how == "half gzip":
            body = body[: len(body) // 2]
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.kind:
            self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if answer.how == "reset":
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            # Lingering for no time at all makes the system send a reset.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                       struct.pack("ii", 1, 0))  # fmt: skip
            self.connection.close()
        elif answer.how in ("break off", "half, then silent"):
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            self.playback.stop.wait(0 if answer.how == "break off" else _SILENCE_S)
        elif answer.how == "drip":
            for byte in body:
                if self.playback.stop.wait(0.05):
                    break
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
        else:
            self.playback.stop.wait(0.05 if answer.how == "late" else 0)
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep silent."""


def _lower(headers: Message) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


@contextlib.contextmanager
def playback(answers: Answers) -> Iterator[Playback]:
    """Serve answers on a free loopback port until the block is left."""
    one = Playback("", answers)
    handler = type("Handler", (_Handler,), {"playback": one, "under_way": 0})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    one.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield one
    finally:
        one.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()


def slow(answers: Answers, seconds: float) -> Answers:
    """The same answers, each after a while."""

    def answer(asked: Asked) -> Answer:
        time.sleep(seconds)
        return answers(asked)

    return answer
