"""Which tables the Landesdatenbank NRW lists: asked at run time, never guessed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from etl.__main__ import main
from tests.worlds.landesdatenbank import PASSWORD, USER, Landesdatenbank
from tests.worlds.playback import Answer, Asked, Playback, playback

#: Made codes and titles: the true ones of foreign trade are not known here.
TABLES = (
    ("51000-99i", "Ein- und Ausfuhr:\n  eine erfundene Tabelle", "2010-2025"),
    ("46321-98i", "Güterumschlag: eine erfundene Tabelle", "2020-2025"),
    ("12521-03i", "Ausländische Bevölkerung nach Staatsangehörigkeiten", "31.12.2024"),
)


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("LANDESDATENBANK_USERNAME", USER)
    monkeypatch.setenv("LANDESDATENBANK_PASSWORD", PASSWORD)
    return monkeypatch


def discover(answers: Callable[[Asked], Answer], patch: pytest.MonkeyPatch,
             *words: str) -> tuple[int, Playback]:  # fmt: skip
    with playback(answers) as served:
        patch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        return main(["discover", *words]), served


@pytest.mark.parametrize(
    "answers",
    [
        Landesdatenbank(tables=TABLES),
        Landesdatenbank(tables=TABLES, by_get=True),
        Landesdatenbank(tables=TABLES, areas=("free",)),
    ],
    ids=["by POST", "by GET", "in another area"],
)
def test_tables_found_are_listed_and_those_that_are_read_here_are_marked(
    answers: Landesdatenbank, account: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, served = discover(answers, account, "--json")

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert {one["code"]: one["source"] for one in said["tables"]} == {
        "51000-99i": None,
        "46321-98i": None,
        "12521-03i": "landesdatenbank_12521_03i",
    }
    assert "Ein- und Ausfuhr: eine erfundene Tabelle (2010-2025): not read here" in said["text"]
    assert "82711*: no tables" in said["text"]
    assert all(one.headers["username"] == USER for one in served.asked)
    assert PASSWORD not in said["text"]
    assert not any(PASSWORD in str(one.pairs) or PASSWORD in one.path for one in served.asked)


def test_only_what_is_asked_for_is_asked(
    account: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, served = discover(Landesdatenbank(tables=TABLES), account, "46321*")

    assert code == 0
    assert {one.fields["selection"] for one in served.asked} == {"46321*"}
    assert "46321-98i" in capsys.readouterr().out


def test_without_an_account_it_says_which_one_and_where_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("LANDESDATENBANK_USERNAME", raising=False)

    code, served = discover(Landesdatenbank(tables=TABLES), monkeypatch)

    out = capsys.readouterr().out
    assert code == 5
    assert served.asked == []
    for told in ("LANDESDATENBANK_USERNAME", "https://www.landesdatenbank.nrw.de/", "GENESIS"):
        assert told in out


def fixed(body: bytes, status: int = 200) -> Callable[[Asked], Answer]:
    return lambda asked: Answer(body, status)


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (fixed(b"<html>Wartung</html>"), "JSON with a status"),
        (fixed(b'{"Status":{"Code":0,"Content":"erfolgreich"}}'), "a list of tables"),
        (fixed(b'{"Status":{"Code":0,"Content":"x"},"List":[{"Name":"y"}]}'), "a list of tables"),
        (fixed(b'{"Status":{"Code":-1,"Content":"kein Datenquader"}}'), "status -1"),
        (fixed(b'{"Status":"Ein Fehler ist aufgetreten."}'), "check the account"),
        (fixed(b"", 401), "check the account"),
        (fixed(b"", 405), "status 405"),
    ],
)
def test_an_answer_that_is_none_is_said_with_what_to_do(
    answers: Callable[[Asked], Answer], told: str, account: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    code, _ = discover(answers, account, "51000*")

    out = capsys.readouterr().out
    assert code == 4
    assert told in out
    assert PASSWORD not in out


def test_a_refused_account_is_not_tried_again(
    account: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    account.setenv("LANDESDATENBANK_PASSWORD", "another")

    code, served = discover(Landesdatenbank(tables=TABLES), account)

    assert code == 4
    assert len(served.asked) == 1
    assert "check the account" in capsys.readouterr().out


def test_what_is_no_code_is_a_wrong_call(
    account: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert discover(Landesdatenbank(), account, "Häfen")[0] == 2
    assert "expected one as 51000*" in capsys.readouterr().out
