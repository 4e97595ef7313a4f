"""Mutations of bytes and text, whatever they mean: cut, swapped, repeated, encoded otherwise."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from random import Random

from tests.mutated.kind import ANY, Change, Input, Mutated

#: Texts that mean something to somebody: spreadsheets, browsers, databases, parsers.
HOSTILE = (
    "=1+1", "@SUM(A1)", "-", "\u2212" "1", "1e400", "NaN", "Infinity", "-0", "9" * 40, "0x10",
    "1,2,3", "1.234.567", "\u0661\u0662", "\uff11", "²", "½", "1_000", "１２", " 7 ", "7\u00a0",
    "<script>alert(1)</script>", "'; drop table x; --", "{{7*7}}", "${x}", "%s%n", "../../etc",
    "\u202e", "\ufeff", "\u0000", "\r", "\n", "\ud7ff", "A" * 70_000, "0000-00-00", "2026-02-30",
    "31.02.2026", "9999-12-31", "10000-01-01", "2026-06-31T25:61", "24:00", "true", "null", "[]",
    '"', "'", "\\", ";", "\t", "|", "#REF!", "#DIV/0!", "\U0001f600", "İ", "ß", "\u1e9e",
)  # fmt: skip
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "gb18030",
              "utf-7", "cp037")  # fmt: skip


def _of_bytes(how: str, change: Callable[[Random, bytes], bytes]) -> Change:
    def changed(draw: Random, one: Input) -> Mutated | None:
        if not one.raw:
            return None
        return Mutated(replace(one, raw=change(draw, one.raw)), how, ANY)

    return changed


def _span(draw: Random, raw: bytes) -> tuple[int, int]:
    start = draw.randrange(len(raw))
    return start, min(len(raw), start + 1 + int(draw.expovariate(1 / 40)))


def _flipped(draw: Random, raw: bytes) -> bytes:
    out = bytearray(raw)
    for _ in range(draw.choice((1, 1, 2, 8, 64))):
        out[draw.randrange(len(out))] ^= 1 << draw.randrange(8)
    return bytes(out)


def _cut(draw: Random, raw: bytes) -> bytes:
    return raw[: draw.randrange(len(raw))]


def _without(draw: Random, raw: bytes) -> bytes:
    start, end = _span(draw, raw)
    return raw[:start] + raw[end:]


def _repeated(draw: Random, raw: bytes) -> bytes:
    start, end = _span(draw, raw)
    return raw[:end] + raw[start:end] * draw.choice((1, 2, 50)) + raw[end:]


def _moved(draw: Random, raw: bytes) -> bytes:
    start, end = _span(draw, raw)
    rest = raw[:start] + raw[end:]
    place = draw.randrange(len(rest) + 1)
    return rest[:place] + raw[start:end] + rest[place:]


def _inserted(draw: Random, raw: bytes) -> bytes:
    place = draw.randrange(len(raw) + 1)
    text = draw.choice(HOSTILE).encode("utf-8", "surrogatepass")
    return raw[:place] + text + raw[place:]


def _noise(draw: Random, raw: bytes) -> bytes:
    return draw.randbytes(draw.choice((0, 1, 100, len(raw))))


def _encoded(draw: Random, raw: bytes) -> bytes:
    text = raw.decode(draw.choice(("utf-8", "latin-1")), "replace")
    return text.encode(draw.choice(_ENCODINGS), "replace")


def _nested(draw: Random, raw: bytes) -> bytes:
    sign = draw.choice((b"[", b'{"a":', b"<a>", b'"', b"(", b"\n", b";", b"[a.", b"{"))
    place = draw.choice((0, len(raw), draw.randrange(len(raw) + 1)))
    return raw[:place] + sign * draw.choice((100, 5_000, 200_000)) + raw[place:]


def _packed(draw: Random, raw: bytes) -> bytes:
    if draw.random() < 0.5:
        return gzip.compress(raw if draw.random() < 0.7 else bytes(50_000_000), 1)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("../a.csv", raw)
    return out.getvalue()


def _number(draw: Random, raw: bytes) -> bytes:
    """One number in the text written as something else."""
    found = list(re.finditer(rb"\d+(?:[.,]\d+)?", raw))
    if not found:
        return raw
    one = draw.choice(found)
    text = draw.choice(HOSTILE).encode("utf-8", "surrogatepass")
    return raw[: one.start()] + text + raw[one.end() :]


BYTES = (
    _of_bytes("bits turned over", _flipped),
    _of_bytes("cut off", _cut),
    _of_bytes("some bytes gone", _without),
    _of_bytes("some bytes repeated", _repeated),
    _of_bytes("some bytes moved", _moved),
    _of_bytes("something put in", _inserted),
    _of_bytes("noise", _noise),
)
TEXT = (
    *BYTES,
    _of_bytes("another encoding", _encoded),
    _of_bytes("nested without end", _nested),
    _of_bytes("packed", _packed),
    _of_bytes("a number as something else", _number),
    _of_bytes("twice in one", lambda draw, raw: raw + raw),
)


def _member(draw: Random, one: Input) -> Mutated | None:
    """A member of an archive mutated as bytes or text, and packed whole again."""
    try:
        with zipfile.ZipFile(io.BytesIO(one.raw)) as packed:
            members = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, KeyError, ValueError):
        return None
    name = draw.choice(sorted(members))
    changed = draw.choice(TEXT)(draw, Input(members[name], name))
    if changed is None:
        return None
    if draw.random() < 0.1:
        members.pop(name)
    else:
        members[name] = changed.input.raw
    return Mutated(replace(one, raw=zipped(members)), f"{name}: {changed.how}", ANY)


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip file of these, always the same."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in members.items():
            packed.writestr(zipfile.ZipInfo(name), raw, zipfile.ZIP_DEFLATED)
    return out.getvalue()


#: Of archives: their bytes, and what is in them.
ARCHIVE = (*BYTES, _member, _member, _member, _member, _member, _member)
