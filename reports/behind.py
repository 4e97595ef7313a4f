"""What the numbers in a figure's title rest on: which publisher says each, since when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from data.evidence import short_id
from i18n import Locale
from reports.item import Item, Rows


@dataclass(frozen=True)
class Behind:
    """A number, what is said of it, and the address of its evidence relative to the pages."""

    text: str
    said: tuple[str, ...]
    address: str
    lang: str
    as_of: date

    def link(self, public_url: str) -> str:
        """The address of its evidence on the pages, in its language and state."""
        more = urlencode({"lang": self.lang, "as_of": self.as_of.isoformat()})
        return f"{public_url.rstrip('/')}/{self.address}&{more}"


def records(rows: Rows) -> Iterator[dict[str, Any]]:
    """Rows by the names of their columns."""
    return (dict(zip(rows.columns, row, strict=True)) for row in rows.rows)


def behind(item: Item, locale: Locale) -> tuple[Behind, ...]:
    """The numbers of title and subtitle, each once, with who says them."""
    claims = {
        short_id(str(one["claim_id"])): one for answer in item.answers
        for one in records(answer.claims)
    }  # fmt: skip
    sources = {
        str(one["source_id"]): one for answer in item.answers for one in records(answer.sources)
    }
    found = []
    for number in item.numbers:
        if number.place not in ("title", "subtitle"):
            continue
        asked = parse_qs(urlsplit(number.address).query)
        ids = [
            one for group in asked.get("claim", []) for one in group.replace(";", ",").split(",")
        ]
        named = [claims[one] for one in ids if one in claims]
        said = [locale("source.computed")] if "by" in asked else []
        said += [_source(sources[str(one["source_id"])], one, locale) for one in named]
        if said:
            found.append(Behind(number.text, tuple(dict.fromkeys(said)), number.address,
                                item.lang, item.as_of))  # fmt: skip
    return tuple({(one.text, one.address): one for one in found}.values())


def _source(source: Mapping[str, Any], claim: Mapping[str, Any], locale: Locale) -> str:
    day = claim["known_since"]
    known = locale.known_as("cite.state", date.fromisoformat(day), claim["known_since_precision"]) \
        if day else ""  # fmt: skip
    return ", ".join(filter(None, (str(source["publisher"]), str(source["title"]), known)))
