"""Promises of static/fonts: every character shown has a shape of ours, and fonts a licence."""

from __future__ import annotations

import hashlib
import tomllib

from charts.paper import font
from i18n import LANGUAGES
from i18n.catalog import texts_of
from run import ROOT
from tools import chinese_font, print_font

NOTE = tomllib.loads((chinese_font.FOLDER / chinese_font.NOTE).read_text(encoding="utf-8"))


PRINT_NOTE = tomllib.loads((font.FOLDER / print_font.NOTE).read_text(encoding="utf-8"))


def test_every_chinese_character_shown_is_in_the_font() -> None:
    shown = chinese_font.characters_in()
    assert "泸" in shown, "Luzhou's name is among what is looked for"
    lacking = sorted({*shown} - {*NOTE["characters"]})
    assert lacking == [], "python -m tools.chinese_font makes it anew"


def test_the_font_is_the_one_that_the_note_is_on_and_its_licence_lies_beside_it() -> None:
    font = (chinese_font.FOLDER / NOTE["file"]).read_bytes()
    assert hashlib.sha256(font).hexdigest() == NOTE["sha256"]
    assert font[:4] == b"wOF2"
    licence = (chinese_font.FOLDER / NOTE["licence_file"]).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence


def test_the_pages_style_names_the_font_for_all_characters_that_may_be_chinese() -> None:
    css = (ROOT / "ui" / "style.css").read_text(encoding="utf-8")
    assert f"/app/static/fonts/{NOTE['file']}" in css
    ranges = css.split("unicode-range:")[1].split("}")[0].replace("U+", "").split(",")
    bounds = [[int(end, 16) for end in one.split("-")] for one in ranges]
    outside = [c for c in NOTE["characters"] if not any(a <= ord(c) <= b for a, b in bounds)]
    assert outside == []


def test_the_font_of_print_has_a_shape_for_all_that_texts_and_tables_of_codes_say() -> None:
    said = {sign for lang in LANGUAGES for text in texts_of(lang).values() for sign in text}
    for file in (ROOT / "data" / "reference").rglob("*.csv"):
        said.update(file.read_text(encoding="utf-8"))
    said.update(chinese_font.characters_in(chinese_font.PRINTED))
    assert font.missing_glyphs("".join(sorted(said))) == "", "python -m tools.print_font"
    assert font.missing_glyphs("Zug→Herne 龘\u2060\n龘𠀀") == "龘𠀀"


def test_the_fonts_of_print_are_the_ones_that_the_note_is_on_and_small() -> None:
    for name, weight in zip(font.FILES, ("regular", "bold"), strict=True):
        raw = (font.FOLDER / name).read_bytes()
        assert PRINT_NOTE["files"][weight] == {
            "file": name, "sha256": hashlib.sha256(raw).hexdigest(),
        }  # fmt: skip
        assert len(raw) <= 300_000
    licence = (font.FOLDER / PRINT_NOTE["licence_file"]).read_text(encoding="utf-8")
    assert "Adobe" in licence
    assert "Reserved Font Name" in licence
    assert "Source" not in font.FAMILY, "the name is reserved"


def test_words_are_measured_as_wide_as_they_are_set() -> None:
    assert len({font.width(digit, 1000) for digit in "0123456789"}) == 1
    assert font.width("i", 1000) < font.width("m", 1000) < font.width("m", 1000, bold=True)
    assert font.width("泸州", 12) == 24
    assert font.width("a\u2060b", 12) == font.width("ab", 12)
