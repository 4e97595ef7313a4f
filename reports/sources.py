"""The sources of a Mappe, each once and numbered, and those behind one sentence of a figure."""

from __future__ import annotations

from itertools import groupby
from urllib.parse import parse_qs, urlsplit

from charts.figure import Source
from data.evidence import short_id
from reports.item import Item
from reports.mappe import Mappe


def numbered(mappe: Mappe) -> dict[Source, int]:
    """Each source and its number, from 1, in the order in which the figures name them."""
    named = (source for entry in mappe.entries for source in entry.item.sources)
    return {source: number for number, source in enumerate(dict.fromkeys(named), 1)}


def ranges(numbers: list[int]) -> list[tuple[int, int]]:
    """Numbers as runs from first to last: [1, 2, 3, 7] → (1, 3), (7, 7)."""
    runs = []
    for _, run in groupby(enumerate(sorted(set(numbers))), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        runs.append((members[0], members[-1]))
    return runs


def of_texts(item: Item, *places: str) -> tuple[Source, ...]:
    """The sources of the claims that the numbers of some texts rest on (``Number.place``).

    All sources of the figure where a number rests on none that can be named, or there is none.
    """
    named = [number.address for number in item.numbers if number.place in places]
    of_claim = of_claims(item)
    claims = [claim for address in named for claim in claims_at(address) or ("",)]
    if not claims or any(claim not in of_claim for claim in claims):
        return item.sources
    return tuple(dict.fromkeys(of_claim[claim] for claim in claims))


def claims_at(address: str) -> list[str]:
    """The short ids that the address of a number's evidence names."""
    claims = parse_qs(urlsplit(address).query, separator="&").get("claim", [""])[0]
    return [one for one in claims.replace(",", ";").split(";") if one]


def of_claims(item: Item) -> dict[str, Source]:
    """Short id of a claim → its source in words; empty where the figure names other sources."""
    ids = dict.fromkeys(
        row[answer.sources.columns.index("source_id")]
        for answer in item.answers
        for row in answer.sources.rows
    )
    if len(ids) != len(item.sources):
        return {}
    words = dict(zip(ids, item.sources, strict=True))
    by_claim = {}
    for answer in item.answers:
        claim, source = (answer.claims.columns.index(n) for n in ("claim_id", "source_id"))
        for row in answer.claims.rows:
            if row[source] in words:
                by_claim[short_id(str(row[claim]))] = words[row[source]]
    return by_claim
