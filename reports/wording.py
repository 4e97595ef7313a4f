"""What every document says of a Mappe and its figures, in the same words."""

from __future__ import annotations

import re
from datetime import date

from charts.paper import font
from i18n import Locale
from reports.item import Item
from reports.mappe import Mappe

#: A word of more signs than this may break anywhere: no column is so wide.
_LONGEST = 32
_LONG = re.compile(rf"[^\s\u200b]{{{_LONGEST + 1},}}")
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARAGRAPHS = re.compile(r"\s*\n\s*")


class EmptyMappe(ValueError):
    """There is nothing to make a document of."""

    def __init__(self) -> None:
        super().__init__(
            "The Mappe holds no figure, expected at least one: put a figure into it first."
        )


def as_of(mappe: Mappe) -> date:
    """The state of its data. Raises EmptyMappe where there is none."""
    if mappe.as_of is None:
        raise EmptyMappe
    return mappe.as_of


def head(mappe: Mappe, locale: Locale) -> tuple[tuple[str, str], ...]:
    """Name and contents of each field of the meeting that was filled in, and our data's day."""
    fields = {
        "meeting": mappe.meeting,
        "day": locale.date(mappe.day) if mappe.day else "",
        "agenda_item": mappe.agenda_item,
        "paper_number": mappe.paper_number,
        "author": mappe.author,
        "as_of": locale.date(as_of(mappe)),
    }
    return tuple((locale(f"documents.head.{name}"), text) for name, text in fields.items() if text)


def title(mappe: Mappe, locale: Locale) -> str:
    """What the document is called."""
    return mappe.title.strip() or locale("documents.untitled")


def state(item: Item, locale: Locale) -> str:
    """Whose knowledge a figure shows: all that we held by that day; its data may be older."""
    return locale("documents.state", day=locale.date(item.as_of))


def filed(item: Item, locale: Locale) -> str:
    """Under which code the figure is found again; empty where it has none."""
    return locale("documents.code", code=item.code) if item.code else ""


def footer(mappe: Mappe, locale: Locale) -> str:
    """What stands at the foot of every page: product, day of our data, paper."""
    parts = [locale("app.title"), locale("documents.state", day=locale.date(as_of(mappe)))]
    if mappe.paper_number:
        parts.append(locale("documents.paper", number=mappe.paper_number))
    return " · ".join(parts)


def address(item: Item, public_url: str) -> str:
    """Where the figure is found again on the web; empty without a public address or a code."""
    return address_of(item.code, public_url)


def address_of(code: str, public_url: str) -> str:
    """Where what has a code is found again on the web; empty without either."""
    return f"{public_url.rstrip('/')}/z/{code}" if public_url and code else ""


def sentence(text: str) -> str:
    """A text that ends like a sentence."""
    return f"{text}." if text and text.rstrip("“”\u00a0 ")[-1:] not in ".!?:…" else text


def sentences(*texts: str) -> str:
    """Texts as sentences one behind the other; empty ones left out."""
    return " ".join(map(sentence, filter(None, texts)))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text that somebody typed."""
    return tuple(part for part in _PARAGRAPHS.split(text.strip()) if part)


def breakable(text: str) -> str:
    """A text whose very long words may break, by signs that are not seen."""
    return _LONG.sub(lambda word: re.sub(f"(.{{{_LONGEST // 2}}})", "\\1\u200b", word[0]), text)


def printable(text: str, lacking: dict[str, None]) -> str:
    """A text with ``[U+5F20]`` for each character that the font lacks; told in ``lacking`` too."""
    missing = font.missing_glyphs(text)
    lacking.update(dict.fromkeys(missing))
    return text.translate({ord(sign): number_of(sign) for sign in missing})


def number_of(sign: str) -> str:
    """A character that cannot be shown: ``[U+5F20]``."""
    return f"[U+{ord(sign):04X}]"


def spelled(text: str) -> str:
    """A text with ``[U+0007]`` for each character that no XML may hold."""
    return _UNFIT.sub(lambda sign: number_of(sign[0]), text)
