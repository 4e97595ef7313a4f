"""Readers of what this program made and somebody hands back: Mappen, documents, texts to check."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import PurePath
from random import Random
from typing import Any

from data.ask import ask
from i18n import Locale
from reports.checker import reading, shown
from reports.checker.check import check
from reports.checker.reading import Unreadable
from reports.documents import DOCUMENTS
from reports.item import Item, Origin, digest, freeze
from reports.mappe import Entry, Mappe, NotAMappe, pack, unpack
from reports.verify.command import as_json
from reports.verify.verify import verify
from tests.mutated.kind import ANY, KEPT, OTHER, Change, Input, Mutated, Reader, Said
from tests.mutated.raw import ARCHIVE, HOSTILE, TEXT, zipped
from ui import offstage

_DAY = date(2026, 11, 28)
_DE = Locale("de")
_GATHERED = (("trade/nrw", "nrw_flows"), ("cooperation/cities", "partnerships"),
             ("companies/counts", "ranges"))  # fmt: skip
_TEXT = """# Lage

Die Ausfuhr Nordrhein-Westfalens nach China betrug 2024 rund 11,5 Mrd. €, die Einfuhr 49,3 Mrd. €.
Das sind 4,9 % der gesamten Ausfuhr. Duisburg zählte im Jahr 2023 etwa 60 Züge je Woche.
"""


@cache
def _mappe() -> Mappe:
    items = [_item(place, name) for place, name in _GATHERED]
    return Mappe("Lage", "Ausschuss", "Ö 4", "2026/0815", "Amt", _DAY,
                 tuple(Entry(one, "=1+1 <b>*x*</b>") for one in items))  # fmt: skip


def _item(place: str, name: str) -> Item:
    figure = offstage.figures(place, _DE, _DAY)[name]
    return freeze(figure, Origin(place, "de", _DAY, {}), "TEST-ABCDEFGH")


def _mappen() -> list[Input]:
    return [Input(pack(_mappe()), "lage.mappe")]


def _read_mappe(one: Input) -> Said:
    """The figures of a Mappe by where they stand; and that a document can be made of it."""
    try:
        found = unpack(one.raw)
    except NotAMappe as error:
        return Said({}, str(error))
    kind = ("html", "docx", "xlsx", "pptx")[len(one.raw) % 4]
    try:
        DOCUMENTS[kind].make(found, _DE)
    except ValueError as error:
        return Said({}, str(error))
    return Said({(entry.item.place, entry.item.name): entry.item for entry in found.entries})


def _sealed(change: Change) -> Change:
    """A change after which the figures that are still there must be as they were."""

    def changed(draw: Random, one: Input) -> Mutated | None:
        made = change(draw, one)
        return replace(made, oracle=KEPT) if made else None

    return changed


def _sealed_anew(draw: Random, one: Input) -> Mutated | None:
    """A figure in the Mappe changed by somebody who knows how it is sealed."""
    with zipfile.ZipFile(BytesIO(one.raw)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    name = draw.choice([name for name in files if name.startswith("answers/")])
    said = json.loads(files.pop(name))
    how = _node(draw, said)
    raw = json.dumps(said).encode("utf-8", "surrogatepass")
    fresh = f"answers/{digest(raw)}.json"
    files["mappe.toml"] = files["mappe.toml"].replace(name.encode(), fresh.encode())
    files[fresh] = raw
    return Mutated(replace(one, raw=zipped(files)), f"sealed anew, {how}", ANY)


def _node(draw: Random, tree: Any) -> str:
    """Change one node of a JSON tree in place; says which."""
    at: Any = tree
    path = []
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return "nothing"
        key = draw.choice(keys)
        path.append(str(key))
        inside = at[key]
        if isinstance(inside, dict | list) and inside and draw.random() < 0.85:
            at = inside
            continue
        how = draw.choice(("gone", "text", "number", "null", "list", "object", "twice"))
        if how == "gone":
            del at[key]
        elif how == "twice" and isinstance(at, list):
            at.append(inside)
        else:
            others = {"text": draw.choice(HOSTILE), "number": draw.choice((0, -1, 1e308, 10**40))}
            at[key] = {**others, "list": [inside], "object": {"a": inside}}.get(how)
        return f"{'.'.join(path)} {how}"


@cache
def _documents() -> list[Input]:
    kinds = ("mappe", "html", "docx", "xlsx", "pptx", "pdf")
    return [Input(DOCUMENTS[kind].make(_mappe(), _DE), f"lage.{DOCUMENTS[kind].ending}")
            for kind in kinds]  # fmt: skip


def _verify(one: Input) -> Said:
    try:
        verified = verify(one.raw, one.name, _DAY)
    except Unreadable as error:
        return Said({}, error.message(_DE))
    as_json(verified)
    return Said({"is fine": verified.is_fine, "altered": verified.altered})


#: Parts of documents in which readers see texts, and what stands between their tags.
_SHOWN = re.compile(r"word/document\.xml|ppt/slides/slide\d+\.xml|xl/sharedStrings\.xml")
_WORDS = re.compile(rb">([^<>]*[^<>\d.,/-]\s)(\d{1,3}(?:[.,]\d+)?)( [^<>]*)<")


def _digit(draw: Random, one: Input) -> Mutated | None:
    """A figure in a text that a reader sees, changed by hand: it must be told."""
    if PurePath(one.name).suffix in (".pdf", ".mappe"):
        return None
    files = {"": one.raw}
    if not one.name.endswith(".html"):
        with zipfile.ZipFile(BytesIO(one.raw)) as packed:
            files = {name: packed.read(name) for name in packed.namelist()}
    shown = [name for name in files if not name or _SHOWN.fullmatch(name)]
    places = [(name, match) for name in shown for match in _WORDS.finditer(files[name])]
    if not places:
        return None
    name, match = draw.choice(places)
    fresh = str(draw.randrange(400, 999)).encode()
    files[name] = b"".join((files[name][: match.start(2)], fresh, files[name][match.end(2) :]))
    raw = files[""] if "" in files else zipped(files)
    return Mutated(replace(one, raw=raw), f"{match[0][:80]!r} made {fresh!r}", OTHER)


def _texts() -> list[Input]:
    made = [one for one in _documents() if PurePath(one.name).suffix in reading.ENDINGS]
    return [*made, Input(_TEXT.encode(), "lage.md"), Input(_TEXT.encode(), "lage.txt")]


def _check(one: Input) -> Said:
    try:
        checked = check(reading.read(one.raw, one.name), ask)
    except Unreadable as error:
        return Said({}, error.message(_DE))
    shown.table(checked, _DE)
    return Said({number: (found.mention.figure.value, found.verdict)
                 for number, found in enumerate(checked.findings)})  # fmt: skip


def _of_any(archive: tuple[Change, ...], text: tuple[Change, ...]) -> Callable[..., Mutated | None]:
    """Changes of archives to archives, of texts to texts."""

    def changed(draw: Random, one: Input) -> Mutated | None:
        return draw.choice(archive if one.raw.startswith(b"PK") else text)(draw, one)

    return changed


def readers() -> list[Reader]:
    """One for Mappen, one for documents to verify, one for texts to check."""
    sealed = tuple(map(_sealed, ARCHIVE))
    some = _of_any(ARCHIVE, TEXT)
    return [
        Reader("mappen", _mappen, _read_mappe, (*sealed, *(_sealed_anew,) * len(sealed))),
        Reader("verify", _documents, _verify, (some, some, _digit), weight=0.1),
        Reader("check", _texts, _check, (some,), weight=0.2),
    ]
