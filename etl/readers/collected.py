"""Figures collected by hand in published sources: UTF-8 CSV with a header, everything text."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import Any

import pandas as pd
import pandera.pandas as pa

from data import paths
from etl.schema import Dataset, Title, column, table

#: Words that a collected row may use, shared by claims of all subjects.
CONFIDENCE = ("high", "medium", "low")
PRECISION = ("day", "month", "year", "read")
QUALIFIER = ("exact", "about", "more_than", "almost", "up_to", "less_than")
EVIDENCE = ("statistic", "observation", "computed", "statement", "report", "context",
            "announcement", "plan", "forecast", "capacity")  # fmt: skip
MODE = ("rail", "ship", "sea", "truck", "road", "air", "post", "fixed", "own", "mode_unknown",
        "total")  # fmt: skip
FLOW = ("export", "import", "turnover", "inward", "outward", "both", "westbound",
        "eastbound")  # fmt: skip
TRADE_SYSTEM = ("special", "general", "community")
CHINA_SCOPE = ("cn", "cn_hk", "greater_china", "undefined")
STATUS = ("final", "revised", "provisional", "estimated", "unknown")
PERIOD = ("year", "half", "quarter", "month", "year_to_date", "span", "average", "point",
          "undated")  # fmt: skip
PUBLISHER = ("official_statistics", "ministry_or_agency", "municipality", "chamber", "research",
             "register", "company", "news_agency", "press", "aggregator_copy")  # fmt: skip


def by_hand(title: str, feeds: str, rows: tuple[int, int], schema: pa.DataFrameSchema) -> Dataset:
    """The form of rows that were collected by hand: each names its source, a source itself."""
    per_row = "named in each row" if feeds == "source" else "named in each row's source"
    return Dataset(
        title=Title(title, title),
        publisher=per_row,
        page=per_row,
        licence=per_row,
        cadence="collected by hand",
        feeds=feeds,
        rows=rows,
        schema=schema,
    )


def as_claims(frame: pd.DataFrame, **columns: Any) -> pd.DataFrame:
    """Rows as claims, columns of CLAIMS as text. ``columns``: what all of them say.

    Where nothing else is said they are exact statistics, unadjusted, of high confidence.
    """
    constants = {name: value for name, value in _PLAIN.items() if name not in frame} | columns
    claims = frame.assign(**constants).reindex(columns=list(CLAIMS.columns))
    return claims.astype("str").reset_index(drop=True)


@cache
def reference(name: str) -> pd.DataFrame:
    """A table of data/reference as text, to look codes up in; not to be changed."""
    return read((paths.REFERENCE / f"{name}.csv").read_bytes())


def read(raw: bytes) -> pd.DataFrame:
    """Parse CSV bytes into a frame of text; an empty cell is missing, never an empty string.

    Strict, since pandas mends in silence: a row cut short would get empty cells, a row too long
    would push the first column into the index. Row i of the frame is line i + 2 of the file.
    Raises ValueError when the bytes are no UTF-8 or no whole table.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is not UTF-8 text (byte {error.start})") from error
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows = []
    try:
        for row in lines:
            rows.append(row)
            if lines.line_num != len(rows):
                raise ValueError(f"line {len(rows)} has a line break inside a cell")
            if len(row) != len(rows[0]):
                raise ValueError(
                    f"line {len(rows)} has {len(row)} cells; expected {len(rows[0])}, as the header"
                )
    except csv.Error as error:
        raise ValueError(f"line {lines.line_num} is no CSV: {error}") from error
    if not rows:
        raise ValueError("the file is empty; expected at least a header")
    twice = sorted({name for name in rows[0] if rows[0].count(name) > 1})
    if twice:
        raise ValueError(f"the header names twice: {', '.join(twice)}")
    if not text.endswith("\n"):
        raise ValueError(
            f"the file stops inside line {len(rows)}; expected a line break at its end"
        )
    return pd.DataFrame(
        [[cell or None for cell in row] for row in rows[1:]], columns=rows[0], dtype="str"
    )


#: How sure a reading is, and what is to be known of it.
REMARKS = {
    "confidence": column("our confidence in the reading", required=True, allowed=CONFIDENCE),
    "note_de": column("remark in German"),
    "note_en": column("remark in English"),
}
CLAIMS = table(
    {
        "claim_id": column("key of the claim", required=True, unique=True),
        "indicator": column("what is measured", required=True, codes="indicators.code"),
        "region": column("whose figure", required=True, codes="regions.code"),
        "counterpart": column("partner country or group", codes="regions.code"),
        "place": column("port, terminal, corridor or town", codes="places.code|cities.code"),
        "flow": column("direction", allowed=FLOW),
        "mode": column("means of transport", allowed=MODE),
        "product_scheme": column("classification of the product"),
        "product": column("product or goods group", codes="products.code"),
        "trade_system": column("trade concept", allowed=TRADE_SYSTEM),
        "china_scope": column("what counts as China", allowed=CHINA_SCOPE),
        "basis": column("who counts what", codes="bases.code"),
        "adjustment": column("calendar or seasonal adjustment",
                             allowed=("none", "calendar_seasonal")),
        "period_kind": column("kind of period", required=True, allowed=PERIOD),
        "period_start": column("first day of the period", kind="day"),
        "period_end": column("last day of the period", kind="day"),
        "value": column("figure in its unit", kind="number"),
        "value_low": column("lower end of a stated range", kind="number"),
        "value_high": column("upper end of a stated range", kind="number"),
        "unit": column("unit of the figure", required=True, codes="units.code"),
        "value_printed": column("figure as it was printed"),
        "qualifier": column("how exactly it is stated", required=True, allowed=QUALIFIER),
        "evidence_kind": column("kind of statement", required=True, allowed=EVIDENCE),
        "status": column("what its publisher thinks of it", required=True, allowed=STATUS),
        "confidence": column("our confidence in the reading", required=True, allowed=CONFIDENCE),
        "source_id": column("who says so", required=True, codes="source.source_id"),
        "known_since": column("day from which it was known", kind="day", required=True),
        "known_since_precision": column("how exactly that day is known", required=True,
                                        allowed=PRECISION),
        "same_as": column("claim that it merely repeats", codes="claim.claim_id"),
        "note_en": column("remark in English"),
        "note_de": column("remark in German"),
    }
)  # fmt: skip

SOURCES = table(
    {
        "source_id": column("key of the source", required=True, unique=True),
        "url": column("address where it was read"),
        "publisher": column("who says it", required=True),
        "publisher_kind": column("kind of publisher", required=True, allowed=PUBLISHER),
        "relayed_by": column("who carried it on"),
        "title": column("what it is", required=True),
        "title_en": column("the same in English; empty where it is the same"),
        "published": column("day of publication; of a month or year its last day", kind="day"),
        "published_precision": column("how exactly that day is known; read = none is given, "
                                      "it is the day on which it was read",
                                      allowed=("day", "month", "year", "read")),
        "licence": column("licence that its publisher gave", required=True,
                          allowed=("dl-de/by-2-0", "cc-by-4.0", "escb_reuse",
                                   "bundesbank_reuse", "un_comtrade", "cc0-1.0", "cited_fact",
                                   "operator_report")),
        "is_official_table": column("a table of official statistics", kind="yes_no",
                                    required=True),
    }
)  # fmt: skip

#: Figures that exist and that their publisher keeps secret: known gaps, never zero.
#: What a claim says where nothing else is known of it: what figures of official tables are.
_PLAIN = {"adjustment": "none", "qualifier": "exact", "evidence_kind": "statistic",
          "status": "unknown", "confidence": "high"}  # fmt: skip
SUPPRESSED = table(
    {
        "indicator": column("what is measured", required=True, codes="indicators.code"),
        "region": column("whose figure", required=True, codes="regions.code"),
        "counterpart": column("partner country or group", codes="regions.code"),
        "flow": column("direction", allowed=FLOW),
        "trade_system": column("trade concept", allowed=TRADE_SYSTEM),
        "china_scope": column("what counts as China", allowed=CHINA_SCOPE),
        "basis": column("who counts what", codes="bases.code"),
        "period_kind": column("kind of period", required=True, allowed=PERIOD),
        "period_start": column("first day of the period", kind="day", required=True),
        "period_end": column("last day of the period", kind="day", required=True),
        "source_id": column("who says so", required=True, codes="source.source_id"),
        "known_since": column("day from which it was known", kind="day", required=True),
    }
)  # fmt: skip

#: What tables of too many months of trade for claims have in common.
_TRADED = {
    "region": column("whose figure", required=True, codes="regions.code"),
    "counterpart": column("partner country or group", required=True, codes="regions.code"),
    "flow": column("direction", required=True, allowed=FLOW),
    "trade_system": column("trade concept", required=True, allowed=TRADE_SYSTEM),
}
_MEASURED = {
    "period_start": column("first day of the period", kind="day", required=True),
    "value_meur": column("value; missing where it is not given", kind="number", unit="meur"),
    "weight_tonnes": column("weight; missing where it is not given", kind="number",
                            unit="tonnes"),
}  # fmt: skip
_STATED = {
    "status": column("what its publisher thinks of it", required=True, allowed=STATUS),
    "source_id": column("who says so", required=True, codes="source.source_id"),
    "known_since": column("day from which it was known", kind="day", required=True),
}

#: Trade by thousands of products, from one table of official statistics: too much for claims, which
#: every question on what contradicts, lacks or moved would have to look through.
PRODUCT_TRADE = table(
    {
        **_TRADED,
        "product_scheme": column("classification of the product", required=True),
        "product": column("product or goods group", required=True,
                          codes="product_name.code|products.code"),
        **_MEASURED,
        **_STATED,
    }
)  # fmt: skip

#: Months of trade with many partners, from one table of official statistics: too many for claims.
PARTNER_TRADE = table(
    {
        **_TRADED,
        "period_start": column("first day of the period", kind="day", required=True),
        "value_meur": column("value", kind="number", required=True, unit="meur"),
        **_STATED,
    }
)  # fmt: skip

#: Months of trade by mode of transport, in total (without product) and by chapter: as above.
MODE_TRADE = table(
    {
        **_TRADED,
        "mode": column("means of transport", required=True, allowed=MODE),
        "product": column("product or goods group; none: all goods", codes="products.code"),
        **_MEASURED,
        **_STATED,
    }
)  # fmt: skip

#: When a state of a table came to this installation; what the project carries came with it.
RECEIVED = table(
    {
        "source_id": column("the state", required=True, unique=True),
        "received": column("day on which it was fetched or brought", kind="day", required=True),
    }
)

#: Products that a fetched table names itself, with its publisher's name for each.
PRODUCT_NAMES = table(
    {
        "code": column("code", required=True, unique=True),
        "scheme": column("classification", required=True),
        "name": column("its publisher's name for it, in English", required=True),
        "source_id": column("who calls it so", required=True, codes="source.source_id"),
    }
)
