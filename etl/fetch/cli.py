"""The verbs for fetched tables: update, discover, release, diff, prune; answers are dicts for JSON.

Exit codes: 0 done, 1 something was refused, 2 wrong call, 3 disk, 4 a publisher did not answer as
documented, 5 a table asked for by name needs an account, 130 stopped by hand.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from data import paths
from etl import build, datasets
from etl.fetch import attempts, discover
from etl.fetch.credentials import setting
from etl.fetch.errors import Failed
from etl.fetch.exchange import Limits
from etl.fetch.http import Web
from etl.fetch.parallel import Progress
from etl.fetch.update import Outcome, by_hand, quarantine, update
from etl.lock import Taken
from etl.validate import Refused
from etl.vintages import claims, cli, store
from etl.vintages.cli import Said

_CODES = {"quarantined": 1, "failed": 4}


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the command line."""
    one = verbs.add_parser("update", help="fetch published tables, keep new states, build")
    one.add_argument("sources", nargs="*", metavar="SOURCE", help="only these; else all")
    one.add_argument("--file", type=Path, help="fetch nothing: take a table downloaded by hand")
    discover.declare(verbs)
    one = verbs.add_parser("release", help="let a quarantined table in, with a reason")
    one.add_argument("source")
    one.add_argument("vintage", help="the name of its folder")
    one.add_argument("--reason", required=True, help="why it is right; kept with the table")
    one = verbs.add_parser("diff", help="what is new, revised, redefined between two states")
    one.add_argument("before", help="SOURCE/VINTAGE")
    one.add_argument("after", help="SOURCE/VINTAGE")
    one = verbs.add_parser("prune", help="delete old states; as-of then knows less")
    one.add_argument("--keep", type=int, required=True, help="how many of each table stay")
    one.add_argument("sources", nargs="*", metavar="SOURCE")


def run(asked: argparse.Namespace) -> tuple[int, Said] | None:
    """Run one of the verbs; None when it is not one of them. Raises Refused or OSError."""
    verbs: dict[str, Callable[[argparse.Namespace], tuple[int, Said]]] = {
        "update": _update, "release": _release, "diff": cli.compare, "prune": cli.prune,
        "discover": lambda asked: discover.listed(asked.selections, _web()),
    }  # fmt: skip
    verb = verbs.get(asked.verb)
    if verb is None:
        return None
    try:
        return verb(asked)
    except Taken as taken:
        return 4, {"ok": False, "text": str(taken)}


def _update(asked: argparse.Namespace) -> tuple[int, Said]:
    tables, wrong = cli.chosen(asked.sources)
    if wrong:
        return 2, wrong
    if asked.file:
        return _by_hand(asked.file)
    web = _web()
    came: dict[str, Outcome] = {}
    named = {table.name: table for table in tables}
    with store.writing(), Progress(len(tables)) as progress:
        try:
            for outcome in update(tables, web, progress.tell):
                came[outcome.source] = outcome
                attempts.note(named[outcome.source], outcome, _now())
                progress.done(outcome.source, f"{outcome.outcome}: {outcome.text}")
        except KeyboardInterrupt:
            return 130, {"ok": False, "text": "Stopped. What has arrived is kept: the same command "
                         "goes on from there."}  # fmt: skip
        progress.tell("warehouse", "being built if anything is new")
        outcomes, built = _build([came[name] for name in named])
        for outcome in outcomes:
            if outcome is not came[outcome.source]:
                attempts.note(named[outcome.source], outcome, _now())
    return _told(outcomes, built, named=bool(asked.sources))


def _by_hand(file: Path) -> tuple[int, Said]:
    if not file.is_file():
        return 2, cli.wrong_call(f"there is no file {file}")
    with store.writing():
        try:
            outcomes, built = _build([by_hand(file.read_bytes(), file.name)])
        except Failed as failed:
            return 2, cli.wrong_call(str(failed))
    return _told(outcomes, built, named=True)


def add(raw: bytes, name: str, *, keep: bool) -> Said:
    """Say what a table downloaded by hand would change, and take it in when told to."""
    try:
        if not keep:
            looked = by_hand(raw, name, keep=False)
            return {"ok": looked.outcome != "quarantined", "outcome": looked.outcome,
                    "text": looked.text}  # fmt: skip
        with store.writing():
            outcomes, built = _build([by_hand(raw, name)])
    except Failed as failed:
        return {"ok": False, "outcome": "failed", "text": str(failed)}
    return _told(outcomes, built, named=True)[1]


def _told(outcomes: list[Outcome], built: str, *, named: bool) -> tuple[int, Said]:
    code = max((_CODES.get(one.outcome, 0) for one in outcomes), default=0)
    if code == 0 and named and any(one.outcome == "needs_account" for one in outcomes):
        code = 5
    lines = [f"{one.source}: {one.outcome}: {one.text}" for one in outcomes]
    said = [{"source": one.source, "outcome": one.outcome, "text": one.text,
             "vintage": one.vintage.name if one.vintage else None} for one in outcomes]  # fmt: skip
    return code, {"ok": code == 0, "text": "\n".join([*lines, _counted(outcomes), built]),
                  "tables": said,
                  "built": built}  # fmt: skip


def _counted(outcomes: list[Outcome]) -> str:
    """How many of the tables came to what, and that what is served stays."""
    counts = {
        name: sum(one.outcome == name for one in outcomes)
        for name in dict.fromkeys(one.outcome for one in outcomes)
    }
    listed = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    stays = "" if "new" in counts else " The figures shown so far stay."
    return f"{len(outcomes)} tables: {listed}.{stays}"


def _build(outcomes: list[Outcome]) -> tuple[list[Outcome], str]:
    """Build with what is new; what does not build goes to quarantine, and the old stays served."""
    folder = paths.warehouse()
    try:
        if build.is_current(folder):
            return outcomes, "The warehouse is up to date."
        return outcomes, f"Built {build.build(folder).file.name}."
    except Refused as refused:
        fresh = [one for one in outcomes if one.outcome == "new" and one.vintage]
        if not fresh:
            raise
        tables = {table.name: table for table in datasets.fetched()}
        kept = {one.source: one for one in outcomes}
        for one in fresh:
            if one.vintage:
                kept[one.source] = quarantine(tables[one.source], one.vintage, refused.found)
        text = "The build refused what is new; the last good warehouse stays served."
        return list(kept.values()), text


def _release(asked: argparse.Namespace) -> tuple[int, Said]:
    if paths.is_read_only():
        text = ("CHINA_MONITOR_READ_ONLY is set: nothing may be let in here. "
                "What to do: release it where the data are kept, or unset it.")  # fmt: skip
        return 1, {"ok": False, "text": text}
    found = [one for one in store.quarantined(asked.source) if one.name == asked.vintage]
    if not found:
        there = ", ".join(f"{one.source} {one.name}" for one in store.quarantined()) or "nothing"
        return 2, cli.wrong_call(
            f"{asked.source}/{asked.vintage} is not in quarantine; there is: {there}"
        )
    if not asked.reason.strip():
        return 2, cli.wrong_call('a release needs a reason: --reason "…"')
    table = next(one for one in datasets.fetched() if one.name == asked.source)
    with store.writing():
        claims.parsed(table, found[0])  # what cannot be read cannot be released
        folder = store.release(found[0], asked.reason.strip(), _now())
        vintage = next(one for one in store.of(table.name) if one.folder == folder)
        outcome = Outcome(table.name, "new", f"released: {asked.reason.strip()}", vintage)
        outcomes, built = _build([outcome])
    ok = outcomes[0].outcome == "new"
    return 0 if ok else 1, {"ok": ok, "text": f"{outcomes[0].text}. {built}"}


def _web() -> Web:
    """The client for one command; CHINA_MONITOR_PLAYBACK answers in the publishers' stead."""
    playback = os.environ.get("CHINA_MONITOR_PLAYBACK", "")
    return Web(setting("CHINA_MONITOR_CONTACT"), _limits(), playback)


def _limits() -> Limits:
    """Limits; a playback on this machine is waited for less long."""
    if os.environ.get("CHINA_MONITOR_PLAYBACK"):
        return Limits(connect_s=5, read_s=5, total_s=20, first_wait_s=0.01, longest_wait_s=2)
    return Limits()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
