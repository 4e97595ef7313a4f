"""Streamlit's own scripts and styles, compressed once and not for each visitor anew.

Their names hold their digests and never change what they mean. Compressing the 8 MB of a first
visit takes a quarter of a second of the processor that the page itself waits for.
"""

from __future__ import annotations

import gzip
import mimetypes
from functools import cache
from pathlib import Path
from threading import Lock

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FILES = Path(st.__file__).parent / "static"
#: Below it every name holds a digest.
_BELOW = "static/"
_KINDS = (".js", ".css")
_HEADERS = {"content-encoding": "gzip", "vary": "Accept-Encoding",
            "cache-control": "public, immutable, max-age=31536000"}  # fmt: skip


class Assets:
    """Answers for scripts and styles from memory, to whoever reads gzip; passes on the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._answers: dict[str, Response] = {}
        self._one_at_a_time = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        path = _asset_path(scope)
        if path is None:
            await self.app(scope, receive, send)
            return
        if (answer := self._answers.get(path)) is None:
            answer = await run_in_threadpool(self._made, path)
        await (answer or self.app)(scope, receive, send)

    def _made(self, path: str) -> Response | None:
        """The answer, made once; None where there is no such file.

        Of many who come at once, one waits for the work and the others for it.
        """
        with self._one_at_a_time:
            if path not in self._answers:
                if path not in _names():
                    return None
                raw = gzip.compress((_FILES / path).read_bytes(), compresslevel=6, mtime=0)
                kind = mimetypes.guess_type(path)[0] or "text/javascript"
                self._answers[path] = Response(raw, media_type=kind, headers=_HEADERS)
            return self._answers[path]


@cache
def _names() -> frozenset[str]:
    """The files that there are, some 300; of other ways to write them there are endless many."""
    return frozenset(file.relative_to(_FILES).as_posix() for file in (_FILES / _BELOW).rglob("*")
                     if file.suffix in _KINDS)  # fmt: skip


def _asset_path(scope: Scope) -> str | None:
    """The script or style that a request asks for, where we answer it."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    base = "/" + st.get_option("server.baseUrlPath").strip("/")
    path: str = scope["path"].removeprefix(base).lstrip("/")
    headers = Headers(scope=scope)
    if not path.startswith(_BELOW) or not path.endswith(_KINDS) or "range" in headers:
        return None
    return path if "gzip" in headers.get("accept-encoding", "") else None
