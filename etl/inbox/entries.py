"""Which rows below a header are entries: totals, notes and empty rows are left out, and said.

A row that has all that an entry needs is a total only where no entry could have the word: in the
column of days or of train numbers. A ship may be called "Total"; where the figures of such a row
add up those above it, it is a total all the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from etl.inbox.header import Header
from etl.inbox.issues import Issue
from etl.inbox.read import NoValue, Row
from etl.inbox.schema import fields

#: Words that are a total and could be a name.
_BARE = re.compile(r"summen?|summa|sums?|gesamt|ges|totale?s?", re.IGNORECASE)
_TOTAL = re.compile(
    r"(.{0,30}(?<!\w))?(\w*summen?|summa|sums?|gesamt\w*|ges\.|insgesamt|zusammen|totale?s?"
    r"|(sub|grand|monthly|yearly)[- ]?totals?|teilergebnis|ergebnis|übertrag|saldo|overall|kumul\w+"
    r"|cumulative|(brought|carried) forward|durchschnitt\w*|mittel(wert)?|average|mean|median"
    r"|avg\.?|anzahl|count|maximum|minimum|max\.?|min\.?|[Σ∑Øø⌀]|合计|总计|小计|总数)(?!\w).{0,40}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+−\d.,\s%]+(t|kg|TEU)?")
#: Required texts that are numbers or names of things that are counted.
_COUNTED = {"train_number": False, "vessel": True}

Figures = Mapping[int, Decimal]


def entries(header: Header, body: list[tuple[int, Row]], notes: list[Issue],
            figures: Callable[[Row], Figures]) -> Iterator[tuple[int, Row]]:  # fmt: skip
    """The rows below a header that are entries; what is left out is noted.

    ``figures``: place → figure of the number cells of a row.
    """
    known = fields(header.kind)
    required = [place for place, one in header.columns.items() if known[one.field].required]
    last = max((n for n, row in body if _has_all(row, required)), default=header.last_row)
    heads = [_texts(row) for number, row in header.sheet.rows
             if header.first_row <= number <= header.last_row]  # fmt: skip
    above: dict[int, Decimal] = {}
    for number, row in body:
        has_all = _has_all(row, required)
        filled = [place for place, cell in enumerate(row) if cell is not None]
        shown = " | ".join(str(row[place]) for place in filled)[:80]
        is_below = number > last
        total = _total(header, row, is_whole=has_all)
        if total == "perhaps":
            own = figures(row)
            total = "yes" if own and all(above.get(p) == own[p] for p in own) else ""
        if total or (is_below and not _words(row)):
            notes.append(Issue("skipped_total", row=number, found=shown))
        elif has_all:
            # Some programs repeat the header on every page.
            if _texts(row) not in heads:
                for place, figure in figures(row).items():
                    above[place] = above.get(place, Decimal(0)) + figure
                yield number, row
        elif is_below and len(filled) == 1:
            notes.append(Issue("skipped_note", row=number, found=shown))
        elif any(place in header.columns for place in filled):
            yield number, row
    # Rows that are not there in the sheet as it was read.
    if body and (empty := body[-1][0] - header.last_row - len(body)) > 0:
        notes.append(Issue("skipped_empty", found=str(empty)))


def _has_all(row: Row, required: list[int]) -> bool:
    """Whether a row has what an entry needs, whatever is wrong with it, and one cell more."""
    has_required = all(place < len(row) and row[place] is not None for place in required)
    return has_required and sum(cell is not None for cell in row) > 1


def _total(header: Header, row: Row, *, is_whole: bool) -> str:
    """Whether a row is a total: ``yes``, ``perhaps`` or nothing."""
    known, words = fields(header.kind), _words(row)
    first = next((place for place, cell in enumerate(row) if cell is not None), None)
    for place, text in words.items():
        if not _TOTAL.fullmatch(text):
            continue
        field = known[header.columns[place].field] if place in header.columns else None
        is_required = field is not None and field.required
        if not is_whole:
            if is_required or len(words) == 1 or place == first:
                return "yes"
        elif field is not None and is_required and (
            field.type != "text" or field.name in _COUNTED
        ):  # fmt: skip
            return "perhaps" if _COUNTED.get(field.name) and _BARE.fullmatch(text) else "yes"
    return ""


def _texts(row: Row) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and not isinstance(cell, NoValue)]


def _words(row: Row) -> dict[int, str]:
    """Place → text of the cells that are more than figures."""
    return {
        place: cell
        for place, cell in enumerate(row)
        if isinstance(cell, str) and not isinstance(cell, NoValue) and not _FIGURE.fullmatch(cell)
    }
