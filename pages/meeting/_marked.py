"""A checked text as HTML: its figures with sign and word, and below it what is known of them.

Nothing here is cached: a visitor's text is kept nowhere.
"""

from __future__ import annotations

from html import escape
from itertools import groupby

from data.answer import Answer
from i18n import Locale
from reports.checker import shown
from reports.checker.check import Checked, Finding
from ui import cells

#: The sign of a verdict; all errors have the same.
SIGNS = {"right": "✓", "outdated": "→", "unchecked": "?"}
ERROR = "✗"
#: Order of the list: what is wrong first.
_ORDER = ("error", "outdated", "unchecked", "right")


def kind(finding: Finding) -> str:
    """What a finding is drawn as: error, outdated, right, unchecked."""
    return "error" if finding.is_error else finding.verdict


def text(checked: Checked, locale: Locale) -> str:
    """The paragraphs with their figures marked; each mark leads to its line of the list."""
    numbers = {id(one): number for number, one in enumerate(checked.findings, 1)}
    by_paragraph = {
        place: list(group)
        for place, group in groupby(
            checked.findings, lambda one: id(one.mention.sentence.paragraph)
        )
    }
    parts = []
    for paragraph in checked.paragraphs:
        body, end = "", 0
        for one in by_paragraph.get(id(paragraph), []):
            start = one.mention.sentence.start + one.mention.figure.start
            stop = one.mention.sentence.start + one.mention.figure.end
            body += escape(paragraph.text[end:start])
            body += _mark(paragraph.text[start:stop], one, numbers[id(one)], locale)
            end = stop
        parts.append(f"<p>{body}{escape(paragraph.text[end:])}</p>")
    return f'<div class="cm-checked" lang="de">{"".join(parts)}</div>'


def _mark(figure: str, finding: Finding, number: int, locale: Locale) -> str:
    """A figure with its sign; the word of its verdict is there for everybody but on right ones."""
    drawn = kind(finding)
    word = escape(locale(f"checker.verdict.{finding.verdict}"))
    hidden = " cm-unseen" if drawn in ("right", "unchecked") else ""
    sign = SIGNS.get(drawn, ERROR)
    return (
        f'<a class="cm-mark cm-mark-{drawn}" href="#finding-{number}">{escape(figure)}'
        f'<span class="cm-sign" aria-hidden="true">{sign}</span>'
        f'<span class="cm-word{hidden}" lang="{locale.lang}">{word}</span></a>'
    )


def findings(checked: Checked, locale: Locale) -> str:
    """All figures as a list, wrong ones first: verdict, what is known with its evidence, place."""
    numbered = list(enumerate(checked.findings, 1))
    ordered = sorted(numbered, key=lambda one: (_ORDER.index(kind(one[1])), one[0]))
    items = "".join(_item(number, one, checked.claims, locale) for number, one in ordered)
    return f'<ul class="cm-findings">{items}</ul>'


def _item(number: int, finding: Finding, claims: Answer, locale: Locale) -> str:
    drawn = kind(finding)
    place = escape(finding.mention.sentence.paragraph.place.label(locale))
    word = escape(locale(f"checker.verdict.{finding.verdict}"))
    known = cells.text(shown.finding_text(finding, claims, locale))
    figure = escape(finding.mention.figure.text)
    sign = SIGNS.get(drawn, ERROR)
    return (
        f'<li id="finding-{number}" class="cm-finding-{drawn}">'
        f'<strong><span lang="de">{figure}</span> '
        f'<span class="cm-sign" aria-hidden="true">{sign}</span> {word}</strong> '
        f"<span>{known}</span> <small>{place}</small></li>"
    )


def cited(checked: Checked) -> Answer:
    """The claims behind what is told, with their sources."""
    judgements = [j for one in checked.findings for j in one.judgements]
    known = [known for one in judgements for known in (one.known, one.other) if known is not None]
    ids = tuple(dict.fromkeys(claim for one in known for claim in one.claim_ids))
    return checked.claims.where(claim_id=ids)
