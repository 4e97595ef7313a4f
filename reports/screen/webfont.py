"""Our font as a browser takes it out of a document: WOFF, its tables packed one by one."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from functools import cache

from charts.paper import font

#: Left out: pictures are measured without kerning, and are to be shown as they were measured.
_LEFT_OUT = ("GPOS", "GSUB")
_HEAD, _ENTRY = 44, 20


@cache
def faces() -> str:
    """The font's two weights as rules of a style sheet that ask nobody for anything."""
    return "".join(
        f"@font-face{{font-family:'{font.FAMILY}';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{b64encode(woff(name)).decode()}) format('woff')}}\n"
        for weight, name in zip((400, 700), font.FILES, strict=True)
    )


def woff(name: str) -> bytes:
    """One of the font's files as WOFF 1.0."""
    raw = (font.FOLDER / name).read_bytes()
    count = struct.unpack_from(">H", raw, 4)[0]
    tables = [struct.unpack_from(">4sIII", raw, 12 + 16 * n) for n in range(count)]
    kept = [one for one in tables if one[0].decode() not in _LEFT_OUT]
    at = _HEAD + _ENTRY * len(kept)
    # As it would be unpacked: offsets, entries and tables, each on a boundary of four bytes.
    unpacked = 12 + 16 * len(kept) + sum(-(-length // 4) * 4 for *_, length in kept)
    entries, bodies = b"", b""
    for tag, checksum, start, length in kept:
        table = raw[start : start + length]
        packed = zlib.compress(table, 9)
        body = packed if len(packed) < length else table
        entries += struct.pack(">4sIIII", tag, at + len(bodies), len(body), length, checksum)
        bodies += body + b"\0" * (-len(body) % 4)
    head = struct.pack(">4s4sIHHIHHIIIII", b"wOFF", raw[:4], at + len(bodies), len(kept), 0,
                       unpacked, 1, 0, 0, 0, 0, 0, 0)  # fmt: skip
    return head + entries + bodies
