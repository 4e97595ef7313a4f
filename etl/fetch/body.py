"""Body: what an answer is, told by its bytes: publishers say "200" and "text/csv" of anything."""

from __future__ import annotations

import json
import re
from typing import Any

from etl.fetch.errors import Unexpected

_TITLE = re.compile(rb"<title>([^<]{0,80})", re.IGNORECASE)
_BLANK = b"\xef\xbb\xbf \r\n\t"


def kind(body: bytes) -> str:
    """What an answer looks like, for people: a page by its title, else by its first bytes."""
    if title := _TITLE.search(body):
        return f"a page titled {title[1].decode(errors='replace').strip()!r}"
    return f"something that begins with {body[:40]!r}" if body.strip() else "an empty answer"


def of_json(address: str, body: bytes) -> Any:
    """A whole JSON. Raises Unexpected naming what is there instead."""
    if body.lstrip(_BLANK)[:1] not in (b"{", b"["):
        raise Unexpected(address, kind(body), "JSON", body)
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Unexpected(address, "half a JSON", "a whole one", body) from error
