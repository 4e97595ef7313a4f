"""The Mappe inside the documents made of it, so that a document can be checked years later."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from reports import zipped
from reports.item import digest
from reports.mappe import SUFFIX, Mappe, pack

NAMESPACE = "urn:china-monitor-ruhr:mappe"
_TYPES, _PART, _ABOUT = "[Content_Types].xml", "customXml/item{}.xml", "customXml/itemProps{}.xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: The part that a document of Office begins with, by its kind.
_MAIN = {"ppt/presentation.xml": "pptx", "word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_OURS = re.compile(rb'<mappe xmlns="urn:china-monitor-ruhr:mappe">([A-Za-z0-9+/=\s]*)</mappe>')
_IN_HTML = re.compile(rb'<script type="application/json" id="mappe">"([A-Za-z0-9+/=]*)"</script>')
#: A Mappe of 200 items has some 10 MB; a longer part is none.
_MOST_BYTES = 64 * 1024 * 1024


def put(raw: bytes, mappe: Mappe) -> bytes:
    """A document of Office (.pptx, .docx, .xlsx) with the Mappe in it, and without any time.

    Raises ValueError for a file that is none of these.
    """
    files = zipped.members(raw)
    main = next((name for name in _MAIN if name in files), None)
    if main is None or _TYPES not in files:
        raise ValueError("The file is no document of Office: found neither presentation, text nor "
                         "workbook in it. Give a .pptx, .docx or .xlsx.")  # fmt: skip
    number = next(n for n in range(1, 1000) if _PART.format(n) not in files)
    part, about = _PART.format(number), _ABOUT.format(number)
    packed = pack(mappe)
    encoded = base64.b64encode(packed).decode("ascii")
    files[part] = f'{_HEAD}<mappe xmlns="{NAMESPACE}">{encoded}</mappe>'.encode()
    files[about] = _properties(digest(packed)).encode()
    files[f"customXml/_rels/item{number}.xml.rels"] = _relations(
        f'<Relationship Id="rId1" Type="{_RELATION}/customXmlProps" '
        f'Target="itemProps{number}.xml"/>'
    ).encode()
    folder, _, name = main.partition("/")
    _add(files, f"{folder}/_rels/{name}.rels", "</Relationships>",
         f'<Relationship Id="rIdMappe" Type="{_RELATION}/customXml" '
         f'Target="../{part}"/>')  # fmt: skip
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    more = f'<Override PartName="/{about}" ContentType="{kind}"/>'
    if b'Extension="xml"' not in files[_TYPES]:
        more += f'<Override PartName="/{part}" ContentType="application/xml"/>'
    _add(files, _TYPES, "</Types>", more)
    return zipped.zipped(files)


def _add(files: dict[str, bytes], name: str, end: str, more: str) -> None:
    text = files[name].decode("utf-8") if name in files else _relations("")
    before, closing, after = text.rpartition(end)
    if not closing:
        raise ValueError(f"{name} does not end in {end}: the document is damaged. Make it again.")
    files[name] = f"{before}{more}{closing}{after}".encode()


def _relations(inner: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{_HEAD}<Relationships xmlns="{space}">{inner}</Relationships>'


def _properties(name: str) -> str:
    """What lets Office keep the part when the document is saved there."""
    number = f"{name[:8]}-{name[8:12]}-{name[12:16]}-{name[16:20]}-{name[20:32]}".upper()
    return (
        f'{_HEAD}<ds:datastoreItem ds:itemID="{{{number}}}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )


def get(raw: bytes) -> bytes | None:
    """The file of the Mappe in a document (of Office, PDF, HTML); None where there is none.

    Office may have written the part anew under another name: it is known by its contents.
    """
    try:
        if raw.startswith(b"%PDF-"):
            return _attached(raw)
        if match := _IN_HTML.search(raw):
            return base64.b64decode(match[1], validate=True)
        for name, contents in _parts(raw):
            if name.startswith("customXml/item") and (encoded := _payload(contents)) is not None:
                return base64.b64decode(encoded, validate=False)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ):
        return None
    return None


def _attached(raw: bytes) -> bytes | None:
    """The Mappe among the attachments of a PDF."""
    from pypdf import PdfReader  # noqa: PLC0415 - takes longer to load than all the rest

    try:
        for one in PdfReader(io.BytesIO(raw)).attachment_list:
            if (one.name or "").endswith(SUFFIX):
                return bytes(one.content)
    except Exception:  # what a broken file raises is not told by the library
        return None
    return None


def _parts(raw: bytes) -> list[tuple[str, bytes]]:
    """The own parts of a document; never more than a Mappe may have."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return [
            (info.filename, archive.read(info))
            for info in archive.infolist()
            if info.filename.startswith("customXml/") and info.file_size <= _MOST_BYTES
        ]


def _payload(contents: bytes) -> str | None:
    """What stands in our part, however it was written; None for the part of somebody else."""
    if match := _OURS.search(contents):
        return match[1].decode("ascii")
    if NAMESPACE.encode() not in contents or b"<!" in contents:
        return None
    try:
        root = ElementTree.fromstring(contents)  # noqa: S314 - no entities: refused above
    except ElementTree.ParseError:
        return None
    return root.text if root.tag == f"{{{NAMESPACE}}}mappe" else None
