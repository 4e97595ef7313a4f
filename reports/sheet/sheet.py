"""A Mappe as a fact sheet on paper: a PDF that is PDF/UA-1 and PDF/A-3a in one.

Two forms: ``steckbrief``, exactly two A4 pages with the first figures of the Mappe, and ``long``
with all of them, their numbers, terms, sources and signs. Attached are the Mappe itself and the
rows and claims behind each figure. The date of the document is the state of its data.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, cast

import typst

from charts.paper import font
from i18n import Locale
from reports import wording
from reports.mappe import Mappe
from reports.sheet.contents import Changes, Contents

FORMS = ("steckbrief", "long")
TEMPLATES = Path(__file__).parent
_STANDARDS: list[Any] = ["ua-1", "a-3a"]
#: More blocks than this never fit on two pages.
_MOST_SHORT = 8


class SheetFailed(ValueError):
    """The fact sheet could not be set; the text says why and what to do."""


def build(mappe: Mappe, locale: Locale, *, form: str = "long", public_url: str = "",
          changes: Changes = ()) -> bytes:  # fmt: skip
    """The fact sheet of a Mappe as PDF; the same Mappe gives the same bytes.

    Raises ``wording.EmptyMappe`` for a Mappe without figures, ValueError for another form.
    ``public_url``: address of this installation; without it there are no QR codes. ``changes``:
    what is new since an earlier state, as a page of the long form.
    """
    if form not in FORMS:
        raise ValueError(f"form {form!r} of a fact sheet is not known, expected one of {FORMS}")
    is_short = form == "steckbrief"
    contents = Contents(mappe, locale, most=_MOST_SHORT if is_short else None,
                        public_url=public_url, changes=changes)  # fmt: skip
    sheet = Sheet(TEMPLATES / f"{form}.typ", contents.template_values())
    try:
        inputs = sheet.on_two_pages(min(len(mappe.entries), _MOST_SHORT)) if is_short else {}
        return sheet.pdf(inputs, contents.attached(), _moment(mappe))
    except typst.TypstError as error:
        raise SheetFailed(_advice(error)) from error


class Sheet:
    """A template with its contents, set as often as needed."""

    def __init__(self, template: Path, values: dict[str, Any]) -> None:
        # As data: what somebody typed is never read as markup.
        self._template, self._values = template, json.dumps(values)
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[font.FOLDER]
        )

    def pages(self, inputs: dict[str, str]) -> int:
        """How many pages it has."""
        counted = typst.query(self._template, "<pages>", field="value", one=True, root=TEMPLATES,
                              font_paths=self._fonts, sys_inputs=self._all(inputs, []))  # fmt: skip
        return int(json.loads(counted))

    def pdf(self, inputs: dict[str, str], attached: list[dict[str, Any]], made: datetime) -> bytes:
        """The document with its attachments, saying that it was made at that moment."""
        compiler = typst.Compiler(self._template, root=TEMPLATES, font_paths=self._fonts,
                                  sys_inputs=self._all(inputs, attached))  # fmt: skip
        made_pdf = compiler.compile(format="pdf", pdf_standards=_STANDARDS, timestamp=made)
        return cast(bytes, made_pdf)  # a PDF is one file, however many pages it has

    def on_two_pages(self, most: int) -> dict[str, str]:
        """With as many of the first figures as two pages hold, and never on one page."""
        low, high = 1, most
        inputs = {"count": "1"}
        fitting = 0
        while low < high or not fitting:
            middle = (low + high + 1) // 2
            pages = self.pages({"count": str(middle)})
            if pages <= 2 or middle == 1:
                low, fitting, inputs = middle, pages, {"count": str(middle)}
            else:
                high = middle - 1
        if fitting > 2:
            raise SheetFailed(
                f"The first figure alone takes {fitting} pages, expected two at most: put another "
                "one first, or take the long form."
            )
        return inputs if fitting == 2 else {**inputs, "second": "yes"}

    def _all(self, inputs: dict[str, str], attached: list[dict[str, Any]]) -> dict[str, str]:
        return {"told": self._values, "attached": json.dumps(attached), **inputs}


def _moment(mappe: Mappe) -> datetime:
    """When the document says that it was made: at midnight of its data's day."""
    return datetime.combine(wording.as_of(mappe), time(), UTC)


def _advice(error: typst.TypstError) -> str:
    hints = f" ({'; '.join(error.hints)})" if error.hints else ""
    return (
        f"The fact sheet could not be set: {error.message}{hints}. Nothing was written. Take the "
        "figures out of the Mappe one by one to find the one that it fails with, and report it."
    )
