"""What becomes an entity and an edge of ownership, from rows of ours and of GLEIF."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from etl import modelling
from tests.warehouses import Row, fed, source

#: The models that make entities and edges, and what they read.
MODELS = ("source", "company", "entity_event", "entity_match", "entity", "entity_name",
          "ownership_edge")  # fmt: skip
DAY = "2026-11-01"


def company(company_id: str, owner: str, **cells: str) -> Row:
    row = {
        "company_id": company_id, "name": company_id.upper(), "parent_name": owner,
        "parent_country": "cn", "owner_scope": "mainland", "kreis_ags": "05916", "in_rvr": "yes",
        "status": "active", "last_known_status": "active", "status_as_of": "2020",
        "source_ids": "office", "confidence": "high", "geo_level": "city",
        "show_by_default": "yes",
    }  # fmt: skip
    return {**row, **cells}


def record(lei: str, country: str, **cells: str) -> Row:
    row = {"lei": lei, "name": f"Name of {lei}", "legal_address_country": country,
           "entity_status": "active", "registration_status": "issued", "source_ids": "gleif",
           "known_since": DAY}  # fmt: skip
    return {**row, **cells}


def tie(child: str, parent: str, relation: str = "direct", **cells: str) -> Row:
    row = {"child_lei": child, "parent_lei": parent, "relation": relation,
           "relationship_status": "active", "source_ids": "gleif", "known_since": DAY}  # fmt: skip
    return {**row, **cells}


ROWS: dict[str, list[Row]] = {
    "company": [
        company("one", "Gruppe (Übersee)"), company("two", " Gruppe (Übersee) "),
        company("three", "Privatperson (China)"), company("four", "Privatperson (China)"),
        company("five", "中国集团"), company("six", "", last_known_status="exited"),
        company("seven", "Bieter", last_known_status="blocked"),
    ],
    "entity_event": [
        {"event_id": "six-1", "entity_id": "six", "date": "2019-03", "date_precision": "month",
         "kind": "sold", "source_ids": "office", "confidence": "high"},
        {"event_id": "target_afar-1", "entity_id": "target_afar", "date": "2019",
         "date_precision": "year", "kind": "blocked", "deal_id": "deal_afar", "buyer": "Bieter",
         "mode": "acquisition", "target": "Ferne AG", "state": "de-by", "source_ids": "office",
         "confidence": "high"},
    ],
    "entity_match": [{"company_id": "one", "lei": "L1", "how": "decision"}],
    "gleif_entity": [
        record("L1", "de", legal_address_region="de-nw", legal_address_city="Herne",
               other_names="Eins GmbH;一号"),
        record("L2", "lu"), record("L3", "ky", entity_status="inactive"), record("L4", "cn"),
        record("L5", "de", headquarters_region="de-nw", headquarters_city="Nirgendwo",
               headquarters_country="de", ultimate_exception="non_public"),
        record("L7", "xx"),
        record("L8", "de", nrw_by_postcode="legal_address", legal_address_city="Herne"),
    ],
    "gleif_relationship": [
        tie("L1", "L2"), tie("L2", "L4"), tie("L1", "L4", "ultimate"),
        tie("L2", "L3", start_date="2015-01-01"),
        tie("L2", "L7", end_date="2020-01-01", relationship_status="inactive"),
        tie("L5", "L6"),
    ],
    "source": [source("office", published="2020-06-30"), source("gleif", published=DAY)],
    "claim": [], "rail_claim": [], "event": [],
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    folder = tmp_path_factory.mktemp("models")
    (folder / "core").mkdir()
    shutil.copytree(modelling.MODELS / "formula", folder / "formula")
    for name in MODELS:
        shutil.copy(modelling.MODELS / "core" / f"{name}.sql", folder / "core")
    reference = {
        "thresholds": "code varchar, value double",
        "publisher_names": "code varchar, name varchar",
        "indicators": "code varchar, subject varchar",
        "unnamed_owners": "code varchar, reason varchar",
        "cities": "code varchar, ags varchar, name_de varchar, state varchar",
    }
    with fed(ROWS) as con:
        con.execute("create schema reference")
        for name, columns in reference.items():
            con.execute(f"create table reference.{name} ({columns})")
        con.execute("insert into reference.cities values ('herne', '05916', 'Herne', 'de-nw')")
        con.execute(
            "insert into reference.unnamed_owners"
            " values ('Privatperson (China)', 'natural_persons')"
        )
        modelling.run(con, Path(folder))
        yield con


def test_owners_of_one_name_are_one_and_who_is_not_named_is_none(
    built: duckdb.DuckDBPyConnection,
) -> None:
    owners = built.execute(
        "select entity_id, name from core.entity where starts_with(entity_id, 'owner_') order by 1"
    ).fetchall()
    assert [name for _, name in owners] == ["中国集团", "Bieter", "Gruppe (Übersee)"]
    assert owners[1:] == [("owner_bieter", "Bieter"), ("owner_gruppe_ubersee", "Gruppe (Übersee)")]
    unnamed = built.execute(
        "select child_id, exception_reason from core.ownership_edge where parent_id is null"
        " and relation = 'owner' order by 1"
    ).fetchall()
    assert unnamed == [("four", "natural_persons"), ("six", "not_named"),
                       ("three", "natural_persons")]  # fmt: skip


def test_a_chain_of_gleif_hangs_below_the_firm_that_it_was_matched_with(
    built: duckdb.DuckDBPyConnection,
) -> None:
    live = built.execute(
        "select child_id, parent_id, relation from core.ownership_edge"
        " where not is_ended and not is_planned and parent_id is not null order by all"
    ).fetchall()
    assert live == [
        ("five", live[0][1], "owner"), ("lei_l2", "lei_l4", "direct"),
        ("lei_l5", "lei_l6", "direct"), ("one", "lei_l2", "direct"), ("one", "lei_l4", "ultimate"),
        ("one", "owner_gruppe_ubersee", "owner"), ("two", "owner_gruppe_ubersee", "owner"),
    ]  # fmt: skip
    assert built.execute(
        "select role, in_nrw, city_code, kreis_ags, lei from core.entity where entity_id = 'one'"
    ).fetchone() == ("company", True, "herne", "05916", "L1")
    assert built.execute(
        "select region, in_nrw, city_code from core.entity where entity_id = 'lei_l8'"
    ).fetchone() == ("de-nw", True, "herne"), "by its postcode alone"
    roles = dict(built.execute("select entity_id, role from core.entity").fetchall())
    assert (roles["lei_l2"], roles["lei_l4"], roles["lei_l5"]) == ("holding", "owner", "company")


def test_what_is_over_dissolved_or_never_came_is_marked(built: duckdb.DuckDBPyConnection) -> None:
    rows = built.execute(
        "select child_id, parent_id, is_ended, is_planned, end_date from core.ownership_edge"
        " where is_ended or is_planned order by all"
    ).fetchall()
    assert rows == [
        ("lei_l2", "lei_l3", True, False, None), ("lei_l2", "lei_l7", True, False, "2020-01-01"),
        ("seven", "owner_bieter", False, True, None), ("six", None, True, False, "2019-03"),
    ]  # fmt: skip


def test_what_a_deal_was_about_is_an_entity_with_its_land_also_outside_nrw(
    built: duckdb.DuckDBPyConnection,
) -> None:
    assert built.execute(
        "select name, role, region, in_nrw, city_code from core.entity"
        " where entity_id = 'target_afar'"
    ).fetchall() == [("Ferne AG", "target", "de-by", False, None)]


def test_a_parent_without_record_and_an_unknown_country_are_kept(
    built: duckdb.DuckDBPyConnection,
) -> None:
    found = built.execute(
        "select lei, name, country, in_nrw from core.entity where lei in ('L5', 'L6', 'L7')"
        " order by lei"
    ).fetchall()
    assert found == [("L5", "Name of L5", "de", True), ("L6", "L6", None, False),
                     ("L7", "Name of L7", "xx", False)]  # fmt: skip


def test_every_edge_names_a_source_and_every_name_its_writing(
    built: duckdb.DuckDBPyConnection,
) -> None:
    sourceless = "select edge_id from core.ownership_edge where len(source_ids) = 0"
    assert built.execute(sourceless).fetchall() == []
    names = built.execute(
        "select name, script, name_kind from core.entity_name where entity_id = 'one' order by 1"
    ).fetchall()
    assert names == [("Eins GmbH", "latin", "other"), ("Name of L1", "latin", "legal"),
                     ("ONE", "latin", "documented"), ("一号", "han", "other")]  # fmt: skip
