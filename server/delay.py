"""No waiting on the wire: answers leave at once instead of being held back for a full packet.

``streamlit run`` binds its socket without naming the protocol, so that asyncio does not switch
Nagle's algorithm off, and every rerun waits 40 ms for the browser's delayed acknowledgement.
"""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

_Scope = MutableMapping[str, Any]
_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]


class NoDelay:
    """Sets TCP_NODELAY on the connection of every websocket."""

    def __init__(self, app: _App) -> None:
        self.app = app

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        """Mend the connection, then pass the request on; an unknown server is left alone."""
        if scope["type"] == "websocket":
            # uvicorn hands on a method of its protocol, which knows the connection.
            transport = getattr(getattr(receive, "__self__", None), "transport", None)
            connection = transport.get_extra_info("socket") if transport is not None else None
            if connection is not None:
                with contextlib.suppress(OSError):
                    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
