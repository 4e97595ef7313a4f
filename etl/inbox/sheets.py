"""Which sheets of a file are the report: all visible ones that fit one kind, or none of them.

No file is read by half: what looks like more of the table and does not fit stands against it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date, time

from etl.inbox.dates import from_serial, parse_day
from etl.inbox.header import Header, best_header, read_preamble
from etl.inbox.issues import Invalid, Issue
from etl.inbox.read import Cell, Sheet
from etl.inbox.schema import FORMS, fields, normalized, spellings

#: Sheets that our templates carry beside the table.
_EXTRA_SHEETS = ("Hilfe", "Help", "Listen", "Lists")


def find_headers(sheets: list[Sheet], kind: str) -> list[Header]:
    """The headers of all visible sheets that fit one kind of report, of this one if it is named.

    What else there is is noted, or stands against it. Raises Invalid when nothing fits.
    """
    if not any(sheet.rows or sheet.broken for sheet in sheets):
        raise Invalid("no_table")
    headers = [_best_of_kinds(sheet, kind) for sheet in sheets if sheet.rows or sheet.broken]
    if sheets[0].delimiter:  # readings of one text: what fits best is meant
        headers = [min(headers, key=_fit)]
        broken = [sheet.broken for sheet in sheets if sheet.broken]
        if headers[0].sheet.broken or (not headers[0].columns and broken):
            raise Invalid.from_issue(headers[0].sheet.broken or broken[0])
    hidden = [one for one in headers if one.sheet.is_hidden]
    visible = [one for one in headers if not one.sheet.is_hidden]
    fitting = [one for one in visible if one.fits]
    # A form that nobody filled in stands for nothing.
    fitting = [one for one in fitting if one.has_rows] or fitting[:1]
    if not any(kind in (one.kind, "auto") for one in fitting):
        return [_nearest(visible, hidden, kind)]
    if len({one.kind for one in fitting}) > 1:
        raise Invalid("mixed_kinds", ", ".join(one.sheet.name for one in fitting))
    first = fitting[0]
    names = ", ".join(one.sheet.name for one in fitting)
    others = [one for one in visible if not one.fits and one.sheet.name not in _EXTRA_SHEETS]
    if tables := [one.sheet.name for one in others if _is_like(one, fitting)]:
        first.errors.append(Issue("sheet_unread", found=", ".join(tables), expected=names))
    elif others:
        other_names = ", ".join(one.sheet.name for one in others)
        first.notes.append(Issue("other_sheets", found=names, expected=other_names))
    if unseen := [one.sheet.name for one in hidden
                  if one.fits or one.sheet.name not in _EXTRA_SHEETS]:  # fmt: skip
        first.notes.append(Issue("hidden_sheets", found=", ".join(unseen)))
    for one in fitting:
        one.preamble = read_preamble(one)
        one.notes += one.sheet.notes
    return fitting


def _fit(header: Header) -> tuple[bool, bool, int, int]:
    """The lowest is the header that the headings fit best."""
    is_broken = header.sheet.broken is not None
    return not header.fits, is_broken, -len(header.columns), len(header.unknown)


def _best_of_kinds(sheet: Sheet, kind: str) -> Header:
    """What the headings of a sheet fit best: the kind that is named, if they fit it at all."""
    if kind != "auto" and (header := best_header(sheet, kind)).fits:
        return header
    return min((best_header(sheet, name) for name in FORMS), key=_fit)


def _nearest(visible: list[Header], hidden: list[Header], kind: str) -> Header:
    """Where no sheet fits: the one that comes near, with what it lacks as an error.

    Raises Invalid when none comes near.
    """
    if hidden_names := [one.sheet.name for one in hidden if one.fits]:
        raise Invalid("only_hidden", ", ".join(hidden_names))
    fits_other = any(one.fits for one in visible)
    if kind != "auto":
        visible = [best_header(one.sheet, kind) for one in visible]
    best = min(visible, key=lambda one: (len(one.missing), -len(one.columns)), default=None)
    if best is None:
        raise Invalid("no_table")
    if kind == "auto" and len(best.columns) < 3:
        raise Invalid("no_kind")
    names = {column.field for column in best.columns.values()}
    lacking = best.missing or [name for name in fields(best.kind) if name not in names][:3]
    lacking_fields = f"@field:{';'.join(lacking)}"
    if fits_other:  # then its rows are no bad rows of this kind
        raise Invalid("no_header", lacking_fields)
    best.errors.append(Issue("no_header", found=lacking_fields))
    best.preamble = read_preamble(best)
    return best


def _is_like(other: Header, fitting: list[Header]) -> bool:
    """Whether a sheet that fits nothing looks like more of those that were read.

    It has half of their headings, or its rows would be entries below one of them.
    """
    for one in fitting:
        known = {column.field for column in one.columns.values()}
        again = best_header(other.sheet, one.kind)
        if len(known & {column.field for column in again.columns.values()}) * 2 >= len(known):
            return True
        types = {
            place: fields(one.kind)[column.field].type for place, column in one.columns.items()
        }
        for _, row in other.sheet.rows:
            are_fitting = [_holds(row[place], kind, other.sheet) for place, kind in types.items()
                           if place < len(row) and row[place] is not None]  # fmt: skip
            if all(are_fitting) and len(are_fitting) * 2 > len(types):
                return True
    return False


def _holds(cell: Cell | None, kind: str, sheet: Sheet) -> bool:
    """Whether a cell is such as a column of this type holds."""
    if kind in ("number", "count"):
        return isinstance(cell, int | float)
    if kind in ("day", "month", "moment", "when"):
        if isinstance(cell, int | float):
            cell = from_serial(cell, sheet.epoch)
        if isinstance(cell, str):
            with suppress(Invalid):
                return bool(parse_day(cell.partition(" ")[0]))
        return isinstance(cell, date | time)
    return kind in ("text", "url", "zone") or normalized(str(cell)) in spellings(kind)
