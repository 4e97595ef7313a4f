"""Turns that readers stumble over, and the better word for each: kept away from every text."""

from __future__ import annotations

import re

from i18n import LANGUAGES
from i18n.catalog import ROOM, texts_in
from tests.each import each

#: Turn as a pattern → the better word. A finding ("kein Zug ist belegt") is none of them.
TURNS = {
    "de": {
        r"\b(Einzel|Jahres|Zahlen)?[Aa]ngaben?\b": "Zahl",
        r"(?<!„)\bBeleg(e|en|s)?\b": "Quelle; only the page is called „Belege“",
        r"\bAbgrenzung(en)?\b": "mit/ohne Hongkong, Zählweise",
        r"\b[Bb]elegt(e|en|er|es)?\b": "gemeldet",
        r"\bVollerhebung\b": "Die Liste ist nicht vollständig",
        r"\bStatus nach der Regel\b": "say what is so: Heute ist kein Zug belegt.",
        r"\bnicht (miteinander )?verrechnen\b": "deshalb keine Bilanz",
        r"\bkeine Quelle etwas sagt\b": "die amtliche Tabelle liegt noch nicht vor",
        r"\bZuerst gezeigt ist\b": "begin with the question that is answered",
        r"\bRevidiert\W* heißt: dieselbe Sache\b": "Die Statistik hat diese Zahl geändert.",
        r"\bnie eine Summe\b": "Beträge nicht addieren",
    },
    "en": {
        r"\bdelimitations?\b": "with/without Hong Kong, way of counting",
        r"\b[Dd]ocumented\b": "reported",
        r"\b[Cc]onfidence\b": "reliability",
        r"\bfull survey\b": "The list is not complete",
        r"\b[Ss]tatus by the rule\b": "say what is so: No train is documented today.",
        r"\b(be )?(netted|offset) against each other\b": "hence no balance",
        r"\bno source says anything\b": "the official table is not available yet",
        r"\bnever a sum\b": "do not add the amounts",
    },
}
#: Findings that deny something are said with these very words.
FINDING = re.compile(
    r"\b([Kk]ein|[Nn]o) (Zug|Fall|Firma|train|case|company)\b[^.]*?\b(belegt|documented)\b"
)
#: Keys under which such a word is a name: of a page, or of what a file's column has always held.
NAMES = {"section.evidence"}
#: Texts that still break it, by file, on 30 November 2026: numbers here only ever get smaller.
STILL: dict[str, int] = {
    "de/freight.toml": 6,
    "de/rail_state.toml": 2,
    "de/trade.toml": 1,
    "en/freight.toml": 5,
}
FILES = sorted(
    {f"{lang}/{file.name}" for lang in LANGUAGES for file in (ROOM / lang).glob("*.toml")}
)


def breaking(name: str) -> dict[str, str]:
    """Key → what a text of a file says and should not, and the better word."""
    found = {}
    for key, text in texts_in(ROOM / name).items():
        said = FINDING.sub("", text)
        for turn, better in TURNS[name[:2]].items():
            if key not in NAMES and (match := re.search(turn, said)):
                found[key] = f"{match[0]} → {better}"
    return found


@each("name", FILES)
def test_texts_use_the_words_that_one_would_say_to_a_mayor(name: str) -> None:
    found, most = breaking(name), STILL.get(name, 0)
    assert len(found) <= most, found


def test_the_list_of_texts_that_still_break_it_names_files_that_are_there() -> None:
    assert STILL.keys() <= set(FILES)


@each(
    ("text", "turn"),
    [
        ("Eine Einzelangabe, zitiert", True),
        ("Heute ist kein Zug zwischen Herne und China belegt.", False),
        ("25 belegte Fälle", True),
        ("Status nach der Regel: Züge fahren.", True),
        ("Die Seite „Belege“ nennt sie.", False),
        ("Drei Belege nennen ihn.", True),
    ],
)
def test_turns_are_found_and_findings_are_left_alone(text: str, turn: bool) -> None:
    said = FINDING.sub("", text)
    assert any(re.search(one, said) for one in TURNS["de"]) is turn
