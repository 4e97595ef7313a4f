"""Every text a person reads, every number, date and unit as a person reads it; in two languages.

The only place that formats or translates. Start with ``locale = Locale("de")``.
"""

from i18n.catalog import LANGUAGES, MissingWord, UnknownLanguage
from i18n.locale import Locale

__all__ = ["LANGUAGES", "Locale", "MissingWord", "UnknownLanguage"]
