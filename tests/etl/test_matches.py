"""Which legal entity a firm is: the rule finds it, a person decides where it is unsure."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data import match_choices
from data.match_choices import Choices, Decision
from etl.__main__ import main
from etl.matches import found, unsure
from etl.matches.found import ENTITY_MATCH

SURE, TWIN, OTHER = "506700GE1G29325QX363", "254900LNRYNOQ9YPU758", "21380068P1DRHMJ8KU70"
COMPANIES = pd.DataFrame(
    [("nordwall", "Nordwall Kehrtechnik GmbH", "bochum"),
     ("hanfeng", "Hanfeng (Krefeld)", "krefeld"), ("lonely", "Ganz Allein AG", "herne")],
    columns=["company_id", "name", "city_code"],
)  # fmt: skip
TOWNS = {"bochum": "Bochum", "krefeld": "Krefeld", "herne": "Herne"}


def gleif(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Legal entities of these LEI, names and towns, with everything that is looked at."""
    blank = ("other_names", "register_authority", "register_number", "headquarters_city",
             "headquarters_country", "legal_address_postcode", "headquarters_postcode")  # fmt: skip
    return pd.DataFrame([
        dict.fromkeys(blank) | {"lei": lei, "name": name, "legal_address_city": town,
                                "legal_address_country": "de"}
        for lei, name, town in rows
    ])  # fmt: skip


def matched(entities: pd.DataFrame, *decisions: Decision) -> dict[str, tuple[str, str]]:
    pairs = found.pairs(found.firms(COMPANIES, TOWNS), found.entities(entities))
    held = found.matches(pairs, Choices(decisions), entities["lei"])
    assert list(held.columns) == list(ENTITY_MATCH.columns)
    return {row[0]: (row[1], row[2]) for row in held.itertuples(index=False)}


def decision(company: str, lei: str, *, is_same: bool) -> Decision:
    return Decision(company, lei, is_same, date(2026, 11, 30), "", "")


BOTH = gleif((SURE, "NORDWALL KEHRTECHNIK GMBH", "Bochum"),
             (OTHER, "Hanfeng Research GmbH", "Krefeld"))  # fmt: skip


def test_what_is_sure_is_matched_and_what_is_unsure_waits_for_a_person() -> None:
    assert matched(BOTH) == {"nordwall": (SURE, "name_town")}
    pairs = found.pairs(found.firms(COMPANIES, TOWNS), found.entities(BOTH))
    assert [(one.company_id, one.verdict) for one in pairs] == [
        ("nordwall", "sure"), ("hanfeng", "unsure")
    ]  # fmt: skip


def test_a_decision_goes_before_the_rule_in_both_directions() -> None:
    held = matched(BOTH, decision("nordwall", SURE, is_same=False),
                   decision("hanfeng", OTHER, is_same=True))  # fmt: skip
    assert held == {"hanfeng": (OTHER, "decision")}


def test_a_decision_on_what_gleif_no_longer_has_waits_and_takes_nothing_away() -> None:
    assert matched(BOTH, decision("hanfeng", TWIN, is_same=True)) == {
        "nordwall": (SURE, "name_town")
    }


def test_a_firm_that_is_surely_two_entities_is_none_until_somebody_decides() -> None:
    twins = gleif((SURE, "Nordwall Kehrtechnik GmbH", "Bochum"),
                  (TWIN, "Nordwall Kehrtechnik GmbH", "Bochum"))  # fmt: skip
    assert not matched(twins)
    assert matched(twins, decision("nordwall", TWIN, is_same=False)) == {
        "nordwall": (SURE, "name_town")
    }


def test_an_entity_is_known_by_its_other_names_and_by_its_head_office() -> None:
    entity = gleif((SURE, "Ganz Anders GmbH", "Berlin")).assign(
        other_names="Nordwall Kehrtechnik GmbH;NK", headquarters_city="Bochum",
        headquarters_country="de",
    )  # fmt: skip
    assert matched(entity) == {"nordwall": (SURE, "name_town")}


def register(*rows: tuple[str, str | None, str, bool]) -> pd.DataFrame:
    """Entities as the register has them: key, LEI, name, whether in NRW."""
    listed = [
        dict.fromkeys(("register_authority", "register_number", "town", "postcode"))
        | {"entity_id": key, "lei": lei, "names": [name], "in_nrw": in_nrw}
        for key, lei, name, in_nrw in rows
    ]
    return pd.DataFrame(listed)


@pytest.mark.usefixtures("folder")
def test_owners_and_firms_that_may_be_an_entity_are_listed_until_somebody_decides() -> None:
    rows = register(
        ("owner_hanfeng", None, "Hanfeng Group", False), ("lei_1", TWIN, "Hanfeng Group Co. Ltd.",
        False), ("nordwall", None, "Nordwall Kehrtechnik GmbH", True),
        ("lei_2", SURE, "Nordwall Kehrtechnik GmbH", True), ("lei_3", OTHER, "Ganz Anders", False),
    )  # fmt: skip
    assert unsure.undecided(rows) == [("nordwall", SURE, "name"), ("owner_hanfeng", TWIN, "name")]
    assert main(["match", "decide", "owner_hanfeng", TWIN, "--different"]) == 0
    assert unsure.undecided(rows) == [("nordwall", SURE, "name")]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CHINA_MONITOR_MATCHES", str(tmp_path / "matches"))
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path / "none"))
    return tmp_path / "matches"


def test_a_decision_is_kept_with_who_when_and_why_replaced_and_undone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["match", "decide", "hanfeng", OTHER.lower()]
    assert (
        main([*words, "--same", "--by", "Wirtschaftsförderung", "--reason", "Register\ngelesen"])
        == 0
    )
    (kept,) = match_choices.read().decisions
    assert (kept.pair, kept.is_same, kept.by) == (("hanfeng", OTHER), True, "Wirtschaftsförderung")
    assert kept.reason == "Register gelesen"
    assert main([*words, "--different"]) == 0
    (kept,) = match_choices.read().decisions
    assert not kept.is_same
    capsys.readouterr()
    assert main(["match", "--json", "list"]) == 0
    assert json.loads(capsys.readouterr().out)["decisions"] == 1
    assert main(["match", "undo", "hanfeng", OTHER]) == 0
    assert not match_choices.read().decisions
    assert {one.name for one in folder.iterdir()} <= {"matches.toml", "_lock"}


@pytest.mark.usefixtures("warehouse")
def test_pairs_are_listed_out_of_what_is_served() -> None:
    # A process of its own, as in use: this one may have the warehouse open in another way.
    listing = [sys.executable, "-m", "etl", "match", "list"]
    run = subprocess.run(listing, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["decide", "hanfeng", OTHER[:-1] + "1", "--same"], "expected an LEI"),
        (["decide", "a b", OTHER, "--same"], "expected the key of a company"),
        (["undo", "hanfeng", OTHER], "found no decision"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_cannot_be_meant_is_refused_with_what_is_expected(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["match", *words]) == 1
    assert said in capsys.readouterr().err


def test_a_damaged_file_is_said_and_left_as_it_is(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.mkdir()
    file = folder / "matches.toml"
    file.write_text("decision = 5", encoding="utf-8")
    assert match_choices.read().trouble
    assert main(["match", "decide", "hanfeng", OTHER, "--same"]) == 1
    assert "it was left as it is" in capsys.readouterr().err
    assert file.read_text(encoding="utf-8") == "decision = 5"
