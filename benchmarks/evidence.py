"""Evidence: every marked number of every page and view, worked out again from what it leads to.

    python -m benchmarks.evidence [place …]

Opens every view in both languages and follows the link of each number in headings, cards, tables
and sentences: what the link leads to must be known, and give the figure that is shown. Names each
that does not, and every figure on a card or in a column of figures that leads nowhere.
"""

from __future__ import annotations

import logging
import re
import sys
from collections import Counter
from collections.abc import Iterable
from functools import partial
from html import unescape
from statistics import quantiles
from time import perf_counter
from typing import NamedTuple
from urllib.parse import parse_qsl

from data.ask import UnknownValue, ask
from i18n import LANGUAGES, Locale
from tests import visits
from ui import evidence

_HEADING = re.compile(r"<h2>(.*?)</h2>", re.DOTALL)
_CELL = re.compile(r'<td class="cm-figure">(.*?)</td>|<dd><strong>(.*?)</strong>', re.DOTALL)
_CAPTION = re.compile(r'<span class="cm-caption[^"]*">(.*?)</span>', re.DOTALL)
_NUMBER = {
    "de": re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?"),
    "en": re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?"),
}


class Marked(NamedTuple):
    """A number on a page: where, in which language, as it is read, and what its link says."""

    place: str
    lang: str
    text: str
    query: str


def main(*places: str) -> int:
    """Follow every link of some views (all); how many numbers are wrong or lead nowhere."""
    logging.disable(logging.WARNING)
    found, bare = [], Counter[str]()
    for place in places or visits.PLACES:
        for lang in LANGUAGES:
            found += marked(place, lang)
            bare.update(f"{place} {where}" for where in unmarked(place) if lang == LANGUAGES[0])
    distinct = {(one.lang, one.text, one.query): one for one in found}
    wrong, times = [], []
    for one in distinct.values():
        start = perf_counter()
        if text := difference(one):
            wrong.append((one, text))
        times.append(1e3 * (perf_counter() - start))
    print(f"{len(found)} numbers lead to evidence, {len(distinct)} distinct, {len(wrong)} wrong")
    print("evidence of one, ms: " + ", ".join(
        f"{name} {value:.0f}" for name, value in zip(
            ("median", "95 of 100"), quantiles(times, n=20)[9::9], strict=True)))  # fmt: skip
    for one, text in wrong:
        print(f"- {one.place} {one.lang} {one.text!r} {one.query}: {text}")
    print(f"{sum(bare.values())} figures on cards and in columns of figures lead nowhere")
    for where, count in bare.most_common():
        print(f"- {where}: {count}")
    return len(wrong) + sum(bare.values())


def marked(place: str, lang: str) -> list[Marked]:
    """Every marked number of a view."""
    app = visits.seen(place, lang=lang)
    links = [(unescape(_plain(text)), unescape(query)) for piece in visits.html_with_links(app)
             for query, text in visits.LINK.findall(piece)]  # fmt: skip
    headings = [one.proto.body for one in (*app.title, *app.header, *app.subheader)]
    links += [link for heading in headings for link in visits.HEADING_LINK.findall(heading)]
    return [Marked(place, lang, text, query) for text, query in links]


def unmarked(place: str) -> Iterable[str]:
    """The table or card of every figure of a view that leads nowhere."""
    for piece in visits.html_with_links(visits.seen(place, lang=LANGUAGES[0])):
        for part in re.split(r'(?=<div class="cm-scroll)', piece):
            caption = _CAPTION.search(part)
            name = unescape(caption[1])[:60] if caption else "card"
            for cell, figure in _CELL.findall(part):
                text = cell or figure
                if re.search(r"\d", _plain(text)) and "figure?" not in text:
                    yield f"{name}: {unescape(_plain(text))[:24]}" if name == "card" else name


def difference(one: Marked) -> str:
    """What is wrong with a number; empty for nothing."""
    link = dict(parse_qsl(one.query))
    try:
        told = evidence.panel(evidence.Asked("figure", link, partial(ask), Locale(one.lang), None))
    except (evidence.NoEvidence, UnknownValue, KeyError) as error:
        return f"no evidence: {error}"
    match = _HEADING.search(told)
    value = unescape(match[1]) if match else ""
    return "" if says(one.text, value, one.lang) else f"its evidence says {value!r}"


def says(text: str, value: str, lang: str) -> bool:
    """Whether each number of a text is one of a figure, rounded as far as the text goes.

    What is said in words (a quarter) is the findings' own to test.
    """
    exact = [float(number) for number, _ in numbers(value, lang)]
    shown = numbers(text, lang)
    return all(
        any(abs(float(number) * scale - other) <= 0.5000001 * scale * 10.0**-digits
            for other in exact for scale in (1, 1e3, 1e6, 1e-3))
        for number, digits in shown
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
    sys.exit(bool(main(*sys.argv[1:])))
