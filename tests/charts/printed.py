"""What must hold of every picture on paper, for tests and benchmarks that look at many of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import combinations
from math import cos, radians, sin
from typing import Any
from xml.etree import ElementTree

from charts.paper.crowd import bounds
from charts.paper.items import Words
from charts.paper.scene import Scene, scene
from charts.paper.sheet import LEAST_PT, PRINTED_CM
from charts.paper.svg import svg
from i18n import Locale

_TAG = re.compile(r"<[^>]+>")
#: Beyond the edge half a line's width may lie.
_SLACK = 1.5


def faults(figure: Mapping[str, Any], locale: Locale, title: str, alt: str) -> list[str]:
    """What is wrong with a picture on paper."""
    drawn = scene(figure, locale)
    text = svg(drawn, title=title, alt=alt)
    return [*_outside(drawn), *_too_small(drawn), *_covered(drawn), *_unsaid(figure, drawn),
            *_unreadable(text)]  # fmt: skip


def _outside(drawn: Scene) -> Iterator[str]:
    for item in drawn.items:
        if isinstance(item, Words):
            points = _turned(item)
        else:
            room = bounds(item)
            points = [(room.left, room.top), (room.right, room.bottom)]
        for x, y in points:
            if not (-_SLACK <= x <= drawn.width + _SLACK and -_SLACK <= y <= drawn.height + _SLACK):
                yield f"{item.part} at {x:.1f}, {y:.1f} lies outside {drawn.width} × {drawn.height}"
                break


def _turned(words: Words) -> list[tuple[float, float]]:
    """Corners of a line of words, turned about the middle of all lines that it belongs to."""
    turn, (x, y) = radians(words.angle), words.about
    top, bottom = words.y - 0.75 * words.size, words.y + 0.2 * words.size
    return [
        (x + (px - x) * cos(turn) - (py - y) * sin(turn),
         y + (px - x) * sin(turn) + (py - y) * cos(turn))
        for px in (words.x, words.x + words.width) for py in (top, bottom)
    ]  # fmt: skip


def _covered(drawn: Scene) -> Iterator[str]:
    """Words over words."""
    words = [item for item in drawn.items if isinstance(item, Words) and not item.angle]
    for one, other in combinations(words, 2):
        wide = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
        high = min(one.y + 0.15 * one.size, other.y + 0.15 * other.size) - max(
            one.y - 0.7 * one.size, other.y - 0.7 * other.size
        )
        if wide > 1 and high > 1:
            yield f"{one.text!r} and {other.text!r} cover each other"


def _too_small(drawn: Scene) -> Iterator[str]:
    for item in drawn.items:
        if isinstance(item, Words):
            points = item.size / drawn.width * PRINTED_CM / 2.54 * 72
            if points < LEAST_PT - 0.01:
                yield f"{item.part} has {points:.1f} points: {item.text}"


def _unsaid(figure: Mapping[str, Any], drawn: Scene) -> Iterator[str]:
    said = " ".join(item.text for item in drawn.items if isinstance(item, Words))
    said = re.sub(r"\s+", " ", said)
    for text in _texts(figure):
        for line in re.split(r"<br>", text):
            plain = re.sub(r"\s+", " ", unescape(_TAG.sub("", line))).strip()
            if plain and plain not in said:
                yield f"{plain!r} is not said"


def _texts(figure: Mapping[str, Any]) -> Iterator[str]:
    """All words that a picture shows, as far as they lie within its axes."""
    layout = figure["layout"]
    for trace in figure["data"]:
        if "text" in trace.get("mode", "") or trace.get("type") in ("bar", "treemap"):
            yield from (one for one in trace.get("text", ()) if isinstance(one, str))
        yield from trace.get("labels", ())
        if layout.get("showlegend") and trace.get("showlegend", True):
            yield trace.get("name", "")
    for note in layout.get("annotations", ()):
        if note.get("visible", True):
            yield note["text"]
    for name in ("xaxis", "yaxis"):
        axis = layout.get(name, {})
        if axis.get("visible", True):
            yield from axis.get("title", {}).get("text", "").split(" ")
            yield from axis.get("ticktext", ())


def _unreadable(text: str) -> Iterator[str]:
    root = ElementTree.fromstring(text)  # noqa: S314 - our own text
    space = "{http://www.w3.org/2000/svg}"
    for name in ("title", "desc"):
        if not (root.findtext(f"{space}{name}") or "").strip():
            yield f"the SVG has no <{name}>"
    if root.get("role") != "img":
        yield "the SVG is not named an image"
    if re.search(r"href|url\((?!#)|@import", text):
        yield "the SVG fetches something"
    known = {one.get("id") for one in root.iter(f"{space}pattern")}
    if asked := {*re.findall(r"url\(#([^)]+)\)", text)} - known:
        yield f"patterns {sorted(asked)} are missing"
