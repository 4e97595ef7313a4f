"""The verb match: pairs of firms that may be one, and what people decided on them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from data import match_choices, paths
from data.match_choices import Choices, Decision
from etl import build, kept_file
from etl.lock import Taken, locked
from etl.validate import Refused
from matching.entities import is_lei

Answer = dict[str, object]
_HEAD = "# Decisions on pairs of firms. Written by: python -m etl match"
_LONGEST = {"by": 80, "reason": 500}
_PAIRS = """
select p.company_id, c.name, p.lei, e.name as entity, 'unsure' as verdict, p.reason
from core.entity_pair p
join core.entity c on c.entity_id = p.company_id
join core.entity e on e.lei = p.lei
union all
select m.company_id, c.name, m.lei, min(coalesce(n.name, c.name)), 'sure', m.how
from core.entity_match m
join core.entity c on c.entity_id = m.company_id
left join core.entity_name n on n.entity_id = m.company_id and n.name_kind = 'legal'
group by all
order by all
"""


def declare(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the verb to the command line."""
    verb = verbs.add_parser("match", help="firms of ours and legal entities of GLEIF that are one")
    what = verb.add_subparsers(dest="what", required=True)
    what.add_parser("list", help="pairs that may be one, and what was decided")
    decide = what.add_parser("decide", help="say that two are one, or are not")
    undo = what.add_parser("undo", help="drop a decision: the rule holds again")
    for each in (decide, undo):
        each.add_argument("company", help="key of the company, as links carry it")
        each.add_argument("lei", help="legal entity identifier, 20 signs")
    side = decide.add_mutually_exclusive_group(required=True)
    side.add_argument("--same", action="store_true", help="they are one")
    side.add_argument("--different", action="store_true", help="they are not")
    decide.add_argument("--by", default="", help="who decided: an office rather than a name")
    decide.add_argument("--reason", default="", help="why; kept with it")


def run(options: argparse.Namespace) -> tuple[int, Answer] | None:
    """Run the verb; None when it is another. Raises Refused or OSError."""
    if options.verb != "match":
        return None
    try:
        return 0, {"ok": True, **_run(options)}
    except Taken as taken:
        return 4, {"ok": False, "error": str(taken), "text": str(taken)}


def _run(options: argparse.Namespace) -> Answer:
    if options.what == "list":
        return _list()
    company, lei = _company(options.company), _lei(options.lei)
    if options.what == "undo":
        _undo(company, lei)
        return {"text": "Undone. It holds after: python -m etl build --if-needed"}
    texts = {name: " ".join(str(getattr(options, name)).split())[:most]
             for name, most in _LONGEST.items()}  # fmt: skip
    _decide(Decision(company, lei, options.same, date.today(), **texts))
    return {"text": "Kept. It holds after: python -m etl build --if-needed"}


def _decide(one: Decision) -> None:
    """Keep a decision; one on the same pair is replaced. Raises Refused, Taken or OSError."""
    _change(lambda choices: Choices((*_others(choices, one.pair), one)))


def _undo(company_id: str, lei: str) -> None:
    """Drop a decision, so that the rule holds again. Raises Refused, Taken or OSError."""

    def without(choices: Choices) -> Choices:
        pair = company_id, lei
        if pair not in choices.by_pair:
            known = ", ".join(" ".join(one.pair) for one in choices.decisions) or "none"
            raise Refused(
                "match undo",
                [f"found no decision on {company_id} {lei}, expected one of: {known}"],
                "see what is kept: python -m etl match list",
            )
        return Choices(_others(choices, pair))

    _change(without)


def _others(choices: Choices, pair: tuple[str, str]) -> tuple[Decision, ...]:
    return tuple(one for one in choices.decisions if one.pair != pair)


def _change(changed: Callable[[Choices], Choices]) -> None:
    """Read, change and write the decisions under the folder's lock."""
    with locked(paths.matches()):
        choices = match_choices.read()
        kept_file.check(match_choices.file(), choices.trouble)
        kept_file.write(match_choices.file(), _HEAD, {"decision": changed(choices).decisions})


def _list() -> Answer:
    choices = match_choices.read()
    kept_file.check(match_choices.file(), choices.trouble)
    decided = choices.by_pair
    lines, pairs = [], []
    for company_id, name, lei, entity, verdict, reason in (one.values() for one in _served()):
        decision = decided.pop((company_id, lei), None)
        text = _decision_text(decision) if decision else f"{verdict} by {reason}"
        lines.append(f"{company_id} {lei}: {name} / {entity}: {text}")
        pairs.append({"company_id": company_id, "lei": lei, "verdict": verdict, "reason": reason,
                      "decided": None if decision is None else decision.is_same})  # fmt: skip
    lines += [f"{one.company_id} {one.lei}: {_decision_text(one)}" for one in decided.values()]
    return {"text": "\n".join(lines) or "No pair may be one.", "pairs": pairs,
            "decisions": len(choices.decisions)}  # fmt: skip


def _decision_text(one: Decision) -> str:
    side = "one" if one.is_same else "two"
    return ", ".join(filter(None, (f"decided on {one.added}: {side}", one.by, one.reason)))


def _served() -> list[dict[str, Any]]:
    """Pairs of the warehouse that is served; none before the first build."""
    pointer = build.read_pointer(paths.warehouse())
    if pointer is None:
        return []
    return build.rows_of(paths.warehouse() / pointer["file"], _PAIRS) or []


def _company(text: str) -> str:
    if not re.fullmatch(r"[\w.-]{1,200}", text):
        raise Refused("match", [f"found {text[:80]!r}, expected the key of a company"],
                      "copy it from the list: python -m etl match list")  # fmt: skip
    return text


def _lei(text: str) -> str:
    lei = text.strip().upper()
    if not is_lei(lei):
        raise Refused("match", [f"found {text[:80]!r}, expected an LEI: 20 letters and digits, the "
                      "last two of which fit the others"],
                      "copy it from the list: python -m etl match list")  # fmt: skip
    return lei
