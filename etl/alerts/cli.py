"""The verb alert: limits of one's own on series, and alerts put aside with a reason."""

from __future__ import annotations

import argparse
import math
import re
from datetime import date

from data import alert_choices
from data.alert_choices import PERIODS, RULES, Limit, Snooze
from etl import kept_file
from etl.alerts import kept
from etl.lock import Taken
from etl.validate import Refused

Answer = dict[str, object]
#: A code of a series is codes joined by dots; a key of an alert has dashes besides.
_CODE = re.compile(r"[\w.+-]{3,300}")
_LONGEST_REASON = 500


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    verb = verbs.add_parser("alert", help="limits of one's own on series; alerts put aside")
    what = verb.add_subparsers(dest="what", required=True)
    add = what.add_parser("add", help="be told when a series passes a limit")
    add.add_argument("series", help="code of the figure without its period, as links carry it")
    add.add_argument(
        "--rule",
        choices=RULES,
        required=True,
        help="value; change in percent; rank; silence in days",
    )
    add.add_argument("--period", choices=PERIODS, default="year", help="kind of period")
    add.add_argument("--limit", type=float, required=True)
    add.add_argument("--below", action="store_true", help="when it falls below; else above")
    add.add_argument("--reason", default="", help="why; kept with it")
    what.add_parser("remove", help="watch a limit no more").add_argument("id")
    snooze = what.add_parser("snooze", help="put an alert aside until a day")
    snooze.add_argument("alert")
    snooze.add_argument("--until", type=date.fromisoformat, required=True, help="YYYY-MM-DD")
    snooze.add_argument("--reason", required=True, help="why; kept with it")
    what.add_parser("wake", help="show it again").add_argument("alert")
    what.add_parser("list", help="what is kept")


def run(options: argparse.Namespace) -> tuple[int, Answer] | None:
    """Run the verb; None when it is another. Raises Refused or OSError."""
    if options.verb != "alert":
        return None
    try:
        text = _run(options)
    except Taken as taken:
        return 4, {"ok": False, "error": str(taken), "text": str(taken)}
    return 0, {"ok": True, "text": text}


def _run(options: argparse.Namespace) -> str:
    today = date.today()
    if options.what == "add":
        if not math.isfinite(options.limit):
            raise Refused("alert add", [f"found --limit {options.limit}, expected a number"],
                          "name a number.")  # fmt: skip
        limit = Limit("", _code(options.series), options.period, options.rule, options.limit,
                      not options.below, _reason(options.reason), today)  # fmt: skip
        return f"Kept as {kept.add(limit).id}."
    if options.what == "remove":
        kept.remove(options.id)
        return "Removed."
    if options.what == "snooze":
        kept.snooze(Snooze(_code(options.alert), options.until, _reason(options.reason), today))
        return f"Put aside until {options.until}."
    if options.what == "wake":
        kept.wake(options.alert)
        return "It is shown again."
    choices = alert_choices.read()
    kept_file.check(alert_choices.file(), choices.trouble)
    lines = []
    for one in choices.limits:
        side = "above" if one.is_above else "below"
        lines.append(f"{one.id}: {one.series} by {one.period_kind}, {one.rule} {side} "
                     f"{one.limit:g}; {one.reason}")  # fmt: skip
    lines += [f"{one.alert_id}: until {one.until}; {one.reason}" for one in choices.snoozes]
    return "\n".join(lines) or "Nothing is kept."


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise Refused("alert", [f"found {text[:80]!r}, expected a code as links carry it"],
                      "copy it from the page 'Was ist neu'.")  # fmt: skip
    return text


def _reason(text: str) -> str:
    """A reason on one line, not too long to be shown."""
    return " ".join(text.split())[:_LONGEST_REASON]
