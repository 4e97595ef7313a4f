"""Accepting a delivery: whole or not at all, one at a time, and the warehouse built from it.

The delivery is made in a folder whose name begins with a dot, which nobody looks at, written out
to the disk, and then renamed: a process that is killed leaves either a delivery or a dotted
folder, which the next one clears away.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from data import paths
from etl import build
from etl.inbox.dates import HERE
from etl.inbox.deliveries import NOTE, ROWS
from etl.inbox.issues import Issue
from etl.inbox.preview import Preview, preview
from etl.inbox.schema import KINDS
from etl.lock import locked
from etl.validate import Refused

#: How long to wait for somebody else who is just bringing something in.
PATIENCE_S = 120.0
_MAKING = ".making-"


@dataclass(frozen=True)
class Accepted:
    """What came of it: the preview, and the delivery unless something stood against it."""

    preview: Preview
    delivery_id: str | None


def accept(raw: bytes, name: str, kind: str, supplier: str = "") -> Accepted:
    """Read a file and, if nothing stands against it, keep it and build the warehouse from it.

    Raises OSError (disk) with nothing kept, Taken when somebody else holds the inbox for too long.
    """
    inbox = paths.inbox()
    with locked(inbox, ".lock", PATIENCE_S):
        clear(inbox)
        now = datetime.now(UTC)
        made = preview(raw, name, kind, supplier, now)
        if made.already is not None and not build.is_current(paths.warehouse()):
            build.build()  # whoever accepted it was stopped before the warehouse was built
        if not made.is_acceptable:
            return Accepted(made, None)
        folder = keep(made, raw, inbox, now)
        try:
            build.build()
        except (Refused, OSError) as error:
            # As it was: the warehouse that is served was built without it.
            shutil.rmtree(folder, ignore_errors=True)
            if isinstance(error, OSError):
                raise
            made.report.errors.append(Issue("not_built", found=str(error)))
            return Accepted(made, None)
        return Accepted(made, folder.name)


def clear(inbox: Path) -> None:
    """Clear away what a killed process left half-made. Only with the lock held."""
    for left in (inbox / "accepted").glob(f"*/{_MAKING}*"):
        shutil.rmtree(left, ignore_errors=True)


def keep(made: Preview, raw: bytes, inbox: Path, now: datetime) -> Path:
    """Write a delivery into the inbox; returns its folder. Raises OSError with nothing kept."""
    kind = KINDS[made.report.kind]
    rows = as_csv(list(kind.schema.columns), made.report.rows)
    sealed = hashlib.sha256(rows).hexdigest()
    delivery_id = f"{now:%Y%m%dT%H%M%S%fZ}-{made.sha256[:8]}"
    place = inbox / "accepted" / kind.name
    making = place / f"{_MAKING}{delivery_id}"
    safe = safe_name(made.file)
    note = {
        "file": made.file,
        "sha256": made.sha256,
        "rows_sha256": sealed,
        "supplier": made.supplier or "–",
        "kind": kind.name,
    }
    lines = [f"{name} = {json.dumps(_printable(said), ensure_ascii=False)}"
             for name, said in note.items()]  # fmt: skip
    lines += [
        f"received = {now:%Y-%m-%dT%H:%M:%S}Z",
        f"day = {now.astimezone(HERE):%Y-%m-%d}",
        f"rows = {len(made.report.rows)}",
        f"is_demo = {str(paths.is_demo()).lower()}",
    ]
    try:
        making.mkdir(parents=True)
        write(making / f"original-{safe}", raw)
        write(making / ROWS, rows)
        write(making / NOTE, ("\n".join(lines) + "\n").encode())
        folder = place / delivery_id
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return folder


def as_csv(columns: list[str], rows: list[dict[str, str | None]]) -> bytes:
    """Rows as the bytes of ``rows.csv``."""
    text = io.StringIO(newline="")
    out = csv.DictWriter(text, columns, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return text.getvalue().encode()


def write(file: Path, raw: bytes) -> None:
    """Write a file through to the disk."""
    with file.open("wb") as opened:
        opened.write(raw)
        opened.flush()
        os.fsync(opened.fileno())


def safe_name(name: str) -> str:
    """A file name that no system misunderstands: no folders, no signs of control, not endless."""
    bare = re.sub(r"[^\w.() -]", "_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    stem, ending = Path(bare).stem[:80], Path(bare).suffix[:10]
    return f"{stem}{ending}" or "file"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
