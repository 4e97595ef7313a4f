"""What the server adds to Streamlit: the document's language, security headers, a health check."""

from __future__ import annotations

import gc
import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import plotly.graph_objects as go
import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from data import door
from pages._parts import feed, remnants
from pages._parts.delay import NoDelay
from pages._parts.files import answer_file, table_file
from words import LANGUAGES, Words

_Scope = MutableMapping[str, Any]
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]

_ROOT = Path(__file__).resolve().parents[2]

#: What a page is called in a link, and what else answers to a single plain word.
_PAGE_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OTHERS = frozenset({"healthz", "static", "media", "app", "component"})

_HEADERS = {
    b"content-security-policy": b"default-src 'self'; script-src 'self' 'unsafe-inline' "
    b"'unsafe-eval' 'wasm-unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; "
    b"worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"SAMEORIGIN",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), browsing-topics=()",
    b"cross-origin-opener-policy": b"same-origin",
}


class Headers:
    """Sets the security headers on every answer."""

    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Pass the request on and add headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: _Message) -> None:
            if message["type"] == "http.response.start":
                kept = [(k, v) for k, v in message["headers"] if k.lower() not in _HEADERS]
                message["headers"] = [*kept, *_HEADERS.items()]
            await send(message)

        await self.app(scope, receive, with_headers)


class DocumentLanguage:
    """Writes ``<html lang>``, title and a word without scripts into the document.

    Streamlit hard-codes ``lang="en"``; a screen reader would read German with an English voice.
    """

    def __init__(self, app: _App, pages: Sequence[str] = ()) -> None:
        self.app = app
        self.pages = frozenset(pages)

    def is_unknown(self, path: str) -> bool:
        """Whether a path reads like a page, and there is none of that name."""
        base = "/" + st.get_option("server.baseUrlPath").strip("/")
        name = path.removeprefix(base).strip("/")
        return bool(self.pages) and _PAGE_NAME.fullmatch(name) is not None and (
            name not in self.pages and name not in _OTHERS
        )  # fmt: skip

    async def _send_not_found(self, scope: _Scope, send: _Send) -> None:
        """Say in the language of the link that there is no such page; Streamlit says English."""
        language = _language(scope)
        words = Words(language)
        home = "/" + st.get_option("server.baseUrlPath").strip("/")
        body = (
            f'<!DOCTYPE html><html lang="{language}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{words('app.title')}</title>"
            '<body style="font-family:sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem">'
            f"<h1>{words('app.page_not_found_title')}</h1>"
            f"<p>{words('app.page_not_found_text')}</p>"
            f'<p><a href="{home}?lang={language}">{words("app.title")}</a></p></body></html>'
        ).encode()
        headers = [(b"content-type", b"text/html; charset=utf-8"),
                   (b"content-length", str(len(body)).encode())]  # fmt: skip
        await send({"type": "http.response.start", "status": 404, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Rewrite HTML documents, pass on everything else."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.is_unknown(scope["path"]):
            await self._send_not_found(scope, send)
            return
        # The body must come in the clear to be mended; compression happens further out.
        plain = {
            **scope,
            "headers": [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"],
        }
        start: _Message | None = None
        body = b""

        async def mend(message: _Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                kinds = [v for k, v in message["headers"] if k.lower() == b"content-type"]
                if kinds and kinds[0].startswith(b"text/html"):
                    start = message
                    return
                await send(message)
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body", False):
                    await self._send_mended(scope, start, body, send)

        await self.app(plain, receive, mend)

    @staticmethod
    async def _send_mended(scope: _Scope, start: _Message, body: bytes, send: _Send) -> None:
        mended = document(body.decode("utf-8"), _language(scope)).encode("utf-8")
        kept = [
            (k, v) for k, v in start["headers"] if k.lower() not in (b"content-length", b"etag")
        ]
        await send({**start, "headers": [*kept, (b"content-length", str(len(mended)).encode())]})
        await send({"type": "http.response.body", "body": mended})


def _language(scope: _Scope) -> str:
    """The language that the link asks for, else German."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    return asked if asked in LANGUAGES else LANGUAGES[0]


def document(html: str, language: str) -> str:
    """Streamlit's document with our language, title, and a word for browsers without scripts."""
    words = Words(language)
    # Told where the server is, the browser does not look for it below each page's own address:
    # no failed requests, and deep links come up a round trip sooner.
    base = "/" + st.get_option("server.baseUrlPath").strip("/")
    where = f"window.__streamlit={{BACKEND_BASE_URL:location.origin+{json.dumps(base)}}}"
    scripts = f"<script>{where}</script><script>{remnants.roles()}</script>"
    if mending := remnants.script(language):
        scripts += f"<script>{mending}</script>"
    html = html.replace("<head>", f"<head>{scripts}", 1)
    html = re.sub(r"<html\b[^>]*>", f'<html lang="{language}">', html, count=1)
    html = re.sub(r"<title>.*?</title>", f"<title>{words('app.title')}</title>", html, count=1)
    return re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript>{words('app.no_script')}</noscript>",
        html,
        count=1,
        flags=re.DOTALL,
    )


async def _healthz(_: Request) -> JSONResponse:
    """200 when there is a warehouse to serve, 503 when there is none."""
    try:
        served = door.state()
    except door.NoWarehouse:
        return JSONResponse({"ok": False, "warehouse": None}, status_code=503)
    return JSONResponse(
        {"ok": served.trouble is None, "warehouse": served.version, "trouble": served.trouble}
    )


def _feed(request: Request) -> Response:
    """The alerts as an Atom feed, in the language that the link asks for."""
    try:
        told = door.ask("alerts")
    except door.NoWarehouse:
        return Response(status_code=503)
    document = feed.atom(told, Words(_language(request.scope)))
    return Response(document, media_type="application/atom+xml; charset=utf-8")


@asynccontextmanager
async def warm(_: st.App) -> AsyncIterator[None]:
    """Import what pages need before the first visitor comes, and keep it out of the collector."""
    # Streamlit takes a folder named pages for its old kind of app until a page has been drawn once,
    # and tells whoever opens a deep link first that there is no such page.
    PagesManager.uses_pages_directory = False

    go.Figure(data=[{"type": "scatter"}, {"type": "bar"}])
    for language in LANGUAGES:
        Words(language)
    gc.collect()
    gc.freeze()
    with watching():
        yield


@contextmanager
def watching() -> Iterator[None]:
    """Let a child watch the drop folder for as long as the server runs, where that is allowed.

    Its standard input is a pipe of ours: it ends when the server does, however that ends.
    """
    if door.received.is_read_only():
        yield
        return
    command = [sys.executable, "-m", "etl.inbox.watch"]
    with subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE) as child:  # noqa: S603 - ours
        try:
            yield
        finally:
            if child.stdin is not None:
                child.stdin.close()
            child.terminate()


#: Our own routes.
ROUTES = [
    Route("/healthz", _healthz),
    Route("/data/{kind}/{question}.csv", answer_file),
    Route("/data/{kind}/table/{name}.{ending}", table_file),
    Route(f"/{feed.PATH}", _feed),
]


def middleware(pages: Sequence[str]) -> list[Middleware]:
    """What every answer passes through, outermost first; ``pages``: the paths that there are."""
    return [
        Middleware(NoDelay),
        Middleware(Headers),
        Middleware(GZipMiddleware, minimum_size=1024, compresslevel=5),
        Middleware(DocumentLanguage, pages=pages),
    ]
