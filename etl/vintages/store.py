"""Vintages: every state of a published table that was ever fetched, byte for byte.

``<vintages>/<source>/<stamp>-<sha>/`` holds the parts as they came and a ``note.toml``; what the
guard refused lies in ``<vintages>/_quarantine/<source>/…`` with a report beside it. A state that
the project itself carries lies in ``data/snapshots/<source>/`` and is never written.

A state that is not whole any more is none: it feeds nothing, is compared with nothing, and is named
with what to do until somebody deletes it.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import os
import shutil
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from data import paths
from data.replacing import put, replace, write
from etl.fetch import http
from etl.fetch.dataset import RawFile, raw_file_note, toml_line
from etl.lock import locked
from etl.schema import DatasetFile
from etl.validate import Refused

NOTE = "note.toml"
BY_HAND = "by hand"
BUNDLED = "bundled"
_PACKED = ".gz"
REPORT = "report.txt"
_UNDER_WAY = "_under_way"
_AS_READ = "_as_read"
#: Names of what is not whole yet, and not any more; how deep it may lie.
_NEW, _GONE = ".new-", ".gone-"
_LEVELS = ("", "*/", "*/*/", "*/*/*/")


@dataclass(frozen=True, eq=False)
class Vintage:
    """One state of a table: its folder and its note."""

    folder: Path
    note: dict[str, Any]

    @property
    def source(self) -> str:
        """The source's name."""
        return str(self.note["source"])

    @property
    def name(self) -> str:
        """The folder's name: time of the fetch and the beginning of its sha256; or "bundled"."""
        return BUNDLED if self.is_bundled else self.folder.name

    @property
    def state(self) -> date:
        """The day from which its figures count as known."""
        return date.fromisoformat(str(self.note["state"]))

    @property
    def is_by_hand(self) -> bool:
        """Downloaded by a person, who may have chosen other lines than a fetch asks for."""
        return self.note.get("how") == BY_HAND

    @property
    def is_bundled(self) -> bool:
        """Carried by the project itself, read in a public copy."""
        return self.note.get("how") == BUNDLED

    @property
    def remedy(self) -> str:
        """What to do when it cannot be read."""
        if self.is_bundled:
            return "restore the files (git checkout -- data/snapshots) and build again."
        return _remedy(self.folder)

    def parts(self) -> dict[str, bytes]:
        """File name → bytes. Raises Refused when a file is missing or not as it came."""
        return {self._part_name(part): self.part(part["name"]) for part in self.note["part"]}

    def part(self, name: str) -> bytes:
        """The bytes of one file. Raises Refused when it is missing or not as it came."""
        (part,) = (one for one in self.note["part"] if one["name"] == name)
        file = self.folder / name
        raw = file.read_bytes() if file.is_file() else None
        if raw is not None and self.is_bundled and file.suffix != _PACKED:
            raw = raw.replace(b"\r\n", b"\n")  # as git may have checked it out
        if raw is None or hashlib.sha256(raw).hexdigest() != part["sha256"]:
            what = "missing" if raw is None else "not as it was fetched"
            raise Refused(f"{self.source}/{self.name}", [f"{name} is {what}"], self.remedy)
        return gzip.decompress(raw) if self._part_name(part) != name else raw

    def _part_name(self, part: Mapping[str, Any]) -> str:
        """What readers call a part: of what we carry packed, the name without that."""
        name = str(part["name"])
        return name.removesuffix(_PACKED) if self.is_bundled else name


def vintages(source: str) -> list[Vintage]:
    """All whole vintages of a source that came here, by fetch or by hand, oldest first."""
    return [one for one in _looked_at(paths.vintages() / source) if isinstance(one, Vintage)]


def damaged(source: str) -> dict[str, Refused]:
    """Names of states of a source that came here and are not whole any more → why, what to do."""
    problems = [one for folder in (paths.vintages() / source, *_quarantines(source))
                for one in _looked_at(folder) if isinstance(one, Refused)]  # fmt: skip
    return {one.place.rpartition("/")[2]: one for one in problems}


def bundled(source: str) -> Vintage | None:
    """The state of a source that the project carries, None when it carries none. Raises Refused.

    Its note says what it is, from whom and where it was copied, its licence, the day of the state
    (``stated``, with ``stated_precision`` month or read), when it was read, what was checked, and
    the sha256 of each part; a part that ends in .gz is unpacked.
    """
    folder = paths.SNAPSHOTS / source
    if not (folder / NOTE).is_file():
        return None
    try:
        note = tomllib.loads((folder / NOTE).read_text(encoding="utf-8"))
        parts = sorted((part["name"], part["sha256"]) for part in note["part"])
        _ = note["from"], note["licence"]
        return Vintage(folder, {
            **note, "how": BUNDLED, "source": source, "state": str(note["stated"]),
            "fetched": str(note["retrieved"]),
            "sha256": hashlib.sha256(repr(parts).encode()).hexdigest(),
        })  # fmt: skip
    except (ValueError, KeyError, TypeError) as error:
        raise Refused(
            f"data/snapshots/{source}/{NOTE}",
            [f"it cannot be read: {error!r}"],
            "restore the note (git checkout -- data/snapshots).",
        ) from error


def quarantined(source: str = "*") -> list[Vintage]:
    """What the guard refused and is whole, of one source or of all, oldest first."""
    return [one for folder in _quarantines(source) for one in _looked_at(folder)
            if isinstance(one, Vintage)]  # fmt: skip


def _quarantines(source: str) -> list[Path]:
    return sorted((paths.vintages() / paths.QUARANTINE).glob(source))


def states(source: str) -> list[Vintage]:
    """The bundled state of a source, if there is one, and what came here whole, in that order."""
    carried = bundled(source)
    return [*([carried] if carried else []), *vintages(source)]


def is_asked_with_all(table: DatasetFile) -> bool:
    """Whether an update of all tables asks for it: for large ones once a state of it is kept."""
    return not table.dataset.is_by_name or bool(states(table.name))


def _looked_at(home: Path) -> list[Vintage | Refused]:
    """The states in a folder, oldest first; a damaged one as the Refused that says why."""
    all_states = []
    for folder in sorted(one for one in home.glob("[!._]*") if one.is_dir()):
        files = sorted(folder.iterdir())
        stats = [(file.name, (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files]
        all_states.append(_state(folder, tuple(stats)))
    return all_states


@lru_cache(maxsize=4096)
def _state(folder: Path, _stats: tuple[tuple[str, int, int], ...]) -> Vintage | Refused:
    """The state in a folder, read again when its files have changed; or why it is none."""
    place = f"{folder.parent.name}/{folder.name}"
    try:
        note = tomllib.loads((folder / NOTE).read_text(encoding="utf-8"))
        vintage = Vintage(folder, note)
        _ = vintage.source, vintage.state, note["sha256"], note["fetched"]
        for part in note["part"]:  # one after the other: some states are larger than memory
            vintage.part(part["name"])
    except Refused as refused:
        return refused
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Refused(place, [f"it or its {NOTE} cannot be read: {error!r}"], _remedy(folder))
    return vintage


def _remedy(folder: Path) -> str:
    return f"delete the folder {folder} and run: python -m etl update {folder.parent.name}"


def under_way(source: str) -> Path:
    """Where the parts of a fetch are kept until all are there."""
    return paths.vintages() / _UNDER_WAY / source


def digest(parts: Iterable[RawFile]) -> str:
    """sha256 over all parts, by name."""
    whole = hashlib.sha256()
    for part in sorted(parts, key=lambda part: part.name):
        whole.update(f"{part.name} {part.sha256}\n".encode())
    return whole.hexdigest()


def content(raw: Mapping[str, bytes]) -> str:
    """sha256 over what is said; a zip file also bears the time at which it was packed."""
    whole = hashlib.sha256()
    for name, body in sorted(raw.items()):
        unpacked = body
        with contextlib.suppress(http.Damaged):
            unpacked = http.unzip(body) if body.startswith(b"PK") else body
        whole.update(f"{name} {hashlib.sha256(unpacked).hexdigest()}\n".encode())
    return whole.hexdigest()


def keep(table: DatasetFile, parts: list[RawFile], state: date, extra: str = "", *,
         report: str = "") -> Vintage:  # fmt: skip
    """Keep parts as a vintage, or in quarantine with its report. Whole or not at all."""
    fetched = max(part.fetched for part in parts)
    sha = digest(parts)
    stamp = fetched.replace("-", "").replace(":", "")[:15] + "Z"
    home = paths.vintages() / (f"{paths.QUARANTINE}/{table.name}" if report else table.name)
    folder = home / f"{stamp}-{sha[:8]}"
    fresh = home / f"{_NEW}{os.getpid()}"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for part in parts:
        write(fresh / part.name, part.raw)
    write(fresh / NOTE, (_note(table, fetched, sha, state) + extra + _parts(parts)).encode())
    if report:
        write(fresh / REPORT, report.encode())
    if folder.is_dir():
        shutil.rmtree(fresh)
    else:
        replace(fresh, folder)
    return next(one for one in _looked_at(home)
                if isinstance(one, Vintage) and one.folder == folder)  # fmt: skip


def _note(table: DatasetFile, fetched: str, sha: str, state: date) -> str:
    dataset = table.dataset
    note = {
        "source": table.name, "table": dataset.table, "title": dataset.title.de,
        "publisher": dataset.publisher, "licence": dataset.licence, "url": dataset.page,
        "fetched": fetched, "state": state.isoformat(), "sha256": sha,
    }  # fmt: skip
    return "".join(toml_line(key, value) for key, value in note.items())


def _parts(parts: list[RawFile]) -> str:
    return "".join(f"\n[[part]]\n{raw_file_note(part)}" for part in parts)


def release(vintage: Vintage, reason: str, when: str) -> Path:
    """Move a vintage out of quarantine; the reason and what the guard found stay in its note."""
    findings = (vintage.folder / REPORT).read_text(encoding="utf-8").splitlines()
    note: dict[str, str | list[str]] = {"reason": reason, "when": when, "findings": findings}
    # A release that was stopped may have said so already.
    text = (vintage.folder / NOTE).read_text(encoding="utf-8").partition("\n[released]\n")[0]
    added = "\n[released]\n" + "".join(toml_line(key, value) for key, value in note.items())
    note_file = vintage.folder / NOTE
    put(note_file, (text + added).encode(), unfinished(note_file))
    folder = paths.vintages() / vintage.source / vintage.name
    folder.parent.mkdir(parents=True, exist_ok=True)
    replace(vintage.folder, folder)
    return folder


def prune(source: str, keep_last: int) -> list[Vintage]:
    """Delete all but the newest vintages of a source; returns those deleted."""
    doomed = vintages(source)[:-keep_last]
    for vintage in doomed:
        drop(vintage)
    return doomed


def drop(vintage: Vintage) -> None:
    """Delete a vintage: out of sight first, so that a stop in the middle leaves no half of one."""
    gone = vintage.folder.with_name(f"{_GONE}{vintage.name}")
    replace(vintage.folder, gone)
    shutil.rmtree(gone)


@contextlib.contextmanager
def writing() -> Iterator[None]:
    """Hold the lock of the vintages. Raises Taken when another run has it.

    What a run left half done that was killed is cleared away first.
    """
    home = paths.vintages()
    with locked(home):
        for pattern in (f"{level}{name}*" for level in _LEVELS for name in (_NEW, _GONE)):
            for path in home.glob(pattern):
                if path.is_dir():
                    shutil.rmtree(path)
                else:
                    path.unlink()
        yield


def unfinished(file: Path) -> Path:
    """Where a file is written before it is whole; cleared away when that never comes to be."""
    return file.with_name(f"{_NEW}{os.getpid()}-{file.name}")


def as_read(source: str) -> Path:
    """Where what was read out of the vintages of a source is kept, so that it is read once."""
    return paths.vintages() / _AS_READ / source


def claims_as_read(vintage: Vintage, code: str) -> Path:
    """Where the claims of a vintage are kept as read with a state of our code."""
    name = f"{vintage.name}-{str(vintage.note['sha256'])[:12]}-{code[:12]}.parquet"
    return as_read(vintage.source) / name


def unexpected(source: str) -> Path:
    """Where answers are kept that were not as documented."""
    return paths.vintages() / paths.QUARANTINE / source / "_unexpected"
