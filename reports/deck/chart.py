"""A chart of PowerPoint as its own XML, with the workbook of its figures inside."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from charts.paper.ink import PAPER
from reports.deck.axes import across, date_code, serial, up
from reports.deck.label import Room, labels_xml, room_of, text_style
from reports.deck.model import Chart, Mark, Series
from reports.deck.text import TAGS

_DASHES = {"solid": "solid", "dash": "dash", "dot": "sysDot", "dashdot": "dashDot",
           "longdash": "lgDash", "longdashdot": "lgDashDot"}  # fmt: skip
_SYMBOLS = {"circle": "circle", "diamond": "diamond", "square": "square", "cross": "plus",
            "line-ew": "dash", "x": "x", "x-thin": "x"}  # fmt: skip
_NO_MARKER = '<c:marker><c:symbol val="none"/></c:marker>'
#: How much smaller the white within a hollow sign is.
_WITHIN = 0.6
_SHEET = "Sheet1"
_NS = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


class ChartData:
    """What python-pptx asks for when it makes the part of a chart: its XML and its workbook."""

    def __init__(self, chart: Chart, lang: str, size: tuple[float, float], as_of: date) -> None:
        """``size``: of the chart, in points."""
        self._chart, self._lang, self._size, self._as_of = chart, lang, size, as_of

    def xml_bytes(self, _: Any) -> bytes:
        """The chart as XML."""
        return _chart_xml(self._chart, self._lang, self._size).encode("utf-8")

    @property
    def xlsx_blob(self) -> bytes:
        """The figures of the chart as a workbook: what "Daten bearbeiten" opens."""
        chart, target = self._chart, io.BytesIO()
        book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False,
                                            "strings_to_urls": False})  # fmt: skip
        book.set_properties({"created": datetime(*self._as_of.timetuple()[:3])})
        sheet = book.add_worksheet(_SHEET)
        days = book.add_format({"num_format": date_code(chart, self._lang)})
        for column, series in enumerate(chart.series, 1):
            sheet.write_string(0, column, _name(chart, column - 1))
            for row, value in enumerate(series.values, 1):
                if value is not None:
                    sheet.write_number(row, column, value)
        for row, category in enumerate(chart.categories, 1):
            if isinstance(category, date):
                sheet.write_number(row, 0, serial(category), days)
            else:
                sheet.write_string(row, 0, category)
        sheet.set_column(0, 0, 28 if not chart.is_dated else 12)
        book.close()
        return target.getvalue()


def _name(chart: Chart, number: int) -> str:
    """The name of a series; a second one of that name is told apart."""
    names = [series.name for series in chart.series]
    before = names[:number].count(names[number])
    return f"{names[number]} ({before + 1})" if before else names[number]


def _column(number: int) -> str:
    return (
        chr(ord("A") + number) if number < 26 else _column(number // 26 - 1) + _column(number % 26)
    )


def _chart_xml(chart: Chart, lang: str, size: tuple[float, float]) -> str:
    room = room_of(chart, size, lang)
    kind = "lineChart" if chart.kind == "line" else "barChart"
    head = (
        '<c:grouping val="standard"/><c:varyColors val="0"/>'
        if chart.kind == "line"
        else f'<c:barDir val="{"bar" if chart.kind == "bar" else "col"}"/>'
        f'<c:grouping val="{"stacked" if chart.is_stacked else "clustered"}"/>'
        '<c:varyColors val="0"/>'
    )
    tail = (
        '<c:marker val="1"/>'
        if chart.kind == "line"
        else '<c:gapWidth val="43"/>' + ('<c:overlap val="100"/>' if chart.is_stacked else "")
    )
    numbers = range(len(chart.series))
    series = "".join([*(_series(chart, number, lang, room) for number in numbers),
                      *(_emptied(chart, number, lang) for number in numbers)])  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_NS}>'
        f'<c:date1904 val="0"/><c:lang val="{TAGS[lang]}"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea>{room.xml}<c:{kind}>{head}{series}{tail}'
        f'<c:axId val="10"/><c:axId val="20"/></c:{kind}>{across(chart, lang)}{up(chart, room)}'
        f'</c:plotArea>{_legend(chart)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f"</c:chart>{text_style(12, lang=lang)}</c:chartSpace>"
    )


def _legend(chart: Chart) -> str:
    if not chart.has_legend:
        return ""
    hidden = "".join(
        f'<c:legendEntry><c:idx val="{n}"/><c:delete val="1"/></c:legendEntry>'
        for n, one in enumerate([*chart.series, *(s for s in chart.series if s.has_hollow_marks)])
        if n >= len(chart.series) or not one.in_legend
    )  # fmt: skip
    return f'<c:legend><c:legendPos val="t"/>{hidden}<c:overlay val="0"/></c:legend>'


def _series(chart: Chart, number: int, lang: str, room: Room) -> str:
    one, is_line = chart.series[number], chart.kind == "line"
    usual = _usual(one.marks)
    look = _line_look(one, usual) if is_line else _bar_look(one.colour, hollow=False)
    points = "".join(
        f'<c:dPt><c:idx val="{n}"/>{_marker(mark)}<c:bubble3D val="0"/>{_stroke(one)}</c:dPt>'
        for n, mark in enumerate(one.marks) if mark and mark != usual and one.values[n] is not None
    ) if is_line else "".join(
        f'<c:dPt><c:idx val="{n}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"{_bar_look(colour, hollow=n in one.hollow)}</c:dPt>"
        for n, colour in enumerate(one.colours) if colour != one.colour or n in one.hollow
    )  # fmt: skip
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>{_name_xml(chart, number)}{look}'
        + ("" if is_line else '<c:invertIfNegative val="0"/>')
        + points
        + labels_xml(chart, number, room)
        + _figures(chart, number, lang)
        + ('<c:smooth val="0"/>' if is_line else "")
        + "</c:ser>"
    )


def _emptied(chart: Chart, number: int, lang: str) -> str:
    """The white within hollow signs: the same cells once more, as LibreOffice fills every sign."""
    one = chart.series[number]
    if not one.has_hollow_marks:
        return ""
    place = len(chart.series) + sum(s.has_hollow_marks for s in chart.series[:number])
    points = "".join(
        f'<c:dPt><c:idx val="{n}"/>{_marker(_within(mark))}<c:bubble3D val="0"/></c:dPt>'
        for n, mark in enumerate(one.marks) if mark and mark.is_hollow and one.values[n] is not None
    )  # fmt: skip
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{_name_xml(chart, number)}'
        f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_NO_MARKER}{points}"
        f'{_figures(chart, number, lang)}<c:smooth val="0"/></c:ser>'
    )


def _within(mark: Mark) -> Mark:
    return replace(mark, size=mark.size * _WITHIN, edge=PAPER)


def _name_xml(chart: Chart, number: int) -> str:
    return (
        f"<c:tx><c:strRef><c:f>{_SHEET}!${_column(number + 1)}$1</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(_name(chart, number))}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )


def _figures(chart: Chart, number: int, lang: str) -> str:
    last, column = len(chart.categories) + 1, _column(number + 1)
    return (
        f"<c:cat>{_categories(chart, lang, last)}</c:cat><c:val><c:numRef>"
        f"<c:f>{_SHEET}!${column}$2:${column}${last}</c:f>{_values(chart.series[number])}"
        "</c:numRef></c:val>"
    )


def _values(one: Series) -> str:
    points = "".join(
        f'<c:pt idx="{n}"><c:v>{value!r}</c:v></c:pt>'
        for n, value in enumerate(one.values)
        if value is not None
    )
    count = len(one.values)
    head = f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>'
    return f"<c:numCache>{head}{points}</c:numCache>"


def _categories(chart: Chart, lang: str, last: int) -> str:
    place = f"<c:f>{_SHEET}!$A$2:$A${last}</c:f>"
    values = [serial(one) if isinstance(one, date) else escape(one) for one in chart.categories]
    points = "".join(f'<c:pt idx="{n}"><c:v>{one}</c:v></c:pt>' for n, one in enumerate(values))
    count = f'<c:ptCount val="{len(values)}"/>'
    if chart.is_dated:
        code = f"<c:formatCode>{escape(date_code(chart, lang))}</c:formatCode>"
        return f"<c:numRef>{place}<c:numCache>{code}{count}{points}</c:numCache></c:numRef>"
    return f"<c:strRef>{place}<c:strCache>{count}{points}</c:strCache></c:strRef>"


def _usual(marks: tuple[Mark | None, ...]) -> Mark | None:
    """The sign that most points of a line wear; the others are told one by one."""
    counted = Counter(mark for mark in marks if mark)
    return counted.most_common(1)[0][0] if counted else None


def _line_look(one: Series, mark: Mark | None) -> str:
    return _stroke(one) + (_marker(mark) if mark else _NO_MARKER)


def _stroke(one: Series) -> str:
    if not one.width:
        return "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
    seen = f'<a:alpha val="{round(one.opacity * 100000)}"/>' if one.opacity < 1 else ""
    return (
        f'<c:spPr><a:ln w="{round(one.width * 12700)}" cap="rnd"><a:solidFill>'
        f'<a:srgbClr val="{one.colour[1:]}">{seen}</a:srgbClr></a:solidFill>'
        f'<a:prstDash val="{_DASHES[one.dash]}"/><a:round/></a:ln></c:spPr>'
    )


def _marker(mark: Mark) -> str:
    size = min(max(round(mark.size), 2), 72)
    fill = "<a:noFill/>" if mark.is_hollow else _solid(mark.fill)
    return (
        f'<c:marker><c:symbol val="{_SYMBOLS[mark.symbol]}"/><c:size val="{size}"/><c:spPr>'
        f'{fill}<a:ln w="19050">{_solid(mark.edge)}</a:ln></c:spPr></c:marker>'
    )


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour[1:]}"/></a:solidFill>'


def _bar_look(colour: str, *, hollow: bool) -> str:
    own = f'<a:srgbClr val="{colour[1:]}"/>'
    fill = (
        f'<a:pattFill prst="wdUpDiag"><a:fgClr>{own}</a:fgClr>'
        '<a:bgClr><a:schemeClr val="bg1"/></a:bgClr></a:pattFill>'
        if hollow
        else f"<a:solidFill>{own}</a:solidFill>"
    )
    return f'<c:spPr>{fill}<a:ln w="15875"><a:solidFill>{own}</a:solidFill></a:ln></c:spPr>'
