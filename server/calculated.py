"""The evidence of a figure of the calculator: how it is worked out, and what goes into it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from corridor import results
from data import evidence
from data.answer import ONLY, Answer
from data.export import value_in
from data.question import UnknownValue
from i18n import Locale
from i18n.marked import marked
from ui import cells, html, sources
from ui.evidence import Asked, NoEvidence, cited, day_told, panel_html

_ROOM = "panel.calculated"


def panel(query: Asked) -> str:
    """The evidence of a range that a link of the calculator names. Raises as ``evidence.panel``."""
    values, locale = dict(query.link), query.locale
    name, column = values.pop("of"), values.pop("column", "")
    only = {key.removeprefix(ONLY): values.pop(key) for key in list(values) if key.startswith(ONLY)}
    calculation = results.of_link(values, query.ask)
    part = calculation.part(name)
    for code, text in only.items():
        if code not in part.rows:
            raise UnknownValue(ONLY, code, [str(one) for one in part.rows])
        part = part.where(**{code: value_in(text, part.rows[code])})
    if column not in results.UNITS:
        raise UnknownValue("column", column, list(results.UNITS))
    ends = results.ends(part.tuples[0], column) if len(part.rows) == 1 else None
    if ends is None:
        raise NoEvidence(locale("panel.not_understood"))
    (row,) = part
    value = results.figure_text(row, column, locale)
    what = ": ".join([locale(f"{_ROOM}.name.{column}"), *_about(row, only, part, locale)])
    formula = locale(f"{_ROOM}.{column}", value=value)
    inputs = _inputs(calculation, calculation.needs(name, row, column), locale)
    lines = sources.lines([part], locale)
    body = (
        f"<h3>{escape(locale('panel.calculation'))}</h3>"
        f'<p class="cm-formula">{escape(formula)}</p>'
        f"<h3>{escape(locale('panel.inputs'))}</h3><ul>{''.join(inputs)}</ul>"
    )
    if lines:  # all of it may be the visitor's own
        items = "".join(f"<li>{html.source(one)}</li>" for one in lines)
        body += f"<h3>{escape(locale('panel.published_by'))}</h3><ul>{items}</ul>"
    facts = [(locale("panel.kind"), locale("source.computed")), *day_told(query)]
    publishers = "; ".join(dict.fromkeys(one.publisher for one in lines))
    said_by = publishers or locale(f"{_ROOM}.entered")
    computed = locale("panel.cited_computed", formula=formula, sources=said_by)
    return panel_html(value, what, facts, body + cited(what, "", value, computed, query))


def _about(row: object, names: Iterable[str], part: Answer, locale: Locale) -> Iterable[str]:
    """Which row it is: of which way, of which assumption, at which load or value of goods."""
    for name in names:
        code = getattr(row, name)
        described = part.columns[name].codes
        if described:
            yield part.labels.name(described, code, locale.lang)
        else:
            yield locale.value(code, "percent" if name.endswith("_pct") else "eur", digits=0)


def _inputs(calculation: results.Results, codes: Iterable[str], locale: Locale) -> Iterable[str]:
    """Each assumption that goes into a figure: how much, and where that is from."""
    known, answer = calculation.case.known, calculation.case.answer
    sources = answer.sources_by_id
    rows = {row.code: row for row in answer}
    for code in codes:
        row, span = rows[code], known[code]
        if span is None:
            continue
        text = locale.interval(span.low, span.high, row.unit)
        if len(row.claim_ids) == 1 and code not in known.entered:
            text = marked(text, evidence.of_claims(list(row.claim_ids)))
        origin = "entered" if code in known.entered else "own" if row.basis == "own" else ""
        publishers = dict.fromkeys(
            locale.called(sources[one]["publisher"]) for one in row.source_ids
        )
        where = locale(f"{_ROOM}.{origin}") if origin else "; ".join(publishers)
        name = answer.labels.name("assumption", code, locale.lang)
        yield (f"<li>{cells.text(text)}: {escape(name)}"
               f'<span class="cm-quiet">{escape(where)}</span></li>')  # fmt: skip
