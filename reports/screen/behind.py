"""What the numbers in a figure's title rest on: which publisher says each, since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from i18n import Locale
from reports import sources
from reports.item import Item


@dataclass(frozen=True)
class Behind:
    """A number, what is said of it, and the address of its evidence relative to the pages."""

    text: str
    source_texts: tuple[str, ...]
    address: str
    lang: str
    as_of: date

    def link(self, public_url: str) -> str:
        """The address of its evidence on the pages, in its language and state."""
        more = urlencode({"lang": self.lang, "as_of": self.as_of.isoformat()})
        return f"{public_url.rstrip('/')}/{self.address}&{more}"


def title_numbers(item: Item, locale: Locale) -> tuple[Behind, ...]:
    """The numbers of title and subtitle, each once, with who says them."""
    of_claim = sources.of_claims(item)
    numbers = []
    for number in item.numbers:
        if number.place not in ("title", "subtitle"):
            continue
        named = [of_claim[one] for one in sources.claims_at(number.address) if one in of_claim]
        texts = [locale("source.computed")] if "&by=" in number.address else []
        texts += [", ".join(filter(None, (one.publisher, one.title, one.state))) for one in named]
        if texts:
            source_texts = tuple(dict.fromkeys(texts))
            numbers.append(Behind(number.text, source_texts, number.address, item.lang, item.as_of))
    return tuple({(one.text, one.address): one for one in numbers}.values())
