"""python -m reports dossier NAME [--pdf FILE] [--as-of DAY]"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from data.ask import UnknownValue, ask
from i18n import Locale
from reports import store
from reports.dossier import document
from ui.dossier import contents, search

_ROOM = "dossier"


def add_to(parsers: Any, locale: Locale) -> None:
    """Declare the subcommand."""
    about = locale(f"{_ROOM}.about")
    parser = parsers.add_parser("dossier", help=about, description=about)
    parser.add_argument("name", metavar="NAME", help=locale(f"{_ROOM}.name"))
    parser.add_argument("--pdf", type=Path, metavar="FILE", help=locale(f"{_ROOM}.pdf_file"))
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY",
                        help=locale(f"{_ROOM}.as_of"))  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, locale: Locale) -> int:
    """Tell the dossier of the likeliest. Exit codes: 0 told, 1 not found, 2 bad input."""
    asked = partial(ask, as_of=args.as_of)
    try:
        entities = asked("dossier_entities")
    except UnknownValue as error:
        print(error.message(locale), file=sys.stderr)
        return 2
    dossier = contents.dossier_of(args.name, asked, locale)
    if dossier is None:
        result = search.search(args.name, entities)
        if not result.hits:
            print("\n".join(search.nothing(result, entities, locale)), file=sys.stderr)
            return 1
        first, *others = result.hits
        dossier = contents.dossier_of(first.row.entity_id, asked, locale, first)
        if others:
            print(locale(f"{_ROOM}.others"), file=sys.stderr)
        for one in others:
            print(f"- {one.row.entity_id}: {one.row.name}, {search.why(one, locale)}",
                  file=sys.stderr)  # fmt: skip
    if dossier is None:
        return 1
    if args.pdf is None:
        print("\n".join(document.lines(dossier, locale)))
        return 0
    try:
        store.put(args.pdf, document.pdf(dossier, locale, args.as_of))
    except (ValueError, OSError) as error:
        print(locale(f"{_ROOM}.failed", file=str(args.pdf), error=str(error)), file=sys.stderr)
        return 1
    print(locale(f"{_ROOM}.written", file=str(args.pdf)))
    return 0
