"""Whether anything that comes out on an earlier day names a later one.

    python -m benchmarks.as_of [days] [seed] [part] [of]

On days drawn by a seed: every page in German (on every fifth day in English too) with its hover
texts and what is read aloud; every question as its file says it, by default and with a fifth of a
spread of its values, another fifth each day; every whole table that depends on the day; the feed,
the brief of the month. A fifth each day, another each day: the pages as documents
hold them, the figures of the views frozen as a Mappe and all that it becomes prints them, with
their citations. By lot: dossiers, and what the panel tells behind claims.
Not covered: pages with other choices than their own, whose figures come from the same questions;
vocabularies and outlines, which are today's and say so; numbers in columns that are no years.

Prints what it finds as it finds it, then all of it in order with the number of days; exit code 1
when there is any. Forty days take some twenty minutes; ``part`` (from 1) ``of`` so many parts sees
its share of the days, to go on where a run ended or on several processors.
"""

from __future__ import annotations

import io
import json
import logging
import os
import random
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from benchmarks import digest
from data import ask, export
from i18n import LANGUAGES, Locale
from reports import citation
from reports.brief import document as brief_document
from reports.documents import DOCUMENTS
from reports.dossier import document as dossier_document
from reports.item import Item, Origin, freeze
from reports.mappe import Mappe
from server.first_paint.made import made
from tests import visits
from tests.later import later, later_in_message, later_in_rows, later_on_page
from ui import brief, evidence, offstage, page
from ui.dossier import contents

FIRST, LAST = date(2005, 1, 1), date(2026, 11, 20)
#: What is seen in turn, on every so many days.
RARELY = 5
#: Dossiers and panels that are looked at each day.
DRAWN = 12
#: Documents of a Mappe that are packed XML, and the parts of them that hold what is read.
_PACKED = ("docx", "xlsx", "pptx")
_SAID = re.compile(r"(word/\w+|xl/sharedStrings|ppt/slides/\w+)\.xml")


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
    yield from _documents(day, turn, pages_in)
    yield from _drawn(day, turn, max(1, DRAWN // pages_in))


def _documents(day: date, turn: int, pages_in: int) -> Iterator[tuple[str, str]]:
    """What leaves the screen: documents of pages, figures of a Mappe and its files, the brief."""
    locale = Locale(LANGUAGES[turn % len(LANGUAGES)])
    entries = page.visible_entries(visits.PAGES)
    mappe = Mappe("Mappe")
    for entry in entries[turn % (RARELY * pages_in) :: RARELY * pages_in]:
        if entry.writes or entry.is_own:
            continue
        link = {"view": entry.view, "lang": locale.lang, "as_of": day.isoformat()}
        paint = made(entries, entry, link, locale)
        for text in later_in_message([paint.title, paint.html] if paint else [], day):
            yield f"document of {entry.place}", text
        for name, figure in offstage.figures(entry.place, locale, day).items():
            item = freeze(figure, Origin(entry.place, locale.lang, day))
            mappe = mappe.added(item)
            for text in _in_item(item, locale, day):
                yield f"frozen {entry.place} {name}", text
    kind = _PACKED[turn % len(_PACKED)]
    if mappe.entries:
        with zipfile.ZipFile(io.BytesIO(DOCUMENTS[kind].make(mappe, locale))) as archive:
            for part in filter(_SAID.match, archive.namelist()):
                for text in later_in_message(archive.read(part).decode(), day):
                    yield f"{kind} {part}", text
    told = brief.of_month(brief.month_of(day), day, locale)
    for text in later_in_message(brief_document.html(told, locale).decode(), day):
        yield "brief", text


def _in_item(item: Item, locale: Locale, day: date) -> Iterator[str]:
    """What a frozen figure, its rows and its citation name after a day."""
    told = json.loads(item.to_json())
    answers = told.pop("answers")
    yield from later_in_message([told, vars(citation.cite(item, locale, day))], day)
    for answer in answers:
        for part in ("rows", "words", "claims", "sources"):
            names, rows = answer[part]["columns"], answer[part]["rows"]
            yield from later_in_rows([dict(zip(names, row, strict=True)) for row in rows], day)


def _drawn(day: date, turn: int, count: int) -> Iterator[tuple[str, str]]:
    """So many dossiers, and what stands behind as many claims, drawn by lot."""
    locale, asked = Locale(LANGUAGES[turn % len(LANGUAGES)]), partial(ask.ask, as_of=day)
    draw = random.Random(day.toordinal())  # noqa: S311 - no secret
    ids = sorted(row.entity_id for row in asked("dossier_entities"))
    for entity_id in draw.sample(ids, min(count, len(ids))):
        if dossier := contents.dossier_of(entity_id, asked, locale):
            for text in later("\n".join(dossier_document.lines(dossier, locale)), day):
                yield f"dossier {entity_id}", text
    claims = ask.table("claim", day).rows
    is_told = [kind not in ("plan", "forecast") for kind in claims["evidence_kind"].to_pylist()]
    ids = [one for one, told in zip(claims["claim_id"].to_pylist(), is_told, strict=True) if told]
    for claim_id in draw.sample(sorted(ids), min(count, len(ids))):
        panel = evidence.panel(evidence.Asked({"claim": claim_id}, asked, locale, day))
        for text in later_in_message(panel, day):
            yield f"panel {claim_id}", text


def main(count: int = 40, seed: int = 11, part: int = 1, of: int = 1) -> int:
    """Look at that many days, or at a part of them; return how much was found."""
    logging.disable(logging.WARNING)
    visits.PATIENCE_S = 600  # a busy machine is no fault
    empty = tempfile.mkdtemp()
    os.environ |= {"CHINA_MONITOR_INBOX": empty, "CHINA_MONITOR_VINTAGES": empty}
    all_faults: dict[tuple[str, str], list[date]] = {}
    for turn, day in list(enumerate(days(count, seed)))[part - 1 :: of]:
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
