"""A table of an office among what a person brings: it is kept with the fetched ones."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from etl.fetch import cli
from etl.inbox.accept import safe_name, write
from etl.readers.eurostat import cube
from etl.readers.genesis import parts

Said = dict[str, Any]


def is_table(raw: bytes, name: str) -> bool:
    """Whether it is a table of GENESIS or Eurostat as downloaded by hand."""
    return bool(parts.table_of(raw, name) or cube.dataset_of(raw))


def take_in(raw: bytes, name: str) -> Said:
    """Keep a table where it is new and sound, and build; what came of it: ok, outcome, text, file.

    Raises Refused (the warehouse does not build), Taken, or OSError (disk).
    """
    said: Said = dict(cli.add(raw, name, keep=True))
    told: Said = next(iter(said.get("tables", [said])))  # one file is one table
    return {"file": name, "ok": said["ok"], "outcome": told["outcome"], "text": told["text"]}


def put_aside(raw: bytes, said: Said, inbox: Path) -> Path:
    """Keep a file that was not taken in, with the reason beside it; returns the folder."""
    name = safe_name(str(said["file"]))
    lines = {
        "Nicht angenommen": "Amtliche Tabelle. Laden Sie sie beim Amt noch einmal vollständig als "
        "CSV herunter (bei Eurostat als SDMX-CSV). Das Programm sagt dazu (englisch):",
        "Not accepted": "A table of an office. Download it there once more, whole and as CSV (from "
        "Eurostat as SDMX-CSV). The program says:",
    }
    told = [os.linesep.join((f"{head}: {said['file']}", what, str(said["text"])))
            for head, what in lines.items()]  # fmt: skip
    files = {
        f"original-{name}": raw,
        "report.json": json.dumps(said, indent=1).encode(),
        "report.txt": (f"{os.linesep * 2}".join(told) + os.linesep).encode("utf-8-sig"),
    }
    return aside(inbox, name, files)


def aside(inbox: Path, name: str, files: dict[str, bytes]) -> Path:
    """Write files into a new folder of what was refused, whole or not at all. Raises OSError."""
    folder = inbox / "rejected" / f"{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}-{name}"
    making = folder.with_name(f".{folder.name}")
    try:
        making.mkdir(parents=True)
        for file, content in files.items():
            write(making / file, content)
        making.rename(folder)
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    return folder
