"""Dimensions whose codes no documentation names: found in what GENESIS says, never guessed.

A table's structure (or its flat file) names each dimension with a code and a label; the one that
is wanted is the only one whose label fits. What does not fit is refused with what was found.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers.genesis import client, ffcsv, webcsv
from etl.readers.genesis.request import Ask

_VALID = re.compile(r"\s*\((?:ab|bis|seit) [^()]*\)")
_CHINA = re.compile("(?:Volksrepublik )?China|China, Volksrepublik")
#: What a flat file holds besides its dimensions and their labels.
_MAX_LISTED = 12


class NoMatch(ValueError):
    """Something wanted that is not there, with what is."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(f"found {found}; expected {expected}")


@dataclass(frozen=True)
class Flat:
    """A flat file: its cells, and its dimensions by code with their labels."""

    cells: pd.DataFrame
    dimensions: Mapping[str, str]


def flat(raw: bytes) -> Flat:
    """A flat file of an answer. Raises ValueError, also for the CSV of the web page."""
    if webcsv.table_of(raw):
        raise ValueError("it is the CSV of the web page, whose columns are not documented for this "
                         "table; download it as a flat file (ffcsv)")  # fmt: skip
    return Flat(ffcsv.cells(raw), ffcsv.dimensions(raw))


def structure(metadata: Mapping[str, Any]) -> dict[str, str]:
    """Everything that a table's metadata name in its structure: code → label."""
    return dict(_walk(metadata.get("Structure")))


def _walk(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, dict):
        if isinstance(node.get("Code"), str):
            yield node["Code"], " ".join(str(node.get("Content", "")).split())
        for child in node.values():
            yield from _walk(child)


def find_dimension(dimensions: Mapping[str, str], pattern: str, meaning: str) -> str:
    """The code of the one dimension whose label has one of the words. Raises Lacking."""
    fitting = [code for code, label in dimensions.items()
               if re.search(pattern, label, re.IGNORECASE)]  # fmt: skip
    if len(fitting) != 1:
        listing = "; ".join(f"{code} ({label})" for code, label in dimensions.items())
        expected = f"one dimension of {meaning} (its label with {pattern.replace('|', ' or ')})"
        raise NoMatch(f"the dimensions {listing or 'none'}", expected)
    return fitting[0]


def find_value(labels: Mapping[str, str], fits: Callable[[str], bool], meaning: str) -> str:
    """The code of the one value whose label fits. Raises Lacking."""
    fitting = [code for code, label in labels.items() if fits(label)]
    if len(fitting) != 1:
        like = [label for label in labels.values() if meaning.casefold() in label.casefold()]
        listing = ", ".join(map(repr, (like or list(labels.values()))[:_MAX_LISTED])) or "no value"
        raise NoMatch(f"{listing} among {len(labels)} values", f"{meaning} once")
    return fitting[0]


def with_structure(
    session: FetchSession, table: str, ask: Callable[[dict[str, str]], None]
) -> None:
    """Ask GENESIS of what a table consists, hand it on; what lacks is told with the table.

    Raises Unexpected.
    """
    dimensions = structure(client.metadata(session, table))
    try:
        ask(dimensions)
    except NoMatch as error:
        raise Unexpected(
            f"GENESIS-Online table {table}", error.found, error.expected,
            session.parts[f"{table}_metadata.json"].raw,
            "look at the table on the publisher's site; nothing was changed.",
        ) from error  # fmt: skip


def fetch_with(session: FetchSession, asks: Sequence[Ask], pattern: str, meaning: str) -> None:
    """Ask of what each table consists, and for it where it has the dimension. Raises Failed."""
    for one in asks:

        def ask(dimensions: dict[str, str], one: Ask = one) -> None:
            find_dimension(dimensions, pattern, meaning)
            client.fetch(session, one)

        with_structure(session, one.table, ask)


def is_china(label: str) -> bool:
    """Whether a label names China itself: neither Hong Kong nor Taiwan, nor a group."""
    return bool(_CHINA.fullmatch(_VALID.sub("", label).strip()))


def has_name(name: str) -> Callable[[str], bool]:
    """Whether a label is this name, whatever span of validity follows it."""
    return lambda label: _VALID.sub("", label).strip() == name


def is_total(label: str) -> bool:
    """Whether a label names the whole of its dimension."""
    return bool(re.search("insgesamt", label, re.IGNORECASE))
