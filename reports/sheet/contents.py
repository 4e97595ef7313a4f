"""What a fact sheet says, as plain values for its template: every text ready, nothing to format."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

import segno

from charts.figure import Source
from charts.paper.svg import svg
from i18n import Locale, signs
from i18n.terms import terms_in
from reports import attached, columns, sources, wording
from reports.item import Cells, Item
from reports.mappe import MEDIA, SUFFIX, Entry, Mappe, pack
from reports.sheet.picture import NARROW, WIDE, fitted

#: Size of the letters in tables, and in the head of the meeting: points.
_SIZE, _SIZE_HEAD = 9.0, 10.0
#: A table of so many rows stands with its picture, a longer one at the end.
_ROWS_BESIDE = 12
#: So much of a short block: rows of a table, signs of a text.
_ROWS_SHORT, _SIGNS_SHORT = 5, 260
#: Stands in a text where the typesetter puts the number of a page, or what must not break.
_GAP = "\x00"


#: Title of a figure, and what differs in it from an earlier state.
Changes = Sequence[tuple[str, Sequence[str]]]


class Contents:
    """The contents of a fact sheet.

    ``most``: short blocks of so many figures at most; None for all of all of them. ``changes``:
    figures that differ from an earlier state, each with its differences in words.
    """

    def __init__(
        self, mappe: Mappe, locale: Locale, *, most: int | None = None, public_url: str = "",
        changes: Changes = (),
    ) -> None:  # fmt: skip
        self._changes = changes
        self._mappe, self._locale, self._most = mappe, locale, most
        self._is_short = most is not None
        self._public_url = public_url
        self._numbers = sources.numbered(mappe)
        self._lacking: dict[str, None] = {}

    def template_values(self) -> dict[str, Any]:
        """Everything, by the names that the template uses."""
        mappe, word = self._mappe, self._locale
        names = [(label, self._text(text)) for label, text in wording.head(mappe, word)]
        head = Cells(tuple(label for label, _ in names), (tuple(text for _, text in names),),
                     (False,) * len(names))  # fmt: skip
        day = wording.as_of(mappe)
        entries = mappe.entries[: self._most]
        items = [self._item(number, entry) for number, entry in enumerate(entries, 1)]
        count = len(mappe.entries)
        is_demo = any(entry.item.is_demo for entry in mappe.entries)
        values = {
            "lang": word.lang,
            "date": [day.year, day.month, day.day],
            "product": word("app.title"),
            "kind": word(f"mappe.kind.{'pdf' if self._is_short else 'pdf_long'}"),
            "title": self._text(wording.title(mappe, word)),
            "author": self._text(mappe.author),
            "head": {"labels": head.headers, "texts": head.rows[0],
                     "widths": columns.widths(head, WIDE, _SIZE_HEAD)},
            "footer": self._text(wording.footer(mappe, word)),
            "page": word("documents.page", page=_GAP, pages=_GAP).split(_GAP),
            "twin_at": word("documents.sheet.twin_at", page=_GAP).split(_GAP),
            "demo": word("demo.mark") if is_demo else "",
            "items": items,
            "left_out": [word.count("left_out", n) if n else "" for n in range(count + 1)],
            "count": count,
            "changes": [{"title": self._text(title), "lines": [*map(self._text, lines)]}
                        for title, lines in self._changes],
            "definitions": self._definitions(),
            "sources": [] if self._is_short else self._sources(),
            "symbols": [[sign, meaning] for sign, meaning in word.symbols("old")],
            "verify": self._verify(),
            "words": {
                name: word(f"documents.sheet.{name}")
                for name in ("contents", "changes", "twins", "definitions", "sources",
                             "sources_intro", "symbols", "sign", "meaning", "verify")
            } | {"comment": word("documents.comment")},
        }  # fmt: skip
        values["lacking"] = self._lacking_note(self._lacking)
        return values

    def _text(self, text: str, lacking: dict[str, None] | None = None) -> str:
        """A text as the font can print it, its long words breakable."""
        kept = self._lacking if lacking is None else lacking
        return wording.breakable(wording.printable(text.strip(), kept))

    def _item(self, number: int, entry: Entry) -> dict[str, Any]:
        item, word = entry.item, self._locale
        lacking: dict[str, None] = {}

        def text(raw: str) -> str:
            return self._text(raw, lacking)

        def brief(raw: str) -> str:
            return text(self._cut(raw) if self._is_short else raw)

        picture = self._picture(item, lacking)
        table = self._cells(item, lacking)
        is_wide = picture["is_wide"] if picture else self._needs_width(table)
        kind = "table" if item.kind == "chart" and not picture else item.kind
        comment = self._cut(entry.comment) if self._is_short else entry.comment
        values = {
            "number": number,
            "lang": item.lang,
            "kind": kind,
            "name": word(f"documents.sheet.{kind}", number=number),
            "title": text(item.title),
            "subtitle": brief(item.subtitle),
            "labels": [text(label.text) for label in item.labels],
            "picture": picture,
            "is_wide": is_wide,
            "alt": text(item.alt) or word("documents.sheet.chart_alt", title=text(item.title)),
            "table": self._table(item, table, WIDE if is_wide else NARROW),
            "twin": word("documents.sheet.twin", number=number),
            "is_beside": len(item.table.rows) <= _ROWS_BESIDE,
            "notes": [brief(note) for note in item.notes],
            "source": text(wording.sentences(item.source, item.changed)),
            "refs": [] if self._is_short else self._refs(item),
            "state": wording.sentence(wording.state(item, word)),
            "code": item.code,
            "around_code": wording.sentence(word("documents.code", code=_GAP)).split(_GAP),
            "comment": [text(part) for part in wording.paragraphs(comment)],
            "demo": word("demo.mark") if item.is_demo else "",
            **self._qr(item),
        }
        values["lacking"] = self._lacking_note(lacking)
        return values

    def _cut(self, text: str) -> str:
        """The beginning of a long text, and that it goes on elsewhere."""
        if len(text) <= _SIGNS_SHORT:
            return text
        return f"{text[:_SIGNS_SHORT].rsplit(' ', 1)[0]} {self._locale('documents.sheet.cut')}"

    def _picture(self, item: Item, lacking: dict[str, None]) -> dict[str, Any]:
        """The picture as SVG and how much of the width it takes; empty where there is none."""
        if item.drawing is None:
            return {}
        fits = fitted(item.drawing.figure, Locale(item.lang), is_short=self._is_short)
        if fits is None:
            return {}
        drawn = wording.printable(svg(fits.scene, title=item.title, alt=item.alt), lacking)
        return {"svg": drawn, "is_wide": fits.is_wide, "share": fits.share}

    def _needs_width(self, table: Cells) -> bool:
        return not self._is_short or sum(columns.narrowest(table, _SIZE)) > NARROW

    def _cells(self, item: Item, lacking: dict[str, None]) -> Cells:
        """Heads and cells that are shown."""
        most = _ROWS_SHORT if self._is_short and item.kind != "cards" else None
        return Cells(
            tuple(self._text(head, lacking) for head in item.table.headers),
            tuple(tuple(self._text(cell, lacking) for cell in row)
                  for row in item.table.rows[:most]),
            item.table.numeric,
        )  # fmt: skip

    def _table(self, item: Item, cells: Cells, room: float) -> dict[str, Any]:
        """Heads and cells, the widths that they need, and how many rows are left out."""
        word, left = self._locale, len(item.table.rows) - len(cells.rows)
        more = word("documents.sheet.more", what=word.count("further_row", left))
        return {
            "headers": cells.headers,
            "rows": cells.rows,
            "numeric": cells.numeric,
            "widths": columns.widths(cells, room, _SIZE),
            "more": more if left else "",
        }

    def _refs(self, item: Item) -> list[list[Any]]:
        """Runs of numbers of the sources at the end: what is shown, where it leads."""
        runs = sources.ranges([self._numbers[one] for one in item.sources])
        return [[str(a) if a == b else f"{a}–{b}", a] for a, b in runs]

    def _qr(self, item: Item) -> dict[str, str]:
        address = wording.address(item, self._public_url)
        if not address:
            return {"qr": "", "qr_alt": ""}
        target = io.BytesIO()
        segno.make(address, error="m", micro=False).save(target, kind="svg", border=2, scale=4)
        return {
            "qr": target.getvalue().decode(),
            "qr_alt": self._locale("documents.sheet.qr_alt", address=address),
        }

    def _definitions(self) -> list[list[str]]:
        """Labels of the figures and terms in their texts, each once."""
        meanings: dict[str, str] = {}
        for entry in self._mappe.entries:
            item = entry.item
            meanings |= {label.text: label.meaning for label in item.labels if label.meaning}
            texts = (item.title, item.subtitle, item.source, *item.notes, *item.table.headers)
            terms = terms_in(" ".join(texts), Locale(item.lang))
            meanings |= {term: meaning for _, term, meaning in terms}
        return [[self._text(a), self._text(b)] for a, b in sorted(meanings.items(), key=_alphabet)]

    def _sources(self) -> list[dict[str, Any]]:
        return [
            {"number": number, "text": self._text(self._source_text(source)), "url": source.url,
             "shown": self._text(source.url)}
            for source, number in self._numbers.items()
        ]  # fmt: skip

    @staticmethod
    def _source_text(source: Source) -> str:
        return f"{source.publisher}: {source.title}. {source.state}. {source.licence}."

    def _verify(self) -> list[str]:
        items = [entry.item for entry in self._mappe.entries]
        names = ["attached", "command"]
        names += ["code"] if any(item.code for item in items) else []
        names += ["qr"] if any(wording.address(item, self._public_url) for item in items) else []
        return [self._locale(f"documents.sheet.verify_{name}") for name in names]

    def attached(self) -> list[dict[str, Any]]:
        """The Mappe, as the numbers of its bytes, and a text of rows for each figure."""
        word = self._locale
        files = [
            {"name": f"{_file_name(wording.title(self._mappe, word))}{SUFFIX}", "media": MEDIA,
             "relation": "source", "about": word("documents.sheet.attached_mappe"),
             "raw": list(pack(self._mappe))}
        ]  # fmt: skip
        for number, entry in enumerate(self._mappe.entries, 1):
            about = word("documents.sheet.attached_rows", title=self._text(entry.item.title))
            files.append(
                {"name": attached.name(entry.item, number), "media": "text/csv",
                 "relation": "data", "about": about,
                 "raw": attached.csv(entry.item).decode("utf-8")}
            )  # fmt: skip
        return files

    def _lacking_note(self, lacking: Iterable[str]) -> str:
        numbers = ", ".join(map(wording.number_of, lacking))
        return self._locale("documents.sheet.lacking", signs=numbers) if numbers else ""


def _alphabet(pair: tuple[str, str]) -> str:
    return signs.alphabetical(pair[0])


def _file_name(title: str) -> str:
    """A title as the name of a file on every system."""
    return re.sub(r"[^\w\-. ]+", "-", title).strip(" .-")[:80] or "mappe"
