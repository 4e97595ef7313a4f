"""Which rows below a header are entries: totals, notes and empty rows are left out, and said.

A row that has all that an entry needs is a total only where no entry could have the word: in the
column of days or of train numbers. A ship may be called "Total" or "Max Planck": where the figures
of such a row add up those above it, it is a total all the same; where they do not, and nothing says
that it is a ship, nobody can tell, and it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache, partial

from etl.inbox.header import Header
from etl.inbox.issues import Issue
from etl.inbox.read import Cell, NoValue, Row
from etl.inbox.schema import fields

#: What could be a ship's name though it has a word of totals; the first group says that it is one.
_NAME = re.compile(
    r"((?:[GTC]?MS|MTS|MV|SL)[ .:]+)?(?:summen?|summa|suma|somm?e?|sums?|gesamt|ges|totale?s?"
    r"|saldo|count|average|mean|median|mittel|max|min)",
    re.IGNORECASE,
)
#: Words of a total that begin names as well: Max Planck.
_FORENAME = re.compile(r"(?:max|min|count) \w", re.IGNORECASE)
_TOTAL = re.compile(
    r"(.{0,30}(?<!\w))?(\w*summen?|\w*summiert|suma|summa|summary|som|somme|razem|sums?|\w*gesamt\w*"
    r"|ges\.|zusammen|\w*totale?s?|\w*totaal|[ym]td|all\w{0,2} (\w+ )?(schiffe|anläufe|züge|zügen"
    r"|ships|vessels|calls|trains)|\d+ (schiffe?|anläufe?|zug|züge|ships?|vessels?|calls?|trains?)"
    r"|(sub|grand|monthly|yearly)[- ]?totals?|\w*ergebnis|übertrag|saldo|overall|kumul\w+"
    r"|cumul\w*|(brought|carried) forward|durchschnitt\w*|mittel(wert)?|average|mean|median"
    r"|avg\.?|anzahl|count|maximum|minimum|max\.?|min\.?|[Σ∑Øø⌀]|合计|总计|小计|总数)(?!\w).{0,40}",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[-+−\d.,\s%]+(t|kg|TEU)?")
#: Required texts that tell a thing that is counted, and whether by a name.
_COUNTED = {"train_number": False, "vessel": True}

Figures = Mapping[int, Decimal]


def entries(header: Header, body: list[tuple[int, Row]], notes: list[Issue], errors: list[Issue],
            figures: Callable[[Row], Figures]) -> Iterator[tuple[int, Row]]:  # fmt: skip
    """The rows below a header that are entries; what is left out is noted, or refused.

    ``figures``: place → figure of the number cells of a row.
    """
    known = fields(header.kind)
    required = [place for place, one in header.columns.items() if known[one.field].required]
    telling = [place for place in required
               if (one := known[header.columns[place].field]).type != "text"
               or one.name in _COUNTED]  # fmt: skip
    last = max((n for n, row in body if _has_all(row, required)), default=header.last_row)
    heads = [_texts(row) for number, row in header.sheet.rows
             if header.first_row <= number <= header.last_row]  # fmt: skip
    above: list[Row] = []
    for number, row in body:
        has_all = _has_all(row, required)
        is_below = number > last
        if has_all:
            adds_up = partial(_adds_up, row, above, figures)
            totals = {place: _is_total(row[place], header.columns[place].field, adds_up)
                      for place in telling}  # fmt: skip
            is_total = True in totals.values()
            if not is_total and (unclear := [place for place in totals if totals[place] is None]):
                column = header.columns[unclear[0]].field
                errors.append(Issue("ship_or_total", number, column, str(row[unclear[0]])))
                continue
        else:
            is_total = _is_bare_total(row, required) or (is_below and not _words(row))
        if has_all and not is_total:
            # Some programs repeat the header on every page.
            if _texts(row) not in heads:
                above.append(row)
                yield number, row
            continue
        filled = [place for place, cell in enumerate(row) if cell is not None]
        text = " | ".join(str(row[place]) for place in filled)[:80]
        if is_total:
            notes.append(Issue("skipped_total", row=number, found=text))
        elif is_below and len(filled) == 1:
            notes.append(Issue("skipped_note", row=number, found=text))
        elif any(place in header.columns for place in filled):
            yield number, row
    # Rows that are not there in the sheet as it was read.
    if body and (empty := body[-1][0] - header.last_row - len(body)) > 0:
        notes.append(Issue("skipped_empty", found=str(empty)))


def _has_all(row: Row, required: list[int]) -> bool:
    """Whether a row has what an entry needs, whatever is wrong with it, and one cell more."""
    has_required = all(place < len(row) and row[place] is not None for place in required)
    return has_required and sum(cell is not None for cell in row) > 1


def _is_total(cell: Cell | None, field: str, adds_up: Callable[[], bool]) -> bool | None:
    """Whether a cell makes a total of a row that has all that an entry needs; None: nobody knows.

    What is said to be a ship's is one, and so is a forename with a name.
    """
    if not isinstance(cell, str) or not _says_total(cell):
        return False
    if not _COUNTED.get(field):
        return True
    name = _NAME.fullmatch(cell)
    if _FORENAME.match(cell) or (name and name[1]):
        return False
    return name is None or adds_up() or None


def _is_bare_total(row: Row, required: list[int]) -> bool:
    """Whether a row that lacks what an entry needs is a total."""
    words = _words(row)
    first = next((place for place, cell in enumerate(row) if cell is not None), None)
    return any(
        _says_total(text) and (place in (first, *required) or len(words) == 1)
        for place, text in words.items()
    )


@lru_cache(maxsize=50_000)
def _says_total(text: str) -> bool:
    return _TOTAL.fullmatch(text) is not None


def _adds_up(row: Row, above: list[Row], figures: Callable[[Row], Figures]) -> bool:
    """Whether the figures of a row are the sums of those above it: of all, or of one sort."""
    own = figures(row)
    sorts = [above]
    for place, cell in enumerate(row):
        if isinstance(cell, str) and place not in own:
            sorts.append([one for one in above if place < len(one) and one[place] == cell])
    for rows in sorts if own else ():
        read = [figures(one) for one in rows]
        if read and all(sum(one.get(p, Decimal(0)) for one in read) == own[p] for p in own):
            return True
    return False


def _texts(row: Row) -> list[str]:
    return [cell for cell in row if isinstance(cell, str) and not isinstance(cell, NoValue)]


def _words(row: Row) -> dict[int, str]:
    """Place → text of the cells that are more than figures."""
    return {
        place: cell
        for place, cell in enumerate(row)
        if isinstance(cell, str) and not isinstance(cell, NoValue) and not _FIGURE.fullmatch(cell)
    }
