"""A workbook (.xlsx) of a Mappe: the figures behind each item as figures, with their evidence.

One sheet for each answer of an item, an overview before them, sources, definitions and claims
behind. What somebody typed stays text: nothing in it is a formula, no link leads out of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from math import ceil
from typing import Any

import xlsxwriter

from data import export
from i18n import Locale
from reports import embedded, wording
from reports.item import FrozenAnswer, Item
from reports.mappe import Entry, Mappe
from reports.workbook.cells import FONT, Writer, codes, shown_length
from reports.workbook.evidence import claims, definitions, sources

#: Row of the heads on a sheet of figures: above it title, what it is, source, and the way back.
_HEAD = 5
_WIDEST, _NARROWEST = 44, 9
#: Columns of the overview, as wide as their contents on a few lines.
_OVERVIEW = (20, 64, 34, 46, 13, 18, 44)
_LINE = 15.0
#: Margins in inches, and so many letters then stand beside each other on a lying A4, 6 pt high.
_MARGIN, _SHEET = 0.4, 240


def build(mappe: Mappe, locale: Locale, *, public_url: str = "") -> bytes:
    """The workbook as a file; one Mappe always gives the same. Raises EmptyMappe."""
    if mappe.as_of is None:
        raise wording.EmptyMappe
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False, "nan_inf_to_errors": False,
        "default_format_properties": dict(FONT),  # it is changed there
    })  # fmt: skip
    day = mappe.as_of
    book.set_properties({
        "title": wording.title(mappe, locale), "author": mappe.author or locale("app.title"),
        "subject": mappe.meeting,
        "created": datetime(day.year, day.month, day.day) if day else None,
    })  # fmt: skip
    writer = Writer(book, locale.lang)
    overview = book.add_worksheet(locale("documents.workbook.overview"))
    names = [_figures(book, writer, number, entry, locale)
             for number, entry in enumerate(mappe.entries, 1)]  # fmt: skip
    _overview(overview, writer, mappe, locale, names=names, public_url=public_url)
    for name, table in (("sources", sources(mappe, locale)),
                        ("definitions", definitions(mappe, locale)),
                        ("claims", claims(mappe, locale))):  # fmt: skip
        sheet = book.add_worksheet(locale(f"documents.workbook.{name}"))
        _table(sheet, writer, 0, table.heads, table.rows, locale=locale, formats=table.codes)
    book.close()
    return embedded.put(target.getvalue(), mappe)


def _overview(sheet: Any, writer: Writer, mappe: Mappe, locale: Locale, *,
              names: Sequence[Sequence[str]], public_url: str) -> None:  # fmt: skip
    """The head of the Mappe, and what is in it."""
    head = wording.head(mappe, locale)
    writer.text(sheet, 0, 0, wording.title(mappe, locale), bold=True, font_size=16)
    sheet.set_row(0, 24)
    for row, (name, text) in enumerate(head, 1):
        writer.text(sheet, row, 0, name, bold=True)
        writer.text(sheet, row, 1, text)
    top = len(head) + 2
    if any(entry.item.is_demo for entry in mappe.entries):
        writer.text(sheet, top - 1, 0, locale("demo.mark"), bold=True, font_color="#C75B00")
    own = {"state": "documents.head.as_of"}
    writer.heads(sheet, top, [
        locale(own.get(one, f"documents.workbook.column.{one}"))
        for one in ("sheet", "finding", "labels", "source", "state", "code", "comment")
    ])  # fmt: skip
    row = top
    for entry, sheets in zip(mappe.entries, names, strict=True):
        item, row = entry.item, row + 1
        link = writer.format(valign="top", font_color="#0072B2", underline=1)
        sheet.write_url(row, 0, f"internal:'{sheets[0]}'!A1", link, sheets[0])
        code = " ".join(one for one in (item.code, wording.address(item, public_url)) if one)
        labels = " · ".join(label.text for label in item.labels)
        texts = {1: item.title, 2: labels, 3: _source_line(item), 5: code, 6: entry.comment}
        for column, text in texts.items():
            writer.text(sheet, row, column, text, text_wrap=True)
        writer.cell(sheet, row, 4, item.as_of.isoformat())
        # Not every program finds the height of a row by itself.
        most = max(_lines(text, _OVERVIEW[column]) for column, text in texts.items())
        sheet.set_row(row, min(most * _LINE, 400))
        for more in sheets[1:]:
            row += 1
            sheet.write_url(row, 0, f"internal:'{more}'!A1", link, more)
    for column, width in enumerate(_OVERVIEW):
        sheet.set_column(column, column, width)
    sheet.freeze_panes(top + 1, 0)
    _printed(sheet, None, _OVERVIEW[:1])


def _lines(text: str, width: int) -> int:
    return sum(1 + len(part) // width for part in text.split("\n"))


def _source_line(item: Item) -> str:
    return " · ".join(one for one in (item.source, item.changed) if one)


def _figures(book: Any, writer: Writer, number: int, entry: Entry, locale: Locale) -> list[str]:
    """The sheets of an item, one for each answer; where it has none, the table that it shows."""
    item, names = entry.item, []
    for part, answer in enumerate(item.answers or (None,)):
        name = locale("documents.workbook.figure", number=number)
        name += f" ({part + 1})" if part else ""
        sheet = book.add_worksheet(name)
        names.append(name)
        writer.text(sheet, 0, 0, item.title, bold=True, font_size=13)
        sheet.set_row(0, 20)
        about = [item.subtitle, *(label.text for label in item.labels), unit(answer, locale)]
        if item.is_demo:
            about.insert(0, locale("demo.mark"))
        writer.text(sheet, 1, 0, " · ".join(one for one in about if one))
        parts = (_source_line(item), wording.state(item, locale), wording.filed(item, locale))
        writer.text(sheet, 2, 0, " · ".join(one for one in parts if one))
        back = locale("documents.workbook.overview")
        look = writer.format(font_color="#0072B2", underline=1)
        sheet.write_url(3, 0, f"internal:'{back}'!A1", look, locale("documents.workbook.back"))
        if answer is None or not answer.words.columns:
            _table(sheet, writer, _HEAD, item.table.headers, item.table.rows, locale=locale)
        else:
            _table(
                sheet,
                writer,
                _HEAD,
                answer.words.columns,
                answer.words.rows,
                locale=locale,
                formats=codes(answer, locale),
            )
    return names


def unit(answer: FrozenAnswer | None, locale: Locale) -> str:
    """In which units the values of an answer are; empty where it has none."""
    if answer is None or "unit" not in answer.rows.columns:
        return ""
    place = answer.rows.columns.index("unit")
    units = dict.fromkeys(row[place] for row in answer.rows.rows if row[place])
    names = ", ".join(locale.unit(str(one)) for one in units)
    return locale("documents.workbook.unit", units=names) if names else ""


def _table(sheet: Any, writer: Writer, top: int, heads: Sequence[str],
           rows: Iterable[Sequence[Any]], *, locale: Locale,
           formats: Sequence[dict[int, str]] = ()) -> None:  # fmt: skip
    """Heads that stay and filter, and rows below them, in columns as wide as they need."""
    all_rows = list(rows)
    writer.heads(sheet, top, heads)
    for number, row in enumerate(all_rows):
        own = formats[number] if number < len(formats) else {}
        for column, value in enumerate(row):
            writer.cell(sheet, top + 1 + number, column, value, own.get(column, ""))
    if not heads:
        return
    codes_of, lines = {locale("file.of_code", name=head) for head in heads}, 1
    widths: list[float] = []
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + max(len(all_rows), 1), len(heads) - 1)
    for column, head in enumerate(heads):
        coded = (formats[number].get(column, "") if number < len(formats) else ""
                 for number in range(len(all_rows)))  # fmt: skip
        longest = max((shown_length(row[column], code)
                       for row, code in zip(all_rows, coded, strict=True)), default=0)  # fmt: skip
        words = max((len(one) for one in head.split(" ")), default=0) + 3  # room for the filter
        width = min(max(longest + 2, words, _NARROWEST), _WIDEST)
        widths.append(width)
        lines = max(lines, _lines(head, width))
        # What programs ask by is there for them, folded away for people.
        is_code = column > 0 and head in codes_of
        sheet.set_column(column, column, width, None, {"level": 1, "hidden": 1} if is_code else {})
    sheet.set_row(top, lines * _LINE)
    _printed(sheet, top, widths[: _end(heads, codes_of, locale)], len(all_rows))


def _end(heads: Sequence[str], codes_of: set[str], locale: Locale) -> int:
    """Where paper ends: codes are for programs, what a source is called stands in its own sheet."""
    source, title = export.heads_of(["source_id", "source_title"], locale).values()
    unprinted = {title, *codes_of} if source in heads else codes_of
    return next((n for n, head in enumerate(heads) if n and head in unprinted), len(heads))


def _printed(sheet: Any, top: int | None, widths: Sequence[float], rows: int = 0) -> None:
    """Lying, as many sheets wide as letters need that are read; heads and first column on each."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    sheet.fit_to_pages(ceil(sum(widths) / _SHEET), 0)
    sheet.set_footer("&L&A&R&P / &N")
    if top is not None:
        sheet.print_area(0, 0, top + rows, len(widths) - 1)
        sheet.print_across()
        sheet.repeat_rows(top)
        sheet.repeat_columns(0)
