"""The status of the rail link in words: what holds by its rule, and who says what of it.

Which rows speak is decided by the rule, in ``rail_trains.sql``, ``rail_series.sql`` and
``rail_statement.sql``; here they only become sentences. What is missing is said to be not
published: a gap is never zero, and that nothing runs is only ever somebody's statement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from charts.cache import cached
from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui.headlines import KeyFigure
from ui.rows import Cited, Figure, RailEvent, Train

_ROOM = "freight.status"
_LINK = "freight.link"
_STATE = "freight.state"


def headline(states: Answer, thresholds: Answer, locale: Locale) -> str:
    """The answer in two sentences: what holds today or on the day asked for, and the last train."""
    now = states.tuples[-1]
    day = states.as_of or states.built.date()
    weeks = limits(thresholds, locale)["running_window_weeks"]
    state_text = locale(
        f"{_STATE}.{'then' if states.as_of else 'now'}_{now.state}",
        day=locale.day(day), said=day_text(now.said, now.said_precision, locale),
        served=locale.number(int(now.weeks_served)), weeks=weeks,
    )  # fmt: skip
    parts = [state_text, locale(f"{_STATE}.no_last_train")]
    if (last := absent(now.last_train)) is not None:
        parts[1] = locale(f"{_STATE}.last_train", day=locale.day(last))
    if now.state in ("running", "irregular") and now.through.date() < day:
        parts.append(locale(f"{_STATE}.through", day=locale.date(now.through)))
    return " ".join(parts)


def newest_word(states: Answer, locale: Locale) -> str:
    """When the newest was said that the status rests on; empty where nothing was."""
    now = states.tuples[-1]
    since = day_text(now.since, now.since_precision, locale)
    return locale(f"{_STATE}.newest_word", since=since) if since else ""


def day_text(day: Any, precision: Any, locale: Locale) -> str:
    """A day as exactly as its source says it: "vom 1. August 2019", "aus dem Jahr 2017"."""
    if absent(day) is None:
        return ""
    when = locale.day(day) if precision == "day" else locale.date(day, precision)
    return locale(f"{_STATE}.of_{precision}", when=when)


def limits(thresholds: Answer, locale: Locale) -> Mapping[str, str]:
    """Threshold → it as a plain number, to be filled into a text."""
    return {row.code: locale.number(row.threshold) for row in thresholds}


def text(trains: Answer, series: Answer, statement: Answer, locale: Locale) -> str:
    """The status: newest dated train, later series, newest statement, what followed it."""
    sentences = [_train(trains, locale), _series(series, locale)]
    rows = list(statement)
    if not rows:
        return " ".join([*sentences, locale(f"{_ROOM}.statement_missing")])
    newest = rows[0]
    sentences.append(_statement(newest, locale))
    if newest.nothing_since:
        sentences.append(locale(f"{_ROOM}.nothing_since"))
    return " ".join(sentences)


def contradiction(series: Answer, locale: Locale) -> str:
    """What other sources hold against the series, as far as the status does not say it already."""
    others = [row for row in series if row.role == "contradiction" and not row.is_same_source]
    return " ".join(
        locale(f"{_ROOM}.against_{row.event_kind}", source=_source(row, locale))
        for row in others
        if locale.has(f"{_ROOM}.against_{row.event_kind}")
    )


def route(row: Train, answer: Answer, locale: Locale) -> str:
    """From where to where a train ran, in short names: Herne–Lanzhou."""
    reported = ((row.origin, row.origin_terminal), (row.destination, row.destination_terminal))
    ends = [_end(*end, answer, locale) for end in reported]
    return "–".join(ends) if all(ends) else locale(f"{_ROOM}.{row.direction}")


def _end(place: Any, terminal: Any, answer: Answer, locale: Locale) -> str:
    """One end of a run: the place that was claimed, else the terminal of the report."""
    if code := absent(place):
        return _place(code, answer, locale)
    code = absent(terminal)
    return _place(code, answer, locale, kind="terminal") if code else ""


def _train(trains: Answer, locale: Locale) -> str:
    rows = list(trains)
    if not rows:
        return locale(f"{_ROOM}.train_missing")
    last = rows[-1]
    texts = {"day": locale.day(last.date), "route": route(last, trains, locale),
            "source": train_source(last, trains, locale)}  # fmt: skip
    if not last.is_reported:
        return locale(f"{_ROOM}.train", **texts)
    return locale(f"{_ROOM}.train_reported", **texts, report=_report(last, trains, locale))


def _report(row: Train, answer: Answer, locale: Locale) -> str:
    """The newest report of a train: who sent which file when. Claims come from other sources."""
    sources = answer.sources[answer.sources["source_id"].isin(row.source_ids)]
    newest = max(sources.to_dict("records"), key=lambda source: source["known_since"])
    return locale(f"{_ROOM}.report", who=locale.called(str(newest["publisher"])),
                  file=str(newest["title"]), day=locale.date(newest["known_since"]))  # fmt: skip


def _place(code: str, answer: Answer, locale: Locale, kind: str = "place") -> str:
    short = f"freight.short.{code}"
    return locale(short) if locale.has(short) else answer.labels.name(kind, code, locale.lang)


def _series(series: Answer, locale: Locale) -> str:
    rows = list(series)
    series_rows = [row for row in rows if row.role == "series"]
    if not series_rows:
        return locale(f"{_ROOM}.series_missing")
    # A source that first tells of trains and then that they rest is quoted with both.
    suspended = {
        row.source_id for row in rows if row.event_kind == "suspension" and row.is_same_source
    }
    text = "; ".join(_one_series(row, row.source_id in suspended, locale) for row in series_rows)
    return f"{text[0].upper()}{text[1:]}."


def _one_series(row: RailEvent, is_suspended: bool, locale: Locale) -> str:
    source = _source(row, locale)
    if is_suspended:
        source = locale(f"{_ROOM}.rests", source=source)
    if row.date_precision == "span":
        start = locale.date(str(row.date).split("/", maxsplit=1)[0])
        return locale(f"{_ROOM}.series_after", start=start, source=source)
    key = f"freight.publisher.{row.publisher}"
    who = locale(key) if locale.has(key) else locale.called(str(row.publisher))
    return locale(f"{_ROOM}.series_in", who=who, when=locale.date(row.date))


def _statement(row: RailEvent, locale: Locale) -> str:
    if row.event_kind == "suspension":
        return locale(f"{_ROOM}.statement_rests", source=_source(row, locale))
    day = locale.day(row.date) if row.date_precision == "day" else locale.date(row.date)
    return locale(f"{_ROOM}.statement_operator_{row.date_precision}", day=day)


def _source(row: Cited, locale: Locale) -> str:
    """Who says it and when; a report known only by its month is "about" then."""
    when = locale.known(row.known_since, row.known_since_precision)
    if row.known_since_precision == "month":
        when = locale(f"{_ROOM}.about", date=when)
    return locale(f"{_ROOM}.source", who=locale.called(str(row.publisher)), when=when)


def publishers(source_ids: Any, answer: Answer, locale: Locale) -> str:
    """Who made some of the sources of an answer."""
    names = answer.sources[answer.sources["source_id"].isin(list(source_ids))]["publisher"]
    return ", ".join(sorted({locale.called(str(one)) for one in names}))


def cited(source_ids: Any, answer: Answer, locale: Locale) -> str:
    """Who says something and since when that is known; of more than two only who."""
    return _cited(tuple(map(str, source_ids)), answer, locale)


@cached(64)
def _cited(source_ids: tuple[str, ...], answer: Answer, locale: Locale) -> str:
    sources: list[Any] = [row for row in answer.sources.itertuples() if row.source_id in source_ids]
    if len(sources) > 2:
        return publishers(source_ids, answer, locale)
    return "; ".join(_source(row, locale) for row in sources)


def train_source(row: Train, trains: Answer, locale: Locale) -> str:
    """Who tells of a train, and how sure the reading is where that is not high."""
    source = cited(row.source_ids, trains, locale)
    doubt = f"freight.ledger.{absent(row.confidence)}"
    return f"{source}, {locale(doubt)}" if locale.has(doubt) else source


def first_train(trains: Answer, facts: Answer, locale: Locale) -> list[KeyFigure]:
    """Key figures on the first dated train; none when no train is known."""
    rows = list(trains)
    if not rows:
        return []
    first = rows[0]
    by = locale.count("source", len(set(first.source_ids)))
    figures = [
        KeyFigure(
            locale(f"{_LINK}.key_first"),
            locale.day(first.date),
            locale(f"{_LINK}.key_first_detail", route=route(first, trains, locale), sources=by),
        )
    ]
    for measure in ("containers", "transit_days"):
        label = locale(f"{_LINK}.key_{measure}")
        rows = [row for row in facts if row.measure == measure]
        if not rows:
            figures.append(KeyFigure(label, locale("note.not_published")))
            continue
        most, *others = rows
        detail = locale.count("source", int(most.sources_count))
        if others:
            other = _fact(others[0], locale)
            count = locale.count("source", int(others[0].sources_count))
            detail = locale(f"{_LINK}.key_but", sources=detail, other=other, others=count)
        figures.append(KeyFigure(label, _fact(most, locale), detail))
    return figures


def _fact(row: Figure, locale: Locale) -> str:
    """What is told of a train, leading to who tells it."""
    return evidence.linked(locale.qualified(row.value, row.unit, row.qualifier), row)


def note(trains: Answer, locale: Locale) -> str:
    """What is published of trains, containers and TEU a year."""
    count = sum(bool(row.is_reported) for row in trains)
    return locale(f"{_ROOM}.note_reported" if count else f"{_ROOM}.note")
