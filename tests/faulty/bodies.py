"""Faults of the body: bytes that are no answer, not a whole one, or not only one."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

from tests.faulty.kind import EITHER, REFUSED, Change, Fault, body, instead
from tests.faulty.tables import zipped
from tests.worlds.playback import Answer, Asked

GONE = b"<html><head><title>404 Not Found</title></head><body>nginx</body></html>"
LOGIN = b"<!DOCTYPE html><html><title>Anmeldung</title><form method=post>Passwort</form></html>"
MAINTENANCE = "<html><title>Wartung</title><p>Wir sind bald zurück.</p></html>".encode()
PORTAL = b'<html><meta http-equiv="refresh" content="0; url=https://hotspot.example/"></html>'
PROXY = b"<HTML><HEAD><TITLE>ERROR: The requested URL could not be retrieved</TITLE></HEAD></HTML>"
ERROR = {"error": {"code": 500, "message": "Internal Server Error"}, "status": 500}
TRACE = b'{"value": {"0": 1, "1": 2\nTraceback (most recent call last):\n  File "app.py", line 1'
FAULT = b"<?xml version='1.0'?><Envelope><Fault><faultstring>no</faultstring></Fault></Envelope>"
BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'


def _page(name: str, raw: bytes, kind: str = "text/html") -> Fault:
    """Another body, with status 200."""
    return Fault(name, "body", instead(Answer(raw, 200, kind)))


def _json(name: str, said: object) -> Fault:
    return _page(name, json.dumps(said).encode(), "application/json")


def _changed(name: str, change: Change, outcomes: frozenset[str] = REFUSED) -> Fault:
    return Fault(name, "body", change, outcomes)


def _text(name: str, before: bytes, after: bytes, outcomes: frozenset[str] = REFUSED) -> Fault:
    """Bytes of the text replaced, in the archive where it comes in one."""
    return _changed(name, body(lambda raw: _inside(raw, lambda text: text.replace(before, after))),
                    outcomes)  # fmt: skip


def _inside(raw: bytes, change: object) -> bytes:
    assert callable(change)
    if not raw.startswith(b"PK"):
        return bytes(change(raw))
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return zipped({name: bytes(change(packed.read(name))) for name in packed.namelist()})


def _member(change: object) -> Change:
    return body(lambda raw: _inside(raw, change))


def _of_zip(change: object) -> Change:
    """Only where the answer is an archive."""
    assert callable(change)
    return body(lambda raw: bytes(change(raw)) if raw.startswith(b"PK") else None)


def _marked_secret(raw: bytes) -> bytes:
    """An archive that says that a password is needed."""
    marked = bytearray(raw)
    marked[6] |= 1
    marked[raw.rindex(b"PK\x01\x02") + 8] |= 1
    return bytes(marked)


def _broken(raw: bytes) -> bytes:
    """One bit of what is packed turned over, in its last member."""
    place = raw.index(b"PK\x01\x02") - 12
    return raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]


def _secret(good: Answer, asked: Asked) -> Answer:
    """An error that repeats whatever the client said of itself, in several ways of writing."""
    told = {name: value for name, value in asked.headers.items() if name != "host"}
    more = [value.encode("unicode_escape").decode() for value in told.values()]
    return Answer(json.dumps({"Status": {"Code": 15, "Content": f"{told} {more}"}}).encode())


def _echo(good: Answer, asked: Asked) -> Answer:
    """A page of a proxy that shows the request."""
    lines = "".join(f"<li>{name}: {value}</li>" for name, value in asked.headers.items())
    return Answer(f"<html><title>{asked.headers}</title>{lines}</html>".encode(), 200, "text/html")


def _bomb(good: Answer, asked: Asked) -> Answer:
    raw = gzip.compress(b"0" * 5_000_000)
    return Answer(raw, 200, good.kind, {"Content-Encoding": "gzip"})


FAULTS = (
    _page("nothing", b""),
    _page("a blank", b" \r\n"),
    _page("one byte", b"\x00"),
    _page("a page of maintenance", MAINTENANCE),
    _page("a page to sign in", LOGIN),
    _page("a page of a hotspot", PORTAL),
    _page("a page of a proxy", PROXY),
    _page("a page that is not found", GONE),
    _page("an error in XML", FAULT, "application/xml"),
    _page("an XML with entities", BOMB, "application/xml"),
    _page("an error in words", b"Internal Server Error", "text/plain"),
    _page("a half JSON with the trace of a program", TRACE, "application/json"),
    _page("brackets without end", b"[" * 200_000, "application/json"),
    _page("braces without end", b'{"a":' * 50_000, "application/json"),
    _page("a number without end", b'{"value": ' + b"9" * 10_000 + b"}", "application/json"),
    _json("an error in JSON", ERROR),
    _json("null", None),
    _json("a list of nothing", []),
    _json("an object of nothing", {}),
    _json("a number", 42),
    _json("a text", "Status"),
    _json("a status of another kind", {"Status": 7, "Object": [], "List": {}}),
    _json("an error as a list", {"error": [1], "warning": ["x"], "value": [1], "data": 3}),
    _json("a table of another shape", {"id": ["a"], "size": [2], "dimension": [], "value": 3}),
    _page("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "image/png"),
    _page("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "application/pdf"),
    _page("noise", bytes(range(256)) * 20, "application/octet-stream"),
    _page("an archive of nothing", zipped({}), "application/zip"),
    _page("an archive of two files", zipped({"a.csv": b"a;b\n", "b.csv": b"a;b\n"})),
    _page("an archive with a page", zipped({"a.csv": MAINTENANCE})),
    _page("an archive that bursts", zipped({"a.csv": b"0" * 5_000_000})),
    _page("an archive that leads out of its folder", zipped({"../../../etc/passwd": b"x"})),
    _page("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    _changed("what bursts when unpacked", _bomb),
    _changed("packed twice", body(gzip.compress), EITHER),
    _changed("the first half", body(lambda raw: raw[: len(raw) // 2])),
    _changed("all but the last byte", body(lambda raw: raw[:-1]), EITHER),
    _changed("all but the last nine bytes", body(lambda raw: raw[:-9]), EITHER),
    _changed("the second half", body(lambda raw: raw[len(raw) // 2 :])),
    _changed("twice in one", body(lambda raw: raw + raw), EITHER),
    _changed("with a page behind it", body(lambda raw: raw + MAINTENANCE), EITHER),
    _changed("with a page before it", body(lambda raw: MAINTENANCE + raw)),
    _changed("with zeros behind it", body(lambda raw: raw + bytes(100)), EITHER),
    _changed("an archive for which one needs a password", _of_zip(_marked_secret)),
    _changed("an archive with one bit wrong", _of_zip(_broken)),
    _changed("the half inside of a whole archive", _of_zip(
        lambda raw: _inside(raw, lambda text: text[: len(text) // 2]))),
    _changed("a mark of byte order", _member(
        lambda text: b"\xef\xbb\xbf" + text.removeprefix(b"\xef\xbb\xbf")), EITHER),
    _changed("two marks of byte order", _member(lambda text: b"\xef\xbb\xbf" * 2 + text), EITHER),
    _changed("letters of two bytes", _member(
        lambda text: text.decode("utf-8", "replace").encode("utf-16"))),
    _changed("letters that are no text", _member(
        lambda text: text.replace(b"a", b"\xff\xfe"))),
    _changed("letters encoded twice", _member(
        lambda text: text.decode("latin-1").encode("utf-8")), EITHER),
    _changed("lines of Windows", _member(
        lambda text: text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")), EITHER),
    _changed("lines of old", _member(
        lambda text: text.replace(b"\r\n", b"\n").replace(b"\n", b"\r"))),
    _text("zeros between the letters", b";", b"\x00;", EITHER),
    _text("an open quote", b"\n", b'\n"', EITHER),
    _text("another separator", b";", b"\t", EITHER),
    _text("NaN in JSON", b": null", b": NaN", EITHER),
    _changed("what was said, with our secrets", _secret),
    _changed("our own request as a page", _echo),
)  # fmt: skip
