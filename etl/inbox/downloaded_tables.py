"""A table of an office among what a person brings: it is kept with the fetched ones."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from etl.fetch import cli
from etl.inbox.accept import reject
from etl.inbox.issues import Invalid
from etl.inbox.read import unpacked
from etl.readers.eurostat import bulk, cube
from etl.readers.genesis import parts

_HINTS = {
    "de": "Amtliche Tabelle. Laden Sie sie beim Amt noch einmal vollständig als CSV herunter (bei "
    "Eurostat als SDMX-CSV). Das Programm sagt dazu (englisch):",
    "en": "A table of an office. Download it there once more, whole and as CSV (from Eurostat as "
    "SDMX-CSV). The program says:",
}


def is_table(raw: bytes, name: str) -> bool:
    """Whether it is a table of GENESIS or Eurostat as downloaded by hand, packed or not."""
    if bulk.is_archive(raw):
        return name.startswith("trhs_")  # any other archive is refused as one
    try:
        raw, name = unpacked(raw, name)
        return bool(parts.table_of(raw, name) or cube.dataset_of(raw))
    except Invalid:
        return False


def add_table(raw: bytes, name: str) -> dict[str, object]:
    """Keep a table where it is new and sound, and build; what came of it: ok, outcome, text, file.

    Raises Refused (the warehouse does not build), Taken, or OSError (disk).
    """
    result = cli.add(raw, name, keep=True)
    # One file is one table.
    outcome = cast("list[dict[str, object]]", result.get("tables", [result]))[0]
    return {"file": name, "ok": result["ok"], **{k: outcome[k] for k in ("outcome", "text")}}


def reject_table(raw: bytes, result: dict[str, object], inbox: Path) -> Path:
    """Keep a file that was not taken in, with the reason beside it; returns the folder."""
    reasons = {lang: [hint, str(result["text"])] for lang, hint in _HINTS.items()}
    return reject(raw, str(result["file"]), result, reasons, inbox)
