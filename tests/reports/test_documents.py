"""Every document is made of the Mappe alone: without data, without pages, always the same."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from i18n import LANGUAGES, Locale
from reports import mappe as mappen
from reports.__main__ import main
from reports.documents import DOCUMENTS
from reports.mappe import Mappe
from ui import offstage

DE = Locale("de")
#: The other kinds are held to it by their own tests, where they are made anyway.
QUICK = ("docx", "html", "mappe")


def test_a_mappe_of_today_gives_the_same_documents_when_data_and_pages_are_gone(
    pack: Mappe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = mappen.pack(pack)
    today = {kind: DOCUMENTS[kind].make(pack, DE) for kind in QUICK}
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "none"))
    monkeypatch.setattr(offstage, "places", dict)
    again = mappen.unpack(raw)
    assert {kind: DOCUMENTS[kind].make(again, DE) for kind in QUICK} == today


def test_every_kind_has_a_name_and_says_what_it_is_for() -> None:
    for lang in LANGUAGES:
        for kind in DOCUMENTS:
            assert Locale(lang)(f"mappe.kind.{kind}")
            assert len(Locale(lang)(f"mappe.about.{kind}")) > 20


def test_an_empty_mappe_becomes_no_document() -> None:
    for document in DOCUMENTS.values():
        with pytest.raises(ValueError, match=DE("mappe.nothing")):
            document.make(Mappe("leer"), DE)


def test_files_are_named_by_title_form_and_state_and_by_nothing_else() -> None:
    name = DOCUMENTS["pdf_long"].file_name("Lage: „Herbst“ / 2026?", date(2026, 11, 30), DE)
    assert name == "china-monitor-ruhr_lage-herbst-2026_langfassung_2026-11-30.pdf"
    assert DOCUMENTS["pptx"].file_name("", None, DE) == "china-monitor-ruhr_mappe.pptx"


def build(mappe: Path, out: Path, only: str) -> int:
    return main(["build", str(mappe), "--out", str(out), *(["--only", only] if only else [])])


def test_the_command_line_writes_a_stored_mappe(pack: Mappe, tmp_path: Path) -> None:
    file = tmp_path / "m.mappe"
    file.write_bytes(mappen.pack(pack))
    assert build(file, tmp_path / "out", "html,mappe") == 0
    assert sorted(one.suffix for one in (tmp_path / "out").iterdir()) == [".html", ".mappe"]


def test_the_command_line_refuses_what_is_no_mappe_or_no_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "m.mappe"
    file.write_bytes(b"nichts")
    assert build(file, tmp_path, "") == 2
    assert build(file, tmp_path, "ppt") == 2
    assert build(tmp_path / "none", tmp_path, "") == 2
    said = capsys.readouterr().err
    assert "no Mappe" in said
    assert "ppt" in said
