"""What is new, revised or defined otherwise since a Mappe was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache, partial
from html import escape

from data.ask import state
from i18n import Locale
from reports import comparing, store
from reports.comparing import NEW, REVISED, Difference, differences, renewed
from reports.documents import DOCUMENTS
from reports.item import Item
from reports.mappe import Entry, Mappe
from reports.store import Stored
from ui import components, files, filters, html, links, offstage

_ROOM = "since"
#: So many differences of one figure are shown at once; more unfold.
_SHOWN = 6
#: For each figure: what differs, or None where its view does not show it any more.
Changes = tuple[tuple[Difference, ...] | None, ...]


def choice(locale: Locale) -> str:
    """The Mappen that can be compared with today."""
    items = "".join(
        f"<li>{links.page_link('meeting/since', one.mappe.title or one.id, mappe=one.id)}</li>"
        for one in store.all_mappen()
    )
    if not items:
        return f'<p class="cm-text">{escape(locale(f"{_ROOM}.nothing"))}</p>'
    return f'<p class="cm-text">{escape(locale(f"{_ROOM}.choose"))}</p><ul>{items}</ul>'


def changes(stored: Stored) -> Changes:
    """What differs in each figure of the Mappe from today's."""
    return _changes(stored.id, stored.revision, state().version, date.today())


@lru_cache(maxsize=8)
def _changes(name: str, revision: str, version: str, today: date) -> Changes:
    del revision, version, today  # another of them: other differences
    pairs = [(entry.item, _now(entry.item)) for entry in store.read(name).mappe.entries]
    return tuple(tuple(differences(item, now)) if now else None for item, now in pairs)


def _now(item: Item) -> Item | None:
    return renewed(item, offstage.figures)


def day_of(mappe: Mappe) -> date | None:
    """The day of its meeting, where that is over; else that of its data."""
    return mappe.day if mappe.day and mappe.day <= date.today() else mappe.as_of


def heading(mappe: Mappe, by_figure: Changes, locale: Locale) -> str:
    """How much is new and revised since the state of the Mappe."""
    kinds = [one.kind for some in by_figure if some for one in some]
    day = locale.date(mappe.as_of) if mappe.as_of else ""
    if not kinds and None not in by_figure:
        return locale(f"{_ROOM}.equal", day=day)
    return locale(f"{_ROOM}.heading", day=day, new=locale.number(kinds.count(NEW)),
                  revised=locale.number(kinds.count(REVISED)))  # fmt: skip


def show(mappe: Mappe, by_figure: Changes, locale: Locale) -> None:
    """Each figure with what differs; those without a difference in one line at the end."""
    same = []
    for entry, some in zip(mappe.entries, by_figure, strict=True):
        title = entry.item.title
        if some is None:
            body = f"<p>{escape(locale('mappe.cited_gone'))}</p>"
        elif some:
            shown, more = some[:_SHOWN], some[_SHOWN:]
            body = comparing.as_list(shown, locale)
            if more:
                rest = locale(f"{_ROOM}.more", count=locale.number(len(more)))
                body += html.folded(rest, comparing.as_list(more, locale))
        else:
            same.append(title)
            continue
        components.draw_html(f'<h3 class="cm-entry">{escape(title)}</h3>{body}')
    if same:
        components.draw_html(
            html.folded(locale(f"{_ROOM}.same", count=locale.count("figure", len(same))),
                        html.items(same))
        )  # fmt: skip


def take(stored: Stored, by_figure: Changes, locale: Locale) -> None:
    """A button for the long form of today's figures, with a page on what is new in them."""
    document = DOCUMENTS["pdf_long"]
    changes = [
        (entry.item.title, [comparing.sentence(one, locale) for one in some])
        for entry, some in zip(stored.mappe.entries, by_figure, strict=True)
        if some
    ]
    file_name = document.file_name(stored.mappe.title, date.today(), locale)
    make = partial(_pdf, stored, changes, locale)
    files.button(locale(f"{_ROOM}.pdf"), make, file_name, "since_pdf", media=document.media)


def _pdf(stored: Stored, changes: Sequence[tuple[str, Sequence[str]]], locale: Locale) -> bytes:
    return DOCUMENTS["pdf_long"].make(_renewed(stored, locale), locale, changes=changes)


def renew(stored: Stored, locale: Locale) -> None:
    """Keep a new Mappe with the figures of today."""
    filters.write("view", None)
    filters.write("mappe", store.create(_renewed(stored, locale)).id)


def _renewed(stored: Stored, locale: Locale) -> Mappe:
    """The figures as they are today, in the same order, with the same comments."""
    entries = tuple(
        Entry(store.cite(now) if now else entry.item, entry.comment)
        for entry in stored.mappe.entries
        for now in (_now(entry.item),)
    )
    title = locale(f"{_ROOM}.renewed", title=stored.mappe.title, day=locale.date(date.today()))
    return replace(stored.mappe, title=title, day=None, entries=entries)
