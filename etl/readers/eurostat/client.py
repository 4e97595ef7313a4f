"""Eurostat: asks for data, waits where it queues them, cuts in two what is too large.

Success is not what HTTP says: a queue, an empty result and a warning all come with status 200.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

from etl.fetch.body import of_json
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Failed, Unexpected
from etl.readers.eurostat import cube
from etl.schema import Dataset, Title

BASE = "https://ec.europa.eu/eurostat/api"
WAITS_S = (10, 20, 30, 60, 60, 60)
_QUEUED = re.compile(r"<queued>.*?<id>([^<]+)</id>", re.DOTALL)
_FAULT = re.compile(r"<faultcode>([^<]*)</faultcode>\s*<faultstring>([^<]*)</faultstring>")

#: The form of a dataset of Eurostat, and of one of Comext.
dataset = partial(
    Dataset,
    series=Title("Eurostat, Datensatz", "Eurostat, data set"),
    publisher="Eurostat",
    page="https://ec.europa.eu/eurostat/databrowser/view/{table}/",
    licence="cc-by-4.0",
    stated=cube.stated,
)
comext = partial(dataset, series=Title("Eurostat Comext, Datensatz", "Eurostat Comext, data set"))


@dataclass(frozen=True)
class Ask:
    """A question by codes: dimension → codes, in the order of the dataset's key.

    ``by_key`` asks by SDMX key for CSV, else by named dimensions for JSON-stat. Years inclusive.
    ``may_be_empty``: one of many questions, to which there may be no figures.
    """

    dataset: str
    dimensions: tuple[tuple[str, tuple[str, ...]], ...]
    since: int
    by_key: bool = False
    is_comext: bool = False
    may_be_empty: bool = False

    @property
    def address(self) -> str:
        """Where it is asked."""
        base = base_url(is_comext=self.is_comext)
        if not self.by_key:
            return f"{base}/statistics/1.0/data/{self.dataset}"
        key = ".".join("+".join(codes) for _, codes in self.dimensions)
        return f"{base}/sdmx/2.1/data/{self.dataset}/{key}"

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What stands behind the question mark."""
        if self.by_key:
            return [("format", "SDMX-CSV"), ("compressed", "false"),
                    ("startPeriod", str(self.since))]  # fmt: skip
        pairs = [(name, code) for name, codes in self.dimensions for code in codes]
        return [("format", "JSON"), ("lang", "EN"), *pairs, ("sinceTimePeriod", str(self.since))]

    @property
    def name(self) -> str:
        """The name of the part that answers it."""
        parts = "_".join(codes[0] if len(codes) == 1 else f"{len(codes)}{name}-{codes[0]}"
                        for name, codes in self.dimensions)  # fmt: skip
        return f"{self.dataset}_{parts}.{'csv' if self.by_key else 'json'}"

    def halves(self) -> list[Ask]:
        """The same question in two, cut where most codes are asked for; nothing when too small."""
        number, (name, codes) = max(enumerate(self.dimensions), key=lambda one: len(one[1][1]))
        if len(codes) < 2:
            return []
        before, after = self.dimensions[:number], self.dimensions[number + 1 :]
        middle = len(codes) // 2
        return [replace(self, dimensions=(*before, (name, half), *after))
                for half in (codes[:middle], codes[middle:])]  # fmt: skip


def base_url(*, is_comext: bool) -> str:
    """Where Eurostat answers: trade in goods has a path of its own."""
    return f"{BASE}/comext/dissemination" if is_comext else f"{BASE}/dissemination"


class TooLarge(Failed):
    """However small the question is cut, Eurostat does not give its answer at once."""


class _TooLarge(Exception):
    """The answer would be larger than Eurostat gives at once."""


def fetch(session: FetchSession, ask: Ask) -> None:
    """Keep the answer to a question at the session. Raises Unreachable, Unexpected or TooLarge."""
    try:
        session.part(
            ask.name, ask.address, urlencode(ask.parameters), lambda: _answer(session, ask)
        )
    except _TooLarge as error:
        halves = ask.halves()
        if not halves:
            raise TooLarge(ask.address, str(error), "an answer that is given at once",
                           "ask for fewer codes in the source's file.") from error  # fmt: skip
        session.report(f"{ask.name}: too large, asked for in two")
        for half in halves:
            fetch(session, half)


def _answer(session: FetchSession, ask: Ask) -> bytes:
    """Data, and nothing else; a queue is waited for."""
    address, parameters = ask.address, ask.parameters
    for wait in (*WAITS_S, 0):
        reply = session.web.get(address, parameters, accepted=(404, 413))
        body, start = reply.body, reply.body.lstrip(b"\xef\xbb\xbf \r\n")[:1]
        if start == b"{":
            later = _json(ask, body)
        elif start == b"<":
            later, queued = _xml(ask, body)
            if queued:
                address, parameters = _wait_for(session, ask, queued), []
                continue
        else:
            later = False
            if not body.lstrip(b"\xef\xbb\xbf").startswith(b"DATAFLOW,"):
                raise Unexpected(ask.address, f"{body[:40]!r}", "JSON-stat or SDMX-CSV", body)
        if not later:
            return body
        if wait:
            session.report(f"{ask.name}: queued by Eurostat, asking again in {wait} s")
            session.web.sleep(wait)
    raise _TooLarge("Eurostat still queues the question after four minutes")


def _json(ask: Ask, body: bytes) -> bool:
    """Whether to ask again later; errors and empty results are raised."""
    answer = of_json(ask.address, body)
    warning, errors = str(answer.get("warning", "")), str(answer.get("error", ""))
    if "ASYNCHRONOUS" in warning:
        return True
    if "TOO_BIG" in errors + warning:
        raise _TooLarge(errors or warning)
    if errors or warning:
        raise Unexpected(ask.address, (errors or warning)[:300], "data", body)
    if not answer.get("value") and not (ask.may_be_empty and "dimension" in answer):
        raise Unexpected(ask.address, 'no figures ("value" is empty)', "figures", body,
                         "look whether the dataset still knows the codes asked for.")  # fmt: skip
    return False


def _xml(ask: Ask, body: bytes) -> tuple[bool, str]:
    """Whether to ask again later, and the ticket of a queue; faults are raised."""
    text = body.decode("utf-8", "replace")
    if queued := _QUEUED.search(text):
        return True, queued[1]
    fault = _FAULT.search(text)
    if fault and (fault[1] == "413" or "TOO_BIG" in fault[2]):
        raise _TooLarge(fault[2])
    actual = f"fault {fault[1]}: {fault[2]}" if fault else "an HTML or XML page"
    raise Unexpected(ask.address, actual, "data", body)


def _wait_for(session: FetchSession, ask: Ask, ticket: str) -> str:
    """The address of what was worked on in the background."""
    base = ask.address.partition("/sdmx/")[0].partition("/statistics/")[0]
    for wait in WAITS_S:
        session.report(f"{ask.name}: queued by Eurostat as {ticket}, asking again in {wait} s")
        session.web.sleep(wait)
        status = session.web.get(f"{base}/1.0/async/status/{ticket}").body
        if b"AVAILABLE" in status:
            return f"{base}/1.0/async/data/{ticket}"
    raise _TooLarge("Eurostat still queues the question after four minutes")
