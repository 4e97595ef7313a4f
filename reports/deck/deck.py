"""A deck of slides (.pptx) of a Mappe: one finding a slide, its chart to be edited in PowerPoint.

Charts are PowerPoint's own with their figures, all other pictures vectors, tables tables. The notes
of a slide hold definitions, method and sources in full; the Mappe itself lies in the file.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pptx.util import Emu

from charts.paper.scene import UnknownDrawing
from i18n import Locale
from reports import embedded, wording
from reports.deck.chart import ChartData
from reports.deck.model import Chart, NotNative
from reports.deck.native import native
from reports.deck.pages import pages
from reports.deck.scene import group
from reports.deck.slide import Chip, Slide
from reports.deck.table import MOST_CARDS, cards, table
from reports.deck.template import opened
from reports.deck.text import LINE, TAGS, clean, height, points, room_for, write
from reports.item import Item
from reports.mappe import Entry, Mappe

#: So many letters may a property of the file have.
_PROPERTY = 255
_HEADS = (18, 16, 14, 12)
_LISTED = (14, 13, 12, 11, 10)


def build(mappe: Mappe, locale: Locale, *, template: Path | None = None,
          public_url: str = "") -> bytes:  # fmt: skip
    """The deck as a file; one Mappe always gives the same.

    ``template``: a deck of the house's own look, with our layouts and placeholders;
    ``public_url``: where the pages are found on the web.
    Raises EmptyMappe, and BadTemplate for a template that lacks something.
    """
    head = wording.head(mappe, locale)
    deck = opened(template)
    _cover(deck, mappe, locale, head)
    for entry in mappe.entries:
        _figure(deck, entry, locale, public_url)
    _sources(deck, mappe, locale)
    words = deck.core_properties
    author = mappe.author.strip() or locale("app.title")
    words.title, words.author = (
        clean(text)[:_PROPERTY] for text in (wording.title(mappe, locale), author)
    )
    words.last_modified_by, words.language = words.author, TAGS[locale.lang]
    words.subject, words.keywords, words.comments = mappe.meeting, mappe.paper_number, ""
    day = mappe.as_of
    words.created = words.modified = datetime(day.year, day.month, day.day) if day else None
    words.revision = 1
    target = io.BytesIO()
    deck.save(target)
    return embedded.put(target.getvalue(), mappe)


def _cover(deck: Any, mappe: Mappe, locale: Locale, head: Sequence[tuple[str, str]]) -> None:
    slide = Slide(deck, "cover", TAGS[locale.lang])
    slide.finding(wording.title(mappe, locale))
    lines = [f"{name}: {text}" for name, text in head if text != mappe.meeting]
    if mappe.meeting:
        slide.text("meeting", [mappe.meeting], (20, 18, 16, 14, 12))
    slide.text("head", lines, _HEADS)
    marks = [locale("demo.mark")] if any(one.item.is_demo for one in mappe.entries) else []
    slide.text("state", [" · ".join([locale("app.title"), *marks])])
    slide.finish()


def _figure(deck: Any, entry: Entry, locale: Locale, public_url: str) -> None:
    """The slides of a figure: one, or several where its picture is too high for one."""
    item = entry.item
    chart = _native(item)
    if item.kind == "cards" and 0 < len(item.table.rows) <= MOST_CARDS:
        slide = _begin(deck, "picture", item, locale, public_url)
        cards(slide.slide, _around(slide, "picture", entry, locale), item.table)
        _remove(slide.boxes["picture"])
        _end(slide, entry, locale, public_url)
    elif chart is not None:
        slide = _begin(deck, "chart", item, locale, public_url)
        box = _around(slide, "chart", entry, locale)
        holder = slide.boxes["chart"]
        holder.left, holder.top, holder.width, holder.height = map(Emu, box)
        size = points(box[2]), points(box[3])
        frame = holder.insert_chart(None, ChartData(chart, item.lang, size, item.as_of))
        frame._element.nvGraphicFramePr.cNvPr.set("descr", item.alt)
        _end(slide, entry, locale, public_url)
    elif not _picture(deck, entry, locale, public_url):
        slide = _begin(deck, "table", item, locale, public_url)
        box = _around(slide, "table", entry, locale)
        count = locale.count("table_row", len(item.table.rows))
        alt = item.alt or locale("documents.deck.table_alt", title=item.title, rows=count,
                                 columns=locale.list(item.table.headers))  # fmt: skip
        if item.table.headers:
            table(slide.slide, slide.boxes["table"], box, item.table, alt=alt, locale=locale)
        else:
            _remove(slide.boxes["table"])
        _end(slide, entry, locale, public_url)


def _native(item: Item) -> Chart | None:
    try:
        return native(item.drawing.figure, Locale(item.lang)) if item.drawing else None
    except NotNative:
        return None


def _picture(deck: Any, entry: Entry, locale: Locale, public_url: str) -> bool:
    """Draw what PowerPoint has no chart for as vectors; False where that cannot be drawn either."""
    item = entry.item
    if item.drawing is None:
        return False
    slide = _begin(deck, "picture", item, locale, public_url)
    box = _around(slide, "picture", entry, locale)
    try:
        drawn = pages(item.drawing.figure, Locale(item.lang), points(box[2]), points(box[3]))
    except (UnknownDrawing, ValueError):
        _drop_last(deck)
        return False
    for number, scene in enumerate(drawn):
        if number:
            slide = _begin(deck, "picture", item, locale, public_url, part=(number + 1, len(drawn)))
            box = _around(slide, "picture", entry, locale)
        part = (
            locale("documents.deck.part", number=number + 1, of=len(drawn)) + ". " if number else ""
        )
        drawing = group(scene, box, first=slide.next_id(), name=item.name, alt=part + item.alt,
                        tag=slide.tag)  # fmt: skip
        _remove(slide.boxes["picture"])
        slide.slide.shapes._spTree.append(drawing)
        _end(slide, entry, locale, public_url)
    return True


def _begin(deck: Any, layout: str, item: Item, locale: Locale, public_url: str, *,
           part: tuple[int, int] = (1, 1)) -> Slide:  # fmt: skip
    """A slide with its finding, and the line at its foot."""
    slide = Slide(deck, layout, TAGS[item.lang])
    more = f" ({locale('documents.deck.part', number=part[0], of=part[1])})" if part[0] > 1 else ""
    slide.finding(item.title + more)
    parts = [wording.state(item, locale), wording.filed(item, locale), locale("app.title")]
    if item.is_demo:
        parts.insert(0, locale("demo.mark"))
    slide.text(
        "state", [" · ".join(one for one in parts if one)], (), wording.address(item, public_url)
    )
    return slide


def _around(slide: Slide, name: str, entry: Entry, locale: Locale) -> tuple[int, int, int, int]:
    """Fill what stands around the figure; the box that is left for it."""
    item = entry.item
    chips = [Chip(*label) for label in item.labels]
    if item.is_demo:
        chips.insert(0, Chip(locale("demo.mark"), "", is_loud=True))
    source = " · ".join(one for one in (item.source, item.changed) if one)
    notes = [one.strip() for one in item.notes if one.strip()]
    box = slide.boxes["source"]
    room = points(box.width), points(box.height) * 1.35
    lines = [*notes, source]
    while len(lines) > 1 and height(lines, room[0], 9) > room[1]:
        notes = notes[:-1]
        lines = [*notes, locale("documents.deck.more_notes"), source]
        if not notes:
            break
    return slide.content(name, item.subtitle, chips, entry.comment.strip(), lines)


def _end(slide: Slide, entry: Entry, locale: Locale, public_url: str) -> None:
    slide.notes(spoken(entry, locale, public_url))
    slide.finish()


def spoken(entry: Entry, locale: Locale, public_url: str) -> list[str]:
    """The notes of a slide: comment, what is shown, definitions, method, sources in full, code."""
    item = entry.item
    texts = [item.title, item.subtitle]
    blocks = {
        "comment": wording.paragraphs(entry.comment),
        "deck.shown": (item.alt,),
        "deck.meanings": tuple(f"{label.text}: {label.meaning}" for label in item.labels),
        "deck.hints": (*(note.strip() for note in item.notes), item.changed),
        "deck.sources": (
            item.source,
            *(" · ".join(filter(None, (f"{s.publisher}: {s.title}", s.state, s.licence, s.url)))
              for s in item.sources),
        ),
        "deck.found": (wording.state(item, locale), wording.filed(item, locale),
                  wording.address(item, public_url)),
    }  # fmt: skip
    for name, block in blocks.items():
        if lines := [one for one in block if one]:
            texts += ["", locale(f"documents.{name}"), *lines]
    return [text for number, text in enumerate(texts) if text or number > 1]


def _sources(deck: Any, mappe: Mappe, locale: Locale) -> None:
    """The closing slide: who says all this, as many as fit; all of them stand in the notes."""
    slide = Slide(deck, "sources", TAGS[locale.lang])
    slide.finding(locale("documents.deck.closing"))
    named = dict.fromkeys(
        (one.publisher, one.title, one.state)
        for entry in mappe.entries
        for one in entry.item.sources
    )
    lines = [" · ".join(part for part in one if part) for one in named]
    box = slide.boxes["sources"]
    room = points(box.width), points(box.height)
    size = next((s for s in _LISTED if room_for(lines, room, s) == len(lines)), _LISTED[-1])
    kept = lines[: room_for(lines, room, size)]
    if len(kept) < len(lines):
        kept = lines[: max(room_for(lines, (room[0], room[1] - size * LINE), size), 1)]
        rest = locale.count("source", len(lines) - len(kept))
        kept.append(locale("documents.deck.more", what=rest))
    write(box, kept or [locale("documents.deck.no_sources")], size)
    slide.text("state", [" · ".join([*(f"{n} {t}" for n, t in wording.head(mappe, locale)[-1:]),
                                     locale("app.title")])])  # fmt: skip
    slide.notes(lines)
    slide.finish()


def _remove(box: Any) -> None:
    box._element.getparent().remove(box._element)


def _drop_last(deck: Any) -> None:
    """Take the last slide out again."""
    slide_ids = deck.slides._sldIdLst
    deck.part.drop_rel(slide_ids[-1].rId)
    slide_ids.remove(slide_ids[-1])
