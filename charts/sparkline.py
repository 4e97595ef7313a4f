"""The course of a figure in small: a line or bars without axes, an image for a card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from itertools import pairwise
from urllib.parse import quote

from charts.style import COLOURS

_WIDTH, _HEIGHT, _EDGE = 220.0, 44.0, 5.0
#: One point: its place in time, its value, whether it is provisional.
Course = Sequence[tuple[float, float, bool]]


def line(course: Course, alt: str, *, best_first: bool = False) -> str:
    """A line with a dot at its end, hollow where provisional; broken where a step is missing.

    ``best_first``: less is better, as in ranks, and stands on top.
    """
    if len(course) < 2:
        return ""
    places = _placed(course, best_first=best_first)
    parts: list[list[str]] = []
    for index, (x, y) in enumerate(places):
        if index == 0 or course[index][0] - course[index - 1][0] > _step(course):
            parts.append([])
        parts[-1].append(f"{x:.1f},{y:.1f}")
    lines = "".join(f'<polyline points="{" ".join(part)}"/>' for part in parts)
    x, y = places[-1]
    hollow = ' class="hollow"' if course[-1][2] else ""
    return _svg(f'{lines}<circle cx="{x:.1f}" cy="{y:.1f}" r="4"{hollow}/>', alt)


def bars(course: Course, alt: str) -> str:
    """Bars from zero, the last one strong."""
    if len(course) < 2:
        return ""
    first, last = course[0][0], course[-1][0]
    width = (_WIDTH - 2 * _EDGE) / ((last - first) / _step(course) + 1)
    highest = max(value for _, value, _ in course) or 1.0
    shapes = ""
    for index, (place, value, _) in enumerate(course):
        x = _EDGE + (place - first) / _step(course) * width
        height = (_HEIGHT - 2 * _EDGE) * value / highest
        strong = "" if index < len(course) - 1 else ' class="strong"'
        shapes += (
            f'<rect x="{x + width * 0.15:.1f}" y="{_HEIGHT - _EDGE - height:.1f}" '
            f'width="{width * 0.7:.1f}" height="{height:.1f}"{strong}/>'
        )
    return _svg(shapes, alt)


def days(when: Sequence[date], until: date, alt: str) -> str:
    """Days as dots on a dotted line from the first of them until a day; its years below it."""
    if not when or when[0] >= until:
        return ""
    y, span = _HEIGHT / 2, (until - when[0]).days
    dots = "".join(
        f'<circle cx="{_EDGE + (_WIDTH - 2 * _EDGE) * (day - when[0]).days / span:.1f}" '
        f'cy="{y}" r="4.5"/>'
        for day in when
    )
    line = f'<polyline points="{_EDGE},{y} {_WIDTH - _EDGE},{y}" class="open"/>'
    # Words of the page, not of the image: that is shrunk on paper.
    years = f'<span class="cm-ends"><i>{when[0].year}</i><i>{until.year}</i></span>'
    return _svg(line + dots, alt) + years


def _step(course: Course) -> float:
    """The usual distance in time."""
    return min(b[0] - a[0] for a, b in pairwise(course))


def _placed(course: Course, *, best_first: bool) -> list[tuple[float, float]]:
    values = [value for _, value, _ in course]
    low, high = min(values), max(values)
    first, last = course[0][0], course[-1][0]
    room = _HEIGHT - 2 * _EDGE
    placed = []
    for place, value, _ in course:
        share = (value - low) / (high - low) if high > low else 0.5
        x = _EDGE + (place - first) / (last - first) * (_WIDTH - 2 * _EDGE)
        placed.append((x, _EDGE + room * (share if best_first else 1 - share)))
    return placed


def _svg(shapes: str, alt: str) -> str:
    """An image that lies in the page: Streamlit takes drawings out of HTML, but no images."""
    style = (
        f"polyline{{fill:none;stroke:{COLOURS[0]};stroke-width:2.5}}"
        f"circle,.strong{{fill:{COLOURS[0]}}}rect{{fill:#8A8A8A}}"
        f".open{{stroke:#767676;stroke-dasharray:1 5;stroke-linecap:round}}"
        # As the page around the image, light or dark.
        f"@media(prefers-color-scheme:dark){{.open{{stroke:#B0B0B0}}}}"
        f".hollow{{fill:#fff;stroke:{COLOURS[0]};stroke-width:2.5}}"
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}">'
        f"<style>{style}</style>{shapes}</svg>"
    )
    return f'<img class="cm-course" alt="{escape(alt)}" src="data:image/svg+xml,{quote(svg)}">'
