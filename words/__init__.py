"""Every text a person reads, every number, date and unit as a person reads it; in two languages.

The only place that formats or translates. Start with ``w = Words("de")``.
"""

from words.language import Words
from words.texts import LANGUAGES, MissingWord, UnknownLanguage

__all__ = ["LANGUAGES", "MissingWord", "UnknownLanguage", "Words"]
