"""The note beside the boundary files: what each is, where from, under which licence, what changed.

``note.toml`` is what a page's source line and a reader of the repository go by.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

HEAD = """\
# Boundaries for maps, in degrees (EPSG:4326). Written by tools/boundaries/make.py: change that.
# A map that shows one of these files prints its attribution line.
"""

#: What an input is, whichever files are made from it.
INPUTS: Mapping[str, Mapping[str, str]] = {
    "vg1000": {
        "what": "BKG, Verwaltungsgebiete 1:1 000 000 (VG1000), Kreise",
        "where_from": "PyPI package reegis 0.2.1, wheel member "
        "reegis/data/geometries/vg1000_geodata.geojson; publisher's page: https://gdz.bkg.bund.de",
        "state": "about 2018-01-01 (401 Kreise, newest legal change 2017-07-01; NRW's "
        "units and their codes are unchanged since)",
        "licence": "dl-de/by-2-0",
        "licence_url": "https://www.govdata.de/dl-de/by-2-0",
        "attribution_de": "© GeoBasis-DE / BKG 2018 (Daten verändert), dl-de/by-2-0",
        "attribution_en": "© GeoBasis-DE / BKG 2018 (data changed), dl-de/by-2-0",
    },
    "natural_earth": {
        "what": "Natural Earth 1:110m, Admin 0 countries, version 4.1.0",
        "where_from": "npm package world-atlas 2.0.2, member package/countries-110m.json; "
        "publisher's page: https://www.naturalearthdata.com",
        "state": "2018 (version 4.1.0)",
        "licence": "public domain",
        "licence_url": "https://www.naturalearthdata.com/about/terms-of-use/",
        "attribution_de": "Ländergrenzen: Natural Earth (gemeinfrei), verändert",
        "attribution_en": "Country borders: Natural Earth (public domain), changed",
    },
}

_SIMPLIFIED = (
    "NRW's Kreise simplified together (coverage simplification in EPSG:25832, tolerance 150 m), "
    "rounded to 4 decimals"
)

#: File → (input, what it shows, what we did to it).
FILES: Mapping[str, tuple[str, str, str]] = {
    "kreise.geojson": (
        "vg1000",
        "NRW's 53 Kreise and independent cities; code = AGS, nuts3",
        f"{_SIMPLIFIED}.",
    ),
    "regierungsbezirke.geojson": (
        "vg1000",
        "NRW's 5 Regierungsbezirke; code = first three digits of the AGS",
        f"{_SIMPLIFIED}, dissolved.",
    ),
    "ruhr.geojson": (
        "vg1000",
        "Area of the Regionalverband Ruhr; members as in kreise.csv, column in_rvr",
        f"{_SIMPLIFIED}, dissolved.",
    ),
    "chamber_district.geojson": (
        "vg1000",
        "District of the IHK Mittleres Ruhrgebiet as far as Kreise can show it: extent = whole is "
        "Bochum and Herne; extent = partly is the whole Ennepe-Ruhr-Kreis, of which only Witten "
        "and Hattingen belong. The source has no municipalities, so the district's border inside "
        "that Kreis is missing here: never draw the two areas as one",
        f"{_SIMPLIFIED}, Bochum and Herne dissolved.",
    ),
    "laender.geojson": (
        "vg1000",
        "Germany's 16 Länder; code = ISO 3166-2 in lower case as in regions.csv, ags. Coarser than "
        "kreise.geojson: the two outlines of NRW differ by some hundred metres",
        "Kreise dissolved, simplified together (coverage simplification in EPSG:25832, tolerance "
        "1000 m), rounded to 4 decimals.",
    ),
    "eurasia.geojson": (
        "natural_earth",
        "Countries between 12° W and 180° E, 8° and 75° N; code = ISO 3166-1 alpha-2 (XK for "
        "Kosovo), names from Unicode CLDR by way of Babel. Borders are those of a small-scale map "
        "and take no position",
        "Cut to the window, rounded to 2 decimals; Crimea (cut by the box 32.3, 44.2, 36.65, "
        "46.25) given to Ukraine, northern Cyprus to Cyprus.",
    ),
}


def note(written: Sequence[Path], inputs: Mapping[str, Path], libraries: Mapping[str, str]) -> str:
    """Text of ``note.toml`` for the files just written.

    Args:
        written: The boundary files; each has its entry in :data:`FILES`.
        inputs: The file that was read for each of :data:`INPUTS`.
        libraries: Versions that the bytes depend on.

    Returns:
        TOML: ``[made_with]``, ``[inputs.<name>]`` and ``[files."<name>"]``.

    """
    digests = {name: _sha256(path) for name, path in inputs.items()}
    parts = [HEAD, _table("made_with", libraries), _table("input_sha256", digests)]
    for path in written:
        source, what, changed = FILES[path.name]
        entry = {
            "input": source,
            **INPUTS[source],
            "what": what,
            "changed": changed,
            "made_by": "tools/boundaries/make.py",
            "sha256": _sha256(path),
        }
        parts.append(_table(f'files."{path.name}"', entry))
    return "\n".join(parts)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _table(name: str, values: Mapping[str, str]) -> str:
    # A JSON string is a valid TOML basic string.
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
    return "\n".join([f"[{name}]", *lines, ""])
