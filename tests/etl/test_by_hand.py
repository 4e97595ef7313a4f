"""Tables downloaded by hand: read as they come from the page, kept beside fetched ones."""

from __future__ import annotations

import csv
import gzip
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from data import ask as data_ask
from data import status
from data.ask import ask
from etl import datasets
from etl.__main__ import main
from etl.datasets import (
    eurostat_bop_fdi6_geo,
    eurostat_ds_045409,
    eurostat_nama_10r_2gdp,
    genesis_51000_0032,
)
from etl.fetch import http
from etl.inbox import downloaded_tables, watch
from etl.inbox.read import unpacked
from etl.readers.eurostat import cube
from etl.readers.genesis import ffcsv, webcsv
from etl.readers.genesis import parts as genesis_parts
from etl.vintages import claims as vintages_claims
from etl.vintages import store
from run import ROOT
from tests.each import each
from tests.warehouses import Project

pytestmark = pytest.mark.long

SAMPLES = ROOT.parent / "shared" / "samples"
CASES = ROOT.parent / "shared" / "cases" / "files"
SOURCE = "genesis_51000_0032"

#: A small table in the documented shape; its figures are made.
TABLE = """\ufeffTabelle: 51000-0032
Aus- und Einfuhr (Außenhandel): Bundesländer, Jahre,;;
Länder;;
Außenhandel;;;;
;Einfuhr: Gewicht;;Einfuhr: Wert;
;t;t;Tsd. EUR;Tsd. EUR
2023;;;;
Nordrhein-Westfalen;;;;
China;1200,5;e;4567;e
Hongkong;0,0;0;-;
Restposition;;;;
China;-;;-;
2024;;;;
Nordrhein-Westfalen;;;;
China;1300,0;p;5678;p
Hongkong;.;;12;p
__________
"Notes of the publisher,
over two lines; with a semicolon"
© Statistisches Bundesamt (Destatis), 2026
Stand: 21.05.2026 / 18:02:33
"""


@pytest.fixture
def fresh(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    data_ask._warehouse.cache_clear()
    return project


def put(folder: Path, text: str, encoding: str = "utf-8") -> str:
    file = folder / "51000-0032_$.csv"
    file.write_bytes(text.encode(encoding))
    return str(file)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_table_downloaded_by_hand_closes_gaps_on_the_pages(
    encoding: str, fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    text = TABLE if encoding == "utf-8" else TABLE.removeprefix("\ufeff")

    assert main(["update", "--file", put(fresh.root, text, encoding)]) == 0

    rows = ask("trade_series", flow="import").rows.set_index("period_start")
    row = rows.loc["2024-01-01"]
    assert (float(str(row["value"])), row["status"], row["trade_system"]) == (
        5.678, "provisional", "general")  # fmt: skip
    (vintage,) = store.vintages(SOURCE)
    assert (vintage.state.isoformat(), vintage.is_by_hand) == ("2026-05-21", True)
    claims = vintages_claims.parsed(
        next(t for t in datasets.fetched() if t.name == SOURCE), vintage
    )
    hidden = claims[(claims["counterpart"] == "hk") & (claims["indicator"] == "trade_weight")]
    assert list(hidden["period_start"]) == ["2023-01-01"]
    assert main(["update", "--file", put(fresh.root, text, encoding)]) == 0
    assert "unchanged" in capsys.readouterr().out


def test_the_inbox_says_what_a_table_would_change_before_it_is_taken_in(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    file, served = put(fresh.root, TABLE), fresh.state()

    assert main(["add", "auto", file]) == 0
    assert "new state of 21.05.2026" in capsys.readouterr().out
    assert store.vintages(SOURCE) == []
    assert fresh.state() == served

    assert main(["add", "official_table", put(fresh.root, TABLE.replace("e\n", "z\n"))]) == 1
    assert "quality sign" in capsys.readouterr().out
    assert store.quarantined(SOURCE) == []

    assert main(["add", "official_table", put(fresh.root, TABLE), "--accept"]) == 0
    assert len(store.vintages(SOURCE)) == 1
    assert fresh.state() != served


@each(
    ("old", "new", "code", "said"),
    [
        ("Tabelle: 51000-0032", "Tabelle: 12411-0012", 2, "the table '12411-0012'"),
        ("Tabelle: 51000-0032", "Umsatz", 2, "no name of a table"),
        ("__________\n", "", 1, "cut short"),
        ("Einfuhr: Wert", "Einfuhr: Stück", 1, "unknown measure"),
        ("China;1200,5", "Chinesien;1200,5", 1, "unknown country: Chinesien"),
        ("Restposition;;", "Nirgendwo;;", 1, "unknown Land: Nirgendwo"),
        ("4567;e", "4.567;e", 1, "German number"),
        ("4567;e", "4567;z", 1, "quality sign"),
        ("4567;e\n", "4567\n", 1, "fewer cells"),
        ("2024;;;;", "2023;;;;", 1, "same line twice"),
        ("2023;;;;\n", "", 1, "under no year"),
        (";t;t;", ";kg;kg;", 1, "unit 'kg'"),
        ("2024;;;;", "2026;;;;", 1, "2024, 2025 lack"),
    ],
)
def test_a_table_with_a_slip_is_refused_and_says_where(
    old: str, new: str, code: int, said: str, request: pytest.FixtureRequest
) -> None:
    fresh, capsys = request.getfixturevalue("fresh"), request.getfixturevalue("capsys")
    assert old in TABLE
    assert main(["update", "--file", put(fresh.root, TABLE.replace(old, new, 1))]) == code
    assert said in capsys.readouterr().out
    assert store.vintages(SOURCE) == []


def sampled(pattern: str) -> list[Path]:
    return sorted(SAMPLES.glob(pattern)) if SAMPLES.is_dir() else []


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the publishers' files do not lie here")
def test_files_of_the_publishers_are_read_whole() -> None:
    flat = [*sampled("genesis/ffcsv_*.csv"), *sampled("genesis/tablefile_*.zip"),
            *sampled("genesis/*_trimmed.csv"), *sampled("regionalstatistik/*.csv")]  # fmt: skip
    for file in flat:
        raw = file.read_bytes()
        raw = http.unzip(raw) if raw.startswith(b"PK") else raw
        if webcsv.table_of(raw):
            found = genesis_parts.cells(raw)
            china = found[(found["STLAH"] == "China") & (found["measure"] == "WERTA")]
            assert dict(zip(china["time"], china["printed"], strict=True))["2024"] == "9596017"
        else:
            assert len(ffcsv.cells(raw)) == len(raw.decode("utf-8-sig").splitlines()) - 1, file
    for file in sampled("eurostat/*"):
        raw = file.read_bytes()
        if b'"value": {' in raw or b"TIME_PERIOD,OBS_VALUE" in raw:
            assert cube.stated({file.name: raw}), file
            assert set(cube.cells(raw).columns) > {"time", "printed", "flag"}, file


#: A dataset of Eurostat in the documented shape of SDMX-CSV; its figures are made.
GDP = """\
DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\r
ESTAT:NAMA_10R_2GDP(1.0),05/10/26 23:00:00,A,MIO_EUR,DEA,2022,41.5,\r
ESTAT:NAMA_10R_2GDP(1.0),05/10/26 23:00:00,A,MIO_EUR,DEA,2023,42.5,p\r
"""


def test_a_dataset_of_eurostat_downloaded_by_hand_is_taken_in_whatever_its_file_is_called(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", "auto", put(fresh.root, GDP)]) == 0
    assert "new state of 05.10.2026, 2 figures" in capsys.readouterr().out

    assert main(["update", "--file", put(fresh.root, GDP)]) == 0

    (vintage,) = store.vintages("eurostat_nama_10r_2gdp")
    assert vintage.is_by_hand
    rows = {row.period_start.year: row for row in ask("gdp")}
    assert (float(rows[2023].value), rows[2023].status) == (42.5, "provisional")


@each(
    ("slip", "code", "said"),
    [
        (GDP.replace("NAMA_10R_2GDP", "PRC_HICP_MIDX"), 2, "the table 'PRC_HICP_MIDX'"),
        (GDP.replace(",DEA,2023", ",FR1,2023"), 1, "unknown geo: FR1"),
        (GDP.replace("42.5,p", "42.5,c"), 1, "its flag says is not given"),
        (GDP.replace("42.5,p\r\n", "42.5"), 1, "stops inside"),
    ],
)
def test_a_dataset_of_eurostat_with_a_slip_is_refused(
    slip: str, code: int, said: str, fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["update", "--file", put(fresh.root, slip)]) == code
    assert said in capsys.readouterr().out


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the publishers' files do not lie here")
def test_shapes_that_eurostat_documents_are_read_by_the_tables_that_they_belong_to() -> None:
    nama = (SAMPLES / "eurostat/nama_10r_2gdp_DEA.constructed.json").read_bytes()
    claims = eurostat_nama_10r_2gdp.parse({"x.json": nama})
    assert set(claims["region"]) > {"de-nw", "rb_arnsberg"}
    assert set(claims["status"]) == {"unknown", "provisional"}
    geo = (SAMPLES / "eurostat/bop_fdi6_geo_sdmxcsv.constructed.csv").read_bytes()
    with pytest.raises(ValueError, match="expected indic_bp"):
        eurostat_bop_fdi6_geo.parse({"x.csv": geo})


#: The same in SDMX-CSV 2.0, with codes alone and with the names of all that they mean.
GDP_2 = GDP.replace("DATAFLOW,LAST UPDATE", "STRUCTURE,STRUCTURE_ID").replace(
    "ESTAT:NAMA_10R_2GDP(1.0),05/10/26 23:00:00", "dataflow,ESTAT:NAMA_10R_2GDP(1.0)"
)
GDP_NAMED = GDP_2.replace("_ID,freq", "_ID,STRUCTURE_NAME,ACTION,freq,Time frequency").replace(
    "(1.0),A", '(1.0),"GDP, by region",I,A,Annual'
)


@each(
    ("text", "state"),
    [
        (GDP, "2026-10-05"),
        (GDP.replace(" 23:00:00", ""), "2026-10-05"),
        (GDP.replace("05/10/26 23:00:00", "05/10/2026"), "2026-10-05"),
        (GDP.replace(",OBS_FLAG", "").replace("1.5,", "1.5").replace("2.5,p", "2.5"), "2026-10-05"),
        (GDP_2, None),
        (GDP_NAMED, None),
    ],
)
def test_every_edition_of_sdmx_csv_says_the_same(text: str, state: str | None) -> None:
    plain, raw = cube.cells(GDP.encode()), text.encode()
    assert cube.dataset_of(raw) == "NAMA_10R_2GDP"
    assert cube.dataset_of(gzip.compress(raw)) == ""
    assert downloaded_tables.is_table(gzip.compress(raw), "x.csv.gz")
    stated = cube.stated({"x": raw})
    assert (stated and stated.isoformat()) == state
    found = cube.cells(raw)
    flags = ["", "p"] if "OBS_FLAG" in text else ["", ""]
    assert list(found["flag"]) == flags
    columns = ["freq", "unit", "geo", "time", "printed"]
    assert sorted(found.columns) == sorted(plain.columns)
    assert found[columns].equals(plain[columns])


def test_an_edition_that_deletes_figures_is_refused() -> None:
    text = GDP.replace("DATAFLOW", "ACTION").replace("ESTAT:NAMA_10R_2GDP(1.0)", "D")
    with pytest.raises(ValueError, match="deletes"):
        cube.cells(text.encode())


def test_a_packed_table_is_taken_like_the_plain_one_and_a_damaged_one_is_refused(
    fresh: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    file = fresh.root / "x.csv.gz"
    file.write_bytes(gzip.compress(GDP.encode()))
    assert main(["add", "auto", str(file)]) == 0
    assert "new state of 05.10.2026, 2 figures" in capsys.readouterr().out
    file.write_bytes(gzip.compress(GDP.encode())[:-9])
    assert main(["add", "official_table", str(file)]) == 1
    assert "cut short" in capsys.readouterr().out


@pytest.mark.skipif(not CASES.is_dir(), reason="the files of the acceptance do not lie here")
@each("number", ["24", "26", "27"])
def test_the_comext_files_of_the_acceptance_are_read_figure_by_figure(number: str) -> None:
    """Against the lines of the file, read with the standard library alone."""
    (file,) = CASES.glob(f"{number}-*")
    raw, name = unpacked(file.read_bytes(), file.name)
    rows: list[Any] = list(eurostat_ds_045409.parse({name: raw}).itertuples())
    read = {(row.counterpart, row.flow, row.unit, row.period_start, float(row.value),
             row.value_printed) for row in rows}  # fmt: skip
    divisors = {"VALUE_IN_EUROS": ("meur", 10**6, "EUR"),
                "QUANTITY_IN_100KG": ("tonnes", 10, "× 100 kg")}  # fmt: skip
    written = set()
    for line in csv.DictReader(StringIO(raw.decode("utf-8-sig"))):
        unit, divisor, as_printed = divisors[line["indicators"]]
        value = line["OBS_VALUE"]
        written.add((
            line["partner"].lower(), {"1": "import", "2": "export"}[line["flow"]], unit,
            f"{line['TIME_PERIOD']}-01-01", int(value) / divisor, f"{value} {as_printed}",
        ))  # fmt: skip
    assert read == written
    assert len(read) == 200
    assert {row.status for row in rows} == {"unknown"}, "no flags"
    stated = cube.stated({name: raw})
    assert stated == (None if number == "26" else date(2026, 9, 15))


@pytest.mark.skipif(not CASES.is_dir(), reason="the files of the acceptance do not lie here")
def test_the_table_of_laender_of_the_acceptance_says_what_is_written_down() -> None:
    (file,) = CASES.glob("28-*")
    parts = {file.name: file.read_bytes()}
    claims = genesis_51000_0032.parse(parts)
    rows: list[Any] = list(claims.itertuples())
    assert {(row.counterpart, row.period_start[:4], float(row.value)) for row in rows} == {
        ("cn", "2022", 11619.005), ("cn", "2023", 10002.888), ("cn", "2024", 9596.017),
        ("hk", "2022", 592.26), ("hk", "2023", 592.261), ("hk", "2024", 592.26),
    }  # fmt: skip
    same = claims[["indicator", "region", "flow", "unit", "trade_system", "status"]]
    assert set(same.itertuples(index=False, name=None)) == {
        ("trade_value", "de-nw", "export", "meur", "special", "unknown")
    }
    stated = genesis_51000_0032.DATASET.stated
    assert stated is not None
    assert stated(parts) == date(2026, 5, 21)


@each("measures", [["Ausfuhr: Wert"], ["Ausfuhr: Wert", "Ausfuhr: Wert (US-Dollar)"],
                   ["Ausfuhr: Gewicht", "Ausfuhr: Wert"]])  # fmt: skip
@each("has_flags", [False, True])
def test_a_table_of_the_web_page_is_read_with_and_without_quality_signs(
    has_flags: bool, measures: list[str]
) -> None:
    def row(first: str, cells: list[str], flag: str) -> str:
        return ";".join(
            [first, *(part for one in cells for part in ([one, flag] if has_flags else [one]))]
        )

    figures = [str(10 * n + 5) for n in range(len(measures))]
    units = [{"Wert": "Tsd. EUR", "Gewicht": "t"}.get(one[9:], "Tsd. USD") for one in measures]
    text = "\n".join([
        "Tabelle: 51000-0032", "Ausfuhr;", row("", measures, ""), row("", units, units[0]), "2024;",
        "Nordrhein-Westfalen;", row("China", figures, "e"), "__________", "Stand: 21.05.2026",
    ])  # fmt: skip
    found = webcsv.cells(f"{text}\n".encode())
    known = [n for n, one in enumerate(measures) if "US" not in one]
    assert list(found["printed"]) == [figures[n] for n in known]
    assert set(found["flag"]) == {"e" if has_flags else ""}


def drop(project: Project, text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a table into the drop folder and look until it is taken in; the folder."""
    inbox = project.root / "inbox"
    inbox.mkdir(exist_ok=True)
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(inbox))
    put(inbox, text)
    seen: watch.Seen = {}
    assert watch.look(inbox, seen) == []
    assert len(watch.look(inbox, seen)) == 1
    assert [one.name for one in inbox.iterdir() if one.suffix == ".csv"] == []
    return inbox


def test_a_table_dropped_into_the_folder_takes_the_same_door(
    fresh: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = fresh.state()

    inbox = drop(fresh, TABLE, monkeypatch)

    (vintage,) = store.vintages(SOURCE)
    assert vintage.is_by_hand
    assert fresh.state() != served
    assert not (inbox / "rejected").exists()
    drop(fresh, TABLE, monkeypatch)  # once more: nothing new, and nothing to complain of
    assert len(store.vintages(SOURCE)) == 1
    assert not (inbox / "rejected").exists()


@pytest.mark.parametrize(
    ("change", "outcome", "said"),
    [
        (("4567;e", "4567;z"), "quarantined", "quality sign"),
        (("51000-0032", "99999-0001"), "failed", "99999-0001"),
    ],
)
def test_a_dropped_table_that_is_not_taken_in_says_why(
    change: tuple[str, str],
    outcome: str,
    said: str,
    fresh: Project,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    inbox = drop(fresh, TABLE.replace(*change), monkeypatch)

    (folder,) = (inbox / "rejected").iterdir()
    told = (folder / "report.txt").read_text(encoding="utf-8-sig")
    assert "Nicht angenommen" in told
    assert "Not accepted" in told
    assert said in told
    assert (folder / "original-51000-0032__.csv").read_bytes() == TABLE.replace(*change).encode()
    assert store.vintages(SOURCE) == []
    (shown,) = status.rejected()
    assert (shown.file, shown.report["outcome"]) == ("51000-0032_$.csv", outcome)
