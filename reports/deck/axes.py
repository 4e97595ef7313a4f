"""The axes of a chart of PowerPoint as XML, and days as Office counts them."""

from __future__ import annotations

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from reports.deck.label import Room, bar_size, local, text_style
from reports.deck.model import Chart
from reports.deck.text import TAGS

_EPOCH = date(1899, 12, 30)


def serial(one: date) -> int:
    """A day as Office counts it."""
    return (one - _EPOCH).days


def _base(chart: Chart) -> str:
    """Years, or months: as finely as the days lie."""
    return (
        "years" if all(isinstance(d, date) and d.month == 1 for d in chart.categories) else "months"
    )


def date_code(chart: Chart, lang: str) -> str:
    """The format of a day on the axis: its year, or its month and year."""
    return local("yyyy" if _base(chart) == "years" else "mmm yyyy", lang)


_LINE = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="{}"/></a:solidFill></a:ln></c:spPr>'
_GRID = f"<c:majorGridlines>{_LINE.format('DCDCDC')}</c:majorGridlines>"


def across(chart: Chart, lang: str) -> str:
    """The axis of names or days."""
    kind = "dateAx" if chart.is_dated else "catAx"
    turned = "maxMin" if chart.kind == "bar" else "minMax"
    start = f'<c:min val="{serial(chart.first)}"/>' if chart.first else ""
    code = local("yyyy", lang) if chart.ticks or _base(chart) == "years" else "General"
    side = "l" if chart.kind == "bar" else "b"
    tail = (
        f'<c:auto val="0"/><c:lblOffset val="100"/><c:baseTimeUnit val="{_base(chart)}"/>'
        f'<c:majorUnit val="{chart.ticks}"/><c:majorTimeUnit val="years"/>'
        if chart.is_dated
        else '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/>'
        '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/>'
    )
    size = bar_size(chart)
    place = "nextTo" if chart.axis.is_reversed else "low"
    code = quoteattr(code if chart.is_dated else "General")
    return (
        f'<c:{kind}><c:axId val="10"/><c:scaling><c:orientation val="{turned}"/>{start}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/>'
        f'<c:numFmt formatCode={code} sourceLinked="0"/>'
        f'<c:majorTickMark val="{"out" if chart.is_dated else "none"}"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{place}"/>'
        f'{_LINE.format("7A7A7A")}{text_style(size)}<c:crossAx val="20"/>'
        f'<c:crosses val="{"max" if chart.axis.is_reversed else "autoZero"}"/>{tail}</c:{kind}>'
    )


def up(chart: Chart, room: Room) -> str:
    """The axis of values; its unit stands over it, or below the bars that lie."""
    axis, lies = chart.axis, chart.kind == "bar"
    turned = "maxMin" if axis.is_reversed else "minMax"
    # Where the first name or the first rank is on top, this axis would be there too.
    crosses = "max" if lies else "autoZero"
    title = (
        '<c:title><c:tx><c:rich><a:bodyPr rot="0" vert="horz"/>'
        '<a:p><a:pPr><a:defRPr b="0"/></a:pPr>'
        f'<a:r><a:rPr lang="{TAGS[room.lang]}" sz="1200" b="0"/><a:t>{escape(axis.unit)}</a:t>'
        f"</a:r></a:p></c:rich></c:tx>{'' if lies else room.unit_xml}"
        f'<c:overlay val="{int(not lies)}"/></c:title>'
        if axis.unit
        else ""
    )
    line = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    return (
        f'<c:valAx><c:axId val="20"/><c:scaling><c:orientation val="{turned}"/>'
        f'<c:max val="{axis.high!r}"/><c:min val="{axis.low!r}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"b" if lies else "l"}"/>{_GRID if axis.has_grid else ""}{title}'
        f'<c:numFmt formatCode={quoteattr(local(axis.code, room.lang))} sourceLinked="0"/>'
        '<c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{line}{text_style(12)}'
        f'<c:crossAx val="10"/><c:crosses val="{crosses}"/><c:crossBetween val="between"/>'
        f'<c:majorUnit val="{axis.step!r}"/></c:valAx>'
    )
