"""The route as a table: each leg and each point, documented or assumed, and who says so."""

from __future__ import annotations

from typing import Any

from charts.table import Table, absent
from data.answer import Answer
from i18n import Words

_COLUMNS = ("part", "route_place", "train", "documented", "publisher", "note")


def legs_and_points(route: Answer, words: Words) -> Table:
    """One row a leg, then one row a point; trains are numbered in the order of their legs."""
    trains = [str(code) for code in route.rows["train"].dropna().unique()]
    rows = tuple(_row(row, route, trains, words) for row in route)
    headers = tuple(words(f"freight.column.{name}") for name in _COLUMNS)
    return Table(headers, rows, (False,) * len(_COLUMNS))


def _row(row: Any, route: Answer, trains: list[str], words: Words) -> tuple[str, ...]:
    where = place(row.from_code, route, words)
    if row.part == "leg":
        where = f"{where} – {place(row.to_code, route, words)}"
    train = absent(row.train)
    number = (
        "" if train is None else words("freight.route.number", number=str(trains.index(train) + 1))
    )
    said = "documented" if row.is_documented else "assumed"
    note = row.note_de if words.lang == "de" else row.note_en
    return (
        words(f"freight.route.{row.part}"),
        where,
        number,
        words(f"freight.route.{said}"),
        publishers(row.source_ids, route),
        str(note or ""),
    )


def publishers(source_ids: Any, answer: Answer) -> str:
    """Names of the publishers of these sources, each once."""
    found = answer.sources[answer.sources["source_id"].isin(list(source_ids))]
    return ", ".join(dict.fromkeys(found["publisher"]))


def place(code: str, answer: Answer, words: Words) -> str:
    """Short name of a place where there is one, else its label."""
    short = f"freight.short.{code}"
    return words(short) if words.has(short) else answer.labels.of("place", code, words.lang)
