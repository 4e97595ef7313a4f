"""Where a file is a table of the Chinese customs' online query: its text, its header, its columns.

    数据年月,贸易伙伴编码,贸易伙伴名称,注册地编码,注册地名称,美元,        as downloaded, GB18030
    Date of data,Trading partner code,Trading partner,Locations of …,US dollar,

Downloads end each line with a comma, write thousands with commas and do not say the direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from etl.inbox.issues import Invalid
from etl.inbox.read import Cell, Row, Sheet, unpacked

#: Column → its headings, as ``bare`` writes them.
_HEADINGS = {
    "period": ("数据年月", "统计年月", "年月", "年份", "年度", "月份", "时间", "日期", "dateofdata",
               "yearandmonth", "yearmonth", "period", "month", "year", "date"),
    "partner_code": ("贸易伙伴编码", "贸易伙伴代码", "国别编码", "tradingpartnercode",
                     "tradepartnercode", "partnercode", "countrycode"),
    "partner": ("贸易伙伴名称", "贸易伙伴", "国别", "国别地区", "国家", "国家地区",
                "tradingpartner", "tradingpartners", "tradepartner", "partner", "country",
                "countryorregion"),
    "province_code": ("注册地编码", "注册地代码", "收发货人注册地编码",
                      "locationsofimportersandexporterscode", "placeofregistrationcode",
                      "registrationplacecode", "provincecode"),
    "province": ("注册地名称", "注册地", "收发货人注册地", "收发货人注册地名称", "省份",
                 "locationsofimportersandexporters", "placeofregistration", "registrationplace",
                 "province"),
    "flow": ("进出口类型", "进出口", "进出口方向", "贸易方向", "贸易流向", "贸易类型", "flow",
             "tradeflow", "importsandexports", "importexport", "importorexport"),
    "unit": ("单位", "货币单位", "金额单位", "币种", "币制", "unit", "currency", "unitofvalue"),
    "split": ("商品编码", "商品名称", "商品", "贸易方式编码", "贸易方式名称", "贸易方式",
              "commoditycode", "commodity", "hscode", "customsregimecode", "customsregime"),
}  # fmt: skip
_FIELD_OF = {heading: name for name, headings in _HEADINGS.items() for heading in headings}
_VALUE = re.compile(
    "人民币|美元|金额|总值|进口额|出口额|进出口额|进口值|出口值|^进口|^出口|value|amount|dollar|usd"
    "|rmb|cny|yuan|^imports?|^exports?"
)
#: What is said of a value besides how much: changes, shares, prices.
_ABOUT_VALUE = re.compile("同比|环比|增长|占比|比重|单价|增减|%|growth|change|share|price")
#: Headings of which one tells the customs' table from any other.
_TELLING = {*_HEADINGS["partner_code"][:2], *_HEADINGS["partner"][:2], *_HEADINGS["province"][:4],
            *_HEADINGS["province_code"][:4], "tradingpartner", "placeofregistration",
            "locationsofimportersandexporters", "registrationplace"}  # fmt: skip
_LATEST_HEADER = 30
_BROKEN = "\ufffd"


@dataclass
class CustomsTable:
    """A header, where its columns are, the rows below with their numbers, what stands above.

    ``columns``: our name → place; ``values``: place → heading of figures; ``left_out``: headings
    that say nothing that is read.
    """

    sheet: str
    header_row: int
    columns: dict[str, int]
    values: dict[int, str]
    headings: list[str]
    rows: list[tuple[int, Row]]
    above: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def bare(cell: Cell | None) -> str:
    """A heading or value without case, widths, blanks and brackets."""
    text = unicodedata.normalize("NFKC", "" if cell is None else str(cell)).casefold()
    return re.sub(r"[\s()\[\]_./:,\-]", "", text)


def readable(raw: bytes, name: str) -> tuple[bytes, str]:
    """A file and its name as they came; a customs' text in GB18030 in UTF-8.

    Raises Invalid where its signs were spoilt on the way.
    """
    raw, name = unpacked(raw, name)
    if Path(name).suffix.lower() not in (".csv", ".txt", ".tsv"):
        return raw, name
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", "replace")
        if not _is_customs(text):
            return raw, name
        if _BROKEN in text:
            broken = next(line for line in text.splitlines() if _BROKEN in line)
            raise Invalid("customs_mojibake", broken) from None
        return text.encode(), name
    if not text.isascii() and not _is_customs(text) and (spoilt := _spoilt(text[:4000])):
        raise Invalid("customs_mojibake", spoilt)
    return raw, name


def _is_customs(text: str) -> bool:
    """Whether one of the first lines has a heading that only the customs' table has."""
    lines = text[:20_000].splitlines()[:_LATEST_HEADER]
    return any(bare(cell.strip('"')) in _TELLING
               for line in lines for cell in re.split("[,;\t]", line))  # fmt: skip


def _spoilt(text: str) -> str:
    """The first line that was a customs' header before it was read in a wrong encoding."""
    for line in text.splitlines()[:_LATEST_HEADER]:
        for wrong, right in (("latin-1", "gb18030"), ("cp1252", "gb18030"), ("latin-1", "utf-8"),
                             ("cp1252", "utf-8"), ("gb18030", "utf-8")):  # fmt: skip
            # A sign lost on the way costs its neighbour: the others still tell.
            mended = line.encode(wrong, "ignore").decode(right, "ignore")
            if _is_customs(mended):
                return line
    return ""


def find_table(sheets: Sequence[Sheet]) -> CustomsTable | None:
    """The customs' table of a file; None where it has none. Raises Invalid.

    Of several readings of one text the first with a header counts; of several sheets there may be
    one.
    """
    tables = [one for sheet in sheets if not sheet.is_hidden and (one := _in(sheet)) is not None]
    if tables and not sheets[0].delimiter and len(tables) > 1:
        raise Invalid("customs_sheets", ", ".join(one.sheet for one in tables))
    return max(tables, key=lambda one: len(one.columns) + len(one.values), default=None)


def _in(sheet: Sheet) -> CustomsTable | None:
    for at, (number, row) in enumerate(sheet.rows[:_LATEST_HEADER]):
        headings = [bare(cell) for cell in row]
        if not _TELLING & set(headings):
            continue
        if sheet.broken:
            raise Invalid.from_issue(sheet.broken)
        fields = [(_FIELD_OF.get(heading), place) for place, heading in enumerate(headings)]
        columns: dict[str, int] = {}
        for name, place in fields:
            if name is not None:
                if name != "split" and name in columns:
                    raise Invalid("customs_column_twice", f"{row[columns[name]]}, {row[place]}")
                columns[name] = place
        figures = {
            place: unicodedata.normalize("NFKC", str(row[place]))
            for place, heading in enumerate(headings)
            if heading not in _FIELD_OF
            and _VALUE.search(heading)
            and not _ABOUT_VALUE.search(heading)
        }
        known = {*columns.values(), *figures}
        texts = [(place, str(cell)) for place, cell in enumerate(row) if cell is not None]
        return CustomsTable(
            sheet.name, number, columns, figures, [text for _, text in texts], sheet.rows[at + 1 :],
            [str(cell) for _, above in sheet.rows[:at] for cell in above if cell is not None],
            [text for place, text in texts if place not in known],
        )  # fmt: skip
    return None


def check(table: CustomsTable) -> None:
    """Refuse a table that is not of whole provinces by partner. Raises Invalid."""
    texts = [*table.headings, *(str(c) for _, row in table.rows for c in row if isinstance(c, str))]
    if broken := next((text for text in texts if _BROKEN in text), ""):
        raise Invalid("customs_mojibake", broken)
    if "split" in table.columns:
        split = [one for one in table.headings if bare(one) in _HEADINGS["split"]]
        raise Invalid("customs_split", ", ".join(split))
    lacking = [
        _HEADINGS[name][0]
        for name in ("period", "partner", "province")
        if not {name, f"{name}_code"} & table.columns.keys()
    ]
    if lacking or not table.values:
        expected = ", ".join(lacking or ["人民币 / 美元"])
        raise Invalid("customs_lacks", ", ".join(table.headings), expected=expected)
