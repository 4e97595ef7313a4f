"""Accounts at publishers: the names of their settings, and where they are kept. Never a value.

What the environment says stands there before Streamlit reads ``.streamlit/secrets.toml``, which it
copies into the environment; so this module is imported before, and children get the former alone.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data import paths

#: Account → field of the form → setting.
SETTINGS: Mapping[str, Mapping[str, str]] = {
    "genesis": {
        "token": "GENESIS_TOKEN",
        "username": "GENESIS_USERNAME",
        "password": "GENESIS_PASSWORD",
    },
    "landesdatenbank": {
        "username": "LANDESDATENBANK_USERNAME",
        "password": "LANDESDATENBANK_PASSWORD",
    },
    "contact": {"contact": "CHINA_MONITOR_CONTACT"},
}
NAMES = frozenset(name for fields in SETTINGS.values() for name in fields.values())
#: Fields that are enough together.
WAYS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "genesis": (("token",), ("username", "password")),
    "landesdatenbank": (("username", "password"),),
    "contact": (("contact",),),
}
_GIVEN = {name: value for name, value in os.environ.items() if name in NAMES}
#: How an entry says since when it is kept.
KEPT = "kept since"
_SINCE = re.compile(rf"#\s*{KEPT} (\d{{4}}-\d\d-\d\d)\s*$")


@dataclass(frozen=True)
class Location:
    """Where an account is kept, which of its fields, since when (where the file says so).

    ``where``: "environment", "file", "damaged" (a file that nobody can read), "" for nowhere.
    """

    where: str
    fields: tuple[str, ...] = ()
    since: date | None = None


def location(account: str) -> Location:
    """Where an account is kept. Of the file only the names of its entries are looked at."""
    fields = SETTINGS[account]
    for way in WAYS[account]:
        if all(_GIVEN.get(fields[field], "").strip() for field in way):
            return Location("environment", way)
    file = paths.secrets()
    try:
        if not file.exists():
            return Location("")
        text = file.read_text(encoding="utf-8")
        there = {name for name, value in tomllib.loads(text).items() if value != ""}
    except (OSError, ValueError):
        return Location("damaged")
    for way in WAYS[account]:
        if {fields[field] for field in way} <= there:
            return Location("file", way, _since(text, fields[way[0]]))
    return Location("")


def _since(text: str, name: str) -> date | None:
    line = next((one for one in text.splitlines() if one.startswith(name)), "")
    match = _SINCE.search(line)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def environment() -> dict[str, str]:
    """The environment for a child: as it was given to us, without what Streamlit has copied."""
    return {name: value for name, value in os.environ.items() if name not in NAMES} | _GIVEN
