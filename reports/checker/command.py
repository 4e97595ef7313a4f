"""``python -m reports check FILE``: the figures of a German text, compared with the data."""

from __future__ import annotations

import argparse
import json
import re
import sys
import textwrap
from datetime import date
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from charts.table import Table
from data.ask import UnknownValue, ask
from i18n import Locale
from reports.checker import shown
from reports.checker.check import Checked, check
from reports.checker.judging import Judgement
from reports.checker.known import Known
from reports.checker.reading import Unreadable, read

#: Exit codes: no error in the text, errors found, a file or a call that cannot be read.
FINE, FOUND, UNREADABLE = 0, 1, 2
#: Width of the text under each heading of a finding.
_WIDTH = 96
_GERMAN_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")


def add_to(parsers: Any, locale: Locale) -> None:
    """Add the subcommand and its options."""
    parser = parsers.add_parser("check", help=locale("checker.about"))
    parser.add_argument("file", type=Path, help=locale("checker.file"))
    parser.add_argument("--as-of", metavar="DAY", help=locale("checker.as_of"))
    parser.add_argument("--json", action="store_true", help=locale("checker.json"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, locale: Locale) -> int:
    """Check one file and print what was found; the exit code says whether there are errors."""
    try:
        day = _day(args.as_of)
        checked = check(read(args.file.read_bytes(), args.file.name), partial(ask, as_of=day))
    except Unreadable as error:
        print(error.message(locale), file=sys.stderr)
        return UNREADABLE
    except UnknownValue:
        print(locale("checker.bad_day", given=str(args.as_of)), file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        why = error.strerror or type(error).__name__
        print(locale("checker.missing_file", file=str(args.file), why=why), file=sys.stderr)
        return UNREADABLE
    print(as_json(checked, locale) if args.json else as_text(checked, locale))
    return FOUND if checked.errors else FINE


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    match = _GERMAN_DAY.fullmatch(text)
    try:
        return (
            date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)
        )
    except ValueError:
        raise UnknownValue("as_of", text, [], "day") from None


def as_text(checked: Checked, locale: Locale) -> str:
    """Each sentence with a figure and what became of its figures, then the sum of it."""
    lines: list[str] = []
    rows = shown.table(checked, locale).texts
    for (place, sentence), group in groupby(rows, lambda row: (row[0], row[1])):
        lines += textwrap.wrap(f"{place}: {sentence}", _WIDTH)
        for _, _, figure, verdict, known in group:
            line = f"{figure}: {verdict.upper()}. {known}"
            lines += textwrap.wrap(line, _WIDTH, initial_indent="  ", subsequent_indent="      ")
        lines.append("")
    if checked.claims.as_of is not None:
        lines.append(locale("checker.state", date=locale.date(checked.claims.as_of)))
    return "\n".join([*lines, shown.summary(checked, locale)])


def as_json(checked: Checked, locale: Locale) -> str:
    """All findings with their codes, for other programs."""
    rows: Table = shown.table(checked, locale)
    findings = [
        {
            **dict(zip(shown.COLUMNS, map(str, row), strict=True)),
            "verdict": one.verdict,
            "is_error": one.is_error,
            "place_kind": one.mention.sentence.paragraph.place.kind,
            "place_number": one.mention.sentence.paragraph.place.number,
            "start": one.mention.sentence.start + one.mention.figure.start,
            "value": one.mention.figure.value,
            "unit": one.mention.figure.unit,
            "judgements": [_judgement(judgement) for judgement in one.judgements],
        }
        for one, row in zip(checked.findings, rows.rows, strict=True)
    ]
    report = {
        "summary": shown.summary(checked, locale),
        "errors": len(checked.errors),
        "as_of": checked.claims.as_of and checked.claims.as_of.isoformat(),
        "findings": findings,
    }
    return json.dumps(report, ensure_ascii=False, indent=2)


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {"verdict": judgement.verdict, "detail": judgement.detail,
            "known": _known(judgement.known), "other": _known(judgement.other)}  # fmt: skip


def _known(known: Known | None) -> dict[str, Any] | None:
    if known is None:
        return None
    return {"claim_ids": list(known.claim_ids), "formula": known.formula, "value": known.value,
            "unit": known.unit, "known_since": known.known_since.isoformat(),
            "evidence": shown.address(known)}  # fmt: skip
