"""Gaps: years that one would expect and that nobody names; never zero, never guessed."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.ask import ask
from etl import build
from i18n import LANGUAGES, Locale
from tests import visits
from tests.warehouses import Project, build_small, claim, source
from ui import conflicts


def series(code: str, **values: Any) -> Any:
    (row,) = list(ask("gaps", **values).where(code=code))
    return row


def test_imports_of_2013_are_missing_in_chinas_delimitation_and_2022_are_there(
    warehouse: Path,
) -> None:
    row = series("nrw_import_cn")

    assert 2013 in row.missing
    assert 2013 in row.other_scope  # known without delimitation only
    assert 2013 not in row.known
    assert 2022 in row.known
    assert 2022 not in row.missing
    assert {"trade-2537", "trade-2543"} <= set(row.claim_ids)


def test_a_half_year_stands_beside_the_whole_years_that_lack(warehouse: Path) -> None:
    row = series("herne_port_tonnes")

    assert list(row.in_part) == [2013]
    assert 2013 in row.missing
    (shown,) = conflicts.gaps(ask("gaps").where(code=row.code), Locale("de")).texts
    assert shown[2] == "0 von 18 ganzen Jahren"
    assert "nur ein Teil des Jahres: 2013" in shown[3]
    (whole,) = conflicts.gaps(ask("gaps").where(code="nrw_export_cn"), Locale("de")).texts
    assert whole[2] == "16 von 18 Jahren"


def test_years_with_low_confidence_only_are_gaps_marked_unsure(warehouse: Path) -> None:
    row = series("eu_china_teu_eastbound")

    assert 2022 in row.missing
    assert list(row.unsure) == [2022]
    assert 2021 in row.known
    table = conflicts.gaps(ask("gaps").where(code=row.code), Locale("de"))
    assert "nur unsicher: 2022" in table.texts[0][3]


def test_every_expected_year_is_known_partial_or_missing_and_no_two_of_them(
    warehouse: Path,
) -> None:
    for row in ask("gaps"):
        years = [*row.known, *row.partial, *row.missing]
        assert sorted(years) == list(range(row.from_year, row.to_year + 1)), row.code
        kinds = {*row.unsure, *row.other_scope, *row.in_part}
        assert kinds <= set(row.missing), row.code
        assert row.why_de and row.why_en  # noqa: PT018 - both languages say why


def test_years_not_yet_over_are_not_expected(warehouse: Path) -> None:
    row = series("nrw_export_cn", as_of=date(2012, 5, 1))

    assert row.to_year == 2011
    assert list(row.known) == []  # the official table is known from May 2026
    assert list(row.missing) == [2008, 2009, 2010, 2011]
    before = ask("gaps", as_of=date(2008, 6, 1)).rows
    assert "nrw_export_cn" not in set(before["code"])


def test_what_is_known_later_fills_the_gap_only_then(warehouse: Path) -> None:
    assert 2015 in series("nrw_export_cn", as_of=date(2026, 5, 20)).missing
    assert 2015 in series("nrw_export_cn", as_of=date(2026, 5, 21)).known


IMPORTS = {"flow": "import", "trade_system": "general"}


#: What stands for a year, and what the year then is; {} is the year and {next} the one after.
STATES: list[tuple[dict[str, str], str]] = [
    ({}, "known"),
    ({"value": "0"}, "known"),  # exactly nothing is a figure
    ({"confidence": "low"}, "unsure"),
    ({"china_scope": "undefined"}, "other_scope"),
    ({"china_scope": ""}, "other_scope"),
    ({"evidence_kind": "plan"}, "missing"),
    ({"evidence_kind": "forecast"}, "missing"),
    ({"trade_system": "special"}, "missing"),
    ({"adjustment": "calendar_seasonal"}, "missing"),
    ({"region": "de"}, "missing"),
    ({"period_kind": "half", "period_end": "{}-06-30"}, "in_part"),
    ({"period_kind": "half", "period_end": "{}-06-30", "confidence": "low"}, "missing"),
    ({"period_kind": "span", "period_end": "{next}-12-31"}, "missing"),
]


def test_only_a_figure_of_the_very_series_fills_a_gap(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    years = dict(enumerate(STATES, 2010))
    rows = []
    for year, (cells, _) in years.items():
        dated = {name: cell.format(year, next=year + 1) for name, cell in cells.items()}
        rows.append(claim(str(year), year=str(year), **{**IMPORTS, **dated}))
    build_small(tmp_path, {"claim": rows, "source": [source("office")]}, monkeypatch)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))

    found = series("nrw_import_cn")

    for name in ("known", "unsure", "other_scope", "in_part"):
        expected = [year for year, (_, state) in years.items() if state == name]
        assert list(getattr(found, name)) == expected, name
    rests = ("unsure", "other_scope", "in_part")
    assert set(found.claim_ids) == {str(y) for y, (_, state) in years.items() if state in rests}
    assert set(found.missing) >= {year for year, (_, state) in years.items() if state != "known"}
    assert not set(found.missing) & set(found.known)


def test_a_year_of_months_is_known_with_all_twelve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    months = {2018: 0, 2019: 3, 2020: 12}
    rows = [
        claim(
            f"m{year}-{month}",
            **IMPORTS,
            period_kind="month",
            period_start=f"{year}-{month:02}-01",
            period_end=f"{year}-{month:02}-{monthrange(year, month)[1]}",
        )
        for year, count in months.items()
        for month in range(1, count + 1)
    ]
    build_small(tmp_path, {"claim": rows, "source": [source("office")]}, monkeypatch)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))

    found = series("nrw_import_cn_month")

    for year, state in ((2018, "missing"), (2019, "partial"), (2020, "known")):
        for name in ("missing", "partial", "known"):
            assert (year in getattr(found, name)) == (name == state), (year, name)


@pytest.mark.long
def test_a_series_is_expected_by_a_line_in_the_reference_table(project: Project) -> None:
    file = project.reference("expected")
    line = (
        "test_series,Testreihe,Test series,trade_value,de-nw,us,,export,special,,,year,2010,2012,"
        "Weil geprüft wird.,Because it is tested.\n"
    )
    file.write_text(file.read_text(encoding="utf-8") + line, encoding="utf-8")
    build.build()

    row = series("test_series")
    assert list(row.known) == [2010, 2011, 2012]
    assert ask("gaps").labels.name("expected", "test_series", "en") == "Test series"


def test_years_are_said_as_ranges() -> None:
    for lang in LANGUAGES:
        locale = Locale(lang)
        assert locale.years([2011, 2012, 2016, 2013, 2019, 2018]) == "2011–2013, 2016, 2018–2019"
        assert locale.years([]) == ""
        assert locale.years([2020, 2020]) == "2020"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_names_missing_years_as_ranges_and_never_as_zero(
    warehouse: Path, lang: str
) -> None:
    app, locale = visits.visit("evidence/contradictions", lang=lang), Locale(lang)
    table = next(p for p in visits.html(app) if locale("method.gaps.subtitle") in p)
    row = series("nrw_import_cn")

    assert locale.years(row.missing) in table
    assert locale("method.gaps.other_scope", years=locale.years(row.other_scope)) in table
    assert locale("method.gaps.complete") in table
    for expected in ask("gaps").rows["code"]:
        assert ask("gaps").labels.name("expected", expected, lang) in table.replace("&amp;", "&")
