"""Step 2, header: where the table begins and what its columns mean, in one row or several.

The headings of merged cells stand in the first of them; what lies below is joined to them, so that
"Abfahrt" over "geplant | tatsächlich" reads as "Abfahrt geplant" and "Abfahrt tatsächlich".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate

from etl.inbox.dates import parse_day
from etl.inbox.issues import Invalid, Issue
from etl.inbox.read import NoValue, Row, Sheet
from etl.inbox.schema import KINDS, fields, normalized

#: Rows in which the header is looked for: letterheads and notes stand above it.
_SEARCHED_ROWS = 40
_MAX_HEIGHT = 3
_UNIT = re.compile(r"[\(\[]\s*([^()\[\]]{1,12}?)\s*[\)\]]|\bin\s+(\w+)\s*$")
_PARTS = {"day": "datum tag date day", "time": "uhrzeit zeit time um uhr"}
_SUPPLIER = {normalized(t) for t in ("Lieferant", "Absender", "Supplier", "Sender", "Melder")}
_REPORT_DAY = {normalized(t) for t in ("Berichtstag", "Berichtsdatum", "Report date", "Stand")}
_TOTAL = re.compile(
    r"(Summen?|Gesamt(summe)?|Total|Insgesamt|Zwischensumme|Sum|Durchschnitt|Mittelwert|Average"
    r"|Sub-?total|Grand total|Anzahl|Σ)\b.{0,40}|Σ.{0,40}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+−\d.,\s%]+(t|kg|TEU)?")

#: Unit of a field → what may be written for it → by how much it is multiplied.
UNITS: dict[str, dict[str, str]] = {
    "t": {"t": "1", "to": "1", "tonne": "1", "tonnen": "1", "tonnes": "1", "kg": "0.001"},
    "min": {"min": "1", "minuten": "1", "minutes": "1", "h": "60", "std": "60", "stunden": "60"},
    "teu": {"teu": "1"},
    "pct": {"%": "1", "prozent": "1", "percent": "1"},
    "d": {"d": "1", "tage": "1", "tag": "1", "days": "1"},
    "km": {"km": "1"},
}


@dataclass(frozen=True)
class Column:
    """What one column of a sheet means: a field, whole or its day or time, and its unit."""

    field: str
    part: str = ""
    unit: str = ""


@dataclass
class Preamble:
    """What stands above the table: who sends it, for which day, and whether it is generated."""

    supplier: str = ""
    report_day: str | None = None
    is_demo: bool = False


@dataclass
class Header:
    """The rows of a header, and what the columns below it mean.

    ``columns`` and ``unknown``: place in the row → what it means, or its heading.
    """

    kind: str
    sheet: Sheet
    first_row: int = 0
    last_row: int = 0
    columns: dict[int, Column] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    preamble: Preamble = field(default_factory=Preamble)
    errors: list[Issue] = field(default_factory=list)
    notes: list[Issue] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Required fields that have no column."""
        names = {column.field for column in self.columns.values()}
        return [n for n, one in fields(self.kind).items() if one.required and n not in names]

    @property
    def rank(self) -> tuple[int, int, int]:
        """The lowest is the best header of a sheet.

        A higher header must understand more, or it swallows what stands above or below it.
        """
        return len(self.missing), -len(self.columns), self.last_row - self.first_row


def find_header(sheets: list[Sheet], kind: str) -> Header:
    """The header in the sheet, and of the kind if that is ``auto``, that the headings fit best.

    Raises Invalid when none fits.
    """
    kinds = list(KINDS) if kind == "auto" else [kind]
    candidates = [_best_header(sheet, name) for sheet in sheets for name in kinds]
    best = min(candidates, key=lambda h: (len(h.missing) > 0, -len(h.columns), len(h.unknown)))
    if best.missing or len(best.columns) < 2:
        if kind == "auto":
            raise Invalid("no_kind")
        names = {column.field for column in best.columns.values()}
        lacking = best.missing or [name for name in fields(kind) if name not in names][:3]
        raise Invalid("no_header", f"@field:{';'.join(lacking)}")
    others = [s.name for s in sheets if s is not best.sheet and s.name and s.rows]
    best.notes = list(best.sheet.notes)
    if others:
        best.notes.append(Issue("other_sheets", found=best.sheet.name, expected=", ".join(others)))
    best.preamble = _read_preamble(best)
    return best


def _best_header(sheet: Sheet, kind: str) -> Header:
    """The best header for one kind of report; its ``missing`` says what it lacks."""
    rows = sheet.rows[:_SEARCHED_ROWS]
    candidates = (
        _header(sheet, kind, rows[top : top + height])
        for top in range(len(rows))
        for height in range(1, min(_MAX_HEIGHT, len(rows) - top) + 1)
    )
    return min(candidates, key=lambda header: header.rank, default=Header(kind, sheet))


def _header(sheet: Sheet, kind: str, rows: list[tuple[int, Row]]) -> Header:
    header = Header(kind, sheet, rows[0][0], rows[-1][0])
    headings: dict[tuple[str, str], str] = {}
    width = max(len(cells) for _, cells in rows)
    levels = [_texts(cells, width) for _, cells in rows]
    spanned = [*(_carried_on(texts) for texts in levels[:-1]), levels[-1]]
    for place in range(width):
        own = [texts[place] for texts in levels]
        if not any(own):
            continue
        column, heading = _column([texts[place] for texts in spanned], own, kind)
        if column is None:
            header.unknown[place] = heading
        elif previous := headings.get((column.field, column.part)):
            found = f"{previous}, {heading}"
            header.errors.append(Issue("column_twice", header.last_row, column.field, found))
        else:
            headings[column.field, column.part] = heading
            header.columns[place] = column
    return header


def _texts(cells: Row, width: int) -> list[str]:
    texts = [" ".join(cell.split()) if isinstance(cell, str) else "" for cell in cells]
    return texts + [""] * (width - len(texts))


def _carried_on(texts: list[str]) -> list[str]:
    """Headings of merged cells carried on to the columns that they span."""
    carried: Iterator[str] = accumulate(texts, lambda last, text: text or last)
    return list(carried)


def _column(joined: Sequence[str], own: Sequence[str], kind: str) -> tuple[Column | None, str]:
    """What a column means, tried from the most to the least that its heading says."""
    whole = " ".join(text for text in joined if text)
    candidates = [(whole, "")]
    if len(joined) > 1:
        # The lowest heading alone; or the upper one when nothing but a unit stands below it.
        candidates.append(([text for text in own if text][-1], ""))
        lowest = own[-1].strip("()[] ").casefold()
        if not own[-1] or any(lowest in spellings for spellings in UNITS.values()):
            candidates.append((" ".join(text for text in joined[:-1] if text), own[-1]))
    meanings = column_headings(kind)
    for text, unit in candidates:
        meaning = meanings.get(normalized(text)) or meanings.get(normalized(_UNIT.sub("", text)))
        if meaning:
            name, part = meaning
            match = _UNIT.search(text)
            written = unit or ((match[1] or match[2]) if match else "")
            return Column(name, part, written if fields(kind)[name].unit else ""), whole
    return None, whole


@cache
def column_headings(kind: str) -> dict[str, tuple[str, str]]:
    """Every heading that is understood, normalized → field and part."""
    whole: dict[str, tuple[str, str]] = {}
    parts: dict[str, tuple[str, str]] = {}
    for name, one in fields(kind).items():
        for label in (name, *one.labels, *one.aliases):
            whole.setdefault(normalized(label), (name, ""))
            if one.type == "moment":
                for part, words in _PARTS.items():
                    for word in words.split():
                        parts.setdefault(normalized(label + word), (name, part))
                        parts.setdefault(normalized(word + label), (name, part))
    return {**parts, **whole}


def _read_preamble(header: Header) -> Preamble:
    preamble = Preamble()
    for row in (row for number, row in header.sheet.rows if number < header.first_row):
        for place, cell in enumerate(row):
            if not isinstance(cell, str):
                continue
            if normalized(cell).startswith("demonstrationsdaten"):
                preamble.is_demo = True
            label, colon, rest = cell.partition(":")
            next_cell = next((other for other in row[place + 1 :] if other is not None), None)
            value = rest.strip() if colon and rest.strip() else next_cell
            if value is None:
                continue
            if normalized(label) in _SUPPLIER and not preamble.supplier:
                preamble.supplier = " ".join(str(value).split())[:200]
            elif normalized(label) in _REPORT_DAY:
                try:
                    preamble.report_day = parse_day(value).isoformat()
                except Invalid:
                    continue
    return preamble


def entries(header: Header, body: list[tuple[int, Row]],
            notes: list[Issue]) -> Iterator[tuple[int, Row]]:  # fmt: skip
    """The rows below a header that are entries; what is left out is noted."""
    known = fields(header.kind)
    required = [place for place, one in header.columns.items() if known[one.field].required]
    last = max((n for n, row in body if _is_entry(row, required)), default=header.last_row)
    lowest = next(row for number, row in header.sheet.rows if number == header.last_row)
    header_cells = [cell for cell in lowest if isinstance(cell, str)]
    for number, row in body:
        if _is_entry(row, required):
            # Some programs repeat the header on every page.
            if [cell for cell in row if isinstance(cell, str)] != header_cells:
                yield number, row
            continue
        filled = [place for place, cell in enumerate(row) if cell is not None]
        shown = " | ".join(str(row[place]) for place in filled)[:80]
        is_below = number > last
        if _is_total(row) or (is_below and not _words(row)):
            notes.append(Issue("skipped_total", row=number, found=shown))
        elif is_below and len(filled) == 1:
            notes.append(Issue("skipped_note", row=number, found=shown))
        elif any(place in header.columns for place in filled):
            yield number, row
    # Rows that are not there in the sheet as it was read.
    if body and (empty := body[-1][0] - header.last_row - len(body)) > 0:
        notes.append(Issue("skipped_empty", found=str(empty)))


def _is_entry(row: Row, required: list[int]) -> bool:
    """Whether a row is an entry, whatever is wrong with it: its required cells and one more."""
    has_required = all(place < len(row) and row[place] is not None for place in required)
    return has_required and sum(cell is not None for cell in row) > 1 and not _is_total(row)


def _is_total(row: Row) -> bool:
    """A word such as "Summe", and nothing but figures beside it."""
    words = _words(row)
    return len(words) == 1 and _TOTAL.fullmatch(words[0]) is not None


def _words(row: Row) -> list[str]:
    texts = [cell for cell in row if isinstance(cell, str) and not isinstance(cell, NoValue)]
    return [text for text in texts if not _FIGURE.fullmatch(text)]
