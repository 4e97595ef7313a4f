"""Terms and labels with their explanation where they stand: by mouse, finger, keyboard, on paper.

One mechanism for all: a small element that unfolds. A label (Badge) travels with a figure and
brings its meaning along; a term of the glossary is found in the text around a figure and explained
below it, where it first occurs on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from charts.table import Table
from i18n import Locale
from ui import visit

#: Labels that say what the glossary explains.
_IN_GLOSSARY = {
    "concept.special": "special_trade",
    "concept.general": "general_trade",
    "concept.community": "community_concept",
    "cite.computed": "own_computation",
    "china_scope.greater_china": "greater_china",
}
#: Terms of the source line.
_OF_SOURCES = frozenset({"state_of_data", "cited_fact", "own_computation"})
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Badge:
    """A label that travels with a figure, and what it means.

    ``code``: the glossary's, where it stands there.
    """

    text: str
    meaning: str
    code: str = ""


def badge(key: str, *, text: str = "") -> Badge:
    """The label whose text stands under a key; its meaning stands under ``meaning.<key>``.

    ``text``: its text where that is put together.
    """
    locale = visit.locale()
    code = _IN_GLOSSARY.get(key, "")
    meaning = locale(f"glossary.{code}.text" if code else f"meaning.{key}")
    return Badge(text or locale(key), meaning, code)


def badges(*keys: str) -> list[Badge]:
    """Several labels by their keys."""
    return [badge(key) for key in keys]


def row(badges: Sequence[Badge], texts: Iterable[str], *, sources: str = "") -> str:
    """Labels, and the terms in some texts that this page has not explained yet, as HTML.

    ``sources``: a source line, of which only its own terms count, not those in titles.
    What was explained before on this page unfolds on the screen, and is not printed again.
    """
    locale = visit.locale()
    explained = visit.current().explained
    items = []
    for one in badges:
        items.append(_unfolding("cm-badge", one, again=one.text in explained))
        explained.update((one.text, one.code))
    cited = [one for one in terms_in(sources, locale) if one[0] in _OF_SOURCES]
    for code, term, text in (*terms_in(" ".join(texts), locale), *cited):
        if code not in explained:
            explained.add(code)
            items.append(_unfolding("cm-term", Badge(term, text, code)))
    if not items:
        return ""
    name = escape(locale("note.glossary"))
    return f'<div class="cm-badges" role="group" aria-label="{name}">{"".join(items)}</div>'


def _unfolding(kind: str, label: Badge, *, again: bool = False) -> str:
    """A label that unfolds its meaning."""
    again_class = " cm-again" if again else ""
    anchor = f' data-term="{escape(label.code)}"' if label.code else ""
    return (
        f'<details class="{kind}{again_class}"{anchor}><summary>{escape(label.text)}</summary>'
        f"<p>{escape(label.meaning)}</p></details>"
    )


@lru_cache(maxsize=2048)
def terms_in(text: str, locale: Locale) -> tuple[tuple[str, str, str], ...]:
    """Code, term and explanation of each term of the glossary that occurs in a text, in order.

    ``text``: plain or HTML, whose tags do not count.
    """
    terms, pattern = _glossary(locale)
    codes = dict.fromkeys(str(match.lastgroup) for match in pattern.finditer(_TAGS.sub(" ", text)))
    return tuple((code, *terms[code]) for code in codes)


@lru_cache
def _glossary(locale: Locale) -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    """The terms by code, and a pattern that finds them, in any of their endings."""
    terms = {code: (term, text) for code, term, text in locale.terms()}
    shapes = "|".join(
        f"(?P<{code}>{locale(f'glossary.{code}.found')})"
        if locale.has(f"glossary.{code}.found")
        else f"(?P<{code}>{re.escape(term)})"
        for code, (term, _) in terms.items()
    )
    return terms, re.compile(rf"(?<!\w)(?:{shapes})", re.IGNORECASE)


def table_text(table: Table) -> str:
    """All that stands in a table, as one text."""
    return " ".join((*table.headers, *(cell for row in table.rows for cell in row)))
