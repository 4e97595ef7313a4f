"""What stands behind an item as a file of rows: what its answers said, the claims behind them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from data import export
from i18n import Locale
from reports.item import Item, Rows


def csv(item: Item) -> bytes:
    """One CSV for all of an item, as people read it: every stored digit, words as heads.

    Its first columns say which answer a line belongs to, and whether it is a row of it or a claim.
    """
    locale = Locale(item.lang)
    blocks: list[tuple[str, str, Rows]] = []
    for answer in item.answers:
        claims = pd.DataFrame(answer.claims.rows, columns=list(answer.claims.columns))
        in_words = export.in_words(claims.astype(object), item.lang)
        listed = Rows(tuple(in_words.columns), tuple(in_words.itertuples(index=False, name=None)))
        blocks += [
            (answer.question, locale("documents.attached.row"), answer.words),
            (answer.question, locale("documents.attached.claim"), listed),
        ]
    heads = list(dict.fromkeys(head for *_, rows in blocks for head in rows.columns))
    first = (locale("documents.attached.question"), locale("documents.attached.kind"))
    lines = []
    for question, kind, rows in blocks:
        for row in rows.rows:
            cells: dict[str, Any] = dict(zip(rows.columns, row, strict=True))
            lines.append((question, kind, *(cells.get(head) for head in heads)))
    return export.csv_of((*first, *heads), lines, german=locale.lang == "de")


def name(item: Item, number: int) -> str:
    """What the file of the item of that number (from 1) is called."""
    return f"{number:02d}-{item.name}.csv"
