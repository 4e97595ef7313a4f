"""GENESIS flat files (ffcsv): UTF-8 with BOM, semicolons, one value a line, German numbers.

The order of dimensions differs by table, so each is found by its code; nothing else is assumed.
Documented in https://github.com/StatistischesBundesamt/GENESIS-Online (web service "2020").
"""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
import warnings

import pandas as pd

from etl.readers import widths

_BEFORE = ["statistics_code", "statistics_label", "time_code", "time_label", "time"]
_OF_EACH = ["variable_code", "variable_label", "variable_attribute_code",
            "variable_attribute_label"]  # fmt: skip
_AFTER = ["value", "value_unit", "value_variable_code", "value_variable_label"]
_FLAG = "value_q"
_NUMBER = r"-?[0-9]{1,18}(?:,[0-9]{1,6})?"

#: Symbols that stand for a figure; "-" is exactly zero, the others hide or lack one.
SYMBOLS = ("-", ".", "...", "/", "x")


def cells(raw: bytes) -> pd.DataFrame:
    """Parse one flat file into a frame of text, a row a value.

    Columns: ``time``, ``measure``, ``measure_label``, ``unit``, ``printed`` (as in the file),
    ``number`` (with a point; missing for symbols), ``flag`` (empty when the file has none), and for
    each dimension
    its code's column with the attribute's code, and ``<code>_label`` with its label.
    Raises ValueError naming what differs from the documented shape.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"the file is not UTF-8 (byte {error.start})") from error
    header = text.partition("\n")[0].rstrip("\r").split(";")
    dimensions = _dimensions(header)
    if not text.endswith("\n"):
        raise ValueError("the file stops inside its last line")
    frame = _read(text)
    table = pd.DataFrame(
        {
            "time": frame["time"],
            "measure": frame["value_variable_code"],
            "measure_label": frame["value_variable_label"],
            "unit": frame["value_unit"],
            "printed": frame["value"],
            "number": numbers(frame["value"]),
            "flag": frame[_FLAG] if _FLAG in header else "",
        }
    )
    for number in range(1, dimensions + 1):
        codes = frame[f"{number}_variable_code"].unique()
        if len(codes) != 1 or codes[0] in table.columns:
            raise ValueError(f"column {number}_variable_code names {', '.join(map(str, codes))}; "
                             "expected one code, each dimension once")  # fmt: skip
        table[codes[0]] = frame[f"{number}_variable_attribute_code"]
        table[f"{codes[0]}_label"] = frame[f"{number}_variable_attribute_label"]
    return table


def is_flat(raw: bytes) -> bool:
    """Whether bytes begin as a flat file does."""
    return raw.removeprefix(codecs.BOM_UTF8).startswith(f"{_BEFORE[0]};".encode())


def dimensions(raw: bytes) -> dict[str, str]:
    """The dimensions of a flat file that ``cells`` has read: code → label."""
    header, first = itertools.islice(
        csv.reader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"), 2
    )
    row = dict(zip(header, first, strict=True))
    return {row[f"{number}_variable_code"]: " ".join(row[f"{number}_variable_label"].split())
            for number in range(1, _dimensions(header) + 1)}  # fmt: skip


def _dimensions(header: list[str]) -> int:
    """The number of dimensions; the header is exactly as documented, or it is refused."""
    count = sum(1 for name in header if re.fullmatch(r"[0-9]+_variable_code", name))
    expected = [*_BEFORE]
    expected += [f"{number}_{name}" for number in range(1, count + 1) for name in _OF_EACH]
    expected += _AFTER
    if header not in (expected, [*expected, _FLAG]):
        unknown = [name for name in header if name not in (*expected, _FLAG)]
        missing = [name for name in expected if name not in header]
        issues = [f"unknown column {name!r}" for name in unknown]
        issues += [f"missing column {name!r}" for name in missing]
        raise ValueError("; ".join(issues[:6]) or "its columns are not in the documented order")
    return count


def _read(text: str) -> pd.DataFrame:
    widths.check(text, ";")
    with warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        try:
            frame = pd.read_csv(
                io.StringIO(text), sep=";", dtype="str", keep_default_na=False, na_filter=False,
                index_col=False,
            )  # fmt: skip
        except (pd.errors.ParserError, pd.errors.ParserWarning, pd.errors.EmptyDataError) as error:
            raise ValueError(f"it is no whole table: {error}") from error
    if frame.empty:
        raise ValueError("the file holds no values")
    return frame


def numbers(printed: pd.Series) -> pd.Series:
    """Figures with a decimal point; symbols become missing, everything else is refused."""
    is_number = printed.str.fullmatch(_NUMBER)
    strange = printed[~is_number & ~printed.isin(SYMBOLS)]
    if len(strange):
        examples = ", ".join(repr(value) for value in strange.unique()[:5])
        raise ValueError(
            f"row {int(str(strange.index[0])) + 2} holds {examples}; expected a German number "
            f"(1234,5) or one of {' '.join(SYMBOLS)}"
        )
    return printed.str.replace(",", ".").where(is_number)
