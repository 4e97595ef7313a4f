"""What a build depends on, and whether any of it was touched since. Standard library alone.

    python -m etl.inputs

ends with 0 where what is served was built from the very files that lie here: size and times of each
are those of then. It takes a tenth of a second, where reading them all takes two. With 1 only
``python -m etl build --if-needed`` knows.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from data import paths


def files() -> Iterator[tuple[str, Path]]:
    """Each file read by a build, under the name that it has everywhere; without the vintages."""
    etl = Path(__file__).parent
    for folder, pattern in (
        (paths.SNAPSHOTS, "*"),
        (paths.REFERENCE, "*"),
        (etl, "*.py"),
        (etl, "*.sql"),
        (etl.parent / "matching", "*.py"),
        (paths.matches(), "[!.]*.toml"),
        # Their notes seal their rows: no need to read all that was ever delivered.
        (paths.inbox() / "accepted", "[!.]*/[!.]*/note.toml"),
        (paths.own() / "accepted", "[!.]*/[!.]*/note.toml"),
    ):
        for file in sorted(f for f in folder.rglob(pattern) if f.is_file()):
            yield f"{folder.name}/{file.relative_to(folder).as_posix()}", file


def looks() -> str:
    """sha256 over size and times of all that a build reads, and over what it runs on.

    A file's time of change (not on Windows) betrays also who puts back its time of writing.
    """
    digest = hashlib.sha256(f"{sys.version} {version('duckdb')} {paths.is_demo()}".encode())
    folder = paths.vintages()
    states = sorted(f for f in folder.glob("[!._]*/**/*") if f.is_file())
    named_files = [*files(), *((f.relative_to(folder).as_posix(), f) for f in states)]
    for name, file in named_files:
        stat = file.stat()
        digest.update(f"{name} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns}\n".encode())
    return digest.hexdigest()


def is_untouched(folder: Path) -> bool:
    """Whether the served warehouse is there, and nothing that it was built from was touched."""
    try:
        pointer = json.loads(paths.pointer(folder).read_text(encoding="utf-8"))
        return (folder / pointer["file"]).is_file() and bool(pointer["looks"] == looks())
    except (OSError, ValueError, KeyError, TypeError):
        return False


if __name__ == "__main__":
    sys.exit(0 if is_untouched(paths.warehouse()) else 1)
