"""``python -m reports verify FILE``: a document or a Mappe, checked against the data."""

from __future__ import annotations

import argparse
import json
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from i18n import Locale
from reports import wording
from reports.checker.reading import Unreadable
from reports.verify.answers import CALCULATED, NOT_FOUND, WRONG, Finding
from reports.verify.verify import Verified, verify

#: Exit codes: all as it was known (revised since or not), something is not, not to be read.
FINE, WRONG_CODE, UNREADABLE = 0, 1, 2
_ROOM = "verify"
_WIDTH = 96
#: Of what is neither wrong nor revised, so many are told one by one.
_TOLD = 10


def add_to(parsers: Any, locale: Locale) -> None:
    """Add the subcommand and its options."""
    parser = parsers.add_parser("verify", help=locale(f"{_ROOM}.about"),
                                description=locale(f"{_ROOM}.about"))  # fmt: skip
    parser.add_argument("file", type=Path, help=locale(f"{_ROOM}.file"))
    parser.add_argument("--json", action="store_true", help=locale("checker.json"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace, locale: Locale) -> int:
    """Verify one file and print what was found; the exit code says whether all is borne out."""
    try:
        verified = verify(args.file.read_bytes(), args.file.name, date.today())
    except Unreadable as error:
        print(error.message(locale), file=sys.stderr)
        return UNREADABLE
    except OSError as error:
        why = error.strerror or type(error).__name__
        print(locale("checker.missing_file", file=str(args.file), why=why), file=sys.stderr)
        return UNREADABLE
    print(as_json(verified) if args.json else as_text(verified, locale))
    return FINE if verified.is_fine else WRONG_CODE


def as_text(verified: Verified, locale: Locale) -> str:
    """Each figure with what became of it, then the document's own numbers, then the sum of it."""
    lines: list[str] = []
    for number, (entry, asked) in enumerate(verified.asked, 1):
        lines += _wrapped(f"{number}. {entry.item.title}", "", "   ")
        filed = " · ".join(filter(None, (wording.state(entry.item, locale), entry.item.code)))
        lines.append(
            f"   {filed} · {locale(f'{_ROOM}.equal', rows=locale.count('row', asked.equal))}"
        )
        for text in _findings(asked.findings, locale):
            lines += _wrapped(text, "   - ", "     ")
    lines.append("")
    for one in verified.altered:
        key = "own" if one.is_own else "altered"
        words = textwrap.shorten(one.place.text, 160)
        line = locale(f"{_ROOM}.{key}", place=one.place.label(locale), found=one.found,
                      expected=one.expected, text=words)  # fmt: skip
        lines += _wrapped(line, "- ", "  ")
    if verified.is_compared and not verified.altered:
        lines.append(locale(f"{_ROOM}.shown_equal"))
    elif not verified.is_compared:
        lines.append(locale(f"{_ROOM}.shows_nothing"))
    return "\n".join([*lines, locale(f"{_ROOM}.{'fine' if verified.is_fine else 'wrong'}")])


def _findings(findings: tuple[Finding, ...], locale: Locale) -> Iterator[str]:
    """In words, what is wrong and revised first; the rest as far as it is short."""
    counted: Counter[str] = Counter()
    for one in sorted(findings, key=lambda finding: finding.kind not in WRONG):
        counted[one.kind] += 1
        if one.kind in WRONG or one.kind == CALCULATED or counted[one.kind] <= _TOLD:
            yield sentence(one, locale)
    for kind, count in counted.items():
        if kind not in (*WRONG, CALCULATED) and count > _TOLD:
            yield locale(f"{_ROOM}.more.{kind}", rows=locale.count("row", count - _TOLD))


def sentence(one: Finding, locale: Locale) -> str:
    """A finding as a sentence."""
    if one.kind == NOT_FOUND:
        return locale(f"{_ROOM}.not_found.{one.why}", what=one.what, old=one.old)
    if one.kind == CALCULATED:
        return locale(f"{_ROOM}.calculated")
    text = locale(f"{_ROOM}.{one.kind}", what=one.what, old=one.old or locale(f"{_ROOM}.nothing"),
                  new=one.new or locale(f"{_ROOM}.nothing"))  # fmt: skip
    who = ", ".join(filter(None, (one.since, one.publisher)))
    return locale(f"{_ROOM}.by", told=text, who=who) if who else text


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=first, subsequent_indent=rest)


def as_json(verified: Verified) -> str:
    """All findings with their codes, for other programs."""
    report = {
        "is_fine": verified.is_fine,
        "title": verified.mappe.title,
        "items": [
            {"title": entry.item.title, "code": entry.item.code,
             "as_of": entry.item.as_of.isoformat(), "equal": asked.equal,
             "findings": [asdict(one) for one in asked.findings]}
            for entry, asked in verified.asked
        ],
        "is_compared": verified.is_compared,
        "altered": [
            {"kind": "own" if one.is_own else "altered", "place_kind": one.place.kind,
             "place_number": one.place.number, "text": one.place.text, "found": one.found,
             "expected": one.expected}
            for one in verified.altered
        ],
    }  # fmt: skip
    return json.dumps(report, ensure_ascii=False, indent=2)
