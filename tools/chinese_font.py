"""Make the small font of the Chinese characters that the project shows, and the note beside it.

Run by hand, when a text brings a new character (a test names it); the result lies in
``static/fonts/``. The whole font has to be brought by a person: Noto Sans SC Regular, member
``package/400Regular/NotoSansSC_400Regular.ttf`` of the npm package
``@expo-google-fonts/noto-sans-sc`` 0.4.3 (``npm pack``), SIL Open Font License 1.1, whose text is
``package/LICENSE_FONT``. Needs fonttools and brotli::

    python -m tools.chinese_font NotoSansSC_400Regular.ttf LICENSE_FONT
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "static" / "fonts"
FONT, LICENCE, NOTE = "NotoSansSC-subset.woff2", "OFL.txt", "note.toml"
#: Where texts that pictures and documents print lie, and what they are in.
PRINTED = (("i18n", "*.toml"), ("data/reference", "*.csv"), ("data/snapshots", "rows.csv"),
           ("data/queries", "*.sql"), ("pages", "*.py"), ("ui", "*.py"),
           ("charts", "*.py"))  # fmt: skip
#: Those that a page shows: also what is asked of a file that somebody brings.
SHOWN = (*PRINTED, ("etl/inbox", "*.py"))
#: Han characters, their punctuation, and full-width forms.
CHINESE = re.compile("[\u2e80-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


def characters_in(places: Iterable[tuple[str, str]] = SHOWN) -> str:
    """Every Chinese character that the project's texts and data hold, in their order."""
    signs: set[str] = set()
    for file in _files(places):
        signs.update(CHINESE.findall(file.read_text(encoding="utf-8")))
    return "".join(sorted(signs))


def _files(places: Iterable[tuple[str, str]]) -> Iterator[Path]:
    for folder, pattern in places:
        yield from (ROOT / folder).rglob(pattern)


def make(font: Path, licence: Path, into: Path = FOLDER) -> list[Path]:
    """Write font, licence and note. Raises ValueError for a character that the font lacks."""
    from fontTools import subset  # noqa: PLC0415 - only who makes the font needs it

    wanted = characters_in()
    options = subset.Options(flavor="woff2", layout_features=["locl"], hinting=False,
                             name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14])  # fmt: skip
    whole = subset.load_font(str(font), options)
    lacking = [one for one in wanted if ord(one) not in whole.getBestCmap()]
    if lacking:
        raise ValueError(f"{font.name} lacks {''.join(lacking)}: bring a font that has them")
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=wanted)
    subsetter.subset(whole)
    into.mkdir(parents=True, exist_ok=True)
    made = [into / FONT, into / LICENCE, into / NOTE]
    subset.save_font(whole, str(made[0]), options)
    lines = licence.read_text(encoding="utf-8").splitlines()
    made[1].write_text("\n".join(line.rstrip() for line in lines).strip() + "\n", encoding="utf-8")
    made[2].write_text(_note(wanted, made[0]), encoding="utf-8")
    return made


def _note(characters: str, font: Path) -> str:
    return f'''# Chinese characters for the screen. Written by tools/chinese_font.py: change that.
what = "Noto Sans SC Regular, cut down to the characters below"
where_from = "npm package @expo-google-fonts/noto-sans-sc 0.4.3, 400Regular"
licence = "SIL Open Font License 1.1"
licence_file = "{LICENCE}"
file = "{FONT}"
sha256 = "{hashlib.sha256(font.read_bytes()).hexdigest()}"
characters = "{characters}"
'''


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]), Path(sys.argv[2])):
        print(path.relative_to(ROOT).as_posix(), path.stat().st_size)
