"""What stands behind an item as a file of rows: what its answers said, the claims behind them."""

from __future__ import annotations

from data import export
from i18n import Locale
from i18n.locale import VOCABULARIES
from reports.item import Item, Rows


def csv(item: Item) -> bytes:
    """One CSV for all of an item, as people read it: every stored digit, words as heads.

    Its first columns say which answer a line belongs to, and whether it is a row of it or a claim.
    """
    locale = Locale(item.lang)
    row, claim = locale("documents.attached.row"), locale("documents.attached.claim")
    blocks = [
        (answer.question, kind, rows)
        for answer in item.answers
        for kind, rows in ((row, answer.words), (claim, _in_words(answer.claims, locale)))
    ]
    heads = list(dict.fromkeys(head for *_, rows in blocks for head in rows.columns))
    first = (locale("documents.attached.question"), locale("documents.attached.kind"))
    lines = []
    for question, kind, rows in blocks:
        for cells in rows.rows:
            by_head = dict(zip(rows.columns, cells, strict=True))
            lines.append((question, kind, *(by_head.get(head) for head in heads)))
    return export.csv_of((*first, *heads), lines, german=locale.lang == "de")


def _in_words(rows: Rows, locale: Locale) -> Rows:
    """Rows with words for heads and codes."""
    heads = export.heads_of(rows.columns, locale)
    kinds = [VOCABULARIES.get(name, "") for name in rows.columns]
    words = tuple(
        tuple(
            export.word_of(cell, kind, locale) if kind else cell
            for cell, kind in zip(row, kinds, strict=True)
        )
        for row in rows.rows
    )
    return Rows(tuple(heads[name] for name in rows.columns), words)


def name(item: Item, number: int) -> str:
    """What the file of the item of that number (from 1) is called."""
    return f"{number:02d}-{item.name}.csv"
