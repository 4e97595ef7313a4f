"""What is written in a chart of PowerPoint, and the room that it needs."""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from charts.paper import font
from reports.deck.model import Chart, Label
from reports.deck.text import TAGS, WIDER

_SIZE = 12.0
#: How Office counts languages in the format of a number or a day.
_LCIDS = {"de": "407", "en": "809"}
_LEFT, _TOP, _BOTTOM, _GAP = 8.0, 22.0, 24.0, 8.0


def local(code: str, lang: str) -> str:
    """A format in a language's own signs, whatever language the office program is set to."""
    return f"[$-{_LCIDS[lang]}]{code}"


@dataclass(frozen=True)
class Room:
    """Where the plot of a chart lies, in points of the chart of ``width`` × ``height``."""

    width: float
    height: float
    left: float
    top: float
    right: float
    bottom: float
    size: float = _SIZE
    lang: str = "de"
    is_fixed: bool = True
    is_stacked: bool = False

    @property
    def xml(self) -> str:
        """The plot's place, unless PowerPoint is to find it."""
        if not self.is_fixed:
            return "<c:layout/>"
        return _layout(self.left / self.width, self.top / self.height,
                       (self.right - self.left) / self.width,
                       (self.bottom - self.top) / self.height)  # fmt: skip

    @property
    def unit_xml(self) -> str:
        """The place of the unit: over the axis, at the left edge."""
        return ('<c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
                '<c:x val="0"/><c:y val="0"/></c:manualLayout></c:layout>')  # fmt: skip


def _layout(x: float, y: float, w: float, h: float) -> str:
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
        f'<c:yMode val="edge"/><c:x val="{x:.4f}"/><c:y val="{y:.4f}"/><c:w val="{w:.4f}"/>'
        f'<c:h val="{h:.4f}"/></c:manualLayout></c:layout>'
    )


def room_of(chart: Chart, size: tuple[float, float], lang: str) -> Room:
    """The room of the plot between its axis, its legend and the words at the ends of lines."""
    width, height = size
    if chart.kind == "bar":
        return Room(width, height, 0, 0, width, height, bar_size(chart), lang, is_fixed=False,
                    is_stacked=chart.is_stacked)  # fmt: skip
    axis = chart.axis
    widest = max(len(f"{round(one):,}") for one in (axis.low, axis.high)) + 2
    ends = [
        font.width(label.text, _SIZE, bold=True) * WIDER
        for one in chart.series
        for n, label in one.labels.items()
        if label.side == "r" and n >= len(chart.categories) - 3
    ]
    right = width - max([*ends, 10.0]) - 2 * _GAP
    top = _TOP + (22.0 if chart.has_legend else 0.0)
    return Room(width, height, _LEFT + widest * _SIZE * 0.55, top, max(right, width * 0.4),
                height - _BOTTOM, lang=lang, is_stacked=chart.is_stacked)  # fmt: skip


def bar_size(chart: Chart) -> float:
    """The size of the words at bars: many bars stand close."""
    count = len(chart.categories) if chart.kind == "bar" else 0
    return next(size for most, size in ((16, 12.0), (21, 10.0), (10**6, 8.0)) if count <= most)


def text_style(size: float, *, colour: str = "", bold: bool = False, lang: str = "de",
               wrap: str = "") -> str:  # fmt: skip
    """The look of words, as charts say it."""
    fill = (f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>' if colour
            else '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>')  # fmt: skip
    return (
        f"<c:txPr><a:bodyPr{wrap}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}" lang="{TAGS[lang]}">{fill}'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="{TAGS[lang]}"/></a:p>'
        "</c:txPr>"
    )


def labels_xml(chart: Chart, number: int, room: Room) -> str:
    """What stands at the points of a series; nothing at all others."""
    one = chart.series[number]
    shifts = _shifts(chart, room)
    labels = "".join(
        _label(index, label, shifts.get((number, index), 0.0) / room.height, room)
        for index, label in sorted(one.labels.items())
        if one.values[index] is not None
    )
    return f"<c:dLbls>{labels}{_flags()}</c:dLbls>"


def _flags(*, value: bool = False, name: bool = False) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def _label(index: int, label: Label, shift: float, room: Room) -> str:
    layout = (f'<c:layout><c:manualLayout><c:x val="0"/><c:y val="{shift:.4f}"/></c:manualLayout>'
              "</c:layout>" if abs(shift) > 0.002 else "")  # fmt: skip
    size = label.size if label.side == "ctr" else room.size
    style = text_style(size, colour=label.colour, bold=label.is_bold, lang=room.lang,
                       wrap=' wrap="none"')  # fmt: skip
    place = f'<c:dLblPos val="{"ctr" if room.is_stacked else label.side}"/>'
    if label.code is None:
        fill = f'<a:solidFill><a:srgbClr val="{label.colour[1:]}"/></a:solidFill>'
        bold = int(label.is_bold)
        run = f'<a:rPr lang="{TAGS[room.lang]}" sz="{round(size * 100)}" b="{bold}">{fill}</a:rPr>'
        words = f"<a:p><a:r>{run}<a:t>{escape(label.text)}</a:t></a:r></a:p>"
        text = f'<c:tx><c:rich><a:bodyPr wrap="none"/>{words}</c:rich></c:tx>'
        return f'<c:dLbl><c:idx val="{index}"/>{layout}{text}{place}{_flags(value=True)}</c:dLbl>'
    code = f'<c:numFmt formatCode={quoteattr(local(label.code, room.lang))} sourceLinked="0"/>'
    shown = _flags(value=label.is_valued, name=label.is_named)
    return (
        f'<c:dLbl><c:idx val="{index}"/>{layout}{code}<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>'
        f"</c:spPr>{style}{place}{shown}<c:separator> </c:separator></c:dLbl>"
    )


def _shifts(chart: Chart, room: Room) -> dict[tuple[int, int], float]:
    """How far down, in points, words at the ends of lines go so that none covers another."""
    if chart.kind != "line":
        return {}
    axis, high = chart.axis, room.bottom - room.top

    def down(value: float) -> float:
        part = (value - axis.low) / (axis.high - axis.low)
        return room.top + high * (part if axis.is_reversed else 1 - part)

    by_day: dict[int, list[tuple[float, int]]] = {}
    for number, one in enumerate(chart.series):
        for index, label in one.labels.items():
            value = one.values[index]
            if label.side == "r" and value is not None:
                by_day.setdefault(index, []).append((down(value), number))
    shifts = {}
    for index, ends in by_day.items():
        ends.sort()
        places = spread([place for place, _ in ends], _SIZE * 1.25, room.top, room.bottom)
        for (place, number), new in zip(ends, places, strict=True):
            shifts[number, index] = new - place
    return shifts


def spread(places: list[float], apart: float, low: float, high: float) -> list[float]:
    """Places in their order, at least so far apart, moved as little as a few passes can."""
    moved = list(places)
    for _ in range(50):
        for n in range(1, len(moved)):
            lacking = apart - (moved[n] - moved[n - 1])
            if lacking > 1e-6:
                moved[n - 1] -= lacking / 2
                moved[n] += lacking / 2
        if moved and moved[0] < low:
            moved[0] = low
        if moved and moved[-1] > high:
            moved[-1] = high
    return moved
