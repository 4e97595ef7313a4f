"""Deliveries that were accepted: where they lie, what is said of them, and how they are read.

``<inbox>/accepted/<kind>/<delivery_id>/`` holds the original file, ``rows.csv`` (its checked rows)
and ``note.toml``. A delivery id begins with the moment of acceptance in UTC, so that ids sort by
time. A folder whose name begins with a dot is half-made and not looked at.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Sequence
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
#: Stands for the supplier where nobody said who it is.
NOBODY = "–"
_REQUIRED = {"file", "sha256", "rows_sha256", "supplier", "received", "day", "rows", "is_demo"}


@dataclass(frozen=True)
class Delivery:
    """One accepted delivery: ``received`` in UTC, ``day`` the local day, ``rows`` their number.

    ``is_published``: protected sums of an own list may be shown to all; somebody chose so.
    """

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
    is_published: bool = False

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
        sha256 = hashlib.sha256(raw).hexdigest()
        if sha256 != self.rows_sha256:
            problem = f"its sha256 is {sha256}, its {NOTE} says {self.rows_sha256}"
            raise Refused(self.place, [problem], remedy)
        frame = collected.read(raw)
        validate.rows(self.place, frame, self.kind.schema)
        return frame


def deliveries(folder: Path | None = None) -> list[Delivery]:
    """All accepted deliveries of an inbox (ours, when none is named), in the order of arrival.

    Raises Refused when a note cannot be read.
    """
    public = [kind for kind in KINDS.values() if not kind.is_own]
    return _of_kinds((folder or paths.inbox()) / "accepted", public)


def own_lists() -> list[Delivery]:
    """The office's own lists, in the order of arrival; the demonstration has none.

    Raises Refused when a note cannot be read.
    """
    own = [kind for kind in KINDS.values() if kind.is_own]
    return [] if paths.is_demo() else _of_kinds(paths.own() / "accepted", own)


def _of_kinds(accepted: Path, kinds: Sequence[Kind]) -> list[Delivery]:
    folders = [(one, kind) for kind in kinds for one in (accepted / kind.name).glob("[!.]*")]
    all_deliveries = [_read(one, kind) for one, kind in folders if one.is_dir()]
    return sorted(all_deliveries, key=lambda one: one.delivery_id)


def _read(folder: Path, kind: Kind) -> Delivery:
    def refused(problem: str) -> Refused:
        remedy = "restore the note from a copy, or move the folder out of the inbox."
        return Refused(validate.display_path(folder / NOTE), [problem], remedy)

    try:
        note = tomllib.loads((folder / NOTE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise refused("it is missing") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise refused(f"it is no TOML: {error}") from error
    if missing := sorted(_REQUIRED - note.keys()):
        raise refused(f"it does not say {', '.join(missing)}")
    received = note["received"]
    if not isinstance(received, datetime) or not isinstance(note["day"], date):
        raise refused("received and day are no dates")
    texts = {name: str(note[name]) for name in ("file", "sha256", "rows_sha256", "supplier")}
    return Delivery(
        folder.name, kind, folder, received=received.astimezone(UTC), day=note["day"],
        rows=int(note["rows"]), is_demo=bool(note["is_demo"]),
        is_published=bool(note.get("is_published", False)), **texts,
    )  # fmt: skip


def refuse_demo(accepted: Sequence[Delivery]) -> None:
    """Generated reports and real ones never meet. Raises Refused naming those that would."""
    wrong = [one.place for one in accepted if one.is_demo != paths.is_demo()]
    what, remedy = (
        "is generated for the demonstration",
        ("move these folders out of the inbox; generated reports never enter the real warehouse."),
    )
    if paths.is_demo():
        what, remedy = (
            "is a real report",
            ("the demonstration takes generated reports only; start it with: python run.py --demo"),
        )
    if wrong:
        raise Refused(
            validate.display_path(paths.inbox()), [f"{place} {what}" for place in wrong], remedy
        )
