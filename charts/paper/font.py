"""The one font of pictures and documents: how wide its words are, and what it has no shape for.

Read from the shipped files themselves (their tables ``cmap`` and ``hmtx``), so that what is
measured is what is printed. Kerning is left out: it makes words a little narrower, never wider.
"""

from __future__ import annotations

import struct
from functools import lru_cache
from pathlib import Path

#: The family's name, as SVG and documents ask for it.
FAMILY = "China Monitor Sans"
#: Where its files lie, for whoever embeds them: regular and bold.
FOLDER = Path(__file__).resolve().parents[2] / "static" / "fonts"
FILES = ("ChinaMonitorSans-Regular.ttf", "ChinaMonitorSans-Bold.ttf")
#: Widest share of the size that letters reach above and below their line.
ASCENT, DESCENT = 0.75, 0.24
#: From one line of words to the next, as a share of the size.
LINE = 1.3
#: Signs that steer how words are set and need no shape.
_STEERING = frozenset("\n\r\t\u00ad\u200b\u200e\u200f\u2060\ufeff")


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is, in the unit of ``size``."""
    widths, unknown = _widths(bold=bold)
    total = sum(widths.get(ord(sign), unknown) for sign in text if sign not in _STEERING)
    return total * size


def missing_glyphs(text: str) -> str:
    """The characters of a text for which the font has no shape, each once, in their order."""
    known = (_widths(bold=False)[0], _widths(bold=True)[0])
    return "".join(
        sign for sign in dict.fromkeys(text)
        if sign not in _STEERING and not all(ord(sign) in one for one in known)
    )  # fmt: skip


@lru_cache(maxsize=2)
def _widths(*, bold: bool) -> tuple[dict[int, float], float]:
    """Width of each character, and of the sign for an unknown one, as shares of the size."""
    raw = (FOLDER / FILES[bold]).read_bytes()
    count = struct.unpack_from(">H", raw, 4)[0]
    tables = {
        raw[at : at + 4].decode(): struct.unpack_from(">I", raw, at + 8)[0]
        for at in range(12, 12 + 16 * count, 16)
    }
    units = struct.unpack_from(">H", raw, tables["head"] + 18)[0]
    metrics = struct.unpack_from(">H", raw, tables["hhea"] + 34)[0]
    advances = struct.unpack_from(">" + "Hh" * metrics, raw, tables["hmtx"])[::2]
    glyphs = _glyphs(raw, tables["cmap"])
    widths = {code: advances[min(glyph, metrics - 1)] / units for code, glyph in glyphs.items()}
    return widths, advances[0] / units


def _glyphs(raw: bytes, cmap: int) -> dict[int, int]:
    """Character → number of its shape, from the table's part for the basic plane (format 4)."""
    parts = struct.unpack_from(">H", raw, cmap + 2)[0]
    starts = (cmap + struct.unpack_from(">I", raw, cmap + 8 + 8 * n)[0] for n in range(parts))
    start = next(at for at in starts if struct.unpack_from(">H", raw, at)[0] == 4)
    double = struct.unpack_from(">H", raw, start + 6)[0]
    columns = [
        struct.unpack_from(f">{double // 2}H", raw, start + 14 + offset)
        for offset in (0, double + 2, 2 * double + 2, 3 * double + 2)
    ]
    glyphs = {}
    for number, (end, first, delta, offset) in enumerate(zip(*columns, strict=True)):
        at = start + 16 + 3 * double + 2 * number  # where this segment's offset stands
        for code in range(first, min(end, 0xFFFE) + 1):
            if offset:
                glyph = struct.unpack_from(">H", raw, at + offset + 2 * (code - first))[0]
                glyph = (glyph + delta) % 65536 if glyph else 0
            else:
                glyph = (code + delta) % 65536
            if glyph:
                glyphs[code] = glyph
    return glyphs
