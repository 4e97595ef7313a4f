"""The text of a file that somebody brings, with the place of each part.

Nothing is stored, nothing outside the file is looked at. What cannot be read is refused with a
reason.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from i18n import Locale
from reports.checker import documents
from reports.checker.documents import Damaged

#: Bytes of a file, bytes of what is packed in it, and how many times smaller it may be packed.
MOST_BYTES, MOST_UNPACKED, MOST_RATIO = 20_000_000, 200_000_000, 100
#: A small file packs well without being a trap.
_HARMLESS = 10_000_000
_MOST_ENTRIES = 5_000
#: Letters of text: some 500 pages.
MOST_LETTERS = 2_000_000
_ENCRYPTED = 0x1
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: An encrypted Office file is an old container with this part in it.
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
#: What each kind of packed document has and no other.
_PARTS = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx", "xl/workbook.xml": "xlsx",
          "mappe.toml": "mappe"}  # fmt: skip
#: How Markdown marks headings, lists, quotes, tables and emphasis.
_MARKDOWN = re.compile(r"^[ \t]*(?:[#>]+|[-*+](?=[ \t]))[ \t]*|\*\*|__|`|\|", re.MULTILINE)


@dataclass(frozen=True)
class Place:
    """Where a paragraph stands: ``kind`` (paragraph, page, slide) and its number from 1."""

    kind: str
    number: int

    def label(self, locale: Locale) -> str:
        """Seite 3."""
        return locale(f"checker.place.{self.kind}", number=self.number)


@dataclass(frozen=True)
class Paragraph:
    """A piece of text that belongs together, and where it stands."""

    text: str
    place: Place


class Unreadable(ValueError):
    """A file that cannot be read; ``reason`` and ``values`` make the sentence for its reader."""

    def __init__(self, reason: str, **values: str | int) -> None:
        super().__init__(f"{reason} {values}" if values else reason)
        self.reason, self.values = reason, values

    def message(self, locale: Locale) -> str:
        """The reason as a sentence: what was found, what is expected, what to do."""
        return locale(f"checker.unreadable.{self.reason}", **self.values)


def read(raw: bytes, name: str) -> list[Paragraph]:
    """The paragraphs of a file by its ending, in order. Raises Unreadable."""
    ending = looked_at(raw, name, ENDINGS)
    try:
        paragraphs = list(_READERS[ending](raw))
    except Damaged as error:
        raise Unreadable(error.reason) from error
    if not paragraphs:
        raise Unreadable("scanned" if ending == ".pdf" else "no_text")
    if sum(len(one.text) for one in paragraphs) > MOST_LETTERS:
        raise Unreadable("letters", allowed=MOST_LETTERS)
    return paragraphs


def looked_at(raw: bytes, name: str, endings: Sequence[str]) -> str:
    """The ending of a file whose contents fit to it and may be opened. Raises Unreadable."""
    ending = PurePath(name).suffix.lower()
    if ending not in endings:
        raise Unreadable("ending", found=ending or name, allowed=", ".join(endings))
    if len(raw) > MOST_BYTES:
        raise Unreadable("size", found=-(-len(raw) // 1_000_000), allowed=MOST_BYTES // 1_000_000)
    if not raw.strip():
        raise Unreadable("empty")
    content = _content(raw)
    if content == "encrypted":
        raise Unreadable("encrypted")
    expected = "text" if ending in (".md", ".txt", ".html") else ending[1:]
    if content != expected:
        raise Unreadable("content", ending=ending, found=content)
    return ending


def of_text(text: str) -> list[Paragraph]:
    """Pasted text as paragraphs; lines that belong together are joined. Raises Unreadable."""
    if len(text) > MOST_LETTERS:
        raise Unreadable("letters", allowed=MOST_LETTERS)
    return list(_numbered("paragraph", documents.paragraphs_of(text)))


def _content(raw: bytes) -> str:
    """What a file is by its first bytes: pdf, docx, pptx, zip, encrypted, old_office, text …"""
    if raw.lstrip()[:5] == b"%PDF-":
        return "pdf"
    if raw.startswith(_OLD_OFFICE):
        return "encrypted" if _ENCRYPTED_PACKAGE in raw else "old_office"
    if raw.startswith(b"PK"):
        return _packed(raw)
    return "binary" if b"\x00" in raw and raw[:2] not in (b"\xff\xfe", b"\xfe\xff") else "text"


def _packed(raw: bytes) -> str:
    """Which kind of packed document it is; refuses one that would unpack to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise Unreadable("damaged") from error
    unpacked = sum(entry.file_size for entry in entries)
    is_bomb = unpacked > MOST_UNPACKED or len(entries) > _MOST_ENTRIES
    if is_bomb or (unpacked > _HARMLESS and unpacked > MOST_RATIO * len(raw)):
        raise Unreadable(
            "bomb", found=-(-unpacked // 1_000_000), allowed=MOST_UNPACKED // 1_000_000
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        return "encrypted"
    names = {entry.filename for entry in entries}
    return next((kind for part, kind in _PARTS.items() if part in names), "zip")


def _text(raw: bytes) -> Iterator[Paragraph]:
    for encoding in ("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1252"):
        try:
            yield from of_text(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
        return
    raise Unreadable("content", ending=".txt", found="binary")


def _markdown(raw: bytes) -> Iterator[Paragraph]:
    for one in _text(raw):
        if text := _MARKDOWN.sub(" ", one.text).strip():
            yield Paragraph(text, one.place)


def _numbered(kind: str, texts: Iterator[str]) -> Iterator[Paragraph]:
    return (Paragraph(text, Place(kind, number)) for number, text in enumerate(texts, 1))


def _by_part(
    kind: str, parts: Callable[[bytes], Iterator[tuple[int, str]]]
) -> Callable[[bytes], Iterator[Paragraph]]:
    """A reader of files whose parts (pages, slides) have numbers of their own."""
    return lambda raw: (Paragraph(text, Place(kind, number)) for number, text in parts(raw))


_READERS: dict[str, Callable[[bytes], Iterator[Paragraph]]] = {
    ".txt": _text,
    ".md": _markdown,
    ".docx": _by_part("paragraph", documents.of_docx),
    ".pptx": _by_part("slide", documents.of_pptx),
    ".pdf": _by_part("page", documents.of_pdf),
}
#: Endings of the files that are read.
ENDINGS = tuple(_READERS)
