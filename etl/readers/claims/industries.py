"""Industries of the classification WZ 2008, as offices group its sections."""

from __future__ import annotations

from collections.abc import Mapping

#: Groups of sections shown: whole, and those that official tables on regions have in common.
_SHOWN = ("A", "B-E", "B-F", "C", "F", "G-I", "G-T", "J", "K", "L", "M-N", "O-Q", "O-T",
          "R-T")  # fmt: skip


def _code(key: str) -> str:
    return "wz_" + key.casefold().replace("-", "_")


#: Our code of an industry → its classification.
WZ2008: Mapping[str, str] = {_code(key): "wz2008" for key in _SHOWN}


def code_of(key: str) -> str | None:
    """Our code of a section or group as a table writes it (C, WZ08-B-E); None for all together.

    Raises ValueError for what is no section or group of sections.
    """
    bare = key.removeprefix("WZ08-")
    if not bare:
        return None
    code = _code(bare)
    if code not in WZ2008:
        raise ValueError(f"{key!r} is no industry; expected one of {', '.join(_SHOWN)}")
    return code


def is_shown(key: str) -> bool:
    """Whether an industry, or all together, is one of those shown."""
    bare = key.removeprefix("WZ08-")
    return not bare or bare in _SHOWN
