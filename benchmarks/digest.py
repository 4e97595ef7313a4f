"""Everything that comes out, as text: whether a change changed anything that people see.

  python -m benchmarks.digest record FOLDER    every page, question, file and feed → FOLDER
  python -m benchmarks.digest compare A B      what differs; exit code 1 when anything does

Pages in both languages at three days, questions with a spread of their values, their files and
whole tables. What depends on the moment (ids of elements, addresses of media) is left out.
"""

from __future__ import annotations

import difflib
import hashlib
import json
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import dashboard
from data import ask, export, paths
from data.question import RENAMED
from i18n import Locale
from server import feed

DAYS = (None, date(2023, 3, 1), date(2019, 7, 1))
LANGUAGES = ("de", "en")
#: Fields of Streamlit's messages that name an element or a file of this moment.
FLEETING = {
    "id",
    "formId",
    "url",
    "key",
    "deltaPath",
    "pageScriptHash",
    "arrowData",
    "deferredFileId",
}
#: Values of each parameter that are tried, spread over all that are allowed.
SPREAD = 5


def plain(value: Any) -> Any:
    """A message without what is fleeting; texts that are JSON are read."""
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items() if k not in FLEETING}
    if isinstance(value, list):
        return [plain(one) for one in value]
    if isinstance(value, str) and value.startswith(("{", "[")):
        try:
            return plain(json.loads(value))
        except ValueError:
            return value
    return value


def page(place: str, lang: str, day: date | None) -> str:
    """A view as the browser receives it, a line an element."""
    app: Any = AppTest.from_file(str(paths.ROOT / "dashboard.py"), default_timeout=120)
    path, _, view = place.partition("/")
    app._page_hash = calc_hash(path)
    if view:
        app.query_params["view"] = view
    app.query_params["lang"] = lang
    if day is not None:
        app.query_params["as_of"] = day.isoformat()
    app.run()
    lines = []
    for node in app._tree:
        if (proto := getattr(node, "proto", None)) is not None:
            message = plain(MessageToDict(proto))
            lines.append(f"{node.type} {json.dumps(message, ensure_ascii=False, sort_keys=True)}")
    return "\n".join(lines).replace('<p class="cm', '\n<p class="cm').replace("<tr>", "\n<tr>")


def spread(allowed: Iterable[str]) -> list[str]:
    """Some of the values, always the same, the first and the last among them."""
    values = list(allowed)
    step = max(1, (len(values) - 1) // max(1, SPREAD - 1))
    return sorted({*values[::step][:SPREAD], *values[-1:]})


def tries(name: str) -> list[dict[str, object]]:
    """What a question is asked with: nothing, and each of its values in turn."""
    codes = ask.labels()
    values: list[dict[str, object]] = [{}]
    for value in ask.questions()[name].values.values():
        allowed = value.allowed or (codes.codes(value.codes) if value.codes else ())
        values += [{value.name: one} for one in spread(allowed)]
    return values


def question(name: str, day: date | None) -> str:
    """The answers to a question: by default, and with each of its values in turn."""
    lines = []
    for values in tries(name):
        lines.append(f"== {name} {values}")
        try:
            answer = ask.ask(name, as_of=day, **values)
        except (ask.UnknownValue, KeyError) as error:
            lines.append(repr(error))
            continue
        lines += [f"{c.name} | {c.meaning} | {c.codes} | {c.computed}"
                  for c in answer.columns.values()]  # fmt: skip
        for frame in (answer.rows, answer.claims, answer.sources):
            lines.append(frame.to_csv(index=False))
        if not values:
            lines += [export.csv(answer, lang, german=kind).decode("utf-8-sig")
                      for lang, kind in product(LANGUAGES, (True, False))]  # fmt: skip
    return "\n".join(lines)


def table(name: str, day: date | None) -> str:
    """A whole table as its file says it."""
    return export.stored_file(ask.table(name, day), "csv_de").decode("utf-8-sig")


def alert_feed(lang: str, day: date | None) -> str:
    """The feed of the alerts on reports."""
    document = feed.atom(ask.ask("alerts", as_of=day), [], [], Locale(lang)).decode()
    return re.sub(r"T[0-9:]{8}Z", "", document)  # when the warehouse was built


def recording(task: tuple[str, ...]) -> tuple[str, str]:
    """One file of the recording: its name and what it says."""
    kind, name, lang, day_text = task
    day = date.fromisoformat(day_text) if day_text else None
    work: Callable[[], str] = {
        "page": lambda: page(name, lang, day),
        "question": lambda: question(name, day),
        "table": lambda: table(name, day),
        "feed": lambda: alert_feed(lang, day),
    }[kind]
    parts = (kind, name.replace("/", "."), lang, day_text)
    return "_".join(part for part in parts if part) + ".txt", work()


def tasks() -> Iterator[tuple[str, ...]]:
    """Everything that is recorded: kind, name, language, day."""
    days = [day.isoformat() if day else "" for day in DAYS]
    for entry, lang, day in product(dashboard.PAGES, LANGUAGES, days):
        yield "page", entry.place, lang, day
    for name, day in product(sorted(ask.questions()), days):
        yield "question", name, "", day
    for row, day in product(ask.ask("stored_tables"), days):
        yield "table", row.table_name, "", day
    for lang in LANGUAGES:
        yield "feed", "alerts", lang, ""


def record(folder: Path) -> None:
    """Write everything that comes out, and say one sha256 over it."""
    folder.mkdir(parents=True)
    digest = hashlib.sha256()
    empty = tempfile.mkdtemp()
    os.environ |= {"CHINA_MONITOR_INBOX": empty, "CHINA_MONITOR_VINTAGES": empty}
    for name, text in map(recording, sorted(tasks())):
        (folder / name).write_text(text, encoding="utf-8")
        digest.update(f"{name}\0{text}\0".encode())
    print(digest.hexdigest())


def recorded(folder: Path) -> dict[str, list[str]]:
    """Name of each file → its lines; what was renamed since carries its name of today."""

    def today(text: str) -> str:
        return old.sub(lambda match: RENAMED[match[0]], text)

    old = re.compile(rf"(?<![^\W_]){'|'.join(map(re.escape, RENAMED))}(?![^\W_])")
    return {today(file.name): today(file.read_text(encoding="utf-8")).splitlines()
            for file in folder.iterdir()}  # fmt: skip


def compare(one: Path, other: Path, most: int = 12) -> int:
    """Print what differs, shortened; return how many files do."""
    before, after = recorded(one), recorded(other)
    names = sorted(before.keys() | after.keys())
    differing = [name for name in names if before.get(name) != after.get(name)]
    for name in differing:
        lines = difflib.unified_diff(before.get(name, []), after.get(name, []), lineterm="", n=0)
        changes = [line[:300] for line in lines if not line.startswith(("---", "+++", "@@"))]
        print(name, *changes[:most], *(["  …"] if len(changes) > most else []), sep="\n  ")
    print(f"{len(differing)} of {len(names)} differ")
    return len(differing)


if __name__ == "__main__":
    if sys.argv[1:2] == ["record"]:
        record(Path(sys.argv[2]))
    else:
        sys.exit(bool(compare(Path(sys.argv[2]), Path(sys.argv[3]))))
