"""Step 6, accept: a delivery kept whole or not at all, one at a time, and the warehouse built.

A folder is made under a name that begins with a dot, which nobody looks at, written out to the
disk, and then renamed: a process that is killed leaves either a delivery or a dotted folder, which
the next one clears away.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from data import paths, replacing
from etl import build
from etl.inbox.dates import BERLIN
from etl.inbox.deliveries import NOBODY, NOTE, ROWS
from etl.inbox.issues import Issue
from etl.inbox.preview import Preview, preview
from etl.inbox.schema import KINDS
from etl.lock import locked
from etl.validate import Refused

#: How long to wait for somebody else who is just bringing something in.
PATIENCE_S = 120.0
_MAKING = ".making-"


def accept(raw: bytes, name: str, kind: str, supplier: str = "", *,
           publish: bool = False) -> Preview:  # fmt: skip
    """Read a file and, if nothing stands against it, keep it and build the warehouse from it.

    ``publish``: protected sums of an own list may be shown to all. The preview names the delivery
    that it became, or what stands against it.
    Raises OSError (disk) with nothing kept, Taken when somebody else holds the inbox for too long.
    """
    inbox = paths.inbox()
    with locked(inbox, ".lock", PATIENCE_S):
        clear(inbox)
        clear(paths.own())
        now = datetime.now(UTC)
        result = preview(raw, name, kind, supplier, now, publish=publish)
        if result.already is not None and not build.is_current(paths.warehouse()):
            build.build()  # whoever accepted it was stopped before the warehouse was built
        if result.is_acceptable:
            is_own = KINDS[result.report.kind].is_own
            folder = keep(result, raw, paths.own() if is_own else inbox, now)
            try:
                build.build()
                result.delivery_id = folder.name
            except (Refused, OSError) as error:
                # As it was: the warehouse that is served was built without it.
                shutil.rmtree(folder, ignore_errors=True)
                if isinstance(error, OSError):
                    raise
                result.errors.append(Issue("not_built", found="; ".join(error.found)))
    return result


def clear(inbox: Path) -> None:
    """Clear away what a killed process left half-made. Only with the lock held."""
    for leftover in (inbox / "accepted").glob(f"*/{_MAKING}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def keep(preview: Preview, raw: bytes, inbox: Path, now: datetime) -> Path:
    """Write a delivery into the inbox; returns its folder. Raises OSError with nothing kept."""
    kind, rows = KINDS[preview.report.kind], io.StringIO(newline="")
    writer = csv.DictWriter(rows, list(kind.schema.columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(preview.report.rows)
    raw_rows = rows.getvalue().encode()
    texts = {
        "file": preview.file, "sha256": preview.sha256,
        "rows_sha256": hashlib.sha256(raw_rows).hexdigest(),
        "supplier": preview.supplier or NOBODY, "kind": kind.name,
    }  # fmt: skip
    lines = [f"{name} = {json.dumps(_printable(text), ensure_ascii=False)}"
             for name, text in texts.items()]  # fmt: skip
    lines += [
        f"received = {now:%Y-%m-%dT%H:%M:%S}Z",
        f"day = {now.astimezone(BERLIN):%Y-%m-%d}",
        f"rows = {len(preview.report.rows)}",
        f"is_demo = {str(paths.is_demo()).lower()}",
    ]
    if kind.is_own:
        lines.append(f"is_published = {str(preview.is_published).lower()}")
    # What was not read of an own list may name persons: of it the checked rows alone are kept.
    original = {} if kind.is_own else {f"original-{safe_name(preview.file)}": raw}
    files = {**original, ROWS: raw_rows, NOTE: ("\n".join(lines) + "\n").encode()}
    delivery_id = f"{now:%Y%m%dT%H%M%S%fZ}-{preview.sha256[:8]}"
    return _write_folder(inbox / "accepted" / kind.name / delivery_id, files)


def reject(raw: bytes, name: str, report: Mapping[str, object], reasons: Mapping[str, list[str]],
           inbox: Path) -> Path:  # fmt: skip
    """Keep a refused file with the reasons beside it; returns its folder. Raises OSError.

    ``report`` is for programs; ``reasons``, lines by language, are for people.
    """
    end = os.linesep
    heads = {"de": "Nicht angenommen", "en": "Not accepted"}
    parts = [end.join([f"{heads[lang]}: {name}", *lines]) for lang, lines in reasons.items()]
    files = {
        f"original-{safe_name(name)}": raw,
        "report.json": json.dumps(report, indent=1).encode(),
        "report.txt": ((end * 2).join(parts) + end).encode("utf-8-sig"),
    }
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}"
    return _write_folder(inbox / "rejected" / f"{stamp}-{safe_name(name)}", files)


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write files into a new folder, whole or not at all. Raises OSError."""
    making = folder.with_name(f"{_MAKING}{folder.name}")
    try:
        making.mkdir(parents=True)
        for name, content in files.items():
            replacing.write(making / name, content)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return folder


def safe_name(name: str) -> str:
    """A file name that no system misunderstands: no folders, no signs of control, not endless."""
    bare = re.sub(r"[^\w.() -]", "_", name.replace("\\", "/").rpartition("/")[2]).strip(". ")
    return f"{Path(bare).stem[:80]}{Path(bare).suffix[:10]}" or "file"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text)
