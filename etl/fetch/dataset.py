"""Fetch session: where a data set asks its publisher, and where each raw file is kept at once."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from data.replacing import replace
from etl.fetch.credentials import ACCOUNTS, Account
from etl.fetch.http import Web

#: How long parts of an interrupted fetch may wait: a table may change meanwhile.
_FRESH = timedelta(hours=12)


@dataclass(frozen=True)
class RawFile:
    """One answer of a publisher, as it came: file name, bytes, address, question, time (UTC)."""

    name: str
    raw: bytes
    address: str
    query: str
    fetched: str

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()


class FetchSession:
    """Where a source asks and its parts are kept at once, so that a stop loses nothing.

    `folder` holds the parts of a fetch that is under way; those of today are not asked for again.
    """

    def __init__(self, web: Web, account: str, folder: Path,
                 report: Callable[[str], None] = lambda _: None,
                 last: Callable[[], Mapping[str, bytes]] = dict) -> None:  # fmt: skip
        self.web = web
        #: The parts of the last state kept, nothing without one.
        self.last = last
        self._report = report
        self.account = ACCOUNTS[account]() if account else Account({}, may_run_jobs=False)
        self._folder = folder
        self._lock = threading.Lock()
        self.parts: dict[str, RawFile] = {}

    def report(self, text: str) -> None:
        """Say something on the way; a publisher's words may repeat whom it speaks to."""
        self._report(self.account.redacted(text.encode()).decode())

    def part(self, name: str, address: str, query: str, ask: Callable[[], bytes]) -> bytes:
        """The bytes of a part: of an earlier, interrupted run, or asked for now."""
        part = self._cached(name, address, query)
        if part is None:
            raw = self.account.redacted(ask())
            part = RawFile(
                name, raw, address, query, datetime.now(UTC).isoformat(timespec="seconds")
            )
            self._keep(part)
            self.report(f"{name}: {len(raw):,} bytes")
        else:
            self.report(f"{name}: kept from the interrupted run")
        with self._lock:
            self.parts[name] = part
        return part.raw

    def forget(self) -> None:
        """Drop all parts: the publisher has something newer."""
        self.parts.clear()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _keep(self, part: RawFile) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        body, note = self._folder / part.name, self._folder / f"{part.name}.toml"
        fresh = body.with_name(f".{part.name}")
        fresh.write_bytes(part.raw)
        replace(fresh, body)
        # The note comes last: a part without one is half a part.
        written = note.with_name(f".{note.name}")
        written.write_text(raw_file_note(part), encoding="utf-8")
        replace(written, note)

    def _cached(self, name: str, address: str, query: str) -> RawFile | None:
        body, file = self._folder / name, self._folder / f"{name}.toml"
        try:
            note = tomllib.loads(file.read_text(encoding="utf-8"))
            raw = body.read_bytes()
            age = datetime.now(UTC) - datetime.fromisoformat(str(note["fetched"]))
        except (OSError, ValueError, KeyError):
            return None
        part = RawFile(name, raw, address, query, str(note["fetched"]))
        same = (note.get("address"), note.get("asked"), note.get("sha256"))
        return part if same == (address, query, part.sha256) and age < _FRESH else None


def raw_file_note(part: RawFile) -> str:
    """What is known of a part, as TOML."""
    note: dict[str, str | int] = {
        "name": part.name, "address": part.address, "asked": part.query,
        "fetched": part.fetched, "bytes": len(part.raw), "sha256": part.sha256,
    }  # fmt: skip
    return "".join(toml_line(key, value) for key, value in note.items())


def toml_line(key: str, value: str | int | list[str]) -> str:
    """One line of TOML: its strings are written as those of JSON."""
    return f"{key} = {json.dumps(value, ensure_ascii=False)}\n"
