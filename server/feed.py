"""Alerts and monthly briefs as an Atom feed (RFC 4287).

Each keeps its id, so that a reader tells it only once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as ET

from data.answer import Answer
from data.series_alerts import SeriesAlert
from i18n import Locale
from ui import alerts, brief
from ui.brief import Brief

_ATOM = "http://www.w3.org/2005/Atom"
#: What all ids are made from; it names nothing that must exist.
_FAMILY = uuid5(NAMESPACE_URL, "urn:china-monitor-ruhr:alerts")
#: Where the feed is found, and the page that shows the same; relative, to hold below any path.
PATH, _PAGE, _SERIES_PAGE = "feed.atom", "freight?view=alerts", "news?view=alerts"
_BRIEF_PAGE = "news?view=brief"


@dataclass(frozen=True)
class _Entry:
    """What one alert or brief puts into the feed."""

    id: str
    day: date
    rule: str
    text: str
    page: str


def atom(answer: Answer, series: Sequence[SeriesAlert], monthly: Sequence[Brief],
         locale: Locale) -> bytes:  # fmt: skip
    """The feed as a document, the newest first: alerts on reports and on series, monthly briefs.

    ``answer``: the question ``alerts``. What somebody put aside is not told.
    """
    ET.register_namespace("", _ATOM)
    feed = ET.Element(f"{{{_ATOM}}}feed", {"xml:lang": locale.lang})
    entries = [
        _Entry(row.alert_id, row.day.date(), row.rule, alerts.sentence(row, answer, locale), _PAGE)
        for row in answer
    ]
    entries += [_Entry(one.alert_id, one.day, one.rule, alerts.series_sentence(one, locale),
                       _SERIES_PAGE) for one in series if one.snooze is None]  # fmt: skip
    entries += [_Entry(f"brief-{one.first:%Y-%m}", one.until, "brief",
                       brief.summary(one, locale), f"{_BRIEF_PAGE}&month={one.first:%Y-%m}")
                for one in monthly if not one.is_empty]  # fmt: skip
    rows = sorted(entries, key=lambda one: (one.day, one.id), reverse=True)
    newest = rows[0].day if rows else answer.as_of or answer.built
    _add(feed, "id", _urn(uuid5(_FAMILY, locale.lang)))
    mark = f"{locale('demo.mark')}: " if answer.is_demo else ""
    _add(feed, "title", mark + locale("alerts.feed_title"))
    _add(feed, "updated", _moment(newest))
    _add(_add(feed, "author"), "name", locale("app.title"))
    _add(feed, "link", rel="self", type="application/atom+xml", href=f"{PATH}?lang={locale.lang}")
    _add(feed, "link", rel="alternate", type="text/html", href=f"{_PAGE}&lang={locale.lang}")
    for row in rows:
        rule = locale(f"alerts.rule_{row.rule}")
        entry = _add(feed, "entry")
        _add(entry, "id", _urn(uuid5(_FAMILY, row.id)))
        _add(entry, "title", f"{rule}: {row.text}")
        _add(entry, "updated", _moment(row.day))
        _add(
            entry, "link", rel="alternate", type="text/html", href=f"{row.page}&lang={locale.lang}"
        )
        _add(entry, "category", term=row.rule, label=rule)
        _add(entry, "summary", row.text, type="text")
    document: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _add(parent: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _urn(number: UUID) -> str:
    return f"urn:uuid:{number}"


def _moment(day: date) -> str:
    """Midnight of a day, or the moment itself, in UTC as RFC 3339 wants it."""
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)
    aware = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.strftime("%Y-%m-%dT%H:%M:%SZ")
