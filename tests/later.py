"""What names a day after another: days found in texts on their own, not as the warehouse does."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from html import unescape
from typing import Any

from google.protobuf.json_format import MessageToDict

from etl import datasets
from i18n import LANGUAGES, Locale

#: Quarters and halves are named by their first month.
_MONTHS = (
    r"jan(?:uary?)?", r"feb(?:ruary?)?", r"m[aä]r(?:z|ch)?",
    r"apr(?:il)?|2\.\squartal|second\squarter\sof", r"ma[iy]", r"jun[ie]?",
    r"jul[iy]?|3\.\squartal|third\squarter\sof|2\.\shalbjahr|second\shalf\sof", r"aug(?:ust)?",
    r"sept?(?:ember)?", r"o[ck]t(?:ober)?|4\.\squartal|fourth\squarter\sof", r"nov(?:ember)?",
    r"de[cz](?:ember)?",
)  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_PATTERNS = (
    re.compile(
        rf"(?:(?P<day>\d{{1,2}})\.?\s)?\b(?P<month>{'|'.join(_MONTHS)})\.?\s{_YEAR}\b",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}\b"),
    re.compile(rf"(?<![\d-]){_YEAR}-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?!\d)"),
    # A year alone, no part of a larger number, of an address or of a code.
    re.compile(rf"(?<![\w.,/−-]){_YEAR}(?![\w−-]|[.,/]\d)"),
)
_CALENDAR = [text for lang in LANGUAGES for text in (
    Locale(lang)("calendar.title_next", name="§", day="§"),
    *(f"§ ¦{Locale(lang)(f'light.basis_{basis}')}" for basis in ("published", "learned", "moved")),
)]  # fmt: skip
#: What may name a later day: the day of this build, the licence of its outlines, what is planned
#: or expected, a study that our limits rest on, and names that hold a year.
_EXEMPT = re.compile(
    "|".join([
        r"Daten erstellt am [\d.]+|Data built on \d+ \w+ \d+|BKG 2018|Made in China 2025|NST 2007",
        r"NUTS(?:-Schlüssel, Fassung)? 2024|seit 2011 aufsummiert|cumulative since 2011",
        r"für Ende 2018 geplant|planned for the end of 2018|(?:kündigt an|announces): [^|¦]*",
        r"Fortanier 2017|abgerufen am [\d.]+|[Rr]etrieved(?: on)? \d+ \w+ \d+",
        *(re.escape(title) for one in datasets.published() for title in one.dataset.title
          if re.search(r"\b(19|20)\d\d\b", title)),
        *(re.escape(text).replace("¦", r"[¦–]\s*").replace("§", "[^¦]{1,90}")
          for text in _CALENDAR),
    ])
)  # fmt: skip
#: Fields of Streamlit's messages, and of charts, that nobody reads.
_UNREAD = {"id", "formId", "url", "key", "deltaPath", "pageScriptHash", "range"}
#: What of a tag is read: what it says when pointed at, or read aloud.
_TAG = re.compile(r"""<[^<>]*?(?:\b(?:alt|title|aria-label)="(?P<said>[^"]*)"[^<>]*)?>""")
#: End of a period, or of the days that a date can mean → its beginning; in words as well.
_STARTS = {"period_end": "period_start", "last_day": "first_day"} | {
    Locale(lang)("file.column.period_end"): Locale(lang)("file.column.period_start")
    for lang in LANGUAGES
}
_SPAN = re.compile(r"(?:^|(?<= · ))(\d{4})(?:–| bis | to )\d{4}(?=$| · | ¦)")
_YEARS = re.compile(r"(?<!\d)(?:19|20)\d\d")


def named_days(text: str) -> Iterator[tuple[date, int]]:
    """Every day that a text names, as the first that it can mean, and where it stands."""
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = parts.get("month") or "1"
            if not month.isdigit():
                month = str(next(n for n, name in enumerate(_MONTHS, 1)
                                 if re.fullmatch(name, month, re.IGNORECASE)))  # fmt: skip
            try:
                day = date(int(parts["year"]), int(month), int(parts.get("day") or 1))
            except ValueError:  # no day, such as a version
                continue
            yield day, match.start()


def later(text: str, day: date, around: int = 60) -> list[str]:
    """What a text names after a day, each with the words around it."""
    if not any(int(year) >= day.year for year in _YEARS.findall(text)):
        return []  # nearly all texts, and much quicker
    text = _EXEMPT.sub(lambda match: "·" * len(match[0]), text)
    # A choice of years, the end of a running period.
    text = _SPAN.sub(lambda m: "·" * len(m[0]) if int(m[1]) <= day.year else m[0], text)
    return [
        text[max(0, place - around) : place + around]
        for named, place in named_days(text)
        if named > day
    ]


def later_in_rows(records: Iterable[Mapping[Any, Any]], day: date) -> list[str]:
    """What rows name after a day, but for plans, forecasts and the end of a running period."""
    found = []
    for row in records:
        if row.get("evidence_kind") in ("plan", "forecast"):
            continue
        for name, cell in row.items():
            start = row.get(_STARTS.get(str(name), ""))
            is_running = start is not None and str(start)[:10] <= day.isoformat()
            # A number is a year only where its column says so; printed figures name none.
            is_number = isinstance(cell, int | float) and "year" not in str(name)
            if not (is_running or is_number or name == "value_printed"):
                found += [f"{name}: {text}" for text in later(str(cell), day)]
    return found


def later_on_page(app: Any, day: date) -> list[str]:
    """What a page names after a day, in any text that somebody may read or hear."""
    protos = [proto for node in app._tree if (proto := getattr(node, "proto", None)) is not None]
    return [found for proto in protos for found in later_in_message(MessageToDict(proto), day)]


def later_in_message(message: Any, day: date) -> list[str]:
    """What a message names after a day (lists, mappings, texts, JSON or HTML in them)."""
    return [found for text in _texts(message) for found in later(text, day)]


def _texts(message: Any) -> Iterator[str]:
    if isinstance(message, dict):
        for name, part in message.items():
            if name not in _UNREAD:
                yield from _texts(part)
    elif isinstance(message, list):
        for part in message:
            yield from _texts(part)
    elif isinstance(message, str):
        if message.startswith(("{", "[")):
            try:
                yield from _texts(json.loads(message))
            except ValueError:
                yield message
        else:
            yield unescape(_TAG.sub(lambda tag: f" ¦ {tag['said'] or ''} ", message))
