"""Answers and whole tables as files, with every stored digit that may be said. No DuckDB here.

Two kinds of CSV: German (semicolon, decimal comma, byte order mark: opens in Excel by a double
click) and international (comma, decimal point, no mark). Both UTF-8, CRLF, days as 2024-12-31,
moments as 2024-12-31T23:59:00 in UTC, an empty cell for what is not there, several codes in one
cell joined by ``;``. The German file of an answer has words for heads and brings the codes last.
A text that a spreadsheet would work out as a formula begins with an apostrophe more than it has.
"""

from __future__ import annotations

import csv as csv_format
import io
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pandas as pd

from data import paths
from data.answer import DEMO_COLUMN, DEMO_MARK, ONLY, Answer, link_text

if TYPE_CHECKING:
    from data.tables import StoredTable


from i18n import Locale, numbers
from i18n.locale import VOCABULARIES

#: Kind of file → ending and media type.
KINDS = {
    "csv_de": ("csv", "text/csv"),
    "csv": ("csv", "text/csv"),
    "parquet": ("parquet", "application/vnd.apache.parquet"),
}

#: What a spreadsheet takes for a formula, also behind space; numbers with a sign are none.
_FORMULA = re.compile(
    r"'*(?:[\t\r\n]|\s*(?:[=@＝＋－＠]|[+-](?!(?:[\d.,]+(?:[ \u00a0]?(?:%|[A-Za-z]+))?)?\s*$)))"
)

#: Formulas of which no more than a digit behind the comma is said: their ends may be coarse.
_QUOTIENTS = {"growth", "share", "fold"}

#: The folder in links to the files of answers.
FOLDER = "data"

#: Between what several claims or sources of a row say.
_BETWEEN = " | "

#: What is said of the sources of a row, beside its figures.
_SOURCE = {
    "source_id": "source_id",
    "publisher": "publisher",
    "title": "source_title",
    "url": "source_url",
    "licence": "licence",
}


def maker(answer: Answer, lang: str, kind: str) -> Callable[[], bytes]:
    """A function that makes the file of an answer when it is asked for, not before."""
    return lambda: csv(answer, lang, german=kind == "csv_de")


def csv(answer: Answer, lang: str, *, german: bool) -> bytes:
    """The rows of an answer with labels and sources as CSV.

    The German file is read by people: words as heads, labels where the codes stood, the codes
    behind everything else. The international one keeps the names by which programs ask.
    """
    frame = with_sources(answer, lang)
    if german:
        frame = in_words(frame, lang)
    return csv_of(frame.columns, frame.itertuples(index=False), german=german)


def address(answer: Answer, lang: str, kind: str) -> str | None:
    """Where the file of an answer is to be had, relative to the pages: a link that can be cited.

    ``None`` when no link can say what the answer was narrowed by, and for a demonstration beside
    the real data: its link would ask those.
    """
    only = answer.only
    if answer.is_demo and not paths.is_demo():
        return None
    if only is None or any(link_text(value) is None for value in only.values()):
        return None
    parameters = {"lang": lang}
    if answer.as_of is not None:
        parameters["as_of"] = answer.as_of.isoformat()
    parameters |= {name: _parameter(value) for name, value in answer.values.items()}
    parameters |= {f"{ONLY}{name}": link_text(value) or "" for name, value in only.items()}
    return f"{FOLDER}/{kind}/{answer.question}.csv?{urlencode(parameters, safe=',')}"


def value_in(text: str, column: pd.Series) -> object:
    """The value of a column that a link says so, or several; the text itself where it is none."""
    several = tuple(text.split(",")) if "," in text else text
    return next((value for value in column.dropna() if link_text(value) == text), several)


def table_address(name: str, as_of: date | None, kind: str) -> str:
    """Where the file of a whole table is to be had, relative to the pages."""
    day = f"?as_of={as_of.isoformat()}" if as_of is not None else ""
    return f"{FOLDER}/{kind}/table/{name}.{KINDS[kind][0]}{day}"


def _parameter(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def file_name(name: str, ending: str = "csv", *, is_demo: bool = False) -> str:
    """What a file is called on the visitor's disk."""
    return f"{'DEMO_' if is_demo else ''}china-monitor-ruhr_{name}.{ending}"


def stored_file(stored: StoredTable, kind: str) -> bytes:
    """A whole table as ``csv_de``, ``csv`` or ``parquet``; read again it is the same table."""
    if kind == "parquet":
        import pyarrow.parquet  # noqa: PLC0415 - only those who want Parquet wait for it

        target = io.BytesIO()
        pyarrow.parquet.write_table(stored.rows, target)
        return target.getvalue()
    columns = [column.to_pylist() for column in stored.rows.columns]
    return csv_of(stored.rows.column_names, zip(*columns, strict=True), german=kind == "csv_de")


def rounded_rows(answer: Answer) -> pd.DataFrame:
    """A copy of the rows in which rates, shares and multiples are rounded as on the pages."""
    names = [
        n for n, one in answer.columns.items() if one.formula in _QUOTIENTS and n in answer.rows
    ]
    return answer.rows.assign(**{name: answer.rows[name].map(_to_a_digit) for name in names})


def _to_a_digit(x: float | None) -> float | None:
    d = numbers.decimal_of(x)
    return None if d is None else float(numbers.rounded(d, 1))


def with_sources(answer: Answer, lang: str) -> pd.DataFrame:
    """The rows with labels beside codes and, for each, its publishers, days known and licences.

    Where a row rests on several claims or sources, all are named, joined by `` | ``.
    """
    frame, locale = rounded_rows(answer), Locale(lang)
    for name, column in answer.columns.items():
        if column.codes and name in frame:
            kind = column.codes
            frame[f"{name}_label"] = [
                ";".join(answer.labels.name(kind, code, lang) for code in _codes(cell))
                for cell in frame[name]
            ]
        elif name in frame and pd.api.types.is_string_dtype(frame[name]):
            frame[name] = frame[name].map(locale.called, na_action="ignore")
    for name, cells in _sources(answer, locale).items():
        if name not in frame and any(cells):
            frame[name] = cells
    if answer.is_demo:
        frame.insert(0, DEMO_COLUMN, DEMO_MARK)
    return frame


def _sources(answer: Answer, locale: Locale) -> dict[str, list[str]]:
    """New columns: since when each row was known, and its sources, by the ids that it names."""
    claims = answer.claims.set_index("claim_id")[["source_id", "known_since"]].to_dict("index")
    sources = {
        row["source_id"]: {
            **row,
            "title": locale.source_title(row),
            "publisher": locale.called(str(row["publisher"])),
        }
        for row in answer.sources.to_dict("records")
    }
    columns: dict[str, list[str]] = {name: [] for name in ("known_since", *_SOURCE.values())}
    for row in answer.rows.to_dict("records"):
        names = [name for name in map(str, row) if name.endswith("claim_id")]
        ids = [one for name in (*names, "claim_ids") for one in _codes(row.get(name))]
        row_claims = [claims[one] for one in ids if one in claims]
        source_ids = [*_codes(row.get("source_id")), *_codes(row.get("source_ids"))]
        source_ids += [record["source_id"] for record in row_claims]
        row_sources = [sources[one] for one in dict.fromkeys(source_ids) if one in sources]
        days = dict.fromkeys(record["known_since"] for record in row_claims)
        columns["known_since"].append(_joined(days))
        for old, new in _SOURCE.items():
            columns[new].append(_joined(record[old] for record in row_sources))
    return columns


def _joined(cells: Iterable[Any]) -> str:
    return _BETWEEN.join(_text(cell, ".") for cell in cells)


def _codes(cell: Any) -> list[str]:
    """The codes in a cell that may hold one, several or none."""
    if isinstance(cell, str):
        return [cell]
    return [str(code) for code in cell] if hasattr(cell, "__len__") else []


def csv_of(header: Iterable[str], rows: Iterable[Iterable[Any]], *, german: bool) -> bytes:
    """Rows under their heads as CSV of one of the two kinds."""
    target = io.StringIO(newline="")
    writer = csv_format.writer(target, delimiter=";" if german else ",", lineterminator="\r\n")
    writer.writerow(map(harmless, header))
    point = "," if german else "."
    writer.writerows([harmless(_text(cell, point)) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig" if german else "utf-8")


def harmless(text: str) -> str:
    """A text that no spreadsheet works out; whoever takes the apostrophe away has it as it was."""
    return f"'{text}" if _FORMULA.match(text) else text


def _text(cell: Any, point: str) -> str:
    """One cell: every stored digit, nothing for what is not there."""
    if isinstance(cell, str):
        return cell
    if hasattr(cell, "__len__"):
        return ";".join(_text(part, point) for part in cell)
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, date):
        # pandas knows no days: its midnight is one. Elsewhere a moment is a moment (UTC).
        is_day = cell == cell.normalize() if isinstance(cell, pd.Timestamp) else False
        if isinstance(cell, datetime) and not is_day:
            return cell.strftime("%Y-%m-%dT%H:%M:%S")
        return cell.strftime("%Y-%m-%d")
    return _number(cell.item() if hasattr(cell, "item") else cell).replace(".", point)


def _number(number: Any) -> str:
    """All digits that are stored, none that are not; true and false for yes and no."""
    if isinstance(number, bool):
        return "true" if number else "false"
    if isinstance(number, float):
        spelled = repr(number)
        return spelled.removesuffix(".0")
    spelled = format(number, "f") if isinstance(number, Decimal) else str(number)
    return spelled.rstrip("0").rstrip(".") if "." in spelled else spelled


def in_words(frame: pd.DataFrame, lang: str) -> pd.DataFrame:
    """The frame of ``export.with_sources`` for people to read: words, labels first, codes last."""
    locale, frame = Locale(lang), frame.copy()
    for name, kind in VOCABULARIES.items():
        if name in frame and f"{name}_label" not in frame and _has_words(frame[name], kind, locale):
            frame[f"{name}_label"] = [word_of(cell, kind, locale) for cell in frame[name]]
    heads = heads_of(frame.columns, locale)
    codes = [name for name in frame if f"{name}_label" in frame]
    labels = {name: f"{name}_label" for name in codes}
    first = [labels.get(name, name) for name in frame if name not in labels.values()]
    return frame[[*first, *codes]].rename(columns=heads)


def _has_words(cells: Iterable[Any], kind: str, locale: Locale) -> bool:
    """Whether a column speaks these codes: of another question it may be a number of that name."""
    return any(locale.has(f"{kind}.{one}") for one in cells if isinstance(one, str))


def word_of(cell: Any, kind: str, locale: Locale) -> str:
    """A code in words, or as it is where there are none; of several joined ones each."""
    if not isinstance(cell, str):  # nothing is known
        return ""
    return _BETWEEN.join(
        locale.code(kind, one) if locale.has(f"{kind}.{one}") else one
        for one in cell.split(_BETWEEN)
    )


def heads_of(names: Iterable[str], locale: Locale) -> dict[str, str]:
    """The head of each column in words: the label takes the word, its code says that it is one.

    A column for which there is no word keeps its name.
    """
    all_names = list(names)
    heads = {}
    for name in all_names:
        plain = name.removesuffix("_label") if name.endswith("_label") else name
        key = f"file.column.{plain}"
        word = locale(key) if locale.has(key) else plain
        is_code = f"{name}_label" in all_names
        heads[name] = locale("file.of_code", name=word) if is_code else word
    return heads
