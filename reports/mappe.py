"""A Mappe: figures for a meeting in their order, in one file that opens unchanged for years.

The file is a zip of ``mappe.toml``, for people to read, and ``answers/<hash>.json``, each a frozen
figure with everything that is drawn of it, so that nothing is asked again to show it.
"""

from __future__ import annotations

import io
import tomllib
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import tomli_w

from reports.item import Item, digest, from_json
from reports.zipped import zipped

SUFFIX = ".mappe"
MEDIA = "application/vnd.china-monitor-ruhr.mappe+zip"
#: What the file says of its own form; a newer one than this is refused, an older one read.
FORMAT = 1
_CONTENTS = "mappe.toml"
#: A Mappe of 60 items has some 3 MB; what unpacks to more than this is none.
_MOST_BYTES, MOST_ITEMS = 64 * 1024 * 1024, 100
#: The fields of a Mappe that are texts, as mappe.toml names them.
FIELDS = ("title", "meeting", "agenda_item", "paper_number", "author")


class NotAMappe(ValueError):
    """The file is no Mappe that can be opened; the text says what was found and what to do."""


class FullMappe(ValueError):
    """One more figure does not go into the Mappe."""


@dataclass(frozen=True)
class Entry:
    """A figure in a Mappe, and what its author says about it."""

    item: Item
    comment: str = ""


@dataclass(frozen=True)
class Mappe:
    """Figures for a meeting.

    ``agenda_item`` (TOP) and ``paper_number`` (Vorlagen-Nr.) as the council's papers name them;
    ``day`` of the meeting.
    """

    title: str = ""
    meeting: str = ""
    agenda_item: str = ""
    paper_number: str = ""
    author: str = ""
    day: date | None = None
    entries: tuple[Entry, ...] = field(default=())

    @property
    def as_of(self) -> date | None:
        """The newest day whose knowledge it shows."""
        return max((entry.item.as_of for entry in self.entries), default=None)

    def added(self, item: Item) -> Mappe:
        """The Mappe with one more figure at its end; one that it holds already stays where it is.

        A figure is the same when it stands in the same place, language, state and filters.
        Raises FullMappe.
        """
        if any(_same(entry.item, item) for entry in self.entries):
            return self
        if len(self.entries) >= MOST_ITEMS:
            raise FullMappe(f"The Mappe holds {MOST_ITEMS} figures, more are not read again: begin "
                            "another one.")  # fmt: skip
        return replace(self, entries=(*self.entries, Entry(item)))

    def moved(self, number: int, steps: int) -> Mappe:
        """The Mappe with the figure of that number (from 0) so many places further down."""
        entries = list(self.entries)
        entry = entries.pop(number)
        entries.insert(min(max(number + steps, 0), len(entries)), entry)
        return replace(self, entries=tuple(entries))

    def without(self, number: int) -> Mappe:
        """The Mappe without the figure of that number (from 0)."""
        return replace(self, entries=(*self.entries[:number], *self.entries[number + 1 :]))

    def commented(self, number: int, comment: str) -> Mappe:
        """The Mappe with another comment on the figure of that number (from 0)."""
        entries = list(self.entries)
        entries[number] = replace(entries[number], comment=comment)
        return replace(self, entries=tuple(entries))


def _same(one: Item, other: Item) -> bool:
    def key(item: Item) -> tuple[Any, ...]:
        return item.place, item.name, item.parameters, item.lang, item.as_of, item.result_hash

    return key(one) == key(other)


def pack(mappe: Mappe) -> bytes:
    """The Mappe as a file; the same Mappe always gives the same bytes."""
    items: list[dict[str, Any]] = []
    files: dict[str, bytes] = {}
    for entry in mappe.entries:
        item, raw = entry.item, entry.item.to_json()
        name = f"answers/{digest(raw)}.json"
        files[name] = raw
        items.append(
            {
                "title": item.title,
                "comment": entry.comment,
                "code": item.code,
                "place": item.place,
                "figure": item.name,
                "parameters": item.parameters,
                "language": item.lang,
                "as_of": item.as_of,
                "questions": [{"question": one.question,
                               "values": {k: v for k, v in one.values.items() if v is not None}}
                              for one in item.answers],
                "answer": name,
            }
        )  # fmt: skip
    contents: dict[str, Any] = {"format": FORMAT}
    contents |= {name: getattr(mappe, name) for name in FIELDS}
    contents |= ({"day": mappe.day} if mappe.day else {}) | {"items": items}
    files = {_CONTENTS: tomli_w.dumps(contents).encode(), **dict(sorted(files.items()))}
    return zipped(files)


def unpack(raw: bytes) -> Mappe:
    """The Mappe in a file. Raises NotAMappe for what is none, is damaged or was changed by hand."""
    files = _files(raw)
    try:
        contents = tomllib.loads(files[_CONTENTS].decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotAMappe(f"{_CONTENTS} cannot be read: {error}. Take another copy.") from error
    file_format = contents.get("format")
    if type(file_format) is not int or not 1 <= file_format <= FORMAT:
        raise NotAMappe(
            f"The Mappe has format {file_format!r}, expected {FORMAT} or older. "
            "Open it with the version of China-Monitor Ruhr that wrote it, or a newer one."
        )
    items = contents.get("items", [])
    if not isinstance(items, list) or not all(isinstance(one, dict) for one in items):
        raise NotAMappe(f"{_CONTENTS} lists no items where expected. Take another copy.")
    texts = {name: text if isinstance(text := contents.get(name), str) else "" for name in FIELDS}
    day = contents.get("day")
    return Mappe(
        **texts,
        day=day if type(day) is date else None,
        entries=tuple(_entry(one, files) for one in items),
    )


def _entry(fields: Mapping[str, Any], files: Mapping[str, bytes]) -> Entry:
    name = str(fields.get("answer", ""))
    if (raw := files.get(name)) is None:
        raise NotAMappe(f"{name or 'an answer'} is named in {_CONTENTS} but missing in the file. "
                        "Take another copy.")  # fmt: skip
    if name != f"answers/{digest(raw)}.json":
        raise NotAMappe(f"{name} was changed after it was written: its contents do not have that "
                        "hash. Take another copy.")  # fmt: skip
    try:
        item = from_json(raw)
    except ValueError as error:
        raise NotAMappe(f"{name} holds no figure: {error}") from error
    if fault := item.fault:
        raise NotAMappe(f"{name} holds no figure of ours: {fault}. Take another copy.")
    return Entry(item, str(fields.get("comment", "")))


def _files(raw: bytes) -> dict[str, bytes]:
    """What the zip holds, as far as a Mappe may. Never unpacks more than a Mappe may have."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError) as error:
        raise NotAMappe(f"The file is no Mappe: {error}. Expected a file that ends in {SUFFIX} "
                        "as China-Monitor Ruhr writes it.") from error  # fmt: skip
    infos = archive.infolist()
    if _CONTENTS not in archive.namelist():
        raise NotAMappe(f"The file is a zip without {_CONTENTS}: no Mappe.")
    if len(infos) > MOST_ITEMS + 1:
        raise NotAMappe(f"The Mappe has {len(infos) - 1} items, at most {MOST_ITEMS} are read.")
    files, left = {}, _MOST_BYTES
    for info in infos:
        try:
            with archive.open(info) as part:
                files[info.filename] = part.read(left + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            RuntimeError,
            NotImplementedError,
            EOFError,
            ValueError,  # a place before the beginning of the file
        ) as error:
            raise NotAMappe(f"{info.filename} in the Mappe cannot be read: {error}") from error
        left -= len(files[info.filename])
        if left < 0:
            raise NotAMappe(f"The Mappe unpacks to more than {_MOST_BYTES >> 20} MB: it is none.")
    return files
