"""Paragraphs into sentences; abbreviations, ordinal numbers and dates end none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.checker.reading import Paragraph
from reports.checker.vocabulary import german

_END = re.compile(r"[.!?…:]?[.!?…][\"“”«»’)\]]*\s+(?=[„\"“»(\[]?[A-ZÄÖÜ0-9])|\s;\s|\n")


@dataclass(frozen=True)
class Sentence:
    """One sentence, the paragraph that it stands in, and where in it."""

    text: str
    paragraph: Paragraph
    start: int


def sentences_of(paragraph: Paragraph) -> list[Sentence]:
    """The sentences of a paragraph in order, with their places in its text."""
    text, start, spans = paragraph.text, 0, []
    for end in _END.finditer(text):
        if _is_end(text[: end.end()].rstrip(), text[end.end() :]):
            spans.append((start, end.end()))
            start = end.end()
    spans.append((start, len(text)))
    return [
        Sentence(text[a:b].rstrip(), paragraph, a) for a, b in spans if text[a:b].strip(" .;\n\t")
    ]


def _is_end(before: str, after: str) -> bool:
    """Whether a full stop ends the sentence, by the word before and the one behind it."""
    if not before.endswith("."):
        return True
    words = german().pattern("sentence")
    word = before.rsplit(maxsplit=1)[-1] if before.split() else ""
    if words["abbreviation"].fullmatch(word.lstrip('(„"')):
        return False
    if words["scale"].fullmatch(word):
        return bool(words["opening"].match(after))
    return not re.fullmatch(r"\(?\d{1,2}\.", word)
