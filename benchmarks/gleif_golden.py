"""How long a golden copy of GLEIF takes, from the three archives to our few hundred rows.

    python -m benchmarks.gleif_golden [entities]

Files in the true layout are generated (3 million entities unless told else, 338 columns each, as
many as in the true one) and packed; then a child reads them. It may take 90 s and one gigabyte.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable
from pathlib import Path

from etl.readers.gleif import answers, golden_copy
from etl.readers.gleif.shape import EDGE_FIELDS, ENTITY_FIELDS, EXCEPTION_FIELDS

ENTITIES, COLUMNS = 3_000_000, 338
_MOST_S, _MOST_MB = 90, 1000
_COUNTRIES = ("US", "GB", "FR", "IT", "IN", "NL", "ES", "LU", "SE", "DK", "CN", "HK", "KY", "VG")
_STAMP = "20261127-0000"
_AT_ONCE = 20_000
_DAY = "2026-01-10T00:00:00Z"


def lei(number: int) -> str:
    """An identifier by number, with its check digits."""
    stem = f"MADE00{number:012}"
    return f"{stem}{98 - int(''.join(str(int(c, 36)) for c in stem + '00')) % 97:02}"


def generate(folder: Path, entities: int) -> dict[str, Path]:
    """The three archives: every fifth entity has a parent, every fourteenth sits in Germany."""
    rng = random.Random(25)  # noqa: S311 - no secret
    tops, holdings = max(1, entities // 100), max(1, entities // 50)
    names = list(dict.fromkeys(golden for golden, _ in ENTITY_FIELDS.values()))
    empty = [f"Entity.OtherAddresses.OtherAddress.{number}.AdditionalAddressLine"
             for number in range(COLUMNS - len(names))]  # fmt: skip
    rest = ',""' * len(empty) + "\n"

    def entity(number: int) -> str:
        country = "DE" if number % 14 == 0 else rng.choice(_COUNTRIES)
        region = ("DE-NW" if number % 5 == 0 else "DE-BY") if country == "DE" else ""
        values = {
            "LEI": lei(number), "Entity.LegalName": f"Gesellschaft Nr. {rng.randrange(10**9)} AG",
            "Registration.InitialRegistrationDate": _DAY, "Registration.LastUpdateDate": _DAY,
            "Entity.EntityStatus": "ACTIVE", "Registration.RegistrationStatus": "ISSUED",
            "Entity.RegistrationAuthority.RegistrationAuthorityEntityID": f"HRB {number}",
        }  # fmt: skip
        for at in ("Entity.LegalAddress", "Entity.HeadquartersAddress"):
            values |= {f"{at}.Country": country, f"{at}.Region": region, f"{at}.City": "Stadt",
                       f"{at}.PostalCode": "47051"}  # fmt: skip
        return '"' + '","'.join(values.get(name, "") for name in names) + '"' + rest

    def edges(number: int) -> str:
        holding = tops + rng.randrange(holdings)
        pairs = ((number, holding, "DIRECT"), (number, holding % tops, "ULTIMATE"),
                 (holding, holding % tops, "DIRECT"))  # fmt: skip
        return "".join(
            f'"{lei(child)}","{lei(parent)}","IS_{kind}LY_CONSOLIDATED_BY","ACTIVE","PUBLISHED",'
            f'"{_DAY}","FULLY_CORROBORATED","{_DAY}","","RELATIONSHIP_PERIOD"\n'
            for child, parent, kind in pairs
        )

    def exceptions(number: int) -> str:
        return "".join(f'"{lei(number)}","{kind}_ACCOUNTING_CONSOLIDATION_PARENT",'
                       '"NATURAL_PERSONS"\n' for kind in ("DIRECT", "ULTIMATE"))  # fmt: skip

    period = [f"Relationship.Period.1.{name}" for name in ("startDate", "endDate", "periodType")]
    edge_names = [golden for golden, _ in EDGE_FIELDS.values()]
    reasons = [golden for golden, _ in EXCEPTION_FIELDS.values()]
    every, fifth = range(entities), range(tops + holdings, entities, 5)
    return {
        "lei2": _packed(folder, "lei2", [*names, *empty], map(entity, every)),
        "rr": _packed(folder, "rr", [*edge_names, *period], map(edges, fifth)),
        "repex": _packed(folder, "repex", reasons, map(exceptions, every)),
    }


def _packed(folder: Path, kind: str, names: Iterable[str], lines: Iterable[str]) -> Path:
    file = folder / f"{_STAMP}-gleif-goldencopy-{kind}-golden-copy.csv.zip"
    with (zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
          packed.open(file.stem, "w", force_zip64=True) as out):  # fmt: skip
        out.write(",".join(names).encode() + b"\n")
        some: list[str] = []
        for line in lines:
            some.append(line)
            if len(some) == _AT_ONCE:
                out.write("".join(some).encode())
                some.clear()
        out.write("".join(some).encode())
    return file


def _read(folder: Path) -> int:
    """Read the files of a folder as an update does, and say how long that took."""
    begun = time.perf_counter()
    files = {golden_copy.kind_of(file.name): file for file in folder.glob("*.zip")}
    parts = golden_copy.cut(files)
    cut_s = time.perf_counter() - begun
    entities, edges = answers.entities(parts), answers.relationships(parts)
    seconds = time.perf_counter() - begun
    used = resource.getrusage(resource.RUSAGE_SELF)
    peak, cpu_s = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime
    print(f"{seconds:.1f} s ({cut_s:.1f} s to cut; {cpu_s:.0f} s of both cores), {peak:.0f} MB, "
          f"{len(entities):,} entities, {len(edges):,} relationships kept")  # fmt: skip
    return int(seconds > _MOST_S or peak > _MOST_MB or entities.empty)


def main(entities: int) -> int:
    """Generate, then measure a child; 1 when it is slower or needs more than it may."""
    with tempfile.TemporaryDirectory() as place:
        files = generate(Path(place), entities)
        sizes = ", ".join(f"{kind} {file.stat().st_size / 1e6:.0f} MB" for kind, file
                          in files.items())  # fmt: skip
        with zipfile.ZipFile(files["lei2"]) as packed:
            unpacked = packed.infolist()[0].file_size
        print(f"{entities:,} entities: {sizes} packed; lei2 {unpacked / 1e9:.1f} GB unpacked",
              flush=True)  # fmt: skip
        command = [sys.executable, "-m", "benchmarks.gleif_golden", "--read", place]
        return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        sys.exit(_read(Path(sys.argv[2])))
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else ENTITIES))
