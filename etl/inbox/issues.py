"""What is wrong with a report, or worth knowing about it: a code and the values behind it.

Codes travel (as JSON to the page); the sentences stand in ``data/reference/report_issues.csv`` in
both languages. A step of the pipeline refuses a cell, or the whole file, by raising ``Invalid``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace

from etl.inbox import schema

#: Issues that are kept one by one; the rest is counted.
KEPT = 500
#: Signs of a cell that are repeated in a sentence about it.
_SHOWN = 120


@dataclass(frozen=True)
class Issue:
    """One thing found: where (row and column of the file), what, and what was expected.

    Codes that have labels are written ``@direction:arrival;departure`` (what they are values of,
    ``field`` for columns, ``number`` for figures that we computed) and put into words with the
    sentence. ``sheet`` is named where several were read.
    """

    code: str
    row: int | None = None
    column: str = ""
    found: str = ""
    expected: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""
    sheet: str = ""

    def as_json(self, kind: str) -> dict[str, object]:
        """What is filled, and the sentence in both languages, without the row before it."""
        filled = {name: value for name, value in asdict(self).items() if value not in ("", None)}
        place = self if _names_row(self) else replace(self, row=None)
        return {**filled, **{f"text_{lang}": message(place, kind, lang) for lang in ("de", "en")}}


class Invalid(Exception):
    """A cell or a whole file cannot be read; ``issue`` says why."""

    def __init__(self, code: str, found: object = "", *, expected: str = "", high: object = "",
                 unit: str = "") -> None:  # fmt: skip
        text = str(found) if str(found).startswith("@") else shortened(str(found))
        self.issue = Issue(code, None, "", text, expected, high=str(high), unit=unit)
        super().__init__(code)

    @classmethod
    def from_issue(cls, issue: Issue) -> Invalid:
        """The same, of an issue found before."""
        error = cls(issue.code)
        error.issue = issue
        return error

    def at(self, row: int | None, column: str) -> Issue:
        """The issue with its place in the file."""
        return replace(self.issue, row=row, column=column)


def shortened(text: str) -> str:
    """So much of what a cell holds as can be read in a sentence."""
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def message(issue: Issue, kind: str, lang: str) -> str:
    """An issue as a sentence in German or English, with sheet and row before it."""
    row, sheet = ("Zeile", f"Blatt „{issue.sheet}“") if lang == "de" else (
        "row" if issue.sheet else "Row", f"Sheet “{issue.sheet}”")  # fmt: skip
    parts = [sheet] if issue.sheet else []
    if issue.row is not None and not _names_row(issue):
        parts.append(f"{row} {issue.row}")
    return ": ".join([", ".join(parts), sentence(issue, kind, lang)][not parts :])


def _names_row(issue: Issue) -> bool:
    """Whether the sentence itself says in which row."""
    return "{row}" in schema.issue_texts()[issue.code][0]


def messages(issues: Iterable[Issue], kind: str, lang: str) -> list[str]:
    """Several issues as sentences."""
    return [message(issue, kind, lang) for issue in issues]


def sentence(issue: Issue, kind: str, lang: str) -> str:
    """An issue as a sentence in German or English."""
    index = 0 if lang == "de" else 1
    kinds = schema.kind_labels()
    fields = schema.fields(kind) if kind in kinds else {}
    column = fields[issue.column].labels[index] if issue.column in fields else issue.column
    return schema.issue_texts()[issue.code][index].format(
        row=issue.row, column=_labelled(column, kind, index),
        found=_labelled(issue.found, kind, index), expected=_labelled(issue.expected, kind, index),
        low=_figure(issue.low, index), high=_figure(issue.high, index),
        unit=_labelled(issue.unit, kind, index).strip("„“”"),
        kind=kinds[kind][index] if kind in kinds else kind,
    )  # fmt: skip


def _labelled(text: str, kind: str, index: int) -> str:
    """Codes in words; everything else as it stands."""
    if not text.startswith("@"):
        return text
    vocabulary, _, codes = text[1:].partition(":")
    if vocabulary == "number":
        return _figure(codes, index)
    if vocabulary == "field":
        labels = {name: field.labels for name, field in schema.fields(kind).items()}
    else:
        labels = {value.code: value.labels for value in schema.values(vocabulary)}
    opening, closing = ("„", "“") if index == 0 else ("“", "”")
    return ", ".join(
        f"{opening}{labels[code][index]}{closing}" if code in labels else code
        for code in codes.split(";")
    )


def _figure(text: str, index: int) -> str:
    """A figure that we computed, with the decimal sign of the language."""
    return text.replace(".", ",") if index == 0 else text
