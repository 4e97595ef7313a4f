"""What stands behind one figure: value, concept, calculation, claims, publishers, how to cite it.

A piece of HTML that the panel beside the page shows, and that stands for itself when opened. Each
figure in it leads on to its own evidence. No Streamlit here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from math import isfinite
from numbers import Real
from typing import Any, Protocol

from charts import table
from charts.figure import Source
from charts.rows import PeriodRow, ValueRow
from charts.table import absent
from data import evidence
from data.answer import Answer
from i18n import Locale
from i18n.marked import joined
from ui import cells, html, provenance, sources
from ui.figure_names import in_percent
from ui.provenance import Publishers
from ui.rows import Figure, Graded

_ROOM = "panel"
#: How a question is asked as of the day of the link.
Ask = Callable[..., Answer]
#: Most claims of which a link can name.
_MOST = 200


class ClaimRow(PeriodRow, Graded, Figure, Protocol):
    """A claim behind a figure: of the question evidence."""

    agrees: bool
    china_scope: Any
    claim_id: str
    decided_by: Any
    indicator: str
    is_asked: bool
    is_repeat: bool
    known_since: datetime
    known_since_precision: str
    partner: Any
    place: Any
    precedence: int
    product: Any
    region: str
    source_id: str
    status: str
    value_printed: Any


@dataclass(frozen=True)
class Asked:
    """What a reader wants to know: the link, how to ask, language, day.

    ``where``: how a citation says where the number is found again; empty: by our name alone.
    """

    link: Mapping[str, str]
    ask: Ask
    locale: Locale
    day: date | None
    where: str = ""


class NoEvidence(LookupError):
    """What a link names that there is nothing of; its text tells the reader."""


@dataclass(frozen=True)
class Told:
    """A figure as its evidence tells it: how much, of what, for when, how counted, by whom."""

    value: float
    unit: str
    text: str
    what: str
    period: str
    concept: str
    sources: tuple[Source, ...]


def panel(asked: Asked) -> str:
    """The evidence of the claims that a link names. Raises NoEvidence."""
    by, groups, answer = _named(asked)
    if by == "of":
        return _of_claim(groups[0][0], answer, asked)
    return _of_formula(by, groups, answer, asked)


def _named(asked: Asked) -> tuple[str, list[list[str]], Answer]:
    """The formula of a link, the claims on its sides, what is known of them. Raises NoEvidence."""
    link, locale, day = asked.link, asked.locale, asked.day
    groups = [[one for one in group.split(",") if one]
              for group in link.get("claim", "").split(";")]  # fmt: skip
    ids = [_short(one) for group in groups for one in group]
    if not ids or len(ids) > _MOST or len(groups) > 2 or not all(groups):
        raise NoEvidence(locale(f"{_ROOM}.not_understood"))
    answer = asked.ask("evidence", claims=ids)
    known = {row.asked for row in answer if row.is_asked}
    if unknown := [one for one in ids if one not in known]:
        if day is not None:
            raise NoEvidence(locale(f"{_ROOM}.unknown_then", date=locale.date(day)))
        raise NoEvidence(locale(f"{_ROOM}.unknown", id=unknown[0]))
    return link.get("by", "of"), [list(map(_short, group)) for group in groups], answer


def told(asked: Asked) -> Told:
    """The figure of the claims that a link names. Raises NoEvidence."""
    locale = asked.locale
    by, groups, answer = _named(asked)
    used = {row.asked: row for row in answer if row.is_asked}
    rows = [used[one] for group in groups for one in group]
    row, what = rows[0], _what(rows[0], answer, locale)
    text = str(table.figure(row, locale))
    if by != "of":
        row = _result(by, groups, asked)
        text, what = result_text(by, row, locale), f"{locale(f'{_ROOM}.name.{by}')}: {what}"
    known = Publishers(answer, locale).sources
    named = (sources.source(known[one], locale) for one in dict.fromkeys(r.source_id for r in rows))
    return Told(row.value, row.unit, text, what, *_periods_and_concepts(rows, answer, locale),
                tuple(named))  # fmt: skip


def is_number(value: object) -> bool:
    """Whether there is one, known as a single value."""
    return isinstance(value, Real) and isfinite(value)


def _result(by: str, sides: Sequence[list[str]], asked: Asked) -> Any:
    """What a formula gives: the row of ``evidence_result``. Raises NoEvidence."""
    first, second = (*sides, ["none"])[:2]
    result = next(iter(asked.ask("evidence_result", by=by, first=first, second=second)), None)
    if result is None or absent(result.value) is None:
        raise NoEvidence(asked.locale(f"{_ROOM}.not_understood"))
    return result


def _periods_and_concepts(
    rows: Sequence[ClaimRow], answer: Answer, locale: Locale
) -> tuple[str, str]:
    """Of several claims, each once."""
    periods = locale.list(dict.fromkeys(table.period(row, locale) for row in rows))
    concepts = dict.fromkeys(text for row in rows if (text := concept(row, answer, locale)))
    return periods, joined(" / ", concepts)


def _short(claim_id: str) -> str:
    """The short id of a claim that a link names by it or in full."""
    is_short = len(claim_id) == 12 and not set(claim_id) - set("0123456789abcdef")
    return claim_id if is_short else evidence.short_id(claim_id)


def _of_claim(claim: str, answer: Answer, asked: Asked) -> str:
    """A claim's own figure: what it says, and all who speak of the same thing."""
    locale = asked.locale
    rows = list(answer.where(asked=claim))
    row = next(one for one in rows if one.is_asked)
    value = str(table.figure(row, locale))
    publishers = Publishers(answer, locale)
    items = [_claim(one, row, rows[0], publishers) for one in rows]
    heading = locale(f"{_ROOM}.{'by_whom' if len(rows) == 1 else 'others'}")
    intro = html.paragraph(locale(f"{_ROOM}.others_intro")) if len(rows) > 1 else ""
    status = code_word("status", row.status, locale)
    what = _what(row, answer, locale)
    value_told = locale(f"{_ROOM}.cited_status", value=value, status=status) if status else value
    source = source_text(sources.source(publishers.sources[row.source_id], locale), locale)
    body = f"<h3>{escape(heading)}</h3>{intro}<ol>{''.join(items)}</ol>"
    body += cited(what, table.period(row, locale), value_told, source, asked)
    return panel_html(value, what, _facts(row, answer, asked), body)


def _of_formula(by: str, sides: Sequence[list[str]], answer: Answer, asked: Asked) -> str:
    """A figure that we worked out of claims: the calculation, and the claims in it."""
    locale = asked.locale
    first, second = (*sides, ["none"])[:2]
    used = {row.asked: row for row in answer if row.is_asked}
    value = result_text(by, _result(by, sides, asked), locale)
    a, b = (joined(" + ", [table.figure(used[one], locale) for one in side if one in used])
            for side in (first, second))  # fmt: skip
    if len(second) > 1 or (len(first) > 1 and by != "sum"):
        a, b = ("(" + side + ")" if "+" in side else side for side in (a, b))
    calculation = locale(f"{_ROOM}.formula.{by}", a=a, b=b, value=value)
    rows = [used[one] for side in sides for one in side]
    publishers = Publishers(answer, locale)
    items = "".join(_input(row, answer, publishers) for row in rows)
    what = f"{locale(f'{_ROOM}.name.{by}')}: {_what(rows[0], answer, locale)}"
    period, concepts = _periods_and_concepts(rows, answer, locale)
    named = (sources.source(publishers.sources[row.source_id], locale) for row in rows)
    body = worked_out(calculation, items, locale)
    publishers_named = "; ".join(dict.fromkeys(source_text(one, locale) for one in named))
    computed = locale(f"{_ROOM}.cited_computed", formula=str(calculation), sources=publishers_named)
    body += cited(what, period, value, computed, asked)
    return panel_html(value, what, computed_facts(period, concepts, asked), body)


def worked_out(calculation: str, items: str, locale: Locale) -> str:
    """A formula with the values put in, each leading on, and what they are (HTML)."""
    return (
        f"<h3>{escape(locale(f'{_ROOM}.calculation'))}</h3>"
        f'<p class="cm-formula">{cells.text(calculation)}</p>'
        f"<h3>{escape(locale(f'{_ROOM}.inputs'))}</h3><ul>{items}</ul>"
    )


def computed_facts(period: str, concepts: str, asked: Asked) -> list[tuple[str, str]]:
    """What is said of a figure that we worked out."""
    locale = asked.locale
    return [(locale(f"{_ROOM}.period"), period), (locale(f"{_ROOM}.concept"), concepts),
            (locale(f"{_ROOM}.kind"), locale("source.computed")), *day_told(asked)]  # fmt: skip


def _input(row: ClaimRow, answer: Answer, publishers: Publishers) -> str:
    """A claim that goes into a calculation: how much, of what, for when, who says so."""
    locale = publishers.locale
    what = f"{_what(row, answer, locale)}, {table.period(row, locale)}"
    source = sources.source(publishers.sources[row.source_id], locale)
    return input_html(table.figure(row, locale), what, [source])


def input_html(figure: str, what: str, cited_sources: Iterable[Source]) -> str:
    """A figure that goes into a calculation, leading on; what it is and who says so."""
    quiet = "".join(f'<span class="cm-quiet">{html.source(one)}</span>' for one in cited_sources)
    return f"<li>{cells.text(figure)}: {escape(what)}{quiet}</li>"


def result_text(by: str, result: ValueRow, locale: Locale) -> str:
    """What a formula gives, as a reader reads it; ``result``: a row of ``evidence_result``."""
    if by == "growth_full":
        return in_percent(result.value, locale)
    if by in ("growth", "share", "fold"):
        return locale.quotient(result.value, result.unit, signed=by == "growth")
    if by == "difference" and result.unit == "percent":
        return locale.points(result.value)
    is_signed = by in ("balance", "difference")
    scale = "auto" if by in ("share_full", "eur_per_kg") else "exact"
    return locale.value(result.value, result.unit, scale, signed=is_signed)


def _what(row: ClaimRow, answer: Answer, locale: Locale) -> str:
    """What a claim measures, whose it is, with whom, which way, of what."""
    label = answer.labels.name
    codes = {"indicator": row.indicator, "region": row.region, "place": absent(row.place)}
    parts = [label(kind, code, locale.lang) for kind, code in codes.items()]
    parts.append(label("region", absent(row.partner), locale.lang))
    parts += (code_word(kind, getattr(row, kind), locale) for kind in ("flow", "mode"))
    parts.append(label("product", absent(row.product), locale.lang))
    return " · ".join(dict.fromkeys(part for part in parts if part))


def concept(row: object, answer: Answer, locale: Locale) -> str:
    """In which concept it is counted: of trade, of China, whose count, adjusted or not."""
    codes = {name: absent(getattr(row, name, None)) for name in
             ("trade_system", "china_scope", "basis", "adjustment")}  # fmt: skip
    parts = [code_word("trade_system", codes["trade_system"], locale),
             code_word("china_scope", codes["china_scope"], locale),
             answer.labels.name("basis", codes["basis"], locale.lang),
             code_word("adjustment", codes["adjustment"], locale)]  # fmt: skip
    return " · ".join(part for part in parts if part)


def code_word(kind: str, code: Any, locale: Locale) -> str:
    """The word for a code; empty for none, or where nothing is said by it."""
    known = (
        isinstance(code, str) and code not in ("unknown", "none") and locale.has(f"{kind}.{code}")
    )
    return locale.code(kind, code) if known else ""


def _facts(row: ClaimRow, answer: Answer, asked: Asked) -> list[tuple[str, str]]:
    locale = asked.locale
    is_dated = row.known_since_precision != "read"
    known = locale.date(row.known_since, row.known_since_precision if is_dated else "day")
    return [
        (locale(f"{_ROOM}.period"), table.period(row, locale)),
        (locale(f"{_ROOM}.concept"), concept(row, answer, locale)),
        (locale(f"{_ROOM}.kind"), f"{locale.code('evidence', row.evidence_kind)} · "
         f"{provenance.confidence(row.confidence, locale)}"),
        (locale(f"{_ROOM}.status"), code_word("status", row.status, locale)),
        (locale(f"{_ROOM}.printed"), _printed(row, locale)),
        (locale(f"{_ROOM}.known"),
         known if is_dated else locale(f"{_ROOM}.known_by", date=known)),
        (locale("note.one"), locale.pick(row, "note")),
        *day_told(asked),
    ]  # fmt: skip


def _printed(row: ClaimRow, locale: Locale) -> str:
    """The figure as it was printed, with its unit where it was a column of bare numbers."""
    printed = str(absent(row.value_printed) or "")
    is_bare = printed.replace(",", ".") in (f"{row.value}", f"{row.value:.0f}", f"{row.value:g}")
    return f"{printed} {locale.unit(row.unit)}".strip() if is_bare else printed


def day_told(asked: Asked) -> Iterable[tuple[str, str]]:
    """The day whose state is shown, where one was asked for."""
    day, locale = asked.day, asked.locale
    return [(locale(f"{_ROOM}.as_of"), locale.date(day))] if day else []


def _claim(row: ClaimRow, asked: Any, shown: Any, publishers: Publishers) -> str:
    """One of several claims on a thing: how much, who says so, how it stands to the others."""
    locale = publishers.locale
    marks = [locale(f"{_ROOM}.this")] if row.is_asked and shown is not asked else []
    if row.precedence == 1:
        marks.append(locale(f"{_ROOM}.shown"))
    else:
        how = "repeats" if row.is_repeat else "agrees" if row.agrees else "differs"
        marks.append(locale(f"{_ROOM}.{how}"))
    if row.known_since > asked.known_since:
        marks.append(locale(f"{_ROOM}.later"))
    reason = ""
    if absent(row.decided_by) and not row.agrees:
        reason = publishers.reason(row.decided_by, shown.claim_id, row.claim_id)
    figure = table.figure(row, locale)
    figure_html = f"<strong>{escape(figure)}</strong>" if row.is_asked else cells.text(figure)
    kind = f"{locale.code('evidence', row.evidence_kind)} · " + provenance.confidence(
        row.confidence, locale
    )
    source = html.source(sources.source(publishers.sources[row.source_id], locale))
    lines = [source, escape(kind), escape(reason)]
    quiet = "".join(f'<span class="cm-quiet">{line}</span>' for line in lines if line)
    return f"<li>{figure_html} <em>{escape(', '.join(marks))}</em>{quiet}</li>"


def source_text(source: Source, locale: Locale) -> str:
    """A source as a citation names it."""
    return locale(
        f"{_ROOM}.cited_source", publisher=source.publisher, known=source.state,
        title=", ".join(filter(None, (source.title, source.url))), licence=source.licence,
    )  # fmt: skip


def cited(what: str, period: str, value: str, source: str, asked: Asked) -> str:
    """A sentence to be copied: the figure, who says so, where it was found and when.

    With its button, which works where the panel shows it.
    """
    locale = asked.locale
    subject = ", ".join(filter(None, (what, period)))
    citation = locale(
        f"{_ROOM}.cited", what=subject, value=value, source=source,
        where=asked.where or locale("app.title"), today=locale.date(date.today()),
    )  # fmt: skip
    return (
        f'<h3>{escape(locale(f"{_ROOM}.cite"))}</h3><p class="cm-citation">{escape(citation)}</p>'
        f'<p><button type="button" hidden>{escape(locale(f"{_ROOM}.copy"))}</button></p>'
    )


def panel_html(value: str, what: str, facts: Iterable[tuple[str, str]], body: str) -> str:
    """All parts of the evidence, in the order in which they are read."""
    facts_html = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts if text
    )
    return f"<h2>{escape(value)}</h2><p>{escape(what)}</p><dl>{facts_html}</dl>{body}"
