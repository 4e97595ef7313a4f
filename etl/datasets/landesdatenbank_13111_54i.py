"""Employees subject to social insurance at their place of work, by industry: NRW and its Kreise.

The table names its regions and has no key (AGS) beside them; its unit stands in a title. The state
of 15 January 2026 on the end of 2024 says "Datenabruf Juli 2024" in a footnote, a mistake of the
office: the day in each line counts, and claims on a day after that footnote say so. Unconfirmed:
that the download serves this code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

import pandas as pd

from etl.readers.claims.industries import WZ2008, code_of
from etl.readers.genesis import webcsv
from etl.readers.genesis.ffcsv import numbers
from etl.readers.landesdatenbank import claims, client
from etl.schema import Rhythm, Title

DATASET = client.dataset(
    table="13111-54i",
    title=Title(
        "Sozialversicherungspflichtig Beschäftigte (Arbeitsort) nach Wirtschaftsabschnitten: "
        "Kreise, Stichtag",
        "Employees subject to social insurance (place of work) by section of industry: "
        "districts, reference date",
    ),
    cadence="yearly, about a year after the reference day",
    rhythm=Rhythm("year", 365, 60),
    rows=(150, 20_000),
)
_HEAD = ["", "", "", "", "Insgesamt"]
_UNIT = "(Anzahl)"
#: The year in which its office retrieved the figures; those of a year are never there within it.
_RETRIEVED = re.compile(r"Datenabruf \w+ (\d{4})")
_ODD_DE = "Die Fußnote der Tabelle nennt als Abruf ein Datum vor dem Stichtag: ein Fehler des Amts."
_ODD_EN = "The table’s footnote dates the retrieval before the reference day: the office’s mistake."
_COLUMNS = ["time", "name", "key", "label", "printed"]

fetch = partial(client.fetch, table=DATASET.table)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims of all parts: a figure for each industry, and for all together. Raises ValueError."""
    lines = _lines(parts)
    codes = lines["key"].map(code_of)
    return claims.claims(
        lines,
        indicator="employees_at_workplace",
        unit="employees",
        qualifier="exact",
        product=codes,
        product_scheme=codes.map(WZ2008, "ignore"),
        basis="place_of_work",
        note_de=lines["is_odd"].map({True: _ODD_DE}),
        note_en=lines["is_odd"].map({True: _ODD_EN}),
    )


def inconsistencies(parts: Mapping[str, bytes]) -> list[str]:
    """Kreise that lack in a download, and Kreise that do not add up to the Land."""
    return claims.inconsistencies(_lines(parts), 0, is_whole=client.is_whole(parts, DATASET))


def _lines(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Lines with all employees, of the Land and its Kreise."""
    frames = []
    for _, raw in sorted(parts.items()):
        if (code := webcsv.table_of(raw)) != DATASET.table:
            raise ValueError(f"its first line names {code or 'no table'!r}")
        rows, notes = webcsv.split(raw)
        heads = [number for number, row in enumerate(rows) if row[: len(_HEAD)] == _HEAD]
        if len(heads) != 1 or _UNIT not in " ".join(row[0] for row in rows[: heads[0]]):
            raise ValueError(f"no header with four columns without label and {_HEAD[-1]} {_UNIT}")
        width = len(rows[heads[0]])
        for number, row in enumerate(rows[heads[0] + 1 :], heads[0] + 2):
            if len(row) != width:
                raise ValueError(f"line {number} has {len(row)} cells; expected {width}")
        body = [row[: len(_COLUMNS)] for row in rows[heads[0] + 1 :]]
        frame = pd.DataFrame(body, columns=_COLUMNS, dtype="str")
        retrieved = _RETRIEVED.search(notes)
        frames.append(frame.assign(is_odd=frame["time"].str[-4:] >= retrieved[1] if retrieved
                                   else False))  # fmt: skip
    lines = pd.concat(frames, ignore_index=True)
    lines[_COLUMNS] = lines[_COLUMNS].apply(lambda column: column.str.strip())
    lines["ags"] = claims.keys_of(lines["name"])
    lines = lines[lines["ags"].notna()].reset_index(drop=True)
    return lines.assign(number=numbers(lines["printed"]))
