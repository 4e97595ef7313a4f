"""What a Mappe can become: kind of document, its ending, its media type, and who makes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from data import export, paths
from i18n import Locale
from reports import mappe
from reports.deck import deck
from reports.mappe import Mappe
from reports.screen import presentation
from reports.sheet import sheet
from reports.vorlage import vorlage
from reports.workbook import workbook

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Document:
    """A kind of document: its name stands under ``mappe.kind.<kind>``."""

    kind: str
    ending: str
    media: str
    build: Callable[..., bytes]
    #: Another one has the same ending: its file is called by its kind as well.
    is_twin: bool = False

    def make(self, one: Mappe, locale: Locale, **options: object) -> bytes:
        """The document; ``options``: those of its kind.

        Raises ValueError for what cannot be made, with what to do.
        """
        if not one.entries:
            raise ValueError(locale("mappe.nothing"))
        try:
            return self.build(one, locale, public_url=paths.public_url(), **options)
        except (AttributeError, IndexError, KeyError, TypeError, UnicodeError) as error:
            # The Mappe was opened: whoever made it needs to know that this kind is not to be had.
            raise ValueError(locale("mappe.not_made", error=repr(error)[:200])) from error

    def file_name(self, title: str, day: date | None, locale: Locale) -> str:
        """What the file is called on the disk of whoever takes it; ``day``: that of its data."""
        kind = locale(f"mappe.kind.{self.kind}") if self.is_twin else ""
        words, form = (re.sub(r"[^\w]+", "-", text.lower()).strip("-") for text in (title, kind))
        parts = (words[:60] or "mappe", form, day.isoformat() if day else "")
        name = "_".join(filter(None, parts))
        return export.file_name(name, self.ending, is_demo=paths.is_demo())


def _mappe(one: Mappe, locale: Locale, public_url: str = "") -> bytes:
    del locale, public_url
    return mappe.pack(one)


#: In the order in which they are offered.
DOCUMENTS = {
    one.kind: one
    for one in (
        Document("pptx", "pptx", f"{_OFFICE}.presentationml.presentation", deck.build),
        Document("pdf", "pdf", "application/pdf", partial(sheet.build, form="steckbrief"), True),
        Document("pdf_long", "pdf", "application/pdf", partial(sheet.build, form="long"), True),
        Document("docx", "docx", f"{_OFFICE}.wordprocessingml.document", vorlage.build),
        Document("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", workbook.build),
        Document("html", "html", "text/html", presentation.build),
        Document("mappe", "mappe", mappe.MEDIA, _mappe),
    )
}
