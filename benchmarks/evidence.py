"""Evidence: every marked number of every page and view, worked out again from what it leads to.

    python -m benchmarks.evidence [place …] [--seconds N]

Opens every view in both languages and presses each number in headings, cards, tables and sentences:
its evidence must open and name the figure that is shown, and the claims behind it must give that
figure by plain arithmetic, without the project's SQL. Names each that does not, and every figure on
a card, in a column of figures or, with its unit, in a heading that leads nowhere, unless it is by
rule none of an answer (OUTSIDE): these are counted by their reason. What was found right is kept
beside the temporary files for as long as the same data are served, so that a run that was ended
goes on.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from html import unescape
from math import floor
from pathlib import Path
from statistics import quantiles
from tempfile import gettempdir
from time import monotonic, process_time
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from charts.table import absent
from data import ask as data_ask
from data.ask import UnknownValue, ask
from i18n import LANGUAGES, Locale
from server import evidence as server_evidence
from tests import visits
from ui import evidence, evidence_pair

_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_CELL = re.compile(r'<td class="cm-figure">(.*?)</td>|<dd><strong>(.*?)</strong>', re.DOTALL)
_CAPTION = re.compile(r'<span class="cm-caption[^"]*">(.*?)</span>', re.DOTALL)
_UNIT = r"%|€|\$|Mrd|Mio|bn|m\b|TEU|FEU|t\b|kg|Tage|days|Einwohner|inhabitants|jobs|Arbeitspl"
_OF_UNIT = re.compile(rf"\d[\d.,]*[\s\u00a0]?(?:{_UNIT})")
#: Why a figure leads nowhere: what it looks like, and on which views that is so (all for none).
OUTSIDE: dict[str, tuple[re.Pattern[str], tuple[str, ...]]] = {
    "day or year": (re.compile(r"(?:\d{1,2}\. ?(?:\d{1,2}\.|[A-Z]\w+) ?)?(?:19|20)\d\d"
                               r"(?:[–, ]+(?:(?:19|20)\d\d|und))*"), ()),
    "count of rows": (re.compile(r"[\d.]+(?: von \d+ (?:ganzen )?Jahren|dazu [\d.]+ Zeilen)?"),
                      ("evidence/", "news/revisions", "cooperation/luzhou")),
    "share of counted rows": (re.compile(r"\d+,\d %"), ("evidence/sources",)),
    "value of goods that the visitor enters": (re.compile(r"50\.000 €"), ("corridor",)),
}  # fmt: skip
_NUMBER = {
    "de": re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?"),
    "en": re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?"),
}
#: What a formula makes of the sums of its two sides.
_FORMULAS: dict[str, Callable[[float, float], float]] = {
    "sum": lambda a, b: a + b,
    "balance": lambda a, b: a - b,
    "growth": lambda a, b: 100 * (a / b - 1),
    "growth_full": lambda a, b: 100 * (a / b - 1),
    "fold": lambda a, b: a / b,
    "share": lambda a, b: 100 * a / b,
    "share_full": lambda a, b: 100 * a / b,
    "per_10000": lambda a, b: 1e4 * a / b,
    "eur_per_head": lambda a, b: 1e2 * floor(1e4 * a / b + 0.5),
    "eur_per_kg": lambda a, b: 1e3 * a / b,
}


class Marked(NamedTuple):
    """A number on a page: where, in which language, as it is read, and what its link says."""

    place: str
    lang: str
    text: str
    query: str


class Right:
    """Numbers that were found right while the data now served were."""

    def __init__(self) -> None:
        version = data_ask.state().version
        self.file = Path(gettempdir(), f"china-monitor-evidence-{version}.jsonl")
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        self.keys = {tuple(json.loads(line)) for line in lines}

    def note(self, one: Marked) -> None:
        """Keep one of them."""
        with self.file.open("a") as file:
            file.write(json.dumps(one[1:]) + "\n")


def main(places: Sequence[str], seconds: float) -> int:
    """Press every number of some views (all); how many are wrong, lead nowhere or were not met."""
    logging.disable(logging.WARNING)
    end, right = monotonic() + seconds, Right()
    seen, wrong, times = set(right.keys), 0, [0.0, 0.0]
    bare, outside = Counter[str](), Counter[str]()
    for place in places or visits.PLACES:
        for lang in LANGUAGES:
            found = marked(place, lang)
            if lang == LANGUAGES[0]:
                for where, figure in unmarked(place):
                    reason = why_outside(place, figure)
                    (outside if reason else bare)[reason or f"{place} {where}: {figure}"] += 1
            new = {one[1:]: one for one in found if one[1:] not in seen}
            print(f"{place} {lang}: {len(found)} numbers, {len(new)} new", flush=True)
            for one in new.values():
                if monotonic() > end:
                    print(f"ended after {seconds:.0f} s; the same command goes on")
                    return 1
                start = process_time()
                text = difference(one)
                times.append(1e3 * (process_time() - start))
                if text:
                    wrong += 1
                    print(f"- {one.text!r} {one.query}: {text}", flush=True)
                else:
                    right.note(one)
            seen.update(new)
    print(f"{len(seen)} distinct numbers lead to evidence, {wrong} wrong")
    print("evidence of one, CPU ms: " + ", ".join(
        f"{name} {value:.0f}" for name, value in zip(
            ("median", "95 of 100"), quantiles(times, n=20)[9::9], strict=True)))  # fmt: skip
    told = ", ".join(f"{count} {reason}" for reason, count in outside.most_common())
    print(f"{sum(bare.values())} figures lead nowhere; by rule none of an answer: {told or 'none'}")
    for where, count in bare.most_common():
        print(f"- {where}: {count}")
    return wrong + sum(bare.values())


def marked(place: str, lang: str) -> list[Marked]:
    """Every marked number of a view."""
    app = visits.seen(place, lang=lang)
    links = [(unescape(_plain(text)), unescape(query)) for piece in visits.html_with_links(app)
             for query, text in visits.LINK.findall(piece)]  # fmt: skip
    headings = [one.proto.body for one in (*app.title, *app.header, *app.subheader)]
    links += [link for heading in headings for link in visits.HEADING_LINK.findall(heading)]
    return [Marked(place, lang, text, query) for text, query in links]


def why_outside(place: str, figure: str) -> str:
    """By which rule a figure that leads nowhere is none of an answer; empty for none."""
    return next(
        (reason for reason, (look, where) in OUTSIDE.items()
         if place.startswith(where or "") and look.fullmatch(figure.strip())), "",
    )  # fmt: skip


def unmarked(place: str) -> Iterable[tuple[str, str]]:
    """Every figure of a view that leads nowhere, with the table, card or heading that it is in."""
    app = visits.seen(place, lang=LANGUAGES[0])
    for heading in (*app.title, *app.header, *app.subheader):
        for figure in _OF_UNIT.findall(visits.HEADING_LINK.sub("", heading.proto.body)):
            yield "heading", figure.replace("\u00a0", " ")
    for piece in visits.html_with_links(app):
        for part in re.split(r'(?=<div class="cm-scroll)', piece):
            caption = _CAPTION.search(part)
            name = unescape(caption[1])[:60] if caption else "card"
            for cell, figure in _CELL.findall(part):
                text = cell or figure
                if re.search(r"\d", _plain(text)) and "figure?" not in text:
                    yield name, unescape(_plain(text)).replace("\u00a0", " ")[:24]


def difference(one: Marked) -> str:
    """What is wrong with a number; empty for nothing."""
    link = dict(parse_qsl(one.query))
    try:
        told = server_evidence.panel(evidence.Asked(link, partial(ask), Locale(one.lang), None))
    except (evidence.NoEvidence, UnknownValue, KeyError, ValueError) as error:
        return f"no evidence: {error}"
    match = _HEADING.search(told)
    value = unescape(match[1]) if match else ""
    if not says(one.text, [float(number) for number, _ in numbers(value, one.lang)], one.lang):
        return f"its evidence says {value!r}"
    figures = worked_out(link)
    if figures is not None and not says(one.text, figures, one.lang):
        return f"its claims give {figures}"
    return ""


def worked_out(link: dict[str, str]) -> list[float] | None:
    """The figure of a link from its claims, by plain arithmetic; None where it names a row."""
    if pair := [link[side] for side in evidence_pair.SIDES if side in link]:
        both = [worked_out(dict(parse_qsl(one))) for one in pair]
        return (
            None
            if None in both
            else [_FORMULAS[link["by"]](a, b) for a in both[0] or () for b in both[1] or ()]
        )
    if "claim" not in link:
        return None
    sides = [side.split(",") for side in link["claim"].split(";")]
    answer = ask("evidence", claims=[one for side in sides for one in side])
    rows: dict[str, Any] = {row.asked: row for row in answer if row.is_asked}
    by = link.get("by", "of")
    if by == "of":
        row = rows[sides[0][0]]
        return [figure for figure in (row.value, row.value_low, row.value_high)
                if absent(figure) is not None]  # fmt: skip
    first, second = (sum(rows[one].value for one in side) for side in (*sides, [])[:2])
    if by == "difference":  # no finer than the coarser of both
        step = max(absent(rows[one].step) or 1e-6 for side in sides for one in side)
        return [step * floor((first - second) / step + 0.5)]
    return [_FORMULAS[by](first, second)]


def says(text: str, exact: Sequence[float], lang: str) -> bool:
    """Whether each number of a text is one of some figures, rounded once to the digits it shows.

    What is said in words (a quarter) is the findings' own to test.
    """
    return all(
        any(abs(float(number) * scale - abs(other)) <= 0.5000001 * scale * 10.0**-digits
            for other in exact for scale in (1, 1e3, 1e6, 1e-3))
        for number, digits in numbers(text, lang)
    )  # fmt: skip


def numbers(text: str, lang: str) -> list[tuple[str, int]]:
    """The numbers in a text, each with its digits behind the decimal sign."""
    found = []
    for said in _NUMBER[lang].findall(text.replace("\N{NO-BREAK SPACE}", " ")):
        thousands, decimal = (".", ",") if lang == "de" else (",", ".")
        whole, _, part = said.replace(thousands, "").partition(decimal)
        found.append((f"{whole}.{part or 0}", len(part)))
    return found


def _plain(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Press every number.")
    parser.add_argument("places", nargs="*")
    parser.add_argument("--seconds", type=float, default=3600)
    given = parser.parse_args()
    sys.exit(bool(main(given.places, given.seconds)))
