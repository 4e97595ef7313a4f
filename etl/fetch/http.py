"""Web: the one HTTP client. Bounded in time, size, tries and redirects; secrets stay in headers."""

from __future__ import annotations

import io
import lzma
import random
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

import requests
import urllib3

from etl.fetch.deadline import Deadline, Watched
from etl.fetch.errors import Denied, Failed, Unexpected, Unreachable
from etl.fetch.exchange import Limits, Reply, Request, bare, kind_of, seconds

#: Busy or out of order for a while, 520 to 524 where somebody else answers for the publisher.
_AGAIN = {408, 429, 500, 502, 503, 504, 520, 522, 524}
_MOVED = {301, 302, 303, 307, 308}
_SAME_FORM = {307, 308}
_TROUBLES = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)


class _Transient(Exception):
    """Worth another try, not before `wait` seconds when the server says so."""

    def __init__(self, what: str, wait: float | None = None) -> None:
        super().__init__(what)
        self.wait = wait


class Web:
    """Asks publishers; one for a whole update.

    `contact` tells them whom to write to; `playback` (a loopback address) answers in their stead.
    """

    def __init__(self, contact: str = "", limits: Limits | None = None, playback: str = "",
                 sleep: Callable[[float], None] = time.sleep) -> None:  # fmt: skip
        self.limits = limits or Limits()
        self.sleep = sleep
        self._playback = playback.rstrip("/")
        if playback and urlsplit(playback).hostname not in ("127.0.0.1", "localhost", "::1"):
            raise Failed(playback, "playback from another machine", "a loopback address",
                         "unset CHINA_MONITOR_PLAYBACK.")  # fmt: skip
        self._doors: dict[str, threading.BoundedSemaphore] = {}
        self._lock = threading.Lock()
        #: Accounts that a publisher refused during this update.
        self.denied: set[str] = set()
        self._session = requests.Session()
        # Neither .netrc nor a proxy gets between us and a playback on this machine.
        self._session.trust_env = not playback
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, Watched())
        self._session.headers["User-Agent"] = f"China-Monitor-Ruhr/1.0 ({contact or 'no contact'})"
        self._session.headers["Accept-Encoding"] = "gzip"

    def get(self, address: str, parameters: Sequence[tuple[str, str]] = (),
            accepted: tuple[int, ...] = (),
            secret: Mapping[str, str] | None = None, kind: str = "") -> Reply:  # fmt: skip
        """Ask by GET. `accepted`: error statuses whose body the caller reads itself.

        `secret` are headers that no other host ever gets; `kind` is the type of answer asked for.
        """
        url = f"{address}?{urlencode(parameters)}" if parameters else address
        return self._ask(Request(url, secret=secret, kind=kind), accepted)

    def save(self, address: str, file: Path) -> None:
        """Ask by GET; the body, which may be large, goes into a file as it comes."""
        self._ask(Request(address, into=file), ())

    def post(self, address: str, form: Mapping[str, str], secret: Mapping[str, str],
             accepted: tuple[int, ...] = ()) -> Reply:  # fmt: skip
        """Ask by POST with a form; `secret` and `accepted` as with GET."""
        return self._ask(Request(address, form, secret), accepted)

    def _ask(self, request: Request, accepted: tuple[int, ...]) -> Reply:
        """Try until it is answered. Raises Unreachable, Denied or Unexpected."""
        limits, trouble, wait = self.limits, "", 0.0
        for attempt in range(1, limits.tries + 1):
            try:
                return self._follow(request, accepted)
            except _Transient as error:
                trouble, stated = str(error), error.wait
            jitter = random.uniform(0.5, 1.5)  # noqa: S311 - no secret
            wait = limits.first_wait_s * 2**attempt * jitter / 2 if stated is None else stated
            if attempt == limits.tries or wait > limits.longest_wait_s:
                break
            self.sleep(wait)
        later = f"; it asks to wait {wait:.0f} s" if wait > limits.longest_wait_s else ""
        raise Unreachable(request.address, f"{trouble}{later}, after {attempt} tries")

    def _follow(self, request: Request, accepted: tuple[int, ...]) -> Reply:
        """One try, with redirects: never down to http, never with secrets to another host."""
        seen = [request.address]
        while True:
            reply, onward = self._once(request, accepted)
            if not onward:
                return reply
            address = urljoin(request.address, onward)
            if address in seen or len(seen) > self.limits.redirects:
                raise Unexpected(request.address, f"a redirect loop over {len(seen)} addresses",
                                 "an answer", b"")  # fmt: skip
            if request.form is not None and reply.status not in _SAME_FORM:
                raise Unexpected(seen[0], f"moved to {bare(address)} (status {reply.status})",
                                 "an answer to a form", b"")  # fmt: skip
            seen.append(address)
            first, target = urlsplit(seen[0]), urlsplit(address)
            if target.scheme != first.scheme:
                raise Unexpected(seen[0], f"a redirect to {bare(address)}",
                                 f"an answer by {first.scheme}", b"")  # fmt: skip
            if request.secret and target.netloc != first.netloc:
                raise Unexpected(seen[0], f"a redirect to the host {target.netloc}",
                                 "an answer from the host that gets the account", b"")  # fmt: skip
            if _owner(target.netloc) != _owner(first.netloc):
                raise Unexpected(seen[0], f"a redirect to the host {target.netloc}",
                                 "an answer from a host of the publisher", b"")  # fmt: skip
            request = replace(request, address=address)

    def _once(self, request: Request, accepted: tuple[int, ...]) -> tuple[Reply, str]:
        """One exchange; returns the reply and where it redirects to, if it does."""
        limits = self.limits
        with self._door(request.address), Deadline(limits.total_s) as deadline:
            try:
                with self._session.request(
                    request.method,
                    self._sent_to(request.address),
                    data=request.form,
                    headers=request.headers,
                    timeout=(limits.connect_s, limits.read_s),
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    body = self._body(answer, request)
            except (*_TROUBLES, Damaged) as error:
                if deadline.passed:
                    raise Unreachable(
                        request.address, f"no whole answer within {limits.total_s:g} s"
                    ) from None
                # Only the kind of trouble is told: texts of other libraries may quote headers.
                what = str(error) if isinstance(error, Damaged) else kind_of(error)
                raise _Transient(what) from None
            except ValueError:
                # The library looks at where a redirect leads, though it is told not to follow.
                raise Unexpected(request.address, "a redirect to no address", "an answer",
                                 b"") from None  # fmt: skip
        if deadline.passed:
            raise Unreachable(request.address, f"no whole answer within {limits.total_s:g} s")
        status = answer.status_code
        kind = answer.headers.get("Content-Type", "")
        reply = Reply(status, kind, body, bare(request.address))
        if status in _MOVED and answer.headers.get("Location"):
            return reply, answer.headers["Location"]
        if status in _AGAIN and status not in accepted:
            raise _Transient(f"status {status}", seconds(answer.headers.get("Retry-After")))
        if status in (401, 403) and request.secret:
            raise Denied(bare(request.address), f"status {status}")
        if status != 200 and status not in accepted:
            raise Unexpected(request.address, f"status {status}", "status 200", body)
        return reply, ""

    def _door(self, address: str) -> threading.BoundedSemaphore:
        """The door of a host: so many requests go through it at once, the others wait."""
        with self._lock:
            door = threading.BoundedSemaphore(self.limits.at_once)
            return self._doors.setdefault(urlsplit(address).netloc, door)

    def _body(self, answer: requests.Response, request: Request) -> bytes:
        """The whole body, unpacked, or nothing where a file takes it; too much raises Unexpected.

        A try after one that broke off begins the file anew.
        """
        size = 0
        with request.into.open("w+b") if request.into else io.BytesIO() as out:
            # Read as sent: what requests unpacks on its own may be cut short without a word.
            while chunk := answer.raw.read(1 << 16, decode_content=False):
                size += len(chunk)
                if size > self.limits.body_bytes:
                    raise Unexpected(request.address, f"more than {self.limits.body_bytes:,} bytes",
                                     "an answer of bearable size", b"")  # fmt: skip
                out.write(chunk)
            if request.into:
                return b""
            out.seek(0)
            body = out.read()
        if answer.headers.get("Content-Encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
            return gunzip(body, self.limits.body_bytes)
        return body

    def _sent_to(self, address: str) -> str:
        """The address that is really asked: the publisher's, or its place in the playback."""
        if not self._playback or address.startswith(self._playback):
            return address
        parts = urlsplit(address)
        query = f"?{parts.query}" if parts.query else ""
        return f"{self._playback}/{parts.netloc}{parts.path}{query}"


def _owner(host: str) -> str:
    """The last two labels of a host's name: whose it is."""
    return ".".join(host.rsplit(".", 2)[-2:])


#: The largest answer that is unpacked: far above any table asked for, far below the memory.
BIGGEST = 300_000_000
#: A file of nothing but empty streams would take hours: what follows each is copied.
_MOST_STREAMS = 1_000


class Damaged(ValueError):
    """Packed bytes that are cut short, broken or far too big."""


def gunzip(raw: bytes, limit: int = BIGGEST) -> bytes:
    """Unpack gzip (or zlib) streams; Damaged when one is cut short or all have more than limit."""
    unpacked, rest = b"", raw
    for _ in range(_MOST_STREAMS):
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
        try:
            unpacked += unpacker.decompress(rest, limit + 1)
        except zlib.error as error:
            raise Damaged(f"the gzip stream is broken ({error})") from error
        if len(unpacked) > limit:
            raise Damaged(f"unpacked it is larger than {limit:,} bytes")
        if not unpacker.eof:
            raise Damaged(f"the gzip stream is cut short after {len(raw):,} bytes")
        rest = unpacker.unused_data.lstrip(b"\0")  # a stream may be followed by another
        if not rest:
            return unpacked
    raise Damaged(f"the file has more than {_MOST_STREAMS:,} gzip streams")


def unzip(raw: bytes, *, name: str = "") -> bytes:
    """Unpack the one member of a zip file; Damaged when it is cut short, broken or too big.

    ``name``: the member that is meant where the file holds others too.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            files = [member for member in packed.infolist() if not member.is_dir()]
            members = [member for member in files if name in ("", member.filename)]
            # The size that the directory states may be a lie: only what is read counts.
            unpacked = packed.open(members[0]).read(BIGGEST + 1) if len(members) == 1 else b""
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError,
            RuntimeError, OSError, ValueError, IndexError) as error:  # fmt: skip
        raise Damaged(f"the zip file is broken or cut short ({error})") from error
    if len(members) != 1:
        names = ", ".join(member.filename for member in files) or "none"
        raise Damaged(f"the zip file holds {len(files)} files ({names}); expected {name or 'one'}")
    if len(unpacked) > BIGGEST:
        raise Damaged(f"unpacked it is larger than {BIGGEST:,} bytes")
    return unpacked
