"""Inhabitants of NRW and its Kreise on a reference day, in the official updating of the figures.

Each census starts it anew, so that the table names the census it rests on. Unconfirmed: that the
download serves this code (public code has read 12411-10i by it, inhabitants by age and sex).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.genesis import parts as genesis_parts
from etl.readers.landesdatenbank import claims, client, table

DATASET = client.dataset(
    table="12411-15i",
    title="Katasterfläche, Bevölkerung und Bevölkerungsdichte: Gemeinden, Stichtag",
    cadence="yearly, in the summer after the reference day",
    rows=(50, 5000),
)
_POPULATION = re.compile(r"Bevölkerungsstand(?: \((.+)\))?")
#: Measures that we know and do not take.
_LEFT_OUT = ("Bodenfläche", "Bevölkerungsdichte")


def fetch(session: FetchSession) -> None:
    """Take the whole table."""
    client.fetch(session, DATASET.table)


stated = genesis_parts.stated


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    lines = _lines(parts)
    return claims.claims(
        lines,
        indicator="population",
        unit="inhabitants",
        qualifier="exact",
        note_de=lines["base"].map(lambda base: f"Grundlage laut Tabelle: „{base}“.", "ignore"),
        note_en=lines["base"].map(
            lambda base: f"Its base in the table’s words: “{base}”.", "ignore"
        ),
    )


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Kreise that lack in a download, and Kreise that do not add up to the Land."""
    return claims.inconsistencies(_lines(parts), 0, is_whole=client.is_whole(parts, DATASET))


def _lines(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Lines with the inhabitants, and ``base``: the census they rest on, as the header names it."""
    frames = []
    for _, raw in sorted(parts.items()):
        read = table.read(raw, DATASET.table)
        names = {column: measure.labels[-1] if measure.labels else ""
                 for column, measure in read.measures.items()}  # fmt: skip
        matches = {column: _POPULATION.fullmatch(name) for column, name in names.items()}
        ours = [column for column, match in matches.items() if match]
        strange = [column for column, name in names.items()
                   if column not in ours and not name.startswith(_LEFT_OUT)]  # fmt: skip
        if len(ours) != 1 or strange or read.measures[ours[0]].unit != "Anzahl":
            raise read.unexpected("one Bevölkerungsstand (Anzahl), area and density")
        match = matches[ours[0]]
        frames.append(read.figures(ours[0]).assign(base=match[1] if match else None))
    return pd.concat(frames, ignore_index=True)
