"""Promises of reading other people's files: the text with its places, or a clear refusal."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

import pytest
from docx import Document
from pptx import Presentation
from pptx.util import Inches
from pypdf import PdfReader, PdfWriter, filters

from i18n import LANGUAGES, Locale
from reports.checker import reading
from reports.checker.reading import ENDINGS, Unreadable, of_text, read
from reports.checker.sentences import sentences_of
from tests.each import each

SENTENCE = "NRW importierte 2022 Waren für 42,3 Mrd. Euro."


def docx() -> bytes:
    document = Document()
    document.add_paragraph("Vorlage")
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Ausfuhr 2022", "11,6 Mrd. Euro"
    return saved(document)


def pptx() -> bytes:
    deck = Presentation()
    for text in ("Titel", SENTENCE):
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        box = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(5), Inches(1))
        box.text_frame.text = text
    deck.slides[0].notes_slide.notes_text_frame.text = "Notiz: 11,6 Mrd. Euro"
    return saved(deck)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A page with some lines of text, made by hand."""
    body = "BT /F1 12 Tf 14 TL 50 700 Td " + " ".join(
        f"({line.replace('(', '[').replace(')', ']')}) Tj T*" for line in lines
    )
    stream = (body + " ET").encode("cp1252")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length " + str(len(stream)).encode() + b">>\nstream\n" + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj\n" + one + b"\nendobj\n"
    table = b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return (
        out + b"xref\n0 6\n0000000000 65535 f \n" + table
        + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n" + str(len(out)).encode() + b"\n%%EOF\n"
    )  # fmt: skip


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf("Text"))))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def packed(names: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in names.items():
            made.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """A file that says of itself that it unpacks to a gigabyte."""
    raw = bytearray(packed({"word/document.xml": b"0" * 100_000}))
    at = raw.rindex(b"PK\x01\x02")
    raw[at + 24 : at + 28] = (1_000_000_000).to_bytes(4, "little")
    return bytes(raw)


@each(("raw", "name", "kind", "number"), [
    (SENTENCE.encode(), "a.txt", "paragraph", 1),
    (f"Eins\n\n{SENTENCE}".encode("utf-16"), "A.TXT", "paragraph", 2),
    (SENTENCE.encode("cp1252"), "a.txt", "paragraph", 1),
    (f"# Titel\n\n* **{SENTENCE}**".encode(), "a.md", "paragraph", 2),
    (docx(), "a.docx", "paragraph", 2),
    (pptx(), "a.pptx", "slide", 2),
    (pdf(SENTENCE), "a.pdf", "page", 1),
])  # fmt: skip
def test_each_form_gives_its_text_with_the_place_of_it(
    raw: bytes, name: str, kind: str, number: int
) -> None:
    found = [one for one in read(raw, name) if SENTENCE in one.text]
    assert [(one.place.kind, one.place.number) for one in found] == [(kind, number)]
    assert found[0].text == SENTENCE


def test_tables_and_speaker_notes_are_read_too() -> None:
    assert any("11,6 Mrd. Euro" in one.text for one in read(docx(), "a.docx"))
    notes = [one for one in read(pptx(), "a.pptx") if "Notiz" in one.text]
    assert [one.place.number for one in notes] == [1]


def test_lines_and_parted_words_of_a_pdf_are_joined() -> None:
    (one,) = read(pdf("Der Wert betrug 42,3 Milli-", "arden Euro."), "a.pdf")
    assert one.text == "Der Wert betrug 42,3 Milliarden Euro."


REFUSED: list[tuple[bytes, str, str]] = [
    (b"x", "a.xlsx", "ending"),
    (b"x", "a", "ending"),
    (b" \n", "a.txt", "empty"),
    (b"x" * (reading.MOST_BYTES + 1), "a.txt", "size"),
    (b"GIF\x00\x01", "a.txt", "content"),
    (b"just text", "a.pdf", "content"),
    (pdf("Text"), "a.docx", "content"),
    (docx(), "a.pptx", "content"),
    (packed({"x.txt": b"x"}), "a.docx", "content"),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "a.docx",
        "encrypted",
    ),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "content"),
    (encrypted_pdf(), "a.pdf", "encrypted"),
    (docx()[:-400], "a.docx", "damaged"),
    (packed({"word/document.xml": b"no xml"}), "a.docx", "damaged"),
    (packed({"ppt/presentation.xml": b"no xml"}), "a.pptx", "damaged"),
    (b"%PDF-1.4\nbroken", "a.pdf", "damaged"),
    (pdf(), "a.pdf", "scanned"),
    (saved(Document()), "a.docx", "no_text"),
    (bomb(), "a.docx", "bomb"),
    (packed({"word/document.xml": b"0" * 30_000_000}), "a.docx", "bomb"),
]


@each(("raw", "name", "reason"), REFUSED)
def test_what_cannot_be_read_is_refused_with_its_reason(raw: bytes, name: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(raw, name)
    assert caught.value.reason == reason
    for lang in LANGUAGES:
        assert caught.value.message(Locale(lang))


def test_a_stream_that_unpacks_without_end_is_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    assert filters.ZLIB_MAX_OUTPUT_LENGTH <= 100_000_000
    monkeypatch.setattr(filters, "ZLIB_MAX_OUTPUT_LENGTH", 1_000_000)
    big = zlib.compress(b"0" * 2_000_000)
    raw = pdf("Text")
    start = raw.index(b"4 0 obj")
    head = b"4 0 obj\n<</Filter/FlateDecode/Length " + str(len(big)).encode() + b">>\nstream\n"
    raw = raw[:start] + head + big + b"\nendstream" + raw[raw.index(b"endobj", start) :]
    with pytest.raises(Unreadable) as caught:
        read(raw, "a.pdf")
    assert caught.value.reason in ("damaged", "scanned")


def test_endings_are_those_that_are_promised() -> None:
    assert set(ENDINGS) == {".txt", ".md", ".docx", ".pptx", ".pdf"}


@each(("text", "parts"), [
    ("NRW hat 2022 für 42,3 Mrd. Euro importiert. Das ist viel.", 2),
    ("Im 1. Halbjahr 2023 waren es 9,4 Mrd. Die Ausfuhr sank.", 2),
    ("Von Jan. bis Aug. 2022 kamen z. B. Maschinen für ca. 2 Mio. Euro.", 1),
    ("Es waren 12.100 Tsd. Euro im Jahr 2020. 2021 waren es mehr.", 2),
    ("Am 14. Juni 2016 beschloss der Rat das. Gut!", 2),
])  # fmt: skip
def test_abbreviations_ordinals_and_dates_end_no_sentence(text: str, parts: int) -> None:
    (paragraph,) = of_text(text)
    assert len(sentences_of(paragraph)) == parts
