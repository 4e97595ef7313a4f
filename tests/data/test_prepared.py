"""A newer warehouse is got ready before readers see it, and no answer is ever of the wrong one."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from charts import cache
from data import ask as data_ask
from data import dependencies, paths
from data.answer import Answer
from data.ask import Pin, ask, hasten, prepare, state
from data.dependencies import Dependencies
from i18n import Locale
from server import preparing
from tests.each import each, sample
from tests.warehouses import serve_copy, served_file
from ui import offstage, visit, visited

LONG_S = 600.0
A_DAY = date(2024, 6, 30)


@pytest.fixture(autouse=True)
def folder(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own that is served, read once, and a server that gets newer ones ready."""
    served = tmp_path / "warehouse"
    serve_copy(warehouse, served)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(served))
    data_ask._warehouse.cache_clear()
    state()
    assert not prepare(refuse, LONG_S), "nothing is newer"
    yield served
    data_ask._warehouse.cache_clear()


def refuse(_: Pin) -> None:
    raise AssertionError("There is nothing to be got ready.")


def publish(folder: Path, number: int) -> str:
    """Serve the same figures from a newer file; its name."""
    name = f"monitor-2999010{number}T000000000000-cafecafe.duckdb"
    shutil.copy(max(folder.glob("monitor-2026*")), folder / name)
    said = {"file": name, "built": "2026-11-22T00:00:00+00:00", "inputs": "c0ffee"}
    paths.pointer(folder).write_text(json.dumps(said), encoding="utf-8")
    return name


def test_readers_keep_the_old_one_until_the_newer_one_is_ready(folder: Path) -> None:
    old, new = state().version, publish(folder, 1)
    seen = []

    def work(pin: Pin) -> None:
        with pin():
            seen.append(ask("partnerships").version)
        seen.append(ask("partnerships").version)

    assert prepare(work, LONG_S)
    assert seen == [new, old]
    assert state().version == new


def test_what_was_got_ready_is_what_readers_are_answered(folder: Path) -> None:
    old = ask("partnerships")
    publish(folder, 1)
    ready = []

    def work(pin: Pin) -> None:
        with pin():
            ready.append(ask("partnerships"))

    prepare(work, LONG_S)
    assert ask("partnerships") is ready[0]
    assert ask("partnerships") is not old


def test_readers_wait_no_longer_than_is_allowed(folder: Path) -> None:
    new = publish(folder, 1)

    def work(pin: Pin) -> None:
        with pin():
            mine = ask("partnerships")
        data_ask._warehouse(folder).hold_s = 0.0  # as if that time had passed
        assert ask("partnerships") is mine, "what is ready by then is taken along"

    prepare(work, LONG_S)
    assert state().version == new


def test_one_who_brings_data_sees_them_at_once(folder: Path) -> None:
    old, new = state().version, publish(folder, 1)
    assert state().version == old
    hasten()
    assert state().version == new
    assert not prepare(refuse, LONG_S), "what is served need not be got ready"


def test_one_published_meanwhile_is_got_ready_in_its_turn(folder: Path) -> None:
    first = publish(folder, 1)

    def work(_: Pin) -> None:
        publish(folder, 2)

    prepare(work, LONG_S)
    assert state().version == first
    assert prepare(lambda _: None, LONG_S)
    assert state().version == served_file(folder).name


def test_an_older_one_never_takes_the_place_of_a_newer_one(folder: Path) -> None:
    publish(folder, 1)

    def work(_: Pin) -> None:
        publish(folder, 2)
        hasten()

    prepare(work, LONG_S)
    assert state().version == served_file(folder).name


def fail(_: Pin) -> None:
    raise RuntimeError("The work failed.")


def test_work_that_fails_keeps_nobody_from_the_newer_one(folder: Path) -> None:
    new = publish(folder, 1)
    with pytest.raises(RuntimeError):
        prepare(fail, LONG_S)
    assert state().version == new


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])


@each(("number", "damage"), [(1, cut), (2, Path.unlink)])
def test_one_that_cannot_be_opened_is_told_and_the_old_one_served(
    folder: Path, number: int, damage: Callable[[Path], None]
) -> None:
    old = state().version
    damage(folder / publish(folder, number))

    assert prepare(refuse, LONG_S)
    assert (state().version, state().trouble is not None) == (old, True)


def test_a_server_gets_ready_what_was_looked_at_with_filters_and_day(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = []

    def view(place: str, locale: Locale, *rest: object) -> None:
        ran.append((place, locale.lang, *rest[:2]))
        raise ValueError("A view that fails keeps no other from being got ready.")

    monkeypatch.setattr(offstage, "view", view)
    untracked = Dependencies(is_untracked=True)
    monkeypatch.setattr(visited, "links", lambda: [
        (visited.Link("trade/partners", "en", None, (("year", "2020"),)), untracked),
        (visited.Link("overview", "de", None, ()), untracked),
    ])  # fmt: skip
    publish(folder, 1)
    prepare(lambda pin: preparing.run_views(pin, threading.Event()), LONG_S)
    assert ran == [("trade/partners", "en", None, {"year": "2020"}), ("overview", "de", None, {})]


class Clock(threading.Event):
    """Time in which a view takes a tenth of a second; readers take their share of each rest."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share, self.now, self.spent = share, 0.0, 0.0
        self.rests: list[float] = []

    def monotonic(self) -> float:
        return self.now

    def process_time(self) -> float:
        return self.spent

    def view(self, *_: object) -> None:
        self.now += 0.1

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout
        self.rests.append(timeout)
        self.now += timeout
        self.spent += self.share * timeout
        return False


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_the_busier_readers_are_the_longer_getting_ready_rests(
    folder: Path, monkeypatch: pytest.MonkeyPatch, share: float
) -> None:
    clock, views = Clock(share), 40
    monkeypatch.setattr(preparing, "time", clock)
    monkeypatch.setattr(offstage, "view", clock.view)
    told = [(visited.Link("overview", "de", None, ()), Dependencies(is_untracked=True))] * views
    monkeypatch.setattr(visited, "links", lambda: told)
    publish(folder, 1)
    prepare(lambda pin: preparing.run_views(pin, clock), LONG_S)

    assert len(clock.rests) == views
    rest = clock.rests[-1]
    assert rest == pytest.approx(max(preparing._REST_S, preparing._REST_TIMES * share * 0.1))
    assert clock.now < preparing.HOLD_S, "readers see the newer data in time"


def test_views_that_were_looked_at_ask_nothing_new_of_the_newer_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests import visits

    visited.forget()
    visits.visit("trade/laender", lang="en")
    publish(folder, 1)
    prepare(lambda pin: preparing.run_views(pin, threading.Event()), LONG_S)
    monkeypatch.setattr(data_ask, "_run", refuse)

    app = visits.visit("trade/laender", lang="en")
    assert not visits.trouble(app)


def test_what_was_made_of_old_answers_goes_once_newer_ones_are_asked_for(folder: Path) -> None:
    made: list[str] = []

    @cache.cached(8)
    def told(answer: Answer) -> str:
        made.append(answer.version)
        return answer.version

    old = ask("partnerships")
    cache.turn()
    told(old)
    publish(folder, 1)
    assert prepare(lambda pin: told_of_newer(pin, told), LONG_S)
    cache.turn()
    assert told(ask("partnerships")) == made[-1] != made[0]
    assert len(made) == 2, "what was got ready is there"
    cache.turn()
    told(old)
    assert made == [old.version, made[1], old.version]


def told_of_newer(pin: Pin, told: Callable[[Answer], str]) -> None:
    with pin():
        told(ask("partnerships"))


def publish_on_the_same_day(folder: Path, number: int, change: str = "") -> None:
    """Serve the same figures, or changed ones, of the day of those that are served."""
    name, said = publish(folder, number), json.loads(paths.pointer(folder).read_text("utf-8"))
    if change:
        with duckdb.connect(str(folder / name)) as con:
            con.execute(change)
    said["built"] = state().built.isoformat()
    paths.pointer(folder).write_text(json.dumps(said), encoding="utf-8")


ASKED = ("partnerships", "trade_years", "thresholds", "residents", "stored_tables")
#: What is changed → who tells something else then: of those that read it, not all.
CHANGES = {
    "": set(),
    "create table core.of_no_use as select 1 as one": {"stored_tables"},
    "update core.claim set value = value + 1 where indicator = 'residents_by_nationality'": {
        "residents"
    },
}


@pytest.mark.long
def test_an_answer_is_the_very_one_of_before_where_it_tells_the_same(folder: Path) -> None:
    def asked() -> dict[str, list[Answer]]:
        return {name: [ask(name), ask(name, as_of=A_DAY)] for name in ASKED}

    for number, (change, changed) in enumerate(CHANGES.items()):
        old = asked()
        publish_on_the_same_day(folder, 2 * number, change)
        assert prepare(lambda _: None, LONG_S)
        new = asked()
        assert {name for name in ASKED if new[name] != old[name]} == changed, change
        publish_on_the_same_day(folder, 2 * number + 1)
        assert prepare(lambda _: None, LONG_S)


def test_answers_that_read_nothing_changed_are_not_asked_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = {name: ask(name) for name in ASKED}
    publish_on_the_same_day(folder, 1)
    assert prepare(lambda _: None, LONG_S)
    monkeypatch.setattr(data_ask, "_run", refuse)
    assert {name: ask(name) for name in ASKED} == old


def test_a_page_stands_while_all_holds_that_it_was_told(folder: Path) -> None:
    stands = []
    for number, change in enumerate(CHANGES, 1):
        with dependencies.recording() as told:
            before = state()
            told.is_untracked = False  # what asks for the state depends on it
            ask("residents")
        publish_on_the_same_day(folder, number, change)
        assert prepare(lambda _: None, LONG_S)
        stands.append(visit.Drawn(before, told).stands(state()))
    assert stands == [True, True, False]
    told.is_untracked = True
    assert not visit.Drawn(before, told).stands(state())
    assert not visit.Drawn(before, Dependencies(count=1)).stands(state()), (
        "an answer is not known now"
    )
    told = Dependencies()
    assert visit.Drawn(before, told).stands(state())
    assert not visit.Drawn(replace(before, built=datetime.min), told).stands(state()), "another day"


@pytest.mark.long
@each("place", sample(offstage.places(), 8))
def test_nothing_that_is_kept_for_its_answers_asks_itself(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    truly, kept_by = data_ask._answer, cache.__file__

    def answer(*given: Any) -> Answer:
        frame = sys._getframe()
        while frame.f_back is not None and frame.f_code.co_name != "view":
            assert frame.f_code.co_filename != kept_by, f"{given[0].name} is asked by what is kept"
            frame = frame.f_back
        return truly(*given)

    for results, _ in cache._kept:
        results.clear()
    monkeypatch.setattr(data_ask, "_answer", answer)
    offstage.view(place, Locale("de"))
