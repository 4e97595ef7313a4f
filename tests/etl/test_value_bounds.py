"""Every figure lies within the bounds of its indicator or unit, whatever brought it."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from etl import cross_checks, datasets
from etl.__main__ import main
from etl.fetch import update
from etl.fetch.dataset import RawFile
from etl.inbox.load import LoadedTable
from etl.readers.collected import CLAIMS
from etl.schema import Rhythm
from etl.vintages import guard, store
from tests.each import each
from tests.warehouses import Project, Row, claim, frame_of, real_reference

TRADE = "collected_trade_claims"
FETCHED = next(one for one in datasets.fetched()
               if one.dataset.feeds == "claim" and not store.bundled(one.name))  # fmt: skip


def bounds() -> dict[str, tuple[str, float, float]]:
    """Indicator → its unit, lowest and highest believable value."""
    tables = real_reference()
    units = tables["units"].set_index("code")
    found = {}
    for row in tables["indicators"].to_dict("records"):
        low, high = (
            float(row[name] if pd.notna(row[name]) else units[name][row["unit"]])
            for name in ("min_value", "max_value")
        )
        found[str(row["code"])] = (str(row["unit"]), low, high)
    return found


def rows_at(beyond: float) -> list[Row]:
    """For each indicator a claim at its lower and one at its upper bound, or so much beyond.

    Values, lower and upper ends of ranges take turns.
    """
    rows = []
    for number, (code, (unit, low, high)) in enumerate(bounds().items()):
        for year, value in (("2020", low - beyond), ("2021", high + beyond)):
            column = ("value", "value_low", "value_high")[number % 3]
            other = "value_high" if column == "value_low" else "value_low"
            cells = {} if column == "value" else {"value": "", other: f"{low:f}"}
            cells[column] = f"{value:f}"
            rows.append(claim(f"{code}-{year}", year=year, indicator=code, unit=unit, **cells))
    return rows


def test_every_bound_has_a_lower_and_an_upper_end() -> None:
    assert all(low < high for _, low, high in bounds().values())
    units = real_reference()["units"]
    assert (pd.to_numeric(units["min_value"]) < pd.to_numeric(units["max_value"])).all()


def test_a_build_refuses_every_figure_beyond_its_bound(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    rows, before = project.rows(TRADE), project.state()
    cited = {name: rows[0][name] for name in ("source_id", "known_since", "known_since_precision")}
    beyond = [{**dict.fromkeys(rows[0], ""), **row, **cited} for row in rows_at(0.01)]
    project.write(TRADE, [*rows, *beyond])

    assert main(["build", "--json"]) == 1
    error = json.loads(capsys.readouterr().err.splitlines()[0])
    assert error["place"] == f"data/snapshots/{TRADE}/rows.csv"
    assert "widen the bounds" in error["error"]
    assert len(error["found"]) == len(beyond)
    for number, (line, row) in enumerate(zip(error["found"], beyond, strict=True)):
        assert line.startswith(f"line {len(rows) + 2 + number} ({row['claim_id']}): found value")
        assert f"for {row['indicator']} " in line
    assert project.state() == before


def test_a_build_takes_a_figure_at_its_bound() -> None:
    fed = LoadedTable("here", "claim", CLAIMS, frame_of(CLAIMS, rows_at(0)))
    cross_checks.check_bounds(real_reference(), [fed])


def test_the_guard_holds_back_every_figure_beyond_its_bound_at_a_first_state() -> None:
    table = replace(FETCHED, dataset=replace(FETCHED.dataset, rows=(1, 1000)))
    fresh = frame_of(CLAIMS, rows_at(0.01))
    problems = guard.problems(table, fresh, None)
    for row, line in zip(fresh.to_dict("records"), problems, strict=True):
        year = row["period_start"][:4]
        assert line.startswith(f"{row['indicator']} de-nw cn export {year}: found value")
    assert not guard.problems(table, frame_of(CLAIMS, rows_at(0)), None)


@each(
    ("rhythm", "kind", "days", "lacking"),
    [
        ("year", "year", ["2019-01-01", "2020-01-01", "2022-01-01"], "2021"),
        ("year", "point", ["2019-12-31", "2020-12-31", "2022-12-31"], "2021"),
        ("year", "point", ["2020-12-31", "2021-12-31", "2022-12-31"], ""),
        ("five_years", "year", ["2005-01-01", "2010-01-01", "2020-01-01"], "2015"),
        ("quarter", "quarter", ["2021-01-01", "2021-04-01", "2021-10-01"], "2021Q3"),
        ("month", "month", ["2021-01-01", "2021-03-01"], "2021-02"),
    ],
)
def test_the_guard_names_each_period_and_reference_day_that_lacks_between_others(
    rhythm: str, kind: str, days: list[str], lacking: str
) -> None:
    table = replace(FETCHED, dataset=replace(FETCHED.dataset, rows=(1, 9), rhythm=Rhythm(rhythm)))
    rows = [claim(day, period_kind=kind, period_start=day, period_end=day) for day in days]
    problems = guard.problems(table, frame_of(CLAIMS, rows), None)
    assert [line.split(": ")[1].split(" lack")[0] for line in problems] == [lacking][
        : bool(lacking)
    ]


def test_an_unbelievable_rate_is_quarantined_when_nothing_was_known_before(
    monkeypatch: pytest.MonkeyPatch, project: Project
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(project.root / "vintages"))
    fresh = frame_of(CLAIMS, [claim("rate", indicator="share_of_nrw_projects", unit="percent",
                                    value="120465")])  # fmt: skip
    table = replace(FETCHED, dataset=replace(FETCHED.dataset, rows=(1, 9)),
                    module=SimpleNamespace(parse=lambda _: fresh))  # fmt: skip
    outcome = update.accept(table, [RawFile("rate.csv", b"rate", "https://x", "x", "2026-01-01")])
    assert outcome.outcome == "quarantined"
    assert "found value 120465 percent, expected 0 to 100" in outcome.text
    assert not store.vintages(table.name)
