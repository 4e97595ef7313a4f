"""Lines of one table in a 7z archive, as they are unpacked: those of Germany are kept."""

from __future__ import annotations

import re

from py7zr.io import Py7zIO, WriterFactory

from etl.readers.eurostat import bulk

_REPORTER = b"DE"


class Lines(Py7zIO):
    """Where a table is unpacked to: bytes in, head and lines of Germany out."""

    def __init__(self, layout: bulk.Layout, largest: int) -> None:
        self._layout = layout
        self._largest = largest
        self._size = 0
        self._rest = b""
        self._head = b""
        self._pattern: re.Pattern[bytes] | None = None
        self._matched: list[bytes] = []

    def write(self, s: bytes | bytearray) -> int:
        """Take what was unpacked next. Raises ValueError when it is too much, or another table."""
        self._size += len(s)
        if self._size > self._largest:
            raise ValueError(f"more than {self._largest:,} bytes; expected a table of a month")
        piece = self._rest + s
        if self._pattern is None:
            head, ended, piece = piece.partition(b"\n")
            if not ended:
                self._rest = head
                return len(s)
            self._pattern = self._lines_after(head)
            piece = b"\n" + piece
        end = piece.rfind(b"\n")
        # The line break before a line is what it is found by: the last one stays.
        self._matched += self._pattern.findall(piece, 0, max(end, 0))
        self._rest = piece[max(end, 0) :]
        return len(s)

    def _lines_after(self, head: bytes) -> re.Pattern[bytes]:
        """What finds the lines wanted, below a head that names its columns. Raises ValueError."""
        names = head.decode("utf-8-sig", "replace").strip()
        columns = self._layout.columns(names)
        self._head = names.encode() + b"\n"
        order = [name.strip().strip('"') for name in names.split(",")]
        wanted = {order.index(columns["reporter"]): _REPORTER,
                  order.index(columns["partner"]): self._layout.partners}  # fmt: skip
        quote = b'"?' if '"' in names else b""
        fields = [quote + wanted[at] + quote if at in wanted else b"[^,\n]*"
                  for at in range(max(wanted) + 1)]  # fmt: skip
        # A plain beginning ("\nDE,") lets the search jump from line to line.
        return re.compile(b"\n" + b",".join(fields) + b",[^\n]*")

    def whole(self) -> bytes:
        """The head and the lines kept. Raises ValueError where the table stops in a line."""
        if self._pattern is None or self._rest.strip():
            raise ValueError("a table that stops inside a line; expected a whole one")
        return self._head + b"".join(line.strip() + b"\n" for line in self._matched)

    def read(self, size: int | None = None) -> bytes:  # noqa: ARG002 - py7zr names it
        """Nothing: what was unpacked is not kept."""
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:  # noqa: ARG002
        """Nowhere: it is a stream."""
        return 0

    def flush(self) -> None:
        """Nothing is held back."""

    def size(self) -> int:
        """How much was unpacked, in bytes."""
        return self._size


class OneTable(WriterFactory):
    """Gives the one table its place, whatever the archive calls it."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def create(self, filename: str) -> Py7zIO:  # noqa: ARG002
        """The place, never a file of that name."""
        return self._lines
