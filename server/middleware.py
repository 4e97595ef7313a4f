"""What requests pass through: the document's language and title, its 404, fast connections."""

from __future__ import annotations

import contextlib
import gzip
import json
import re
import socket
from collections.abc import Collection, Sequence
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.datastructures import Headers
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from i18n import Locale
from server import evidence, mappen, security, streamlit_texts
from server.downloads import language_of
from server.first_paint.document import first_script, with_page
from server.first_paint.kept import FirstPages
from server.first_paint.made import Paint

#: Streamlit's own addresses begin or end so; below them it answers itself.
_OTHERS = frozenset({"_stcore", "static", "media", "app", "component", "vendor"})
#: Headers that speak of Streamlit's file, not of the document that we make of it.
_OF_THE_FILE = (b"content-length", b"etag", b"last-modified")
#: Where signing in begins, ends and comes back from who knows the visitor.
_SIGNING_IN = frozenset({"auth/login", "auth/logout", "oauth2callback"})
_FILES = Path(st.__file__).parent / "static"


class DocumentLanguage:
    """Writes ``<html lang>``, title and a word without scripts into the document.

    Streamlit hard-codes ``lang="en"``; a screen reader would read German with an English voice.
    """

    def __init__(self, app: ASGIApp, pages: Collection[str] = (), routes: Sequence[Route] = (),
                 first: FirstPages | None = None) -> None:  # fmt: skip
        self.app = app
        self.first = first
        self.pages = frozenset(pages)
        self.routes = routes

    def is_unknown(self, scope: Scope) -> bool:
        """Whether nobody answers to a path: no page, no route of ours, nothing of Streamlit's."""
        base = "/" + st.get_option("server.baseUrlPath").strip("/")
        name = scope["path"].removeprefix(base).strip("/")
        if not self.pages or not name or name in self.pages | _SIGNING_IN:
            return False
        if _OTHERS & set(name.split("/")):
            return False
        if any(route.matches(scope)[0] is not Match.NONE for route in self.routes):
            return False
        return "/" in name or not (_FILES / name).is_file()

    async def _send_not_found(self, scope: Scope, send: Send) -> None:
        """Say in the language of the link that there is no such page; Streamlit says English."""
        language = language_of(scope)
        locale = Locale(language)
        home = "/" + st.get_option("server.baseUrlPath").strip("/")
        body = (
            f'<!DOCTYPE html><html lang="{language}"><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{locale('app.title')}</title>"
            '<body style="font-family:sans-serif;max-width:40rem;margin:4rem auto;padding:0 1rem">'
            f"<h1>{locale('app.page_not_found_title')}</h1>"
            f"<p>{locale('app.page_not_found_text')}</p>"
            f'<p><a href="{home}?lang={language}">{locale("app.title")}</a></p></body></html>'
        ).encode()
        headers = [(b"content-type", b"text/html; charset=utf-8"),
                   (b"content-length", str(len(body)).encode())]  # fmt: skip
        await send({"type": "http.response.start", "status": 404, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Rewrite HTML documents, pass on everything else."""
        if scope["type"] == "lifespan" and self.first is not None:
            self.first.warm()
            try:
                await self.app(scope, receive, send)
            finally:
                self.first.end()
            return
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self.is_unknown(scope):
            await self._send_not_found(scope, send)
            return
        # The body must come in the clear to be mended; compression happens further out.
        plain = {
            **scope,
            "headers": [(k, v) for k, v in scope["headers"] if k not in self._dropped(scope)],
        }
        start: Message | None = None
        body = b""

        async def mend(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                heads = {k.lower(): v for k, v in message["headers"]}
                # A document that names its language is whole already: a presentation.
                is_whole = b"content-language" in heads
                if heads.get(b"content-type", b"").startswith(b"text/html") and not is_whole:
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
    def _dropped(scope: Scope) -> tuple[bytes, ...]:
        """What Streamlit is not to hear: a document changes with its page, its file does not."""
        if _OTHERS & set(scope["path"].split("/")):
            return (b"accept-encoding",)
        return (b"accept-encoding", b"if-modified-since", b"if-none-match")

    async def _first_page(self, scope: Scope) -> Paint | None:
        """What the document shows before the application stands; None for an embedded page."""
        given = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        # What is given twice is refused by the page in its own words.
        if self.first is None or "embed" in given or any(len(v) > 1 for v in given.values()):
            return None
        base = "/" + st.get_option("server.baseUrlPath").strip("/")
        page = scope["path"].removeprefix(base).strip("/")
        return await self.first.soon(page, {name: values[0] for name, values in given.items()})

    async def _send_mended(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        language = language_of(scope)
        # Without its file's day and mark nobody asks whether it is still the same: it never is.
        headers = [(k, v) for k, v in start["headers"] if k.lower() not in _OF_THE_FILE]
        plain, policy = _plain(body, language)
        headers.append((security.POLICY, policy))
        paint = await self._first_page(scope)
        if paint is None:
            mended = plain.encode("utf-8")
        elif "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            mended = _compressed(plain, language, paint)
            headers += [(b"content-encoding", b"gzip"), (b"vary", b"Accept-Encoding")]
        else:
            mended = _with_page(plain, language, paint)
        await send({**start, "headers": [*headers, (b"content-length", str(len(mended)).encode())]})
        await send({"type": "http.response.body", "body": mended})


@lru_cache(maxsize=8)
def _plain(body: bytes, language: str) -> tuple[str, bytes]:
    """The document without a page, and its policy: hashed before anything of a page is in it."""
    plain = document(body.decode("utf-8"), language)
    return plain, security.policy(plain, first_script())


def _with_page(plain: str, language: str, paint: Paint) -> bytes:
    return with_page(plain, paint, Locale(language)).encode("utf-8")


@lru_cache(maxsize=128)
def _compressed(plain: str, language: str, paint: Paint) -> bytes:
    """The document with a page, compressed once and not for each visitor anew."""
    return gzip.compress(_with_page(plain, language, paint), compresslevel=6, mtime=0)


def document(html: str, language: str) -> str:
    """Streamlit's document with our language, title, and a word for browsers without scripts."""
    locale = Locale(language)
    # Told where the server is, the browser does not look for it below each page's own address:
    # no failed requests, and deep links come up a round trip sooner.
    base = "/" + st.get_option("server.baseUrlPath").strip("/")
    where = f"window.__streamlit={{BACKEND_BASE_URL:location.origin+{json.dumps(base)}}}"
    scripts = f"<script>{where}</script><script>{streamlit_texts.always()}</script>"
    if mending := streamlit_texts.script(language):
        scripts += f"<script>{mending}</script>"
    scripts += evidence.in_document(language) + mappen.in_document(language)
    html = html.replace("<head>", f"<head>{scripts}", 1)
    html = re.sub(r"<html\b[^>]*>", f'<html lang="{language}">', html, count=1)
    words = f'data-menu="{locale("app.menu")}" data-more="{locale("streamlit.text.menu", n="{n}")}"'
    html = html.replace("<body", f"<body {words}", 1)
    html = re.sub(r"<title>.*?</title>", f"<title>{locale('app.title')}</title>", html, count=1)
    return re.sub(
        r"<noscript>.*?</noscript>",
        f"<noscript>{locale('app.no_script')}</noscript>",
        html,
        count=1,
        flags=re.DOTALL,
    )


class NoDelay:
    """Sets TCP_NODELAY on every connection: else each answer waits 40 ms for a word of the browser.

    An answer leaves in two pieces, head and body; the second is held back until the first is known
    to have come.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Mend the connection, then pass the request on; an unknown server is left alone."""
        # uvicorn hands on a method of its protocol, or of one request, which know the connection.
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        connection = transport.get_extra_info("socket") if transport is not None else None
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
