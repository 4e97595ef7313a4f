"""Areas by value (Bruls, Huizing and van Wijk 2000), each with its words.

What has no room for its words bears a number instead; below the areas stands what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from charts.paper.clip import Room
from charts.paper.ink import PAPER, TEXT, colour, ink
from charts.paper.items import Item, Paint, Rect, UnknownDrawing
from charts.paper.known import one_of
from charts.paper.sheet import LEAST, Sheet, at_index
from charts.paper.text import Block, block

_LINE = 16.0


def squarified(values: Sequence[float], room: Room) -> list[Room]:
    """Rectangles as near to squares as may be, their areas in proportion to descending values."""
    total = sum(values)
    areas = [value / total * room.width * room.height for value in values]
    placed: list[Room] = []
    while len(placed) < len(areas):
        side = min(room.width, room.height)
        row = [areas[len(placed)]]
        for area in areas[len(placed) + 1 :]:
            if _worst([*row, area], side) > _worst(row, side):
                break
            row.append(area)
        deep = sum(row) / side
        at = 0.0
        for area in row:
            along = area / deep
            placed.append(
                Room(room.left, room.top + at, room.left + deep, room.top + at + along)
                if room.width >= room.height
                else Room(room.left + at, room.top, room.left + at + along, room.top + deep)
            )
            at += along
        room = (
            Room(room.left + deep, room.top, room.right, room.bottom)
            if room.width >= room.height
            else Room(room.left, room.top + deep, room.right, room.bottom)
        )
    return placed


def _worst(row: Sequence[float], side: float) -> float:
    """The most drawn-out of some areas in a row along a side."""
    whole = sum(row)
    return max(max(side**2 * one / whole**2, whole**2 / (side**2 * one)) for one in row)


def draw(sheet: Sheet, number: int, trace: Mapping[str, Any]) -> tuple[list[Item], list[Block]]:
    """The areas of a trace, and the lines of the key to those that bear numbers."""
    order = _order(trace)
    values = [float(trace["values"][n]) for n in order]
    marker = trace.get("marker", {})
    pad = float(trace.get("tiling", {}).get("pad", 0)) / 2
    one_of(trace.get("tiling", {}).get("packing", "squarify"), ("squarify",), "tiling.packing")
    one_of(trace.get("textposition", "top left"), ("top left",), "treemap.textposition")
    items: list[Item] = []
    key: list[Block] = []
    for n, tile in zip(order, squarified(values, sheet.area), strict=True):
        fill = at_index(marker.get("colors"), n) or sheet.colour_of(n)
        paint = _paint(marker, fill, n)
        inner = Room(tile.left + pad, tile.top + pad, tile.right - pad, tile.bottom - pad)
        items.append(
            Rect(inner.left, inner.top, inner.width, inner.height, paint,
                 radius=float(marker.get("cornerradius", 0)), part=f"data[{number}].tile[{n}]")
        )  # fmt: skip
        items += _words(sheet, number, n, inner, key)
    return items, key


def _paint(marker: Mapping[str, Any], fill: str, n: int) -> Paint:
    value, alpha = colour(fill)
    rim = marker.get("line", {})
    edge, edge_alpha = colour(at_index(rim.get("color"), n) or PAPER)
    width = float(at_index(rim.get("width"), n) or 0)
    return Paint(value, alpha, edge if width else None, edge_alpha, width)


def _order(trace: Mapping[str, Any]) -> list[int]:
    values = trace["values"]
    if any(trace.get("parents", ())):
        raise UnknownDrawing("treemap.parents of several levels")
    if any(value is None or value <= 0 for value in values):
        raise UnknownDrawing("treemap.values without an area")
    order = list(range(len(values)))
    return sorted(order, key=lambda n: -values[n]) if trace.get("sort", True) else order


def _words(sheet: Sheet, number: int, n: int, tile: Room, key: list[Block]) -> Iterator[Item]:
    """The words of an area, or its number in the key."""
    trace = sheet.data[number]
    pads = trace.get("marker", {}).get("pad", {})
    left, top = tile.left + 2 + pads.get("l", 0), tile.top + 1 + pads.get("t", 0)
    room = (tile.right - pads.get("r", 0) - left, tile.bottom - pads.get("b", 0) - top)
    font = trace.get("textfont", {})
    part = f"data[{number}].text[{n}]"
    shade = ink(at_index(font.get("color"), n), PAPER)
    text = _text(trace, n)
    sizes = (sheet.size(font.get("size", 12)), 12.5, LEAST)
    unwrapped = re.sub(r"(?<!</b>)<br>", " ", text)
    for words in (*(block(text, size) for size in sizes), block(unwrapped, LEAST)):
        if words.width <= room[0] and words.height <= room[1]:
            yield from words.words(left, top, shade, part=part)
            return
    sign = str(len(key) + 1)
    words = block(f"<b>{sign}</b>", LEAST)
    x, y = (tile.left + tile.right - words.width) / 2, (tile.top + tile.bottom - words.height) / 2
    yield from words.words(x, y, shade, part=f"{part}.number")
    plain = re.sub(r"<br>", " ", text.replace("</b><br>", "</b>: "))
    key.append(
        block(f"<b>{sign}</b> {plain.replace('<b>', '').replace('</b>', '')}", sheet.size(12))
    )


def _text(trace: Mapping[str, Any], n: int) -> str:
    """The words of an area by its template."""
    template = trace.get("texttemplate", "%{label}<br>%{text}")
    known = {"label": trace["labels"][n], "text": at_index(trace.get("text", ""), n)}
    for name in re.findall(r"%{([^}]*)}", template):
        if name not in known:
            raise UnknownDrawing(f"treemap.texttemplate %{{{name}}}")
    return re.sub(r"%{(\w+)}", lambda match: str(known[match[1]]), template)


def key_height(key: Sequence[Block], width: float) -> float:
    """Room of the key below the areas."""
    return _LINE * -(-len(key) // _columns(key, width)) + 6 if key else 0.0


def _columns(key: Sequence[Block], width: float) -> int:
    return max(1, int(width // (max(one.width for one in key) + 16)))


def draw_key(sheet: Sheet, key: Sequence[Block], top: float) -> Iterator[Item]:
    """What the numbers mean, in columns read downwards."""
    if not key:
        return
    columns = _columns(key, sheet.area.width)
    rows = -(-len(key) // columns)
    wide = sheet.area.width / columns
    for n, words in enumerate(key):
        left = sheet.area.left + n // rows * wide
        yield from words.words(left, top + n % rows * _LINE, TEXT, part=f"key[{n}]")
