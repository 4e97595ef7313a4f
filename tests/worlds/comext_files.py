"""Monthly files of Comext for playbacks: one table of made lines in a 7z archive."""

from __future__ import annotations

import io
from collections.abc import Iterable

import py7zr

HEAD = "REPORTER,PARTNER,PRODUCT,FLOW,TRANSPORT_MODE,PERIOD,VALUE_EUR,QUANTITY_KG"
#: Germany by rail and sea, with a masked product and a total; what is not asked for beside it.
LINES = (
    "AT,CN,870380,1,2,{month},7,7",
    "DE,CN,870380,1,2,{month},3000000,500000",
    "DE,CN,84XXXX,1,2,{month},1000000,",
    "DE,CN,XXXXXX,1,2,{month},500000,100000",
    "DE,CN,TOTAL,1,2,{month},4500000,600000",
    "DE,CN,870380,1,1,{month},30000000,9000000",
    "DE,CN,870380,2,2,{month},2000000,200000",
    "DE,HK,870380,2,4,{month},1000000,1000",
    "DE,US,870380,1,1,{month},9,9",
    "DEX,CN,870380,1,1,{month},9,9",
)


def table(month: str, lines: Iterable[str] = LINES, head: str = HEAD) -> str:
    """The table of a month (YYYYMM)."""
    return "".join(f"{line.format(month=month)}\n" for line in (head, *lines))


def packed(text: str | bytes, name: str = "trhs_202607.dat", password: str | None = None) -> bytes:
    """A 7z archive with one file, stored as it is unless behind a password: that is quick."""
    raw = io.BytesIO()
    filters = None if password else [{"id": py7zr.FILTER_COPY}]
    with py7zr.SevenZipFile(raw, "w", filters=filters, password=password) as archive:
        archive.writef(io.BytesIO(text.encode() if isinstance(text, str) else text), name)
    return raw.getvalue()
