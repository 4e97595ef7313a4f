"""Terms and labels with their explanation where they stand: by mouse, finger, keyboard, on paper.

A label (Badge) travels with a figure and unfolds its meaning; a term of the glossary is found in
the text around a figure and explained below it, where it first occurs on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from charts.table import Table
from i18n.terms import terms_in
from ui import visit

#: Labels that say what the glossary explains.
_IN_GLOSSARY = {
    "concept.special": "special_trade",
    "concept.general": "general_trade",
    "concept.community": "community_concept",
    "china_scope.greater_china": "greater_china",
}
#: Family of a label by the first part of its key: what a figure counts in one way of several.
_FAMILIES = {"concept": "concept", "scheme": "scheme", "china": "china", "partner": "china",
             "investment": "china"}  # fmt: skip
#: Terms of the source line.
_OF_SOURCES = frozenset({"state_of_data", "cited_fact", "own_computation"})


@dataclass(frozen=True)
class Badge:
    """A label that travels with a figure, and what it means.

    ``code``: the glossary's, where it stands there. ``family``: of those that exclude each other.
    """

    text: str
    meaning: str
    code: str = ""
    family: str = ""


def badge(key: str, *, text: str = "") -> Badge:
    """The label whose text stands under a key; its meaning stands under ``meaning.<key>``.

    ``text``: its text where that is put together.
    """
    locale = visit.locale()
    code = _IN_GLOSSARY.get(key, "")
    meaning = locale(f"glossary.{code}.text" if code else f"meaning.{key}")
    return Badge(
        text or locale(key), meaning, code, _FAMILIES.get(key.split(".", maxsplit=1)[0], "")
    )


def basis(text: str, counted: str = "") -> Badge:
    """Who counts, and what; what stands in brackets behind the name unfolds with the meaning."""
    name, _, more = text.partition(" (")
    meanings = (f"{text}." if more else "", counted, visit.locale()("meaning.basis"))
    return Badge(name, " ".join(filter(None, meanings)))


def badges(*keys: str) -> list[Badge]:
    """Several labels by their keys."""
    return [badge(key) for key in keys]


def row(badges: Sequence[Badge]) -> str:
    """Labels that unfold their meaning, side by side, as HTML."""
    return group(items(badges))


def group(pieces: Sequence[str]) -> str:
    """Pieces of HTML side by side; empty where there are none."""
    name = escape(visit.locale()("note.glossary"))
    row = f'<div class="cm-badges" role="group" aria-label="{name}">{"".join(pieces)}</div>'
    return row if pieces else ""


def items(badges: Sequence[Badge]) -> list[str]:
    """Labels that unfold their meaning, as HTML.

    What was explained before on this page unfolds on the screen, and is not printed again.
    """
    explained = visit.current().explained
    pieces = []
    for one in badges:
        again = " cm-again" if one.text in explained else ""
        anchor = f' data-term="{escape(one.code)}"' if one.code else ""
        pieces.append(
            f'<details class="cm-badge{again}"{anchor}><summary>{escape(one.text)}</summary>'
            f"<p>{escape(one.meaning)}</p></details>"
        )
        explained.update((one.text, one.code))
    return pieces


def terms(texts: Iterable[str], *, sources: str = "") -> str:
    """The terms in some texts that this page has not explained yet, folded, as HTML.

    ``sources``: a source line, of which only its own terms count, not those in titles.
    """
    locale = visit.locale()
    explained = visit.current().explained
    cited = [one for one in terms_in(sources, locale) if one[0] in _OF_SOURCES]
    items = ""
    for code, term, text in (*terms_in(" ".join(texts), locale), *cited):
        if code not in explained:
            explained.add(code)
            items += f'<dt data-term="{code}">{escape(term)}</dt><dd>{escape(text)}</dd>'
    if not items:
        return ""
    summary = f"<summary>{escape(locale('note.glossary'))}</summary>"
    return f'<details class="cm-explained">{summary}<dl class="cm-terms">{items}</dl></details>'


def table_text(table: Table) -> str:
    """All that stands in a table, as one text."""
    return " ".join((*table.headers, *(cell for row in table.texts for cell in row)))
