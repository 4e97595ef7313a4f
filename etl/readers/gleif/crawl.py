"""Crawl: what the API of GLEIF is asked, firm by firm upwards, at most sixty times a minute.

No question gives a group at once: first the entities of NRW by the country of their top, then for
each who consolidates it, then the records of those, and so on up. Answers tell of which golden copy
they are; a new one comes out three times a day, and answers of two of them are never mixed.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit
from weakref import WeakKeyDictionary

from etl.fetch.body import of_json
from etl.fetch.dataset import FetchSession, RawFile
from etl.fetch.errors import Failed, Unexpected
from etl.fetch.http import Web
from etl.readers.gleif import answers
from etl.readers.gleif.shape import Records, is_in_nrw
from etl.readers.gleif.tables import OWNERS_FROM
from matching.entities import is_lei

ADDRESS = "https://api.gleif.org/api/v1/lei-records"
TYPE = "application/vnd.api+json"
#: Sixty requests a minute, one at a time.
PAUSE_S = 1.0
_SIZE = [("page[size]", "200")]
#: More would be no group but the whole register, a filter having been passed over.
_MOST_RECORDS, _MOST_LEVELS, _AT_ONCE, _TRIES = 10_000, 30, 50, 3
_OWNERS = ",".join(OWNERS_FROM).upper()
#: First by region; then all of Germany, for seats whose region is not filled in. The publisher may
#: refuse to combine filters; one of both is enough.
_SELECTIONS = {
    "nrw": [("filter[entity.addresses.region]", "DE-NW")],
    "germany": [("filter[entity.legalAddress.country]", "DE")],
}
_PARENTS = ("direct-parent", "ultimate-parent")


@dataclass
class _Run:
    """One crawl, shared by the data sets of an update: both are of one golden copy."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    parts: dict[str, RawFile] | None = None
    failed: Failed | None = None


_runs: WeakKeyDictionary[Web, _Run] = WeakKeyDictionary()
_runs_lock = threading.Lock()


class _NewCopyError(Exception):
    """A new golden copy came out meanwhile."""


class _RefusedFilterError(Unexpected):
    """The publisher does not take these filters together."""


def fetch(session: FetchSession) -> None:
    """Ask for all that both data sets are made of; the second one takes the answers of the first.

    Raises Failed.
    """
    with _runs_lock:
        run = _runs.setdefault(session.web, _Run())
    with run.lock:
        if run.failed:
            raise run.failed
        if run.parts is None:
            try:
                _of_one_copy(session)
            except Failed as failed:
                run.failed = failed
                raise
            run.parts = dict(session.parts)
        session.parts.update(run.parts)


def _of_one_copy(session: FetchSession) -> None:
    for _ in range(_TRIES):
        try:
            _Crawl(session).run()
        except _NewCopyError:
            session.forget()
            session.report("a new golden copy came out meanwhile: asked anew from the beginning")
        else:
            return
    raise Failed(ADDRESS, f"another golden copy on each of {_TRIES} tries", "answers of one",
                 "try again in an hour, or take the golden copy itself: python -m etl golden-copy; "
                 "nothing was changed.")  # fmt: skip


class _Crawl:
    def __init__(self, session: FetchSession) -> None:
        self._session = session
        self._published = ""
        self._linked: dict[str, Mapping[str, Any]] = {}

    def run(self) -> None:
        """Ask upwards, level by level, until nobody new appears."""
        children = self._children()
        waiting, known = sorted(children), set(children)
        for level in range(_MOST_LEVELS):
            if not waiting:
                return
            above = set()
            for number, some in _chunks(waiting):
                part = self._part(f"parents_{level:02}_{number:03}.ndjson", "+".join(some),
                                  lambda some=some: self._ask_parents(some))  # fmt: skip
                above |= {str(answers.value(one, "relationship.endNode.id"))
                          for one in _of_type(part, "relationship-records")}  # fmt: skip
            waiting = sorted(one for one in above - known if is_lei(one))
            known |= above
            if len(known) > _MOST_RECORDS:
                break
            for number, some in _chunks(waiting):
                pairs = [("filter[lei]", ",".join(some)), *_SIZE]
                part = self._selected(f"records_{level:02}_{number:03}", pairs)
                self._remember(_of_type(part, "lei-records"))
        found_here = f"more than {_MOST_LEVELS} levels or {_MOST_RECORDS:,} entities"
        raise Failed(ADDRESS, found_here, "the groups of some hundred firms",
                     "report it; nothing was changed.")  # fmt: skip

    def _children(self) -> set[str]:
        """Entities of NRW whose top is where OWNERS_FROM says."""
        parts, refused = [], []
        for name, selection in _SELECTIONS.items():
            pairs = [*selection, ("filter[ultimateParent.addresses.country]", _OWNERS),
                     *_SIZE, ("page[cursor]", "*")]  # fmt: skip
            try:
                parts.append(self._selected(f"children_{name}", pairs))
            except _RefusedFilterError as error:
                refused.append(f"{name}: {error.found}")
                self._session.report(refused[-1])
        if not parts:
            parts = self._of_known_parents(refused)
        records = [one for part in parts for one in _of_type(part, "lei-records")]
        parsed = self._read(records)
        return self._remember(
            one
            for one in records
            if (row := parsed.entities.get(str(one.get("id")))) and is_in_nrw(row)
        )

    def _of_known_parents(self, refused: list[str]) -> list[list[dict[str, Any]]]:
        """Who is consolidated by the tops that the last state names."""
        tops = answers.tops(self._session.last())
        if not tops:
            raise Failed(ADDRESS, "; ".join(refused),
                         "entities of NRW by the country of their ultimate parent",
                         "take the golden copy: python -m etl golden-copy; nothing was "
                         "changed.")  # fmt: skip
        return [self._selected(f"children_of_{top}", _SIZE, f"{ADDRESS}/{top}/ultimate-children")
                for top in tops]  # fmt: skip

    def _selected(self, name: str, pairs: list[tuple[str, str]],
                  address: str = ADDRESS) -> list[dict[str, Any]]:  # fmt: skip
        """Records of all pages of a selection."""
        return self._part(f"{name}.ndjson", urlencode(pairs), lambda: self._pages(address, pairs))

    def _part(self, name: str, query: str, ask: Any) -> list[dict[str, Any]]:
        """The records of a part, asked for or kept from an interrupted run. All of one copy."""
        raw = self._session.part(name, ADDRESS, query, lambda: b"".join(ask()))
        records = []
        for line in raw.splitlines():
            answer = answers.answer_of(line)
            self._is_of_one_copy(answers.publish_date(answer))
            records += answers.records_of(answer)
        return records

    def _is_of_one_copy(self, published: str) -> None:
        self._published = self._published or published
        if published != self._published:
            raise _NewCopyError

    def _pages(self, address: str, pairs: list[tuple[str, str]]) -> Iterator[bytes]:
        """All pages of a selection, as lines. Raises Unexpected when some lack."""
        selected = [pair for pair in pairs if not pair[0].startswith("page[")]
        total, count, seen = 0, 0, {urlencode(pairs)}
        while True:
            answer, line = self._ask(address, pairs)
            records = answers.records_of(answer)
            count += len(records)
            page = answer["meta"].get("pagination")
            total = int(page.get("total") or 0) if isinstance(page, dict) else 0
            if max(total, count) > _MOST_RECORDS:
                raise Unexpected(address, f"{max(total, count):,} records",
                                 "some hundred (a filter was passed over)", line)  # fmt: skip
            yield line
            onward = (answer.get("links") or {}).get("next")
            if not onward:
                break
            more = parse_qsl(urlsplit(str(onward)).query, keep_blank_values=True)
            pairs = [*selected, *(pair for pair in more if pair[0].startswith("page["))]
            if urlencode(pairs) in seen or not records:
                raise Unexpected(address, "pages in a circle", "a next page", line)
            seen.add(urlencode(pairs))
        if total and count != total:
            raise Unexpected(address, f"{count:,} records on all pages, of which it counts "
                             f"{total:,}", "as many as it counts", line)  # fmt: skip

    def _ask_parents(self, some: Iterable[str]) -> Iterator[bytes]:
        """For each entity its parents, or its reporting exceptions, as lines."""
        for lei in some:
            for parent in _PARENTS:
                links = (self._linked.get(lei, {}).get(parent) or {}).get("links") or {}
                for link, resource in (("relationship-record", "relationship"),
                                       ("reporting-exception", "reporting-exception")):  # fmt: skip
                    if link in links:
                        reply = self._ask(f"{ADDRESS}/{lei}/{parent}-{resource}", [])
                        yield reply[1]

    def _ask(self, address: str, pairs: list[tuple[str, str]]) -> tuple[dict[str, Any], bytes]:
        """One answer, read and as a line. Raises Failed, _RefusedFilterError or _NewCopyError."""
        self._session.web.sleep(PAUSE_S)
        reply = self._session.web.get(address, pairs, accepted=(400,), kind=TYPE)
        body = of_json(address, reply.body)
        if reply.status == 400:
            errors = body.get("errors") if isinstance(body, dict) else None
            if not isinstance(errors, list) or not pairs:
                raise Unexpected(address, "status 400", "status 200", reply.body)
            raise _RefusedFilterError(address, f"refused filters: {str(errors)[:200]}",
                                      "records", reply.body)  # fmt: skip
        try:
            answer = answers.answer_of(reply.body)
            self._read(answers.records_of(answer))
        except ValueError as error:
            raise Unexpected(address, str(error), "records of a golden copy", reply.body) from error
        self._is_of_one_copy(answers.publish_date(answer))
        return answer, b" ".join(reply.body.splitlines()) + b"\n"

    @staticmethod
    def _read(records: Iterable[dict[str, Any]]) -> Records:
        """Records as rows. Raises ValueError for another shape."""
        parsed = Records()
        for record in records:
            list(answers.take(parsed, record))
        return parsed

    def _remember(self, records: Iterable[Mapping[str, Any]]) -> set[str]:
        """Keep what entities link to; returns their identifiers."""
        links = {str(one.get("id")): one.get("relationships") or {} for one in records}
        self._linked |= links
        return set(links)


def _of_type(records: Iterable[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [one for one in records if one.get("type") == name]


def _chunks(leis: list[str]) -> Iterator[tuple[int, list[str]]]:
    return ((at // _AT_ONCE, leis[at : at + _AT_ONCE]) for at in range(0, len(leis), _AT_ONCE))
