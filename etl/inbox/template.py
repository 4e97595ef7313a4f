"""Templates to be filled in: a workbook with drop-down lists and help at each heading, or CSV."""

from __future__ import annotations

import csv
import io

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.inbox.schema import Field, Value, fields, kind_labels, values
from etl.validate import Refused

#: Rows for which lists and formats are laid out; below them one may write on.
_ROWS = 2_000
_HEAD = 4
_FORMATS = {"day": "DD.MM.YYYY", "moment": "DD.MM.YYYY HH:MM", "month": "MM.YYYY"}
_UNITS = {"t": "t", "min": "min", "teu": "TEU", "pct": "%", "d": ("Tage", "days"), "km": "km"}
_TEXTS = {
    "supplier": ("Lieferant:", "Supplier:"),
    "report_day": ("Berichtstag:", "Report day:"),
    "help": ("Hilfe", "Help"),
    "lists": ("Listen", "Lists"),
    "column": ("Spalte", "Column"),
    "meaning": ("Was einzutragen ist", "What to fill in"),
    "allowed": ("Möglich", "Possible"),
    "required": ("Pflicht", "Required"),
    "yes": ("ja", "yes"),
    "rule": (
        "Leere Zellen heißen „nicht bekannt“, nie null. Eine korrigierte Meldung ersetzt die "
        "frühere Zeile für Zeile.",
        "Empty cells mean “not known”, never zero. A corrected report replaces the earlier one "
        "row by row.",
    ),
}


def template(kind: str, suffix: str, lang: str) -> bytes:
    """The template of one kind as ``.xlsx`` or ``.csv``. Raises Refused for another ending."""
    index = 0 if lang == "de" else 1
    if suffix == ".xlsx":
        return _workbook(kind, index)
    if suffix == ".csv":
        return _csv(kind, index)
    raise Refused("the template", [f"ending {suffix!r}"], "name a file that ends in .xlsx or .csv.")


def _heading(field: Field, index: int) -> str:
    """What stands over a column: its label, and its unit where it has one."""
    unit = _UNITS.get(field.unit, "")
    written = unit if isinstance(unit, str) else unit[index]
    label = field.labels[index]
    return f"{label} ({written})" if written and written != label else label


def _columns(kind: str) -> list[Field]:
    """The columns of the template; the report's day stands above the table."""
    return [field for field in fields(kind).values() if field.name != "report_day"]


def _csv(kind: str, index: int) -> bytes:
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";" if index == 0 else ",", lineterminator="\r\n")
    out.writerow([_TEXTS["supplier"][index], ""])
    out.writerow([_heading(field, index) for field in _columns(kind)])
    return text.getvalue().encode("utf-8-sig")


def _workbook(kind: str, index: int) -> bytes:
    book = Workbook()
    sheet = book.active
    label, rule = kind_labels()[kind][index], _TEXTS["rule"][index]
    sheet.title = label[:31]
    sheet["A1"] = _TEXTS["supplier"][index]
    sheet["A2"] = _TEXTS["report_day"][index] if "report_day" in fields(kind) else None
    sheet["B2"].number_format = _FORMATS["day"]
    sheet["D1"] = f"{kind_labels()[kind][2 + index]} {rule}"
    for cell in (sheet["A1"], sheet["A2"]):
        cell.font = Font(bold=True)
    lists = book.create_sheet(_TEXTS["lists"][index])
    for number, field in enumerate(_columns(kind), 1):
        _column(sheet, lists, number, field, index)
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.row_dimensions[_HEAD].height = 32
    _help(book.create_sheet(_TEXTS["help"][index], 1), kind, index)
    lists.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _column(sheet: Worksheet, lists: Worksheet, number: int, field: Field, index: int) -> None:
    letter = get_column_letter(number)
    cell = sheet[f"{letter}{_HEAD}"]
    cell.value = _heading(field, index)
    cell.font = Font(bold=True, color="FFFFFF")
    # Required columns are dark, the others lighter, and a star says it without colour.
    cell.fill = PatternFill("solid", fgColor="1F3B57" if field.required else "4A6A8A")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    star = f"{_TEXTS['required'][index]}. " if field.required else ""
    cell.comment = Comment(star + field.help[index], "China-Monitor Ruhr", height=110, width=280)
    sheet.column_dimensions[letter].width = max(13, min(24, len(cell.value) + 3))
    span = f"{letter}{_HEAD + 1}:{letter}{_HEAD + _ROWS}"
    if field.type in _FORMATS:
        sheet.column_dimensions[letter].number_format = _FORMATS[field.type]
        for row in range(_HEAD + 1, _HEAD + 201):
            sheet[f"{letter}{row}"].number_format = _FORMATS[field.type]
    if choices := values(field.type):
        for row, value in enumerate(choices, 1):
            lists[f"{letter}{row}"] = _choice(field, value, index)
        rule = DataValidation(
            "list",
            formula1=f"'{lists.title}'!${letter}$1:${letter}${len(choices)}",
            allow_blank=True,
            showErrorMessage=field.type not in ("place", "terminal", "country"),
        )
        sheet.add_data_validation(rule)
        rule.add(span)


def _choice(field: Field, value: Value, index: int) -> str:
    label = value.labels[index]
    return f"{value.code} {label}" if field.type == "nst2007" else label


def _help(sheet: Worksheet, kind: str, index: int) -> None:
    for number, name in enumerate(("column", "required", "meaning", "allowed"), 1):
        cell = sheet.cell(1, number, _TEXTS[name][index])
        cell.font = Font(bold=True)
    for row, field in enumerate(_columns(kind), 2):
        choices = [_choice(field, value, index) for value in values(field.type)]
        sheet.cell(row, 1, _heading(field, index))
        sheet.cell(row, 2, _TEXTS["yes"][index] if field.required else None)
        sheet.cell(row, 3, field.help[index])
        sheet.cell(row, 4, ", ".join(choices[:25]) + (" …" if len(choices) > 25 else ""))
        for column in (3, 4):
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 26), ("B", 10), ("C", 60), ("D", 60)):
        sheet.column_dimensions[letter].width = width
