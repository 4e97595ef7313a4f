"""Tables of what does not fit together: claims that differ, claims on the link, gaps in series."""

from __future__ import annotations

from types import SimpleNamespace

from charts.cache import cached
from charts.cells import Cell
from charts.table import Table, absent, figure
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui.figure_names import digits_apart
from ui.provenance import Publishers, facets
from ui.rows import Contradiction, Gap, RailClaim

_ROOM = "method.contradictions"
_SUBJECT = ("region", "place", "flow", "partner", "mode", "product", "trade_system")


@cached(64)
def contradictions(answer: Answer, locale: Locale, part: slice = slice(None)) -> Table:
    """Pairs of claims on one thing: what it is, shown, other, difference, kind.

    ``part``: which of the rows.
    """
    publishers = Publishers(answer, locale)
    rows = [
        (
            Cell(
                locale.period(row.period_kind, row.period_start, row.period_end)
                + ", "
                + answer.labels.name("indicator", row.indicator, locale.lang),
                " · ".join(facets(row, answer, locale, *_SUBJECT)),
            ),
            _claim_cell(row, "shown", row.claim_ids[0], publishers, locale),
            _claim_cell(row, "other", row.claim_ids[1], publishers, locale),
            _difference(row, locale),
            Cell(
                locale(f"method.difference.{row.kind}"),
                publishers.reason(row.decided_by, *row.claim_ids),
            ),
        )
        for row in list(answer)[part]
    ]
    return Table.of(locale, f"{_ROOM}.", ("what", "shown", "other", "difference", "kind"), rows)


def _claim_cell(
    row: Contradiction, side: str, claim_id: str, publishers: Publishers, locale: Locale
) -> Cell:
    """A figure and who said it since when."""
    names = ("value", "value_low", "value_high", "qualifier", "step")
    stated = {name: getattr(row, f"{side}_{name.removeprefix('value_')}") for name in names}
    value = figure(SimpleNamespace(unit=row.unit, claim_id=claim_id, **stated), locale)
    return Cell(value, *publishers.flags(claim_id), publishers.by_claim(claim_id))


def _difference(row: Contradiction, locale: Locale) -> Cell:
    """By how much the other figure differs, in the unit and in percent of the one shown."""
    gap, pct = absent(row.difference), absent(row.difference_pct)
    if gap is None:
        return Cell(locale.missing("unknown"))
    if row.unit == "rank":
        return Cell(locale.count("rank_better" if gap < 0 else "rank_worse", abs(round(gap))))
    if row.unit == "percent":
        return Cell(evidence.linked(locale.points(gap, digits_apart(gap)), row, "difference"))
    pct_text = evidence.linked(locale.change(pct, digits_apart(pct)), row, "difference_pct")
    gap_text = evidence.linked(locale.value(gap, row.unit, signed=True), row, "difference")
    return Cell(gap_text, locale(f"{_ROOM}.of_shown", pct=pct_text))


@cached(16)
def rail(answer: Answer, locale: Locale) -> Table:
    """Claims on the link that others contradict: claim, what stands against it, judgement."""
    publishers = Publishers(answer, locale)
    rows = [
        (
            Cell(
                f"{locale.date(row.date)}: {locale.pick(row, 'text')}",
                publishers.by_source(row.source_id),
            ),
            Cell(*_against(row, publishers)),
            Cell(
                locale(f"{_ROOM}.judged_wrong"),
                locale("freight.ledger.reason",
                      reason=locale.pick(row, "reason")),
            )
            if row.judged_wrong
            else locale(f"{_ROOM}.open"),
        )
        for row in answer
    ]  # fmt: skip
    return Table.of(locale, f"{_ROOM}.", ("claim", "against", "judgement"), rows)


def _against(row: RailClaim, publishers: Publishers) -> list[str | Cell]:
    """What stands against a claim: when, what, and who says so.

    Where the claim was judged wrong, the reason says what: then day and publishers are enough.
    """
    locale = publishers.locale
    texts = getattr(row, f"against_{locale.lang}")
    claims = list(zip(row.against_dates, texts, row.against_source_ids, strict=True))
    if row.judged_wrong:
        days = dict.fromkeys(locale.date(day) for day, _, _ in claims)
        return [", ".join(days), *(publishers.by_source(source) for _, _, source in claims)]
    return [
        Cell(f"{locale.date(day)}: {text}", publishers.by_source(source))
        for day, text, source in claims
    ]


@cached(32)
def gaps(answer: Answer, locale: Locale) -> Table:
    """Series that one would expect: since when, how many years are there, which are missing."""
    names = ("series", "expected", "known", "missing")
    rows = [
        (
            Cell(
                answer.labels.name("expected", row.code, locale.lang),
                locale.pick(row, "why"),
            ),
            locale.years(range(row.from_year, row.to_year + 1)),
            locale("method.gaps.known_of" if not len(row.in_part) else "method.gaps.whole_of",
                  known=locale.number(len(row.known)),
                  all=locale.number(row.to_year - row.from_year + 1)),
            _missing(row, locale),
        )
        for row in answer
    ]  # fmt: skip
    return Table.of(locale, "method.gaps.", names, rows, figures=("expected", "known"))


def _missing(row: Gap, locale: Locale) -> Cell:
    if len(row.missing) + len(row.partial) == 0:
        return Cell(locale("method.gaps.complete"))
    marked = [
        locale(f"method.gaps.{kind}", years=locale.years(getattr(row, kind)))
        for kind in ("partial", "unsure", "in_part", "secret", "other_scope")
        if len(getattr(row, kind))
    ]
    return Cell(locale.years(row.missing), *marked)
