r"""Make the two fonts of pictures and documents, and the note beside them.

Run by hand, when a text brings a new Chinese character (a test names it); the result lies in
``static/fonts/``. The whole fonts have to be brought by a person (``npm pack``), both under the SIL
Open Font License 1.1, whose text is ``package/LICENSE_FONT`` of either: Source Sans 3
(``@expo-google-fonts/source-sans-3`` 0.4.1) for all alphabets and signs, Noto Sans SC
(``@expo-google-fonts/noto-sans-sc`` 0.4.3) for Chinese. Needs fonttools::

    python -m tools.print_font SourceSans3_400Regular.ttf SourceSans3_700Bold.ttf \
        NotoSansSC_400Regular.ttf NotoSansSC_700Bold.ttf

The font has a name of its own: its licence reserves that of the one it was made from.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path
from typing import Any

from charts.paper import font
from tools import chinese_font

NOTE = "print_note.toml"
#: What the first font is kept for: Latin, Greek, Cyrillic, punctuation, signs, arrows, shapes.
RANGES = ((0x20, 0x17F), (0x18F, 0x18F), (0x192, 0x192), (0x1A0, 0x1B0), (0x1CD, 0x1DC),
          (0x218, 0x21B), (0x2B0, 0x2DD), (0x300, 0x331), (0x370, 0x3FF), (0x400, 0x4FF),
          (0x1E00, 0x1EFF), (0x2000, 0x22FF), (0x2300, 0x23FF), (0x2460, 0x2473),
          (0x2500, 0x27BF), (0xA789, 0xA78C), (0xFB00, 0xFB04))  # fmt: skip
#: Signs that the second font has and the first lacks, and such as have no shape at all.
FROM_SECOND = "⌀◇"
EMPTY = (0x200B, 0x2060)
_YEAR_2026 = 3_850_000_000  # seconds since 1904: a date of making would make each build differ


def make(
    alphabets: list[Path], chinese: list[Path], into: Path = chinese_font.FOLDER
) -> list[Path]:
    """Write the fonts, regular and bold, and their note.

    Raises ValueError for a Chinese character that the second font lacks.
    """
    printed = chinese_font.characters_in(chinese_font.PRINTED)
    wanted = {*map(ord, printed), *map(ord, FROM_SECOND)}
    made = []
    for name, style, first, second in zip(
        font.FILES, ("Regular", "Bold"), alphabets, chinese, strict=True
    ):
        merged = _merged(first, second, wanted)
        _name(merged, style)
        merged.save(into / name)
        made.append(into / name)
    (into / NOTE).write_text(_note(made, printed), encoding="utf-8")
    return [*made, into / NOTE]


def _merged(first: Path, second: Path, wanted: set[int]) -> Any:
    """Both fonts, cut down, as one; what both have comes from the first."""
    from fontTools import merge  # noqa: PLC0415 - only who makes the font needs it

    in_ranges = {one for low, high in RANGES for one in range(low, high + 1)}
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for file, characters, features in ((first, in_ranges, ["kern"]), (second, wanted, [])):
            part = Path(folder) / file.name
            _cut(file, characters, features, part)
            parts.append(str(part))
        merged = merge.Merger().merge(parts)
    glyphs = merged.getGlyphOrder()
    for table in merged["cmap"].tables:
        for code in EMPTY:
            table.cmap.setdefault(code, "zerowidth")
    from fontTools.ttLib.tables._g_l_y_f import Glyph  # noqa: PLC0415

    merged.setGlyphOrder([*glyphs, "zerowidth"])
    merged["glyf"]["zerowidth"] = Glyph()
    merged["hmtx"]["zerowidth"] = (0, 0)
    merged["head"].created = merged["head"].modified = _YEAR_2026
    merged.recalcTimestamp = False
    return merged


def _cut(file: Path, characters: set[int], features: list[str], into: Path) -> None:
    from fontTools import subset  # noqa: PLC0415

    options = subset.Options(layout_features=features, hinting=False, notdef_outline=True,
                             drop_tables=["vhea", "vmtx", "VORG", "BASE", "STAT", "DSIG", "GDEF",
                                          *([] if features else ["GPOS", "GSUB"])])  # fmt: skip
    whole = subset.load_font(str(file), options)
    lacking = [chr(c) for c in characters if c >= 0x2E80 and c not in whole.getBestCmap()]
    if lacking and not features:
        raise ValueError(f"{file.name} lacks {''.join(lacking)}: bring a font that has them")
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(whole)
    subset.save_font(whole, str(into), options)


def _name(merged: Any, style: str) -> None:
    """The font's own name, its authors' and its licence."""
    names = merged["name"]
    by = names.getDebugName(0)
    names.names = []
    words = {
        0: f"{by}; Chinese: (c) 2014-2021 Adobe. Changed: cut down and merged",
        1: font.FAMILY, 2: style, 3: f"{font.FAMILY} {style} 1.0", 4: f"{font.FAMILY} {style}",
        5: "Version 1.0", 6: f"{font.FAMILY.replace(' ', '')}-{style}",
        13: "SIL Open Font License, Version 1.1", 14: "https://openfontlicense.org",
    }  # fmt: skip
    for number, text in words.items():
        names.setName(text, number, 3, 1, 0x409)
    merged["OS/2"].usWeightClass = 700 if style == "Bold" else 400


def _note(made: list[Path], chinese: str) -> str:
    sums = "\n".join(
        f"{file.name.split('-')[-1].removesuffix('.ttf').lower()}"
        f' = {{ file = "{file.name}", sha256 = "{hashlib.sha256(file.read_bytes()).hexdigest()}" }}'
        for file in made
    )
    return f'''# The font of pictures and documents. Written by tools/print_font.py: change that.
what = "{font.FAMILY}: Source Sans 3 with the Chinese characters below from Noto Sans SC"
where_from = [
  "npm package @expo-google-fonts/source-sans-3 0.4.1",
  "npm package @expo-google-fonts/noto-sans-sc 0.4.3",
]
licence = "SIL Open Font License 1.1"
licence_file = "{chinese_font.LICENCE}"
characters = "{chinese}"

[files]
{sums}
'''


if __name__ == "__main__":
    for path in make([Path(one) for one in sys.argv[1:3]], [Path(one) for one in sys.argv[3:5]]):
        print(path.name, path.stat().st_size)
