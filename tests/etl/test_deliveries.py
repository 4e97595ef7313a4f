"""Accepted deliveries in the warehouse: which version counts, since when, and what is refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from data import ask, export
from etl import build
from etl.validate import Refused
from tests.deliveries import lay, train
from tests.warehouses import Project

pytestmark = pytest.mark.long

Build = Callable[[], duckdb.DuckDBPyConnection]


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    return tmp_path / "inbox"


@pytest.fixture
def built(tmp_path: Path, inbox: Path) -> Build:
    def open_built() -> duckdb.DuckDBPyConnection:
        file = build.build(tmp_path / "built").file
        return duckdb.connect(str(file), read_only=True)

    return open_built


def test_without_deliveries_the_tables_are_there_and_empty(built: Build) -> None:
    with built() as con:
        for name in ("delivery", "rail_train", "ship_call", "terminal_month"):
            assert con.execute(f"select count(*) from core.{name}").fetchone() == (0,)
        for name in ("reported_train", "known_ship_call", "known_terminal_month"):
            assert con.execute(f"from core.{name}").fetchall() == []


def test_the_newest_delivery_wins_and_the_older_version_is_kept(inbox: Path, built: Build) -> None:
    lay(inbox, "rail_trains", [train(load_teu="82"), train("41236-arrival-2026-06-01")])
    lay(inbox, "rail_trains", [train(load_teu="84")], at="2026-06-05T07:30:00Z")
    with built() as con:
        known = dict(con.execute("select train_id, load_teu from core.reported_train").fetchall())
        assert known == {"41234-arrival-2026-06-01": 84, "41236-arrival-2026-06-01": None}
        assert con.execute("select count(*) from core.rail_train").fetchone() == (3,)


def test_before_the_correction_came_the_first_version_is_known(inbox: Path, built: Build) -> None:
    lay(inbox, "rail_trains", [train(load_teu="82")])
    lay(inbox, "rail_trains", [train(load_teu="84")], at="2026-06-05T07:30:00Z")
    with built() as con:
        for day, expected in (("2026-06-01", []), ("2026-06-04", [(82,)]), ("2026-06-05", [(84,)])):
            con.execute(f"set variable as_of = date '{day}'")
            assert con.execute("select load_teu from core.reported_train").fetchall() == expected


def test_a_row_taken_back_is_known_no_longer(inbox: Path, built: Build) -> None:
    lay(inbox, "rail_trains", [train()])
    lay(inbox, "rail_trains", [train(is_withdrawn="yes")], at="2026-06-05T07:30:00Z")
    with built() as con:
        assert con.execute("from core.reported_train").fetchall() == []


def test_delay_and_days_on_the_way_follow_from_the_times_unless_reported(
    inbox: Path, built: Build
) -> None:
    times = {
        "actual_departure": "2026-05-15T00:00",
        "planned_arrival": "2026-06-01T01:00",
        "actual_arrival": "2026-06-01T02:35",
    }
    told = {"delay_minutes": "90", "transit_days": "17"}
    lay(
        inbox,
        "rail_trains",
        [train(**times), train("41236-arrival-2026-06-01", **times, **told)],
    )
    with built() as con:
        rows = con.execute(
            "select delay_minutes, transit_days, is_china_service from core.reported_train "
            "order by train_id"
        ).fetchall()
    assert rows == [(95, 17.1, True), (90, 17.0, True)]


def test_a_delivery_is_a_source_with_its_supplier_and_day(inbox: Path, built: Build) -> None:
    folder = lay(inbox, "rail_trains", [train()], supplier="Container Terminal Herne")
    with built() as con:
        assert con.execute(
            "select publisher, title, known_since, licence, url from core.source "
            f"where source_id = 'delivery-{folder.name}'"
        ).fetchall() == [
            ("Container Terminal Herne", "report.xlsx", date(2026, 6, 2), "operator_report", None)
        ]


def test_a_file_of_the_table_keeps_the_time_of_day_also_at_midnight(
    inbox: Path, built: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = {"actual_departure": "2026-05-15T00:00", "actual_arrival": "2026-06-01T02:35"}
    lay(inbox, "rail_trains", [train(**times)])
    built().close()
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "built"))
    text = export.stored_file(ask.table("rail_train"), "csv").decode()
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["actual_departure"] == "2026-05-15T00:00:00"
    assert row["actual_arrival"] == "2026-06-01T02:35:00"
    assert row["service_day"] == "2026-06-01"


def test_a_new_delivery_makes_the_warehouse_out_of_date(
    inbox: Path, built: Build, tmp_path: Path
) -> None:
    built().close()
    assert build.is_current(tmp_path / "built")
    lay(inbox, "ship_calls", [])
    assert not build.is_current(tmp_path / "built")


def test_rows_changed_after_acceptance_are_refused(inbox: Path, built: Build) -> None:
    folder = lay(inbox, "rail_trains", [train()])
    rows = folder / "rows.csv"
    rows.write_bytes(rows.read_bytes().replace(b"41234", b"41235"))
    with pytest.raises(Refused, match="its sha256 is"):
        built()


def test_a_half_made_delivery_is_not_looked_at(inbox: Path, built: Build) -> None:
    folder = lay(inbox, "rail_trains", [train()])
    folder.rename(folder.with_name(f".{folder.name}"))
    with built() as con:
        assert con.execute("from core.delivery").fetchall() == []


def test_generated_deliveries_cannot_enter_the_real_warehouse(
    inbox: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(inbox, "rail_trains", [train()], demo=True)
    before = project.state()
    with pytest.raises(Refused, match="generated for the demonstration"):
        build.build(project.warehouse)
    assert project.state() == before


def test_real_deliveries_cannot_enter_the_demonstration(
    inbox: Path, built: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(inbox, "rail_trains", [train()])
    monkeypatch.setenv("CHINA_MONITOR_DEMO", "1")
    with pytest.raises(Refused, match="is a real report"):
        built()
