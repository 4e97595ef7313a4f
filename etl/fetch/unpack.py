"""Unpack: gzip and zip, never past a limit, never half of one."""

from __future__ import annotations

import io
import zipfile
import zlib

#: The largest answer that is unpacked: far above any table asked for, far below the memory.
BIGGEST = 300_000_000


class Damaged(ValueError):
    """Packed bytes that are cut short, broken or far too big."""


def gunzip(raw: bytes, limit: int = BIGGEST) -> bytes:
    """Unpack one gzip (or zlib) stream; Damaged when it is cut short or larger than limit bytes."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        unpacked = unpacker.decompress(raw, limit + 1)
    except zlib.error as error:
        raise Damaged(f"the gzip stream is broken ({error})") from error
    if len(unpacked) > limit:
        raise Damaged(f"unpacked it is larger than {limit:,} bytes")
    if not unpacker.eof:
        raise Damaged(f"the gzip stream is cut short after {len(raw):,} bytes")
    return unpacked


def unzip(raw: bytes, limit: int = BIGGEST) -> bytes:
    """Unpack the one member of a zip file; Damaged when it is cut short, broken or too big."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            members = [one for one in packed.infolist() if not one.is_dir()]
            if len(members) != 1:
                named = ", ".join(one.filename for one in members) or "none"
                raise Damaged(f"the zip file holds {len(members)} files ({named}); expected one")
            with packed.open(members[0]) as member:
                # The size that the directory states may be a lie: only what is read counts.
                unpacked = member.read(limit + 1)
            if len(unpacked) > limit:
                raise Damaged(f"unpacked it is larger than {limit:,} bytes")
            return unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise Damaged(f"the zip file is broken or cut short ({error})") from error
