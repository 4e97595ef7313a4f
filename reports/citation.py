"""How a figure is cited: in a sentence, as APA wants it, and for a bibliography (BibTeX).

Each form says who says it, what it shows, whose knowledge, when it was looked at, its code, the
publisher's own table, and where the view is found again if it has a public address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from i18n import Locale
from reports import wording
from reports.item import Item

#: So many publishers are named in short, of more how many there are; and a table's address only
#: where it is the one. The long forms name as many of both as APA does of authors.
_NAMED_SHORT, _NAMED = 2, 20
#: What BibTeX and LaTeX would take for an order.
_ESCAPED = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\u00a0": "~",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGES = {"de": "ngerman", "en": "english"}
#: Signs that steer and are not to be read.
_CONTROLS = re.compile(r"\s*\n\s*|[\x00-\x1f\x7f]+")


@dataclass(frozen=True)
class Citation:
    """The three forms, ready to be copied."""

    short: str
    apa: str
    bibtex: str


def cite(item: Item, locale: Locale, retrieved: date, *, public_url: str = "") -> Citation:
    """Cite a figure in the words of a language; ``retrieved``: the day on which it was seen."""
    return Citation(
        _in_line(item, locale, "short", retrieved, public_url),
        _in_line(item, locale, "apa", retrieved, public_url),
        _bibtex(item, locale, retrieved, public_url),
    )


def _in_line(item: Item, locale: Locale, form: str, retrieved: date, public_url: str) -> str:
    is_short = form == "short"
    state, app = locale.date(item.as_of), locale("app.title")
    address = wording.address(item, public_url)
    citation = locale(
        f"documents.citation.{form}",
        publisher=_publishers(item, locale, _NAMED_SHORT if is_short else _NAMED),
        title=_line(item.title).rstrip("."),
        state=state,
        year=item.as_of.year,
        retrieved=locale.date(retrieved) if is_short else locale.day(retrieved),
        app=found_in(item.code, address, locale) if is_short else app,
        kind=_coded(locale("documents.citation.kind", state=state), item.code, locale),
        more="".join(f"{one} " for one in _remarks(item, locale)) if is_short else "",
    )
    if address and not is_short:
        citation = locale("documents.citation.apa_at", told=citation, address=address)
    citation = f"{citation}."
    return citation if is_short and len(_tables(item)) > 1 else _with_tables(citation, item, locale)


def found_in(code: str, address: str, locale: Locale) -> str:
    """Where what is cited is found again: here, its code, its public address, if it has them."""
    place = _coded(locale("app.title"), code, locale)
    return locale("documents.citation.at", told=place, address=address) if address else place


def _coded(text: str, code: str, locale: Locale) -> str:
    return locale("documents.citation.coded", told=text, code=_line(code)) if code else text


def _with_tables(text: str, item: Item, locale: Locale) -> str:
    """The text, and behind it where the publishers' own tables are."""
    addresses = _tables(item)
    if not addresses:
        return text
    named, more = " ; ".join(addresses[:_NAMED]), len(addresses) - _NAMED
    if more > 0:
        named = locale("documents.citation.more_tables", addresses=named,
                       more=locale.count("more_table", more))  # fmt: skip
    key = "table" if len(addresses) == 1 else "tables"
    return locale(f"documents.citation.{key}", told=text, addresses=named)


def _bibtex(item: Item, locale: Locale, retrieved: date, public_url: str) -> str:
    names = _names(item) or [locale("app.title")]
    authors = [f"{{{_escaped(name)}}}" for name in names[:_NAMED]]
    state = locale("documents.citation.state", state=locale.date(item.as_of),
                   retrieved=locale.date(retrieved))  # fmt: skip
    where = found_in(item.code, "", locale)
    note = _with_tables(" ".join((f"{state}.", *_remarks(item, locale))), item, locale)
    address = wording.address(item, public_url) or next(iter(_tables(item)), "")
    fields = {
        "author": " and ".join([*authors, *(["others"] if len(names) > _NAMED else [])]),
        "title": f"{{{_escaped(item.title)}}}",
        "year": str(item.as_of.year),
        "month": _MONTHS[item.as_of.month - 1],
        "howpublished": _escaped(where),
        "url": quote(address, safe=":/?#[]@!$&'()*+,;=~%"),
        "urldate": retrieved.isoformat() if address else "",
        "note": _escaped(note),
        "language": _LANGUAGES[item.lang],
    }
    lines = "".join(
        f"  {name} = {text if name == 'month' else f'{{{text}}}'},\n"
        for name, text in fields.items()
        if text
    )
    key = re.sub(r"[^A-Za-z0-9-]+", "-", item.code or item.name).strip("-") or "item"
    return f"@misc{{{key},\n{lines}}}\n"


def _names(item: Item) -> list[str]:
    return list(dict.fromkeys(_line(source.publisher) for source in item.sources))


def _publishers(item: Item, locale: Locale, most: int) -> str:
    names = _names(item)
    shown, more = ", ".join(names[:most]) or locale("app.title"), len(names) - most
    if more <= 0:
        return shown
    return locale("cite.and_more", shown=shown, more=locale.count("publisher_more", more))


def _remarks(item: Item, locale: Locale) -> list[str]:
    """What is to be said of our own computing, and of figures that are made up."""
    demo = [wording.sentence(locale("demo.mark"))] if item.is_demo else []
    return [*demo, *([wording.sentence(_line(item.changed))] if item.changed else [])]


def _tables(item: Item) -> list[str]:
    """Addresses of the publishers' tables, each once."""
    return list(dict.fromkeys(_line(source.url) for source in item.sources if source.url))


def _line(text: str) -> str:
    return _CONTROLS.sub(" ", text).strip()


def _escaped(text: str) -> str:
    return "".join(_ESCAPED.get(sign, sign) for sign in _line(text))
