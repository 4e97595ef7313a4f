"""Rules that models keep, and models that are broken themselves: refused by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from etl import modelling
from etl.validate import Refused
from tests.each import sample
from tests.warehouses import Row, claim, fed, source

#: Reason of a refusal in a model's head → the rows that it must find.
A_SOURCE = source("office")
TRAIN: Row = {
    "claim_id": "rail-1", "event_id": "train-1", "event_kind": "train",
    "evidence_kind": "report", "about_herne_traffic": "yes", "date": "2016-06-14",
    "date_precision": "day", "direction": "westbound", "text_de": "Ein Zug.",
    "text_en": "A train.", "source_id": "office", "known_since": "2016-06-20",
    "known_since_precision": "day", "confidence": "high", "counts": "yes", "judged_wrong": "no",
}  # fmt: skip


COMPANY: Row = {
    "company_id": "firm", "name": "Firma", "owner_scope": "mainland", "kreis_ags": "05916",
    "in_rvr": "yes", "status": "active", "last_known_status": "active", "status_as_of": "2020",
    "source_ids": "office", "confidence": "high", "geo_level": "city", "show_by_default": "yes",
}  # fmt: skip
DAY = "2020-05-04"
#: A deal, which is an event of what was bought, dated on the day of its source.
DEAL: Row = {"event_id": "event-1", "entity_id": "target_firm", "date": "2020-05-04",
             "date_precision": "day", "kind": "acquired", "deal_id": "deal-1", "buyer": "Käufer",
             "mode": "acquisition", "target": "Firma", "source_ids": "office",
             "confidence": "high"}  # fmt: skip
COOPERATION: Row = {
    "event_id": "visit-1", "date": "2020-05-04", "date_precision": "day", "kind": "visit",
    "place_nrw_code": "herne", "counterpart_code": "luzhou", "theme": "x", "title_de": "Besuch",
    "title_en": "Visit", "source_ids": "office", "confidence": "high",
}  # fmt: skip


def period(kind: str, start: str, end: str) -> list[Row]:
    return [claim("c-1", period_kind=kind, period_start=start, period_end=end)]


MONTH: Row = {
    "region": "de_estat", "counterpart": "cn", "flow": "export", "trade_system": "community",
    "period_start": "2025-01-01", "value_meur": "1", "status": "unknown", "source_id": "office",
    "known_since": "2025-04-01",
}  # fmt: skip


FORBIDDEN: dict[str, list[list[Row]]] = {
    "a claim without figure": [
        [claim("c-1", value="")],
        [claim("c-1", value="", value_low="1")],
    ],
    # Found by trying: the digests of both begin alike.
    "two claims with one short id": [[claim("c-20259185"), claim("c-22306544", year="2021")]],
    "a range upside down": [[claim("c-1", value="", value_low="2", value_high="1")]],
    "a period that ends before it starts": [period("span", "2020-12-31", "2020-01-01")],
    "a period without days that is not undated": [period("span", "", "2020-01-01")],
    "a year that is none": [period("year", "2020-01-01", "2020-11-30"),
                            period("year", "2020-02-01", "2020-12-31")],
    "a month that is none": [period("month", "2020-02-01", "2020-02-28"),
                             period("month", "2020-02-02", "2020-02-29"),
                             [{**MONTH, "period_start": "2025-01-02"}]],
    "a quarter that is none": [period("quarter", "2020-02-01", "2020-04-30"),
                               period("quarter", "2020-01-01", "2020-03-30")],
    "a half year that is none": [period("half", "2020-04-01", "2020-09-30"),
                                 period("half", "2020-01-01", "2020-06-29")],
    "a part of a year that does not begin with it": [
        period("year_to_date", "2020-02-01", "2020-05-31"),
        period("year_to_date", "2020-01-01", "2021-05-31"),
    ],
    "a point in time of several days": [period("point", "2020-01-01", "2020-01-02")],
    "a repeat that says another figure, beyond rounding and a hundred-thousandth": [
        [claim("c-1", value="6363"), claim("c-2", value="6300.5", same_as="c-1")],
        [claim("c-1", value="", value_low="1", value_high="2"), claim("c-2", same_as="c-1")],
    ],
    "a figure printed so finely that it is not even itself": [
        [claim("c-1", value="1339400.897105", value_printed="1339400897105.11")]
    ],
    "a repeat of a repeat": [
        [claim("c-1"), claim("c-2", same_as="c-1"), claim("c-3", same_as="c-2")],
        [claim("c-1", same_as="c-1")],
    ],
    "a claim known before its period began, and no expectation": [
        [claim("c-1", known_since="2019-12-31", evidence_kind=kind)]
        for kind in ("statistic", "statement", "context")
    ],
    "a claim known before its date, and no plan": [[{**TRAIN, "date": "2016-06-21"}]],
    "an event without source": [[{**DEAL, "source_ids": "nobody"}],
                                [{**DEAL, "source_ids": "office;nobody"}]],
    "an event of nobody": [[{**DEAL, "target": ""}]],
    "a deal that is not told exactly once": [
        [{**DEAL, "mode": ""}], [DEAL, {**DEAL, "event_id": "event-2"}]
    ],
    "an event after its earliest source": [[{**COOPERATION, "date": "2020-06"}]],
    "an event after all its sources": [[{**DEAL, "date": day}] for day in ("2020-05-05", "2021")],
    "a company with a year after all its sources": [
        [{**COMPANY, year: "2021"}] for year in ("entry_year", "status_as_of", "employees_year")
    ],
    "the Community concept under Germany's national figures, or these under it": [
        [claim("c-1", region="de", trade_system="community")],
        [claim("c-1", region="de_estat", trade_system="special")],
    ],
    "a month stated twice": [[MONTH, {**MONTH, "value_meur": "2"}]],
    "an edge without source": [
        [{"child_lei": "A", "parent_lei": "B", "relation": "direct", "source_ids": "nobody",
          "relationship_status": "active", "known_since": "2026-01-02"}]
    ],
    "a counted train that was judged wrong": [[{**TRAIN, "judged_wrong": "yes",
                                               "reason_de": "Weil.", "reason_en": "Because."}]],
    "a judgement without reason": [[{**TRAIN, "counts": "no", "judged_wrong": "yes"}]],
    "an event that counts as two trains": [[TRAIN, {**TRAIN, "claim_id": "rail-2"}]],
}  # fmt: skip


#: Noun → the models that read it, where these are not of its name.
READ_BY = {"gleif_relationship": ("source", "company", "entity_event", "entity", "entity_match",
                                  "ownership_edge"),
           "entity_event": ("source", "company", "entity_event")}  # fmt: skip


def run_models(rows: list[Row], folder: Path) -> None:
    """Build the models that rows of one noun need, from a folder with only those."""
    keys = {"event_kind": "rail_claim", "claim_id": "claim",
            "place_nrw_code": "event", "event_id": "entity_event", "name": "company",
            "value_meur": "partner_trade", "child_lei": "gleif_relationship"}  # fmt: skip
    noun = next(noun for key, noun in keys.items() if key in rows[0])
    (folder / "core").mkdir()
    shutil.copytree(modelling.MODELS / "formula", folder / "formula")
    for name in READ_BY.get(noun, ("source", noun)):
        shutil.copy(modelling.MODELS / "core" / f"{name}.sql", folder / "core")
    others: dict[str, list[Row]] = {
        name: [] for name in ("claim", "rail_claim", "event", "company", "entity_event",
                              "gleif_entity", "entity_match")
    }  # fmt: skip
    a_source = A_SOURCE if noun in ("claim", "rail_claim") else {**A_SOURCE, "published": DAY}
    with fed({**others, noun: rows, "source": [a_source]}) as con:
        con.execute("create schema reference")
        con.execute("create table reference.thresholds (code varchar, value double)")
        con.execute("create table reference.publisher_names (code varchar, name varchar)")
        con.execute("create table reference.indicators (code varchar, subject varchar)")
        con.execute("create table reference.unnamed_owners (code varchar, reason varchar)")
        con.execute("create table reference.cities (code varchar, ags varchar, name_de varchar,"
                    " state varchar)")  # fmt: skip
        modelling.run(con, folder)


@pytest.mark.parametrize(
    ("reason", "rows"),
    [(reason, rows) for reason, cases in FORBIDDEN.items() for rows in sample(cases, 1)],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_rows_that_break_a_rule_of_a_model_are_refused(
    reason: str, rows: list[Row], tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refused:
        run_models(rows, tmp_path)
    assert refused.value.found[0].startswith(f"{reason}: ")
    assert "data/snapshots" in refused.value.remedy


@pytest.mark.parametrize(
    "rows", [[claim("c-1")], [TRAIN], [COMPANY], [DEAL], [COOPERATION], [MONTH]]
)
def test_rows_that_break_no_rule_are_taken(rows: list[Row], tmp_path: Path) -> None:
    run_models(rows, tmp_path)


def test_every_rule_of_every_model_has_rows_here_that_break_it() -> None:
    rules = {reason for model in modelling.models() for reason, _ in model.refusals}
    # No rows are known that make two hashes one; that there are none is looked at in each build.
    assert rules == {*FORBIDDEN, "two things under one number"}


#: Models (and formulas) as written → place named, what was found.
MODELS: dict[str, tuple[dict[str, str], str, str]] = {
    "described, not built": (
        {"core/one.sql": "-- One.\n-- a: a\n-- b: b\nselect 1 as a"},
        "etl/models/core/one.sql", "column 'b' is described, not built"),
    "built, not described": (
        {"core/one.sql": "-- One.\n-- a: a\nselect 1 as a, 2 as b"},
        "etl/models/core/one.sql", "column 'b' is built, not described"),
    "a circle": (
        {"core/one.sql": "-- a: a\nselect a from core.two",
         "core/two.sql": "-- a: a\nselect a from core.one"},
        "etl/models", "in a circle: core."),
    "itself": (
        {"core/one.sql": "-- a: a\nselect a from core.one"}, "etl/models", "in a circle"),
    "a model that is not there": (
        {"core/one.sql": "-- a: a\nselect a from core.nowhere"},
        "etl/models/core/one.sql", "it reads core.nowhere, which is no model"),
    "SQL that is none": (
        {"core/one.sql": "-- a: a\nselect a from ("}, "etl/models/core/one.sql",
        "cannot be built"),
    "a column that is not there": (
        {"core/one.sql": "-- a: a\nselect 1 as a",
         "core/two.sql": "-- b: b\nselect b from core.one"},
        "etl/models/core/two.sql", "cannot be built"),
    "a cast that fails": (
        {"core/one.sql": "-- a: a\nselect 'x'::integer as a"}, "etl/models/core/one.sql",
        "cannot be built"),
    "a rule without query": (
        {"core/one.sql": "-- a: a\n-- refuse: never\nselect 1 as a"}, "etl/models/core/one.sql",
        "a refusal without query"),
    "a rule that finds rows": (
        {"core/one.sql": "-- a: a\n-- refuse: a one :: select a from core.one\nselect 1 as a"},
        "core.one", "a one: 1"),
    "a formula that is none": (
        {"formula/one.sql": "(x) as x +"}, "etl/models/formula/one.sql", "cannot be built"),
}  # fmt: skip


@pytest.mark.parametrize("name", MODELS)
def test_a_broken_model_is_refused_by_name(name: str, tmp_path: Path) -> None:
    files, place, found = MODELS[name]
    for folder in ("core", "formula"):
        (tmp_path / folder).mkdir()
    for file, text in files.items():
        (tmp_path / file).write_text(text, encoding="utf-8")
    with duckdb.connect() as con, pytest.raises(Refused) as refused:
        modelling.run(con, tmp_path)
    assert refused.value.place == place
    assert found in refused.value.found[0]
    assert refused.value.remedy.endswith((".", "…"))
