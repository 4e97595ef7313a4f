"""Deliveries that were accepted: where they lie, what is said of them, and how they are read.

``<inbox>/accepted/<kind>/<delivery_id>/`` holds the original file, ``rows.csv`` (its checked rows)
and ``note.toml``. A delivery id begins with the moment of acceptance in UTC, so that ids sort by
time. A folder whose name begins with a dot is half-made and not looked at.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from data import paths
from etl import validate
from etl.inbox.schema import KINDS, Kind
from etl.readers import collected
from etl.validate import Refused

ROWS, NOTE = "rows.csv", "note.toml"
_NEEDED = {"file", "sha256", "rows_sha256", "supplier", "received", "day", "rows", "is_demo"}


@dataclass(frozen=True)
class Delivery:
    """One accepted delivery: ``received`` in UTC, ``day`` the local day, ``rows`` their number."""

    delivery_id: str
    kind: Kind
    folder: Path
    file: str
    sha256: str
    rows_sha256: str
    supplier: str
    received: datetime
    day: date
    rows: int
    is_demo: bool

    @property
    def place(self) -> str:
        """Its rows, as a person who looks into the folder sees them."""
        return validate.display_path(self.folder / ROWS)

    @property
    def source_id(self) -> str:
        """Its key as a source."""
        return f"delivery-{self.delivery_id}"

    def frame(self) -> pd.DataFrame:
        """Its rows as checked text. Raises Refused when they are not as they were accepted."""
        file = self.folder / ROWS
        remedy = (
            "restore the folder from a copy, or move it out of the inbox and add the original "
            f"file anew: python -m etl add {self.kind.name} FILE --accept"
        )
        try:
            raw = file.read_bytes()
        except FileNotFoundError:
            raise Refused(self.place, [f"{ROWS} is missing"], remedy) from None
        found = hashlib.sha256(raw).hexdigest()
        if found != self.rows_sha256:
            raise Refused(
                self.place,
                [f"its sha256 is {found}, its {NOTE} says {self.rows_sha256}"],
                remedy,
            )
        frame = collected.read(raw)
        validate.rows(self.place, frame, self.kind.schema)
        return frame


def deliveries(folder: Path | None = None) -> list[Delivery]:
    """All accepted deliveries of an inbox (ours, when none is named), in the order of arrival.

    Raises Refused when a note cannot be read.
    """
    return sorted(_found((folder or paths.inbox()) / "accepted"), key=lambda one: one.delivery_id)


def _found(accepted: Path) -> Iterator[Delivery]:
    for kind in KINDS.values():
        place = accepted / kind.name
        for folder in sorted(place.iterdir()) if place.is_dir() else []:
            if folder.is_dir() and not folder.name.startswith("."):
                yield _read(folder, kind)


def _read(folder: Path, kind: Kind) -> Delivery:
    note = folder / NOTE
    remedy = "restore the note from a copy, or move the folder out of the inbox."
    try:
        said = tomllib.loads(note.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise Refused(validate.display_path(note), ["it is missing"], remedy) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(validate.display_path(note), [f"it is no TOML: {error}"], remedy) from error
    if lacking := sorted(_NEEDED - said.keys()):
        raise Refused(
            validate.display_path(note), [f"it does not say {', '.join(lacking)}"], remedy
        )
    received = said["received"]
    if not isinstance(received, datetime) or not isinstance(said["day"], date):
        raise Refused(validate.display_path(note), ["received and day are no dates"], remedy)
    return Delivery(
        folder.name,
        kind,
        folder,
        str(said["file"]),
        str(said["sha256"]),
        str(said["rows_sha256"]),
        str(said["supplier"]),
        received.astimezone(UTC),
        said["day"],
        int(said["rows"]),
        bool(said["is_demo"]),
    )


def refuse_demo(found: Sequence[Delivery]) -> None:
    """Generated reports and real ones never meet. Raises Refused naming those that would."""
    wrong = [one for one in found if one.is_demo != paths.is_demo()]
    if wrong and paths.is_demo():
        raise Refused(
            validate.display_path(paths.inbox()),
            [f"{one.place} is a real report" for one in wrong],
            "the demonstration takes generated reports only; start it with: python run.py --demo",
        )
    if wrong:
        raise Refused(
            validate.display_path(paths.inbox()),
            [f"{one.place} is generated for the demonstration" for one in wrong],
            "move these folders out of the inbox; generated reports never enter the real "
            "warehouse.",
        )
