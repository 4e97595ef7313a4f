"""Tables and key figures on a slide, native and as large as fits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Pt

from charts import font
from i18n import Locale
from reports.columns import widths
from reports.deck_slide import plate
from reports.deck_text import EMU_PER_POINT, clean, describe, fitting, height, lines, points, write
from reports.item import Cells

_SIZES = (14, 13, 12, 11)
#: No slide holds more rows than this.
_MOST_ROWS = 40
#: Room in a cell at its sides and above and below its words, in points.
_SIDE, _ABOVE = 4.0, 2.5
#: The line below a table that says what is not on it.
_MORE = 18.0
_FIGURES = (48, 44, 40, 36, 32, 28, 24, 20, 18, 16, 14)
#: More key figures than this do not fit on a slide as such.
MOST_CARDS = 8


def table(slide: Any, holder: Any, box: tuple[int, int, int, int], cells: Cells, *, alt: str,
          locale: Locale) -> None:  # fmt: skip
    """As many columns and rows as fit, and a line that says how many there are besides."""
    left, top, wide, high = box
    kept = _columns(replace(cells, rows=cells.rows[:_MOST_ROWS]), points(wide))
    size, count = _rows(kept, points(wide), points(high))
    columns = widths(kept, points(wide), size)
    spare = (points(wide) - sum(columns)) / len(columns)
    columns = [one + min(spare, 60.0) for one in columns]
    holder.left, holder.top, holder.width = Emu(left), Emu(top), Emu(wide)
    frame = holder.insert_table(count + 1, len(kept.headers))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(alt))
    drawn = frame.table
    drawn.first_row, drawn.horz_banding = True, True
    for number, width in enumerate(columns):
        drawn.columns[number].width = Pt(width)
    for number, row in enumerate((kept.headers, *kept.rows[:count])):
        drawn.rows[number].height = Pt(_row_height(row, columns, size))
        for column, text in enumerate(row):
            is_right = kept.numeric[column]
            _cell(drawn.cell(number, column), text, size, is_right=is_right, is_head=number == 0)
    more = [
        locale.count(kind, number)
        for kind, number in (("further_row", len(cells.rows) - count),
                             ("further_column", len(cells.headers) - len(kept.headers)))
        if number
    ]  # fmt: skip
    if more:
        used = sum(row.height for row in drawn.rows)
        place = top + used + round(4 * EMU_PER_POINT)
        line = slide.shapes.add_textbox(Emu(left), Emu(place), Emu(wide), Pt(_MORE))
        line.name = "more"
        line.text_frame.margin_left, line.text_frame.word_wrap = 0, True
        write(line, [locale("documents.deck.more", what=locale.list(more))], 12)


def _columns(cells: Cells, room: float) -> Cells:
    """The first columns, as many as can be read side by side; two at least."""
    count = len(cells.headers)
    while count > 2 and _least(cells, count) > room:
        count -= 1
    return Cells(
        cells.headers[:count], tuple(row[:count] for row in cells.rows), cells.numeric[:count]
    )


def _least(cells: Cells, count: int) -> float:
    """How wide so many columns are at least: words whole, long texts on few lines."""
    columns = list(zip(cells.headers, *cells.rows, strict=True))[:count]
    return sum(
        max(max((len(w) for w in c.split(" ")), default=0) for c in column) * _SIZES[-1] * 0.5
        + min(max(map(len, column)), 30) * 0.8 + 2 * _SIDE
        for column in columns
    )  # fmt: skip


def _row_height(row: Sequence[str], columns: Sequence[float], size: float) -> float:
    cells = zip(row, columns, strict=True)
    return max(height([text], width - 2 * _SIDE, size) for text, width in cells) + 2 * _ABOVE


def _rows(cells: Cells, wide: float, high: float) -> tuple[float, int]:
    """Size of the words, and how many rows fit below the head: all of them if any size allows."""
    size, fit = float(_SIZES[-1]), 0
    for one in _SIZES if len(cells.rows) < _MOST_ROWS else _SIZES[-1:]:
        columns = widths(cells, wide, one)
        heights = [_row_height(row, columns, one) for row in (cells.headers, *cells.rows)]
        if sum(heights) <= high:
            return one, len(cells.rows)
        used = -1
        left = high - _MORE - 6
        for row in heights:
            left -= row
            if left < 0:
                break
            used += 1
        size, fit = one, max(used, 1)
    return size, min(fit, len(cells.rows))


def _cell(cell: Any, text: str, size: float, *, is_right: bool, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Pt(_SIDE)
    cell.margin_top = cell.margin_bottom = Pt(_ABOVE)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE if is_head else MSO_ANCHOR.TOP
    frame = cell.text_frame
    frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if is_right else PP_ALIGN.LEFT
    run = frame.paragraphs[0].add_run()
    run.text, run.font.size = clean(text), Pt(size)
    run.font.bold = is_head


def cards(slide: Any, box: tuple[int, int, int, int], cells: Cells) -> None:
    """Key figures as large numbers, up to four side by side: label, figure, what belongs to it."""
    left, top, wide, high = box
    across = min(len(cells.rows), 4)
    rows = math.ceil(len(cells.rows) / across)
    gap = round(12 * EMU_PER_POINT)
    width = (wide - gap * (across - 1)) // across
    tall = min((high - gap * (rows - 1)) // rows, round(270 * EMU_PER_POINT))
    start = top + max((high - rows * tall - gap * (rows - 1)) // 4, 0)
    inset = round(10 * EMU_PER_POINT)
    room = points(width - 2 * inset), points(tall)
    figures = [row[1] for row in cells.rows]
    size = next(
        (s for s in _FIGURES if all(_fits(one, room[0], s) for one in figures)), _FIGURES[-1]
    )
    for number, (label, figure, *details) in enumerate(cells.rows):
        x = left + number % across * (width + gap)
        y = start + number // across * (tall + gap)
        plate(slide, (x, y, width, tall))
        shape = slide.shapes.add_textbox(
            Emu(x + inset), Emu(y + inset), Emu(width - 2 * inset), Emu(tall - 2 * inset)
        )
        shape.name = "key figure"
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        detail = "\n".join(one for one in details if one)
        _card(frame, label, figure, detail, room=room, size=size)
        describe(shape, ". ".join(one for one in (f"{label}: {figure}", detail) if one))


def _fits(text: str, wide: float, size: float) -> bool:
    """On one line where it is large, on two where it is not, and no word of it broken."""
    most = 1 if size > 24 else 2
    whole = all(font.width(word, size, bold=True) <= wide for word in text.split(" "))
    return whole and lines(text, wide, size, bold=True) <= most


def _card(frame: Any, label: str, figure: str, detail: str, *, room: tuple[float, float],
          size: float) -> None:  # fmt: skip
    used = height([figure], room[0], size, bold=True)
    left = room[1] - used - 30
    small = fitting(
        [label, *detail.split("\n")], (room[0], left), (20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9)
    )
    first = frame.paragraphs[0]
    for paragraph, text, points_, is_bold, colour in (
        (first, label, small, False, MSO_THEME_COLOR.TEXT_2),
        (frame.add_paragraph(), figure, size, True, MSO_THEME_COLOR.ACCENT_1),
        *((frame.add_paragraph(), one, small, False, MSO_THEME_COLOR.TEXT_1)
          for one in detail.split("\n") if one),
    ):  # fmt: skip
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = clean(text), Pt(points_), is_bold
        run.font.color.theme_color = colour
        paragraph.space_after = Pt(4)
