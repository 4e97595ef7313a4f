"""The source line: who says the figures of some answers, since when, under which licence.

Made from the claims, in words; nobody types it. No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from charts.figure import Source
from charts.table import absent
from data.answer import Answer
from i18n import Locale
from ui.provenance import publisher_name

#: So many publishers are named in the line; of more, how many there are.
_NAMED = 1


def lines(answers: Sequence[Answer], locale: Locale) -> tuple[Source, ...]:
    """Each source of some answers, once."""
    return tuple(source(row, locale) for row in _distinct(answers))


def source(row: Mapping[Any, Any], locale: Locale) -> Source:
    """A source in words; without address where it lies nowhere but here."""
    return Source(
        publisher_name(row, locale),
        locale.source_title(row),
        absent(row["url"]) or "",
        locale.known_as("cite.state", row["known_since"], row["known_since_precision"]),
        locale.code("licence", str(row["licence"])),
    )


def changed(answers: Sequence[Answer], locale: Locale) -> str:
    """What is to be said where a figure is our own computation; else empty."""
    return locale("cite.changed") if any(answer.is_computed for answer in answers) else ""


def computed(answers: Sequence[Answer], locale: Locale) -> str:
    """The same in a word for the source line: whether all of it is, or some."""
    figures = [answer for answer in answers if answer]
    if figures and all(answer.is_all_computed for answer in figures):
        return locale("cite.computed")
    return locale("cite.partly_computed") if any(a.is_computed for a in figures) else ""


def summary(answers: Sequence[Answer], locale: Locale) -> str:
    """By whom, of how many sources, the newest date as precisely as its source gives it."""
    rows = _distinct(answers)
    if not rows:
        return ""
    texts: dict[str, str | int] = {"count": len(rows), "first": _publishers(rows, locale)}
    if len(rows) == 1:
        texts["state"] = locale.known_as(
            "cite.state", rows[0]["known_since"], rows[0]["known_since_precision"]
        )
        return locale("cite.source", **texts)
    dated_rows = [row for row in rows if row["known_since_precision"] != "read"]
    if not dated_rows:
        return locale("cite.folded_undated", **texts)
    newest = max(
        dated_rows, key=lambda row: (row["known_since"], row["known_since_precision"] == "day")
    )
    texts["newest"] = locale.known(newest["known_since"], newest["known_since_precision"])
    if lacking := len(rows) - len(dated_rows):
        return locale("cite.folded_partly", **texts, undated=lacking)
    return locale("cite.folded", **texts)


def _distinct(answers: Sequence[Answer]) -> list[dict[Any, Any]]:
    rows: dict[str, dict[Any, Any]] = {}
    for answer in answers:
        rows |= answer.sources_by_id
    return list(rows.values())


def _publishers(rows: list[dict[Any, Any]], locale: Locale) -> str:
    names = list(dict.fromkeys(locale.called(str(row["publisher"])) for row in rows))
    first, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
    if more <= 0:
        return first
    return locale("cite.and_more", shown=first, more=locale.count("publisher_more", more))
