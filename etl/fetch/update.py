"""Update: fetch published tables, guard them, keep new states. One table never harms another."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TypeVar

import pandas as pd

from etl import datasets, load
from etl.fetch import http, reading
from etl.fetch.dataset import FetchSession, RawFile
from etl.fetch.errors import Denied, Failed, NeedsAccount
from etl.fetch.http import Web
from etl.fetch.parallel import run_by_host
from etl.readers.eurostat import bulk, cube
from etl.readers.genesis import parts as genesis_parts
from etl.schema import DatasetFile
from etl.validate import Refused
from etl.vintages import claims as vintages_claims
from etl.vintages import guard, records, store
from etl.vintages.store import Vintage

T = TypeVar("T")

#: What came of a table, in the order of how grave it is.
OUTCOMES = ("new", "unchanged", "needs_account", "failed", "quarantined")


@dataclass(frozen=True)
class Outcome:
    """What came of one table: one of OUTCOMES, a sentence, and the vintage when there is one."""

    source: str
    outcome: str
    text: str
    vintage: Vintage | None = None
    #: Why it failed, in a word that a page can say in its own language.
    reason: str = ""


def update(tables: Iterable[DatasetFile], web: Web, report: Callable[[str, str], None],
           listen: Callable[[], None] = lambda: None) -> Iterator[Outcome]:  # fmt: skip
    """Fetch tables, two of a host at a time, and keep each when it is new and sound.

    Outcomes come as tables are done. What is fetched is guarded and kept by this thread alone,
    one table after another. ``report``: name of a table, what is under way. ``listen``: called
    again and again; what it raises ends the update. Raises OSError (disk).
    """
    for table, result in run_by_host(
        tables,
        lambda one: _harmless(one, lambda: fetch_table(one, web, partial(report, one.name))),
        listen,
    ):
        if isinstance(result, Outcome):
            yield result
            continue
        outcome = _harmless(table, partial(accept, table, result))
        shutil.rmtree(store.under_way(table.name), ignore_errors=True)
        yield outcome


def _harmless(table: DatasetFile, work: Callable[[], T]) -> T | Outcome:
    """Work on a table; whatever it stumbles over (a damaged answer, a damaged state) is its own.

    Raises OSError (disk).
    """
    try:
        return work()
    except OSError:
        raise
    except Exception as error:
        sentence = str(error) if isinstance(error, Refused) else (
            f"{table.dataset.table}: found what cannot be read: {error!r}; expected an answer as "
            "documented. The last good state stays. What to do: try again later; if it stays so, "
            "report it."
        )  # fmt: skip
        return Outcome(table.name, "failed", sentence, reason="unreadable")


def fetch_table(
    table: DatasetFile, web: Web, report: Callable[[str], None]
) -> list[RawFile] | Outcome:
    """All parts of one table, or what came of the attempt. Raises OSError (disk)."""
    try:
        session = FetchSession(web, table.dataset.account, store.under_way(table.name), report,
                               partial(_last_parts, table))  # fmt: skip
    except NeedsAccount as needs:
        return Outcome(table.name, "needs_account", str(needs))
    except Failed as failed:
        return Outcome(table.name, "failed", str(failed), reason="secrets")
    if table.dataset.account in web.denied:
        return Outcome(table.name, "failed", "not asked for: the publisher has just refused the "
                       "account, and blocks one that goes on trying.",
                       reason=Denied.reason)  # fmt: skip
    try:
        table.module.fetch(session)
    except Failed as failed:
        if isinstance(failed, Denied):
            web.denied.add(table.dataset.account)
        # A publisher may repeat in an error whom it speaks to.
        text = session.account.redacted(str(failed).encode()).decode()
        body = session.account.redacted(failed.body)
        text += _inspected(table, text, body)
        return Outcome(table.name, "failed", text, reason=failed.reason)
    return list(session.parts.values())


def _last_parts(table: DatasetFile) -> Mapping[str, bytes]:
    """The parts of the newest state kept; nothing without one."""
    vintages = vintages_claims.loaded_vintages(table)
    return vintages[-1].parts() if vintages else {}


def accept(table: DatasetFile, parts: list[RawFile], *, by_hand: bool = False,
           keep: bool = True) -> Outcome:  # fmt: skip
    """Guard the parts of a whole answer and keep them: as a vintage, or in quarantine.

    With keep=False nothing is written; the outcome is the one that would come of them.
    """
    # Compared with the last state that came the same way: a person may choose other lines.
    before = [one for one in vintages_claims.loaded_vintages(table)
              if one.is_by_hand == by_hand or one.is_bundled]  # fmt: skip
    today = datetime.now(UTC).date()
    origin = f'how = "{store.BY_HAND}"\n' if by_hand else ""
    try:
        fresh, issues, stated_day, secret, remarks = reading.read(
            table, {part.name: part.raw for part in parts}
        )
    except ValueError as error:
        return _refused(table, parts, (today, origin), [str(error)], keep=keep)
    previous = vintages_claims.parsed(table, before[-1]) if before else None
    has_records = table.dataset.has_records
    same = records.is_same if has_records else is_same
    if previous is not None and same(fresh, previous):
        since = f"{before[-1].state:%d.%m.%Y}"
        return Outcome(table.name, "unchanged", f"{table.dataset.table}: unchanged since {since}")
    if before and today < before[-1].state:
        # Kept now, it would lie before what is older, and be known on days on which it was not.
        text = (
            f"{table.dataset.table}: found {today:%d.%m.%Y} on the clock of this machine, expected "
            f"no day before the last state, {before[-1].state:%d.%m.%Y}. The last good state "
            "stays. What to do: set the clock, then fetch again."
        )
        return Outcome(table.name, "failed", text, reason="clock")
    state, state_line = reading.state(fresh, stated_day, before, today)
    if has_records:
        issues += records.problems(table, fresh, previous)
    else:
        issues += guard.problems(
            table,
            fresh,
            _collected(fresh) if previous is None else previous,
            is_same_table=previous is not None and not by_hand,
            is_whole=not by_hand,
            secret=secret,
        )
    if issues:
        return _refused(table, parts, (state, origin + state_line), issues, keep=keep)
    rows = f"{len(fresh):,} {'records' if has_records else 'figures'}"
    text = "; ".join([f"{table.dataset.table}: new state of {state:%d.%m.%Y}, {rows}", *remarks])
    if not keep:
        return Outcome(table.name, "new", text)
    stored = store.keep(table, parts, state, origin + state_line)
    vintages_claims.keep_as_read(stored, fresh)
    return Outcome(table.name, "new", text, stored)


def accept_download(raw: bytes, name: str, *, keep: bool = True) -> Outcome:
    """Take a table that somebody downloaded. Raises Failed when it is none of ours."""
    try:
        raw = http.gunzip(raw) if raw.startswith(b"\x1f\x8b") else raw
    except http.Damaged as damaged:
        raise Failed(name, str(damaged), "a whole file", "download it once more.") from None
    if bulk.is_archive(raw):
        return _accept_month(raw, name, keep=keep)
    code = genesis_parts.table_of(raw, name) or cube.dataset_of(raw)
    tables = [one for one in datasets.fetched() if one.dataset.table.lower() == code.lower()]
    table = _reading(tables, raw)
    if table is None:
        codes = ", ".join(one.dataset.table for one in datasets.fetched())
        raise Failed(name, f"the table {code!r}" if code else "no name of a table in line 1",
                     f"a CSV file of one of {codes}",
                     "download the table as CSV (not XLSX), of Eurostat as SDMX-CSV; a flat file "
                     "of GENESIS keeps the table's code at the beginning of its name.",
                     b"")  # fmt: skip
    now = datetime.now(UTC).isoformat(timespec="seconds")
    ending = "zip" if raw.startswith(b"PK") else "csv"
    part = RawFile(
        f"{table.dataset.table}.{ending}", raw, table.dataset.page, "downloaded by hand", now
    )
    return accept(table, [part], by_hand=True, keep=keep)


def _accept_month(raw: bytes, name: str, *, keep: bool) -> Outcome:
    """Take a monthly file of Comext that somebody downloaded, beside those that came that way.

    Raises Failed.
    """
    tables = [one for one in datasets.fetched() if hasattr(one.module, "LAYOUT")]
    table = next((one for one in tables if one.module.LAYOUT.month(name)), tables[0])
    layout: bulk.Layout = table.module.LAYOUT
    try:
        month, lines = layout.part_name(name), bulk.cut(raw, layout)
    except ValueError as error:
        kinds = [f"{one.module.LAYOUT.prefix}_v2_YYYYMM.7z" for one in tables]
        raise Failed(name, str(error), f"a monthly file of Comext, {' or '.join(kinds)}",
                     "download the month once more.") from error  # fmt: skip
    now = datetime.now(UTC).isoformat(timespec="seconds")
    query = f"downloaded by hand; {layout.selection} of {hashlib.sha256(raw).hexdigest()}"
    earlier = [one for one in vintages_claims.loaded_vintages(table) if one.is_by_hand][-1:]
    before = [part for one in earlier for part in raw_files(one)
              if layout.month(part.name) and part.name != month]  # fmt: skip
    parts = [*before, RawFile(month, lines, table.dataset.page, query, now)]
    return accept(table, parts, by_hand=True, keep=keep)


def raw_files(vintage: Vintage) -> list[RawFile]:
    """The parts of a kept state, as they came."""
    raw = vintage.parts()
    return [
        RawFile(part["name"], raw[part["name"]], part["address"], part["asked"], part["fetched"])
        for part in vintage.note["part"]
    ]


def _reading(tables: list[DatasetFile], raw: bytes) -> DatasetFile | None:
    """Of several sources that take parts of one table the first that reads these lines."""
    for table in tables if len(tables) > 1 else ():
        try:
            table.module.parse({f"{table.dataset.table}.csv": raw})
        except Exception:  # noqa: S112 - another may read it; if none does, the first says why
            continue
        return table
    return tables[0] if tables else None


def is_same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether two states say the same of the same things."""
    columns = [*vintages_claims.KEY, *vintages_claims.VALUE_COLUMNS]
    if len(one) != len(other):
        return False
    plain = [frame[columns].reset_index(drop=True) for frame in (one, other)]
    # Most publishers keep the order of their lines, and to sort takes longer than to look.
    return plain[0].equals(plain[1]) or plain[0].sort_values(columns, ignore_index=True).equals(
        plain[1].sort_values(columns, ignore_index=True)
    )


def quarantine(table: DatasetFile, vintage: Vintage, issues: list[str]) -> Outcome:
    """Take a vintage back that turned out not to be buildable."""
    parts = raw_files(vintage)
    origin = f'how = "{store.BY_HAND}"\n' if vintage.is_by_hand else ""
    outcome = _refused(table, parts, (vintage.state, origin), issues)
    store.drop(vintage)
    return outcome


def _collected(fresh: pd.DataFrame) -> pd.DataFrame | None:
    """Claims of official tables that the project carries: they tell the order of magnitude."""
    claims, sources = load.collected_claims()
    official = sources.loc[sources["is_official_table"] == "yes", "source_id"]
    known = claims[claims["source_id"].isin(official) & claims["value"].notna()]
    return known[known["indicator"].isin(fresh["indicator"])]


def _refused(table: DatasetFile, parts: list[RawFile], state: tuple[date, str],
             issues: list[str], *, keep: bool = True) -> Outcome:  # fmt: skip
    summary = "; ".join(issues[:3]) + (f"; and {len(issues) - 3} more" if len(issues) > 3 else "")
    if not keep:
        text = f"{table.dataset.table}: {summary}. Nothing was changed."
        return Outcome(table.name, "quarantined", text)
    lines = "\n".join(f"- {line}" for line in issues)
    report = f"{table.dataset.table} ({table.name}) was not accepted:\n{lines}\n"
    # What comes again every day is held back once.
    digest = store.content({part.name: part.raw for part in parts})
    same_content = [one for one in store.quarantined(table.name)
            if store.content(one.parts()) == digest]  # fmt: skip
    stored = same_content[0] if same_content else store.keep(table, parts, *state, report=report)
    # Who brought it by hand reads this on a page, and knows no folders.
    look = "" if stored.is_by_hand else f"Look at {stored.folder / store.REPORT}; if"
    advice = (
        f"The last good state stays. {look or 'If'} the figures are "
        f'right: python -m etl release {table.name} {stored.name} --reason "…"'
    )
    return Outcome(table.name, "quarantined", f"{table.dataset.table}: {summary}. {advice}", stored)


def _inspected(table: DatasetFile, text: str, body: bytes) -> str:
    """Keep the bytes of an answer that nobody expected; says where."""
    if not body:
        return ""
    folder = store.unexpected(table.name)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}.bin"
    file.write_bytes(body)
    file.with_suffix(".txt").write_text(f"{text}\n", encoding="utf-8")
    return f" The answer is kept in {file}."
