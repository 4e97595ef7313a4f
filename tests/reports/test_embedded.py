"""The Mappe travels inside its documents, and is found again after Office saved them."""

from __future__ import annotations

import pytest

from reports import embedded, mappe, zipped
from reports.mappe import Mappe
from tests.each import each

TYPES = b'<Types><Default Extension="xml" ContentType="application/xml"/></Types>'
MAINS = ("ppt/presentation.xml", "word/document.xml", "xl/workbook.xml")


def office(main: str, **more: bytes) -> bytes:
    return zipped.zipped({"[Content_Types].xml": TYPES, main: b"<x/>", **more})


@each("main", MAINS)
def test_each_kind_of_document_gives_back_the_mappe_that_was_put_into_it(
    pack: Mappe, main: str
) -> None:
    raw = embedded.put(office(main), pack)
    assert embedded.get(raw) == mappe.pack(pack)
    files = zipped.members(raw)
    folder, name = main.split("/")
    assert b"../customXml/item1.xml" in files[f"{folder}/_rels/{name}.rels"]
    assert b"/customXml/itemProps1.xml" in files["[Content_Types].xml"]
    assert embedded.put(office(main), pack) == raw


def test_a_part_of_somebody_else_is_kept_and_passed_over(pack: Mappe) -> None:
    raw = embedded.put(office(MAINS[0], **{"customXml/item1.xml": b"<theirs/>"}), pack)
    assert zipped.members(raw)["customXml/item1.xml"] == b"<theirs/>"
    assert embedded.get(raw) == mappe.pack(pack)


def test_the_mappe_is_found_however_office_wrote_it_anew(pack: Mappe) -> None:
    files = zipped.members(embedded.put(office(MAINS[0]), pack))
    told = files.pop("customXml/item1.xml").decode()
    told = told.replace("<mappe xmlns=", "<m:mappe xmlns:m=").replace("</mappe>", "</m:mappe>")
    files["customXml/item7.xml"] = told.encode()
    assert embedded.get(zipped.zipped(files)) == mappe.pack(pack)


@each("raw", [b"", b"kein Zip", office(MAINS[0]), zipped.zipped({"a": b"b"})])
def test_a_file_without_a_mappe_has_none(raw: bytes) -> None:
    assert embedded.get(raw) is None


def test_only_documents_of_office_take_a_mappe(pack: Mappe) -> None:
    with pytest.raises(ValueError, match="no document of Office"):
        embedded.put(zipped.zipped({"a": b"b"}), pack)
