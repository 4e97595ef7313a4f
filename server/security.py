"""What every answer tells a browser to refuse: scripts, hosts, frames and powers not ours.

A document runs the scripts whose hashes its policy names, and files of this server: none that came
in with a text, a name or a link.
"""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = b"content-security-policy"
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def policy(html: str = "", *scripts: str) -> bytes:
    """The content security policy of a document: its own inline scripts and no others.

    ``html``: what we wrote of it; nothing that a visitor or a file brought. ``scripts``: more.
    """
    hashes = {hash_of(script) for script in (*_SCRIPT.findall(html), *scripts)}
    obeyed = " ".join(["script-src 'self'", *sorted(hashes)])
    return (
        f"default-src 'self'; {obeyed}; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
        "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'self'"
    ).encode()


def hash_of(script: str) -> str:
    """How a policy names a script that stands in a document."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


HEADERS = {
    POLICY: policy(),
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"x-frame-options": b"SAMEORIGIN",
    b"permissions-policy": b"accelerometer=(), browsing-topics=(), camera=(), display-capture=(), "
    b"geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    b"serial=(), usb=(), xr-spatial-tracking=()",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
}


class Headers:
    """Sets the security headers on every answer; a policy that an answer brings stays."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add headers to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {k.lower(): v for k, v in message["headers"]}.get(POLICY)
                headers = [(k, v) for k, v in message["headers"] if k.lower() not in HEADERS]
                added = HEADERS if own is None else {**HEADERS, POLICY: own}
                if message["status"] == 304:  # what the browser has kept stays under its own
                    added = {name: value for name, value in added.items() if name != POLICY}
                message["headers"] = [*headers, *added.items()]
            await send(message)

        await self.app(scope, receive, with_headers)
