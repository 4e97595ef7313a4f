"""Names of firms and LEIs in a text such as an e-mail. Persons are never among what is found."""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching import words
from matching.entities import Entity, is_lei
from matching.folding import fold
from matching.names import Words, analysed

_LEI = re.compile(r"\b[0-9A-Z]{18}[0-9]{2}\b")
#: A word of a name: begins with a capital or a digit, or joins two such words; no legal form.
_WORD = r"(?:(?!(?:GmbH|AG|SE|KG|Ltd|Limited|Inc)\b)[A-Z0-9À-Ý][\w.\-+&'’]*|&|\+|und|and|of|für|de)"
_FORM = (
    r"(?:(?:GmbH|AG|SE)(?:\s*(?:&|\+|und|u\.)\s*Co\.?\s*KG(?:aA)?)?|gGmbH|mbH"
    r"|UG(?:\s*\(haftungsbeschränkt\))?|KGaA|KG|OHG|(?:Company|Co\.?)\s*,?\s*(?:Limited|Ltd\.?)|Limited|Ltd\.?|Inc\.?"
    r"|Corp(?:oration|\.)?|B\.?V\.?|S\.?à\s?r\.?l\.?|PLC|LLC)"
)
_NAMED = re.compile(rf"((?:{_WORD}(?:[ \t]+|\s*\([^()\n]{{1,40}}\)[ \t]*)){{1,7}}){_FORM}(?!\w)")
_HAN = re.compile(r"[㐀-鿿（）()·]{2,40}(?:公司|集团|集團)")
#: Words between which a Chinese name begins; Chinese has no spaces.
_BEFORE_HAN = re.compile(
    r".*(?:我们是|我們是|我是|来自|來自|本公司|贵公司|貴公司|我公司|我司|关于|關於|代表|的|在|与|與)"
)
#: Where one of these stands, a person does too: such a name is only looked up, never repeated.
_PERSON = re.compile(
    r"\b(?:herrn?|frau|mr|mrs|ms|dr|prof|dipl|geschäftsführer(?:in)?|inhaber(?:in)?|vorstand"
    r"|direktor(?:in)?|prokurist(?:in)?|manager|director|ceo|cfo|owner|president|sincerely|regards"
    r"|grüßen)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W_]+")
#: Words that begin a sentence or a greeting, never a name.
_LEADING = re.compile(
    r"^(?:(?:Die|Der|Das|Wir|Unsere?|Firma|Fa|Von|Bei|An|Our|We|The|From|At|Dear|Company|Als|In|Im"
    r"|Und|And|Für|Mit|Zur|Zum|of|de|und|and|&|\+)\.?[ \t]+)+"
)
#: So many are looked for in one text.
_MOST = 12


def queries(text: str, entities: Iterable[Entity] = ()) -> list[str]:
    """Possible names of firms in a text: LEIs, names with a legal form, known names.

    The surest first; each once.
    """
    names = [code for code in _LEI.findall(text.upper()) if is_lei(code)]
    for match in _NAMED.finditer(text):
        name = _LEADING.sub("", match[0]).strip(" ,.;:")
        if analysed(name).telling and not _PERSON.search(name):
            names.append(name)
    names += [name for match in _HAN.finditer(text)
              if len(name := _BEFORE_HAN.sub("", match[0]).strip("（）()")) > 2]  # fmt: skip
    names += _known(text, entities)
    return _once(names)[:_MOST]


def is_letter(text: str) -> bool:
    """Whether what was typed is a text in which names stand, not a name."""
    stripped = text.strip()
    return "\n" in stripped or "@" in stripped or len(stripped.split()) > 9 or len(stripped) > 120


def _known(text: str, entities: Iterable[Entity]) -> list[str]:
    """Names of known entities whose words follow each other in a text."""
    telling = (one for one in _WORDS.findall(fold(text)) if one not in words.SILENT)
    plain = f" {' '.join(telling)} "
    names = []
    for entity in entities:
        for name in entity.names:
            taken = analysed(name)
            spelt = (one for one in taken.sounds + taken.parts if _is_long(one))
            if any(f" {' '.join(one)} " in plain for one in spelt):
                names.append(name)
                break
    return names


def _is_long(spelt: Words) -> bool:
    telling = [word for word in spelt if not words.is_common(word)]
    return bool(telling) and len("".join(spelt)) >= 4


def _once(names: Iterable[str]) -> list[str]:
    by_spelling: dict[str, str] = {}
    for one in names:
        spelt = analysed(one).spellings
        by_spelling.setdefault(" ".join(spelt[-1]) if spelt else one, one)
    return list(by_spelling.values())
