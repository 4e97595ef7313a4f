"""Text alternatives, made from the same figures as the picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from i18n import Locale

if TYPE_CHECKING:
    from charts.bars import Bar
    from charts.lines import Series


def of_lines(title: str, drawn: Sequence[Series], locale: Locale, *, unit: str = "") -> str:
    """What a line chart shows: span, lowest, highest and last figure of each line, and gaps."""
    said = [locale("alt.lines", title=title, unit=unit)]
    for one in drawn:
        points = [p for p in one.points if p.y is not None]
        if not points:
            continue
        low, high = min(points, key=_height), max(points, key=_height)
        said.append(
            locale(
                "alt.line",
                name=one.name,
                count=len(points),
                low=_said(low.y, locale),
                low_at=_at(low.x),
                high=_said(high.y, locale),
                high_at=_at(high.x),
                last=_said(points[-1].y, locale),
                last_at=_at(points[-1].x),
            )
        )
        gaps = len(one.points) - len(points)
        if gaps:
            said.append(locale("alt.gaps", count=gaps))
    return " ".join(said)


def of_bars(title: str, drawn: Sequence[Bar], locale: Locale) -> str:
    """What a bar chart shows: its longest bars, and rows without figure."""
    known = [bar for bar in drawn if bar.value is not None]
    first = "; ".join(f"{bar.label} {bar.text}" for bar in known[:5])
    said = [locale("alt.bars", title=title, count=len(known), first=first)]
    if len(known) < len(drawn):
        said.append(locale("alt.unknown_bars", count=len(drawn) - len(known)))
    return " ".join(said)


def _height(point: object) -> float:
    y = getattr(point, "y", None)
    return 0.0 if y is None else float(y)


def _said(y: float | None, locale: Locale) -> str:
    return locale.number(None if y is None else round(y, 2))


def _at(day: str) -> str:
    return day[:4] if day.endswith("-01-01") else day[:7]
