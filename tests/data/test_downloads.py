"""Downloads: a file read again holds exactly what the warehouse holds, to the last digit."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from html import escape, unescape
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from data import ask as data_ask
from data import export, paths
from data.ask import UnknownValue, ask
from etl.typesetting import typeset
from i18n import LANGUAGES, Locale
from i18n.locale import VOCABULARIES
from pages.evidence import _search
from tests import visits
from tests.each import each, sample, spread
from tests.warehouses import build_small, claim, source
from tests.watching import Watched, taken_over

pytestmark = pytest.mark.usefixtures("warehouse")

DAY = date(2023, 3, 1)
#: Tables that stay empty until somebody brings a report or fetches a table that fills them.
REPORTED = {"delivery", "entity_match", "entity_pair", "mode_trade", "own_sum", "product_trade",
            "rail_train", "ship_call", "suppressed", "terminal_month"}  # fmt: skip


def names() -> list[str]:
    core = sorted(
        file.stem
        for file in (paths.ROOT / "etl/models/core").glob("*.sql")
        if "-- @view\n" not in file.read_text(encoding="utf-8") and file.stem != "own_company"
    )  # fmt: skip - the office's own, no export
    return [*core, *sorted(file.stem for file in paths.REFERENCE.glob("*.csv")), "boundaries"]


every_table = each("name", names())


def read(raw: bytes, *, german: bool) -> tuple[list[str], list[list[str]]]:
    text = io.StringIO(raw.decode("utf-8-sig" if german else "utf-8"), newline="")
    header, *rows = csv.reader(text, delimiter=";" if german else ",", strict=True)
    # What no spreadsheet shall work out has one apostrophe more than it has in the warehouse.
    return header, [[one[1:] if one[:1] == "'" and export.harmless(one[1:]) == one else one
                     for one in row] for row in rows]  # fmt: skip


def typed(cell: str, like: Any, *, german: bool) -> Any:
    """A cell of a file as the type that the warehouse has there."""
    if cell == "":
        return None
    if isinstance(like, bool):
        return {"true": True, "false": False}[cell]
    if isinstance(like, Decimal | float):
        return type(like)(cell.replace(",", ".") if german else cell)
    if isinstance(like, int):
        return int(cell)
    if isinstance(like, date):
        return type(like).fromisoformat(cell)
    return cell.split(";") if isinstance(like, list) else cell


def test_notes_are_set_like_our_own_texts_in_every_file_and_on_every_page() -> None:
    typed = "Kauf für 6 Mio. Euro, 5 % mehr (-3 %), zuvor -2,5 Mrd. €; 2014-2015, Wanne-Eickel"
    assert (
        typeset(typed)
        == typeset(typeset(typed))
        == (
            "Kauf für 6\u00a0Mio.\u00a0€, 5\u00a0% mehr (−3\u00a0%), zuvor −2,5\u00a0Mrd.\u00a0€; "
            "2014-2015, Wanne-Eickel"
        )
    )
    columns = {
        f"{name}.{column}": rows.column(column).to_pylist()
        for name, rows in ((name, data_ask.table(name).rows) for name in names())
        for column in rows.column_names
        if column.endswith(("_de", "_en"))
    }
    assert {"claim.note_de", "company.note_de", "entity_event.note_de"} <= columns.keys()
    assert not [(name, text) for name, texts in columns.items() for text in texts
                if text and typeset(text) != text]  # fmt: skip


@pytest.mark.long
@each(("name", "kind"), spread(names(), ["csv_de", "csv"]))
def test_a_csv_read_again_is_the_table(name: str, kind: str) -> None:
    german = kind == "csv_de"
    stored = data_ask.table(name)
    header, rows = read(export.stored_file(stored, kind), german=german)

    assert header == stored.rows.column_names
    held = [list(row.values()) for row in stored.rows.to_pylist()]
    assert len(rows) == len(held)
    assert rows or name in REPORTED
    for said, kept in zip(rows, held, strict=True):
        assert [typed(c, k, german=german) for c, k in zip(said, kept, strict=True)] == kept


@every_table
def test_a_parquet_file_read_again_is_the_table_with_its_types(name: str) -> None:
    stored = data_ask.table(name)
    again = pyarrow.parquet.read_table(io.BytesIO(export.stored_file(stored, "parquet")))

    assert again.schema.equals(stored.rows.schema)
    assert again.equals(stored.rows)


def test_the_german_file_opens_in_a_german_office(tmp_path: Path) -> None:
    raw = export.stored_file(data_ask.table("claim"), "csv_de")

    assert raw.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in raw
    assert b"\r\r\n" not in raw
    (line,) = (row for row in raw.decode("utf-8-sig").splitlines() if row.startswith("trade-2530;"))
    assert ";9596,017;" in line


VALUES = ["123456789012345.123456", "0.000001", "-0.5", "1000000", "100", "0", "17.10"]


@pytest.fixture(scope="module")
def with_values(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a claim of each of these values, in their order."""
    folder = tmp_path_factory.mktemp("values")
    rows = [claim(str(n), value=value, year=str(2000 + n)) for n, value in enumerate(VALUES)]
    with pytest.MonkeyPatch.context() as patch:
        build_small(folder, {"claim": rows, "source": [source("office")]}, patch)
    return folder


@each("value", VALUES)
def test_no_digit_is_lost_or_invented(
    value: str, with_values: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(with_values))
    stored = data_ask.table("claim")
    at = stored.rows["claim_id"].to_pylist().index(str(VALUES.index(value)))
    place = stored.rows.column_names.index("value")

    for kind in ("csv_de", "csv"):
        german = kind == "csv_de"
        _, rows = read(export.stored_file(stored, kind), german=german)
        said = rows[at][place].replace(",", ".") if german else rows[at][place]
        assert Decimal(said) == Decimal(value)
        assert len(said.lstrip("-")) <= len(value.lstrip("-"))
    again = pyarrow.parquet.read_table(io.BytesIO(export.stored_file(stored, "parquet")))
    assert again["value"][at].as_py() == Decimal(value)


def test_text_with_separators_quotes_and_accents_survives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = 'Größe; „so“, "quoted", 中国, 1,5 = 3/2'
    rows = {"claim": [claim("a", note_de=note)], "source": [source("office")]}
    build_small(tmp_path, rows, monkeypatch)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))

    for kind in ("csv_de", "csv"):
        header, (row,) = read(
            export.stored_file(data_ask.table("claim"), kind), german=kind == "csv_de"
        )
        assert row[header.index("note_de")] == note


@every_table
@each("day", [None, DAY])
def test_rows_announced_are_rows_given_and_all_were_known(name: str, day: date | None) -> None:
    announced = ask("stored_tables", as_of=day).rows.set_index("table_name")["rows_count"]
    stored = data_ask.table(name, day)

    assert stored.rows.num_rows == announced[name]
    if day is not None and "known_since" in stored.rows.column_names:
        assert all(known <= day for known in stored.rows["known_since"].to_pylist())
        now = data_ask.table(name).rows.num_rows
        assert stored.rows.num_rows < now or name in REPORTED


def test_claims_come_with_the_precedence_of_the_day() -> None:
    then, now = data_ask.table("claim", date(2023, 12, 31)), data_ask.table("claim")

    def shown(stored: data_ask.StoredTable) -> dict[str, int]:
        pairs = zip(stored.rows["claim_id"], stored.rows["precedence"], strict=True)
        return {claim_id.as_py(): precedence.as_py() for claim_id, precedence in pairs}

    assert shown(then)["trade-2892"] == 1  # NRW's exports 2022, as first released
    assert "trade-2893" not in shown(then)
    assert shown(now)["trade-2895"] == 1  # the sum over the final table
    assert (shown(now)["trade-2893"], shown(now)["trade-2892"]) == (2, 3)


@each(
    "name",
    ["known", "figure", "nothing", "", "Claim", 'claim" union select 1 --', "core.claim",
     "claim; drop table core.claim", "duckdb_tables()", "../core"],
)  # fmt: skip
def test_only_tables_of_the_catalogue_are_given(name: str) -> None:
    with pytest.raises(UnknownValue, match="'table'") as refused:
        data_ask.table(name)
    assert "claim" in refused.value.allowed
    assert len(data_ask.table("source").rows) > 600


def test_the_catalogue_lists_each_table_that_can_be_given_and_no_other() -> None:
    assert sorted(ask("stored_tables").rows["table_name"]) == sorted(names())


def test_every_table_and_column_is_described_in_both_languages() -> None:
    tables, columns = ask("stored_tables").rows, ask("stored_columns").rows

    for rows, german, english in (
        (tables, "about_de", "about_en"), (columns, "meaning_de", "meaning_en"),
    ):  # fmt: skip
        assert rows[english].notna().all()
        lacking = rows.loc[rows[german].isna(), english]
        assert list(lacking) == [], "add their German to data/reference/meanings.csv"
    for name in names():
        described = list(columns.loc[columns["table_name"] == name, "column_name"])
        assert described == data_ask.table(name).rows.column_names


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_offers_each_table_in_three_forms(lang: str) -> None:
    app, locale = visits.visit("data/files", lang=lang), Locale(lang)
    core = [row.table_name for row in ask("stored_tables") if row.schema_name == "core"]

    assert core
    links = " ".join(visits.html(app))
    for name in core:
        assert f"<strong>{escape(locale(f'stored.{name}'))}</strong>" in links
    for name in core:
        for kind, (ending, _) in export.KINDS.items():
            assert f'href="data/{kind}/table/{name}.{ending}"' in links
    for name in sample(sorted(paths.REFERENCE.glob("*.csv")), 6):
        chosen = visits.visit("data/files", lang=lang, codes=name.stem)
        assert visits.trouble(chosen) == []
        assert not chosen.warning


@pytest.mark.parametrize("path", ["data/files", "evidence/methods"])
def test_sentences_name_no_columns_and_no_codes(path: str) -> None:
    """A table of columns may name them; sentences and definitions speak in words."""
    app = visits.visit(path, lang="de")
    pieces = [one.value for one in app.markdown]
    for piece in visits.html(app):
        pieces += re.findall(r"<p[^>]*>(.*?)</p>", piece) if path == "data/files" else [piece]
    said = unescape(re.sub(r"<[^>]*>", " ", " ".join(pieces)))

    assert len(said) > 1000
    assert not re.findall(r"\b[a-z]+_(?:id|scope|kind|basis|scheme|system)\b|= cn\b|turnover", said)


@pytest.mark.browser
def test_a_click_brings_the_file(served: str, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{served}/data?view=files")
    taken_over(page)
    with page.expect_download() as arriving:
        page.locator(
            ".cm-tools:has(#source) a", has_text=Locale("de")("block.download_csv_de")
        ).click()
    got = arriving.value
    assert got.suggested_filename == "china-monitor-ruhr_source_csv_de.csv"
    assert Path(got.path()).read_bytes() == export.stored_file(data_ask.table("source"), "csv_de")


@pytest.mark.long
@each("question", sample(sorted(data_ask.questions()), 20))
def test_german_file_of_an_answer_read_again_holds_the_codes_and_figures(question: str) -> None:
    answer = ask(question)
    names, rows = read(export.csv(answer, "de", german=False), german=False)
    shown, said = read(export.csv(answer, "de", german=True), german=True)

    assert len(set(shown)) == len(shown), "two columns of the same head"
    told = dict(zip(shown, zip(*said, strict=True), strict=True)) if said else {}
    stored = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else {}
    heads = [export.heads_of([*names, *(f"{name}_label" for name in more if name in names)],
                             Locale("de")) for more in ((), VOCABULARIES)]  # fmt: skip
    in_words = {name: next(one[name] for one in reversed(heads) if one[name] in shown)
                for name in names}  # fmt: skip
    for name, cells in stored.items():
        again = [cell.replace(",", ".") if _is_figure(answer, name) else cell
                 for cell in told[in_words[name]]]  # fmt: skip
        assert again == list(cells), name


def _is_figure(answer: Any, name: str) -> bool:
    return name in answer.rows and answer.rows[name].dtype.kind == "f"


@each("lang", LANGUAGES)
@each(
    "question",
    ["trade_series", "trade_partners", "trade_balance", "trade_position", "trade_months",
     "trade_laender", "trade_products", "companies", "deals", "figures_on", "fdi_states",
     "series", "freight_figures", "contradictions", "gaps"],
)  # fmt: skip
def test_every_head_of_the_files_that_are_asked_for_most_is_a_word(
    question: str, lang: str
) -> None:
    names, _ = read(export.csv(ask(question), lang, german=False), german=False)
    shown, _ = read(export.csv(ask(question), lang, german=True), german=True)

    assert [head for head in shown if "_" in head] == []
    codes = Locale(lang)("file.of_code", name="").strip()
    first_code = next((n for n, head in enumerate(shown) if head.endswith(codes)), len(shown))
    assert all(head.endswith(codes) for head in shown[first_code:])
    assert len(shown) >= len(names)


def test_an_answers_file_names_all_sources_of_a_row() -> None:
    answer = ask("trade_balance")
    _, rows = read(export.csv(answer, "de", german=False), german=False)
    header, _ = read(export.csv(answer, "de", german=False), german=False)
    row = dict(zip(header, rows[0], strict=True))

    assert len(row["claim_ids"].split(";")) == 2
    behind = answer.sources.set_index("source_id")
    for name, column in (("publisher", "publisher"), ("source_url", "url")):
        said = row[name].split(" | ")
        assert len(said) == len(row["source_id"].split(" | ")) >= 1
        assert said == [behind.loc[one, column] for one in row["source_id"].split(" | ")]


def test_who_is_only_described_is_found_and_written_in_the_readers_language() -> None:
    assert list(ask("deals", text="investor hong kong").rows["buyer"]) == ["Investor aus Hongkong"]
    (answer,) = [ask("deals", text="investor hongkong")]
    assert "Investor from Hong Kong" in export.csv(answer, "en", german=False).decode()
    assert "Investor aus Hongkong" in export.csv(answer, "de", german=True).decode("utf-8-sig")
    bank = [ask("sources", text=name).rows for name in ("Europäische Zentralbank",
                                                        "European Central Bank")]  # fmt: skip
    assert set(bank[0]["source_id"]) == set(bank[1]["source_id"]) != set()
    firms = {"firms": _search.firms(ask("dossier_entities"), Locale("en"))}
    for query in ("monschau plant", "werk monschau"):
        (hit,) = _search.search(query, firms, Locale("en"))["firms"]
        assert hit.name == "Ecoclean GmbH (Monschau plant)"
