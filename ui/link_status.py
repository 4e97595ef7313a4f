"""The status of the rail link in words, put together from what three questions answer.

Which rows speak is decided by the rule, in ``rail_trains.sql``, ``rail_series.sql`` and
``rail_statement.sql``; here they only become sentences. What is missing is said to be not
published: a gap is never zero, and that nothing runs is only ever somebody's statement.
"""

from __future__ import annotations

from typing import Any

from charts.cache import remembered
from charts.table import absent
from data.answer import Answer
from i18n import Words

_ROOM = "freight.status"
_LINK = "freight.link"

#: Label, figure and detail of a key figure.
Card = tuple[str, str, str]


def text(trains: Answer, series: Answer, statement: Answer, words: Words) -> str:
    """The status: newest dated train, later series, newest statement, what followed it."""
    said = [_train(trains, words), _series(series, words)]
    rows = list(statement)
    if not rows:
        return " ".join([*said, words(f"{_ROOM}.statement_missing")])
    newest = rows[0]
    said.append(_statement(newest, words))
    if newest.nothing_since:
        said.append(words(f"{_ROOM}.nothing_since"))
    return " ".join(said)


def contradiction(series: Answer, words: Words) -> str:
    """What other sources hold against the series, as far as the status does not say it already."""
    others = [row for row in series if row.role == "contradiction" and not row.is_same_source]
    return " ".join(
        words(f"{_ROOM}.against_{row.event_kind}", source=_source(row, words))
        for row in others
        if words.has(f"{_ROOM}.against_{row.event_kind}")
    )


def route(row: Any, answer: Answer, words: Words) -> str:
    """From where to where a train ran, in short names: Herne–Lanzhou."""
    reported = ((row.origin, row.origin_terminal), (row.destination, row.destination_terminal))
    ends = [_end(*end, answer, words) for end in reported]
    return "–".join(ends) if all(ends) else words(f"{_ROOM}.{row.direction}")


def _end(place: Any, terminal: Any, answer: Answer, words: Words) -> str:
    """One end of a run: the place that was claimed, else the terminal of the report."""
    if code := absent(place):
        return _place(code, answer, words)
    code = absent(terminal)
    return _place(code, answer, words, kind="terminal") if code else ""


def _train(trains: Answer, words: Words) -> str:
    rows = list(trains)
    if not rows:
        return words(f"{_ROOM}.train_missing")
    last = rows[-1]
    said = {"day": words.day(last.date), "route": route(last, trains, words),
            "source": train_source(last, trains, words)}  # fmt: skip
    if not last.is_reported:
        return words(f"{_ROOM}.train", **said)
    return words(f"{_ROOM}.train_reported", **said, report=_report(last, trains, words))


def _report(row: Any, answer: Answer, words: Words) -> str:
    """The newest report of a train: who sent which file when. Claims come from other sources."""
    sources = answer.sources[answer.sources["source_id"].isin(row.source_ids)]
    newest = max(sources.to_dict("records"), key=lambda source: source["known_since"])
    return words(f"{_ROOM}.report", who=str(newest["publisher"]), file=str(newest["title"]),
                 day=words.date(newest["known_since"]))  # fmt: skip


def _place(code: str, answer: Answer, words: Words, kind: str = "place") -> str:
    short = f"freight.short.{code}"
    return words(short) if words.has(short) else answer.labels.of(kind, code, words.lang)


def _series(series: Answer, words: Words) -> str:
    rows = list(series)
    named = [row for row in rows if row.role == "series"]
    if not named:
        return words(f"{_ROOM}.series_missing")
    # A source that first tells of trains and then that they rest is quoted with both.
    rests = {row.source_id for row in rows if row.event_kind == "suspension" and row.is_same_source}
    said = "; ".join(_one_series(row, row.source_id in rests, words) for row in named)
    return f"{said[0].upper()}{said[1:]}."


def _one_series(row: Any, rests: bool, words: Words) -> str:
    source = _source(row, words)
    if rests:
        source = words(f"{_ROOM}.rests", source=source)
    if row.date_precision == "span":
        start = words.date(str(row.date).split("/", maxsplit=1)[0])
        return words(f"{_ROOM}.series_after", start=start, source=source)
    known = f"freight.publisher.{row.publisher}"
    who = words(known) if words.has(known) else str(row.publisher)
    return words(f"{_ROOM}.series_in", who=who, when=words.date(row.date))


def _statement(row: Any, words: Words) -> str:
    if row.event_kind == "suspension":
        return words(f"{_ROOM}.statement_rests", source=_source(row, words))
    day = words.day(row.date) if row.date_precision == "day" else words.date(row.date)
    return words(f"{_ROOM}.statement_operator_{row.date_precision}", day=day)


def _source(row: Any, words: Words) -> str:
    """Who says it and when; a report known only by its month is "about" then."""
    when = words.known(row.known_since, row.known_since_precision)
    if row.known_since_precision == "month":
        when = words(f"{_ROOM}.about", date=when)
    return words(f"{_ROOM}.source", who=str(row.publisher), when=when)


def publishers(source_ids: Any, answer: Answer) -> str:
    """Who made some of the sources of an answer."""
    named = answer.sources[answer.sources["source_id"].isin(list(source_ids))]["publisher"]
    return ", ".join(sorted({str(one) for one in named}))


def cited(source_ids: Any, answer: Answer, words: Words) -> str:
    """Who says something and since when that is known; of more than two only who."""
    return _cited(tuple(map(str, source_ids)), answer, words)


@remembered(64)
def _cited(source_ids: tuple[str, ...], answer: Answer, words: Words) -> str:
    found = answer.sources[answer.sources["source_id"].isin(source_ids)]
    if len(found) > 2:
        return publishers(source_ids, answer)
    return "; ".join(_source(row, words) for row in found.itertuples())


def train_source(row: Any, trains: Answer, words: Words) -> str:
    """Who tells of a train, and how sure the reading is where that is not high."""
    said = cited(row.source_ids, trains, words)
    doubt = f"freight.ledger.{absent(row.confidence)}"
    return f"{said}, {words(doubt)}" if words.has(doubt) else said


def first_train(trains: Answer, facts: Answer, words: Words) -> list[Card]:
    """Key figures on the first dated train; none when no train is known."""
    rows = list(trains)
    if not rows:
        return []
    first = rows[0]
    by = words.count("source", len(set(first.source_ids)))
    cards = [
        (
            words(f"{_LINK}.key_first"),
            words.day(first.date),
            words(f"{_LINK}.key_first_detail", route=route(first, trains, words), sources=by),
        )
    ]
    for measure in ("containers", "transit_days"):
        said = [row for row in facts if row.measure == measure]
        if not said:
            cards.append((words(f"{_LINK}.key_{measure}"), words("note.not_published"), ""))
            continue
        most, *others = said
        detail = words.count("source", int(most.sources_count))
        if others:
            other = words.qualified(others[0].value, others[0].unit, others[0].qualifier)
            count = words.count("source", int(others[0].sources_count))
            detail = words(f"{_LINK}.key_but", sources=detail, other=other, others=count)
        figure = words.qualified(most.value, most.unit, most.qualifier)
        cards.append((words(f"{_LINK}.key_{measure}"), figure, detail))
    return cards


def last_train(trains: Answer, series: Answer, words: Words) -> Card:
    """Key figure: the day of the last dated train, and how many there are with a date."""
    rows = list(trains)
    if not rows:
        return words(f"{_LINK}.key_last"), words("note.not_published"), ""
    last = rows[-1]
    detail = f"{_LINK}.key_last_detail{'_more' if series else ''}"
    told = words(detail, route=route(last, trains, words),
                 source=train_source(last, trains, words),
                 trains=words.count("dated_train", len(rows)))  # fmt: skip
    return words(f"{_LINK}.key_last"), words.day(last.date), told


def note(trains: Answer, words: Words) -> str:
    """What is published of trains, containers and TEU a year."""
    count = sum(bool(row.is_reported) for row in trains)
    return words(f"{_ROOM}.note_reported" if count else f"{_ROOM}.note")


def reported(trains: Answer, words: Words) -> Card:
    """Key figure: how many trains the operator reported, or that nothing is published."""
    count = sum(bool(row.is_reported) for row in trains)
    if not count:
        label, detail = f"{_LINK}.key_per_year", f"{_LINK}.key_per_year_detail"
        return words(label), words("note.not_published"), words(detail)
    detail = words(f"{_LINK}.key_reported_detail")
    return words(f"{_LINK}.key_reported"), words.number(count), detail


def newest_statement(statement: Answer, words: Words) -> list[Card]:
    """Key figure: the day of the newest statement on operation, or that none was published."""
    rows = list(statement)
    label = words(f"{_LINK}.key_statement")
    if not rows:
        return [(label, words("note.not_published"), "")]
    newest = rows[0]
    day = words.day(newest.date) if newest.date_precision == "day" else words.date(newest.date)
    return [(label, day, words(f"{_LINK}.key_statement_{newest.event_kind}", who=newest.publisher))]
