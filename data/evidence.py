"""Where the evidence of a figure is found: a link that names its claims, or its row of an answer.

The link of a figure holds the short ids of the claims that it rests on and the formula that makes
it of them; language and day are added by whoever follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import md5
from urllib.parse import urlencode

from data.answer import ONLY, Answer, link_text
from i18n.marked import marked

#: Where it is found, relative to the pages.
PATH = "figure"


@lru_cache(maxsize=65536)
def short_id(claim_id: str) -> str:
    """A claim's id as links carry it: formula.short_id says the same in SQL."""
    return md5(claim_id.encode(), usedforsecurity=False).hexdigest()[:12]


def of_claims(claim_ids: Sequence[str] | Sequence[Sequence[str]], formula: str = "") -> str:
    """Address of the evidence of a claim's figure, or of what a formula makes of several.

    Each of several is an id, or a list of ids whose figures are added up first.
    """
    if not claim_ids:
        return ""
    groups = [[one] if isinstance(one, str) else list(one) for one in claim_ids]
    ids = ";".join(",".join(map(short_id, group)) for group in groups)
    return f"{PATH}?claim={ids}" + (f"&by={formula}" if formula not in ("", "of") else "")


def of_figures(first: str, second: str, formula: str) -> str:
    """Address of what a formula makes of two figures, each with an address of its own."""
    sides = {"first": first.partition("?")[2], "second": second.partition("?")[2]}
    return f"{PATH}?{urlencode({'by': formula, **sides})}" if all(sides.values()) else ""


def of_row(row: object, column: str = "value") -> str:
    """Address of the evidence of one figure of an answer's row; empty where none is told.

    What no claim stands behind (a table of many partners, what an operator reports) is found by
    the question that the row answers.
    """
    answer = getattr(row, "answer", None)
    described = answer.columns.get(column) if answer is not None else None
    if described is not None and described.formula:
        groups = [_ids(row, name) for name in described.inputs]
        return of_claims(groups, described.formula) if all(groups) else ""
    own = getattr(row, "claim_id", None)
    if isinstance(own, str) and column in ("value", "value_low", "value_high"):
        return of_claims([own])
    return _of_question(row, answer, column) if answer is not None else ""


def linked(text: str, row: object, column: str = "value") -> str:
    """The text of a figure of an answer's row, leading to its evidence; a sign for none to none."""
    return marked(text, of_row(row, column)) if any(map(str.isdigit, text)) else text


def _ids(row: object, name: str) -> list[str]:
    """The claim ids that a column of a row names, or the one at a place in its list."""
    column, _, place = name.partition("[")
    cell = getattr(row, column, None)
    if isinstance(cell, str):
        return [cell]
    claim_ids = list(map(str, cell)) if cell is not None and hasattr(cell, "__iter__") else []
    return claim_ids[int(place[:-1]) - 1 :][:1] if place else claim_ids


def _of_question(row: object, answer: Answer, column: str) -> str:
    """Address of a figure that is found by question, values and the codes of its row."""
    answer = answer.parent or answer
    if answer.only is None or not (answer.key or len(answer.rows) == 1):
        return ""
    codes = {**answer.only, **{name: getattr(row, name) for name in answer.key}}
    only = {f"{ONLY}{name}": link_text(value) for name, value in codes.items()}
    if None in only.values():
        return ""
    values = {name: ",".join(map(str, value)) if isinstance(value, list) else str(value)
              for name, value in answer.values.items()}  # fmt: skip
    link = {"of": answer.question, "column": column, **values, **only}
    return f"{PATH}?{urlencode(link, safe=',:')}"
