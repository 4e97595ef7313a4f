"""How long a monthly file of Comext takes: ours beside unpacking it and reading it, each alone.

    python -m benchmarks.bulk_7z [rows]

A file in the true layout is generated (2 million lines unless told else, of all reporters), packed
and measured in one run: ``py7zr`` unpacking into a folder, then pandas reading the table, against
what we do, from the archive to Germany's cells. Ours may take 1.2 times the sum of both, and one
gigabyte of memory.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
import py7zr

from etl.readers.eurostat import bulk

_REPORTERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
_PARTNERS = "CN HK US GB CH JP KR IN TR BR NO RU UA VN TW MX CA AU ZA TH"
_HEAD = b"REPORTER,PARTNER,PRODUCT,FLOW,TRANSPORT_MODE,PERIOD,VALUE_EUR,QUANTITY_KG\n"
_NAME = "trhs_v2_202607"
_MOST_RATIO, _MOST_MB = 1.2, 1000


def _generate(folder: Path, rows: int) -> Path:
    """A packed table with so many lines, each key once."""
    rng = random.Random(7)  # noqa: S311 - no secret
    pairs = [(one, other) for one in _REPORTERS.split() for other in _PARTNERS.split()]
    each = rows // len(pairs)
    table = folder / "trhs_202607.dat"
    with table.open("wb") as file:
        file.write(_HEAD)
        for reporter, partner in pairs:
            for number in range(each):
                product, rest = divmod(number, 16)
                flow, mode = 1 + rest % 2, "12345789"[rest // 2]
                code = f"{1 + product % 76:02}{product // 76:04}"
                line = f"{reporter},{partner},{code},{flow},{mode},202607," \
                       f"{rng.randrange(10**6)},{rng.randrange(10**5)}\n"  # fmt: skip
                file.write(line.encode())
    packed = folder / f"{_NAME}.7z"
    # The publisher's own settings are not known; the level changes the time of packing alone.
    filters = [{"id": py7zr.FILTER_LZMA2, "preset": 1}]
    with py7zr.SevenZipFile(packed, "w", filters=filters) as archive:
        archive.write(table, table.name)
    table.unlink()
    return packed


def main(rows: int) -> int:
    """Measure and say; 1 when ours is slower or needs more than it may."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        packed = _generate(folder, rows)
        before_mb = _peak_mb()
        start = time.perf_counter()
        raw = packed.read_bytes()
        cells = bulk.cells(f"{_NAME}.csv", bulk.cut(raw))
        ours_s, ours_mb = time.perf_counter() - start, _peak_mb()
        start = time.perf_counter()
        with py7zr.SevenZipFile(packed) as archive:
            archive.extractall(folder)
        unpack_s = time.perf_counter() - start
        start = time.perf_counter()
        table = pd.read_csv(folder / "trhs_202607.dat")
        read_s = time.perf_counter() - start
        size = (folder / "trhs_202607.dat").stat().st_size
    ratio = ours_s / (unpack_s + read_s)
    print(f"{len(table):,} lines, {size / 1e6:.0f} MB, packed {len(raw) / 1e6:.0f} MB")
    print(f"py7zr {unpack_s:.2f} s + read_csv {read_s:.2f} s; ours {ours_s:.2f} s "
          f"({len(cells):,} cells): {ratio:.2f} times, at most {_MOST_RATIO}")  # fmt: skip
    print(f"peak memory {ours_mb:.0f} MB (before {before_mb:.0f} MB), at most {_MOST_MB}")
    return int(ratio > _MOST_RATIO or ours_mb > _MOST_MB)


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000))
