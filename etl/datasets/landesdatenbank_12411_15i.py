"""Inhabitants and area of NRW and its Kreise on a reference day, as officially updated.

Each census starts it anew, so that the table names the census it rests on. Unconfirmed: that the
download serves this code (public code has read 12411-10i by it, inhabitants by age and sex).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import pandas as pd

from etl.readers.landesdatenbank import claims, client, table
from etl.schema import Rhythm, Title

DATASET = client.dataset(
    table="12411-15i",
    title=Title(
        "Katasterfläche, Bevölkerung und Bevölkerungsdichte: Gemeinden, Stichtag",
        "Cadastral area, population and population density: municipalities, reference date",
    ),
    cadence="yearly, in the summer after the reference day",
    rhythm=Rhythm("year", 243, 30),
    rows=(50, 5000),
)
_PEOPLE, _AREA = "Bevölkerungsstand", "Bodenfläche"
_UNITS = {_PEOPLE: "Anzahl", _AREA: "qkm"}
#: The statistic that a measure comes from, which stands above it.
_SURVEYS = {
    _PEOPLE: re.compile("Fortschreibung des Bevölkerungsstandes"),
    _AREA: re.compile("Flächenerhebung(?: nach Art der tatsächlichen Nutzung)?"),
}
#: The density beside them follows from both.
_MEASURE = re.compile(rf"({_PEOPLE}|{_AREA}|Bevölkerungsdichte)(?: in qkm| \((.+?)\)(?: in qkm)?)?")

fetch = partial(client.fetch, table=DATASET.table)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts. Raises ValueError."""
    lines = _lines(parts)
    people = claims.claims(
        lines,
        indicator="population",
        unit="inhabitants",
        qualifier="exact",
        note_de=lines["base"].map(lambda base: f"Grundlage laut Tabelle: „{base}“.", "ignore"),
        note_en=lines["base"].map(
            lambda base: f"Its base in the table’s words: “{base}”.", "ignore"
        ),
    )
    area = claims.claims(_lines(parts, _AREA), indicator="area", unit="km2", qualifier="exact")
    return pd.concat([people, area], ignore_index=True)


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Kreise that lack in a download, and Kreise that do not add up to the Land."""
    return claims.inconsistencies(_lines(parts), 0, is_whole=client.is_whole(parts, DATASET))


def _lines(parts: Mapping[str, bytes], key: str = _PEOPLE) -> pd.DataFrame:
    """Lines with one measure, and ``base``: the census that its header names, if it does."""
    frames = []
    for _, raw in sorted(parts.items()):
        read = table.read(raw, DATASET.table)
        matches = {column: _MEASURE.fullmatch(measure.labels[-1] if measure.labels else "")
                   for column, measure in read.measures.items()}  # fmt: skip
        ours = [column for column, match in matches.items() if match and match[1] == key]
        if len(ours) != 1 or None in matches.values() or read.measures[ours[0]].unit != _UNITS[key]:
            raise read.unexpected("one Bevölkerungsstand (Anzahl), area (qkm) and density")
        if not _SURVEYS[key].fullmatch(read.measures[ours[0]].labels[0]):
            raise read.unexpected(f"{key} under {_SURVEYS[key].pattern}")
        match = matches[ours[0]]
        frames.append(read.figures(ours[0]).assign(base=match[2] if match else None))
    return pd.concat(frames, ignore_index=True)
