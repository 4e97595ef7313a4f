"""The verbs for fetched tables: update, discover, release, diff, prune; answers are dicts for JSON.

Exit codes: 0 done, 1 something was refused, 2 wrong call, 3 disk, 4 a publisher did not answer as
documented, 5 a table asked for by name needs an account, 130 stopped by hand.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from data import accounts, paths
from etl import build, datasets, load
from etl.fetch import account, attempts, discover, golden, run_file
from etl.fetch.credentials import contact
from etl.fetch.errors import Failed
from etl.fetch.exchange import Limits
from etl.fetch.http import Web
from etl.fetch.parallel import Progress
from etl.fetch.run_file import RunFile
from etl.fetch.update import Outcome, accept, accept_download, quarantine, update
from etl.lock import Taken
from etl.validate import Refused
from etl.vintages import claims, cli, store
from etl.vintages.cli import Answer

_CODES = {"quarantined": 1, "failed": 4}
_BRIEF_PATIENCE_S = 120


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the command line."""
    verb = verbs.add_parser("update", help="fetch published tables, keep new states, build")
    verb.add_argument("sources", nargs="*", metavar="SOURCE", help="only these; else all")
    verb.add_argument("--file", type=Path, help="fetch nothing: take a table downloaded by hand")
    run_file.declare(verbs)
    account.declare(verbs)
    discover.declare(verbs)
    golden.declare(verbs)
    verb = verbs.add_parser("release", help="let a quarantined table in, with a reason")
    verb.add_argument("source")
    verb.add_argument("vintage", help="the name of its folder")
    verb.add_argument("--reason", required=True, help="why it is right; kept with the table")
    verb = verbs.add_parser("diff", help="what is new, revised, redefined between two states")
    verb.add_argument("before", help="SOURCE/VINTAGE")
    verb.add_argument("after", help="SOURCE/VINTAGE")
    verb = verbs.add_parser("prune", help="delete old states; as-of then knows less")
    verb.add_argument("--keep", type=int, required=True, help="how many of each table stay")
    verb.add_argument("sources", nargs="*", metavar="SOURCE")


def run(options: argparse.Namespace) -> tuple[int, Answer] | None:
    """Run one of the verbs; None when it is not one of them. Raises Refused or OSError."""
    verbs: dict[str, Callable[[argparse.Namespace], tuple[int, Answer]]] = {
        "update": _update, "release": _release, "diff": cli.compare, "prune": cli.prune,
        "discover": lambda options: discover.list_tables(options.selections, _web()),
        "account": lambda options: account.run(options, _web()),
        "golden-copy": _golden_copy,
        "stop": lambda _: run_file.stop(),
    }  # fmt: skip
    verb = verbs.get(options.verb)
    if verb is None:
        return None
    try:
        return verb(options)
    except Taken as taken:
        return 4, {"ok": False, "text": str(taken)}


def _update(options: argparse.Namespace) -> tuple[int, Answer]:
    tables, wrong = cli.chosen(options.sources)
    if wrong:
        return 2, wrong
    if options.file:
        return _update_from_file(options.file)
    resting = [] if options.sources else attempts.resting(tables, datetime.now(UTC))
    tables = [
        table
        for table in tables
        if table not in resting and (options.sources or store.is_asked_with_all(table))
    ]
    web = _web()
    outcome_of: dict[str, Outcome] = {}
    table_of = {table.name: table for table in tables}
    with store.writing(), Progress(len(tables)) as progress, RunFile(tables) as run:

        def report(source: str, text: str) -> None:
            progress.report(source, text)
            run.report(source, text)

        try:
            for outcome in update(tables, web, report, run.listen):
                outcome_of[outcome.source] = outcome
                attempts.record(table_of[outcome.source], outcome, _now())
                progress.done(outcome.source, f"{outcome.outcome}: {outcome.text}")
                run.done(outcome)
            run.turn("building")
            progress.report("warehouse", "being built if anything is new")
            outcomes, built = _build([outcome_of[name] for name in table_of])
        except KeyboardInterrupt:
            run.turn("stopped")
            return 130, {"ok": False, "text": "Stopped. What has arrived is kept: the same command "
                         "goes on from there."}  # fmt: skip
        for outcome in outcomes:
            if outcome is not outcome_of[outcome.source]:
                attempts.record(table_of[outcome.source], outcome, _now())
                run.done(outcome)
        run.turn("done", built)
    code, answer = _answer(outcomes, built, is_by_name=bool(options.sources))
    answer["brief"] = _brief()
    rests = [f"{table.name} is asked once in {table.dataset.rest_days} days" for table in resting]
    sentences = [f"Not asked: {', '.join(rests)}; named, at once."] if rests else []
    answer["text"] = " ".join(filter(None, [str(answer["text"]), *sentences, str(answer["brief"])]))
    return code, answer


def _brief() -> str:
    """Let a child write the brief of the month; whatever becomes of it, the update is done.

    It gets no account: what it writes leaves the house.
    """
    folder = paths.briefs()
    if folder is None:
        return ""
    command = [sys.executable, "-m", "reports", "brief", "--out", str(folder)]
    environment = {name: text for name, text in os.environ.items() if name not in accounts.NAMES}
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, cwd=paths.ROOT, env=environment, capture_output=True,
            encoding="utf-8", errors="replace", timeout=_BRIEF_PATIENCE_S, check=False,
        )  # fmt: skip
    except KeyboardInterrupt:
        return "The monthly brief was not written: stopped."
    except (OSError, subprocess.SubprocessError) as error:
        return f"The monthly brief was not written: {error}."
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return f"The monthly brief was not written: {last}"
    return f"The monthly brief lies in {folder}."


def _golden_copy(options: argparse.Namespace) -> tuple[int, Answer]:
    """Take the golden copy of GLEIF for all data sets that are made of it."""
    tables = [table for table in datasets.fetched() if table.name in golden.SOURCES]
    web = _web(total_s=golden.TOTAL_S, body_bytes=golden.BODY_BYTES)
    with store.writing(), Progress(len(tables)) as progress:
        try:
            parts = golden.parts(options.places, web, partial(progress.report, "golden copy"))
        except Failed as failed:
            return 4, {"ok": False, "text": str(failed)}
        outcomes = [accept(table, parts) for table in tables]
        for table, outcome in zip(tables, outcomes, strict=True):
            attempts.record(table, outcome, _now())
            progress.done(table.name, f"{outcome.outcome}: {outcome.text}")
        outcomes, built = _build(outcomes)
    return _answer(outcomes, built, is_by_name=True)


def _update_from_file(file: Path) -> tuple[int, Answer]:
    if not file.is_file():
        return 2, cli.wrong_call(f"there is no file {file}")
    with store.writing():
        try:
            outcomes, built = _build([accept_download(file.read_bytes(), file.name)])
        except Failed as failed:
            return 2, cli.wrong_call(str(failed))
    return _answer(outcomes, built, is_by_name=True)


def add(raw: bytes, name: str, *, keep: bool) -> Answer:
    """Say what a table downloaded by hand would change, and take it in when told to."""
    try:
        if not keep:
            preview = accept_download(raw, name, keep=False)
            return {"ok": preview.outcome != "quarantined", "outcome": preview.outcome,
                    "text": preview.text}  # fmt: skip
        with store.writing():
            outcomes, built = _build([accept_download(raw, name)])
    except Failed as failed:
        return {"ok": False, "outcome": "failed", "text": str(failed)}
    return _answer(outcomes, built, is_by_name=True)[1]


def _answer(outcomes: list[Outcome], built: str, *, is_by_name: bool) -> tuple[int, Answer]:
    code = max((_CODES.get(outcome.outcome, 0) for outcome in outcomes), default=0)
    if code == 0 and is_by_name and any(outcome.outcome == "needs_account" for outcome in outcomes):
        code = 5
    lines = [f"{outcome.source}: {outcome.outcome}: {outcome.text}" for outcome in outcomes]
    tables = [{"source": outcome.source, "outcome": outcome.outcome, "text": outcome.text,
               "vintage": outcome.vintage.name if outcome.vintage else None}
              for outcome in outcomes]  # fmt: skip
    return code, {"ok": code == 0, "text": "\n".join([*lines, _summary(outcomes), built]),
                  "tables": tables,
                  "built": built}  # fmt: skip


def _summary(outcomes: list[Outcome]) -> str:
    """How many of the tables came to what, and that what is served stays."""
    counts = {
        name: sum(outcome.outcome == name for outcome in outcomes)
        for name in dict.fromkeys(outcome.outcome for outcome in outcomes)
    }
    parts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
    stays = "" if "new" in counts else " The figures shown so far stay."
    return f"{len(outcomes)} tables: {parts}.{stays}"


def _build(outcomes: list[Outcome]) -> tuple[list[Outcome], str]:
    """Build with what is new; what does not build goes to quarantine, and the old stays served.

    Raises Refused where what is new is not to blame: then it is kept for the next build.
    """
    folder = paths.warehouse()
    try:
        if build.is_current(folder):
            return outcomes, f"The warehouse is up to date.{cli.left_out()}"
        return outcomes, f"Built {build.build(folder).file.name}.{cli.left_out()}"
    except Refused as refused:
        fresh = [outcome for outcome in outcomes if outcome.outcome == "new" and outcome.vintage]
        tables = {table.name: table for table in datasets.fetched()}
        outcome_of = {outcome.source: outcome for outcome in outcomes}
        blamed = [one for one in fresh if refused.place == load.published_place(tables[one.source])]
        # A folder of somebody else's, or another table.
        is_elsewhere = "/" in refused.place and not refused.place.startswith("etl/models")
        is_other = refused.place in map(load.published_place, datasets.published())
        if not fresh or is_elsewhere or (is_other and not blamed):
            raise
        for outcome in blamed or fresh:
            if outcome.vintage:
                table = tables[outcome.source]
                outcome_of[table.name] = quarantine(table, outcome.vintage, refused.found)
        if blamed:
            return _build(list(outcome_of.values()))
        text = "The build refused what is new; the last good warehouse stays served."
        return list(outcome_of.values()), text


def _release(options: argparse.Namespace) -> tuple[int, Answer]:
    if paths.is_read_only():
        text = ("CHINA_MONITOR_READ_ONLY is set: nothing may be let in here. "
                "What to do: release it where the data are kept, or unset it.")  # fmt: skip
        return 1, {"ok": False, "text": text}
    matches = [one for one in store.quarantined(options.source) if one.name == options.vintage]
    if refused := store.damaged(options.source).get(options.vintage):
        raise refused
    if not matches:
        known = ", ".join(f"{one.source} {one.name}" for one in store.quarantined()) or "nothing"
        return 2, cli.wrong_call(
            f"{options.source}/{options.vintage} is not in quarantine; there is: {known}"
        )
    if not options.reason.strip():
        return 2, cli.wrong_call('a release needs a reason: --reason "…"')
    table = next(table for table in datasets.fetched() if table.name == options.source)
    with store.writing():
        claims.parsed(table, matches[0])  # what cannot be read cannot be released
        folder = store.release(matches[0], options.reason.strip(), _now())
        vintage = next(one for one in store.vintages(table.name) if one.folder == folder)
        outcome = Outcome(table.name, "new", f"released: {options.reason.strip()}", vintage)
        outcomes, built = _build([outcome])
    ok = outcomes[0].outcome == "new"
    return 0 if ok else 1, {"ok": ok, "text": f"{outcomes[0].text}. {built}"}


def _web(**limits: Any) -> Web:
    """The client for one command; CHINA_MONITOR_PLAYBACK answers in the publishers' stead."""
    playback = os.environ.get("CHINA_MONITOR_PLAYBACK", "")
    return Web(contact(), _limits() if playback else replace(_limits(), **limits), playback)


def _limits() -> Limits:
    """Limits; a playback on this machine is waited for less long."""
    if os.environ.get("CHINA_MONITOR_PLAYBACK"):
        return Limits(connect_s=5, read_s=5, total_s=20, first_wait_s=0.01, longest_wait_s=2)
    return Limits()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
