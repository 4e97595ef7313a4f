"""A stage on which any data set is played with any fault, and what must hold of each run."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

import pytest

from data import paths
from etl import datasets
from etl.fetch import attempts
from etl.fetch import update as etl_update
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Failed
from etl.fetch.http import Web
from etl.fetch.update import OUTCOMES, Outcome
from etl.schema import Dataset, DatasetFile, Title
from etl.vintages import store
from tests.faulty.kind import Fault
from tests.worlds import accounts, played
from tests.worlds.playback import Answer, Answers, Asked, Playback, playback

#: Folders and files that may lie beside the states: what is documented, no more.
_DOCUMENTED = ("_quarantine", "_under_way", "_as_read")
_ANSWERED = "the other table was asked for and answered"


def _ask_witness(session: FetchSession) -> None:
    said = session.web.get("https://witness.example/table").body.decode()
    raise Failed("witness", said, "nothing", "nothing.")


#: A table of another publisher, fetched in the same run.
WITNESS = DatasetFile(
    "witness",
    Dataset(Title("", ""), "", "https://witness.example/", "", "", (1, 1), table="witness"),
    SimpleNamespace(fetch=_ask_witness),
)


@dataclass
class Stage:
    """Plays one data set at a time; its states are kept in a folder of its own in `root`."""

    root: Path
    patch: pytest.MonkeyPatch
    served: Playback
    secrets: tuple[str, ...]
    #: Data set → question → the good answer to it, as it came first.
    good: dict[str, dict[object, Answer]] = field(default_factory=dict)
    states: dict[str, dict[str, str]] = field(default_factory=dict)
    fault: Fault | None = None
    #: How many questions the publisher got in this run, and how many met the fault.
    count: int = 0
    met: int = 0
    slept: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def prepare(self, name: str) -> None:
        """Fetch a data set from its world and keep it: the last good state of all that follows."""
        self._go_to(name)
        self.good[name], world = {}, played()[name]()
        self.served.answers = self._remembering(self.good[name], world)
        parts = etl_update.fetch_table(_table(name), self._web(None), lambda _: None)
        assert isinstance(parts, list), f"{name}: its world plays no good answer: {parts}"
        store.keep(_table(name), parts, datetime.now(UTC).date())
        shutil.rmtree(store.under_way(name), ignore_errors=True)
        self.states[name] = _digests(self.home / name)

    @property
    def home(self) -> Path:
        """Where the states of the data set that is played are kept."""
        return paths.vintages()

    def _go_to(self, name: str) -> None:
        self.patch.setenv("CHINA_MONITOR_VINTAGES", str(self.root / name))

    def applies(self, name: str, fault: Fault) -> bool:
        """Whether any answer of a data set can have this fault."""
        if fault.of_all_periods and _table(name).dataset.is_newest_only:
            return False
        asked = Asked("publisher/path", [], {})
        return any(fault.change(answer, asked) is not None for answer in self.good[name].values())

    def run(self, name: str, fault: Fault | None) -> Outcome:
        """Update a data set and the witness in one run, every answer with the fault."""
        self._go_to(name)
        self.fault, self.count, self.met = fault, 0, 0
        self.slept.clear()
        self.said.clear()
        self.served.asked.clear()
        world = played()[name]()
        self.served.answers = self._faulty(self._remembering(self.good[name], world))
        tables = {one.name: one for one in (_table(name), WITNESS)}
        found: dict[str, Outcome] = {}
        with store.writing():
            for outcome in etl_update.update(
                tables.values(), self._web(fault), lambda name, text: self.said.append(text)
            ):
                found[outcome.source] = outcome
                attempts.record(tables[outcome.source], outcome, "2026-11-30T00:00:00+00:00")
        assert _ANSWERED in found["witness"].text, f"the other table: {found['witness'].text}"
        return found[name]

    def violations(self, name: str, fault: Fault) -> list[str]:
        """What does not hold of an update that meets the fault; empty when all is well."""
        try:
            outcome = self.run(name, fault)
            return self._judged(name, fault, outcome)
        except Exception as error:
            return [f"raised {error!r}"]
        finally:
            self._clear(name)

    def _judged(self, name: str, fault: Fault, outcome: Outcome) -> list[str]:
        wrong = []
        expected = fault.outcomes if self.met else frozenset({"unchanged"})
        if outcome.outcome not in expected or outcome.outcome not in OUTCOMES:
            wrong.append(f"{outcome.outcome}, expected {' or '.join(sorted(expected))}")
        wrong += _unsaid(name, outcome)
        if outcome.outcome != "new" and _digests(self.home / name) != self.states[name]:
            wrong.append("the last good state is not as it was")
        wrong += [f"left behind: {one}" for one in self._leftovers(name, outcome.outcome)]
        wrong += [f"a secret in {place}" for place in self._leaks(outcome)]
        most = 6 * (len(self.good[name]) + 1)
        if len(self.served.asked) > most + 100 or sum(self.slept) > 3_600:
            wrong.append(f"asked {len(self.served.asked)} times, slept {sum(self.slept):.0f} s")
        return wrong

    def _leftovers(self, name: str, outcome: str) -> Iterator[str]:
        for file in self.home.rglob("*"):
            at = file.relative_to(self.home)
            is_state = at.parts[0] == name
            is_documented = at.parts[0] in _DOCUMENTED or at == Path(at.name)
            is_half = any(part.startswith((".new-", ".gone-")) for part in at.parts)
            is_under_way = at.parts[:2] == ("_under_way", name) and outcome != "failed"
            if not (is_state or is_documented) or is_half or is_under_way:
                yield str(at)

    def _leaks(self, outcome: Outcome) -> Iterator[str]:
        written = [file for file in self.home.rglob("*") if file.is_file()
                   and "_as_read" not in file.parts]  # fmt: skip
        places = {"the outcome": outcome.text.encode(), "a report": "\n".join(self.said).encode()}
        places |= {file.name: file.read_bytes() for file in written}
        for place, raw in places.items():
            if any(way in raw for secret in self.secrets for way in _ways(secret)):
                yield place

    def _clear(self, name: str) -> None:
        for folder in (self.home / "_quarantine" / name, store.under_way(name),
                       *(self.home / name).glob("*")):  # fmt: skip
            if folder.parent.name != name or folder.name not in {
                Path(file).parts[0] for file in self.states[name]
            }:
                shutil.rmtree(folder, ignore_errors=True)

    def _web(self, fault: Fault | None) -> Web:
        limits = fault.limits if fault else Fault("", "", lambda good, asked: good).limits
        return Web("somebody@example.org", limits, self.served.address, self.slept.append)

    def _faulty(self, answers: Answers) -> Answers:
        def answer(asked: Asked) -> Answer:
            if asked.path.startswith("witness.example/"):
                return Answer(_ANSWERED.encode())
            good, fault = answers(asked), self.fault
            if good.status == 404:  # there is nothing that could have a fault
                return good
            self.count += 1
            if fault and fault.first <= self.count <= (fault.last or self.count):
                changed = fault.change(replace(good, headers=dict(good.headers)), asked)
                self.met += changed is not None
                return changed or good
            return replace(good, headers=dict(good.headers))

        return answer

    @staticmethod
    def _remembering(known: dict[object, Answer], world: Answers) -> Answers:
        def answer(asked: Asked) -> Answer:
            key = (asked.path.partition("/")[2], *asked.pairs)
            if key not in known:
                try:
                    known[key] = world(asked)
                except KeyError:  # a redirect left out what was asked
                    return Answer(status=404)
            return known[key]

        return answer


@contextmanager
def stage(root: Path) -> Iterator[Stage]:
    """A stage while the block lasts, with the accounts of the worlds and no bundled states."""
    with pytest.MonkeyPatch.context() as patch, playback(lambda asked: Answer()) as served:
        patch.setattr(store, "bundled", lambda _: None)
        for setting, value in accounts().items():
            patch.setenv(setting, value)
        yield Stage(root, patch, served, tuple(accounts().values()))


@cache
def _table(name: str) -> DatasetFile:
    return next(one for one in datasets.fetched() if one.name == name)


def _unsaid(name: str, outcome: Outcome) -> list[str]:
    """What the sentence about a refusal does not say."""
    text = outcome.text
    needed = {
        "failed": ("found ", "expected ", "What to do: "),
        "quarantined": (": ", "The last good state stays. ", f"etl release {name}"),
    }.get(outcome.outcome, ())
    unsaid = [f"not said: {word!r} in {text[:160]!r}" for word in needed if word not in text]
    is_nameless = "cannot be read: " in text
    return unsaid + ([f"no rule of its own: {text[:200]!r}"] if is_nameless else [])


def _digests(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
            for file in sorted(folder.rglob("*")) if file.is_file()}  # fmt: skip


def _ways(secret: str) -> set[bytes]:
    """How a secret may be written in an answer or in a log."""
    return {secret.encode(), quote(secret, safe="").encode(), base64.b64encode(secret.encode())}
