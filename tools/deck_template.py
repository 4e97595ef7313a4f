"""Make the template of the slides: master, colours, fonts, layouts with named placeholders.

Run by hand when its look changes; the result lies in ``reports/deck/deck.pptx`` and can be
edited in PowerPoint as well, as long as layouts and placeholders keep their names::

    python -m tools.deck_template

It starts from the empty template that python-pptx brings along (MIT).
"""

from __future__ import annotations

import io
import re
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.oxml import parse_xml
from pptx.util import Inches

from charts.paper.ink import TEXT
from charts.style import COLOURS
from data.paths import ROOT
from reports import zipped
from reports.deck.template import LAYOUTS, TEMPLATE

#: On every computer with Office; where it is not, LibreOffice has one with the same widths.
FONT = "Arial"
LANGUAGE = "de-DE"
_GREY = "F2F4F6"
#: What the empty template brings along that says something else than ours.
_STRANGE = ("/thumbnail", "/printerSettings", "/extended-properties")
_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)


class Box(NamedTuple):
    """A placeholder: where it lies (inches), what it holds, how its words look."""

    kind: str
    left: float
    top: float
    width: float
    height: float
    size: int
    more: str = ""
    anchor: str = "t"
    colour: str = "tx1"


_WIDE = 12.33
_FINDING = Box("title", 0.5, 0.32, _WIDE, 0.94, 28, "b")
_FOOT = {
    "subtitle": Box("body", 0.5, 1.28, _WIDE, 0.42, 15, colour="tx2"),
    "labels": Box("body", 0.5, 1.72, _WIDE, 0.32, 11),
    "comment": Box("body", 0.5, 5.52, _WIDE, 0.52, 14, "i", "ctr"),
    "source": Box("body", 0.5, 6.12, _WIDE, 0.84, 11, colour="tx2"),
    "state": Box("body", 0.5, 7.0, 11.3, 0.3, 10, anchor="ctr", colour="tx2"),
    "page": Box("sldNum", 11.9, 7.0, 0.93, 0.3, 10, "r", "ctr", "tx2"),
}
_CONTENT = (0.5, 2.12, _WIDE, 3.32)
BOXES: dict[str, dict[str, Box]] = {
    "cover": {
        "finding": Box("ctrTitle", 0.9, 1.5, 11.5, 1.9, 40, "b", "b"),
        "meeting": Box("body", 0.9, 3.65, 11.5, 1.0, 20, colour="tx2"),
        "head": Box("body", 0.9, 4.75, 11.5, 1.6, 16, colour="tx2"),
        "state": Box("body", 0.9, 6.85, 10.5, 0.35, 12, anchor="ctr", colour="tx2"),
    },
    "chart": {"finding": _FINDING, "chart": Box("chart", *_CONTENT, 12), **_FOOT},
    "table": {"finding": _FINDING, "table": Box("tbl", *_CONTENT, 12), **_FOOT},
    "picture": {"finding": _FINDING, "picture": Box("pic", *_CONTENT, 12), **_FOOT},
    "sources": {
        "finding": _FINDING,
        "sources": Box("body", 0.5, 1.35, _WIDE, 5.5, 12),
        "state": _FOOT["state"],
        "page": _FOOT["page"],
    },
}


def make() -> bytes:
    """The template as a file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(13.333), Inches(7.5)
    deck.part._element.sldSz.attrib.pop("type", None)  # it says 4:3
    for part in (deck.part.package, deck.part):  # a picture and a printer that are not ours
        for key, rel in list(part._rels.items()):
            if rel.reltype.endswith(_STRANGE):
                part._rels.pop(key)
    master = deck.slide_masters[0]
    for layout in list(master.slide_layouts)[len(BOXES) :]:
        master.slide_layouts.remove(layout)
    _redraw(master._element, _rule(0.0) + _master_boxes(), "master")
    _styles(master._element)
    for layout, (name, boxes) in zip(master.slide_layouts, BOXES.items(), strict=True):
        body = "".join(_placeholder(n, key, box) for n, (key, box) in enumerate(boxes.items(), 2))
        ground = _band() if name == "cover" else ""
        _redraw(layout._element, ground + body, name)
        layout._element.attrib.pop("type", None)
    _theme(master.part)
    notes = deck.notes_master.part  # made now, so that every deck has the same
    _theme(notes)
    words = deck.core_properties
    words.title = words.author = words.last_modified_by = "China-Monitor Ruhr"
    words.language = LANGUAGE
    target = io.BytesIO()
    deck.save(target)
    return zipped.settled(target.getvalue())


def _redraw(element: Any, shapes: str, name: str) -> None:
    """Put shapes in the place of those that a master or layout has."""
    tree = element.cSld.spTree
    for old in list(tree)[2:]:
        tree.remove(old)
    element.cSld.set("name", name)
    for new in parse_xml(f"<p:spTree {_NS}>{shapes}</p:spTree>"):
        tree.append(new)


def _emu(inches: float) -> int:
    return int(Inches(inches))


def _place(left: float, top: float, width: float, height: float) -> str:
    return (f'<a:xfrm><a:off x="{_emu(left)}" y="{_emu(top)}"/>'
            f'<a:ext cx="{_emu(width)}" cy="{_emu(height)}"/></a:xfrm>')  # fmt: skip


def _shape(number: int, name: str, place: tuple[float, float, float, float], fill: str) -> str:
    """A rectangle that is there for the eye only."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"><a:extLst>'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
        '</a:ext></a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{_place(*place)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:schemeClr val="{fill}"/></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr>'
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="de-DE"/></a:p></p:txBody>'
        "</p:sp>"
    )


def _rule(top: float) -> str:
    """The strip along the upper edge: the place for the colour of the house."""
    return _shape(90, "rule", (0, top, 13.333, 0.14), "accent1")


def _band() -> str:
    return _shape(91, "band", (0, 0, 0.45, 7.5), "accent1")


def _placeholder(number: int, name: str, box: Box) -> str:
    index = "" if box.kind in ("title", "ctrTitle") else f' idx="{number + 8}"'
    bold = ' b="1"' if "b" in box.more else ' b="0"'
    italic = ' i="1"' if "i" in box.more else ""
    right = ' algn="r"' if "r" in box.more else ' algn="l"'
    text = (
        '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
        f'<a:rPr lang="{LANGUAGE}"/><a:t>‹#›</a:t></a:fld>'
        if box.kind == "sldNum"
        else f'<a:r><a:rPr lang="{LANGUAGE}"/><a:t>{name}</a:t></a:r>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="{box.kind}"{index}/></p:nvPr></p:nvSpPr><p:spPr>'
        f"{_place(box.left, box.top, box.width, box.height)}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{box.anchor}">'
        f'<a:noAutofit/></a:bodyPr><a:lstStyle><a:lvl1pPr marL="0" indent="0"{right}>'
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{box.size * 100}"{bold}{italic} lang="{LANGUAGE}"><a:solidFill>'
        f'<a:schemeClr val="{box.colour}"/></a:solidFill></a:defRPr></a:lvl1pPr></a:lstStyle>'
        f'<a:p>{text}<a:endParaRPr lang="{LANGUAGE}"/></a:p></p:txBody></p:sp>'
    )


def _master_boxes() -> str:
    boxes = {"finding": _FINDING, "text": Box("body", *_CONTENT, 16), "page": _FOOT["page"]}
    return "".join(_placeholder(n, name, box) for n, (name, box) in enumerate(boxes.items(), 2))


def _styles(master: Any) -> None:
    """The master's own styles of text: our language, no bullets, words in the first dark colour."""
    for run in master.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}defRPr"):
        run.set("lang", LANGUAGE)


def _theme(part: Any) -> None:
    """Colours and fonts of the theme that a master is related to."""
    theme = next(rel.target_part for rel in part.rels.values() if rel.reltype.endswith("/theme"))
    xml = theme.blob.decode("utf-8")
    colours = {
        "dk1": TEXT[1:], "lt1": "FFFFFF", "dk2": "4D4D4D", "lt2": _GREY, "hlink": COLOURS[0][1:],
        "folHlink": COLOURS[3][1:], **{f"accent{n}": c[1:] for n, c in enumerate(COLOURS[:6], 1)},
    }  # fmt: skip
    for name, colour in colours.items():
        element = f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>'
        xml = re.sub(rf"<a:{name}>.*?</a:{name}>", element, xml, flags=re.S)
    for kind in ("majorFont", "minorFont"):
        xml = re.sub(rf"(<a:{kind}>\s*<a:latin typeface=)\"[^\"]*\"", rf'\1"{FONT}"', xml)
    xml = re.sub(r'(<a:theme [^>]*name=)"[^"]*"', r'\1"China-Monitor Ruhr"', xml)
    theme._blob = xml.encode("utf-8")


def main() -> None:
    """Write the template."""
    assert {name: set(boxes) for name, boxes in BOXES.items()} == {  # noqa: S101 - both say one
        name: set(names) for name, names in LAYOUTS.items()
    }
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_bytes(make())
    print(f"{TEMPLATE.relative_to(ROOT)}: {TEMPLATE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
