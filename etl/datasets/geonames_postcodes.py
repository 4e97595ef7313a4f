"""Postcodes of NRW with place, Kreis and point: where a firm lies, without asking anybody.

A point is the middle of a postcode's area or of a place in it, never an address. Postcodes of
single large recipients (authorities, firms) have no area and are left out: GeoNames states them
under another code of the Land.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch import body as body_of
from etl.fetch import http
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.schema import Dataset, Title, column, table
from etl.vintages.records import OF_STATE

DATASET = Dataset(
    table="DE",
    series=Title("GeoNames, Datei der Postleitzahlen", "GeoNames, file of postcodes"),
    title=Title(
        "Postleitzahlen in Nordrhein-Westfalen mit Ort, Kreis und Punkt",
        "Postcodes in North Rhine-Westphalia with town, district and point",
    ),
    publisher="GeoNames",
    publisher_kind="register",
    page="https://www.geonames.org/postal-codes/postal-codes-germany.html",
    licence="cc-by-4.0",
    cadence="whenever somebody corrects a place; once a year is enough",
    rows=(600, 5_000),
    feeds="postcode",
    schema=table(
        {
            "postcode": column("postcode", required=True),
            "place": column("place that it belongs to; several may share one", required=True),
            "kreis_ags": column("Kreis (AGS)", required=True, codes="kreise.ags"),
            "lat": column("latitude of its point", kind="degree", required=True,
                          low=50.2, high=52.6),
            "lon": column("longitude of its point", kind="degree", required=True,
                          low=5.8, high=9.6),
            "accuracy": column("how exact the point is, by GeoNames: 1 estimated, 4 that of the "
                               "place, 6 the middle of the area",
                               allowed=("1", "2", "3", "4", "5", "6")),
            **OF_STATE,
        },
        key=["postcode", "place"],
    ),
)  # fmt: skip
URL = "https://download.geonames.org/export/zip/DE.zip"
#: The file of the zip that counts; the other is its description.
_MEMBER = "DE.txt"
_COLUMNS = ("country", "postcode", "place", "land", "land_code", "district", "district_code",
            "kreis", "kreis_ags", "lat", "lon", "accuracy")  # fmt: skip
_LAND = "NW"


def fetch(session: FetchSession) -> None:
    """Ask for the file of Germany."""
    session.part("DE.zip", URL, "", lambda: _checked(session))


def _checked(session: FetchSession) -> bytes:
    """An answer that holds postcodes. Raises Unreachable or Unexpected."""
    body = session.web.get(URL).body
    try:
        _lines(body)
    except ValueError as error:
        actual = str(error) if body[:2] == b"PK" else body_of.kind(body)
        raise Unexpected(URL, actual, f"a zip file with {_MEMBER}", body) from error
    return body


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Postcodes of NRW, columns of the schema without those of the state. Raises ValueError."""
    (raw,) = parts.values()
    frame = _lines(raw)
    frame = frame[frame["land_code"] == _LAND]
    if frame.empty:
        raise ValueError(f"no line of {_LAND}; expected North Rhine-Westphalia")
    if len(odd := frame[~frame["postcode"].str.fullmatch(r"[0-9]{5}")]):
        raise ValueError(f"postcode {odd['postcode'].iloc[0]!r}; expected five digits")
    columns = [name for name in DATASET.schema.columns if name not in OF_STATE]
    rows = frame[columns].replace("", None).drop_duplicates()
    twice = rows[rows.duplicated(["postcode", "place"])]
    if len(twice):
        one = twice.iloc[0]
        raise ValueError(f"{one['postcode']} {one['place']} has two points; expected one")
    return rows.astype("str").reset_index(drop=True)


def _lines(raw: bytes) -> pd.DataFrame:
    """All lines of the file, zipped or not, as text. Raises ValueError (Damaged is one)."""
    try:
        text = (http.unzip(raw, name=_MEMBER) if raw[:2] == b"PK" else raw).decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is not UTF-8 text (byte {error.start})") from error
    if not text.endswith("\n"):
        raise ValueError("the file stops inside a line; expected a line break at its end")
    rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    for number, row in enumerate(rows, start=1):
        if len(row) != len(_COLUMNS) or row[0] != "DE":
            raise ValueError(f"line {number} has {len(row)} cells and begins with {row[0][:20]!r}; "
                             f"expected {len(_COLUMNS)} and DE")  # fmt: skip
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str")
