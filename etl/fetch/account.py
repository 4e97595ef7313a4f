"""Account: try an account at its publisher, keep it in the secrets file, or remove it.

What is secret comes as JSON on the standard input, never as an argument: arguments are seen by all.
Nothing that is answered holds any of it. An account is tried once, and never again by itself:
publishers block one that goes on trying.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import replace
from datetime import UTC, datetime

from data import accounts, paths
from etl.fetch import credentials, secrets_file
from etl.fetch.credentials import Account
from etl.fetch.errors import Denied, Failed, Unexpected
from etl.fetch.http import Web
from etl.readers.genesis import client as genesis
from etl.readers.landesdatenbank import catalogue
from etl.vintages.cli import Answer, wrong_call

_SERVICES = {"genesis": genesis.SERVICE, "landesdatenbank": catalogue.SERVICE}
_LOGIN = "helloworld/logincheck"
#: Longer than any account; and what a form may send at most, in bytes.
_LONGEST, _MOST = 500, 10_000
#: Headers carry no other signs.
_SENDABLE = re.compile("[ -~\xa0-\xff]+")
_CODES = {"unreachable": 4, "unexpected": 4}


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    verb = verbs.add_parser("account", help="try, keep or remove an account at a publisher")
    verb.add_argument("account", choices=list(accounts.SETTINGS))
    verb.add_argument("--test", action="store_true", help="ask the publisher, once")
    verb.add_argument("--save", action="store_true", help="keep it; after --test if accepted")
    verb.add_argument("--remove", action="store_true", help="take it out of the file")
    verb.epilog = (
        'The account comes on the standard input: {"token": "…"}, {"username": "…", "password": '
        '"…"} or {"contact": "you@example.org"}; nothing there: the one that is kept.'
    )


def run(options: argparse.Namespace, web: Web) -> tuple[int, Answer]:
    """Exit code and answer (ok, outcome, text). Raises OSError or Taken."""
    name = options.account
    if options.remove and (options.save or options.test):
        return 2, wrong_call("--remove goes alone")
    if (options.save or options.remove) and paths.is_read_only():
        text = ("CHINA_MONITOR_READ_ONLY is set: no account is kept or removed here. "
                "What to do: unset it, or name the account in the environment.")  # fmt: skip
        return 1, {"ok": False, "outcome": "read_only", "text": text}
    try:
        if options.remove:
            _write(dict.fromkeys(accounts.SETTINGS[name].values()))
            return _answer("removed", f"{name}: removed from {secrets_file.SHOWN}")
        if not (options.save or options.test):
            return _answer(accounts.location(name).where or "none", f"{name}: {_location(name)}")
        given = _given(name, needed=options.save)
        sentences = [_tested(name, given, web)] if options.test else []
        if options.save:
            others = dict.fromkeys(accounts.SETTINGS[name].values())
            _write({**others, **{accounts.SETTINGS[name][f]: v for f, v in given.items()}})
            sentences.append(f"{name}: kept in {secrets_file.SHOWN}")
        return _answer("saved" if options.save else "accepted", "; ".join(sentences))
    except Failed as failed:
        outcome = failed.reason
        return _CODES.get(outcome, 1), {"ok": False, "outcome": outcome, "text": str(failed)}


def _answer(outcome: str, text: str) -> tuple[int, Answer]:
    return 0, {"ok": True, "outcome": outcome, "text": text}


def _location(name: str) -> str:
    """Where an account is kept, in words for the command line."""
    location = accounts.location(name)
    since = f" since {location.since}" if location.since else ""
    return {"environment": "named in the environment", "": "none is kept",
            "file": f"kept in {secrets_file.SHOWN}{since}"}.get(
        location.where, f"{secrets_file.SHOWN} cannot be read")  # fmt: skip


def _write(changes: dict[str, str | None]) -> None:
    secrets_file.write(changes, datetime.now(UTC).date().isoformat())


def _given(name: str, *, needed: bool) -> dict[str, str]:
    """Fields of an account from the standard input; none without input.

    Raises Failed, which repeats nothing of the input.
    """
    ways = accounts.WAYS[name]
    expected = " or ".join("{" + ", ".join(f'"{field}": "…"' for field in way) + "}"
                           for way in ways)  # fmt: skip
    raw = b"" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.buffer.read(_MOST + 1)
    if not raw.strip() and not needed:
        return {}
    try:
        document = json.loads(raw)
        given = {str(field): value.strip() for field, value in document.items()}
    except (ValueError, AttributeError):
        raise _Refused("the standard input", "no account as JSON", expected) from None
    given = {field: value for field, value in given.items() if value}
    if len(raw) > _MOST or set(given) not in [set(way) for way in ways]:
        raise _Refused("the standard input", "other fields, or empty ones", expected)
    for field, value in given.items():
        if len(value) > _LONGEST or not _SENDABLE.fullmatch(value):
            raise _Refused(f"the {field}", "signs that cannot be sent, or too many of them",
                           "letters, figures and signs of Western Europe")  # fmt: skip
    return given


class _Refused(Failed):
    """What was given is no account."""

    reason = "malformed"

    def __init__(self, place: str, found: str, expected: str) -> None:
        super().__init__(place, found, expected, "mend it; nothing was changed.")


def _tested(name: str, given: dict[str, str], web: Web) -> str:
    """A sentence about an account that the publisher accepts. Raises Failed, without secrets."""
    if name not in _SERVICES:
        raise _Refused("--test", f"{name}, which nobody can try", " or ".join(_SERVICES))
    account = _headers(given) if given else credentials.ACCOUNTS[name]()
    try:
        return _log_in(f"{_SERVICES[name]}/{_LOGIN}", account, web)
    except Failed as failed:
        # A publisher may repeat whom it speaks to.
        failed.args = (account.redacted(str(failed).encode()).decode(),)
        raise


def _log_in(address: str, account: Account, web: Web) -> str:
    web.limits = replace(web.limits, tries=1)
    reply = web.post(address, {"language": "de"}, account.headers)
    try:
        status = json.loads(reply.body.decode("utf-8-sig"))["Status"]
    except (ValueError, KeyError, TypeError):
        remedy = "try again later: the office may be mending its service."
        raise Unexpected(
            address, "no JSON with a status", "an answer to a login", b"", remedy
        ) from None
    text = str(status.get("Content") if isinstance(status, dict) else status)
    if "erfolgreich" in text and "Fehler" not in text:
        return "the publisher accepts the account"
    raise Denied(address, "no login with this account")


def _headers(given: dict[str, str]) -> Account:
    user = given.get("token") or given["username"]
    return Account({"username": user, "password": given.get("password", "")}, "token" not in given)
