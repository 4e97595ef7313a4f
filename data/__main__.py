"""python -m data questions [NAME] | ask QUESTION [name=value …] [--as-of DATE] [--format …]"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import io
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import NoReturn

from data import ask as data_ask
from data import cli_format, export, paths
from data.question import asked_today
from i18n import LANGUAGES, Locale

_FORMATS = ("table", "csv", "csv_de", "json")


class WrongCall(ValueError):
    """A call that cannot be answered; the message says what is possible."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb. Exit codes: 0 answered, 2 wrong call, 3 no warehouse."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows would write in its own code page
            stream.reconfigure(encoding="utf-8")
    args = _parser(_words_of(argv), argv).parse_args(argv)
    locale = Locale(args.lang)
    try:
        output: bytes = {"questions": _questions, "ask": _ask}[args.verb](args, locale)
    except WrongCall as error:
        print(error, file=sys.stderr)
        return 2
    except data_ask.NoWarehouse:
        print(locale("cli.no_warehouse", folder=str(paths.warehouse())), file=sys.stderr)
        return 3
    with contextlib.suppress(BrokenPipeError):  # as in: python -m data questions | head
        sys.stdout.flush()
        sys.stdout.buffer.write(output)
        sys.stdout.buffer.flush()
    return 0


def _words_of(argv: Sequence[str] | None) -> Locale:
    """The words for the help: the language asked for, if there is one."""
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0])
    args, _ = parser.parse_known_args(argv)
    return Locale(args.lang)


def _parser(locale: Locale, argv: Sequence[str] | None) -> argparse.ArgumentParser:
    given = list(sys.argv[1:] if argv is None else argv)

    class Parser(argparse.ArgumentParser):
        """Refuses in the reader's language; argparse's own sentences are English."""

        def error(self, message: str) -> NoReturn:
            del message
            self.exit(2, locale("cli.bad_call", call=" ".join(given), help=f"{self.prog} --help\n"))

    parser = Parser(prog="python -m data", description=locale("cli.about"))
    verbs = parser.add_subparsers(dest="verb", required=True)
    questions = verbs.add_parser("questions", help=locale("cli.questions"))
    questions.add_argument("question", nargs="?", help=locale("cli.name"))
    questions.add_argument("--format", choices=("table", "json"), default="table",
                        help=locale("cli.format"))  # fmt: skip
    ask = verbs.add_parser("ask", help=locale("cli.ask"))
    ask.add_argument("question", help=locale("cli.name"))
    ask.add_argument("values", nargs="*", metavar="name=value", help=locale("cli.values"))
    ask.add_argument("--as-of", metavar="DATE", action="append", help=locale("cli.as_of"))
    ask.add_argument("--format", choices=_FORMATS, default="table", help=locale("cli.format"))
    for verb in (questions, ask):
        verb.add_argument("--lang", choices=LANGUAGES, default=locale.lang, help=locale("cli.lang"))
    return parser


def _questions(args: argparse.Namespace, locale: Locale) -> bytes:
    questions = data_ask.questions()
    chosen = list(questions.values())
    if args.question:
        chosen = [questions[_known(args.question, locale)]]
    if args.format == "json":
        return _lines(cli_format.questions_json(map(data_ask.in_full, chosen)))
    if not args.question:
        return _lines(cli_format.question_list(chosen))
    labels = None
    with contextlib.suppress(data_ask.NoWarehouse):  # the question is known without the codes
        labels = data_ask.labels()
    return _lines(cli_format.question_in_full(data_ask.in_full(chosen[0]), labels, locale))


def _ask(args: argparse.Namespace, locale: Locale) -> bytes:
    _known(args.question, locale)
    pairs = [*(_pair(one, locale) for one in args.values),
             *(("as_of", day) for day in args.as_of or ())]  # fmt: skip
    values = dict(pairs)
    if twice := [name for name in values if [one for one, _ in pairs].count(name) > 1]:
        raise WrongCall(locale("cli.twice", name=twice[0]))
    day = values.pop("as_of", None)
    as_of = None if day is None else _day(day, locale)
    question, asked = asked_today(args.question, values)
    try:
        answer = data_ask.ask(question, as_of=as_of, **asked)
    except data_ask.UnknownValue as error:
        raise WrongCall(_refusal(question, error, locale)) from error
    if args.format == "json":
        return _lines(cli_format.as_json(answer, locale.lang))
    if args.format != "table":
        return export.csv(answer, locale.lang, german=args.format == "csv_de")
    if not answer:
        return _lines(locale("block.empty"))
    return _lines(cli_format.table(answer, locale), "", cli_format.sources(answer, locale))


def _known(name: str, locale: Locale) -> str:
    """The name of the question today; raises WrongCall for one that there is not."""
    questions = data_ask.questions()
    question, _ = asked_today(name, {})
    if question not in questions:
        near = difflib.get_close_matches(question, questions, n=3)
        key, among = ("near", near) if near else ("unknown_question", sorted(questions))
        raise WrongCall(locale(f"cli.{key}", name=question, **{
            "near" if near else "known": locale.list(among)}))  # fmt: skip
    return question


def _pair(given: str, locale: Locale) -> tuple[str, str]:
    name, sign, value = given.partition("=")
    if not sign or not name.isidentifier():
        raise WrongCall(locale("cli.no_pair", given=given))
    return name, value


def _day(given: str, locale: Locale) -> date:
    for shape in ("%Y-%m-%d", "%d.%m.%Y"):
        with contextlib.suppress(ValueError):
            return datetime.strptime(given.strip(), shape).date()
    raise WrongCall(locale("cli.bad_date", given=given))


def _refusal(question: str, error: data_ask.UnknownValue, locale: Locale) -> str:
    """Why a value was refused, in the language asked for."""
    allowed = error.possible(locale, most=200)
    if error.name == question:
        key = "unknown_name" if error.allowed else "takes_nothing"
        return locale(f"cli.{key}", question=question, name=str(error.value), allowed=allowed)
    if error.value is None:
        return locale("cli.missing_value", name=error.name, meaning=allowed)
    return locale("cli.unknown_value", name=error.name, value=str(error.value), allowed=allowed)


def _lines(*parts: str) -> bytes:
    return ("\n".join(parts) + "\n").encode("utf-8")


if __name__ == "__main__":
    sys.exit(main())
