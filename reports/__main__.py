"""python -m reports build | check FILE | verify FILE [--json] | brief --out DIR | dossier NAME"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

from data import ask as data_ask
from i18n import LANGUAGES, Locale

#: Subcommand → its module, which adds its own parser with ``run(args, locale)`` → exit code.
COMMANDS = {
    "build": "reports.build",
    "check": "reports.checker.command",
    "verify": "reports.verify.command",
    "brief": "reports.brief.command",
    "dossier": "reports.dossier.command",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand. Exit codes: its own; 2 wrong call or bad input, 3 no warehouse."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows would write in its own code page
            stream.reconfigure(encoding="utf-8")
    given = list(sys.argv[1:] if argv is None else argv)
    args = _parser(given).parse_args(given)
    locale = Locale(args.lang)
    try:
        code: int = args.run(args, locale)
    except data_ask.NoWarehouse:
        print(locale("frame.no_warehouse"), file=sys.stderr)
        return 3
    return code


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, whose help is in the language asked for."""
    before = argparse.ArgumentParser(add_help=False)
    before.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    locale = Locale(before.parse_known_args(given)[0].lang)

    class Parser(argparse.ArgumentParser):
        """Refuses in the reader's language; argparse's own sentences are English."""

        def error(self, message: str) -> NoReturn:
            del message
            call = " ".join(given)
            self.exit(2, locale("checker.bad_call", call=call, help=f"{self.prog} --help\n"))

    parser = Parser(prog="python -m reports", description=locale("checker.reports_about"))
    parsers = parser.add_subparsers(dest="command", required=True)
    # A brief needs no slides: only what is called is imported, for help everything.
    for module in [COMMANDS[one] for one in given if one in COMMANDS][:1] or COMMANDS.values():
        import_module(module).add_to(parsers, locale)
    for each in parsers.choices.values():
        each.add_argument("--lang", choices=LANGUAGES, default=locale.lang,
                          help=locale("checker.lang"))  # fmt: skip
    return parser


if __name__ == "__main__":
    sys.exit(main())
