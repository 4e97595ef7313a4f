"""python -m reports brief --out FOLDER [--month 2026-05]"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from data import export, paths
from i18n import Locale
from reports import store
from reports.brief.document import FORMS
from ui import brief as briefs

_ROOM = "brief"


def add_to(parsers: Any, locale: Locale) -> None:
    """Declare the subcommand."""
    about = locale(f"{_ROOM}.about")
    parser = parsers.add_parser("brief", help=about, description=about)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER",
                        help=locale(f"{_ROOM}.out"))  # fmt: skip
    parser.add_argument("--month", default="", metavar="YYYY-MM", help=locale(f"{_ROOM}.month"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, locale: Locale) -> int:
    """Write the briefs. Exit codes: 0 all written, 1 some not, 2 bad input.

    Without a month: that of today, and the one before where its file is not of its whole month.
    """
    today = date.today()
    chosen = _month(args.month, today)
    if args.month and chosen is None:
        print(locale(f"{_ROOM}.bad_month", found=args.month), file=sys.stderr)
        return 2
    code = 0
    for first in [chosen] if chosen else _due(args.out, today, locale):
        brief = briefs.of_month(first, today, locale)
        for ending, (_, make) in FORMS.items():
            file = args.out / file_name(first, ending, locale)
            try:
                args.out.mkdir(parents=True, exist_ok=True)
                store.put(file, make(brief, locale))
            except (ValueError, OSError) as error:
                print(locale(f"{_ROOM}.failed", file=str(file), error=str(error)), file=sys.stderr)
                code = 1
            else:
                print(file)
    return code


def file_name(first: date, ending: str, locale: Locale) -> str:
    """What a month's file is called."""
    name = f"{locale(f'{_ROOM}.file')}-{first:%Y-%m}"
    return export.file_name(name, ending, is_demo=paths.is_demo())


def _month(text: str, today: date) -> date | None:
    """The first day of a month such as 2026-05; None for what is none, or is still to come."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        return None
    return first if first <= today else None


def _due(folder: Path, today: date, locale: Locale) -> Iterator[date]:
    """The month that is over, unless its files were made after it, and the one under way."""
    now, over = briefs.months(today, 2)
    files = [folder / file_name(over, ending, locale) for ending in FORMS]
    if not all(file.is_file() and date.fromtimestamp(file.stat().st_mtime) >= now
               for file in files):  # fmt: skip
        yield over
    yield now
