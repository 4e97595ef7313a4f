"""What is wrong with a report, or worth knowing about it: a code and the values behind it.

Codes travel (as JSON to the page); the sentences stand in ``data/reference/report_issues.csv`` in
both languages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from data import paths
from etl.inbox import fields

#: Issues that are kept one by one; the rest is counted.
KEPT = 500


@dataclass(frozen=True)
class Issue:
    """One thing found: where (row and column of the file), what, and what was expected.

    Codes that have labels are written ``@direction:arrival;departure`` (what they are values of,
    ``field`` for columns) and put into words with the sentence.
    """

    code: str
    row: int | None = None
    column: str = ""
    found: str = ""
    expected: str = ""
    low: str = ""
    high: str = ""
    unit: str = ""

    def said(self) -> dict[str, Any]:
        """Only what is said."""
        return {name: value for name, value in asdict(self).items() if value not in ("", None)}

    def as_json(self, kind: str) -> dict[str, Any]:
        """What is said, and the sentence in both languages, without the row."""
        spoken = {f"text_{lang}": spoken_of(self, kind, lang) for lang in ("de", "en")}
        return {**self.said(), **spoken}


class Unreadable(Exception):
    """The whole file cannot be read; says why."""

    def __init__(self, *issues: Issue) -> None:
        self.issues = list(issues)
        super().__init__(", ".join(one.code for one in issues))


class Bad(Exception):
    """One cell cannot be read; ``cause`` lacks the row and the column."""

    def __init__(self, code: str, found: object = "", **more: Any) -> None:
        self.cause = Issue(code, found=str(found), **more)
        super().__init__(code)


def sentence(issue: Issue, kind: str, lang: str) -> str:
    """An issue as a sentence in German or English, with the row before it."""
    said = spoken_of(issue, kind, lang)
    text = fields.sentences(paths.REFERENCE)[issue.code][0]
    if issue.row is None or "{row}" in text:
        return said
    return f"{'Zeile' if lang == 'de' else 'Row'} {issue.row}: {said}"


def spoken_of(issue: Issue, kind: str, lang: str) -> str:
    """An issue as a sentence in German or English."""
    place = 0 if lang == "de" else 1
    text = fields.sentences(paths.REFERENCE)[issue.code][place]
    kinds = fields.kind_labels(paths.REFERENCE)
    known = fields.fields(kind) if kind in kinds else {}
    column = known[issue.column].labels[place] if issue.column in known else issue.column
    column = _labelled(column, kind, place)
    return text.format(
        row=issue.row,
        column=column,
        found=_labelled(issue.found, kind, place),
        expected=_labelled(issue.expected, kind, place),
        low=issue.low,
        high=issue.high,
        unit=issue.unit,
        kind=kinds[kind][place] if kind in kinds else kind,
    )


def _labelled(text: str, kind: str, place: int) -> str:
    """Codes in words; everything else as it stands."""
    if not text.startswith("@"):
        return text
    of, _, listed = text[1:].partition(":")
    if of == "field":
        labels = {name: one.labels for name, one in fields.fields(kind).items()}
    else:
        labels = {one.value: one.labels for one in fields.values(of)}
    marks = ("„", "“") if place == 0 else ("“", "”")
    return ", ".join(
        f"{marks[0]}{labels[code][place]}{marks[1]}" if code in labels else code
        for code in listed.split(";")
    )


def sentences(issues: Iterable[Issue], kind: str, lang: str) -> list[str]:
    """Several issues as sentences."""
    return [sentence(one, kind, lang) for one in issues]
