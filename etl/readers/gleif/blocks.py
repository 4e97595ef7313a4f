"""Blocks: whole lines of the one table in an archive, one unpacked while another is read."""

from __future__ import annotations

import csv
import queue
import re
import threading
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_BLOCK_BYTES, _CHUNK_BYTES, _HEAD_BYTES = 48_000_000, 1 << 20, 200_000
_STAMP = re.compile(r"(?<!\d)(20\d{2})(\d{2})(\d{2})-(\d{2})(\d{2})(?!\d)")
#: IndexError: a member without a name.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, IndexError)


class Block(NamedTuple):
    """Names of the columns, a file of lines without them, its bytes."""

    names: list[str]
    file: Path
    size: int


def ahead(file: Path, folder: Path, largest: int) -> Iterator[Block]:
    """Blocks of the table in an archive, at least one, each on the disk until the next is asked.

    Raises ValueError naming found and expected, OSError (disk).
    """
    line: queue.Queue[Block | BaseException | None] = queue.Queue(maxsize=1)
    stopped = threading.Event()

    def put(one: Block | BaseException | None) -> None:
        while not stopped.is_set():
            try:
                line.put(one, timeout=0.1)
            except queue.Full:
                continue
            return

    def unpack() -> None:
        try:
            for number, (names, raw) in enumerate(_blocks(file, largest)):
                block = folder / f"{number % 4}.csv"
                block.write_bytes(raw)
                put(Block(names, block, len(raw)))
                if stopped.is_set():
                    return
        except BaseException as error:
            put(error)  # raised by who reads
        else:
            put(None)

    unpacking = threading.Thread(target=unpack, name=__name__, daemon=True)
    unpacking.start()
    try:
        while (one := line.get()) is not None:
            if isinstance(one, BaseException):
                raise one
            yield one
            one.file.unlink()
    finally:
        stopped.set()
        unpacking.join()


def _blocks(file: Path, largest: int) -> Iterator[tuple[list[str], bytes]]:
    """Whole lines of the one table in an archive, with the names of its columns.

    Raises ValueError.
    """
    try:
        with zipfile.ZipFile(file) as packed, packed.open(_member(packed, file)) as table:
            names: list[str] = []
            rest, size = b"", 0
            while True:
                chunks, count = [rest], len(rest)
                while count < _BLOCK_BYTES and (chunk := table.read(_CHUNK_BYTES)):
                    chunks.append(chunk)
                    count += len(chunk)
                    size += len(chunk)
                    # The size that the archive states may be a lie: only what is read counts.
                    if size > largest:
                        raise ValueError(f"{file.name} with more than {largest:,} bytes unpacked; "
                                         "expected a golden copy")  # fmt: skip
                raw = b"".join(chunks)
                if not names:
                    names, raw = _headed(raw, file)
                is_last = count < _BLOCK_BYTES
                end = len(raw) if is_last else _last_break(raw)
                if is_last and raw and not raw.endswith(b"\n"):
                    raise ValueError(f"{file.name} stops inside a line; expected a whole table")
                rest = raw[end:]
                yield names, _utf8(raw[:end])
                if is_last:
                    return
    except _BROKEN as error:
        raise ValueError(f"{file.name} is broken or cut short ({error}); expected a zip of the "
                         "golden copy") from None  # fmt: skip


def _member(packed: zipfile.ZipFile, file: Path) -> zipfile.ZipInfo:
    members = [one for one in packed.infolist() if not one.is_dir()]
    if len(members) != 1:
        raise ValueError(f"{file.name} holds {len(members)} files; expected one table")
    return members[0]


def _headed(raw: bytes, file: Path) -> tuple[list[str], bytes]:
    """Names of the columns, and what follows them."""
    head, ended, rest = raw.partition(b"\n")
    if not ended or len(head) > _HEAD_BYTES:
        raise ValueError(f"{file.name} begins with {raw[:40]!r}; expected the names of columns")
    names = next(csv.reader([head.decode("utf-8-sig", "replace").strip()]), [])
    if len(set(names)) < len(names):
        raise ValueError(f"{file.name} names columns twice; expected each once")
    return names, rest


def _last_break(raw: bytes) -> int:
    """Where the last whole line ends: at a line break outside of quotes. Raises ValueError."""
    end = raw.rfind(b"\n")
    quotes = raw.count(b'"', 0, max(end, 0))
    while end >= 0 and quotes % 2:
        before = raw.rfind(b"\n", 0, end)
        quotes -= raw.count(b'"', max(before, 0), end)
        end = before
    if end < 0:
        raise ValueError("a line without end; expected lines of a table")
    return end + 1


def _utf8(raw: bytes) -> bytes:
    """The same bytes; what is no UTF-8 in them becomes a mark of that."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace").encode()
    return raw


def stamp(file: Path) -> str:
    """When a file was published, by the name of its table or its own; nothing without one."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = f"{_member(packed, file).filename} {file.name}"
    except (*_BROKEN, OSError) as error:
        raise ValueError(f"{file.name} is no zip ({error}); expected one of the golden copy") \
            from None  # fmt: skip
    match = _STAMP.search(names)
    return "{}-{}-{}T{}:{}:00Z".format(*match.groups()) if match else ""
