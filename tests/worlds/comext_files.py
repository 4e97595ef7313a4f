"""Monthly files of Comext for playbacks: one table of made lines in a 7z archive."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

import py7zr

from tests.worlds import eurostat
from tests.worlds.playback import Answer, Asked

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

#: The same of trade by product: a line split by procedure, masked products, a total.
PRODUCTS_HEAD = (
    "REPORTER,PARTNER,TRADE_TYPE,PRODUCT_NC,PRODUCT_SITC,PRODUCT_CPA21,PRODUCT_CPA22,PRODUCT_BEC,"
    "PRODUCT_BEC5,PRODUCT_SECTION,FLOW,STAT_PROCEDURE,SUPPL_UNIT,PERIOD,VALUE_EUR,VALUE_NAC,"
    "QUANTITY_KG,QUANTITY_SUPPL_UNIT"
)
_BESIDE = "77811,2720,2720,111,111000,16"
PRODUCTS_LINES = tuple(
    f"{reporter},{partner},{kind},{product},{_BESIDE},{flow},{procedure},NO_SU,{{month}},{value},"
    f"{value},{weight},0"
    for reporter, partner, kind, product, flow, procedure, value, weight in (
        ("AT", "CN", "E", "85076000", 1, 1, 7, 7),
        ("DE", "CN", "E", "85076000", 1, 1, 3_000_000, 500_000),
        ("DE", "CN", "E", "85076000", 1, 2, 1_000_000, ""),
        ("DE", "CN", "E", "85076090", 1, 1, 500_000, 20_000.4),
        ("DE", "CN", "E", "85SSS999", 1, 1, 250_000, 1_000),
        ("DE", "CN", "E", "XXXXXXXX", 1, 1, 125_000, 0),
        ("DE", "CN", "E", "TOTAL", 1, 1, 4_875_000, 521_000.4),
        ("DE", "CN", "E", "87038010", 2, 1, 2_000_000, 200_000),
        ("DE", "PL", "I", "85076000", 1, 1, 9_000_000, 900_000),
        ("DE", "US", "E", "87038010", 2, 1, 8_000_000, 800_000),
    )
)


@dataclass
class Files:
    """The download folder of trade by product, up to a month, as the service answers."""

    until: str = field(default_factory=lambda: eurostat.months_ago(2))
    lines: tuple[str, ...] = PRODUCTS_LINES

    def __call__(self, asked: Asked) -> Answer:
        """The archive of a month, or that there is none."""
        name = re.fullmatch(r"comext/COMEXT_DATA/PRODUCTS/full_v2_([0-9]{6})\.7z",
                            asked.fields.get("file", ""))  # fmt: skip
        if not name or name[1] > self.until:
            return eurostat.said(eurostat.NOT_FOUND, 404)
        return Answer(packed(table(name[1], self.lines, PRODUCTS_HEAD), f"full_{name[1]}.dat"))


PLAYED = {"eurostat_ds_045409_months": Files}


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
