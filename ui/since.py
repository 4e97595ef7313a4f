"""What is new since a day: one day for every page that asks, and one rule for what is new.

The day is typed in, that of the last meeting, or of the last visit, which the browser alone knows;
it stays while the visitor goes from page to page. New is what happened from that day on, and the
publications with figures that became known from it on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

from data.answer import Answer
from i18n import Locale
from ui import components, filters, html, latest_events, links
from ui.visit import Visit

_NAME = "news_since"
#: So many events are shown at most; so many events and publications are asked for.
_SHOWN, _EVENTS, _PUBLICATIONS = 20, 1_000, 100


@dataclass(frozen=True)
class New:
    """What is new since a day; the newest where none was asked for."""

    day: date | None
    events: Answer
    publications: Answer


def choose(visit: Visit, place: str, meeting: date | None, *, default: date | None = None,
           **link: str) -> date | None:  # fmt: skip
    """Let the visitor choose the day; ``meeting``: the day of the last one.

    ``place``, ``link``: the view that asks, and what its link says besides.
    """
    locale = visit.locale
    day = filters.since(_NAME, default, is_kept=True)
    address = escape(f"{links.address(place, **link)}&{_NAME}=")
    choices = (f'<a class="cm-since" href="{address}" target="_self">'
               f"{escape(locale('news.since_visit'))}</a> ")  # fmt: skip
    if meeting is not None:
        label = escape(locale("news.since_meeting", day=locale.date(meeting)))
        choices += f'<a href="{address}{meeting}" target="_self">{label}</a>'
    components.draw_html(f'<p class="cm-more cm-key">{choices}</p>')
    return day


def news(visit: Visit, day: date | None, most: int) -> New:
    """What is new since the day; ``most``: so many events where there is none."""
    if day is None:
        return New(None, visit.ask("latest_events", most=most), visit.ask("latest_publications"))
    return New(day, visit.ask("latest_events", since=day, most=_EVENTS),
               visit.ask("latest_publications", since=day, most=_PUBLICATIONS))  # fmt: skip


def draw(new: New, locale: Locale, *, most: int = _SHOWN, figured: bool = True) -> None:
    """The events as a list, at most so many; ``figured``: and a sentence on the figures."""
    hidden = len(new.events.rows) - most if new.day else 0
    sentences = [locale("news.further", count=locale.number(hidden))] if hidden > 0 else []
    if figured and (new.day or new.publications):
        sentences.append(f"{figures(new, locale)}.")
    first = {row.event_id for row in new.events.tuples[:most]}
    shown = new.events.having(lambda row: row.event_id in first)
    components.draw_html(
        latest_events.as_list(shown, locale)
        + (html.paragraph(" ".join(sentences)) if sentences else "")
        + html.tools(html.source_line([shown], locale))
    )


def onward(new: New) -> str:
    """The way to all that is new since the same day."""
    return links.page_links("news", **({_NAME: new.day.isoformat()} if new.day else {}))


def heading(new: New, locale: Locale) -> str:
    """Since when; or that the newest is shown."""
    day = locale.date(new.day) if new.day else ""
    return locale("news.since", day=day) if day else locale("news.events")


def figures(new: New, locale: Locale) -> str:
    """How many publications with figures there are since the day, and which one came last."""
    if not new.publications:
        key = "title_none" if new.day else "title_empty"
        return locale(f"news.{key}", date=locale.date(new.day) if new.day else "")
    newest, count = new.publications.tuples[0], len(new.publications.rows)
    key = "title" if not new.day else "figures_most" if count == _PUBLICATIONS else "figures"
    return locale(
        f"news.{key}", publications=locale.count("publication", count),
        publisher=publisher(new.publications, newest.source_id, locale),
        date=locale.known(newest.known_since, newest.known_since_precision),
    )  # fmt: skip


def publisher(news: Answer, source_id: str, locale: Locale) -> str:
    """Who published a source of the answer."""
    return locale.called(str(news.sources_by_id[source_id]["publisher"]))
