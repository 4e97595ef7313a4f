"""A viewer as a browser makes one, over loopback: the document, its files, then reruns.

Counted are the document of the link, the scripts and styles that it names (once for each viewer
whose browser has kept none: they may be kept for a year), the websocket, the request of a page with
the hashes of what the browser has kept, and the fragment that a page lets run by itself. Left out:
parts of the application that its scripts ask for later, and pictures.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import ssl
import time
from collections.abc import Iterable
from typing import NamedTuple

import httpx
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

#: What a page says about the moment, in no heading or card worth comparing.
_MOMENT = re.compile(r"<time.*?</time>|\bid=\"[^\"]*\"", re.DOTALL)
_FILES = re.compile(r'(?:src|href)="(?:\./)?(static/(?:js|css)/[^"]+)"')
#: So many runs a browser keeps what it was sent.
_KEPT_RUNS = 2
#: One for all: it takes long to make.
_TLS = ssl.create_default_context()
#: Hash of a message → what it says.
_said: dict[str, bytes] = {}


class Shown(NamedTuple):
    """What a run of a page shows: milliseconds until then, its title, a digest of its texts."""

    ms: float
    title: str
    digest: str


class Viewer:
    """A browser with one open page; its cookies are its own."""

    def __init__(self, address: str, *, is_new: bool = True, is_forwarded: bool = False) -> None:
        """``address``: of the start page, without a slash at its end.

        ``is_new``: whether the browser has kept no scripts and styles. ``is_forwarded``: whether
        it asks a process as a proxy in front of it does: pages with forms show another visitor.
        """
        self.address, self.is_new = address, is_new
        self._headers = {"X-Forwarded-For": "127.0.0.1"} if is_forwarded else {}
        self._origin = "/".join(address.split("/")[:3])
        # Nothing of a proxy that is set for this machine.
        self.http = httpx.AsyncClient(
            verify=_TLS, trust_env=False, timeout=120, headers=self._headers
        )
        self._socket: ClientConnection | None = None
        self._kept: list[set[str]] = []
        self._again: tuple[float, str] | None = None

    async def document(self, link: str) -> float:
        """Load the document of a link, and its files where they are new; milliseconds of the first.

        What was open before is left. Raises httpx.HTTPError.
        """
        await self.leave()
        start = time.perf_counter()
        answer = (await self.http.get(f"{self.address}/{link}")).raise_for_status()
        taken = 1000 * (time.perf_counter() - start)
        if self.is_new:
            await self._load(dict.fromkeys(_FILES.findall(answer.text)))
            self.is_new = False
        return taken

    async def _load(self, files: Iterable[str]) -> None:
        for file in files:
            async with self.http.stream("GET", f"{self.address}/{file}") as answer:
                answer.raise_for_status()
                async for _ in answer.aiter_raw():  # not unpacked
                    pass

    async def leave(self) -> None:
        """Close the page."""
        if self._socket is not None:
            await self._socket.close()
        self._socket, self._again, self._kept = None, None, []

    async def close(self) -> None:
        """Close the browser."""
        await self.leave()
        await self.http.aclose()

    async def show(self, link: str) -> Shown:
        """Ask for a page and wait until it stands. Raises AssertionError when it fails."""
        page, _, query = link.partition("?")
        return await self._run(ClientState(page_name=page, query_string=query))

    async def look(self, seconds: float) -> list[Shown]:
        """Look at the page for some seconds; the runs that it asks for by itself meanwhile."""
        runs, end = [], time.monotonic() + seconds
        while self._again and time.monotonic() + self._again[0] < end:
            await asyncio.sleep(self._again[0])
            asked = ClientState(fragment_id=self._again[1], is_auto_rerun=True)
            runs.append(await self._run(asked))
        await asyncio.sleep(max(0.0, end - time.monotonic()))
        return runs

    async def _connected(self) -> ClientConnection:
        if self._socket is None:
            cookies = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
            self._socket = await connect(
                self.address.replace("http", "ws", 1) + "/_stcore/stream",
                max_size=None, compression=None, proxy=None, open_timeout=120,
                subprotocols=[Subprotocol("streamlit")], origin=Origin(self._origin),
                additional_headers={**self._headers, **({"Cookie": cookies} if cookies else {})},
            )  # fmt: skip
        return self._socket

    async def _run(self, asked: ClientState) -> Shown:
        asked.cached_message_hashes.extend(set().union(*self._kept))
        start = time.perf_counter()
        socket = await self._connected()
        await socket.send(BackMsg(rerun_script=asked).SerializeToString())
        shown, title, kept = dict[tuple[int, ...], bytes](), "", set[str]()
        while True:
            message = ForwardMsg.FromString(await socket.recv(decode=False))
            kind = message.WhichOneof("type")
            if kind == "new_session" and not message.metadata.run.fragment_ids:
                self._again, shown = None, {}
            elif kind == "page_config_changed":
                title = message.page_config_changed.title
            elif kind == "auto_rerun":
                self._again = message.auto_rerun.interval, message.auto_rerun.fragment_id
            elif kind in ("delta", "ref_hash"):
                # What comes later takes the place of what stood there.
                shown[tuple(message.metadata.delta_path)] = _text(message)
                if message.metadata.cacheable or kind == "ref_hash":
                    kept.add(message.ref_hash or message.hash)
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                self._kept = [*self._kept, kept][-_KEPT_RUNS:]
                taken = 1000 * (time.perf_counter() - start)
                said = b"\0".join(shown[place] for place in sorted(shown))
                return Shown(taken, title, hashlib.sha256(said).hexdigest())


def _text(message: ForwardMsg) -> bytes:
    """What a heading or card says; a message that the browser has is named by its hash alone."""
    element = message.delta.new_element
    failed = element.HasField("exception") or element.alert.format == Alert.ERROR
    assert not failed, str(message.delta)[:500]
    kind = element.WhichOneof("type")
    if kind in ("heading", "html"):
        said = element.heading.body if kind == "heading" else element.html.body
        _said[message.hash] = _MOMENT.sub("", said).encode()
    return _said.get(message.ref_hash or message.hash, b"")
