"""python -m etl build | check | status | update | release | diff | prune | add | alert | …"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any

from data import paths
from etl import build, datasets, priority
from etl.alerts import cli as alerts_cli
from etl.bulk import spark
from etl.fetch import cli as fetch_cli
from etl.inbox import cli as inbox_cli
from etl.matches import cli as matches_cli
from etl.reference import TABLES
from etl.validate import Refused
from etl.vintages import cli as vintages_cli

_LINK_STATE = """
select state, day::varchar as day, since::varchar as since, last_train::varchar as last_train,
  through::varchar as through
from core.known_link_state order by core.known_link_state.day desc nulls last limit 1
"""
_OPEN_ALERTS = """
select alert_id, rule, kind, subject, series, measure, about::varchar as about,
  day::varchar as day, value
from core.known_alert where is_open order by core.known_alert.day desc, alert_id
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Exit codes: 0 done, 1 refused input, 2 wrong call, 3 disk, 70 a fault of ours.

    For 4 and 5 see the commands.
    """
    # A supplier's name may not fit the console, and JSON must arrive as it is everywhere.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    parser = argparse.ArgumentParser(prog="python -m etl", description="Builds the warehouse.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("build", help="load, check, model and publish everything")
    verb.add_argument("--if-needed", action="store_true", help="only when inputs have changed")
    verb.add_argument("--engine", choices=["duckdb", "spark"], default="duckdb",
                      help="what adds up bulk rows; spark: see docs/operations.md")  # fmt: skip
    verb.add_argument("--master", default="local[2]", help="where Spark runs")
    verbs.add_parser("check", help="check all inputs and models; publish nothing")
    verbs.add_parser("status", help="say what is served and whether it is current")
    fetch_cli.declare(verbs)
    inbox_cli.declare(verbs)
    alerts_cli.declare(verbs)
    matches_cli.declare(verbs)
    for each in verbs.choices.values():
        each.add_argument("--json", action="store_true", help="answer as JSON")
    options = parser.parse_args(arguments)
    verbs_here = {"build": _build, "check": _check, "status": _status}
    code = 0
    try:
        answered = (
            fetch_cli.run(options)
            or inbox_cli.run(options)
            or alerts_cli.run(options)
            or matches_cli.run(options)
        )
        code, answer = answered or (0, verbs_here[options.verb](options))
    except Refused as refused:
        answer = {
            "ok": False,
            "error": str(refused),
            "place": refused.place,
            "found": refused.found,
        }
        print(json.dumps(answer) if options.json else f"Refused. {refused}", file=sys.stderr)
        if options.verb == "build":
            print("The last good warehouse stays served.", file=sys.stderr)
        return 1
    except OSError as error:
        places = f"{paths.warehouse()} and {paths.inbox()}"
        print(f"Could not read or write: {error}. What to do: free disk space or mend the rights "
              f"on {places}, then try again.", file=sys.stderr)  # fmt: skip
        return 3
    except Exception as error:  # a fault of ours: the place helps who mends it, the rest nobody
        place = traceback.extract_tb(error.__traceback__)[-1]
        text = (
            f"The program stumbled over something it does not know: {error!r} "
            f"({Path(place.filename).name}, line {place.lineno}). "
            "What is served stays. What to do: report this sentence."
        )
        print(json.dumps({"ok": False, "error": text}) if options.json else text, file=sys.stderr)
        return 70
    print(json.dumps(answer) if options.json else answer["text"])
    return code


def _build(options: argparse.Namespace) -> dict[str, object]:
    folder = paths.warehouse()
    if options.if_needed and build.is_current(folder):
        return {"ok": True, "text": "The warehouse is up to date.", "built": False}
    start = time.perf_counter()
    if options.engine == "spark":
        with spark.engine(options.master) as engine:
            built = build.build(folder, engine)
    else:
        built = build.build(folder)
    seconds = time.perf_counter() - start
    text = (
        f"Built {built.file.name} in {seconds:.1f} s: {built.rows.get('core.claim', 0):,} claims, "
        f"{built.rows.get('core.source', 0):,} sources, {len(built.rows)} tables."
        f"{vintages_cli.left_out()}"
    )
    return {"ok": True, "text": text, "built": True, "file": built.file.name, "rows": built.rows}


def _check(_: argparse.Namespace) -> dict[str, object]:
    # Models refuse too: only a whole warehouse, built and thrown away, shows that all is well.
    with tempfile.TemporaryDirectory() as folder:
        rows = build.write(Path(folder) / "check.duckdb")
    sources = len(datasets.collected())
    text = (
        f"All good: {sources} sources, {len(TABLES)} reference tables, {len(rows)} tables, "
        f"{rows.get('core.claim', 0):,} claims."
    )
    return {"ok": True, "text": text, "sources": sources, "tables": len(rows), "rows": rows}


def _status(_: argparse.Namespace) -> dict[str, object]:
    folder = paths.warehouse()
    tables = vintages_cli.status()
    pointer = build.read_pointer(folder)
    if pointer is None or not (folder / pointer["file"]).is_file():
        text = f"No warehouse in {folder}. What to do: python -m etl build"
        return {"ok": True, "served": False, "current": False, "text": text, "tables": tables}
    current = build.is_current(folder)
    rest = "It is current." if current else "Its inputs have changed: python -m etl build"
    lines = [f"Serving {pointer['file']}, built {pointer['built']}. {rest}"]
    for table in tables:
        state = f"state of {table['state']}" if table["state"] else "not fetched yet"
        state += ", as bundled" if table["is_bundled"] else ""
        quarantined = f"; {len(table['quarantined'])} in quarantine" if table["quarantined"] else ""
        tried = f"; tried {table['tried']}: {table['outcome']}" if table["tried"] else ""
        lines.append(f"  {table['source']}: {state}{quarantined}{tried}")
    rail = _link_status(folder / pointer["file"])
    if link := rail.get("link"):
        lines.append(f"  rail link: {link['state']}; {len(rail['open_alerts'])} open alerts")
    text = "\n".join(lines) + vintages_cli.left_out()
    return {"ok": True, "served": True, "current": current, "text": text, **pointer,
            "tables": tables, **rail}  # fmt: skip


def _link_status(file: Path) -> dict[str, Any]:
    """Status of the link and open alerts, as of today; empty for a file made before there were any.

    ``{"link": {state, day, since, last_train, through}, "open_alerts": [{alert_id, rule, …}]}``,
    days as ISO text.
    """
    state, alerts = build.rows_of(file, _LINK_STATE), build.rows_of(file, _OPEN_ALERTS)
    if state is None or alerts is None:
        return {}
    return {"link": state[0] if state else None, "open_alerts": alerts}


if __name__ == "__main__":
    priority.step_back()
    sys.exit(main())
