"""GLEIF: groups firm by firm over real HTTP, the golden copy from files, what is wrong in them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from etl import datasets, load
from etl.__main__ import main
from etl.fetch import attempts, golden
from etl.fetch.http import Web
from etl.fetch.update import Outcome, update
from etl.readers.gleif import answers, blocks, golden_copy
from etl.readers.gleif.shape import Records, is_in_nrw, is_somewhere_in_germany
from etl.vintages import records, store
from matching.entities import is_lei
from run import ROOT
from tests.each import each
from tests.etl.test_states import dated
from tests.faulty.tables import zipped
from tests.warehouses import TOLD_BY_TABLES, frame_of
from tests.worlds import gleif
from tests.worlds.gleif import EDGES, ENTITIES, Edge, Entity, Gleif, lei
from tests.worlds.playback import Answer, Answers, Asked, playback

SAMPLES = ROOT.parent / "shared" / "samples" / "gleif"
TABLES = [one for one in datasets.fetched() if one.name in golden.SOURCES]
CHINA = ("CN", "CN-BJ", "北京", "100000")
pytestmark = pytest.mark.usefixtures("without_build", "nothing_kept")


@pytest.fixture
def nothing_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing fetched yet."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "warehouse"))


def fetch(world: Answers, slept: list[float] | None = None) -> dict[str, Outcome]:
    """Update both data sets in one run; nobody waits."""
    pauses = slept if slept is not None else []
    with playback(world) as served, store.writing():
        web = Web("somebody@example.org", None, served.address, pauses.append)
        return {one.source: one for one in update(TABLES, web, lambda *_: None)}


def rows(number: int = 0) -> pd.DataFrame:
    """What is fed of entities (0) or relationships (1), by identifier or as it is."""
    read = records.rows_and_sources(TABLES[number])
    assert read is not None
    return read[0] if number else read[0].set_index("lei", drop=False)


def edges_of(child: str) -> set[tuple[str, str, str]]:
    found = rows(1)
    own = found[found["child_lei"] == lei(child)]
    return {*zip(own["parent_lei"], own["relation"], own["relationship_status"], strict=True)}


def more(*entities: Entity, edges: tuple[Edge, ...] = ()) -> Gleif:
    return Gleif(entities=(*ENTITIES, *entities), edges=(*EDGES, *edges))


# From the API


def test_a_chain_is_followed_edge_by_edge_through_holdings_to_the_top() -> None:
    assert {one.outcome for one in fetch(Gleif()).values()} == {"new"}
    assert edges_of("duisburg") == {
        (lei("lux"), "direct", "active"), (lei("peking"), "ultimate", "active")}  # fmt: skip
    assert (lei("cayman"), "direct", "active") in edges_of("lux")
    assert (lei("peking"), "direct", "active") in edges_of("cayman")
    assert rows().loc[lei("lux"), "legal_address_country"] == "lu"
    assert rows().loc[lei("cayman"), "legal_address_country"] == "ky"


def test_an_ended_tie_and_a_dissolved_entity_are_kept_as_ended() -> None:
    fetch(Gleif())
    found = rows(1)
    ended = found[found["child_lei"] == lei("essen")]
    assert set(ended["relationship_status"]) == {"inactive"}
    assert set(ended["start_date"]) == {"2018-01-01"}
    assert set(ended["end_date"]) == {"2024-06-30"}
    row = rows().loc[lei("essen")]
    assert (row["entity_status"], row["registration_status"]) == ("inactive", "retired")
    assert row["successor_lei"] == lei("duisburg")


def test_why_no_parent_is_reported_is_kept_as_reported() -> None:
    fetch(Gleif())
    found = rows()
    assert found.loc[lei("bonn"), "direct_exception"] == "non_public"
    assert found.loc[lei("hongkong"), "ultimate_exception"] == "natural_persons"
    assert found.loc[lei("duisburg"), ["direct_exception", "ultimate_exception"]].isna().all()


def test_names_are_kept_as_they_are_also_formulas_and_chinese() -> None:
    fetch(Gleif())
    found = rows()
    assert found.loc[lei("essen"), "name"] == "=SUM(1) Müller & Söhne GmbH i. L."
    assert found.loc[lei("peking"), "name"] == "示例集团有限公司"
    assert found.loc[lei("duisburg"), "other_names"] == "示例贸易, Beispiel"


def test_without_a_region_the_postcode_decides_and_without_both_it_is_said() -> None:
    outcome = fetch(Gleif())["gleif_entities"]
    found = rows()
    assert found.loc[lei("bochum"), "nrw_by_postcode"] == "legal_address"
    assert set(found["nrw_by_postcode"].drop(lei("bochum")).dropna()) == set()
    assert not {lei("nirgends"), lei("muenchen")} & {*found.index}
    assert "without a region or a postcode of NRW: 1" in outcome.text


def test_both_data_sets_are_of_one_golden_copy_asked_for_once() -> None:
    slept: list[float] = []
    world = Gleif()
    fetch(world, slept)
    assert world.count <= len(ENTITIES) * 3
    assert [one for one in slept if one >= 1].__len__() == world.count, "sixty a minute"
    notes = [store.vintages(table.name)[-1].note for table in TABLES]
    assert notes[0]["state"] == notes[1]["state"] == "2026-11-27"
    assert notes[0]["sha256"] == notes[1]["sha256"]


def test_a_new_golden_copy_meanwhile_starts_anew_and_one_each_time_is_refused() -> None:
    later = "2026-11-27T08:00:00Z"
    once = Gleif(published=lambda number: gleif.PUBLISHED if number < 5 else later)
    assert fetch(once)["gleif_relationships"].outcome == "new"
    parts = store.vintages("gleif_entities")[-1].parts()
    told = {answers.publish_date(answers.answer_of(line))
            for raw in parts.values() for line in raw.splitlines()}  # fmt: skip
    assert told == {later}
    ever = fetch(Gleif(published=lambda number: f"2026-11-27T{number % 24:02}:00:00Z"))
    assert {one.outcome for one in ever.values()} == {"failed"}
    assert "another golden copy" in ever["gleif_entities"].text
    assert len(store.vintages("gleif_entities")) == 1


def test_a_filter_that_is_refused_is_done_without() -> None:
    fetch(Gleif())
    whole = rows(1).drop(columns=["source_ids", "known_since"])
    for refused in ("addresses.region", "legalAddress.country", "ultimateParent"):
        outcome = fetch(Gleif(refused=(refused,)))
        assert {one.outcome for one in outcome.values()} <= {"unchanged", "new"}, refused
        if refused != "legalAddress.country":
            assert rows(1).drop(columns=["source_ids", "known_since"]).equals(whole), refused


def test_without_filters_and_without_a_state_the_golden_copy_is_named() -> None:
    outcome = fetch(Gleif(refused=("ultimateParent",)))["gleif_entities"]
    assert outcome.outcome == "failed"
    assert "Filter should contain only allowed values" in outcome.text
    assert "golden-copy" in outcome.text


def test_a_filter_that_is_passed_over_is_noticed() -> None:
    def unfiltered(asked: Asked) -> Answer:
        answer = world(asked)
        said = json.loads(answer.body)
        said["meta"]["pagination"]["total"] = 3_000_000
        return replace(answer, body=json.dumps(said).encode())

    world = Gleif()
    outcome = fetch(unfiltered)["gleif_entities"]
    assert outcome.outcome == "failed"
    assert "3,000,000 records" in outcome.text


# Bad input: kept, refused by row and counted, or mended; never lost


def test_wrong_check_digits_leave_a_row_out_and_are_counted() -> None:
    assert is_lei("5299001ERX0K10IZUL40")
    assert not is_lei("5299001ERX0K10IZUL41")
    assert not is_lei("5299001erx0k10izul40")
    wrong = "MADE00000000WRONG100"
    outcome = fetch(more(Entity("krefeld", "Krefeld GmbH", ("DE", "DE-NW", "Krefeld", "47798")),
                         edges=(Edge("krefeld", "", "direct", parent_lei=wrong),
                                Edge("krefeld", "peking", "ultimate"))))  # fmt: skip
    assert edges_of("krefeld") == {(lei("peking"), "ultimate", "active")}
    assert "relationships whose LEI has wrong check digits: 1" in outcome["gleif_entities"].text


def test_circles_own_parents_and_two_tops_end_and_are_kept() -> None:
    at = ("DE", "DE-NW", "Hagen", "58095")
    fetch(more(
        Entity("kreisa", "Kreis A GmbH", at), Entity("kreisb", "Kreis B GmbH", at),
        edges=(Edge("kreisa", "kreisb", "direct"), Edge("kreisb", "kreisa", "direct"),
               Edge("kreisa", "peking", "ultimate"),
               Edge("kreisb", "peking", "ultimate"),
               Edge("peking", "peking", "ultimate")),
    ))  # fmt: skip
    assert (lei("kreisb"), "direct", "active") in edges_of("kreisa")
    assert (lei("kreisa"), "direct", "active") in edges_of("kreisb")
    assert edges_of("peking") == {(lei("peking"), "ultimate", "active")}


def test_two_tops_of_one_entity_are_both_kept(tmp_path: Path) -> None:
    twice = more(edges=(Edge("duisburg", "hongkong", "ultimate"),))
    parts = golden_copy.cut(gleif.golden_copy(tmp_path, gleif.golden_rows(twice)))
    found = answers.relationships(parts)
    tops = found[(found["child_lei"] == lei("duisburg")) & (found["relation"] == "ultimate")]
    assert set(tops["parent_lei"]) == {lei("peking"), lei("hongkong")}


def test_a_parent_without_a_record_stays_an_edge_and_is_said() -> None:
    nobody = lei("niemand")
    outcome = fetch(more(Entity("witten", "Witten GmbH", ("DE", "DE-NW", "Witten", "58452")),
                         edges=(Edge("witten", "", "direct", parent_lei=nobody),
                                Edge("witten", "peking", "ultimate"))))  # fmt: skip
    assert (nobody, "direct", "active") in edges_of("witten")
    assert nobody not in rows().index
    assert "parents without a record of their own: 1" in outcome["gleif_relationships"].text


def test_strange_countries_days_and_letters_are_kept_or_emptied_and_counted() -> None:
    def strange(record: dict[str, Any]) -> dict[str, Any]:
        entity = record["attributes"].get("entity")
        if entity and record["id"] == lei("lux"):
            entity["legalAddress"]["country"] = "ZZ"
            entity["headquartersAddress"]["country"] = "Nirgends?"
            entity["legalName"]["name"] = "Kette\u202e S.Ã\xa0 r.l.\x00"
            record["attributes"]["registration"]["nextRenewalDate"] = "2026-02-31T00:00:00Z"
        return record

    outcome = fetch(Gleif(change=strange))["gleif_entities"]
    row = rows().loc[lei("lux")]
    assert outcome.outcome == "new"
    assert row["legal_address_country"] == "zz"
    assert row[["headquarters_country", "next_renewal"]].isna().all()
    assert row["name"] == "Kette S.Ã r.l."
    assert "days that are none: 1" in outcome.text


def test_a_text_that_was_encoded_twice_is_mended_and_counted() -> None:
    twice = "Müller & Söhne".encode().decode("latin-1")
    changed = tuple(replace(one, name=twice) if one.key == "bonn" else one for one in ENTITIES)
    outcome = fetch(Gleif(entities=changed))["gleif_entities"]
    assert rows().loc[lei("bonn"), "name"] == "Müller & Söhne"
    assert "texts encoded twice, mended: 1" in outcome.text


# From state to state


def test_a_row_counts_as_known_since_it_has_read_so() -> None:
    fetch(Gleif())
    for table in TABLES:
        dated(store.vintages(table.name)[-1], "2026-10-30")
    renamed = tuple(replace(one, name="Neu GmbH") if one.key == "bonn" else one for one in ENTITIES)
    assert fetch(Gleif(entities=renamed))["gleif_entities"].outcome == "new"
    found = rows()
    assert found.loc[lei("bonn"), "known_since"] == "2026-11-27"
    assert found.loc[lei("bonn"), "source_ids"] == "gleif_entities@2026-11-27"
    assert found.loc[lei("lux"), "known_since"] == "2026-10-30"
    assert found.loc[lei("lux"), "source_ids"] == (
        "gleif_entities@2026-10-30;gleif_entities@2026-11-27")  # fmt: skip


def test_half_of_the_entities_is_held_back() -> None:
    fetch(Gleif())
    few = Gleif(edges=tuple(one for one in EDGES if one.child == "bochum"))
    outcome = fetch(few)["gleif_entities"]
    assert outcome.outcome == "quarantined"
    assert "2 rows; expected about as many as before, 8" in outcome.text


def test_two_states_are_compared_by_entity(capsys: pytest.CaptureFixture[str]) -> None:
    fetch(Gleif())
    renamed = tuple(replace(one, name="Neu GmbH") if one.key == "bonn" else one for one in ENTITIES)
    fetch(replace(Gleif(), entities=renamed))
    names = [f"gleif_entities/{one.name}" for one in store.vintages("gleif_entities")]
    assert main(["diff", *names]) == 0
    assert f"changed: 1\n  {lei('bonn')}" in capsys.readouterr().out


def test_what_is_fed_passes_every_check_of_a_build() -> None:
    fetch(Gleif())
    for table in TABLES:
        parts = load._published_tables(table)
        assert [part.noun for part in parts] == [table.dataset.feeds, "source"]
    nothing = (frame_of(schema, []) for schema in TOLD_BY_TABLES.values())
    nouns = {part.noun for part in load.supplementary_tables(*nothing)}
    assert {"gleif_entity", "gleif_relationship"} <= nouns, "there also without any state"


def test_an_update_of_all_asks_again_after_a_month_and_by_name_at_once() -> None:
    tried = datetime(2026, 11, 1, tzinfo=UTC)
    for name, outcome in fetch(Gleif()).items():
        attempts.record(next(one for one in TABLES if one.name == name), outcome, f"{tried}")
    found = [attempts.resting(TABLES, tried + timedelta(days)) for days in (0, 27, 28, 60)]
    assert [len(one) for one in found] == [2, 2, 0, 0]
    store.drop(store.vintages("gleif_entities")[-1])
    assert [one.name for one in attempts.resting(TABLES, tried)] == ["gleif_relationships"]


@each(
    ("postcode", "is_in"),
    [("44787", True), ("48455", False), ("53113", True), ("53474", False), ("45117", True),
     ("51598", False), ("10115", False), ("", False), ("D-44787", False)],
)  # fmt: skip
def test_a_postcode_lies_in_nrw_or_not(postcode: str, is_in: bool) -> None:
    empty: dict[str, str | None] = dict.fromkeys(
        f"{of}_{part}" for of in ("legal_address", "headquarters") for part in ("region", "country")
    )
    row = {**empty, "legal_address_country": "de", "legal_address_postcode": postcode}
    assert is_in_nrw(row) == is_in
    assert is_somewhere_in_germany(row) != is_in


# The golden copy


@pytest.fixture
def copy(tmp_path: Path) -> dict[str, Path]:
    """The three files of a golden copy that says what the API says."""
    return gleif.golden_copy(tmp_path, gleif.golden_rows(Gleif()))


def test_a_golden_copy_says_what_the_api_says(copy: dict[str, Path]) -> None:
    fetch(Gleif())
    parts = golden_copy.cut(copy)
    plain = [frame.drop(columns=["source_ids", "known_since"]).reset_index(drop=True)
             for frame in (rows(0), rows(1))]  # fmt: skip
    assert answers.entities(parts).equals(plain[0])
    assert answers.relationships(parts).equals(plain[1])
    assert answers.stated(parts) == date(2026, 11, 27)


def test_a_golden_copy_is_kept_as_a_fetched_state_is(
    copy: dict[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(next(iter(copy.values())).parent)
    assert main(["golden-copy", folder]) == 0
    assert "new state of 27.11.2026, 8 records" in capsys.readouterr().out
    assert main(["golden-copy", *map(str, copy.values())]) == 0
    assert "unchanged since 27.11.2026" in capsys.readouterr().out
    assert {one.outcome for one in fetch(Gleif()).values()} == {"unchanged"}


def test_a_golden_copy_is_downloaded_from_its_publisher(
    copy: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def publisher(asked: Asked) -> Answer:
        kind = asked.path.split("/")[-2]
        if asked.path.endswith("latest.csv"):
            where = f"/goldencopy.gleif.org/storage/{kind}/{copy[kind].name}"
            return Answer(b"", 302, headers={"Location": where})
        return Answer(copy[kind].read_bytes())

    with playback(publisher) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        assert main(["golden-copy"]) == 0
    assert len(rows()) == 8


@each("size", [1800, 2500, 4000])
def test_blocks_end_where_lines_end_whatever_stands_in_quotes(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "_BLOCK_BYTES", size)
    monkeypatch.setattr(blocks, "_CHUNK_BYTES", 100)
    world = more(Entity("umbruch", 'Zeile "1"\nZeile, 2', ("DE", "DE-NW", "Herne", "44623")),
                 edges=(Edge("umbruch", "peking", "ultimate"),))  # fmt: skip
    parts = golden_copy.cut(gleif.golden_copy(tmp_path, gleif.golden_rows(world)))
    found = answers.entities(parts).set_index("lei")
    assert found.loc[lei("umbruch"), "name"] == 'Zeile "1" Zeile, 2'
    assert len(found) == 9


def _without(column: str) -> Callable[[dict[str, Path]], None]:
    def change(files: dict[str, Path]) -> None:
        told = gleif.golden_rows(Gleif())
        kind = next(kind for kind, lines in told.items() if column in lines[0])
        told[kind] = [{k: v for k, v in line.items() if k != column} for line in told[kind]]
        gleif.golden_copy(files[kind].parent, told)

    return change


def _packed(raw: Callable[[bytes], bytes]) -> Callable[[dict[str, Path]], None]:
    """The table of entities with other bytes in its archive."""

    def change(files: dict[str, Path]) -> None:
        name = files["lei2"].name.removesuffix(".zip")
        text = zipfile.ZipFile(files["lei2"]).read(name)
        files["lei2"].write_bytes(zipped({name: raw(text)}))

    return change


def _another_day(files: dict[str, Path]) -> None:
    told = gleif.golden_rows(Gleif())
    files |= gleif.golden_copy(files["lei2"].parent, {"rr": told["rr"]}, "20261126")


def _cut_short(files: dict[str, Path]) -> None:
    files["lei2"].write_bytes(files["lei2"].read_bytes()[:-200])


FAULTS = {
    "a column lacks": (_without("Entity.LegalAddress.Country"), "Entity.LegalAddress.Country"),
    "a column of another file lacks": (_without("Exception.Reason.1"), "Exception.Reason.1"),
    "no zip": (lambda files: files["rr"].write_bytes(b"<html>"), "no zip"),
    "cut short": (_cut_short, "no zip"),
    "stops in a line": (_packed(lambda raw: raw[:-30]), "stops inside a line"),
    "a quote without end": (_packed(lambda raw: raw[:-4] + b"\n"), "that are no CSV"),
    "another table": (_packed(lambda raw: b"a,b\n1,2\n"), "2 columns"),
    "two tables": (lambda files: files["rr"].write_bytes(
        zipped({"a.csv": b"a\n", "b.csv": b"a\n"})), "2 files"),
    "of another day": (_another_day, "different golden copies"),
    "one of three": (lambda files: [files.pop("rr"), files.pop("repex")], "no file rr, repex"),
}  # fmt: skip


@each("name", sorted(FAULTS))
def test_a_golden_copy_that_is_wrong_is_refused_with_what_to_do(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, said = FAULTS[name]
    (folder := tmp_path / name).mkdir()
    copy = gleif.golden_copy(folder, gleif.golden_rows(Gleif()))
    change(copy)
    assert main(["golden-copy", *map(str, copy.values())]) == 4
    told = capsys.readouterr()
    text = told.out + told.err
    assert said in text
    assert "expected" in text
    assert "What to do: " in text
    assert not store.vintages("gleif_entities")


def test_what_bursts_when_unpacked_is_refused_as_it_does(copy: dict[str, Path]) -> None:
    with pytest.raises(ValueError, match="more than 1,000 bytes unpacked"):
        golden_copy.cut(copy, largest=1_000)


def test_letters_that_are_no_text_spoil_one_name_and_no_more(copy: dict[str, Path]) -> None:
    _packed(lambda raw: raw.replace("Söhne".encode(), b"S\xf6hne"))(copy)
    found = answers.entities(golden_copy.cut(copy)).set_index("lei")
    assert found.loc[lei("essen"), "name"] == "=SUM(1) Müller & S\ufffdhne GmbH i. L."
    assert len(found) == 8


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the publisher's files do not lie here")
def test_recorded_answers_are_read() -> None:
    names = ["single_lei_record_254900LNRYNOQ9YPU758.json",
             "ultimate-parent-relationship_254900LNRYNOQ9YPU758.json",
             "ultimate-parent-reporting-exception_21380068P1DRHMJ8KU70.json",
             "lei-records_filter_lei_trimmed.json"]  # fmt: skip
    found = Records()
    for name in names:
        answer = answers.answer_of((SAMPLES / name).read_bytes())
        for record in answers.records_of(answer):
            list(answers.take(found, record))
    row = found.entities["254900LNRYNOQ9YPU758"]
    assert row["name"] == "Amazon Digital UK Limited"
    assert row["register_number"] == "06528297"
    (edge,) = found.edges.values()
    assert (edge["parent_lei"], edge["start_date"]) == ("ZXTILKJKG63JELOEG630", "2008-10-02")
    assert not found.left_out, "true identifiers have true check digits"
