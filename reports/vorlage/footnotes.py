"""Real footnotes in a text document: python-docx 1.2 knows none, so their part is written here."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.paragraph import Paragraph

_REFERENCE, _TEXT = "FootnoteReference", "FootnoteText"
#: Lines above the footnotes, which every document with footnotes must hold.
_RULES = {-1: "separator", 0: "continuationSeparator"}


class Footnotes:
    """The footnotes of a document, numbered by Word in their order."""

    def __init__(self, document: Document) -> None:
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(f"<w:footnotes {nsdecls('w')}/>"),
            document.part.package,
        )
        document.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        self._count = 0
        _declare_styles(document)
        properties = OxmlElement("w:footnotePr")
        for number, rule in _RULES.items():
            note = self._note(number, OxmlElement(f"w:{rule}"))
            note.set(qn("w:type"), rule)
            properties.append(_element("w:footnote", {"w:id": str(number)}))
        settings = document.settings.element
        settings.insert_element_before(properties, "w:endnotePr", "w:compat")

    def add(self, paragraph: Paragraph, text: str) -> None:
        """A footnote at the end of a paragraph."""
        self._count += 1
        run = paragraph.add_run()
        run._r.get_or_add_rPr().append(_element("w:rStyle", {"w:val": _REFERENCE}))
        run._r.append(_element("w:footnoteReference", {"w:id": str(self._count)}))
        note = self._note(self._count, OxmlElement("w:footnoteRef"), _REFERENCE)
        Paragraph(note[0], self._part).add_run(f" {text}")

    def _note(self, number: int, first: BaseOxmlElement, style: str = "") -> BaseOxmlElement:
        """A footnote with a paragraph that begins with a sign."""
        note = _element("w:footnote", {"w:id": str(number)})
        paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
        if style:
            about = OxmlElement("w:pPr")
            about.append(_element("w:pStyle", {"w:val": _TEXT}))
            paragraph.append(about)
            own = OxmlElement("w:rPr")
            own.append(_element("w:rStyle", {"w:val": style}))
            run.append(own)
        run.append(first)
        paragraph.append(run)
        note.append(paragraph)
        self._part.element.append(note)
        return note


def _element(tag: str, attributes: dict[str, str]) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    return element


def _declare_styles(document: Document) -> None:
    """The two styles by which Word knows footnotes."""
    text = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(qn("w:styleId"), _TEXT)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(2)
    reference = document.styles.add_style(
        "footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True
    )
    reference.element.set(qn("w:styleId"), _REFERENCE)
    reference.font.superscript = True
