"""A Mappe as sentences for a council paper: a Word text to copy from, each with its footnote.

What a figure says stands as text with its numbers; a footnote behind each says who says them,
since when, under which licence, how they are counted, and where the figure is found again.
"""

from __future__ import annotations

import io
import re
from datetime import datetime, time
from itertools import groupby

import docx
from docx.document import Document
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from charts.figure import Source
from i18n import Locale
from reports import embedded, sources, wording
from reports.item import Item
from reports.mappe import Entry, Mappe
from reports.vorlage import style as vorlage_style
from reports.vorlage.footnotes import Footnotes

#: So many sources stand in a footnote; of more, their line, and all of them at the end.
_MOST_NAMED = 4


def build(mappe: Mappe, locale: Locale, *, public_url: str = "") -> bytes:
    """The text as a Word document (.docx); the same Mappe gives the same bytes.

    Raises ``wording.EmptyMappe`` for a Mappe without figures.
    """
    head = wording.head(mappe, locale)
    text = _Text(mappe, locale, public_url)
    text.write(head)
    target = io.BytesIO()
    text.document.save(target)
    return embedded.put(target.getvalue(), mappe)


class _Text:
    """The document while it is written."""

    def __init__(self, mappe: Mappe, locale: Locale, public_url: str) -> None:
        self._mappe, self._locale, self._public_url = mappe, locale, public_url
        self._numbers = sources.numbered(mappe)
        #: Sources that a footnote only counts.
        self._at_end: dict[Source, int] = {}
        self.document: Document = docx.Document()
        self._styles = vorlage_style.prepare(self.document, locale)
        self._footnotes = Footnotes(self.document)

    def write(self, head: tuple[tuple[str, str], ...]) -> None:
        mappe, word, document = self._mappe, self._locale, self.document
        title = wording.title(mappe, word)
        self._describe(title)
        self._paragraph(word("mappe.kind.docx"), "Subtitle")
        self._paragraph(title, "Title")
        for label, text in head:
            line = self._paragraph(f"{label}: ", "Head")
            line.add_run(_plain(text)).bold = True
        by_place = groupby(mappe.entries, lambda entry: entry.item.place)
        for place, entries in by_place:
            name = f"page.{place.replace('/', '_')}.title"
            if word.has(name):
                self._paragraph(word(name), "Heading 1")
            for entry in entries:
                self._entry(entry)
        if self._at_end:
            self._paragraph(word("documents.vorlage.sources"), "Heading 1")
            for source, number in sorted(self._at_end.items(), key=lambda pair: pair[1]):
                self._paragraph(f"[{number}] {self._source_text(source)}", "Source")
        parts = word("documents.vorlage.enclosed").split("`")
        line = self._paragraph("", "Source")
        for number, part in enumerate(parts):
            line.add_run(part).bold = number % 2 == 1
        page = word("documents.page", page="\n", pages="\r")
        vorlage_style.footer(document, _plain(wording.footer(mappe, word)),
                             re.split("([\n\r])", page))  # fmt: skip

    def _entry(self, entry: Entry) -> None:
        item = entry.item
        line = self._paragraph("", "Body Text")
        if item.is_demo:
            line.add_run(f"{self._locale('demo.mark')}. ").bold = True
        line.add_run(_plain(wording.sentence(item.title)))
        self._footnotes.add(line, self._note(item, "title"))
        if item.subtitle:
            line.add_run(f" {_plain(wording.sentence(item.subtitle))}")
            self._footnotes.add(line, self._note(item, "subtitle"))
        if item.lang != self._locale.lang:
            vorlage_style.speak(line, item.lang)
        if item.kind == "cards":
            self._cards(item)
        for part in wording.paragraphs(entry.comment):
            comment = self._paragraph(f"{self._locale('documents.comment')}: ", "Comment")
            comment.add_run(_plain(part))

    def _cards(self, item: Item) -> None:
        """Key figures as a small table, each with its footnote."""
        table = self.document.add_table(1, len(item.table.headers), "Table Grid")
        for cell, head in zip(table.rows[0].cells, item.table.headers, strict=True):
            self._fill(cell, head).runs[0].bold = True
        vorlage_style.repeat(table.rows[0])
        for number, cells in enumerate(item.table.rows):
            row = table.add_row()
            vorlage_style.keep(row)
            for column, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
                line = self._fill(cell, text)
                if column == 1:
                    places = [f"table.{number}.{one}" for one in range(len(cells))]
                    self._footnotes.add(line, self._note(item, *places))
        vorlage_style.widen(table)
        self._paragraph("", "Source")

    def _note(self, item: Item, *places: str) -> str:
        """Who says the numbers of some texts of a figure, how they count, where it is found."""
        word = self._locale
        named = sources.of_texts(item, *places)
        if len(named) <= _MOST_NAMED:
            parts = ["; ".join(map(self._source_text, named)) + "."] if named else []
        else:
            numbers = [self._numbers[source] for source in named]
            self._at_end |= dict(zip(named, numbers, strict=True))
            shown = ", ".join(f"[{a}]" if a == b else f"[{a}–{b}]"
                              for a, b in sources.ranges(numbers))  # fmt: skip
            parts = [wording.sentence(item.source)]
            parts += [word("documents.vorlage.sources_at", numbers=shown)]
        parts += [item.changed] if item.changed else []
        if item.labels:
            labels = "; ".join(label.text for label in item.labels)
            parts.append(word("documents.vorlage.labels", labels=labels))
        if item.notes and "title" in places:
            notes = " ".join(wording.sentence(note.strip()) for note in item.notes)
            parts.append(word("documents.vorlage.notes", notes=notes))
        parts.append(wording.sentence(wording.state(item, word)))
        parts += [wording.sentence(wording.filed(item, word))] if item.code else []
        parts += filter(None, [wording.address(item, self._public_url)])
        return _plain(" ".join(parts))

    def _source_text(self, source: Source) -> str:
        text = self._locale("documents.vorlage.source", publisher=source.publisher,
                            title=source.title, state=source.state,
                            licence=source.licence)  # fmt: skip
        return f"{text}, <{source.url}>" if source.url else text

    def _paragraph(self, text: str, style: str) -> Paragraph:
        line: Paragraph = self.document.add_paragraph(_plain(text))
        line._p.style = self._styles[style]  # line.style would look through all of them
        return line

    def _fill(self, cell: _Cell, text: str) -> Paragraph:
        line: Paragraph = cell.paragraphs[0]
        line._p.style = self._styles["Cell"]
        line.add_run(_plain(text))
        return line

    def _describe(self, title: str) -> None:
        """Properties of the document; its times are those of its data."""
        mappe, about = self._mappe, self.document.core_properties
        about.title, about.author = _plain(title)[:255], _plain(mappe.author)[:255]
        about.last_modified_by = about.author
        about.subject = _plain(mappe.paper_number)[:255]
        about.language = vorlage_style.TAGS[self._locale.lang]
        about.comments, about.keywords = "", ""
        about.created = about.modified = datetime.combine(wording.as_of(mappe), time())


def _plain(text: str) -> str:
    return wording.spelled(text)
