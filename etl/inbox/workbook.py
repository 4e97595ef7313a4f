"""Workbooks, opened with care, and their cells read straight from the XML.

A workbook is a packed folder of XML. Before anything is parsed its own list of contents is looked
at: macros, encryption, and sizes that no report has (a file of a few kilobytes may unpack to
gigabytes) are refused. Formulas are counted, never computed: the value that the sending program
left beside them is read. openpyxl tells what lies around the cells (sheets, shared texts, number
formats); its own reading of 100,000 rows with 20 columns takes a minute, this one some seconds.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import IO, NamedTuple
from xml.parsers import expat

from openpyxl.packaging.workbook import ChildSheet
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import from_excel

from etl.inbox.issues import Invalid, Issue
from etl.inbox.read import MOST_COLUMNS, Cell, Measured, NoValue, Row, Sheet, check_row_count

#: Largest size to which a workbook may unpack, in MB; 100,000 trains have about 150.
UNPACKED_MB = 300
#: How much smaller than its content a large part of a workbook may be; reports reach about 20.
_RATIO = 200
_MB = 1_000_000
#: The characters that cannot stand in XML, as workbooks write them: _x000D_ for a line's end.
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: Names in the XML of workbooks that are saved as "Strict Open XML", and the usual ones.
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(_STRICT + rb"(spreadsheetml|officeDocument)/")
_USUAL_NAME = rb"http://schemas.openxmlformats.org/\1/2006/"
#: What of a number format is shown as it stands: texts in quotes, signs behind \\, the currency in
#: brackets ([$€-407]), letters and currencies by themselves; and what is not: room and filling
#: (_ and *), colours, conditions and countries in brackets, the words of a plain number.
_SHOWN = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|[_*].|\[[^\]]*\]|general|standard|e[+-]'
    r"|([^\W\d_]|[€$£¥])|.",
    re.IGNORECASE,
)
#: What is shown beside a number and says nothing of it: room, brackets, signs.
_NOTHING = re.compile(r"[\s()\-–.,:;'*_/]*")
_SECTION = re.compile(r'((?:"[^"]*"|\\.|\[[^\]]*\]|[_*].|[^;])*)(?:;|$)')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
#: Commas behind the last place of a number: each shows thousands of it.
_THOUSANDS = re.compile(r"(?<=[0#?])(,+)(?=[^0#?,]|$)")
_COMPARED = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|standard')


def read_workbook(raw: bytes) -> list[Sheet]:
    """The sheets of a workbook. Raises Invalid when it is damaged or not safe to open.

    Sheets of other kinds than tables (charts, dialogs) hold no cells, and are left out.
    """
    check_archive(raw)
    try:
        raw = _transitional(raw)
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _sheets(raw, archive)
    except Invalid:
        raise
    # A damaged workbook fails in openpyxl in any of many ways; all mean the same to its sender.
    except Exception as error:
        raise Invalid("not_a_workbook") from error


def _transitional(raw: bytes) -> bytes:
    """A workbook saved as "Strict Open XML" with the usual names in it; others as they are."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        books = [name for name in archive.namelist() if re.search(r"workbook\d*\.xml$", name)]
        if not any(_STRICT in archive.read(name) for name in books):
            return raw
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as renamed:
            for member in archive.infolist():
                content = _STRICT_NAME.sub(_USUAL_NAME, archive.read(member))
                renamed.writestr(member.filename, content)
        return target.getvalue()


def _sheets(raw: bytes, archive: zipfile.ZipFile) -> list[Sheet]:
    # What lies around the cells, and no more: reports are no worse for a broken picture.
    reader = ExcelReader(io.BytesIO(raw), read_only=True, data_only=True, keep_links=False)
    reader.read_manifest()
    reader.read_strings()
    reader.read_workbook()
    apply_stylesheet(reader.archive, reader.wb)
    styles, custom = reader.wb._cell_styles, reader.wb._number_formats
    around = _Around(
        reader.shared_strings, [_format(style.numFmtId, custom) for style in styles],
        reader.wb.epoch,
    )  # fmt: skip
    rels = [(sheet, reader.parser.rels[sheet.id]) for sheet in reader.parser.sheets]
    return [
        _read_sheet(sheet, rel.target, around, archive)
        for sheet, rel in rels
        if rel.Type.endswith("/worksheet")
    ]


def check_archive(raw: bytes) -> None:
    """Refuse what is no workbook, macros and bombs by the list of contents, before unpacking."""
    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Invalid("encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _check_members(archive)
    except Invalid:
        raise
    except Exception as error:
        raise Invalid("not_a_workbook") from error


def _check_members(archive: zipfile.ZipFile) -> None:
    members = archive.infolist()
    names = [member.filename.lower() for member in members]
    if any(Path(name).name == "vbaproject.bin" or "/macrosheets/" in name for name in names):
        raise Invalid("macros")
    if "[content_types].xml" not in names:
        raise Invalid("not_a_workbook")
    total = sum(member.file_size for member in members)
    is_bomb = total > UNPACKED_MB * _MB or len(members) > 5_000 or any(
        member.file_size > max(10 * _MB, _RATIO * max(member.compress_size, 1))
        for member in members
    )  # fmt: skip
    if is_bomb:
        raise Invalid("zip_bomb", f"{total / _MB:.0f}", high=UNPACKED_MB)
    for member in members:
        if member.filename.endswith((".xml", ".rels")):
            with archive.open(member) as opened:
                if _names_entities(opened):
                    raise Invalid("not_a_workbook")


def _names_entities(opened: IO[bytes]) -> bool:
    """Whether a part declares a type of document, in whatever encoding, behind whatever remarks.

    Texts that unpack to gigabytes, or bring other files, are declared there. Raises ExpatError.
    """
    seen: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    while not seen and (some := opened.read(4_096)):
        parser.Parse(some)
    return seen[:1] == [True]


class _Format(NamedTuple):
    """What a number format shows: its kind, and by sign or condition a unit and thousands."""

    kind: str
    sections: tuple[tuple[tuple[str, float] | None, str, int], ...] = ()

    def unit_and_scale(self, number: float) -> tuple[str, int]:
        """Unit and scale of a number: what it is shown with, and divided by."""
        if any(condition for condition, *_ in self.sections):
            fitting = [
                (unit, scale)
                for condition, unit, scale in self.sections
                if condition is None or _COMPARED[condition[0]](number, condition[1])
            ]
            return fitting[0] if fitting else ("", 1)
        place = 0 if number > 0 else 1 if number < 0 else 2
        return self.sections[place if place < len(self.sections) else 0][1:]


def _format(number: int, custom: list[str]) -> _Format:
    """A number format: one of Excel's own, or else one of the workbook's."""
    if number < BUILTIN_FORMATS_MAX_SIZE:
        text = BUILTIN_FORMATS.get(number, "")
    else:
        text = custom[number - BUILTIN_FORMATS_MAX_SIZE]
    sections = []
    for section in (match[1] for match in _SECTION.finditer(text) if match[1]):
        unit = "".join("".join(filter(None, m.groups())) for m in _SHOWN.finditer(section))
        unit = unit.strip(" ()[]")
        condition = _CONDITION.search(section)
        places = _THOUSANDS.search(_LITERAL.sub(" ", section))
        sections.append((
            (condition[1], float(condition[2])) if condition else None,
            "" if _NOTHING.fullmatch(unit) else unit,
            1000 ** len(places[1]) if places else 1,
        ))  # fmt: skip
    is_plain = all(section == (None, "", 1) for section in sections)
    return _Format(_format_kind(text), () if is_plain else tuple(sections))


def _format_kind(text: str) -> str:
    """What a format shows: ``time``, ``day``, ``elapsed``, ``percent``, the zeros of a code."""
    if re.fullmatch("00+", text):  # how many digits a code has at least
        return text
    # What is shown of numbers above zero; those below it have a part of their own.
    bare = _LITERAL.sub("", text.lower()).partition(";")[0]
    for sign, kind in (("%", "percent"), (r"\[", "elapsed"), ("[hs]", "time"), ("[dmy]", "day")):
        if re.search(sign, bare):
            return kind
    return ""


class _Around(NamedTuple):
    """What the cells of a workbook share: its texts, what each style shows, its day 0."""

    texts: Sequence[str]
    formats: Sequence[_Format]
    epoch: datetime


def _read_sheet(sheet: ChildSheet, path: str, around: _Around, archive: zipfile.ZipFile) -> Sheet:
    reader = _Reader(around)
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    # No report declares entities; whoever does wants the reader to burst.
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(path.lstrip("/")) as opened:
        parser.ParseFile(opened)
    counts = {"formulas": reader.formulas, "hidden_rows": reader.hidden}
    notes = [Issue(code, found=str(count)) for code, count in counts.items() if count]
    is_hidden = sheet.state != "visible"
    return Sheet(sheet.name, reader.rows, notes=notes, is_hidden=is_hidden, epoch=around.epoch)


def _refuse_doctype(*_: object) -> None:
    raise ValueError("the XML declares a document type")


class _Reader:
    """Handlers of the XML parser: gather the rows that hold anything, with their number."""

    def __init__(self, around: _Around) -> None:
        self.rows: list[tuple[int, Row]] = []
        self.formulas = self.hidden = 0
        self._texts, self._formats, self._epoch = around
        self._row: list[Cell | None] = []
        self._number = self._column = 0
        self._kind = self._style = ""
        self._has_formula = False
        self._parts: list[str] | None = None
        self._content: str | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        if name == "c":
            place = attributes.get("r", "")
            letters = place.rstrip("0123456789")
            self._column = column_index_from_string(letters) - 1 if place else self._column + 1
            self._kind, self._style = attributes.get("t", "n"), attributes.get("s", "0")
            self._has_formula, self._content = False, None
        elif name in ("v", "t"):
            self._parts = []
        elif name == "row":
            self._number = int(attributes.get("r", self._number + 1))
            self._row, self._column = [], -1
            self.hidden += attributes.get("hidden") in ("1", "true")
        elif name == "f":
            self._has_formula = True
            self.formulas += 1
        elif name == "rPh":  # how a text is pronounced is no part of it
            self._kind = "skip"

    def text(self, data: str) -> None:
        """Characters within an element."""
        if self._parts is not None:
            self._parts.append(data)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if name in ("v", "t") and self._parts is not None:
            if self._kind != "skip":
                self._content = (self._content or "") + "".join(self._parts)
            self._parts = None
        elif name == "rPh":
            self._kind = "inlineStr"
        elif name == "c":
            value = self._value()
            if value is not None and self._column < MOST_COLUMNS:
                self._row += [None] * (self._column - len(self._row))
                self._row.append(value)
        elif name == "row" and any(cell is not None for cell in self._row):
            self.rows.append((self._number, tuple(self._row)))
            check_row_count(len(self.rows))

    def _value(self) -> Cell | None:
        content = self._content
        if not content:
            return NoValue() if self._has_formula and self._kind != "str" else None
        if self._kind == "n":
            return self._number_value(content)
        if self._kind == "s":
            return _text(self._texts[int(content)])
        if self._kind == "b":
            return "ja" if content == "1" else "nein"
        if self._kind == "d":
            return _iso(content.strip())
        return _text(content)

    def _number_value(self, content: str) -> Cell:
        try:
            number: int | float = int(content) if content.isdecimal() else float(content)
            return self._formatted(number)
        except (ValueError, OverflowError):
            return content  # no number that there is: whoever reads the column names it

    def _formatted(self, number: int | float) -> Cell:
        """A number as its format means it."""
        style = int(self._style)
        number_format = self._formats[style] if style < len(self._formats) else _Format("")
        format_kind = number_format.kind
        if not format_kind:
            display = number_format.unit_and_scale(number) if number_format.sections else ("", 1)
            plain = int(number) if number == int(number) and abs(number) < 1e15 else number
            return plain if display == ("", 1) else Measured(number, *display)
        if format_kind.startswith("0"):
            whole = f"{int(number):0{len(format_kind)}d}"
            is_code = number == int(number) >= 0 and len(whole) == len(format_kind)
            return whole if is_code else number
        if format_kind == "percent":
            return Measured(round(number * 100, 6), "%")
        if format_kind == "elapsed":
            return timedelta(seconds=round(number * 86_400))
        if number < 0:
            return number
        moment: Cell = from_excel(number, self._epoch)
        is_whole_day = format_kind == "day" and isinstance(moment, datetime)
        return moment.date() if is_whole_day else moment  # type: ignore[union-attr]


def _text(content: str) -> str | None:
    """A text with its escaped characters as they are meant."""
    if "_x" in content:
        content = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), content)
        # Two of them may be one sign; half of one is none.
        content = content.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return content.strip() or None


def _iso(content: str) -> Cell:
    """A cell that says its day, moment or time as text; what says its zone stays a text."""
    try:
        if "T" not in content:
            return (time if ":" in content else date).fromisoformat(content)
        moment = datetime.fromisoformat(content)
    except ValueError:
        return content
    return moment if moment.tzinfo is None else moment.isoformat()
