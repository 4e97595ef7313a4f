"""Legal forms at the end of a name, each with the family that it belongs to.

An own list: ``cleanco`` takes 4 of 15 German and Chinese endings off (``benchmarks.matching``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from matching.folding import fold

#: Family → its spellings, folded and without spaces and dots, "&" for all that means "and".
#: A firm and the firm that runs it ("GmbH" and "GmbH & Co. KG") are two.
_FAMILIES = {
    "gmbh": "gmbh ggmbh mbh gesmbh gesellschaftmitbeschrankterhaftung "
    "gesellschaftmitbeschraenkterhaftung",
    "ug": "ug ughaftungsbeschrankt ughaftungsbeschraenkt unternehmergesellschaft "
    "unternehmergesellschafthaftungsbeschrankt unternehmergesellschafthaftungsbeschraenkt",
    "ag": "ag aktiengesellschaft",
    "kgaa": "kgaa kommanditgesellschaftaufaktien",
    "kg": "kg &cokg kommanditgesellschaft",
    "ohg": "ohg &coohg offenehandelsgesellschaft",
    "se": "se societaseuropaea",
    "ek": "ek ekfm ekfr eingetragenerkaufmann eingetragenekauffrau",
    "other": "ev eg gbr partg partgmbb kdor aor",
    "ltd": "ltd limited coltd colimited companyltd companylimited pteltd ptyltd pvtltd "
    "pteltd privatelimited llc bv sarl srl sprl spzoo sro kft aps",
    "plc": "inc incorporated coinc corp corporation plc nv sa spa sas as ab oy oyj asa "
    "jointstockcompany",
}
_FIRST = "gmbh mbh ag se ug ughaftungsbeschrankt bv sarl ltd limited stiftung"
_SECOND = "&co &cokg &cokgaa &coohg &compagnie &companykg cokg"
FAMILY = {
    spelling: family for family, spellings in _FAMILIES.items() for spelling in spellings.split()
} | {first + second: "co_kg" for first in _FIRST.split() for second in _SECOND.split()}
#: Endings of Chinese names, the longest first.
_HAN = (("股份有限公司", "plc"), ("有限责任公司", "ltd"), ("有限責任公司", "ltd"),
        ("有限公司", "ltd"), ("股份公司", "plc"), ("公司", "ltd"))  # fmt: skip
#: What stands behind a legal form of a firm that is being wound up, or is not there yet.
_ENDINGS = frozenset({"il", "iliq", "inliquidation", "inabwicklung", "ii", "iins", "ininsolvenz",
                     "igr", "ingrundung", "ingruendung"})  # fmt: skip
#: "SchmidtGmbH" is longer than this.
_ONE_WORD = 8


class _Spellings:
    """Spellings, and what the last word of one can be."""

    def __init__(self, whole: Iterable[str]) -> None:
        self.whole = frozenset(whole)
        self.tails = frozenset(one[at:] for one in self.whole for at in range(len(one)))


_ALL, _ENDING = (_Spellings(one) for one in (FAMILY, _ENDINGS))
_OWNER = re.compile(r"[\s,]+inh(?:\.|aber)")
_AND = {"und": "&", "u": "&", "+": "&", "and": "&"}
_TOKENS = re.compile(r"[^\W_]+|[&+]")
#: The longest spelling has so many tokens: "Gesellschaft m. b. H. & Co. KG".
_MOST = 7


def split(name: str) -> tuple[str, str, bool]:
    """A name in lower case without its legal form, the form's family, whether it is being ended.

    The family is empty where no form is said. A name that is nothing but a form stays whole.
    """
    text = name.strip()
    for ending, family in _HAN:
        if text.endswith(ending) and len(text) > len(ending):
            return text[: -len(ending)].rstrip(), family, False
    # The owner of a shop is a person: "e. K., Inh. …" ends before.
    text = _OWNER.split(text)[0] if "inh" in text else text
    text, ended = _without(text, _ENDING)
    rest, form = _without(text, _ALL)
    return rest, FAMILY.get(form, ""), bool(ended)


def _without(text: str, known: _Spellings) -> tuple[str, str]:
    """A text without the longest of these spellings at its end, and that spelling."""
    places = [*_TOKENS.finditer(text)]
    if not places or fold(places[-1][0]) not in known.tails:
        if known is _ALL and len(text) > _ONE_WORD and text.endswith("gmbh"):
            return text[:-4], "gmbh"  # written in one word
        return text, ""
    last = places[-_MOST:] if len(places) > _MOST else places[1:]
    tokens = [fold(_AND.get(one[0], one[0])) for one in last]
    for start, place in enumerate(last):
        if (spelling := "".join(tokens[start:])) in known.whole:
            return text[: place.start()].rstrip(" ,.;(-"), spelling
    return text, ""
