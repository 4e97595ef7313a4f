"""What a Mappe can become: kind of document, its ending, its media type, and who makes it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from data import export
from i18n import Locale
from reports import deck, mappe, presentation, sheet, vorlage, workbook
from reports.mappe import Mappe

_OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Document:
    """A kind of document: its name stands under ``mappe.kind.<kind>``."""

    kind: str
    ending: str
    media: str
    build: Callable[..., bytes]

    def make(self, one: Mappe, locale: Locale, public_url: str = "") -> bytes:
        """The document. Raises ValueError for what cannot be made, with what to do."""
        if not one.entries:
            raise ValueError(locale("mappe.nothing"))
        return self.build(one, locale, public_url=public_url)

    def file_name(self, one: Mappe) -> str:
        """What the file is called on the disk of whoever takes it."""
        words = re.sub(r"[^\w]+", "-", one.title.lower()).strip("-")[:60]
        day = one.as_of.isoformat() if one.as_of else ""
        form = self.kind.removeprefix(self.ending).strip("_")
        name = "_".join(filter(None, (words or "mappe", form, day)))
        is_demo = any(entry.item.is_demo for entry in one.entries)
        return export.file_name(name, self.ending, is_demo=is_demo)


def _mappe(one: Mappe, locale: Locale, public_url: str = "") -> bytes:
    del locale, public_url
    return mappe.pack(one)


#: In the order in which they are offered.
DOCUMENTS = {
    one.kind: one
    for one in (
        Document("pptx", "pptx", f"{_OFFICE}.presentationml.presentation", deck.build),
        Document("pdf", "pdf", "application/pdf", partial(sheet.build, form="steckbrief")),
        Document("pdf_long", "pdf", "application/pdf", partial(sheet.build, form="long")),
        Document("docx", "docx", f"{_OFFICE}.wordprocessingml.document", vorlage.build),
        Document("xlsx", "xlsx", f"{_OFFICE}.spreadsheetml.sheet", workbook.build),
        Document("html", "html", "text/html", presentation.build),
        Document("mappe", "mappe", mappe.MEDIA, _mappe),
    )
}
