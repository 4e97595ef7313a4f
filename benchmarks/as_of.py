"""Whether anything that comes out on an earlier day names a later one.

    python -m benchmarks.as_of [days] [seed]

On days drawn by a seed: every page (German and English by turns), every question with a spread of
its values as its file says it, every whole table that depends on the day, and the feed. Prints what
it finds; exit code 1 when that is anything.
"""

from __future__ import annotations

import logging
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta

import dashboard
from benchmarks import digest
from data import ask, export
from tests import visits
from tests.later import later, later_in_rows, later_on_page

FIRST, LAST = date(2005, 1, 1), date(2026, 11, 20)


def days(count: int, seed: int) -> list[date]:
    """Days drawn by a seed, in order."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    return sorted(FIRST + timedelta(draw.randrange((LAST - FIRST).days)) for _ in range(count))


def found(day: date, turn: int = 0) -> Iterator[tuple[str, str]]:
    """Where something names a day after one, and the words around it."""
    for number, entry in enumerate(dashboard.PAGES):
        lang = digest.LANGUAGES[(number + turn) % 2]
        app = visits.visit(entry.place, lang=lang, as_of=day.isoformat())
        for text in visits.trouble(app) + later_on_page(app, day):
            yield f"page {entry.place}", text
    for name in sorted(ask.questions()):
        for values in digest.tries(name):
            try:
                answer = ask.ask(name, as_of=day, **values)
            except ask.UnknownValue:
                continue
            rows = export.with_sources(answer, "de").to_dict("records")
            for text in later_in_rows(rows, day):
                yield f"question {name} {values}", text
    for row in ask.ask("stored_tables"):
        if row.is_dated:
            for text in later_in_rows(ask.table(row.table_name, day).rows.to_pylist(), day):
                yield f"table {row.table_name}", text
    for text in later(digest.alert_feed("de", day), day):
        yield "feed", text


def main(count: int = 40, seed: int = 11) -> int:
    """Look at that many days; return how much was found."""
    logging.disable(logging.WARNING)
    empty = tempfile.mkdtemp()
    os.environ |= {"CHINA_MONITOR_INBOX": empty, "CHINA_MONITOR_VINTAGES": empty}
    total = 0
    for turn, day in enumerate(days(count, seed)):
        faults = dict.fromkeys(found(day, turn))
        total += len(faults)
        print(day, len(faults), *(f"{place}: {text}" for place, text in faults), sep="\n  ")
    return total


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
