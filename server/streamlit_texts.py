"""What Streamlit says in English of its own accord, said in the language of the document.

Its options reach labels and hints of our own widgets, not its link to the content, its side bar,
its lists. So a small script of ours in the document looks up whole texts as they are written.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from i18n.catalog import texts_of

_SCRIPT = Path(__file__).with_suffix(".js")
#: What mends Streamlit and Plotly, leads to where a link wants, makes cards of tables on a
#: telephone, prints, saves pictures.
_ALWAYS = ("repairs.js", "arrival.js", "cards.js", "paper.js", "pictures.js")
_OPEN = re.compile(r"\{(\w+)\}")


@lru_cache
def script(language: str) -> str:
    """The script for a document in a language; none for English, where nothing is to be done."""
    if language == "en":
        return ""
    tables = json.dumps([pairs(language, kind) for kind in ("attribute", "text")])
    # "</" would end the script for the browser wherever it stands.
    return f"{_SCRIPT.read_text('utf-8').strip()}({tables});".replace("</", "<\\/")


@lru_cache
def always() -> str:
    """The scripts of every document, as one."""
    texts = [_SCRIPT.with_name(name).read_text("utf-8").strip() for name in _ALWAYS]
    return "\n".join(texts).replace("</", "<\\/")


def pairs(language: str, kind: str) -> list[tuple[str, str]]:
    """Streamlit's text (a pattern where something is open in it) and ours.

    ``kind``: attribute, for names that only assistive technology reads, or text.
    """
    english, own = texts_of("en"), texts_of(language)
    text_pairs = []
    for key in (key for key in english if key.startswith(f"streamlit.{kind}.")):
        names = _OPEN.findall(english[key])
        if not names:
            text_pairs.append((english[key], own[key]))
            continue
        shape = "(.+)".join(re.escape(part) for part in _OPEN.split(english[key])[::2])
        places = {name: f"${number}" for number, name in enumerate(names, 1)}
        text_pairs.append((shape.replace(r"\ ", " "), own[key].format(**places)))
    return text_pairs
