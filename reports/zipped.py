"""Office files as zips whose bytes depend on nothing but their contents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: The same contents give the same file: a zip knows no time before this one.
TIME = (1980, 1, 1, 0, 0, 0)
#: Programs look here first.
_FIRST = ("[Content_Types].xml", "_rels/.rels")


def members(raw: bytes) -> dict[str, bytes]:
    """Name and contents of each file in a zip."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip without any time in it."""
    names = [*(name for name in _FIRST if name in files), *(n for n in files if n not in _FIRST)]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name, TIME), files[name], zipfile.ZIP_DEFLATED)
    return target.getvalue()


def settled(raw: bytes) -> bytes:
    """A zip without the times at which its files were written."""
    return zipped(members(raw))
