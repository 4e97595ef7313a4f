"""The same promises on the figures carried along; one rule with the SQL of the warehouse."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf, isclose, isnan
from types import SimpleNamespace
from typing import Any

import pytest

import findings
from data import ask as asking
from data.answer import Answer
from data.ask import ask
from findings.points import CONCEPTS, Line, Point, bounds, growth, points_of, significant_digits
from i18n import Locale
from tests.findings.made import DE, EN, follows, sentences

pytestmark = pytest.mark.usefixtures("warehouse")

QUESTIONS: list[tuple[str, dict[str, Any]]] = [
    *(("trade_series", {"flow": f, "measure": m}) for f in ("export", "import")
      for m in ("trade_value", "trade_weight")),
    *(("trade_position", {"measure": m}) for m in ("share_of_region_trade", "rank_among_partners")),
    ("trade_totals", {}), ("trade_months", {}), ("trade_balance", {}), ("trade_partner_share", {}),
    ("trade_series", {"partner": ["cn", "us", "nl", "pl"]}),
    ("trade_series", {"region": ["de-nw", "de-by", "de-bw"]}),
    ("series", {"indicator": "ship_handling_tonnes", "place": "ports_nrw"}),
    ("series", {"indicator": "investment_projects_nrw_balance", "scope": "greater_china"}),
    ("series", {"region": "herne,bochum"}), ("fdi_both_ways", {}), ("exchange_rate", {}),
]  # fmt: skip


def lines() -> Iterator[Answer]:
    """Every line of these questions."""
    for question, values in QUESTIONS:
        answer = ask(question, **values)
        columns = [name for name in CONCEPTS if name in answer.rows and name != "china_scope"]
        kinds = {tuple(getattr(row, name) for name in columns) for row in answer}
        for kind in kinds:
            yield answer.where(**dict(zip(columns, kind, strict=True)))


def test_every_number_of_every_sentence_stands_in_the_rows_or_follows_from_two() -> None:
    wrong, count = [], 0
    for answer in lines():
        rows = list(answer)
        told: dict[str, list[Any]] = {}
        for locale in (DE, EN):
            finding = findings.finding(answer, "", locale)
            for sentence in sentences(finding):
                count += len(sentence.figures)
                wrong += [w for f in sentence.figures if (w := wrong_with(f, rows, locale))]
            told[locale.lang] = [[(f.value, f.rows) for f in s.figures] for s in sentences(finding)]
        if [sorted(one) for one in told["de"]] != [sorted(one) for one in told["en"]]:
            wrong.append(f"{answer.question}: German and English differ")
    assert count > 200
    assert not wrong


def wrong_with(figure: findings.Figure, rows: list[Any], locale: Locale) -> str:
    full = [SimpleNamespace(**{"step": None, **row._asdict()}) for row in rows]
    for row in full:
        row.step = None if row.step is None or isnan(row.step) else row.step
    return follows(figure, full, locale)


def test_bounds_are_those_of_the_warehouse() -> None:
    claims = asking.table("claim").rows.to_pandas()
    wrong = []
    for row in claims[claims["step"].notna() | claims["value"].isna()].itertuples():
        low, high = bounds(row)
        for own, theirs, missing in ((low, row.at_least, -inf), (high, row.at_most, inf)):
            expected = missing if isnan(theirs) else theirs
            if own != expected and not isclose(own, expected, rel_tol=1e-9, abs_tol=1e-6):
                wrong.append((row.claim_id, own, expected))
    assert len(claims) > 10_000
    assert wrong == []


def test_a_change_has_the_digits_that_the_warehouse_gives_it() -> None:
    answer = ask("trade_totals").where(flow="import")
    before: Point | None = None
    checked = 0
    for point in points_of(answer):
        row: Any = point.row
        stated = row.growth_pct
        if before and not isnan(stated) and row.base_claim_id in before.claim_ids:
            assert growth(point, before) == pytest.approx(stated, abs=1e-6)
            checked += 1
        before = point
    assert checked > 3
    assert (significant_digits(42300, 100), significant_digits(9.6, None)) == (3, 15)


def test_the_newest_figure_is_the_one_spoken_of() -> None:
    for answer in lines():
        finding, rows = findings.finding(answer, "", DE), list(answer)
        assert finding.position is not None, answer.question
        row = rows[finding.position]
        same = [one for one in rows if one.period_kind == row.period_kind
                and not getattr(one, "is_apart", False)]  # fmt: skip
        assert row.period_end == max(one.period_end for one in same), answer.question


def test_a_line_keeps_what_it_was_made_of() -> None:
    line = Line(ask("trade_series"), tuple(points_of(ask("trade_series"))))
    assert [p.position for p in line.sizes().points] == [p.position for p in line.points]
