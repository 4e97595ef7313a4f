"""What mutated answers made readers stumble over: each is refused in a sentence of ours."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable

import pandas as pd
import pytest

from etl import datasets
from etl.datasets import ecb_eurofxref, eurostat_ds_045409
from etl.fetch import http, reading
from etl.readers import numerals, widths
from etl.readers.collected import CLAIMS
from etl.readers.eurostat import claims, cube, products
from etl.readers.genesis import parts, webcsv
from tests.faulty.tables import zipped
from tests.worlds import played
from tests.worlds.playback import Asked


def of_world_bank(raw: bytes) -> object:
    table = next(one for one in datasets.fetched() if one.name == "worldbank_sp_pop_totl")
    return reading.read(table, {"a.json": raw})


def rates() -> bytes:
    """What the European Central Bank answers."""
    asked = Asked("data-api.ecb.europa.eu/service/data/EXR/", [], {})
    return played()["ecb_eurofxref"]()(asked).body


def of_another_day(day: bytes) -> object:
    return ecb_eurofxref.parse({"EXR.csv": re.sub(rb"\d{4}-\d\d-\d\d", day, rates(), count=1)})


def garbled() -> bytes:
    """A file packed whole, of which bits turned over."""
    raw = bytearray(gzip.compress(b"REPORTER,PARTNER\n" * 99, mtime=0))
    raw[10:20] = bytes(byte ^ 0xFF for byte in raw[10:20])
    return bytes(raw)


#: One cell; as another dimension names it; of no year.
CELLS = b"freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nA,DE,2024,1,\n"
OTHERS = {"a": CELLS, "b": CELLS.replace(b"geo", b"reporter")}
NO_YEAR = CELLS.replace(b"2024", b"'; drop tabl")


def end_of_directory(raw: bytes) -> bytes:
    """A zip file whose directory is said to begin before the file."""
    place = raw.rindex(b"PK\x05\x06") + 16
    return raw[:place] + b"\xff\xff\xff\x00" + raw[place + 4 :]


@pytest.mark.parametrize("metadata", [b"7", b'{"Object": 7}', b'{"Object": {"Updated": 7}}'])
def test_what_states_no_day_states_none(metadata: bytes) -> None:
    assert parts.stated({"51000-0036_metadata.json": metadata}) is None


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("row 1 is no line of a table", lambda: [*widths.lines("a\rb;c", ";")]),
        ("row 1 is no line of a table", lambda: [*widths.lines('"' + "x" * 200_000, ";")]),
        ("row 2 has more cells", lambda: widths.check("a;b\n1;2;3\n1;2\n", ";")),
        ("line 1, sign 2 is no JSON", lambda: of_world_bank(b"[")),
        ("not as documented", lambda: of_world_bank(b'[{"pages": Infinity}, [1]]')),
        ("it is nested without end", lambda: of_world_bank(b"[" * 200_000)),
        ("it is no utf-8 text", lambda: of_world_bank(b"[\x89")),
        ("broken or cut short", lambda: http.unzip(end_of_directory(zipped({"a": b"x"})))),
        ("broken or cut short", lambda: http.unzip(zipped({"a": b"x"}).replace(b"a", b"\0"))),
        ("is damaged", lambda: products.rows("full_v2_202607.csv.gz", garbled())),
        ("only some of its parts have geo", lambda: claims.read(OTHERS)),
        ("only some of its parts have geo", lambda: eurostat_ds_045409.parse(OTHERS)),
        ("no whole JSON-stat", lambda: cube.labels(b'{"dimension": {"geo": "label"}}')),
        ("'2026-28-18' is no day", lambda: of_another_day(b"2026-28-18")),
        ("'2026-02-30' is no day", lambda: of_another_day(b"2026-02-30")),
        ("neither year, quarter nor month", lambda: claims.periods(claims.read({"a": NO_YEAR}))),
    ],
)
def test_what_is_no_answer_is_refused_in_words(said: str, read: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=said):
        read()


@pytest.mark.parametrize(
    "cell", ["0x10", "1_000", "\uff11", "\u0661", "Infinity", " 7 ", "1,5", ""]
)
def test_a_figure_is_read_only_where_it_is_written_as_one(cell: str) -> None:
    numerals.check(pd.Series(["1", "-2.5", "1.5e+10"], dtype="str"))
    with pytest.raises(ValueError, match="is no number with a decimal point"):
        numerals.check(pd.Series(["1", cell], dtype="str"))


def test_blank_lines_of_a_table_say_nothing() -> None:
    table = "Tabelle: 82711-01i\nKopf;;\n2024;05;1\n__________\nStand: 01.02.2025"
    blank = table.replace("\nKopf", "\n\n\nKopf").replace("\n2024", "\n\n2024")
    assert webcsv.split(blank.encode()) == webcsv.split(table.encode())


def test_no_months_add_up_to_no_year() -> None:
    none = pd.DataFrame(columns=list(CLAIMS.columns), dtype="str")
    assert claims.sums_of_the_year(none, "DS-059331").empty


def test_cells_in_quotes_say_the_same() -> None:
    raw = rates()
    quoted = b"\r\n".join(b'"' + line.replace(b",", b'","') + b'"' for line in raw.splitlines())
    one, other = (ecb_eurofxref.parse({"EXR.csv": each}) for each in (raw, quoted + b"\r\n"))
    assert one.equals(other)
