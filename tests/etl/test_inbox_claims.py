"""A new claim on the rail link stands in the ledger after it was accepted, with its source."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data import ask
from etl.inbox.accept import accept
from tests.each import each
from tests.operator_reports import codes, read_csv
from tests.warehouses import serve_copy

pytestmark = pytest.mark.long

HEAD = (
    "Wann;Art des Ereignisses;Art des Belegs;Richtung;Was behauptet wird;Nach;Quelle: Herausgeber;"
    "Quelle: Art;Quelle: Titel;Quelle: Datum;Quelle: Adresse\n"
)
CLAIM = (
    "{day};Zug;Bericht;westwärts;In Herne kommt ein Zug an.;{to};Zeitung {n};Presse;Zug in Herne;"
    "15.06.2026;https://example.org/{n}\n"
)


@pytest.fixture
def inbox(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHINA_MONITOR_INBOX", str(tmp_path / "inbox"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))
    serve_copy(warehouse, tmp_path / "warehouse")
    return tmp_path / "inbox"


def claim(n: int = 1, day: str = "14.06.2026", to: str = "CTH") -> str:
    to = "Container Terminal Herne (CTH)" if to == "CTH" else to
    return CLAIM.format(n=n, day=day, to=to)


def test_an_accepted_claim_stands_in_the_ledger_with_publisher_and_day(inbox: Path) -> None:
    before = len(ask.ask("rail_ledger").rows)
    done = accept((HEAD + claim()).encode(), "neu.csv", "auto")
    assert done.errors == []
    rows = list(ask.ask("rail_ledger"))
    assert len(rows) == before + 1
    (row,) = [one for one in rows if one.publisher == "Zeitung 1"]
    assert (row.date, row.event_kind, row.direction) == ("2026-06-14", "train", "westbound")
    assert row.url == "https://example.org/1"
    assert row.known_since.date() == date(2026, 6, 15)
    assert row.is_counted
    earlier = ask.ask("rail_ledger", as_of=date(2026, 6, 14)).rows
    assert "Zeitung 1" not in set(earlier["publisher"])


def test_who_reports_a_known_train_adds_evidence_and_no_second_train(inbox: Path) -> None:
    text = HEAD + claim(1) + claim(2) + claim(3, day="14.06.2016")
    assert accept(text.encode(), "neu.csv", "auto").errors == []
    rows = ask.ask("rail_ledger").rows
    counted = rows[rows["is_counted"]]
    assert list(counted["event_id"]).count("train-2026-06-14") == 1
    assert list(counted["event_id"]).count("train-2016-06-14") == 1


def test_a_corrected_claim_supersedes_the_first(inbox: Path) -> None:
    accept((HEAD + claim()).encode(), "neu.csv", "auto")
    again = HEAD + claim().replace("In Herne kommt ein Zug an.", "In Herne kommt ein Testzug an.")
    done = accept(again.encode(), "neu2.csv", "auto")
    assert [change.column for change in done.changes] == ["text_de", "text_en"]
    rows = ask.ask("rail_ledger").rows
    assert list(rows.loc[rows["publisher"] == "Zeitung 1", "text_de"]) == [
        "In Herne kommt ein Testzug an."
    ]


@each("lacking", [6, 8, 9, 10])
def test_a_claim_without_its_source_is_refused(lacking: int) -> None:
    cells = claim().rstrip("\n").split(";")
    cells[lacking] = ""
    assert codes(read_csv(HEAD + ";".join(cells) + "\n", "rail_claim")) == ["missing"]


def test_an_address_that_is_none_is_refused() -> None:
    text = HEAD + claim().replace("https://example.org/1", "Zeitung vom Montag")
    assert codes(read_csv(text, "rail_claim")) == ["no_address"]


def test_a_place_that_nobody_knows_is_refused_with_the_nearest() -> None:
    assert codes(read_csv(HEAD + claim(to="Lianyungan"), "rail_claim")) == ["unknown_place"]
