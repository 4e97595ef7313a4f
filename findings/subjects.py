"""What a finding is about, as the texts say it: a noun phrase, or who holds which rank."""

from __future__ import annotations

from dataclasses import dataclass

from data.answer import Answer
from i18n import Locale

_ROOM = "findings.subject"


@dataclass(frozen=True)
class Subject:
    """What a sentence speaks of.

    ``form``: ``one`` or ``many`` for a phrase that takes a verb in the singular or plural,
    ``label`` for one that stands before a colon. ``has_unit``: it names what is counted, so
    figures stand bare. Keys of texts: ``role``: what holds a rank ("NRWs {place} Kunde"); ``plus``
    and ``minus``: sentences on a balance by its size; ``share``: one that names what a share is of.
    """

    name: str
    form: str = "label"
    has_unit: bool = False
    role: str = ""
    plus: str = ""
    minus: str = ""
    share: str = ""


def subject(key: str, locale: Locale, **texts: str) -> Subject:
    """The subject that stands under ``findings.subject.<key>``."""
    room = f"{_ROOM}.{key}"
    form = next((one for one in ("one", "many") if locale.has(f"{room}.{one}")), "label")
    return Subject(
        locale(f"{room}.{form}", **texts),
        form,
        has_unit=locale.has(f"{room}.counted"),
        role=f"{room}.role" if locale.has(f"{room}.role") else "",
        plus=f"{room}.plus" if locale.has(f"{room}.plus") else "",
        minus=f"{room}.minus" if locale.has(f"{room}.minus") else "",
        share=f"{room}.share" if locale.has(f"{room}.share") else "",
    )


def known(key: str, locale: Locale) -> bool:
    """Whether a subject has texts."""
    return any(locale.has(f"{_ROOM}.{key}.{form}") for form in ("one", "many", "label"))


#: Columns that say what a line is about, in the order of its name.
_NAMING = ("indicator", "flow", "region", "place", "partner", "product")


def of_rows(answer: Answer, locale: Locale) -> Subject:
    """A name for what the rows of an answer share, from the labels of their codes."""
    names = []
    for column in _NAMING:
        codes = {str(code) for code in answer.rows[column]} if column in answer.rows else set()
        code = next(iter(codes), "none")
        kind = answer.columns[column].codes if column in answer.columns else None
        if len(codes) != 1 or code in ("none", "None", "nan", "<NA>"):
            continue
        if kind:
            names.append(answer.labels.name(kind, code, locale.lang))
        elif column == "flow":
            names.append(locale.code("flow", code))
    # A place may be called as the region that it lies in.
    return Subject(", ".join(dict.fromkeys(names)) or locale("findings.figure"))
