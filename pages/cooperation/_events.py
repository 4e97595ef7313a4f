"""Cooperation events as tables with their evidence. No Streamlit here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from charts.cache import remembered
from charts.table import Table, absent
from data.answer import Answer
from i18n import Words
from ui.cells import Lines, Link

_ROOM = "cooperation"


@remembered(64)
def listed(events: Answer, words: Words, *, numbered: bool = True) -> Table:
    """Events with date, place, what kind of event it is, remark and who says so.

    ``numbered``: with the numbers that the timeline of the same answer shows.
    """
    names = (*(("number",) if numbered else ()), "when", "kind", "what", "theme", "who")
    rows = tuple(
        (
            *((words.number(number),) if numbered else ()),
            words.date(absent(row.date), row.date_precision),
            _kind(row, words),
            _what(row, events, words),
            events.labels.of("theme", row.theme, words.lang),
            who(row.source_ids, events, words, row.confidence),
        )
        for number, row in enumerate(events, start=1)
    )
    return Table(_headers(names, words), rows, (False,) * len(names))


@remembered(16)
def partners(pairs: Answer, words: Words) -> Table:
    """Partnerships with both names, kind, since when, an earlier tie, remark and who says so."""
    names = ("number", "pair", "kind", "since", "who")
    rows = tuple(
        (
            words.number(number),
            Lines(_pair(row, pairs, words), _chinese(row), note(row, words)),
            words.code(f"{_ROOM}.kind", row.kind),
            Lines(words.date(absent(row.date), row.date_precision), _earlier(row, words)),
            who(row.source_ids, pairs, words, row.confidence),
        )
        for number, row in enumerate(pairs, start=1)
    )
    return Table(_headers(names, words), rows, (False,) * len(names))


@remembered(16)
def fields(themes: Answer, events: Answer, words: Words) -> Table:
    """Fields named for a partnership: what belongs to them, and what is documented beyond that."""
    german = words.lang == "de"
    meaning = {row.theme: row for row in themes}
    rows = []
    for row in events:
        if row.kind != "partnership_field":
            continue
        done = [one for one in events if one.theme == row.theme and one.nature == "event"]
        acts: list[str] = [Lines(_dated(one, words)) for one in done]
        what = meaning.get(row.theme)
        about = "" if what is None else str(what.what_de if german else what.what_en)
        rows.append(
            (
                Lines(events.labels.of("theme", row.theme, words.lang), about),
                Lines(_dated(row, words), note(row, words)),
                Lines(*(acts or [words(f"{_ROOM}.luzhou.no_act")])),
                who([i for one in (row, *done) for i in one.source_ids], events, words),
            )
        )
    return Table(
        _headers(("theme", "named", "documented", "who"), words), tuple(rows), (False,) * 4
    )


def counted(events: Answer, words: Words) -> str:
    """How much happened, was only intended, ended; intentions are counted apart."""
    counts = {
        key: len(events.where(nature=nature).rows)
        for nature, key in (("event", "event"), ("intention", "intention"), ("end", "ending"))
    }
    return words.list(words.count(key, count) for key, count in counts.items() if count)


def who(source_ids: Sequence[str], answer: Answer, words: Words, confidence: str = "") -> Lines:
    """Each publisher with a link to where it was read and since when it is known."""
    sources = {row["source_id"]: row for row in answer.sources.to_dict("records")}
    parts: list[str] = []
    for source_id in dict.fromkeys(source_ids):
        source = sources[source_id]
        known = words.known(source["known_since"], source["known_since_precision"])
        parts.append(Lines(Link(f"{source['publisher']}, {known}", source["url"])))
    if confidence and confidence != "high":
        parts.append(words("note.confidence", level=words.code("confidence", confidence)))
    return Lines(*parts)


def _headers(names: Sequence[str], words: Words) -> tuple[str, ...]:
    return tuple(words(f"{_ROOM}.column.{name}") for name in names)


def title(row: Any, words: Words) -> str:
    """What happened, in the language of the page."""
    return str(row.title_de if words.lang == "de" else row.title_en)


def _dated(row: Any, words: Words) -> str:
    return f"{words.date(absent(row.date), row.date_precision)}: {title(row, words)}"


def _kind(row: Any, words: Words) -> Lines:
    """Kind of event; what did not happen yet, or ended, says so: no goal is taken for a result."""
    nature = "" if row.nature == "event" else words.code(f"{_ROOM}.nature", row.nature)
    return Lines(words.code(f"{_ROOM}.kind", row.kind), nature)


def _what(row: Any, events: Answer, words: Words) -> Lines:
    """Title, then places and remark."""
    places = "–".join(
        events.labels.of("city", code, words.lang) for code in (row.place, row.counterpart)
    )
    return Lines(title(row, words), places, note(row, words))


def note(row: Any, words: Words) -> str:
    """Remark in the language of the page, if there is one."""
    return str(absent(row.note_de if words.lang == "de" else row.note_en) or "")


def _pair(row: Any, pairs: Answer, words: Words) -> str:
    return " – ".join(
        pairs.labels.of("city", code, words.lang) for code in (row.place, row.counterpart)
    )


def _chinese(row: Any) -> str:
    names = (absent(row.place_zh), absent(row.counterpart_zh))
    return " – ".join(name for name in names if name)


def _earlier(row: Any, words: Words) -> str:
    kind = absent(row.earlier_kind)
    if kind is None:
        return ""
    said = words.code(f"{_ROOM}.kind", kind)
    return words(f"{_ROOM}.twins.earlier", kind=said, date=words.date(row.earlier_date))


def crowded(dated: Answer, since: str, words: Words) -> list[str]:
    """That one year holds many of the events, and how to pull it apart; nothing otherwise."""
    counts = Counter(row.first_day.year for row in dated)
    year, most = max(counts.items(), key=lambda pair: pair[1], default=(0, 0))
    if most < 10 or since != "0":
        return []
    return [
        words("cooperation.timeline.crowded", year=str(year), events=words.count("event", most))
    ]
