"""Boundaries for the maps: GeoJSON files with their note → one reference table."""

from __future__ import annotations

import hashlib
import json
import tomllib

import duckdb
import pandas as pd

from data import paths
from etl.validate import Refused

_COLUMNS = {
    "layer": "which set of outlines",
    "code": "code of the area",
    "name_de": "name in German",
    "name_en": "name in English",
    "note_de": "remark in German",
    "note_en": "remark in English",
    "geojson": "outline as GeoJSON geometry, longitude and latitude (WGS 84)",
    "attribution_de": "line to be shown under the map, in German",
    "attribution_en": "line to be shown under the map, in English",
}


def read() -> list[tuple[str | None, ...]]:
    """Read every outline, one row each in the order of the columns above.

    Raises Refused when a file is missing or is not the one that its note describes.
    """
    place = "data/reference/boundaries/note.toml"
    try:
        notes = tomllib.loads((paths.BOUNDARIES / "note.toml").read_text(encoding="utf-8"))["files"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise Refused(place, [f"cannot be read: {error}"], "restore it from git.") from error
    rows: list[tuple[str | None, ...]] = []
    for name, note in sorted(notes.items()):
        file = paths.BOUNDARIES / name
        if not file.is_file():
            raise Refused(f"data/reference/boundaries/{name}", ["it is missing"],
                          "restore it from git, or make it: tools/boundaries/make.py.")  # fmt: skip
        raw = file.read_bytes()
        if hashlib.sha256(raw).hexdigest() != note["sha256"]:
            raise Refused(
                f"data/reference/boundaries/{name}",
                ["its sha256 is not the one in note.toml"],
                "restore it from git, or make it anew: tools/boundaries/make.py.",
            )
        for feature in json.loads(raw)["features"]:
            properties = feature["properties"]
            rows.append((
                file.stem, properties["code"], properties.get("name_de"), properties.get("name_en"),
                properties.get("note_de"), properties.get("note_en"),
                json.dumps(feature["geometry"], separators=(",", ":")),
                note["attribution_de"], note["attribution_en"],
            ))  # fmt: skip
    return rows


def load(con: duckdb.DuckDBPyConnection) -> None:
    """Load all outlines into ``reference.boundaries``."""
    con.register("outlines", pd.DataFrame(read(), columns=list(_COLUMNS), dtype="str"))
    con.execute("create table reference.boundaries as from outlines")
    con.unregister("outlines")
    con.execute("comment on table reference.boundaries is 'Outlines for the maps, simplified'")
    for name, meaning in _COLUMNS.items():
        con.execute(f"comment on column reference.boundaries.{name} is '{meaning}'")
