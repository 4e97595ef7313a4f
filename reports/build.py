"""python -m reports build [MAPPE] --out FOLDER [--only pptx,pdf,…] [--as-of DAY]"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import Any

from data.ask import UnknownValue
from i18n import Locale
from reports import lagebericht, store
from reports.documents import DOCUMENTS
from reports.mappe import Mappe, NotAMappe, unpack

_ROOM = "build"


def add_to(parsers: Any, locale: Locale) -> None:
    """Declare the subcommand."""
    parser = parsers.add_parser("build", help=locale(f"{_ROOM}.about"),
                                description=locale(f"{_ROOM}.about"))  # fmt: skip
    parser.add_argument("mappe", nargs="?", type=Path, metavar="MAPPE",
                        help=locale(f"{_ROOM}.mappe"))  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER",
                        help=locale(f"{_ROOM}.out"))  # fmt: skip
    parser.add_argument("--only", default="", metavar="KINDS",
                        help=locale(f"{_ROOM}.only", kinds=", ".join(DOCUMENTS)))  # fmt: skip
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="DAY",
                        help=locale(f"{_ROOM}.as_of"))  # fmt: skip
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, locale: Locale) -> int:
    """Write the documents. Exit codes: 0 all written, 1 some not, 2 bad input."""
    kinds = [kind for kind in args.only.split(",") if kind] or list(DOCUMENTS)
    if unknown := [kind for kind in kinds if kind not in DOCUMENTS]:
        return _refuse(locale(f"{_ROOM}.unknown_kind", found=", ".join(unknown),
                              kinds=", ".join(DOCUMENTS)))  # fmt: skip
    try:
        mappe = _ready(locale, args.as_of) if args.mappe is None else unpack(
            args.mappe.read_bytes())  # fmt: skip
        args.out.mkdir(parents=True, exist_ok=True)
    except (NotAMappe, OSError) as error:
        return _refuse(str(error))
    except UnknownValue as error:
        return _refuse(error.message(locale))
    code = 0
    for kind in kinds:
        document = DOCUMENTS[kind]
        file = args.out / document.file_name(mappe.title, mappe.as_of, locale)
        try:
            raw = document.make(mappe, locale)
            store.put(file, raw)
        except (ValueError, OSError) as error:
            print(f"{kind}: {error}", file=sys.stderr)
            code = 1
        else:
            print(file)
    return code


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 2


def _ready(locale: Locale, as_of: date | None) -> Mappe:
    """The report on the situation: its figures are those of the pages, run off stage."""
    from ui.offstage import figures  # noqa: PLC0415 - a stored Mappe needs no Streamlit

    return lagebericht.ready(locale, as_of, figures)
