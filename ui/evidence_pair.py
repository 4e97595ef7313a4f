"""What stands behind a change between two figures that are worked out, or of no claim themselves.

No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode

from data.evidence import PATH
from i18n import Locale
from i18n.marked import marked
from ui import evidence
from ui.evidence import Asked, NoEvidence, Told

_ROOM = "panel"
#: The sides of a link, each the link of a figure itself.
SIDES = ("first", "second")
#: What is made of both figures; formulas over claims are in the warehouse.
_FORMULAS: dict[str, Callable[[float, float], float]] = {
    "growth_full": lambda a, b: 100 * (a / b - 1),
    "fold": lambda a, b: a / b,
    "balance": lambda a, b: a - b,
}
#: In what it is told, where that is not what both are told in.
_UNITS = {"growth_full": "percent", "fold": "ratio"}
#: What a side may not say: its day is that of the whole link, and a figure of figures of figures
#: would be a page of its own.
_NOT_OF_A_SIDE = {*SIDES, "as_of"}


def panel(asked: Asked, told: Callable[[Asked], Told]) -> str:
    """The evidence of a link with two figures; ``told``: what is told of one. Raises NoEvidence."""
    locale, by = asked.locale, asked.link.get("by", "")
    links = [dict(parse_qsl(asked.link.get(side, ""))) for side in SIDES]
    if by not in _FORMULAS or any(not link or link.keys() & _NOT_OF_A_SIDE for link in links):
        raise NoEvidence(locale(f"{_ROOM}.not_understood"))
    first, second = (told(replace(asked, link=link)) for link in links)
    are_numbers = all(evidence.is_number(one.value) for one in (first, second))
    if not are_numbers or first.unit != second.unit or (not second.value and by != "balance"):
        raise NoEvidence(locale(f"{_ROOM}.not_understood"))
    number = _FORMULAS[by](first.value, second.value)
    value = evidence.result_text(by, SimpleNamespace(value=number, unit=_UNITS.get(by, first.unit)),
                                 locale)  # fmt: skip
    figures = [marked(one.text, f"{PATH}?{urlencode(link, safe=',:;')}")
               for one, link in zip((first, second), links, strict=True)]  # fmt: skip
    a, b = figures
    calculation = locale(f"{_ROOM}.formula.{by}", a=a, b=b, value=value)
    items = "".join(
        evidence.input_html(figure, ", ".join(filter(None, (one.what, one.period))), one.sources)
        for figure, one in zip(figures, (first, second), strict=True)
    )
    what = f"{locale(f'{_ROOM}.name.{by}')}: {first.what}"
    period = locale.list(dict.fromkeys(one.period for one in (first, second) if one.period))
    concepts = " / ".join(dict.fromkeys(one.concept for one in (first, second) if one.concept))
    body = evidence.worked_out(calculation, items, locale)
    body += evidence.cited(what, period, value, _sources(calculation, first, second, locale), asked)
    facts = evidence.computed_facts(period, concepts, asked)
    return evidence.panel_html(value, what, facts, body)


def _sources(calculation: str, first: Told, second: Told, locale: Locale) -> str:
    named = dict.fromkeys(
        evidence.source_text(one, locale) for told in (first, second) for one in told.sources
    )
    return locale(f"{_ROOM}.cited_computed", formula=str(calculation), sources="; ".join(named))
