"""SDMX-CSV: one row a figure, dimensions and attributes as columns; everything text."""

from __future__ import annotations

import io
from collections.abc import Collection

import pandas as pd

from etl.readers import widths


def read(raw: bytes, needed: Collection[str] = ("TIME_PERIOD", "OBS_VALUE"),
         separator: str = ",") -> pd.DataFrame:  # fmt: skip
    """A whole table as text; an empty cell is an empty string. Raises ValueError.

    ``needed``: columns without which it is none.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"it is no UTF-8 text (byte {error.start})") from error
    if not text.endswith("\n"):
        raise ValueError("the file stops inside its last line")
    widths.check(text, separator)
    try:
        frame = pd.read_csv(io.StringIO(text), sep=separator, dtype="str", keep_default_na=False,
                            na_filter=False, index_col=False)  # fmt: skip
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ValueError(f"it is no whole table: {error}") from error
    if missing := sorted(set(needed) - set(frame.columns)):
        raise ValueError(f"missing column {', '.join(missing)}")
    return frame
