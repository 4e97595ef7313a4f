"""Whether anything that comes out on an earlier day names a later one.

    python -m benchmarks.as_of [days] [seed]

On days drawn by a seed: every page in German (on every fifth day in English too) with its hover
texts and what is read aloud; every question as its file says it, by default and with a fifth of a
spread of its values, another fifth each day; every whole table that depends on the day; the feed.
Not covered: pages with other choices than their own, whose figures come from the same questions;
vocabularies and outlines, which are today's and say so; numbers in columns that are no years.

Prints what it finds as it finds it, then all of it in order with the number of days; exit code 1
when there is any. Forty days take some fifteen minutes.
"""

from __future__ import annotations

import logging
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks import digest
from data import ask, export
from i18n import LANGUAGES
from tests import visits
from tests.later import later, later_in_rows, later_on_page

FIRST, LAST = date(2005, 1, 1), date(2026, 11, 20)
#: What is seen in turn, on every so many days.
RARELY = 5


def days(count: int = 40, seed: int = 11) -> list[date]:
    """Days drawn by a seed, in order."""
    draw = random.Random(seed)  # noqa: S311 - no secret
    return sorted(FIRST + timedelta(draw.randrange((LAST - FIRST).days)) for _ in range(count))


def found(
    day: date, turn: int = 0, pages_in: int = 1, questions_in: int = 1
) -> Iterator[tuple[str, str]]:
    """Where something names a day after one, and the words around it.

    ``pages_in``: in so many turns every page is seen, and its share of the values is tried;
    ``questions_in``: in so many every question is asked.
    """
    for place in visits.PLACES[turn % pages_in :: pages_in]:
        for lang in LANGUAGES if turn % RARELY == 0 else LANGUAGES[:1]:
            app = visits.visit(place, lang=lang, as_of=day.isoformat())
            for text in visits.trouble(app) + later_on_page(app, day):
                yield f"page {place} ({lang})", text
    for name in sorted(ask.questions())[turn % questions_in :: questions_in]:
        by_default, *others = digest.tries(name)
        for values in [by_default, *others[turn % RARELY :: RARELY * pages_in]]:
            try:
                answer = ask.ask(name, as_of=day, **values)
            except ask.UnknownValue:
                continue
            rows = export.with_sources(answer, "de").to_dict("records")
            for text in later_in_rows(rows, day):
                yield f"question {name} {values}", text
    for row in ask.ask("stored_tables", as_of=day):
        if row.is_dated:
            for text in later_in_rows(ask.table(row.table_name, day).rows.to_pylist(), day):
                yield f"table {row.table_name}", text
    for lang in LANGUAGES:
        for text in later(digest.alert_feed(lang, day), day):
            yield f"feed ({lang})", text


def main(count: int = 40, seed: int = 11) -> int:
    """Look at that many days; return how much was found."""
    logging.disable(logging.WARNING)
    empty = tempfile.mkdtemp()
    os.environ |= {"CHINA_MONITOR_INBOX": empty, "CHINA_MONITOR_VINTAGES": empty}
    all_faults: dict[tuple[str, str], list[date]] = {}
    for turn, day in enumerate(days(count, seed)):
        print(day, flush=True)
        for place, text in dict.fromkeys(found(day, turn)):
            if (place, text) not in all_faults:
                print(f"  {place}: {text}", flush=True)
            all_faults.setdefault((place, text), []).append(day)
    for (place, text), seen in sorted(all_faults.items()):
        print(f"{len(seen)} days from {seen[0]}, {place}: {text}")
    return len(all_faults)


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
