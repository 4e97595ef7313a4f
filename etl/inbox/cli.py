"""The verbs of the inbox: add, template, watch, demo."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from data import paths
from etl.fetch import cli
from etl.inbox.accept import PATIENCE_S, accept
from etl.inbox.downloaded_tables import is_table
from etl.inbox.issues import KEPT, Issue, message, messages
from etl.inbox.preview import Preview, preview
from etl.inbox.read import read_file
from etl.inbox.schema import FORMS, KINDS
from etl.lock import Taken, locked
from etl.validate import Refused, display_path

#: A table of an office, downloaded by hand: kept with the fetched ones.
OFFICIAL = "official_table"

Answer = dict[str, object]


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the command line."""
    add = verbs.add_parser("add", help="say what a file would change, and accept it")
    add.add_argument("kind", choices=[*KINDS, OFFICIAL, "auto"],
                     help="kind of report; auto: by its header")  # fmt: skip
    add.add_argument("file", type=Path)
    add.add_argument("--accept", action="store_true", help="accept it if nothing is wrong with it")
    add.add_argument("--supplier", default="", help="who supplied it, if the file does not say so")
    add.add_argument("--name", default="", help="name of the file as it came")
    add.add_argument("--publish", action="store_true",
                     help="of an own list: show its protected sums to all")  # fmt: skip
    add.add_argument("--lang", choices=("de", "en"), default="en", help="language of the messages")
    template = verbs.add_parser("template", help="write a template to be filled in")
    template.add_argument("kind", choices=list(FORMS))
    template.add_argument("file", type=Path, help="its name ends in .xlsx or .csv")
    template.add_argument("--lang", choices=("de", "en"), default="de")
    verbs.add_parser("demo", help="fill the demonstration with generated reports and build it")
    watch = verbs.add_parser("watch", help="take in what is dropped into the inbox")
    watch.add_argument("--every", type=float, default=2.0, help="seconds between two looks")
    watch.add_argument("--until-closed", action="store_true",
                       help="end when the standard input is closed")  # fmt: skip


def run(arguments: argparse.Namespace) -> tuple[int, Answer] | None:
    """Run one of the verbs; None when it is not one of them. Raises Refused or OSError."""
    verbs: dict[str, Callable[[argparse.Namespace], Answer]] = {
        "add": _add, "template": _template, "watch": _watch, "demo": _demo,
    }  # fmt: skip
    verb = verbs.get(arguments.verb)
    if verb is None:
        return None
    try:
        answer = verb(arguments)
    except Taken as taken:
        return 1, {"ok": False, "error": str(taken), "text": str(taken)}
    return 0 if answer["ok"] else 1, answer


def _refuse_read_only() -> None:
    if paths.is_read_only():
        raise Refused(
            display_path(paths.inbox()),
            ["CHINA_MONITOR_READ_ONLY is set: nothing may be brought in here"],
            "bring it in where the data are kept, or unset it.",
        )


def _add(arguments: argparse.Namespace) -> Answer:
    _refuse_read_only()
    file, kind = arguments.file, arguments.kind
    if not file.is_file():
        raise Refused(str(file), ["there is no such file"], "check the path, then try again.")
    raw, name = read_file(file), arguments.name or file.name
    if kind == OFFICIAL or (kind == "auto" and is_table(raw, name)):
        return cli.add(raw, name, keep=arguments.accept)
    result = (accept if arguments.accept else preview)(
        raw, name, kind, arguments.supplier, publish=arguments.publish
    )
    answer = {"ok": not result.errors, "delivery_id": result.delivery_id, **result.as_json()}
    return {**answer, "text": _text(result, arguments.lang)}


def _text(result: Preview, lang: str) -> str:
    """A preview as a person reads it in a terminal."""
    report, kind = result.report, result.report.kind

    def sentence(code: str, found: object = "", expected: object = "", low: object = "",
                 high: object = "") -> str:  # fmt: skip
        issue = Issue(code, None, "", str(found), str(expected), str(low), str(high))
        return message(issue, kind, lang)

    lines = [
        sentence("answer_file", result.file, high=len(report.rows)),
        sentence("answer_counts", len(result.new), expected=len(result.changed),
                 low=len(result.unchanged), high=len(result.withdrawn)),
    ]  # fmt: skip
    lines += [f"  {c.key} {c.column}: {c.old or '–'} → {c.new or '–'}" for c in result.changes[:20]]
    lines += [f"  · {note}" for note in messages(report.notes[:KEPT], kind, lang)]
    lines += [f"  ✗ {error}" for error in messages(result.errors[:KEPT], kind, lang)]
    if len(result.errors) > KEPT:
        lines.append(f"  … + {len(result.errors) - KEPT}")
    if result.already is not None:
        lines.append(sentence("already_there", result.already))
    elif result.delivery_id is not None:
        lines.append(sentence("answer_accepted", result.delivery_id))
    else:
        lines.append(sentence("answer_refused" if result.errors else "answer_acceptable"))
    return "\n".join(lines)


def _template(arguments: argparse.Namespace) -> Answer:
    from etl.inbox import template  # noqa: PLC0415 - brings openpyxl along

    file, suffix = arguments.file, arguments.file.suffix.lower()
    file.write_bytes(template.template(arguments.kind, suffix, arguments.lang))
    return {"ok": True, "file": str(file), "text": f"Wrote {file}."}


def _demo(_: argparse.Namespace) -> Answer:
    from etl import build  # noqa: PLC0415 - only here
    from etl.inbox import demo  # noqa: PLC0415

    folder = paths.warehouse()
    # Two may press at the same time: what one makes the other finds.
    with locked(paths.inbox(), ".lock", PATIENCE_S):
        count = demo.fill(date.today())
        if not build.is_current(folder):
            build.build(folder)
    text = f"The demonstration holds {count} generated reports, and no real one."
    return {"ok": True, "deliveries": count, "text": text}


def _watch(arguments: argparse.Namespace) -> Answer:
    from etl.inbox import watch  # noqa: PLC0415 - threads only where they are wanted

    _refuse_read_only()
    watch.run(arguments.every, until_closed=arguments.until_closed)
    return {"ok": True, "text": "Stopped watching."}
