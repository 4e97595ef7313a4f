"""Promises of static/fonts: every Chinese character shown has a shape of ours, and a licence."""

from __future__ import annotations

import hashlib
import tomllib

from run import ROOT
from tools import chinese_font

NOTE = tomllib.loads((chinese_font.FOLDER / chinese_font.NOTE).read_text(encoding="utf-8"))


def test_every_chinese_character_shown_is_in_the_font() -> None:
    shown = chinese_font.shown()
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
