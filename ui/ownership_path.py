"""Who stands above a firm, drawn: firm, tie, owner, tie, … up to the highest owner.

A nested list that style.css draws as a chain: read aloud it says the same in the same order. Where
a firm has several owners the chain forks; whoever was drawn already is named and not drawn again.
Dashed is what is over, planned, uncertain or part of a circle, and words say it too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any, Protocol

from charts.cache import cached
from charts.cells import Cell
from charts.table import absent
from data.answer import Answer
from i18n import Locale
from ui import cells, company_cases
from ui import html as ui_html

_TEXTS = "companies.path"
#: Ties as GLEIF tells them.
_REPORTED = ("direct", "ultimate")


class TieRow(Protocol):
    """A tie between a firm and its owner: of the question ownership_path."""

    confidence: str
    end_date: Any
    is_cycle: bool
    is_ended: bool
    is_planned: bool
    is_ultimate: bool
    exception_reason: Any
    parent_country: Any
    parent_id: str
    parent_name: Any
    relation: str
    share_pct: Any
    share_text: Any
    source_ids: Sequence[str]
    start_date: Any


@dataclass
class _Drawing:
    """What a drawing knows of itself while it is made."""

    answer: Answer
    locale: Locale
    below: dict[str, list[Any]]
    numbers: dict[str, int] = field(default_factory=dict)
    drawn: set[str] = field(default_factory=set)


def title(path: Answer, locale: Locale) -> str:
    """Who is the highest owner and how many stand in between, or why that is not known."""
    row = next(iter(path), None)
    if row is None:
        return locale(f"{_TEXTS}.nobody")
    top = next((one for one in path if one.is_ultimate), None)
    if top is None:
        reason = path.labels.name(
            "ultimate_reason", absent(row.ultimate_reason) or "none", locale.lang
        )
        return locale(f"{_TEXTS}.unknown", reason=reason)
    owner = _name_with_country(top.parent_name, top, path, locale)
    # A parent at the top of the group may be told at once: what lies between is told by the others.
    steps = [one.step for one in path if one.is_ultimate and one.relation != "ultimate"]
    between = min(steps, default=1) - 1
    if not between:
        return locale(f"{_TEXTS}.owned", owner=owner)
    return locale(f"{_TEXTS}.through", owner=owner, firms=locale.count("firm_between", between))


@cached(64)
def html(path: Answer, all_ties: Answer, locale: Locale) -> str:
    """The chain of one firm with its heading.

    ``path``: answer of ``ownership_path`` on ties that hold; ``all_ties``: with those that are over
    and with plans, which are folded.
    """
    held = {row.edge_id for row in path}
    over = all_ties.where(edge_id=[row.edge_id for row in all_ties if row.edge_id not in held])
    body = _chain(path, locale)
    if over:
        count = locale.count("tie", len(over.rows))
        body += ui_html.folded(
            locale(f"{_TEXTS}.over", ties=count), _chain(over, locale), "ties_over"
        )
    if not body:
        return ""
    return f'<p class="cm-path-title"><strong>{escape(title(path, locale))}</strong></p>{body}'


def _chain(path: Answer, locale: Locale) -> str:
    """The chains of an answer, each from its lowest firm, and who says so."""
    below: dict[str, list[Any]] = {}
    for row in path:
        below.setdefault(row.child_id, []).append(row)
    drawing = _Drawing(path, locale, below)
    owners = {absent(row.parent_id) for row in path}
    roots = [one for one in below if one not in owners] or list(below)[:1]
    chains = "".join(_firm(root, below[root][0].child_name, drawing) for root in roots)
    if not chains:
        return ""
    name = escape(locale(f"{_TEXTS}.label"))
    notes = "".join(f'<p class="cm-key">{escape(text)}</p>' for text in _notes(path, locale))
    return f'<ul class="cm-path" aria-label="{name}">{chains}</ul>{notes}{_evidence(drawing)}'


def _firm(firm_id: str, name: str, drawing: _Drawing, row: TieRow | None = None) -> str:
    """A firm and all that stands above it."""
    locale = drawing.locale
    is_known = firm_id in drawing.drawn
    drawing.drawn.add(firm_id)
    name_html = escape(_name_with_country(name, row, drawing.answer, locale))
    marks = [locale(f"{_TEXTS}.highest")] if row is not None and row.is_ultimate else []
    marks += [locale(f"{_TEXTS}.seen")] if is_known and firm_id in drawing.below else []
    tail = f'<span class="cm-quiet">{escape(" · ".join(marks))}</span>' if marks else ""
    kind = " cm-top" if row is not None and row.is_ultimate else ""
    box = f'<div class="cm-firm{kind}">{name_html}{tail}</div>'
    groups = [] if is_known else list(_owners(firm_id, drawing))
    above = "".join(_tie(rows, drawing) for rows in groups)
    fork = " cm-fork" if len(groups) > 1 else ""
    return f"<li>{box}" + (f'<ul class="cm-above{fork}">{above}</ul>' if above else "") + "</li>"


def _owners(firm_id: str, drawing: _Drawing) -> Iterator[list[Any]]:
    """The ties of a firm, those to one owner together; to nobody by kind of who tells."""
    groups: dict[Any, list[Any]] = {}
    for row in drawing.below.get(firm_id, []):
        parent = absent(row.parent_id)
        nobody = ("", absent(row.exception_reason), row.relation in _REPORTED)
        groups.setdefault(nobody if parent is None else parent, []).append(row)
    direct = {one for one, rows in groups.items() if any(r.relation != "ultimate" for r in rows)}
    for parent, rows in groups.items():
        # The top of the group that the chain leads to anyway is no owner of its own.
        if parent in direct or not any(_leads(one, parent, drawing, set()) for one in direct):
            yield rows


def _leads(firm_id: Any, parent: Any, drawing: _Drawing, seen: set[Any]) -> bool:
    """Whether somebody stands above a firm, through whomever."""
    if firm_id in seen:
        return False
    seen.add(firm_id)
    above = [absent(row.parent_id) for row in drawing.below.get(firm_id, [])]
    return parent in above or any(_leads(one, parent, drawing, seen) for one in above if one)


def _tie(rows: Sequence[TieRow], drawing: _Drawing) -> str:
    """The ties to one owner with their evidence, then the owner."""
    first = rows[0]
    labels = "".join(f"<p>{_tie_html(row, drawing)}</p>" for row in rows)
    dashed = " cm-dashed" if any(_is_unclear(row) for row in rows) else ""
    edge = f'<div class="cm-tie{dashed}">{labels}</div>'
    if absent(first.parent_id) is None:
        kind = "none_reported" if first.relation in _REPORTED else "none_named"
        nobody = escape(drawing.locale(f"{_TEXTS}.{kind}"))
        reason = drawing.answer.labels.name("exception_reason", absent(first.exception_reason),
                                          drawing.locale.lang)  # fmt: skip
        return (f'<li>{edge}<div class="cm-firm cm-nobody">{nobody}'
                f'<span class="cm-quiet">{escape(reason)}</span></div></li>')  # fmt: skip
    top = next((row for row in rows if row.is_ultimate), first)
    inner = _firm(first.parent_id, first.parent_name, drawing, top)
    return f"<li>{edge}{inner.removeprefix('<li>')}"


def _tie_html(row: TieRow, drawing: _Drawing) -> str:
    """A tie in words: what it is, how much, since when, whether it holds, and who says so."""
    locale, answer = drawing.locale, drawing.answer
    share = absent(row.share_pct)
    parts = [
        answer.labels.name("ownership_relation", row.relation, locale.lang),
        answer.labels.name("stake_text", absent(row.share_text), locale.lang),
        "" if share is None else locale.value(float(share), "percent", scale="exact"),
        _time(row, locale),
        locale(f"{_TEXTS}.planned") if row.is_planned else "",
        locale(f"{_TEXTS}.ended") if row.is_ended else "",
        locale(f"{_TEXTS}.circle") if row.is_cycle else "",
        locale("companies.unsure") if row.confidence == "low" else "",
    ]
    marks = "".join(_mark(one, drawing) for one in row.source_ids)
    return f"{escape(' · '.join(part for part in parts if part))} {marks}"


def _mark(source_id: str, drawing: _Drawing) -> str:
    """The number of a source in the list below, leading to where it was read."""
    source = drawing.answer.sources_by_id.get(source_id)
    if source is None:
        return ""
    number = drawing.numbers.setdefault(source_id, len(drawing.numbers) + 1)
    return f"<sup>[{cells.html(Cell(str(number), href=source['url'] or ''))}]</sup>"


def _evidence(drawing: _Drawing) -> str:
    """The sources by their numbers."""
    by_id = drawing.answer.sources_by_id
    items = [company_cases.links([one], by_id)[0] for one in drawing.numbers]
    items_html = "".join(f"<li>{cells.html(item)}</li>" for item in items)
    return f'<ol class="cm-path-sources">{items_html}</ol>' if items_html else ""


def _time(row: TieRow, locale: Locale) -> str:
    start, end = absent(row.start_date), absent(row.end_date)
    days = {"start": locale.date(str(start)) if start else "",
            "end": locale.date(str(end)) if end else ""}  # fmt: skip
    key = "span" if start and end else "since" if start else "until" if end else ""
    return locale(f"{_TEXTS}.{key}", **days) if key else ""


def _is_unclear(row: TieRow) -> bool:
    return bool(row.is_ended or row.is_planned or row.is_cycle or row.confidence == "low")


def _name_with_country(name: Any, row: TieRow | None, answer: Answer, locale: Locale) -> str:
    """A firm with its country, where that is known."""
    country = "" if row is None else answer.labels.name("region", absent(row.parent_country),
                                                      locale.lang)  # fmt: skip
    called = locale.called(str(name))
    return f"{called} ({country})" if country else called


def _notes(path: Answer, locale: Locale) -> Iterator[str]:
    """What must be said of the whole: that control by accounts is no share, that sources differ."""
    if any(row.relation in _REPORTED for row in path):
        yield locale(f"{_TEXTS}.consolidation")
    if any(absent(row.exception_reason) for row in path if row.relation in _REPORTED):
        yield locale(f"{_TEXTS}.not_none")
    reason = next((absent(row.ultimate_reason) for row in path), None)
    if reason in ("several", "cycle"):
        yield locale(f"{_TEXTS}.{reason}")
