"""A text for a council paper read back: its sentences, its footnotes, its properties."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from i18n import Locale
from reports import embedded, mappe, sources, wording
from reports.mappe import Entry, Mappe
from reports.vorlage import vorlage

DE = Locale("de")


@pytest.fixture(scope="module")
def raw(pack: Mappe) -> bytes:
    return vorlage.build(pack, DE, public_url="https://monitor.example.de")


@pytest.fixture(scope="module")
def read(raw: bytes) -> Document:
    return docx.Document(io.BytesIO(raw))


def notes(document: Document) -> dict[str, str]:
    """Number → words of each footnote."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    return {
        note.get(qn("w:id")): "".join(text.text or "" for text in note.iter(qn("w:t"))).strip()
        for note in parse_xml(part.blob).findall(qn("w:footnote"))
        if note.get(qn("w:type")) is None
    }


def called(document: Document) -> list[str]:
    """The numbers of the footnotes in the order in which the text calls them."""
    body = document.element.body
    return [one.get(qn("w:id")) for one in body.iter(qn("w:footnoteReference"))]


def body(document: Document) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in document.paragraphs), *cells])


def test_every_sentence_stands_as_text_with_its_numbers(pack: Mappe, read: Document) -> None:
    text = body(read)
    for entry in pack.entries:
        assert wording.sentence(entry.item.title) in text
        assert entry.item.subtitle in text
        assert entry.comment in text


def test_every_sentence_calls_a_footnote_of_its_own(pack: Mappe, read: Document) -> None:
    told = called(read)
    assert told == list(notes(read))
    cards = sum(len(e.item.table.rows) for e in pack.entries if e.item.kind == "cards")
    sentences = sum(1 + bool(entry.item.subtitle) for entry in pack.entries)
    assert len(told) == sentences + cards
    for line in read.paragraphs:
        if any(line.text.startswith(entry.item.title) for entry in pack.entries):
            assert line._p.findall(f".//{qn('w:footnoteReference')}")


def test_a_footnote_names_who_says_it_since_when_and_how_it_is_counted(
    pack: Mappe, read: Document
) -> None:
    told = iter(notes(read).values())
    for entry in pack.entries:
        item = entry.item
        note = next(told)
        named = sources.of_texts(item, "title")
        for source in named if len(named) <= 4 else ():
            assert f"{source.publisher}: {source.title}, {source.state}, {source.licence}" in note
            assert source.url in note
        if len(named) > 4:
            assert item.source in note
        assert all(label.text in note for label in item.labels)
        assert item.changed in note
        assert "Stand der Sammlung 28.11.2026." in note
        assert "Fundstelle TEST-ABCDEFGH, einzugeben unter „Belege“." in note
        assert note.endswith("https://monitor.example.de/z/TEST-ABCDEFGH")
        for _ in range(bool(item.subtitle) + len(item.table.rows) * (item.kind == "cards")):
            next(told)


def test_a_number_is_cited_by_the_sources_of_its_own_claims(pack: Mappe) -> None:
    item = next(e.item for e in pack.entries if e.item.name == "nrw_flows")
    named = sources.of_texts(item, "title")
    assert named
    assert len(named) < len(item.sources)
    assert sources.of_texts(item, "note.99") == item.sources


def test_sources_that_a_footnote_only_counts_stand_at_the_end(pack: Mappe, read: Document) -> None:
    text = body(read)
    numbers = sources.numbered(pack)
    counted = [e.item for e in pack.entries if len(sources.of_texts(e.item, "title")) > 4]
    assert counted
    for item in counted:
        for source in item.sources:
            assert f"[{numbers[source]}] {source.publisher}: {source.title}" in text


def test_key_figures_are_a_small_table_with_a_row_of_heads(pack: Mappe, read: Document) -> None:
    cards = next(e.item for e in pack.entries if e.item.kind == "cards")
    (table,) = read.tables
    told = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert told == [cards.table.headers, *cards.table.rows]
    assert table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")


def test_it_says_meeting_paper_and_state_and_is_german(pack: Mappe, read: Document) -> None:
    lines = [line.text for line in read.paragraphs]
    assert "Vorlagen-Nr.: 2026/0815" in lines
    assert "Tagesordnungspunkt: Ö 4" in lines
    assert "Stand der Sammlung: 28.11.2026" in lines
    about = read.core_properties
    assert (about.title, about.author, about.language) == (pack.title, pack.author, "de-DE")
    assert about.created == about.modified == datetime(2026, 11, 28, tzinfo=UTC)
    langs = {one.get(qn("w:val")) for one in read.styles.element.iter(qn("w:lang"))}
    assert langs == {"de-DE"}
    styles = [line.style.name for line in read.paragraphs if line.style]
    assert styles.count("Title") == 1
    assert "Heading 1" in styles
    foot = read.sections[0].footer.paragraphs[0].text
    assert foot.startswith("China-Monitor Ruhr · Stand der Sammlung 28.11.2026 · Vorlage 2026/0815")


def test_the_mappe_lies_in_it_and_the_same_one_gives_the_same_bytes(
    pack: Mappe, raw: bytes
) -> None:
    found = embedded.get(raw)
    assert found
    assert mappe.unpack(found) == pack
    assert vorlage.build(pack, DE, public_url="https://monitor.example.de") == raw


def test_what_somebody_typed_stays_text(pack: Mappe) -> None:
    typed = "=1+1 <w:p/> &amp; {TOC} \x07 龘"
    one = replace(pack, title="x" * 400, entries=(Entry(pack.entries[0].item, typed),))
    text = body(docx.Document(io.BytesIO(vorlage.build(one, DE))))
    assert "=1+1 <w:p/> &amp; {TOC} [U+0007] 龘" in text
    assert "x" * 400 in text


def test_an_empty_mappe_is_refused_and_empty_fields_are_left_out(pack: Mappe) -> None:
    with pytest.raises(wording.EmptyMappe):
        vorlage.build(Mappe("leer"), DE)
    text = body(docx.Document(io.BytesIO(vorlage.build(Mappe(entries=pack.entries[:1]), DE))))
    assert "None" not in text
    assert "Vorlagen-Nr." not in text


def test_it_speaks_english_too(pack: Mappe) -> None:
    read = docx.Document(io.BytesIO(vorlage.build(pack, Locale("en"))))
    assert read.core_properties.language == "en-GB"
    english = Locale("en")
    assert f"Collection as of: {english.date(pack.as_of)}" in body(read)
    spoken = {one.get(qn("w:val")) for one in read.element.body.iter(qn("w:lang"))}
    assert "de-DE" in spoken
