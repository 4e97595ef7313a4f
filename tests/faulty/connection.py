"""Faults of status, headers and pace: everything about an answer but what it says."""

from __future__ import annotations

from dataclasses import replace

from tests.faulty.bodies import GONE, LOGIN
from tests.faulty.kind import EITHER, HARMLESS, IMPATIENT, REFUSED, Change, Fault, instead, sent
from tests.worlds.playback import Answer, Asked

#: Whom nobody asked.
STRANGER = "stranger.example"


def _status(status: int, **headers: str) -> Change:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return instead(Answer(GONE, status, "text/html", named))


def _to(where: str, status: int = 302) -> Change:
    """A redirect; the stranger it may lead to has the good answer."""

    def change(good: Answer, asked: Asked) -> Answer:
        if asked.path.startswith((STRANGER, "moved")):
            return good
        target = where.format(path=asked.path.partition("/")[2])
        return Answer(LOGIN, status, "text/html", {"Location": target})

    return change


def _with(status: int = 200, kind: str | None = None, **headers: str) -> Change:
    """The good answer with another status, type, or more headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda good, asked: replace(
        good, status=status, kind=good.kind if kind is None else kind,
        headers=good.headers | named,
    )  # fmt: skip


def raw(text: str, *, cut: int | None = None) -> Change:
    """Bytes as they go over the wire; ``{body}`` and ``{length}`` are those of the good answer."""

    def change(good: Answer, asked: Asked) -> Answer:
        before, _, after = text.format(length=len(good.body), body="\0").partition("\0")
        told = good.body[:cut] if "{body}" in text else b""
        lines = before.replace("\n", "\r\n").encode("latin-1")
        return replace(good, body=lines + told + after.encode("latin-1"), how="raw", headers={})

    return change


_OK = "HTTP/1.1 200 OK\nConnection: close\n"
_PASSING = (408, 429, 503)
STATUS = (
    *(Fault(f"status {status}", "status", _status(status)) for status in (
        100, 201, 203, 204, 205, 206, 300, 304, 400, 401, 403, 404, 406, 407, 408, 410, 413, 418,
        429, 451, 500, 503, 504, 511, 520, 999)),
    *(Fault(f"status {status}", "status", _status(status)).once() for status in _PASSING),
    Fault("status 503 from the second question on", "status", _status(503), first=2),
    Fault("a part of the answer (206)", "status", _with(206), REFUSED),
    Fault("the answer, though not found (404)", "status", _with(404), EITHER),
    Fault("busy, for two hours", "status", _status(429, Retry_After="7200")),
    Fault("busy, for ever", "status", _status(429, Retry_After="9" * 30)),
    Fault("busy, for no time", "status", _status(503, Retry_After="0")).once(),
    Fault("busy, for a time before now", "status", _status(503, Retry_After="-5")).once(),
    Fault("busy until a day long gone", "status", _status(
        429, Retry_After="Thu, 01 Jan 1970 00:00:00 GMT")).once(),
    Fault("busy until the end of time", "status", _status(
        429, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT")),
    Fault("busy for no one knows how long", "status", _status(429, Retry_After="bald")).once(),
    Fault("moved in a circle", "status", _to("/{path}", 301)),
    Fault("moved to a stranger", "status", _to(f"https://{STRANGER}/{{path}}")),
    Fault("moved to a stranger, form and all", "status", _to(f"https://{STRANGER}/{{path}}", 307)),
    Fault("moved to where nothing is encrypted", "status", _to("http://{path}")),
    Fault("moved to a file of this machine", "status", _to("file:///etc/passwd", 307)),
    Fault("moved to a port of this machine", "status", _to("https://127.0.0.1:22/", 307)),
    Fault("moved to no address", "status", _to("https://[", 307)),
    Fault("moved nowhere", "status", instead(Answer(LOGIN, 302, "text/html"))),
)  # fmt: skip
HEADERS = (
    *(Fault(f"type {kind or 'missing'}", "headers", _with(kind=kind), HARMLESS) for kind in (
        "text/html", "application/octet-stream", "image/png", "text/csv; charset=utf-16",
        "application/json; charset=nonsense", "a type / that is none", "")),
    Fault("a clock of the server far ahead", "headers", _with(
        Date="Fri, 31 Dec 2100 23:59:59 GMT"), HARMLESS),
    Fault("a day that is none", "headers", _with(Date="heute"), HARMLESS),
    Fault("a copy of old age", "headers", _with(Age="99999999", Warning='110 - "stale"'), HARMLESS),
    Fault("an address beside the answer", "headers", _with(
        Location="https://stranger.example/"), HARMLESS),
    Fault("a name that leads out of the folder", "headers", _with(
        Content_Disposition='attachment; filename="../../../etc/passwd"'), HARMLESS),
    Fault("cookies", "headers", _with(Set_Cookie="session=" + "x" * 3000), HARMLESS),
    Fault("packed, it says, and is not", "headers", _with(Content_Encoding="gzip")),
    Fault("packed in a way that nobody knows, it says", "headers", _with(
        Content_Encoding="br"), EITHER),
    Fault("longer than it is", "headers", raw(_OK + "Content-Length: 99999999\n\n{body}")),
    Fault("shorter than it is", "headers", raw(_OK + "Content-Length: 20\n\n{body}")),
    Fault("a length that is none", "headers", raw(_OK + "Content-Length: viel\n\n{body}"), EITHER),
    Fault("a length below zero", "headers", raw(_OK + "Content-Length: -1\n\n{body}"), EITHER),
    Fault("two lengths", "headers", raw(
        _OK + "Content-Length: 20\nContent-Length: {length}\n\n{body}"), EITHER),
    Fault("no length", "headers", raw(_OK + "\n{body}"), HARMLESS),
    Fault("pieces whose lengths are none", "headers", raw(
        _OK + "Transfer-Encoding: chunked\n\nzz\n{body}")),
    Fault("pieces that never end", "headers", raw(
        _OK + "Transfer-Encoding: chunked\n\n5\nabcde\n")),
    Fault("a line of headers without end", "headers", raw(
        _OK + "X-Long: " + "x" * 100_000 + "\n\n{body}")),
    Fault("more headers than anybody reads", "headers", raw(
        _OK + "X-One: 1\n" * 500 + "\n{body}")),
    Fault("a header that is none", "headers", raw(_OK + "nonsense\n\n{body}"), EITHER),
    Fault("no status", "headers", raw("{body}")),
    Fault("a status that is none", "headers", raw("HTTP/1.1 viel OK\n\n{body}")),
    Fault("another protocol", "headers", raw("SSH-2.0-OpenSSH_9.6\n")),
)  # fmt: skip
PACE = (
    *(Fault(name, "pace", sent(how)) for name, how in (
        ("reset in the middle", "reset"), ("broken off in the middle", "break off"),
        ("half of what was packed", "half gzip"), ("closed without a word", "close"))),
    *(Fault(name, "pace", sent(how)).once() for name, how in (
        ("reset in the middle", "reset"), ("broken off in the middle", "break off"),
        ("half of what was packed", "half gzip"), ("closed without a word", "close"))),
    Fault("packed as promised", "pace", sent("gzip"), HARMLESS),
    Fault("late, but whole", "pace", sent("late"), HARMLESS),
    Fault("byte by byte", "pace", sent("drip"), limits=IMPATIENT),
    Fault("silence", "pace", sent("silent"), limits=IMPATIENT),
    Fault("silence after the first half", "pace", sent("half, then silent"), limits=IMPATIENT),
)  # fmt: skip
FAULTS = (*STATUS, *HEADERS, *PACE)
