"""The office's own list on the screen: who sees it; nothing that serves others knows of it."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
import streamlit as st

from data import ask as data_ask
from data import export, paths
from i18n import LANGUAGES, Locale
from run import ROOT
from tests import visits
from tests.deliveries import lay
from tests.each import each
from tests.own_lists import many, publish, rows_of
from tests.warehouses import build_small, served_file
from ui import access, own_list, own_matches

if TYPE_CHECKING:
    from data.answer import Answer

#: In a name, so that it stands nowhere else.
MARK = "Quittenholz"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse with one published list of the office's own and hardly anything else."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("inbox", "own", "warehouse"):
            patch.setenv(f"CHINA_MONITOR_{name.upper()}", str(folder / name))
        firms = [
            *many(9, Ort="Herne", Branche="Logistik und Terminals"),
            {"Firma": f"{MARK} GmbH", "Ort": "Bochum", "Bemerkung": '=HYPERLINK("x")',
             "Name (chinesisch)": "華為技术", "Beschäftigte": "7"},
            *(({**row, "Firma": f"Zweite {row['Firma']}"}) for row in
              many(4, Ort="Witten", Registergericht="Essen")),
        ]  # fmt: skip
        publish(lay(folder / "own", "own_company", rows_of(*firms), supplier="Stadt Muster"))
        build_small(folder / "warehouse", {}, patch)
        yield folder


def strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a visitor came from elsewhere."""
    monkeypatch.setattr(access, "refusal", lambda: "elsewhere")


def said(app: Any) -> str:
    """All that a page says and draws."""
    drawn = [json.dumps(one, ensure_ascii=False) for one, _ in visits.drawn(app)]
    alts = [alt for _, alt in visits.drawn(app)]
    return " ".join([*visits.html(app), *drawn, *alts, *(one.value for one in app.header)])


@pytest.mark.usefixtures("office")
@each("lang", LANGUAGES)
def test_who_sits_here_sees_the_list_and_everybody_its_sums(
    lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = visits.visit("companies/own", lang=lang)
    assert visits.trouble(app) == []
    locale = Locale(lang)
    assert MARK in said(app)
    assert "華為技术" in said(app)
    assert locale("companies.own.match_none") in said(app)
    with monkeypatch.context() as patch:
        strangers(patch)
        other = visits.visit("companies/own", lang=lang)
    assert visits.trouble(other) == []
    assert MARK not in said(other)
    assert not other.get("download_button")
    assert not other.toggle
    for app_seen in (app, other):
        assert locale("companies.own.protected") in said(app_seen)
        assert "Stadt Muster" in said(app_seen)
    assert locale("companies.own.refused_elsewhere") in said(other)


@pytest.mark.usefixtures("office")
def test_the_list_lies_on_the_map_only_in_the_session_that_wants_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = visits.visit("companies/map")
    assert '"own"' not in said(app)
    app.session_state["own_list_on_map"] = True
    app.run()
    assert visits.trouble(app) == []
    assert '"own"' in said(app)
    assert Locale("de")("companies.own.map_key") in said(app)
    strangers(monkeypatch)
    app.run()
    assert '"own"' not in said(app)


def test_nothing_that_serves_others_knows_the_list(office: Path) -> None:
    assert MARK.encode() in served_file(office / "warehouse").read_bytes()
    assert "own_companies" not in data_ask.questions()
    with pytest.raises(data_ask.UnknownQuestion):
        data_ask.ask("own_companies")
    with pytest.raises(data_ask.UnknownValue):
        data_ask.table("own_company")
    for row in data_ask.ask("stored_tables"):
        if row.schema_name == "core":
            assert MARK not in str(data_ask.table(row.table_name).rows.to_pylist())
    for name, asked in data_ask.questions().items():
        assert "core.own_company" not in asked.sql, name


def test_no_model_but_the_list_itself_reads_it_and_one_module_alone_asks_for_it() -> None:
    models = [file.stem for file in (ROOT / "etl/models/core").glob("*.sql")
              if re.search(r"\b(core|fed)\.own_company", file.read_text("utf-8"))]  # fmt: skip
    assert models == ["own_company"]
    asking = {
        file.relative_to(ROOT).as_posix()
        for room in ("pages", "ui", "server", "reports", "findings", "charts", "data", "tools")
        for file in (ROOT / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if (isinstance(node, ast.Attribute) and node.attr == "ask_own")
        or (isinstance(node, ast.Name) and node.id == "ask_own")
    }
    assert asking == {"ui/own_list.py"}


@pytest.mark.usefixtures("office")
def test_off_stage_where_documents_are_made_there_is_no_list() -> None:
    from ui import offstage

    figures = offstage.figures("companies/own", Locale("de"))
    assert figures
    assert MARK not in str([(one.table.rows, one.title) for one in figures.values()])


@pytest.mark.usefixtures("office")
def test_the_file_is_the_list_without_formulas_and_only_for_who_may_see_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = visits.visit("companies/own")
    monkeypatch.setattr(st, "session_state", {"visit": app.session_state["visit"]})
    monkeypatch.setattr(access, "refusal", lambda: "")
    make = own_list.file_maker(Locale("de"))
    rows = list(csv.DictReader(io.StringIO(make().decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 14
    (row,) = [one for one in rows if MARK in one["Firma"]]
    assert row["Bemerkung"] == '\'=HYPERLINK("x")'
    assert row["Name (chinesisch)"] == "華為技术"
    strangers(monkeypatch)
    assert make() == b""


@each("text", ["=1+1", "+49 2323 16-0", "-1+1", "@SUM(A1)", "\t=1"])
def test_what_a_spreadsheet_would_compute_is_made_a_text(text: str) -> None:
    assert export.harmless(text) == f"'{text}"
    assert export.harmless(f"a{text}") == f"a{text}"


def test_a_firm_is_matched_by_its_surest_mark_and_what_is_not_sure_is_called_possible() -> None:
    def rows(names: Sequence[str], *listed: tuple[object, ...]) -> list[SimpleNamespace]:
        return [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in listed]

    lei, other = "529900T8BM49AURSDO55", "HWUPKR0MPOU8FGXBT394"
    register = rows(
        ("entity_id", "name", "lei", "register_authority", "register_number", "city_code",
         "postcode", "is_documented"),
        ("a", "Alpha Maschinen GmbH", lei, "", "", "", "44623", True),
        ("b", "Gamma Handel GmbH", other, "RA000207", "HRB 77", "", "44787", False),
    )  # fmt: skip
    own = rows(
        ("own_id", "name", "name_zh", "lei", "register_court", "register_number", "town",
         "postcode"),
        ("1", "Ganz anders GmbH", "", lei, "", "", "", ""),
        ("2", "Gamma Handel GmbH", "", "", "Bochum", "HRB 77", "", "44787"),
        ("3", "Alpha Maschinen GmbH", "", "", "", "", "", ""),
        ("4", "Delta GmbH", "", "", "", "", "Herne", ""),
    )  # fmt: skip
    found = own_matches.matches(own, cast("Answer", register), Locale("de"))
    assert {key: (one.entity_id, one.by, one.is_sure) for key, one in found.items()} == {
        "1": ("a", "lei", True), "2": ("b", "register", True), "3": ("a", "name", False),
    }  # fmt: skip


@pytest.mark.usefixtures("office")
def test_the_page_to_bring_data_in_offers_the_list_to_who_may_see_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kind = data_ask.labels().name("report_kind", own_list.KIND, "de")
    assert any(kind in str(box.options) for box in visits.visit("data/inbox").selectbox)
    strangers(monkeypatch)
    assert not any(kind in str(box.options) for box in visits.visit("data/inbox").selectbox)


def test_own_lists_lie_where_git_does_not_look() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert "data/own/" in ignored
    assert paths.OWN_QUERIES.is_dir()
