"""Terms of the glossary where they occur in a text, in any of their endings."""

from __future__ import annotations

import re
from functools import lru_cache

from i18n.locale import Locale

_TAGS = re.compile(r"<[^>]*>")


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
    """The terms by code, and a pattern that finds them."""
    terms = {code: (term, text) for code, term, text in locale.terms()}
    shapes = "|".join(
        f"(?P<{code}>{locale(f'glossary.{code}.found')})"
        if locale.has(f"glossary.{code}.found")
        else f"(?P<{code}>{re.escape(term)})"
        for code, (term, _) in terms.items()
    )
    return terms, re.compile(rf"(?<!\w)(?:{shapes})", re.IGNORECASE)
