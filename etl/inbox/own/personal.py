"""What names natural persons: columns and cells that are refused, with the reason, never dropped.

Only headings that mean nothing else are looked at; a column that is read is never one of them.
What was found is not said again: it would stand in the reasons that are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from etl.inbox.header import Header
from etl.inbox.issues import Issue
from etl.inbox.schema import normalized

#: Parts of headings, normalized.
_PARTS = (
    "ansprechpartner", "ansprechperson", "kontakt", "geschaeftsfuehr", "geschfuehr", "prokurist",
    "vorstand", "inhaberin", "email", "mail", "telefon", "telnr", "telnummer", "rufnummer",
    "mobil", "handy", "durchwahl", "fax", "geburt", "geboren", "privat", "wohnort",
    "wohnanschrift", "vorname", "nachname", "familienname", "anrede", "staatsangehoerigkeit",
    "contact", "manager", "director", "phone", "birth", "firstname", "lastname", "surname",
    "nationality", "wechat", "whatsapp", "linkedin", "passport", "ausweis",
    "联系人", "电话", "手机", "邮箱", "微信", "姓名", "出生", "法定代表人", "法人代表", "总经理",
)  # fmt: skip
#: Whole headings, normalized, that would be parts of harmless ones.
_WHOLE = {"tel", "fon", "gf", "ceo", "cfo", "alter", "geschlecht", "titel", "person", "personen",
          "gender", "age", "dob", "nationalitaet"}  # fmt: skip

_EMAIL = re.compile(
    r"[\w.+-]+\s*(?:@|\(at\)|\[at\])\s*[\w-]+(?:\.|\s*\(dot\)\s*)\w+", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\w-])(?:\+|00)\d{1,3}(?:[ /()–-]*\d){6,}"
    r"|(?<![\w-])\(?0\d{2,5}\)?[ /()–-]+\d(?:[ /()–-]*\d){4,}"
    r"|(?<![\w-])01[5-7]\d(?:[ /-]*\d){6,}"
    r"|\b(?:tel|telefon|mobil|handy|fax|fon|phone)\b[.:]*\s*[+(]?\d",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:Herrn?|Frau|Hr\.|Fr\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.|Prof\.|Dipl\.-\w+\.?)\s+[A-ZÄÖÜ]\w+"
    r"|\b(?:Ansprechpartner|Ansprechperson|Geschäftsführer|Kontaktperson|Prokurist|Inhaber"
    r"|Managing Director|Contact person|CEO|GF)(?:in)?\b\s*[:,–-]?\s*[A-ZÄÖÜ]\w+"
    r"|[\u4e00-\u9fff](?:先生|女士|小姐)"
)
#: Fields of free text, and what is looked for in them besides addresses and numbers.
_FREE = ("remark", "sector")
#: Fields that hold numbers of their own.
_NUMBERS = ("register_number", "postcode", "lei")


def columns(header: Header) -> list[Issue]:
    """The columns of a sheet that name persons."""
    return [
        Issue("own_personal_column", header.last_row, found=heading)
        for heading in header.unknown.values()
        if _names_persons(heading)
    ]


def _names_persons(heading: str) -> bool:
    words = {normalized(word) for word in re.split(r"[\s/,;()]+", heading)}
    text = normalized(heading)
    return text in _WHOLE or bool(words & _WHOLE) or any(part in text for part in _PARTS)


def cells(values: Mapping[str, str], fields: Iterable[str]) -> list[Issue]:
    """The cells of a row that hold an address or number of a person, or name one."""
    issues = []
    for name in fields:
        text = values.get(name, "")
        if _EMAIL.search(text):
            issues.append(Issue("own_email", None, name))
        elif name not in _NUMBERS and _PHONE.search(text):
            issues.append(Issue("own_phone", None, name))
        elif name in _FREE and _PERSON.search(text):
            issues.append(Issue("own_person", None, name))
    return issues
