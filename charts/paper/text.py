"""Words of a figure as lines with a width: tags read, anchors reckoned, boxes measured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from math import cos, radians, sin

from charts.paper import font
from charts.paper.items import Place, Run, UnknownDrawing, Words

_TAG = re.compile(r"<(/?)(\w+)[^>]*>")
#: Links and slanted type are set as plain words.
_PLAIN = ("a", "i", "em", "span")
#: Share of a line's height that lies above its base line: capitals stand in the middle.
_BASE = 0.98


@dataclass(frozen=True)
class Block:
    """Lines of words in one size, with their widths."""

    lines: tuple[tuple[Run, ...], ...]
    size: float
    widths: tuple[float, ...]

    @property
    def width(self) -> float:
        """Of the widest line."""
        return max(self.widths, default=0.0)

    @property
    def height(self) -> float:
        """Of all lines."""
        return font.LINE * self.size * len(self.lines)

    def words(self, left: float, top: float, colour: str, *, align: float = 0.0, angle: float = 0.0,
              halo: str | None = None, part: str = "",
              opacity: float = 1.0) -> Iterator[Words]:  # fmt: skip
        """The lines in a box of this block's size; ``align``: 0 left, 0.5 centred, 1 right."""
        middle = (left + self.width / 2, top + self.height / 2)
        for number, (runs, width) in enumerate(zip(self.lines, self.widths, strict=True)):
            if any(run.text.strip() for run in runs):
                yield Words(
                    left + align * (self.width - width),
                    top + self.size * (font.LINE * number + _BASE),
                    runs, self.size, colour, width, angle, middle, halo, part, opacity,
                )  # fmt: skip


def block(text: str, size: float, *, bold: bool = False) -> Block:
    """A text with ``<br>`` and ``<b>`` as lines; other tags than those of plain words raise."""
    lines: list[list[Run]] = [[]]
    depth, at = int(bold), 0
    for match in _TAG.finditer(text):
        _add(lines[-1], text[at : match.start()], bold=depth > 0)
        at, closing, tag = match.end(), bool(match.group(1)), match.group(2)
        if tag == "br":
            lines.append([])
        elif tag in ("b", "strong"):
            depth += -1 if closing else 1
        elif tag not in _PLAIN:
            raise UnknownDrawing(f"tag <{tag}>")
    _add(lines[-1], text[at:], bold=depth > 0)
    widths = tuple(sum(font.width(run.text, size, bold=run.bold) for run in line) for line in lines)
    return Block(tuple(map(tuple, lines)), size, widths)


def _add(line: list[Run], text: str, *, bold: bool) -> None:
    if text:
        line.append(Run(unescape(text), bold))


def wrapped(text: str, size: float, room: float) -> Block:
    """A text on as many lines as it needs in so much room; one that fits stays as it is."""
    if (whole := block(text, size)).width <= room:
        return whole
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return block("<br>".join(lines), size)


def corners(left: float, top: float, width: float, height: float, angle: float) -> list[Place]:
    """The corners of a box that is turned clockwise about its middle."""
    x, y = left + width / 2, top + height / 2
    turn = radians(angle)
    return [
        (x + dx * cos(turn) - dy * sin(turn), y + dx * sin(turn) + dy * cos(turn))
        for dx, dy in ((-width / 2, -height / 2), (width / 2, -height / 2),
                       (width / 2, height / 2), (-width / 2, height / 2))
    ]  # fmt: skip
