"""Bad input is refused by name, and what is served stays served, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from data import paths
from etl import build
from etl.__main__ import main
from etl.validate import Refused
from tests.warehouses import Project

COMPANIES, TRADE = "collected_companies", "collected_trade_claims"
FREIGHT, INVESTMENT = "collected_freight_claims", "collected_investment_claims"
LEDGER = "collected_rail_claims"
#: Of the file of companies, its header the first.
LAST_LINE = (paths.DATA / "snapshots" / COMPANIES / "rows.csv").read_bytes().count(b"\n")


def rows_of(name: str) -> str:
    return f"data/snapshots/{name}/rows.csv"


def cut_off(project: Project) -> None:
    raw = project.snapshot(COMPANIES).read_bytes()
    project.put(COMPANIES, raw[: len(raw) // 2])


def cut_off_behind_a_cell(project: Project) -> None:
    raw = project.snapshot(COMPANIES).read_bytes()
    project.put(COMPANIES, raw[: raw.rindex(b",", 0, len(raw) // 2)] + b"\n")


def cut_off_inside_the_last_cell(project: Project) -> None:
    project.put(COMPANIES, project.snapshot(COMPANIES).read_bytes()[:-2])


def cell_too_many(project: Project) -> None:
    raw = project.snapshot(COMPANIES).read_bytes()
    header, rest = raw.split(b"\n", 1)
    # In every row: pandas by itself would take the first column for the index.
    project.put(COMPANIES, header + b"\n" + rest.replace(b"\n", b",x\n"))


def open_quote(project: Project) -> None:
    project.put(COMPANIES, project.snapshot(COMPANIES).read_bytes() + b'"\n')


def line_break_in_a_cell(project: Project) -> None:
    rows = project.rows(COMPANIES)
    rows[2]["note_de"] = "two\nlines"
    project.write(COMPANIES, rows)


def without_seal(project: Project) -> None:
    with project.snapshot(COMPANIES).open("ab") as file:
        file.write(b"\n")


def column_more(project: Project) -> None:
    project.write(COMPANIES, [{**row, "mood": "good"} for row in project.rows(COMPANIES)])


def column_less(project: Project) -> None:
    rows = project.rows(COMPANIES)
    project.write(COMPANIES, [{k: v for k, v in row.items() if k != "status"} for row in rows])


def column_twice(project: Project) -> None:
    raw = project.snapshot(COMPANIES).read_bytes()
    project.put(COMPANIES, raw.replace(b"note_de", b"note_en", 1))


def key_twice(project: Project) -> None:
    rows = project.rows(COMPANIES)
    project.write(COMPANIES, [*rows, rows[0]])


def key_twice_over_files(project: Project) -> None:
    first = project.rows(FREIGHT)[0]["claim_id"]
    rows = project.rows(INVESTMENT)
    rows[0]["claim_id"] = first
    project.write(INVESTMENT, rows)


def too_few_rows(project: Project) -> None:
    project.write(COMPANIES, project.rows(COMPANIES)[:10])


def code_twice(project: Project) -> None:
    file = project.reference("bases")
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines, lines[1]]))


def other_outlines(project: Project) -> None:
    with (project.reference("x").parent / "boundaries" / "ruhr.geojson").open("ab") as file:
        file.write(b" ")


def empty_note_of_outlines(project: Project) -> None:
    (project.reference("x").parent / "boundaries" / "note.toml").write_bytes(b"")


def cells(name: str, /, **changed: str) -> Callable[[Project], None]:
    """Change cells of a snapshot's first row."""

    def change(project: Project) -> None:
        key = next(iter(project.rows(name)[0].values()))
        project.change(name, key, **changed)

    return change


def text_of(name: str, old: str, new: str) -> Callable[[Project], None]:
    """Change the text of a reference table."""

    def change(project: Project) -> None:
        file = project.reference(name)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return change


def note(name: str, raw: bytes) -> Callable[[Project], None]:
    return lambda project: void(project.snapshot(name).with_name("note.toml").write_bytes(raw))


def void(_: object) -> None:
    """So that a lambda returns None."""


#: What is done to the project → place named, and words of what was found and what was expected.
BROKEN: dict[str, tuple[Callable[[Project], None], str, tuple[str, ...]]] = {
    "missing snapshot": (
        lambda project: project.snapshot(COMPANIES).unlink(),
        rows_of(COMPANIES), ("rows.csv is missing",)),
    "missing note": (
        lambda project: project.snapshot(COMPANIES).with_name("note.toml").unlink(),
        rows_of(COMPANIES), ("note.toml is missing",)),
    "note that is no TOML": (
        note(COMPANIES, b"sha256 = "),
        f"data/snapshots/{COMPANIES}/note.toml", ("it is no TOML",)),
    "note that is not UTF-8": (
        note(COMPANIES, b'what = "\xfc"'),
        f"data/snapshots/{COMPANIES}/note.toml", ("it is no TOML",)),
    "bytes that the note does not seal": (
        without_seal, rows_of(COMPANIES), ("its sha256 is", "its note.toml says")),
    "not UTF-8": (
        lambda project: project.put(COMPANIES, "company_id\nMüller\n".encode("latin-1")),
        rows_of(COMPANIES), ("not UTF-8", "byte 12")),
    "empty file": (
        lambda project: project.put(COMPANIES, b""), rows_of(COMPANIES), ("the file is empty",)),
    "half a file": (cut_off, rows_of(COMPANIES), ("line ", "expected")),
    "a row cut short": (cut_off_behind_a_cell, rows_of(COMPANIES), ("cells; expected 29",)),
    "a last cell cut short": (
        cut_off_inside_the_last_cell, rows_of(COMPANIES), (f"stops inside line {LAST_LINE}",)),
    "a cell too many in each row": (
        cell_too_many, rows_of(COMPANIES), ("line 2 has 30 cells; expected 29",)),
    "a quote left open": (open_quote, rows_of(COMPANIES), (f"line {LAST_LINE + 1} is no CSV",)),
    "a line break inside a cell": (
        line_break_in_a_cell, rows_of(COMPANIES), ("line 4 has a line break",)),
    "unknown column": (column_more, rows_of(COMPANIES), ("unknown column 'mood'",)),
    "missing column": (column_less, rows_of(COMPANIES), ("missing column 'status'",)),
    "column twice": (column_twice, rows_of(COMPANIES), ("names twice: note_en",)),
    "too few rows": (too_few_rows, rows_of(COMPANIES), ("10 rows; expected 80 to 2000",)),
    "key twice in a file": (
        key_twice, rows_of(COMPANIES), (f"line {LAST_LINE + 1}", "'company_id'", "each key once")),
    "key twice over files": (
        key_twice_over_files, rows_of(INVESTMENT),
        ("'claim_id': found 'freight-0001'", rows_of(FREIGHT))),
    "empty required cell": (
        cells(COMPANIES, name=""), rows_of(COMPANIES), ("line 2, column 'name'", "a value")),
    "word that is not allowed": (
        cells(COMPANIES, confidence="sure"), rows_of(COMPANIES),
        ("'confidence': found 'sure', expected one of high, medium, low",)),
    "number with a comma": (
        cells(COMPANIES, stake_pct="33,3"), rows_of(COMPANIES),
        ("'stake_pct': found '33,3', expected a number",)),
    "number outside its range": (
        cells(COMPANIES, stake_pct="101"), rows_of(COMPANIES),
        ("'stake_pct': found '101', expected between 0 and 100",)),
    "yes and no in another language": (
        cells(COMPANIES, in_rvr="ja"), rows_of(COMPANIES), ("'in_rvr': found 'ja'", "yes_no")),
    "number with foreign digits": (
        cells(COMPANIES, employees="١٢"), rows_of(COMPANIES), ("'employees'", "a count")),
    "day that does not exist": (
        cells(FREIGHT, known_since="2023-02-30"), rows_of(FREIGHT),
        ("found '2023-02-30', expected a day that exists",)),
    "date in words": (
        cells(LEDGER, date="spring 2016"), rows_of(LEDGER), ("found 'spring 2016'", "a when")),
    "month that does not exist": (
        cells(LEDGER, date="2016-13"), rows_of(LEDGER),
        ("found '2016-13', expected a date that exists",)),
    "unknown code": (
        cells(TRADE, region="de-xx"), rows_of(TRADE),
        ("line 2, column 'region': found code 'de-xx', expected one of regions.code",)),
    "unknown code in a list": (
        cells(COMPANIES, source_ids="investment-src-001;nobody"), rows_of(COMPANIES),
        ("found code 'nobody', expected one of source.source_id",)),
    "unknown source": (
        cells(TRADE, source_id="trade-src-999"), rows_of(TRADE),
        ("found code 'trade-src-999', expected one of source.source_id",)),
    "unknown code in a reference table": (
        text_of("indicators", ",meur,", ",mdm,"), "data/reference/indicators.csv",
        ("found code 'mdm', expected one of units.code",)),
    "wrong unit": (
        cells(TRADE, unit="tonnes"), rows_of(TRADE),
        ("line 2 (trade-0001): found unit 'tonnes', expected 'percent'",)),
    "missing reference table": (
        lambda project: project.reference("units").unlink(), "data/reference/units.csv",
        ("it is missing",)),
    "code twice in a reference table": (
        code_twice, "data/reference/bases.csv", ("column 'code'", "each key once")),
    "missing outlines": (
        lambda project: (project.reference("x").parent / "boundaries" / "kreise.geojson").unlink(),
        "data/reference/boundaries/kreise.geojson", ("it is missing",)),
    "outlines that the note does not seal": (
        other_outlines, "data/reference/boundaries/ruhr.geojson", ("its sha256 is not",)),
    "note of the outlines that says nothing": (
        empty_note_of_outlines, "data/reference/boundaries/note.toml", ("cannot be read",)),
    "a rule of a model broken": (
        cells(FREIGHT, value="", value_low="", value_high=""), "core.claim",
        ("a claim without figure: freight-0001",)),
    "the Community concept under the national region": (
        cells(TRADE, region="de", trade_system="community"), "core.claim",
        ("the Community concept under Germany's national figures",)),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_bad_input_is_refused_by_name_and_changes_nothing(
    name: str, project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    change, place, expected = BROKEN[name]
    change(project)
    before = project.state()
    assert main(["build", "--json"]) == 1
    written = capsys.readouterr()
    said = json.loads(written.err.splitlines()[0])
    assert said["ok"] is False
    assert said["place"] == place
    found = "\n".join(said["found"])
    assert all(words in found for words in expected), found
    assert place in said["error"]
    assert len(said["error"].split("What to do: ")[1]) > len("mend it.")
    assert "stays served" in written.err
    assert written.out == ""
    assert project.state() == before


def test_the_command_itself_ends_with_1_and_says_what_to_do(project: Project) -> None:
    rooms = Path(build.__file__).parents[1]
    for room in ("etl", "matching"):
        shutil.copytree(rooms / room, project.root / room)
    for file in paths.DATA.glob("*.py"):
        shutil.copy(file, project.root / "data")
    without_seal(project)
    before = project.state()
    done = subprocess.run(
        [sys.executable, "-m", "etl", "build"],
        cwd=project.root,
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"Refused. {rows_of(COMPANIES)} was refused:\n  - its sha256 is")
    assert "What to do: if the change was meant" in done.stderr
    assert "Traceback" not in done.stderr
    assert project.state() == before


def test_a_check_refuses_what_a_build_refuses_and_publishes_nothing(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.state()
    cells(FREIGHT, value="", value_low="", value_high="")(project)
    assert main(["check"]) == 1
    assert "a claim without figure: freight-0001" in capsys.readouterr().err
    assert project.state() == before


def test_a_folder_that_cannot_be_written_ends_with_3_and_says_what_to_do(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = project.root / "taken"
    taken.write_text("a file where the folder should be", encoding="utf-8")
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(taken))
    assert main(["build"]) == 3
    said = capsys.readouterr().err
    assert str(taken) in said
    assert "What to do: " in said


def test_a_disk_that_fails_under_duckdb_is_a_disk_that_fails(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        build.write(tmp_path / "nowhere" / "monitor.duckdb")


def test_a_refusal_names_some_and_counts_the_rest() -> None:
    said = str(Refused("a.csv", [f"fault {number}" for number in range(20)], "mend it."))
    assert "fault 7" in said
    assert "fault 8" not in said
    assert "… and 12 more" in said
