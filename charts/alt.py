"""Text alternatives, made from the same figures as the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from i18n import Locale

if TYPE_CHECKING:
    from charts.bars import Bar
    from charts.lines import Series


def of_lines(title: str, lines: Sequence[Series], locale: Locale, *, unit: str = "") -> str:
    """What a line chart shows: span, lowest, highest and last figure of each line, and gaps."""
    sentences = [locale("alt.lines", title=title, unit=unit)]
    for line in lines:
        points = [p for p in line.points if p.y is not None]
        if not points:
            continue
        low, high = min(points, key=_y), max(points, key=_y)
        sentences.append(
            locale(
                "alt.line" if len(points) > 1 else "alt.line_one",
                name=line.name,
                count=len(points),
                low=_number(low.y, locale),
                low_at=_at(low.x),
                high=_number(high.y, locale),
                high_at=_at(high.x),
                last=_number(points[-1].y, locale),
                last_at=_at(points[-1].x),
            )
        )
        gaps = len(line.points) - len(points)
        if gaps:
            sentences.append(locale("alt.gaps", count=gaps))
    return " ".join(sentences)


def of_bars(title: str, bars: Sequence[Bar], locale: Locale) -> str:
    """What a bar chart shows: its longest bars, and rows without figure."""
    valued = [bar for bar in bars if bar.value is not None]
    first = "; ".join(f"{bar.label} {bar.text}" for bar in valued[:5])
    sentences = [locale("alt.bars", title=title, count=len(valued), first=first)]
    if len(valued) < len(bars):
        sentences.append(locale("alt.unknown_bars", count=len(bars) - len(valued)))
    return " ".join(sentences)


def _y(point: object) -> float:
    y = getattr(point, "y", None)
    return 0.0 if y is None else float(y)


def _number(y: float | None, locale: Locale) -> str:
    return locale.number(None if y is None else round(y, 2))


def _at(day: str) -> str:
    return day[:4] if day.endswith("-01-01") else day[:7]
