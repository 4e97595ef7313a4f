"""What happened last, as a list: firms, visits, trains. For rows of ``latest_events``."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from charts.table import absent
from data.answer import Answer
from i18n import Locale
from ui import html, link_status
from ui.rows import Train

if TYPE_CHECKING:  # the brief is made without Streamlit
    from ui.visit import Visit


class HappenedRow(Train, Protocol):
    """An event of a firm, a train or a step of the cooperation."""

    counterpart_name: Any
    date: Any
    kind: str
    mode: Any
    name: str
    note_de: Any
    place: Any
    topic: str


def across(visit: Visit) -> tuple[tuple[tuple[str, str], ...], list[Answer]]:
    """What the ledger knows to stand across a chart over years, and who says so.

    Days and words: the first train with a date of each year, Herne's twin cities.
    """
    locale = visit.locale
    trains = visit.ask("rail_trains")
    bonds = visit.ask("cooperation_events", where="herne").where(kind="twin_city")
    first = {str(row.date)[:4]: str(row.date) for row in reversed(trains.tuples)}
    marks = [(day, locale("news.across_trains")) for day in first.values()]
    marks += [(str(row.date), bonds.labels.name("city", row.counterpart, locale.lang))
              for row in bonds]  # fmt: skip
    return tuple(marks), [trains, bonds]


def as_list(events: Answer, locale: Locale) -> str:
    """Rows of ``latest_events`` as a list: what happened, when, who says so."""
    if not events:
        return html.paragraph(locale("news.none_happened"))
    items = "".join(
        f"<li><strong>{escape(happened(row, events, locale))}</strong>"
        f"<span>{escape(' · '.join(around(row, events, locale)))}</span></li>"
        for row in events
    )
    return f'<ul class="cm-ways">{items}</ul>'


def happened(row: HappenedRow, events: Answer, locale: Locale) -> str:
    """What happened, in one line."""
    if row.topic == "cooperation":
        return locale.pick(row, "title")
    if row.topic == "train":
        return locale("news.event_train", route=link_status.route(row, events, locale))
    what = events.labels.name("event_kind", row.kind, locale.lang)
    if row.kind == "announced" and absent(row.mode):
        mode = events.labels.name("entry_mode", row.mode, locale.lang)
        what = locale("news.announced", mode=mode)
    other = locale.called(absent(row.counterpart_name) or "")
    return f"{locale.called(row.name)}: {what}" + (f" ({other})" if other else "")


def around(row: HappenedRow, events: Answer, locale: Locale) -> list[str]:
    """When, where, who says so, and a remark."""
    sources = events.sources_by_id
    publishers = [locale.called(str(sources[one]["publisher"]))
                  for one in row.source_ids if one in sources]  # fmt: skip
    town = events.labels.name("city", absent(row.place), locale.lang) if absent(row.place) else ""
    note = locale.pick(row, "note") if absent(row.note_de) else ""
    return list(filter(None, [locale.date(str(row.date)), town, ", ".join(publishers[:2]), note]))
