"""The brief of a month: what is new, revised or defined anew, what happened, what stands out.

The same for the page, the feed and the files; every sentence by rule from answers, as known at the
end of the month. No Streamlit here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import findings
from charts.table import absent, figure
from data import evidence, series_alerts
from data.answer import Answer
from data.ask import ask, state
from data.release_calendar import expected, late
from data.series_alerts import SeriesAlert
from findings import subjects
from i18n import Locale
from i18n.marked import joined
from ui import alerts, figure_names, headlines, latest_events, release_calendar
from ui.rows import ChangedRow, Figure

_ROOM = "brief"
#: So many things of each kind are told: all of them together fill one page.
MOST = {"new": 5, "revised": 4, "redefined": 2, "events": 4, "alerts": 3, "late": 4}
#: What is asked for at most, to be counted.
_ASKED = 200
_RECENT = timedelta(days=92)
#: What lines are called in sentences of their own; others by their labels.
_SUBJECTS = {
    ("trade_value", "de-nw", "export", "cn"): "trade.nrw.exports",
    ("trade_value", "de-nw", "import", "cn"): "trade.nrw.imports",
    ("rank_among_partners", "de-nw", "export", "cn"): "trade.nrw.rank_export",
}


@dataclass(frozen=True)
class Item:
    """One thing that is told: its text, numbers marked, and who says so since when."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Section:
    """Things of one kind (a key of ``MOST``); ``count``: how many there are in all."""

    kind: str
    items: tuple[Item, ...]
    count: int


@dataclass(frozen=True)
class Brief:
    """A month's brief: from the first day to ``until``, by what was known then.

    ``lead``: the finding that comes first; without anything new, the line that says so.
    ``answers``: what it is made from.
    """

    first: date
    until: date
    lead: Item
    sections: tuple[Section, ...]
    answers: tuple[Answer, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not self.sections

    def most(self, count: int) -> Brief:
        """The same with at most so many things of each kind."""
        sections = tuple(Section(one.kind, one.items[:count], one.count) for one in self.sections)
        return Brief(self.first, self.until, self.lead, sections, self.answers)


def month_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def last_day(first: date) -> date:
    """The last day of the month that begins on a day."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def months(until: date, count: int) -> list[date]:
    """First days of so many months, that of a day first."""
    first_days = [month_of(until)]
    while len(first_days) < count:
        first_days.append(month_of(first_days[-1] - timedelta(days=1)))
    return first_days


def of_month(first: date, today: date, locale: Locale) -> Brief:
    """The brief of the month that begins on a day, as far as it has gone by today."""
    until = min(last_day(first), today)
    # What was known at the end of a month that is over changes with the data alone.
    if until < date.today():
        return _cached_brief(state().version, first, until, locale.lang)
    return _compose(first, until, locale)


@lru_cache(maxsize=64)
def _cached_brief(version: str, first: date, until: date, lang: str) -> Brief:
    del version  # another one: another brief
    return _compose(first, until, Locale(lang))


def _compose(first: date, until: date, locale: Locale) -> Brief:
    before = first - timedelta(days=1)
    lines = ask("lines_with_news", as_of=until, after=before, until=until, most=MOST["new"] + 1)
    changes = ask("changes_between", as_of=until, before=before, after=until, by="here")
    happened = ask("latest_events", as_of=until, most=_ASKED)
    alarms = ask("alerts", as_of=until, most=_ASKED)
    news = [_line(line, locale) for line in _lines(lines)]
    others = [
        *_section("new", news[1:], int(lines.tuples[0].lines_count) - 1 if lines else 0),
        *_changed("revised", changes, locale),
        *_changed("redefined", changes, locale),
        *_events(happened, before, locale),
        *_alerts(alarms, series_alerts.alerts(until, until), before, locale),
        *_late(until, locale),
    ]
    lead = news[0] if news else Item(_without_figures(others, until, locale))
    return Brief(first, until, lead, tuple(others), (lines, changes, happened, alarms))


def _section(kind: str, items: Iterable[Item], count: int) -> Iterator[Section]:
    shown = tuple(items)[: MOST[kind]]
    if shown:
        yield Section(kind, shown, count)


def _without_figures(sections: list[Section], until: date, locale: Locale) -> str:
    """What comes first where no figure is new."""
    month = locale.period("month", month_of(until), last_day(month_of(until)))
    counts = {one.kind: locale.count(f"{_ROOM}_{one.kind}", one.count) for one in sections}
    late = counts.pop("late", "")
    if counts:
        return locale(f"{_ROOM}.no_figures", month=month, kinds=locale.list(counts.values()))
    return locale(f"{_ROOM}.nothing{'_late' if late else ''}", month=month, late=late)


def _lines(lines: Answer) -> Iterator[Answer]:
    for place in sorted({int(row.line) for row in lines}):
        yield lines.where(line=place)


def _line(line: Answer, locale: Locale) -> Item:
    """What the newest figure of a line says."""
    row = line.tuples[-1]
    key = _SUBJECTS.get((row.indicator, row.region, absent(row.flow), absent(row.partner)))
    china = locale("partner.cn_short")
    subject = subjects.subject(key, locale, china=china) if key else subjects.of_rows(line, locale)
    finding = findings.finding(line, subject, locale)
    newest = line.tuples[finding.position] if finding.position is not None else row
    return Item(finding.title.closed().linked(line), headlines.source(newest, line, locale))


def _changed(kind: str, changes: Answer, locale: Locale) -> Iterator[Section]:
    """Figures that moved or are defined anew: those of the region and of China first."""
    rows = [row for row in changes if row.change == kind and not row.is_tiny
            and _brief(row, locale) != _brief(_before(row), locale)]  # fmt: skip
    rows.sort(key=lambda row: (row.region != "de-nw", absent(row.partner) != "cn"))
    # One figure of a line stands for the others of it.
    of_line: dict[str, Any] = {}
    for row in rows:
        of_line.setdefault(row.series, row)
    items = (_change(row, changes, locale) for row in [*of_line.values()][: MOST[kind]])
    yield from _section(kind, items, len(rows))


def _change(row: ChangedRow, changes: Answer, locale: Locale) -> Item:
    """From what to what a figure moved, by how much."""
    gap = absent(row.difference) if row.change == "revised" else None
    apart = (figure_names.gap_text(gap, row.before_value, row.unit, locale)
             if gap is not None and absent(row.before_value) else "")  # fmt: skip
    name = figure_names.series_name if row.change == "redefined" else figure_names.subject_name
    text = locale(
        f"{_ROOM}.{row.change}{'' if apart else '_bare'}",
        what=name(row, changes, locale),
        period=figure_names.period(row, locale),
        before=_brief(_before(row), locale),
        after=evidence.linked(_brief(row, locale), row),
        apart=apart,
    )
    cited = SimpleNamespace(claim_id=row.claim_ids[0])
    return Item(text, headlines.source(cited, changes, locale))


def _before(row: ChangedRow) -> Any:
    """What was shown before, as a row of its own."""
    return SimpleNamespace(
        unit=row.before_unit, value=row.before_value, value_low=row.before_low,
        value_high=row.before_high, step=row.before_step, qualifier=row.before_qualifier,
    )  # fmt: skip


def _brief(row: Figure, locale: Locale) -> str:
    """A figure as one says it; a range or an inexact one as it stands."""
    if absent(row.value) is None or row.qualifier != "exact":
        return figure(row, locale)
    return locale.value(row.value, row.unit)


def _events(happened: Answer, before: date, locale: Locale) -> Iterator[Section]:
    """What became known in the month of firms, deals, visits and trains, and is not long past.

    What was collected later is known from that day on: that alone makes no news.
    """
    rows = [row for row in happened if absent(row.known_since) is not None
            and row.known_since.date() > before
            and row.first_day.date() > before - _RECENT]  # fmt: skip
    items = (
        Item(latest_events.happened(row, happened, locale),
             " · ".join(latest_events.around(row, happened, locale)))
        for row in rows[: MOST["events"]]
    )  # fmt: skip
    yield from _section("events", items, len(rows))


def _alerts(alarms: Answer, series: Sequence[SeriesAlert], before: date,
            locale: Locale) -> Iterator[Section]:  # fmt: skip
    """What stands out by rule since the month began, but for what somebody put aside."""
    texts = [(row.day.date(), alerts.sentence(row, alarms, locale)) for row in alarms]
    texts += [(one.day, alerts.series_sentence(one, locale)) for one in series
                   if one.snooze is None]  # fmt: skip
    new = sorted((one for one in texts if one[0] > before), key=lambda one: one[0], reverse=True)
    items = (Item(text, locale.date(day)) for day, text in new[: MOST["alerts"]])
    yield from _section("alerts", items, len(new))


def _late(until: date, locale: Locale) -> Iterator[Section]:
    """What should have come and has not, and whom to ask: of today alone, for it passes."""
    if until != date.today():
        return
    waiting = late(expected(until))
    items = (
        Item(locale(f"{_ROOM}.late_{one.light}", title=release_calendar.name(one, locale),
                    day=locale.date(one.next_day)),
             ", ".join(filter(None, [locale.called(one.publisher), one.table])))
        for one in waiting[: MOST["late"]] if one.next_day
    )  # fmt: skip
    yield from _section("late", items, len(waiting))


def title(brief: Brief, locale: Locale) -> str:
    """What the brief is called."""
    month = locale.period("month", brief.first, last_day(brief.first))
    return locale(f"{_ROOM}.title", month=month)


def heading(section: Section, locale: Locale) -> str:
    """What stands over a section: of which kind, how many."""
    return locale(f"{_ROOM}.heading_{section.kind}", count=locale.number(section.count))


def rest_text(section: Section, locale: Locale) -> str:
    """That there are more than are told, where there are."""
    rest = section.count - len(section.items)
    return locale(f"{_ROOM}.more", count=locale.number(rest)) if rest > 0 else ""


def summary(brief: Brief, locale: Locale) -> str:
    """The finding and how many things of each kind, in one text."""
    kinds = [locale.count(f"{_ROOM}_{one.kind}", one.count) for one in brief.sections]
    return joined(" ", [brief.lead.text, f"{locale.list(kinds)}." if kinds else ""]).strip()
