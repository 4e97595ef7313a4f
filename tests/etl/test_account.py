"""Accounts: tried once, kept whole or not at all, and told to nobody."""

from __future__ import annotations

import errno
import io
import json
import os
import stat
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from data import accounts
from etl.__main__ import main
from etl.fetch import secrets_file
from tests.killable import CAN_FORK, at_each_act
from tests.worlds.playback import Answer, Asked, Playback, playback
from ui import etl_process

SECRET, WRONG = "s3cret-of-a-test-0815", "wr0ng-of-a-test-0815"
BEFORE = '# Ours; do not touch.\nOTHER = "a"  # said so\n\n[auth]\ncookie_secret = "b" # c\n'


def answers(asked: Asked) -> Answer:
    """The login of GENESIS as documented: status 200 for a wrong account too, which it repeats."""
    assert asked.path.endswith("/rest/2020/helloworld/logincheck")
    user = asked.headers["username"]
    is_right = user == SECRET or asked.headers["password"] == SECRET
    status = (
        "Sie wurden erfolgreich an- und abgemeldet!" if is_right else "Ein Fehler ist aufgetreten"
    )
    said = {"Status": f"{status} ({user})", "Username": user}
    return Answer(json.dumps(said).encode(), kind="application/json")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The secrets file of the test's own, with something in it."""
    place = tmp_path / "kept" / "secrets.toml"
    place.parent.mkdir()
    place.write_text(BEFORE, encoding="utf-8")
    monkeypatch.setenv("CHINA_MONITOR_SECRETS", str(place))
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    for name in accounts.NAMES:
        monkeypatch.delenv(name, raising=False)
    return place


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> Iterator[Playback]:
    with playback(answers) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        yield served


@pytest.fixture
def said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., object]:
    """Runs the command with something on its standard input; returns code, answer, all it wrote."""

    def run(*words: str, given: object = None) -> tuple[int, dict[str, object], str]:
        raw = (
            b""
            if given is None
            else given
            if isinstance(given, bytes)
            else json.dumps(given).encode()
        )
        monkeypatch.setattr(
            sys, "stdin", SimpleNamespace(buffer=io.BytesIO(raw), isatty=lambda: False)
        )
        code = main(["account", *words, "--json"])
        out = capsys.readouterr()
        answer = json.loads(out.out) if out.out.strip() else {}
        return code, answer, out.out + out.err

    return run


def test_an_account_is_tried_and_kept_beside_what_stood_there(
    file: Path, office: Playback, said: Callable[..., tuple[int, dict[str, object], str]]
) -> None:
    code, answer, wrote = said("genesis", "--test", "--save", given={"token": SECRET})
    assert (code, answer["outcome"], len(office.asked)) == (0, "saved", 1)
    assert SECRET not in wrote
    text = file.read_text(encoding="utf-8")
    assert all(line in text for line in BEFORE.splitlines())
    assert tomllib.loads(text)["GENESIS_TOKEN"] == SECRET
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    kept = accounts.location("genesis")
    assert (kept.where, kept.fields) == ("file", ("token",))
    assert kept.since is not None
    assert said("genesis", "--test")[1]["outcome"] == "accepted", "the one that is kept"

    said("genesis", "--save", given={"username": "me", "password": 'p"\\ä#'})
    now = tomllib.loads(file.read_text(encoding="utf-8"))
    assert "GENESIS_TOKEN" not in now, "one way at a time"
    assert (now["GENESIS_USERNAME"], now["GENESIS_PASSWORD"]) == ("me", 'p"\\ä#')
    assert said("genesis", "--remove")[0] == 0
    assert file.read_text(encoding="utf-8") == BEFORE


def test_a_wrong_account_is_tried_once_and_not_kept(
    file: Path, office: Playback, said: Callable[..., tuple[int, dict[str, object], str]]
) -> None:
    code, answer, wrote = said("genesis", "--test", "--save", given={"token": WRONG})
    assert (code, answer["outcome"], len(office.asked)) == (1, "denied", 1)
    assert WRONG not in wrote
    assert file.read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize(
    ("how", "outcome"),
    [
        (Answer(b"busy", 503), "unreachable"),
        (Answer(b"<html>", 200), "unexpected"),
        (Answer(b"[]", 200), "unexpected"),
        (Answer(b"", 401), "denied"),
    ],
)
def test_what_the_office_says_otherwise_keeps_nothing_and_is_not_asked_again(
    how: Answer, outcome: str, file: Path, monkeypatch: pytest.MonkeyPatch,
    said: Callable[..., tuple[int, dict[str, object], str]],
) -> None:  # fmt: skip
    with playback(lambda _: how) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        code, answer, wrote = said("genesis", "--test", "--save", given={"token": SECRET})
    assert (code != 0, answer["outcome"], len(served.asked)) == (True, outcome, 1)
    assert SECRET not in wrote
    assert file.read_text(encoding="utf-8") == BEFORE


@pytest.mark.parametrize(
    "given",
    [b"", b"no JSON " + SECRET.encode(), [SECRET], {"token": ""}, {"user": SECRET},
     {"username": SECRET}, {"token": SECRET, "password": SECRET}, {"token": SECRET + "\n\u65e5"},
     {"token": SECRET * 30}, {"token": 3}],
)  # fmt: skip
def test_what_is_no_account_is_refused_without_a_word_of_it(
    given: object, file: Path, said: Callable[..., tuple[int, dict[str, object], str]]
) -> None:
    code, answer, wrote = said("genesis", "--save", given=given)
    assert (code, answer["outcome"]) == (1, "malformed")
    assert SECRET not in wrote
    assert file.read_text(encoding="utf-8") == BEFORE


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("fault", ["folder", "link", "no TOML", "no UTF-8", "locked", "full"])
def test_a_file_that_cannot_be_written_stays_as_it_is_and_is_said(
    fault: str, file: Path, monkeypatch: pytest.MonkeyPatch,
    said: Callable[..., tuple[int, dict[str, object], str]],
) -> None:  # fmt: skip
    other = file.with_name("other.toml")
    damaged = {"no TOML": f'x = "{SECRET}'.encode(), "no UTF-8": SECRET.encode() + b"\xff"}
    if fault in damaged:
        file.write_bytes(damaged[fault])
    elif fault == "folder":
        file.unlink()
        file.mkdir()
    elif fault == "link":
        file.replace(other)
        file.symlink_to(other)
    elif fault == "locked":
        monkeypatch.setattr(os, "open", no_room)
    else:
        monkeypatch.setattr(os, "fsync", no_room)
    before = file.read_bytes() if file.is_file() else None
    code, _, wrote = said("genesis", "--save", given={"token": SECRET})
    assert code == (3 if fault in ("locked", "full") else 1)
    assert "What to do:" in wrote
    assert SECRET not in wrote
    assert (file.read_bytes() if file.is_file() else None) == before
    assert [one.name for one in file.parent.iterdir() if one.name.startswith(".secrets.new")] == []
    if fault in (*damaged, "folder"):
        assert accounts.location("genesis").where == "damaged"


@pytest.mark.skipif(not CAN_FORK, reason="needs fork")
@pytest.mark.kill
def test_killed_at_any_act_the_file_is_the_old_or_the_new_one_and_the_next_run_completes(
    file: Path,
) -> None:
    changes: dict[str, str | None] = {"GENESIS_TOKEN": SECRET}
    secrets_file.write(changes, "2026-11-30")
    after = file.read_bytes()

    def check() -> None:
        assert file.read_bytes() in (BEFORE.encode(), after)
        secrets_file.write(changes, "2026-11-30")
        assert file.read_bytes() == after
        assert {one.name for one in file.parent.iterdir()} == {".secrets.lock", file.name}
        file.write_text(BEFORE, encoding="utf-8")

    file.write_text(BEFORE, encoding="utf-8")
    killed = at_each_act(file.parent, lambda: secrets_file.write(changes, "2026-11-30"), check)
    assert killed >= 3


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_while_a_page_tries_an_account_no_process_file_or_answer_tells_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As Streamlit does it when it reads the file.
    monkeypatch.setenv("GENESIS_TOKEN", SECRET)
    asked, looked = threading.Event(), threading.Event()

    def slowly(one: Asked) -> Answer:
        asked.set()
        looked.wait(60)
        return answers(one)

    found: list[str] = []

    def look() -> None:
        asked.wait(60)
        for place in Path("/proc").glob("[0-9]*"):
            for name in ("cmdline", "environ"):
                try:
                    raw = (place / name).read_bytes()
                except OSError:
                    continue
                found.extend(f"{place}/{name}" for one in (SECRET, WRONG) if one.encode() in raw)
        looked.set()

    with playback(slowly) as served:
        monkeypatch.setenv("CHINA_MONITOR_PLAYBACK", served.address)
        watcher = threading.Thread(target=look)
        watcher.start()
        report = etl_process.account("genesis", "--test", "--save", fields={"token": WRONG})
        watcher.join()
    assert report["outcome"] == "denied"
    assert asked.is_set()
    assert found == []
    assert WRONG not in json.dumps(report)
    assert [one for one in tmp_path.rglob("*") if one.is_file() and WRONG in one.read_text()] == []


def test_on_windows_the_access_list_names_the_user_alone(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(words: list[str], **_: object) -> SimpleNamespace:
        ran.append(words)
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr("subprocess.run", run)
    monkeypatch.setattr("getpass.getuser", lambda: "someone")
    monkeypatch.setenv("USERDOMAIN", "OFFICE")
    secrets_file.keep_to_owner(file)
    ((program, *words),) = ran
    assert program.endswith("icacls.exe")
    assert words == [str(file), "/inheritance:r", "/grant:r", "OFFICE\\someone:F"]


def test_where_reading_only_is_allowed_no_account_is_kept_or_removed(
    file: Path, monkeypatch: pytest.MonkeyPatch,
    said: Callable[..., tuple[int, dict[str, object], str]],
) -> None:  # fmt: skip
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    assert said("genesis", "--save", given={"token": SECRET})[1]["outcome"] == "read_only"
    assert said("genesis", "--remove")[1]["outcome"] == "read_only"
    assert file.read_text(encoding="utf-8") == BEFORE
