"""One boundary file: the areas in it, and how they are written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely


class BoundaryError(ValueError):
    """An input is not what the boundary script was written for, or the result is not sound."""


@dataclass(frozen=True)
class Feature:
    """One area: what the file says about it, ``code`` first, and its shape in degrees."""

    properties: Mapping[str, str]
    shape: shapely.Geometry


def rounded(shapes: shapely.Geometry, decimals: int) -> shapely.Geometry:
    """One shape or an array of them with every coordinate cut to so many decimals."""
    return shapely.transform(shapes, lambda points: np.round(points, decimals))


def require_columns(columns: Iterable[str], needed: set[str], path: Path) -> None:
    """Refuse an input that lacks one of the columns that the script reads."""
    if missing := needed - set(columns):
        raise BoundaryError(
            f"{path.name} has no column {', '.join(sorted(missing))}, found "
            f"{', '.join(sorted(columns))}: take the file that tools/boundaries/make.py names"
        )


def write(path: Path, features: Iterable[Feature]) -> Path:
    """Write GeoJSON in one canonical form, a line a feature, so that a diff names the area."""
    lines = []
    for feature in features:
        code = feature.properties["code"]
        # Rings and points in one order whatever the input's was; shells clockwise.
        shape = shapely.normalize(feature.shape)
        if shapely.get_num_geometries(shape) == 1:
            shape = shapely.get_geometry(shape, 0)
        if shape.is_empty or not shape.is_valid:
            raise BoundaryError(f"{path.name}: {code} is empty or crosses itself")
        record = {
            "type": "Feature",
            "properties": feature.properties,
            "geometry": shapely.geometry.mapping(shape),
        }
        lines.append(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
