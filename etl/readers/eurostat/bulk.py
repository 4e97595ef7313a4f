"""Monthly files of Comext, such as those on trade by mode of transport: ``trhs_v2_YYYYMM.7z``.

An archive holds one table of all reporters, some hundred megabytes. It is unpacked as a stream that
never touches the disk, and only Germany's lines (of these, with China and Hong Kong) are kept, as
they came: they are the part that a state consists of.
"""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from etl.readers.claims.trade_claims import text

MAGIC = b"7z\xbc\xaf\x27\x1c"
#: Largest table that is unpacked; a month has some 40 MB, a year some 250.
LARGEST_BYTES = 1_500_000_000
_HEAD_BYTES = 4000
#: What we read → names that a column has had.
READ = {
    "reporter": ("REPORTER", "DECLARANT"), "partner": ("PARTNER",),
    "product": ("PRODUCT", "PRODUCT_HS", "PRODUCT_NC"), "flow": ("FLOW",), "period": ("PERIOD",),
    "value": ("VALUE_EUR", "VALUE_IN_EUROS"), "weight": ("QUANTITY_KG", "QUANTITY_IN_KG"),
}  # fmt: skip
#: What further splits a line, each line being a part of the whole; and what only stands beside it.
SPLIT = ("TRADE_TYPE", "STAT_PROCEDURE", "STAT_REGIME", "CONTAINER", "NATIONALITY")
BESIDE = ("SUPPL_UNIT", "VALUE_NAC", "QUANTITY_SUPPL_UNIT")
NUMBER = r"[0-9]{1,15}(?:\.[0-9]{1,6}0*)?"


@dataclass(frozen=True)
class Layout:
    """One kind of monthly file: its folder, the beginning of its name, the ending of what is kept.

    ``read``: what we read → names that its column has had; ``ignored``: columns without effect;
    ``partners``: whose lines are kept, as a pattern; ``selection``: which these are, in words.
    """

    folder: str
    prefix: str
    ending: str
    read: Mapping[str, tuple[str, ...]]
    ignored: tuple[str, ...]
    partners: bytes
    selection: str

    def month(self, name: str) -> str:
        """The month (YYYYMM) in the name of an archive or of a part; empty for another name."""
        month = "([0-9]{4}(?:0[1-9]|1[0-2]))"
        match = re.search(rf"{self.prefix}_v2_{month}\.(?:7z|{self.ending})$", name)
        return match[1] if match else ""

    def part_name(self, name: str) -> str:
        """The name of the part that an archive's lines become. Raises ValueError."""
        if not (month := self.month(name)):
            raise ValueError(f"a 7z named {name}; expected {self.prefix}_v2_YYYYMM.7z of one month")
        return f"{self.prefix}_v2_{month}.{self.ending}"

    def columns(self, head: str) -> dict[str, str]:
        """What we read → the column's name, of a table's first line. Raises ValueError."""
        names = [name.strip().strip('"') for name in head.split(",")]
        matches = {ours: [name for name in names if name in known]
                   for ours, known in self.read.items()}  # fmt: skip
        missing = [self.read[ours][0] for ours, one in matches.items() if len(one) != 1]
        if missing:
            raise ValueError(f"the columns {', '.join(names)[:300]}; expected one {missing[0]}")
        strange = set(names) - {one[0] for one in matches.values()} - {*SPLIT, *self.ignored}
        if strange:
            raise ValueError(f"unknown column {', '.join(sorted(strange)[:5])}")
        return {ours: one[0] for ours, one in matches.items()}


TRANSPORT = Layout(
    "comext/COMEXT_DATA/TRANSPORT_HS", "trhs", "csv",
    READ | {"code": ("TRANSPORT_MODE", "MODE_OF_TRANSPORT")}, BESIDE,
    b"(?:CN|HK)", "lines of DE with CN, HK",
)  # fmt: skip


def is_archive(raw: bytes) -> bool:
    """Whether bytes begin as a 7z archive does."""
    return raw.startswith(MAGIC)


def is_part(name: str) -> bool:
    """Whether a part of a state holds lines of a monthly file."""
    return name.endswith(TRANSPORT.ending) and bool(TRANSPORT.month(name))


def cut(raw: bytes, layout: Layout = TRANSPORT, largest: int = LARGEST_BYTES) -> bytes:
    """Head and Germany's lines of the one table in an archive, with the layout's partners.

    No name in the archive is ever used as a path. Raises ValueError naming found and expected.
    """
    import lzma  # noqa: PLC0415 - of use to these files alone, as is what follows

    import py7zr  # noqa: PLC0415
    from py7zr.exceptions import AbsolutePathError, ArchiveError, PasswordRequired  # noqa: PLC0415

    from etl.readers.eurostat.bulk_lines import Lines, OneTable  # noqa: PLC0415

    lines = Lines(layout, largest)
    try:
        with py7zr.SevenZipFile(io.BytesIO(raw)) as archive:
            tables = [one for one in archive.list() if not one.is_directory]
            if len(tables) != 1:
                raise ValueError(f"{len(tables)} files in the archive; expected one table")
            if tables[0].uncompressed > largest:
                raise ValueError(f"a table of {tables[0].uncompressed:,} bytes; expected at most "
                                 f"{largest:,}")  # fmt: skip
            archive.extractall(factory=OneTable(lines))
    except PasswordRequired:
        raise ValueError("an archive behind a password; expected an open one") from None
    except AbsolutePathError:
        raise ValueError("an archive that names a place outside of it") from None
    except (ArchiveError, lzma.LZMAError, EOFError, OSError, NotImplementedError) as error:
        raise ValueError(f"a damaged archive ({type(error).__name__})") from None
    whole = lines.whole()
    # Without the time of packing, so that the same lines are the same part.
    return gzip.compress(whole, mtime=0) if layout.ending.endswith(".gz") else whole


def cells(name: str, raw: bytes) -> pd.DataFrame:
    """Germany's lines of a month as cells: chapters added up, and totals by mode.

    A total is that of the file where it states one. Raises ValueError.
    """
    head = raw[:_HEAD_BYTES].decode("utf-8-sig").partition("\n")[0].strip()
    read_as = {theirs: ours for ours, theirs in TRANSPORT.columns(head).items()}
    rows = pd.read_csv(io.BytesIO(raw), dtype="str", keep_default_na=False, encoding="utf-8-sig")
    splits = [name for name in SPLIT if name in rows]
    rows = rows.rename(columns=read_as)
    month = TRANSPORT.month(name)
    if rows.empty:
        raise ValueError(f"no line of Germany with China or Hong Kong in {name}")
    if strange := sorted(set(rows["period"]) - {month}):
        raise ValueError(f"the period {strange[0]} in {name}; expected {month}")
    for split in splits:
        if rows[split].isin(["TOTAL", "T", "_T"]).any():
            raise ValueError(f"a total in the column {split}; expected its parts alone")
    key = ["reporter", "partner", "product", "flow", "code", *splits]
    if (twice := rows[rows.duplicated(key)]).size:
        raise ValueError(f"stated twice: {' '.join(map(str, twice[key].iloc[0]))}")
    wrong = rows.loc[~rows["value"].str.fullmatch(NUMBER), "value"]
    wrong = pd.concat([wrong, rows.loc[~rows["weight"].str.fullmatch(f"({NUMBER})?"), "weight"]])
    if len(wrong):
        raise ValueError(f"{wrong.iloc[0]!r} is no figure; expected digits, none below zero")
    figures = rows.assign(
        value=pd.to_numeric(rows["value"]),
        weight=pd.to_numeric(rows["weight"].replace({"": None, "0": None})),
    )
    return _long(_chapters_and_totals(figures), f"{month[:4]}-{month[4:]}")


def _chapters_and_totals(rows: pd.DataFrame) -> pd.DataFrame:
    is_total = rows["product"] == "TOTAL"
    products, stated = rows[~is_total], rows[is_total]
    sizes = sorted(products["product"].str.len().unique())
    if sizes not in ([], [2], [4], [6]):
        raise ValueError(f"products of {', '.join(map(str, sizes))} signs; expected six")
    # Masked codes end in X; where even the chapter is masked they are in the total alone.
    chapter = products["product"].str.slice(0, 2)
    strange = products.loc[~chapter.str.fullmatch("[0-9]{2}|XX"), "product"]
    if len(strange):
        raise ValueError(f"unknown product: {strange.iloc[0]}; expected digits, or X where masked")
    at = ["reporter", "partner", "flow", "code"]
    of_mode = _added(products, at).merge(_added(stated, at), how="outer", on=at,
                                         suffixes=("_added", ""))  # fmt: skip
    more = of_mode[of_mode["value_added"] > 1.001 * of_mode["value"] + 1]
    if len(more):
        row = more.iloc[0]
        raise ValueError(f"products of mode {row['code']} add up to {row['value_added']:.0f}; "
                         f"expected at most the total, {row['value']:.0f}")  # fmt: skip
    for column in ("value", "weight"):
        of_mode[column] = of_mode[column].fillna(of_mode[f"{column}_added"])
    chapters = _added(products.assign(product=chapter), [*at, "product"])
    chapters = chapters[(chapters["product"] != "XX") & (chapters["partner"] != "HK")]
    return pd.concat([of_mode.assign(product="TOTAL"), chapters], ignore_index=True)


def _added(rows: pd.DataFrame, at: list[str]) -> pd.DataFrame:
    """Sums; of weights that nobody states no sum, not zero."""
    return rows.groupby(at, as_index=False)[["value", "weight"]].sum(min_count=1)


def _long(rows: pd.DataFrame, month: str) -> pd.DataFrame:
    measures: Mapping[str, str] = {"VALUE_EUR": "value", "QUANTITY_KG": "weight"}
    frames = [rows.assign(indicators=code, printed=rows[field]) for code, field in measures.items()]
    frame = pd.concat(frames, ignore_index=True)
    frame = frame[frame["printed"].notna()]
    return frame.assign(
        printed=frame["printed"].map(text),
        freq="M", time=month, flag="", name="",
    )[["freq", "reporter", "partner", "product", "flow", "code", "name", "indicators", "time",
       "printed", "flag"]]  # fmt: skip
