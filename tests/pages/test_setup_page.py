"""The page „Einrichten“: what it asks of whom, what it says of an update, and who may press."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import accounts, paths, status
from data.update_run import Run, Step
from i18n import LANGUAGES, Locale
from pages.data import _fetch
from tests import visits
from ui import access, etl_process, update_process, visit
from ui.update_process import State

DE = Locale("de")
TYPED = "a-t0ken-of-this-test"
NOW = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def home(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Nothing fetched, no account kept, and no update that another test has started."""
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", str(tmp_path / "vintages"))
    monkeypatch.setenv("CHINA_MONITOR_SECRETS", str(tmp_path / "secrets.toml"))
    monkeypatch.setattr(accounts, "_GIVEN", {})
    monkeypatch.setattr(update_process, "_children", [])
    (tmp_path / "vintages").mkdir()
    yield tmp_path
    for child in update_process._children:
        child.process.kill()
        child.process.wait()
        child.output.close()


def page(lang: str = "de", **link: str) -> AppTest:
    app = visits.visit("data/setup", lang=lang, **link)
    assert visits.trouble(app) == []
    return app


def button(app: AppTest, name: str) -> Any:
    (found,) = (one for one in app.button if one.key == name)
    return found


def field(app: AppTest, name: str) -> Any:
    (found,) = (one for one in app.text_input if str(one.key).startswith(name))
    return found


def run(phase: str, *outcomes: str, **fields: Any) -> Run:
    steps = tuple(
        Step(f"s{n}", f"T{n}", f"Titel {n}", f"Title {n}", "Office", "https://example.org/",
             outcome, "unreachable" if outcome == "failed" else "", f"T{n}: told {outcome}")
        for n, outcome in enumerate(outcomes)
    )  # fmt: skip
    begun = fields.pop("began", NOW - timedelta(seconds=60))
    return Run("id", begun, None if phase in ("fetching", "building") else NOW, phase,
               fields.get("text", ""), steps, fields.get("under_way", {}))  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
def test_before_anything_is_asked_it_names_each_publisher_and_each_table(lang: str) -> None:
    shown = " ".join(visits.html(page(lang)))
    asked = [one for one in status.fetchable() if not one.needs_account]
    assert asked
    for one in asked:
        assert Locale(lang).called(one.publisher) in shown
        assert f"({one.table})" in shown
    left = [one for one in status.fetchable() if one.needs_account]
    locale = Locale(lang)
    count = locale.count("fetch_table", len(left))
    assert locale("setup.without_account", publisher=left[0].publisher, count=count) in shown


def test_with_an_account_its_publisher_is_named_as_one_that_is_asked(home: Path) -> None:
    (home / "secrets.toml").write_text(f'GENESIS_TOKEN = "{TYPED}" # kept since 2026-11-02\n')
    app = page()
    shown = " ".join(visits.html(app))
    assert DE("setup.account.kept_file", since="02.11.2026", what="ein Token") in shown
    assert "bleiben aus" not in shown
    assert TYPED not in shown


@pytest.mark.parametrize("why", ["proxy", "elsewhere"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_may_not_sees_how_tables_stand_and_why_he_may_not_and_no_form(
    why: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "refusal", lambda: why)
    app = page(lang)
    assert visits.tells(app, Locale(lang)(f"setup.refused_{why}"))
    assert [one.label for one in app.button] == []
    assert [one.proto.type for one in app.text_input if one.proto.type] == []
    assert not app.code
    assert Locale(lang)("light.due") in " ".join(visits.html(app))


def test_a_press_of_who_may_not_any_more_does_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    app = page()
    monkeypatch.setattr(access, "refusal", lambda: "proxy")
    monkeypatch.setattr(update_process, "start", lambda: pytest.fail("started"))
    monkeypatch.setattr(etl_process, "account", lambda *_, **__: pytest.fail("asked"))
    button(app, "setup_go").click().run()
    monkeypatch.setattr(access, "refusal", lambda: "")
    app = page()
    field(app, "account_genesis_token").set_value(TYPED)
    sent = button(app, "send_genesis_save").click()
    # Allowed when the form was drawn, and not any more when it acts.
    answers = iter([""])
    monkeypatch.setattr(access, "refusal", lambda: next(answers, "proxy"))
    assert not sent.run().success


def test_an_account_goes_to_the_child_alone_and_is_nowhere_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[tuple[Any, ...]] = []

    def account(name: str, *words: str, fields: Any = None) -> dict[str, Any]:
        sent.append((name, words, dict(fields)))
        return {"ok": True, "outcome": "saved", "text": ""}

    monkeypatch.setattr(etl_process, "account", account)
    app = page()
    fields = [one for one in app.text_input if str(one.key).startswith("account_")]
    hidden = {one.label for one in fields if one.proto.type == one.proto.PASSWORD}
    assert hidden == {DE("setup.account.token"), DE("setup.account.password")}
    field(app, "account_genesis_token").set_value(f" {TYPED}")
    app = button(app, "send_genesis_test").click().run()
    assert sent == [("genesis", ("--test", "--save"), {"token": f" {TYPED}"})]
    assert [one.value for one in app.success] == [DE("setup.account.saved_tested")]
    assert TYPED not in repr(app.session_state)
    assert TYPED not in str(app.query_params)
    assert TYPED not in " ".join(visits.html(app))


def test_half_an_account_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(etl_process, "account", lambda *_, **__: pytest.fail("asked"))
    app = page()
    field(app, "account_genesis_username").set_value("me")
    app = button(app, "send_genesis_test").click().run()
    assert visits.trouble(app) == [DE("setup.account.lacking")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("outcome", ["denied", "unreachable", "unexpected", "malformed", "failed"])
def test_what_does_not_work_is_said_in_the_language_of_the_page(
    outcome: str, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"ok": False, "outcome": outcome, "text": f"it is so: {outcome}"}
    monkeypatch.setattr(etl_process, "account", lambda *_, **__: said)
    app = page(lang)
    field(app, "account_genesis_token").set_value(TYPED)
    app = button(app, "send_genesis_test").click().run()
    assert visits.trouble(app) == [Locale(lang)(f"setup.account.{outcome}")]
    # The program speaks English: only where our sentence announces it.
    shown = f"it is so: {outcome}" in [one.value for one in app.caption]
    assert shown == (outcome == "failed")


def test_a_token_of_the_environment_is_said_and_needs_no_file(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "_GIVEN", {"GENESIS_TOKEN": TYPED})
    app = page()
    shown = " ".join(visits.html(app))
    assert "Aus der Umgebung" in shown
    assert TYPED not in shown
    assert not [one for one in app.text_input if str(one.key).startswith("account_genesis_token")]
    assert DE("setup.schedule.account") in shown
    monkeypatch.setattr(accounts, "_GIVEN", {})
    (home / "secrets.toml").write_text("half =", encoding="utf-8")
    app = visits.visit("data/setup", lang="de")
    assert set(visits.trouble(app)) == {DE("setup.account.kept_damaged")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_state_of_an_update_has_its_sentence(lang: str) -> None:
    locale = Locale(lang)
    done = ("new", "unchanged", "failed", "quarantined", "needs_account")
    told = [
        _fetch.sentence(state, NOW, locale)
        for state in (
            State("starting"),
            State("fetching", run("fetching", *done[:2], "", "")),
            State("fetching", run("fetching", *done[:4], "")),
            State("fetching", run("fetching", *done[:4], *[""] * 12)),
            State("building", run("building", *done)),
            State("done", run("done", *done)),
            State("done", run("done", "unchanged")),
            State("stopped", run("stopped", "new", "")),
            State("interrupted", run("interrupted", "new", "")),
            State("failed", run("failed", "new"), 3),
            State("failed", run("failed", "new"), 70),
            State("refused", None, 4, "taken"),
            State("refused", None, 3, "full"),
            State("refused", None, 70, "fault"),
        )
    ]
    assert len(set(told)) == len(told) - 1, "a full disk is one sentence"
    assert _fetch.sentence(State(""), NOW, locale) == ""
    if lang == "de":
        assert "Noch weniger als eine Minute" in told[2]
        assert "Noch etwa 3 Minuten" in told[3]
        assert "1 neu, 1 unverändert, 1 fehlgeschlagen, 1 angehalten und 1 ohne Zugang" in told[5]


def test_what_lacks_an_account_or_failed_is_not_said_to_be_here() -> None:
    going = run("fetching", "needs_account", "needs_account", "failed", "new", "")
    assert (going.asked_count, going.to_ask) == (2, 3)
    for phase in ("fetching", "stopped", "interrupted"):
        said = _fetch.sentence(State(phase, going), NOW, DE)
        assert "bgefragt sind 2 von 3 Tabellen." in said


@pytest.mark.parametrize("phase", ["starting", "done"])
def test_a_press_is_watched_from_then_on_and_its_end_shows_on_the_whole_page(
    phase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class RunAgain(Exception):
        pass

    def run_again() -> None:
        raise RunAgain

    monkeypatch.setattr(update_process, "state", lambda: State(phase))
    monkeypatch.setattr(visit, "locale", lambda: DE)
    monkeypatch.setattr(st, "rerun", run_again)
    with pytest.raises(RunAgain):
        # A press reruns the part alone, which is what it was when nothing went on.
        _fetch._draw(may_start=True, is_watched=phase == "done")


def test_what_wants_something_done_comes_first_with_what_to_do() -> None:
    outcomes = ("needs_account", "", "new", "failed", "quarantined", "unchanged")
    table = _fetch.results(run("done", *outcomes).steps, DE)
    assert [str(row[2]) for row in table.rows] == [
        DE("setup.advice_unreachable"), DE("setup.advice_quarantined"), DE("setup.nothing_to_do"),
        DE("setup.nothing_to_do"), DE("setup.advice_needs_account"), "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("phase", "label"), [("done", "go"), ("stopped", "go_on"), ("interrupted", "go_on")]
)
def test_after_a_stop_it_can_go_on(phase: str, label: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(update_process, "state", lambda: State(phase, run(phase, "new", "failed")))
    app = page()
    assert button(app, "setup_go").label == DE(f"setup.{label}")
    assert visits.tells(app, "T1: told failed")


def test_while_one_goes_on_all_see_it_and_may_stop_it(monkeypatch: pytest.MonkeyPatch) -> None:
    going = State("fetching", run("fetching", "new", "", under_way={"s1": "part 2"}))
    monkeypatch.setattr(update_process, "state", lambda: going)
    stopped: list[bool] = []
    monkeypatch.setattr(etl_process, "stop_update", lambda: stopped.append(True))
    for app in (page(), page()):
        assert visits.tells(app, "Titel 1")
        assert not [one for one in app.button if one.key == "setup_go"]
    button(app, "setup_stop").click().run()
    assert stopped == [True]


def test_a_wrong_clock_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from data import ask

    then = datetime.now(UTC) + timedelta(days=40)
    truly = ask.state()
    monkeypatch.setattr(ask, "state", lambda: type(truly)(truly.version, then, None))
    (told,) = [one.value for one in visits.visit("data/setup", lang="de").warning]
    assert told == DE("setup.clock", now=DE.date(datetime.now(UTC)), built=DE.date(then))


def going_on(began: datetime) -> None:
    """The file of an update that goes on."""
    said: dict[str, object] = {"id": "1", "began": began.isoformat(), "phase": "fetching"}
    said |= {"under_way": {}, "ended": None, "text": "", "tables": {}}
    paths.run().write_text(json.dumps(said), encoding="utf-8")


def child(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let a small program of the test stand for the update."""
    truly = subprocess.Popen

    def start(_: list[str], **how: Any) -> subprocess.Popen[bytes]:
        return truly([sys.executable, "-c", program], **how)

    monkeypatch.setattr(subprocess, "Popen", start)
    update_process.start()
    monkeypatch.setattr(subprocess, "Popen", truly)


def until(phase: str) -> State:
    deadline = time.monotonic() + 30
    while (state := update_process.state()).phase != phase:
        assert time.monotonic() < deadline, state
        time.sleep(0.02)
    return state


def test_two_presses_start_one_update(monkeypatch: pytest.MonkeyPatch) -> None:
    child(monkeypatch, "import sys; sys.stdin.read(); import time; time.sleep(60)")
    first = update_process._children[-1].process.pid
    assert update_process.state().phase == "starting"
    update_process.start()
    assert update_process._children[-1].process.pid == first
    update_process._children[-1].process.kill()
    assert until("refused").code != 0


def test_a_child_that_ends_without_a_word_in_its_file_is_told_with_its_last_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child(monkeypatch, "import sys; print('no room in /srv/x/data', file=sys.stderr); sys.exit(3)")
    state = until("refused")
    assert (state.code, state.output.strip()) == (3, "no room in …/data")
    assert _fetch.sentence(state, NOW, DE) == DE("setup.disk")


def test_a_child_that_was_killed_counts_as_interrupted_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    child(monkeypatch, "import time; time.sleep(60)")
    going_on(datetime.now(UTC) + timedelta(seconds=5))
    assert update_process.state().phase == "fetching"
    update_process._children[-1].process.kill()
    assert until("interrupted").run is not None


def test_one_that_goes_on_elsewhere_is_shown_and_no_second_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    going_on(datetime.now(UTC))
    child(monkeypatch, "")
    assert update_process._children == []
    assert update_process.state().phase == "fetching"
