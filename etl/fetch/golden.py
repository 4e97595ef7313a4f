"""The verb golden-copy: take GLEIF's whole register instead of asking firm by firm."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data import paths
from etl.fetch.dataset import RawFile
from etl.fetch.errors import Failed
from etl.fetch.http import Web
from etl.readers.gleif import golden_copy

ADDRESS = "https://goldencopy.gleif.org/api/v2/golden-copies/publishes"
#: The data sets that are made of it.
SOURCES = ("gleif_entities", "gleif_relationships")
#: How long and how much its largest file may be, packed: it has half a gigabyte.
TOTAL_S, BODY_BYTES = 4 * 3600.0, 3_000_000_000


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    verb = verbs.add_parser("golden-copy", help="take all of GLEIF's register, cut to ours; build")
    verb.add_argument("places", nargs="*", type=Path, metavar="FILE_OR_FOLDER",
                      help="the three zips (lei2, rr, repex), or where they lie; else "
                           "they are downloaded")  # fmt: skip


def parts(places: list[Path], web: Web, report: Callable[[str], None]) -> list[RawFile]:
    """Parts of a state, of files on this machine or downloaded. Raises Failed, OSError (disk)."""
    home = paths.vintages()
    with tempfile.TemporaryDirectory(prefix=".new-", dir=home) as folder:
        files = _given(places) if places else _downloaded(Path(folder), web, report)
        try:
            cut = golden_copy.cut(files, report, home=Path(folder))
        except ValueError as error:
            actual, _, expected = str(error).partition("; expected ")
            raise Failed("golden copy of GLEIF", actual, expected or "a golden copy",
                         "download lei2, rr and repex of one day as CSV from "
                         "https://www.gleif.org/lei-data/gleif-golden-copy and name their folder; "
                         "nothing was changed.") from None  # fmt: skip
    now = datetime.now(UTC).isoformat(timespec="seconds")
    query = "golden copy, cut to entities of NRW below China and those above them"
    return [RawFile(name, raw, ADDRESS, query, now) for name, raw in cut.items()]


def _given(places: list[Path]) -> dict[str, Path]:
    """The newest file of each kind, of files and folders. Raises Failed."""
    files = [file for place in places
             for file in (sorted(place.glob("*.zip")) if place.is_dir() else [place])]  # fmt: skip
    if missing := [str(file) for file in files if not file.is_file()]:
        raise Failed(", ".join(missing), "nothing", "a file or a folder", "name what is there.")
    return {golden_copy.kind_of(file.name): file for file in files}


def _downloaded(folder: Path, web: Web, report: Callable[[str], None]) -> dict[str, Path]:
    files = {}
    for kind in golden_copy.KINDS:
        report(f"{kind}: being downloaded")
        files[kind] = folder / f"{kind}.zip"
        web.save(f"{ADDRESS}/{kind}/latest.csv", files[kind])
        report(f"{kind}: {files[kind].stat().st_size / 1e6:,.0f} MB downloaded")
    return files
