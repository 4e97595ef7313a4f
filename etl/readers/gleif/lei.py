"""Legal entity identifiers: twenty signs, the last two of which check the others (ISO 17442)."""

from __future__ import annotations

import re

_FORM = re.compile(r"[0-9A-Z]{18}[0-9]{2}")


def is_valid(lei: str) -> bool:
    """Whether it has the form and its check digits fit (ISO 7064, mod 97-10)."""
    return _FORM.fullmatch(lei) is not None and int("".join(str(int(c, 36)) for c in lei)) % 97 == 1
