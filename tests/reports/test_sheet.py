"""A fact sheet read back: its tags, its words, its attachments, and what it does with bad input."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

import pdfua
import pikepdf
import pytest
from pypdf import PdfReader

from charts.paper import font
from i18n import Locale
from reports import mappe as mappen
from reports import wording
from reports.mappe import Entry, Mappe
from reports.sheet import sheet
from tests.each import each

DE = Locale("de")
#: What is markup to the typesetter and only text to us.
MARKUP = '#import "/etc/passwd": x *fett* $x^2$ = Kopf @ref `code` // weg <b> \\ #panic("x")'


@pytest.fixture(scope="module")
def long(pack: Mappe) -> bytes:
    return sheet.build(pack, DE, form="long", public_url="https://monitor.example.de/")


@pytest.fixture(scope="module")
def brief(pack: Mappe) -> bytes:
    return sheet.build(pack, DE, form="steckbrief")


class Tag(NamedTuple):
    """A tag of a document: what it is, its words for whoever listens, and those of its heads."""

    role: str
    alt: str
    title: str
    lang: str
    heads: tuple[str, ...]


@cache
def tags(raw: bytes) -> tuple[Tag, ...]:
    """The tags of a document in the order in which they are read."""

    def below(node: Any) -> Iterator[Tag]:
        for one in node if isinstance(node, pikepdf.Array) else [node]:
            if isinstance(one, pikepdf.Dictionary):
                if "/S" in one:
                    yield read(one)
                yield from below(one.K) if "/K" in one else ()

    def read(one: pikepdf.Dictionary) -> Tag:
        role, texts = str(one.S)[1:], [str(one.get(name, "")) for name in ("/Alt", "/T", "/Lang")]
        head = one.K[0] if role == "Table" else None
        cells = [str(head.S), *(str(cell.S) for cell in head.K[0].K)] if head is not None else []
        return Tag(role, texts[0], texts[1], texts[2], tuple(cells))

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return tuple(below(pdf.Root.StructTreeRoot.K))


def figures(raw: bytes) -> list[str]:
    return [tag.alt for tag in tags(raw) if tag.role == "Figure"]


@cache
def sides(raw: bytes) -> tuple[str, ...]:
    """The words of each page without the spaces between them: lines break anywhere."""
    return tuple(bare(page.extract_text()) for page in PdfReader(io.BytesIO(raw)).pages)


def words(raw: bytes) -> str:
    return "".join(sides(raw))


def bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def ends(raw: bytes) -> list[tuple[float, float]]:
    """Where each piece of text begins and ends from the left, in points."""
    found: list[tuple[float, float]] = []

    def note(text: str, matrix: list[float], _: Any, __: Any, size: float) -> None:
        if text.strip():
            found.append((matrix[4], matrix[4] + font.width(text.strip(), size)))

    for page in PdfReader(io.BytesIO(raw)).pages:
        page.extract_text(visitor_text=note)
    return found


def pages(raw: bytes) -> int:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return len(pdf.pages)


@each("form", sheet.FORMS)
def test_it_is_accessible_and_made_for_archives_as_far_as_a_machine_can_tell(
    form: str, long: bytes, brief: bytes, tmp_path: Any
) -> None:
    raw = long if form == "long" else brief
    (tmp_path / "sheet.pdf").write_bytes(raw)
    assert not pdfua.validate(str(tmp_path / "sheet.pdf")).findings
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        about = pdf.open_metadata()
        assert about["pdfuaid:part"] == "1"
        assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
        assert str(pdf.Root.Lang).startswith("de")


def test_its_only_day_is_the_state_of_its_data(pack: Mappe, long: bytes) -> None:
    with pikepdf.open(io.BytesIO(long)) as pdf:
        assert pack.as_of == date(2026, 11, 28)
        assert str(pdf.docinfo.CreationDate)[:10] == "D:20261128"
        assert str(pdf.docinfo.ModDate)[:10] == "D:20261128"
        assert str(pdf.docinfo.Title) == pack.title
    assert date.today().strftime("%d.%m.%Y") not in words(long) or date.today() == pack.as_of


@each("form", sheet.FORMS)
def test_the_same_mappe_gives_the_same_bytes(
    form: str, pack: Mappe, brief: bytes, long: bytes
) -> None:
    if form == "long":
        assert sheet.build(pack, DE, public_url="https://monitor.example.de/") == long
    else:
        assert sheet.build(pack, DE, form="steckbrief") == brief


@each("form", sheet.FORMS)
def test_headings_begin_with_one_title_and_leave_out_no_level(
    form: str, long: bytes, brief: bytes
) -> None:
    roles = [tag.role for tag in tags(long if form == "long" else brief)]
    levels = [int(role[1]) for role in roles if re.fullmatch(r"H\d", role)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= level + 1 for level, later in pairwise(levels))


def test_a_figure_is_read_after_its_finding_and_before_the_next(pack: Mappe, long: bytes) -> None:
    told = [
        tag.title if tag.role == "H2" else tag.alt
        for tag in tags(long)
        if tag.role in ("H2", "Figure")
    ]
    places = [told.index(entry.item.title) for entry in pack.entries]
    assert places == sorted(places)
    for place, entry in zip(places, pack.entries, strict=True):
        if entry.item.drawing:
            assert told[place + 1] == entry.item.alt


def test_every_picture_has_its_words_and_every_table_its_heads(pack: Mappe, long: bytes) -> None:
    assert all(figures(long))
    assert {entry.item.alt for entry in pack.entries if entry.item.drawing} <= {*figures(long)}
    tables = [tag for tag in tags(long) if tag.role == "Table"]
    assert len(tables) == 2 + sum(entry.item.kind != "cards" for entry in pack.entries)
    for table in tables:
        assert table.heads[0] == "/THead"
        assert {*table.heads[1:]} == {"/TH"}


def test_every_number_of_every_table_stands_there_to_its_last_digit(
    pack: Mappe, long: bytes
) -> None:
    text = words(long)
    for entry in pack.entries:
        item = entry.item
        for row in item.table.rows:
            figures = [cell for cell, is_figure in zip(row, item.table.numeric, strict=True)
                       if is_figure]  # fmt: skip
            assert not [cell for cell in figures if bare(cell) not in text], item.name


def test_every_figure_says_who_says_it_of_when_and_where_it_is_found(
    pack: Mappe, long: bytes, brief: bytes
) -> None:
    for raw, entries in ((long, pack.entries), (brief, pack.entries[:1])):
        text = words(raw)
        for entry in entries:
            assert bare(entry.item.title) in text
            assert bare(entry.item.source) in text
            assert all(bare(label.text) in text for label in entry.item.labels)
            assert bare(entry.comment) in text
        assert text.count(bare("Fundstelle TEST-ABCDEFGH, einzugeben unter „Belege“")) >= len(
            entries
        )
        assert text.count(bare("Stand der Sammlung 28.11.2026")) >= len(entries) + pages(raw)


def test_every_source_stands_at_the_end_once_with_its_address(pack: Mappe, long: bytes) -> None:
    text = words(long)
    named = {source for entry in pack.entries for source in entry.item.sources}
    for source in named:
        assert bare(f"{source.publisher}: {source.title}. {source.state}.") in text
    with pikepdf.open(io.BytesIO(long)) as pdf:
        led = {str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", [])
               if "/A" in note and "/URI" in note.A}  # fmt: skip
    assert {source.url for source in named if source.url} <= led


def test_the_foot_of_each_page_says_paper_state_and_page_of_how_many(long: bytes) -> None:
    for number, text in enumerate(sides(long), 1):
        assert (
            bare("China-Monitor Ruhr · Stand der Sammlung 28.11.2026 · Vorlage 2026/0815") in text
        )
        assert bare(f"Seite {number} von {len(sides(long))}") in text


def test_the_mappe_and_the_rows_behind_each_figure_are_attached(pack: Mappe, long: bytes) -> None:
    with pikepdf.open(io.BytesIO(long)) as pdf:
        files = {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
        relations = {str(one.UF): str(one.AFRelationship) for one in pdf.Root.AF}
        assert all(str(one.Desc) for one in pdf.Root.AF)
    own = [name for name in files if name.endswith(".mappe")]
    assert [mappen.unpack(files[name]) for name in own] == [pack]
    assert relations.pop(own[0]) == "/Source"
    assert len(relations) == len(pack.entries)
    assert set(relations.values()) == {"/Data"}
    for (name, raw), entry in zip(sorted(files.items()), pack.entries, strict=False):
        table = raw.decode("utf-8-sig")
        assert name.endswith(f"-{entry.item.name}.csv")
        lines = sum(len(one.rows.rows) + len(one.claims.rows) for one in entry.item.answers)
        assert table.count("\r\n") >= lines + 1
        for answer in entry.item.answers:
            assert all(str(claim[0]) in table for claim in answer.claims.rows)


def test_no_letter_is_smaller_than_nine_points_and_all_fonts_are_inside(long: bytes) -> None:
    sizes: set[float] = set()
    with pikepdf.open(io.BytesIO(long)) as pdf:
        for page in pdf.pages:
            for one in pikepdf.parse_content_stream(page, "Tf"):
                sizes.add(float(one.operands[1]))
            for used in page.resources.get("/Font", {}).values():
                assert "ChinaMonitorSans" in str(used.BaseFont)
                assert {"/FontFile2", "/FontFile3"} & set(used.DescendantFonts[0].FontDescriptor)
    assert min(sizes) >= 9


@each("count", (1, 3, 6))
def test_the_short_form_has_two_pages_however_much_there_is(count: int, pack: Mappe) -> None:
    raw = sheet.build(replace(pack, entries=pack.entries[:count]), DE, form="steckbrief")
    assert pages(raw) == 2


def test_without_a_public_address_there_is_no_code_to_scan(brief: bytes, long: bytes) -> None:
    address = "https://monitor.example.de/z/TEST-ABCDEFGH"
    for raw, expected in ((long, True), (brief, False)):
        assert (f"QR-Code zur Adresse {address}" in figures(raw)) is expected


def hostile(pack: Mappe, comment: str, title: str = "") -> Mappe:
    """The Mappe with its cards alone, and what somebody typed."""
    cards = next(entry.item for entry in pack.entries if entry.item.kind == "cards")
    one = replace(cards, title=title or cards.title)
    return replace(pack, title=comment[:60], entries=(Entry(one, comment),))


@each("form", sheet.FORMS)
def test_what_somebody_typed_stays_text(form: str, pack: Mappe) -> None:
    assert bare(MARKUP) in words(sheet.build(hostile(pack, MARKUP), DE, form=form))


def test_a_character_without_shape_is_told_by_its_number(pack: Mappe) -> None:
    text = words(sheet.build(hostile(pack, "Zug 🚂 nach 龘\x07"), DE))
    assert "Zug[U+1F682]nach[U+9F98][U+0007]" in text
    assert bare("hier steht ihre Nummer: [U+1F682], [U+9F98], [U+0007].") in text


@each("form", sheet.FORMS)
def test_long_words_and_long_titles_stay_on_their_page(form: str, pack: Mappe) -> None:
    word, title = "Donaudampfschiff" * 5, "Die Ausfuhr stieg und stieg. " * 14
    raw = sheet.build(hostile(pack, word, title), DE, form=form)
    text = words(raw)
    assert word in text
    assert bare(title) in text
    # Between margins of 2 cm.
    assert not [end for end in ends(raw) if not 56 < end[0] < end[1] < 540]


def test_sixty_figures_make_a_sheet(pack: Mappe) -> None:
    many = tuple(Entry(one.item) for one in hostile(pack, "x").entries * 60)
    titles = [tag.title for tag in tags(sheet.build(replace(pack, entries=many), DE))]
    assert titles.count(many[0].item.title) == 60
    short = words(sheet.build(replace(pack, entries=many), DE, form="steckbrief"))
    left = 60 - short.count(bare("Fundstelle TEST-ABCDEFGH"))
    assert bare(f"{left} weitere Abbildungen dieser Mappe stehen in der Langfassung") in short


def test_an_empty_mappe_and_an_unknown_form_are_refused() -> None:
    with pytest.raises(wording.EmptyMappe, match="holds no figure, expected at least one"):
        sheet.build(Mappe("leer"), DE)
    with pytest.raises(ValueError, match="expected one of"):
        sheet.build(Mappe("leer"), DE, form="a5")


def test_what_the_typesetter_refuses_is_told_with_what_to_do(
    pack: Mappe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "_STANDARDS", ["a-2b", "ua-1"])  # a-2b allows no such attachments
    with pytest.raises(sheet.SheetFailed, match=r"could not be set: .* one by one"):
        sheet.build(hostile(pack, "x"), DE)


def test_fields_that_nobody_filled_in_are_left_out(pack: Mappe) -> None:
    text = words(sheet.build(Mappe("", entries=hostile(pack, "x").entries), DE))
    assert "None" not in text
    for word in ("meeting", "agenda_item", "paper_number", "author", "day"):
        assert bare(DE(f"documents.head.{word}")) not in text


def test_it_speaks_english_too_and_says_where_a_figure_is_german(pack: Mappe) -> None:
    raw = sheet.build(hostile(pack, "x"), Locale("en"))
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        assert str(pdf.Root.Lang).startswith("en")
    assert bare("Page 1 of") in words(raw)
    assert "de" in {tag.lang for tag in tags(raw)}


def test_what_is_new_since_the_last_meeting_is_a_part_of_the_long_form(pack: Mappe) -> None:
    said = "NRW, Ausfuhr, 2022: 233,7\xa0Mrd.\xa0€ → 237,3\xa0Mrd.\xa0€"
    raw = sheet.build(pack, DE, form="long", changes=[("Ausfuhr insgesamt", [said])])
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    assert "Neu seit der letzten Sitzung" in text
    assert "233,7" in text
    assert "237,3" in text
