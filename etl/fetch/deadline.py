"""Deadline: a limit in time over a whole request, from connecting to the last byte.

A timeout on a socket starts anew with each byte, so that a server which drips never meets it.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

_running = threading.local()


class Deadline:
    """Cuts the connection that its thread uses once `seconds` are over; `passed` says so."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Deadline:
        _running.deadline = self
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        _running.deadline = None

    def watch(self, connected: socket.socket | None) -> None:
        """Remember the socket to cut; one opened too late is cut at once."""
        self._socket = connected
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


class _Cut(HTTPConnection):
    """A connection that the deadline of its thread can cut."""

    def connect(self) -> None:
        super().connect()
        self._watch()

    def request(self, *args: Any, **kwargs: Any) -> None:
        self._watch()  # one that was open already
        super().request(*args, **kwargs)

    def _watch(self) -> None:
        deadline: Deadline | None = getattr(_running, "deadline", None)
        if deadline is not None and self.sock is not None:
            deadline.watch(self.sock)


class _CutSecure(_Cut, HTTPSConnection):
    """The same with TLS."""


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Cut


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _CutSecure


class Watched(HTTPAdapter):
    """The adapter of requests whose connections a Deadline can cut."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Make the pools with connections that can be cut."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PlainPool, "https": _SecurePool}
