"""The verbs of the inbox: add, template, watch, demo."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from data import paths
from etl.fetch import cli
from etl.inbox.accept import accept
from etl.inbox.downloaded_tables import is_table
from etl.inbox.issues import sentences
from etl.inbox.preview import Preview, preview, read_file
from etl.inbox.schema import KINDS
from etl.lock import Taken
from etl.validate import Refused, display_path

#: A table of an office, downloaded by hand: kept with the fetched ones.
OFFICIAL = "official_table"

Said = dict[str, Any]


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verbs to the command line."""
    one = verbs.add_parser("add", help="say what a file would change, and accept it")
    one.add_argument("kind", choices=[*KINDS, OFFICIAL, "auto"],
                     help="kind of report; auto: by its header")  # fmt: skip
    one.add_argument("file", type=Path)
    one.add_argument("--accept", action="store_true", help="accept it if nothing is wrong with it")
    one.add_argument("--supplier", default="", help="who supplied it, if the file does not say so")
    one.add_argument("--name", default="", help="name of the file as it came")
    one.add_argument("--lang", choices=("de", "en"), default="en", help="language of the messages")
    two = verbs.add_parser("template", help="write a template to be filled in")
    two.add_argument("kind", choices=list(KINDS))
    two.add_argument("file", type=Path, help="its name ends in .xlsx or .csv")
    two.add_argument("--lang", choices=("de", "en"), default="de")
    verbs.add_parser("demo", help="fill the demonstration with generated reports and build it")
    three = verbs.add_parser("watch", help="take in what is dropped into the inbox")
    three.add_argument("--every", type=float, default=2.0, help="seconds between two looks")
    three.add_argument("--until-closed", action="store_true",
                       help="end when the standard input is closed")  # fmt: skip


def run(asked: argparse.Namespace) -> tuple[int, Said] | None:
    """Run one of the verbs; None when it is not one of them. Raises Refused or OSError."""
    verbs: dict[str, Callable[[argparse.Namespace], Said]] = {
        "add": _add, "template": _template, "watch": _watch, "demo": _demo,
    }  # fmt: skip
    verb = verbs.get(asked.verb)
    if verb is None:
        return None
    try:
        said = verb(asked)
    except Taken as taken:
        return 1, {"ok": False, "error": str(taken), "text": str(taken)}
    return 0 if said["ok"] else 1, said


def _open_for_all() -> None:
    if paths.is_read_only():
        raise Refused(
            display_path(paths.inbox()),
            ["CHINA_MONITOR_READ_ONLY is set: nothing may be brought in here"],
            "bring it in where the data are kept, or unset it.",
        )


def _add(asked: argparse.Namespace) -> Said:
    _open_for_all()
    if not asked.file.is_file():
        raise Refused(str(asked.file), ["there is no such file"], "check the path, then try again.")
    raw, name = read_file(asked.file), asked.name or asked.file.name
    if asked.kind == OFFICIAL or (asked.kind == "auto" and is_table(raw, name)):
        return cli.add(raw, name, keep=asked.accept)
    delivery_id = None
    if asked.accept:
        done = accept(raw, name, asked.kind, asked.supplier)
        made, delivery_id = done.preview, done.delivery_id
    else:
        made = preview(raw, name, asked.kind, asked.supplier)
    said = {"ok": not made.errors, "delivery_id": delivery_id, **made.as_json()}
    return {**said, "text": text(made, delivery_id, asked.lang)}


def text(made: Preview, delivery_id: str | None, lang: str) -> str:
    """A preview as a person reads it in a terminal."""
    kind = made.report.kind
    head = f"{made.file}: {kind}, {len(made.report.rows)} rows"
    counts = (
        f"new {len(made.new)}, changed {len(made.changed)}, unchanged {len(made.unchanged)}, "
        f"withdrawn {len(made.withdrawn)}"
    )
    lines = [head, counts]
    lines += [f"  {c.key} {c.column}: {c.old or '–'} → {c.new or '–'}" for c in made.changes[:20]]
    lines += [f"  · {one}" for one in sentences(made.report.notes[:20], kind, lang)]
    lines += [f"  ✗ {one}" for one in sentences(made.errors[:20], kind, lang)]
    if len(made.errors) > 20:
        lines.append(f"  … {len(made.errors) - 20} more")
    if made.already is not None:
        lines.append(f"Already there: delivery {made.already}. Nothing changes.")
    elif delivery_id is not None:
        lines.append(f"Accepted as delivery {delivery_id}; the warehouse is built.")
    elif made.errors:
        lines.append("Nothing was accepted. What to do: mend the rows named and try again.")
    else:
        lines.append("Nothing is wrong with it. To accept it: the same command with --accept")
    return "\n".join(lines)


def _template(asked: argparse.Namespace) -> Said:
    from etl.inbox import template  # noqa: PLC0415 - brings openpyxl along

    asked.file.write_bytes(template.made(asked.kind, asked.file.suffix.lower(), asked.lang))
    return {"ok": True, "file": str(asked.file), "text": f"Wrote {asked.file}."}


def _demo(_: argparse.Namespace) -> Said:
    from etl import build  # noqa: PLC0415 - only here
    from etl.inbox import demo  # noqa: PLC0415

    count = demo.fill(date.today())
    folder = paths.warehouse()
    if not build.is_current(folder):
        build.build(folder)
    text = f"The demonstration holds {count} generated reports, and no real one."
    return {"ok": True, "deliveries": count, "text": text}


def _watch(asked: argparse.Namespace) -> Said:
    from etl.inbox import watch  # noqa: PLC0415 - threads only where they are wanted

    _open_for_all()
    watch.run(asked.every, until_closed=asked.until_closed)
    return {"ok": True, "text": "Stopped watching."}
