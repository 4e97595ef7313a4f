"""The only writer of what people make here: Mappen, and the figures that were cited.

Files are written whole or not at all. Where reading only is allowed a Mappe lives until the program
ends, and nothing is cited anew.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import secrets
import shutil
import tempfile
from base64 import b32encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import date
from functools import cache, lru_cache
from glob import escape
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from data import paths, replacing
from reports.item import Item, digest, from_json
from reports.mappe import SUFFIX, Mappe, NotAMappe, pack, unpack

_ID = re.compile(r"[0-9a-f]{12}")
_CODE = re.compile(r"([A-Z0-9]{2,8})-([A-Z2-7]{8})")
#: So many Mappen are kept where nothing is stored: the oldest goes.
_MOST_UNSTORED = 200
#: How the file of a cited number ends; that of a whole figure is its JSON.
_NUMBER = ".number.json"
_INSTALLATION = "installation"
#: So long somebody else may write here before it is a fault: each takes moments.
_PATIENCE_S = 60


class NoMappe(KeyError):
    """There is no Mappe of that name here."""


class Conflict(Exception):
    """Somebody else has saved the Mappe meanwhile; ``kept`` is the id of the version refused."""

    def __init__(self, kept: str) -> None:
        super().__init__(f"The Mappe was saved by somebody else meanwhile; yours is kept as {kept}")
        self.kept = kept


class UnknownCode(KeyError):
    """Nothing was cited under that code here; ``installation``: which one its beginning names."""

    def __init__(self, code: str, installation: str) -> None:
        super().__init__(code)
        self.installation = installation


@dataclass(frozen=True)
class Stored:
    """A Mappe as it lies in the store; ``revision`` names its contents, for whoever saves next."""

    id: str
    mappe: Mappe
    revision: str


def is_stored() -> bool:
    """Whether Mappen outlive the program here."""
    return not paths.is_read_only()


def create(mappe: Mappe) -> Stored:
    """Keep a new Mappe."""
    name = secrets.token_hex(6)
    with _lock(_folder()):
        stored = _write(name, mappe)
        if not is_stored():
            for old in sorted(_folder().glob(f"*{SUFFIX}"), key=_age)[:-_MOST_UNSTORED]:
                old.unlink()
    return stored


def read(name: str) -> Stored:
    """A Mappe by its id. Raises NoMappe, NotAMappe for one that was damaged."""
    try:
        raw = _file(name).read_bytes()
    except FileNotFoundError:
        raise NoMappe(name) from None
    return Stored(name, _unpacked(raw), digest(raw))


#: A page reads its Mappe anew whenever something is pressed.
_unpacked = lru_cache(maxsize=4)(unpack)


def save(name: str, mappe: Mappe, revision: str) -> Stored:
    """Replace the Mappe that was read as ``revision``.

    Raises Conflict when it is another by now: then this version is kept beside it.
    """
    with _lock(_folder()):
        if read(name).revision == revision:
            return _write(name, mappe)
    raise Conflict(create(mappe).id)


def change(name: str, how: Callable[[Mappe], Mappe]) -> Stored:
    """Change the Mappe as it now is."""
    with _lock(_folder()):
        return _write(name, how(read(name).mappe))


def remove(name: str) -> None:
    """Throw a Mappe away. Raises NoMappe."""
    with _lock(_folder()):
        read(name)
        _file(name).unlink()


def all_mappen() -> list[Stored]:
    """All Mappen, the one changed last first; one that cannot be read is left out."""
    mappen = []
    for file in sorted(_folder().glob(f"*{SUFFIX}"), key=_age, reverse=True):
        try:
            mappen.append(read(file.stem))
        except (NoMappe, NotAMappe):
            continue
    return mappen


def last_meeting(today: date) -> date | None:
    """The day of the last meeting that a Mappe was made for; None where none says so."""
    folder = _folder()
    try:
        days = _meetings(folder, folder.stat().st_mtime_ns)
    except FileNotFoundError:
        return None
    return max((day for day in days if day <= today), default=None)


@lru_cache(maxsize=4)
def _meetings(folder: Path, changed: int) -> tuple[date, ...]:
    del folder, changed  # another state of the folder: other days
    return tuple(one.mappe.day for one in all_mappen() if one.mappe.day)


def cite(item: Item) -> Item:
    """The figure with the code under which it is found again; the same figure has the same code.

    Without a code where reading only is allowed and it was not cited before.
    """
    parts = (item.place, item.name, sorted(item.parameters.items()), item.lang,
             item.as_of.isoformat(), item.title, item.result_hash)  # fmt: skip
    code = _coded(parts, ".json", lambda code: replaced(item, code=code).to_json())
    return replaced(item, code=code) if code else item


def cite_number(link: Mapping[str, str]) -> str:
    """The code under which a single number is found again, by the link of its evidence.

    The link says language and day as well. Empty where reading only is allowed.
    """
    parts = tuple(sorted(link.items()))
    return _coded(parts, _NUMBER, lambda _: json.dumps(dict(link)).encode())


def _coded(parts: tuple[object, ...], suffix: str, written: Callable[[str], bytes]) -> str:
    """The code that is made of some parts, under which ``written`` is kept; empty without."""
    if (prefix := installation()) == "":
        return ""
    letters = b32encode(sha256(repr(parts).encode()).digest()).decode()[:8]
    code = f"{prefix}-{letters}"
    file = paths.citations() / f"{code}{suffix}"
    if not file.exists():
        if not is_stored():
            return ""
        with _lock(paths.citations()):
            put(file, written(code))
    return code


def cited(code: str) -> Item:
    """The figure that was cited under a code. Raises UnknownCode."""
    return from_json(_cited_bytes(code, ".json"))


def cited_number(code: str) -> dict[str, str]:
    """The link of the evidence of the number that was cited under a code. Raises UnknownCode."""
    link: dict[str, str] = json.loads(_cited_bytes(code, _NUMBER))
    return link


def _cited_bytes(code: str, suffix: str) -> bytes:
    match = _CODE.fullmatch(code.strip().upper())
    if match is None:
        raise UnknownCode(code, "")
    try:
        return (paths.citations() / f"{match[0]}{suffix}").read_bytes()
    except FileNotFoundError:
        raise UnknownCode(code, match[1]) from None


def installation() -> str:
    """What codes of this installation begin with; empty before the first where nothing is stored.

    CHINA_MONITOR_INSTALLATION names it (2 to 8 letters and digits), else it is drawn once.
    """
    if name := os.environ.get("CHINA_MONITOR_INSTALLATION", "").strip().upper():
        if not re.fullmatch(r"[A-Z0-9]{2,8}", name):
            raise ValueError(f"CHINA_MONITOR_INSTALLATION is {name!r}, expected 2 to 8 letters and "
                             "digits: codes of cited figures begin with it.")  # fmt: skip
        return name
    file = paths.citations() / _INSTALLATION
    if not file.exists():
        if not is_stored():
            return ""
        with _lock(paths.citations()):
            if not file.exists():
                put(file, "".join(secrets.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(4))
                     .encode())  # fmt: skip
    return file.read_text("utf-8").strip()


def _folder() -> Path:
    return paths.mappen() if is_stored() else _unstored()


@cache
def _unstored() -> Path:
    folder = tempfile.mkdtemp(prefix="mappen-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def _file(name: str) -> Path:
    if not _ID.fullmatch(name):
        raise NoMappe(name)
    return _folder() / f"{name}{SUFFIX}"


def _age(file: Path) -> float:
    return file.stat().st_mtime


def _lock(folder: Path) -> FileLock:
    """One writer of a folder at a time; whoever holds it may take it again."""
    folder.mkdir(parents=True, exist_ok=True)
    return _locks(folder)


@cache
def _locks(folder: Path) -> FileLock:
    return FileLock(folder / ".lock", timeout=_PATIENCE_S, thread_local=True)


def _write(name: str, mappe: Mappe) -> Stored:
    raw = pack(mappe)
    put(_file(name), raw)
    return Stored(name, mappe, digest(raw))


def put(file: Path, raw: bytes) -> None:
    """Write a file whole or not at all: a full disk leaves the one that is there.

    What a killed one left of it is cleared away.
    """
    for left in file.parent.glob(f"{escape(file.name)}.*.part"):
        left.unlink(missing_ok=True)
    replacing.put(file, raw, file.with_name(f"{file.name}.{secrets.token_hex(4)}.part"))
