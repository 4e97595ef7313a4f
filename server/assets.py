"""Streamlit's own scripts and styles, compressed once and not for each visitor anew.

Their names hold their digests and never change what they mean. Compressing the 8 MB of a first
visit takes a quarter of a second of the processor that the page itself waits for.
"""

from __future__ import annotations

import gzip
import mimetypes
from functools import lru_cache
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
_ONE_AT_A_TIME = Lock()
_HEADERS = {"content-encoding": "gzip", "vary": "Accept-Encoding",
            "cache-control": "public, immutable, max-age=31536000"}  # fmt: skip


class Assets:
    """Answers for scripts and styles from memory, to whoever reads gzip; passes on the rest."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        file = _asked(scope)
        if file is None:
            await self.app(scope, receive, send)
            return
        raw = await run_in_threadpool(_compressed_once, file)
        kind = mimetypes.guess_type(file.name)[0] or "text/javascript"
        await Response(raw, media_type=kind, headers=_HEADERS)(scope, receive, send)


def _asked(scope: Scope) -> Path | None:
    """The file that a request asks for, where we answer it."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    base = "/" + st.get_option("server.baseUrlPath").strip("/")
    path = scope["path"].removeprefix(base).lstrip("/")
    headers = Headers(scope=scope)
    if not path.startswith(_BELOW) or not path.endswith(_KINDS) or "range" in headers:
        return None
    if "gzip" not in headers.get("accept-encoding", ""):
        return None
    file = (_FILES / path).resolve()
    return file if file.is_relative_to(_FILES / _BELOW) and file.is_file() else None


def _compressed_once(file: Path) -> bytes:
    """Of many who come at once, one waits for the work and the others for it."""
    with _ONE_AT_A_TIME:
        return _compressed(file)


@lru_cache(maxsize=1024)  # there are some 300
def _compressed(file: Path) -> bytes:
    return gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)
