"""How the text for a council paper looks: plain, in German, for whoever copies from it."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from i18n import Locale

TAGS = {"de": "de-DE", "en": "en-GB"}
_FONT = "Arial"
#: Our own styles: size, space after, indent; all but the table's cells begin with the text.
_OWN = {"Head": (10, 0, 0.0), "Source": (9, 3, 0.0), "Comment": (11, 6, 0.6), "Cell": (10, 0, 0.0)}
#: Widths of the columns of key figures, in centimetres.
_CARD = (4.5, 3.5, 8.0)
_FIELDS = {"\n": "PAGE", "\r": "NUMPAGES"}
_HEADS = {"Title": (20, 6), "Subtitle": (10, 0), "Heading 1": (14, 4)}


def prepare(document: Document, locale: Locale) -> dict[str, str]:
    """Page, fonts and language; the ids of the styles of paragraphs by name."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    styles = document.styles
    for name, (size, after, indent) in _OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.left_indent = Cm(indent)
    for name, (size, after) in _HEADS.items():
        style = styles[name]
        style.font.size, style.font.bold = Pt(size), name != "Subtitle"
        style.font.italic, style.font.color.rgb = False, RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(after)
        _drop_border(style.element)
    styles["Normal"].font.size = Pt(11)
    styles["Body Text"].paragraph_format.space_after = Pt(6)
    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{kind}"), _FONT)
    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), TAGS[locale.lang])
    _drop_thumbnail(document)
    return {name: styles[name].style_id for name in (*_OWN, *_HEADS, "Body Text")}


def footer(document: Document, text: str, page: list[str]) -> None:
    """Whose document, whose data, which page; _FIELDS are the signs for numbers."""
    line = document.sections[0].footer.paragraphs[0]
    style = line.style.paragraph_format
    line.style.font.size = Pt(9)
    style.tab_stops.clear_all()
    style.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{text}\t")
    for part in page:
        if part in _FIELDS:
            _field(line, _FIELDS[part])
        else:
            line.add_run(part)


def speak(line: Paragraph, lang: str) -> None:
    """The language of a paragraph, for whoever reads it aloud or checks its spelling."""
    for run in line.runs:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), TAGS[lang])
        run._r.get_or_add_rPr().append(language)


def repeat(row: _Row) -> None:
    """A row of heads: told as such, and said again on the next page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep(row: _Row) -> None:
    """A row that stands on one page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def widen(table: Table) -> None:
    """Columns of key figures: the last one, with the most words, is the widest."""
    table.autofit = False
    for column, wide in zip(table.columns, _CARD, strict=False):
        column.width = Cm(wide)
        for cell in column.cells:
            cell.width = Cm(wide)


def _field(line: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    line._p.append(field)


def _drop_border(style: object) -> None:
    for border in list(style.iter(qn("w:pBdr"))):  # type: ignore[attr-defined]
        border.getparent().remove(border)


def _drop_thumbnail(document: Document) -> None:
    """The picture of an empty page that the template brings along."""
    rels = document.part.package.rels
    for name in [name for name, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[name]
