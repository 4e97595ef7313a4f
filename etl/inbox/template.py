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

from data import paths
from etl.inbox.fields import Field, fields, kind_labels, values
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


def made(kind: str, ending: str, lang: str) -> bytes:
    """The template of one kind as ``.xlsx`` or ``.csv``. Raises Refused for another ending."""
    place = 0 if lang == "de" else 1
    if ending == ".xlsx":
        return _workbook(kind, place)
    if ending == ".csv":
        return _csv(kind, place)
    raise Refused("the template", [f"ending {ending!r}"], "name a file that ends in .xlsx or .csv.")


def heading(one: Field, place: int) -> str:
    """What stands over a column: its label, and its unit where it has one."""
    unit = _UNITS.get(one.unit, "")
    written = unit if isinstance(unit, str) else unit[place]
    label = one.labels[place]
    return f"{label} ({written})" if written and written != label else label


def _listed(kind: str) -> list[Field]:
    """The columns of the template; the report's day stands above the table."""
    return [one for one in fields(kind).values() if one.name != "report_day"]


def _csv(kind: str, place: int) -> bytes:
    text = io.StringIO(newline="")
    out = csv.writer(text, delimiter=";" if place == 0 else ",", lineterminator="\r\n")
    out.writerow([_TEXTS["supplier"][place], ""])
    out.writerow([heading(one, place) for one in _listed(kind)])
    return text.getvalue().encode("utf-8-sig")


def _workbook(kind: str, place: int) -> bytes:
    book = Workbook()
    sheet = book.active
    label, rule = kind_labels(paths.REFERENCE)[kind][place], _TEXTS["rule"][place]
    sheet.title = label[:31]
    sheet["A1"] = _TEXTS["supplier"][place]
    sheet["A2"] = _TEXTS["report_day"][place] if "report_day" in fields(kind) else None
    sheet["B2"].number_format = _FORMATS["day"]
    sheet["D1"] = f"{kind_labels(paths.REFERENCE)[kind][2 + place]} {rule}"
    for cell in (sheet["A1"], sheet["A2"]):
        cell.font = Font(bold=True)
    lists = book.create_sheet(_TEXTS["lists"][place])
    for number, one in enumerate(_listed(kind), 1):
        _column(sheet, lists, number, one, place)
    sheet.freeze_panes = f"A{_HEAD + 1}"
    sheet.row_dimensions[_HEAD].height = 32
    _help(book.create_sheet(_TEXTS["help"][place], 1), kind, place)
    lists.sheet_state = "hidden"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _column(sheet: Worksheet, lists: Worksheet, number: int, one: Field, place: int) -> None:
    letter = get_column_letter(number)
    cell = sheet[f"{letter}{_HEAD}"]
    cell.value = heading(one, place)
    cell.font = Font(bold=True, color="FFFFFF")
    # Required columns are dark, the others lighter, and a star says it without colour.
    cell.fill = PatternFill("solid", fgColor="1F3B57" if one.required else "4A6A8A")
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    star = f"{_TEXTS['required'][place]}. " if one.required else ""
    cell.comment = Comment(star + one.help[place], "China-Monitor Ruhr", height=110, width=280)
    sheet.column_dimensions[letter].width = max(13, min(24, len(cell.value) + 3))
    span = f"{letter}{_HEAD + 1}:{letter}{_HEAD + _ROWS}"
    if one.type in _FORMATS:
        sheet.column_dimensions[letter].number_format = _FORMATS[one.type]
        for row in range(_HEAD + 1, _HEAD + 201):
            sheet[f"{letter}{row}"].number_format = _FORMATS[one.type]
    if listed := values(one.type):
        for row, value in enumerate(listed, 1):
            lists[f"{letter}{row}"] = _choice(one, value.value, value.labels[place])
        rule = DataValidation(
            "list",
            formula1=f"'{lists.title}'!${letter}$1:${letter}${len(listed)}",
            allow_blank=True,
            showErrorMessage=one.type not in ("place", "terminal", "country"),
        )
        sheet.add_data_validation(rule)
        rule.add(span)


def _choice(one: Field, value: str, label: str) -> str:
    return f"{value} {label}" if one.type == "nst2007" else label


def _help(sheet: Worksheet, kind: str, place: int) -> None:
    for number, name in enumerate(("column", "required", "meaning", "allowed"), 1):
        cell = sheet.cell(1, number, _TEXTS[name][place])
        cell.font = Font(bold=True)
    for row, one in enumerate(_listed(kind), 2):
        listed = [_choice(one, value.value, value.labels[place]) for value in values(one.type)]
        sheet.cell(row, 1, heading(one, place))
        sheet.cell(row, 2, _TEXTS["yes"][place] if one.required else None)
        sheet.cell(row, 3, one.help[place])
        sheet.cell(row, 4, ", ".join(listed[:25]) + (" …" if len(listed) > 25 else ""))
        for column in (3, 4):
            sheet.cell(row, column).alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in (("A", 26), ("B", 10), ("C", 60), ("D", 60)):
        sheet.column_dimensions[letter].width = width
