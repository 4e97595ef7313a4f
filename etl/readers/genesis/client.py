"""GENESIS web service (REST "2020"): asks for tables, splits what is too large, waits for jobs.

Every error comes with HTTP status 200 and a status of its own in JSON. POST only; the account
goes in headers. Documented in https://github.com/StatistischesBundesamt/GENESIS-Online.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from etl.fetch import http
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Denied, Failed, Unexpected
from etl.readers.genesis.request import Ask

SERVICE = "https://www-genesis.destatis.de/genesisWS/rest/2020"
_JOB = re.compile(r":\s*(\S+_\d+)\s*$")
_POLLS = 90
POLL_S = (5, 30)


class _StatusError(Exception):
    """A status of GENESIS in an answer without data."""

    def __init__(self, code: int, content: str, body: bytes) -> None:
        super().__init__(f"GENESIS status {code}: {content}")
        self.code, self.content, self.body = code, content, body


def fetch(session: FetchSession, ask: Ask, is_half: bool = False) -> None:
    """Keep the answer to a question at the session, in as many parts as it takes.

    Raises Denied, Unreachable or Unexpected.
    """
    form = ask.form()
    try:
        session.part(ask.name, f"{SERVICE}/data/tablefile", urlencode(form),
                  lambda: _table(session, "data/tablefile", form))  # fmt: skip
    except _StatusError as error:
        match error.code:
            case 98 if halves := ask.halves():
                session.report(f"{ask.name}: too large, asked for in two")
                for half in halves:
                    fetch(session, half, is_half=True)
            case 98 if session.account.may_run_jobs:
                _by_job(session, ask)
            case 99:
                _by_job(session, ask, error.content)
            case 104 if is_half:
                # The whole has too many values: so half of it may well have none.
                session.report(f"{ask.name}: nothing there")
            case _:
                raise _unexpected(ask.table, error) from error


def fetch_table(session: FetchSession, asks: Sequence[Ask]) -> None:
    """Keep the answers to all questions, and the state of the first one's table.

    Raises Denied, Unreachable or Unexpected.
    """
    metadata(session, asks[0].table)
    for ask in asks:
        fetch(session, ask)


def metadata(session: FetchSession, table: str) -> dict[str, Any]:
    """Keep the metadata of a table: title, span, structure, day of the last change.

    Returns its object; raises Unexpected, also when there is none.
    """
    form = {"name": table, "area": "all", "language": "de"}
    answer = _json_part(session, table, f"{table}_metadata.json", "metadata/table", form)
    table_metadata = answer.get("Object")
    if not isinstance(table_metadata, dict):
        raise Unexpected(f"GENESIS-Online table {table}", "an answer without Object",
                         "what is known of the table", json.dumps(answer).encode())  # fmt: skip
    return table_metadata


def values(session: FetchSession, table: str, dimension: str) -> dict[str, str]:
    """Keep the values of a dimension; returns code → label. Raises Unexpected."""
    form = {"name": dimension, "selection": "*", "pagelength": "2500", "language": "de"}
    name = f"{table}_{dimension}_values.json"
    answer = _json_part(session, table, name, "catalogue/values2variable", form)
    entries = answer.get("List") or []
    return {str(entry["Code"]): " ".join(str(entry["Content"]).split()) for entry in entries}


def _json_part(session: FetchSession, table: str, name: str, method: str,
               form: dict[str, str]) -> dict[str, Any]:  # fmt: skip
    def ask() -> bytes:
        return json.dumps(_json(session, method, form), ensure_ascii=False).encode()

    try:
        raw = session.part(name, f"{SERVICE}/{method}", urlencode(form), ask)
    except _StatusError as error:
        raise _unexpected(table, error) from error
    return dict(json.loads(raw))


def _by_job(session: FetchSession, ask: Ask, started: str = "") -> None:
    """Let GENESIS work in the background, and wait."""
    form = ask.form(job=True)

    def get() -> bytes:
        content = started or _start_job(session, form)
        name = _JOB.search(content)
        if name is None:
            raise Unexpected(ask.table, f"a job without name: {content!r}", "name of a job", b"")
        session.report(f"{ask.name}: job {name[1]}")
        query = {"selection": name[1], "area": "user", "pagelength": "1", "language": "de"}
        _wait(session, lambda: _json(session, "catalogue/results", query), name[1])
        result = {"name": name[1], "area": "all", "compress": "false", "format": "ffcsv"}
        return _table(session, "data/resultfile", result)

    try:
        session.part(ask.name, f"{SERVICE}/data/tablefile", urlencode(form), get)
    except _StatusError as error:
        raise _unexpected(ask.table, error) from error


def _start_job(session: FetchSession, form: dict[str, str]) -> str:
    try:
        _table(session, "data/tablefile", form)
    except _StatusError as error:
        if error.code == 99:
            return error.content
        raise
    raise Unexpected(form["name"], "a table at once", "status 99 (a job)", b"")


def _wait(session: FetchSession, ready: Callable[[], dict[str, Any]], name: str) -> None:
    """Until a job is done; asked too early, GENESIS knows of no such job (status 104)."""
    for poll in range(_POLLS):
        session.web.sleep(min(POLL_S[0] * (poll + 1), POLL_S[1]))
        try:
            if ready().get("List"):
                return
        except _StatusError as error:
            if error.code != 104:
                raise
    raise Failed(f"GENESIS-Online job {name}", "not ready after half an hour", "a result",
                 "run the update again later.")  # fmt: skip


def _table(session: FetchSession, method: str, form: dict[str, str]) -> bytes:
    """The zip file of an answer; raises _Said for a status instead."""
    reply = session.web.post(f"{SERVICE}/{method}", form, session.account.headers)
    if reply.body.startswith(b"PK"):
        try:
            http.unzip(reply.body)
        except http.Damaged as error:
            raise Unexpected(reply.address, str(error), "a whole zip file", reply.body) from error
        return reply.body
    answer = _status(reply.body, reply.address)
    content = (
        (answer.get("Object") or {}).get("Content") if answer["Status"]["Code"] in (0, 22) else ""
    )
    if isinstance(content, str) and content.lstrip("\ufeff").startswith("statistics_code;"):
        return content.encode()
    raise _status_error(answer, reply.body)


def _json(session: FetchSession, method: str, form: dict[str, str]) -> dict[str, Any]:
    reply = session.web.post(f"{SERVICE}/{method}", form, session.account.headers)
    answer = _status(reply.body, reply.address)
    if answer["Status"]["Code"] not in (0, 22):
        raise _status_error(answer, reply.body)
    return answer


def _status(body: bytes, address: str) -> dict[str, Any]:
    """The JSON of an answer that states a status; anything else raises Unexpected or Denied."""
    try:
        answer = json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        title = re.search(rb"<title>([^<]{0,80})", body, re.IGNORECASE)
        title_text = f" titled {title[1].decode(errors='replace').strip()!r}" if title else ""
        actual = f"an HTML page{title_text}" if body.lstrip()[:1] == b"<" else f"{body[:40]!r}"
        remedy = "try again later: GENESIS is being maintained at night."
        raise Unexpected(address, actual, "a zip file or JSON", body, remedy) from error
    status = answer.get("Status") if isinstance(answer, dict) else None
    if isinstance(status, str) and "Fehler" in status:
        raise Denied(address, "no login with this account")
    if not isinstance(status, dict) or not isinstance(status.get("Code"), int):
        raise Unexpected(address, "JSON without a status", "a status with a code", body)
    return dict(answer)


def _status_error(answer: dict[str, Any], body: bytes) -> Exception:
    content = str(answer["Status"].get("Content", "")).strip()
    if re.search("Nutzername|Passwort|Kennung|password", content):
        return Denied("GENESIS-Online", "no login with this account")
    return _StatusError(answer["Status"]["Code"], content, body)


_REMEDIES = {
    22: "GENESIS changed the question; see the kept answer which parameter it names.",
    50: "nothing: the publisher has no newer state.",
    90: "look at the publisher's site whether the table was renamed or withdrawn.",
    98: "name GENESIS_USERNAME and GENESIS_PASSWORD: jobs need more than a token.",
    104: "look at the publisher's site whether the table still holds these keys and years.",
}


def _unexpected(table: str, error: _StatusError) -> Unexpected:
    remedy = _REMEDIES.get(error.code, "look at the kept answer; try again later.")
    return Unexpected(f"GENESIS-Online table {table}", str(error), "the table", error.body, remedy)
