"""Contradictions: what differs beyond rounding is told, what is equal after rounding is not."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from charts.cells import Cell
from data import paths
from data.ask import ask
from i18n import Locale
from pages.evidence import _methods
from tests import visits
from tests.warehouses import build_small, claim, source
from ui import cells, conflicts
from ui.provenance import Publishers


@pytest.fixture
def pairs(warehouse: Path) -> pd.DataFrame:
    rows = ask("contradictions").rows.copy()
    rows["shown_id"] = [ids[0] for ids in rows["claim_ids"]]
    rows["other_id"] = [ids[1] for ids in rows["claim_ids"]]
    return rows


def one(rows: pd.DataFrame, **fixed: object) -> Any:
    for name, value in fixed.items():
        rows = rows[rows[name] == value]
    (row,) = rows.itertuples()
    return row


def test_a_revised_statistic_is_a_newer_state_of_the_first_release(pairs: pd.DataFrame) -> None:
    row = one(pairs, other_id="trade-2892")  # NRW's exports 2022, as first released

    assert (row.shown_value, row.other_value) == (237_265.26, 233_700)
    assert (row.kind, row.decided_by) == ("newer_state", "publisher")
    assert row.difference == pytest.approx(-3565.26)
    assert row.difference_pct == pytest.approx(-1.5026, abs=1e-4)


def test_a_final_sum_over_the_official_table_displaces_a_provisional_release(
    pairs: pd.DataFrame,
) -> None:
    row = one(pairs, region="de-nw", partner="world", flow="export", other_value=223_200)

    assert row.shown_value == 220_413.864
    assert (row.kind, row.decided_by) == ("newer_state", "publisher")


def test_a_figure_to_which_the_own_sum_rounds_is_no_contradiction(
    pairs: pd.DataFrame,
) -> None:
    example = ask("precedence_example").rows
    own, release = one(example, claim_id="trade-2895"), one(example, value=237_300)

    assert (own.value, own.precedence) == (237_265.26, 1)
    assert release.agrees
    assert release.claim_id not in set(pairs["other_id"])


def test_low_confidence_and_forecasts_are_told_as_what_they_are(pairs: pd.DataFrame) -> None:
    unsure = one(pairs, indicator="china_eu_rail_teu", shown_value=410_520)
    forecast = one(pairs, indicator="utlc_era_teu", shown_value=333_000)

    assert (unsure.other_value, unsure.decided_by) == (386_374, "low_confidence")
    assert unsure.kind == "contradiction"
    assert (forecast.kind, forecast.decided_by) == ("forecast", "evidence")


def test_repeats_and_figures_on_single_firms_are_never_listed(pairs: pd.DataFrame) -> None:
    ids = list(pairs["other_id"])
    claims = ask("contradictions").claims.set_index("claim_id")

    assert claims.loc[ids, "same_as"].isna().all()
    assert not pairs["indicator"].str.startswith("case_").any()


def test_each_figure_shown_is_the_one_that_pages_show(pairs: pd.DataFrame) -> None:
    series = ask("trade_series", partner="world").rows
    exports: Any = series.set_index("period_start")["claim_id"]
    listed = pairs.query("indicator == 'trade_value' and region == 'de-nw' and flow == 'export'"
                         " and partner == 'world' and period_kind == 'year'")  # fmt: skip

    assert len(listed) > 5
    for row in listed.itertuples():
        assert exports[row.period_start] == row.shown_id


def test_kind_follows_from_evidence_and_dates(pairs: pd.DataFrame) -> None:
    answer = ask("contradictions")
    claims: Any = answer.claims.set_index("claim_id")
    official = set(answer.sources.query("is_official_table")["source_id"])

    def is_statistic(claim: Any) -> bool:
        computed = claim["evidence_kind"] == "computed" and claim["source_id"] in official
        return claim["evidence_kind"] in ("statistic", "observation") or computed

    def is_comparable(claim: Any) -> bool:
        return is_statistic(claim) or claim["evidence_kind"] == "computed"

    for row in pairs.itertuples():
        shown, other = claims.loc[row.shown_id], claims.loc[row.other_id]
        both = is_statistic(shown) and is_comparable(other)
        newer = both and shown["known_since"] > other["known_since"]
        assert (row.kind == "newer_state") == newer, row.other_id
        later = both and other["known_since"] > shown["known_since"]
        assert (row.kind == "later_state") == (later and other["status"] == "final"), row.other_id


def test_what_decided_is_said_in_a_sentence_and_ranks_in_ranks(pairs: pd.DataFrame) -> None:
    answer = ask("contradictions")
    ranks = answer.where(unit="rank")
    table = conflicts.contradictions(ranks, Locale("de"))

    assert len(table) >= 1
    for row in table.texts:
        assert re.fullmatch(r"\d+ (Rang|Ränge) (besser|schlechter)", row[3])
        assert str(row[4]).endswith(".")
    assert "later_state" in set(pairs["kind"])


def told_of(other: str, lang: str = "de") -> tuple[str, ...]:
    """The row of the list on a pair with this other claim."""
    answer = ask("contradictions").having(lambda row: row.claim_ids[1] == other)
    (row,) = conflicts.contradictions(answer, Locale(lang)).texts
    return row


def test_a_copy_of_an_office_is_said_to_be_one_and_the_reason_names_both_kinds(
    pairs: pd.DataFrame,
) -> None:
    row = one(pairs, region="de", partner="cn", flow="import", shown_value=191_100)
    _, shown, other, _, why = told_of(str(row.other_id))

    assert "Agence France-Presse (AFP), über albawabhnews.com, " in shown
    assert "Statistisches Bundesamt (Destatis), als Abschrift bei github.com/" in other
    assert "Nachrichtenagentur vor Abschrift in einer Sammlung." in why
    assert "Eine Abschrift steht zuletzt" in why
    assert "Amt vor Firma" not in why
    assert "news agency before copy in a collection." in told_of(str(row.other_id), "en")[4]


def test_the_reason_names_kinds_that_differ_and_are_those_of_the_two_speakers(
    pairs: pd.DataFrame,
) -> None:
    answer = ask("contradictions")
    publishers = Publishers(answer, Locale("de"))
    for row in pairs.query("decided_by == 'publisher'").itertuples():
        shown, other = publishers.kind(str(row.shown_id)), publishers.kind(str(row.other_id))
        assert shown != other
        assert f"{shown} vor {other}." in told_of(str(row.other_id))[4]
    for row in pairs.query("decided_by in ('evidence', 'status')").itertuples():
        kinds = re.findall("„(.+?)“", told_of(str(row.other_id))[4])
        assert len(set(kinds)) == len(kinds) == 2
    table = one(pairs, other_id="trade-2892")
    assert (
        "eigene Rechnung aus einer amtlichen Tabelle vor Mitteilung eines statistischen Amts"
        in (told_of(table.other_id)[4])
    )


def test_what_is_of_medium_reliability_for_being_a_copy_says_so(pairs: pd.DataFrame) -> None:
    answer, said = ask("contradictions"), Locale("de")("method.contradictions.copy_weak")
    claims: Any = answer.claims.set_index("claim_id")
    kinds = answer.sources.set_index("source_id")["publisher_kind"]
    told = {
        (kinds[claims.loc[row.other_id, "source_id"]] == "aggregator_copy",
         said in told_of(str(row.other_id))[4])
        for row in pairs.query("decided_by == 'confidence'").itertuples()
    }  # fmt: skip

    assert told == {(True, True), (False, False)}


def test_contradictions_of_an_earlier_day_know_only_its_claims(warehouse: Path) -> None:
    day = date(2023, 12, 31)
    then = ask("contradictions", as_of=day)

    assert (then.claims["known_since"] <= pd.Timestamp(day)).all()
    assert not any("trade-2893" in ids for ids in then.rows["claim_ids"])  # known 27 Feb 2024
    assert len(ask("contradictions", as_of=date(2000, 1, 1)).rows) == 0


def test_pairs_compared_are_the_listed_and_the_agreeing_ones(pairs: pd.DataFrame) -> None:
    (compared,) = list(ask("claim_pairs"))

    assert compared.pairs_count == compared.agree_count + len(pairs)


EQUAL = {
    "bn": ({"value": "9600", "value_printed": "9.6 bn EUR"}, {"value": "9596.017"}),
    "about": ({"value": "1000", "value_printed": "1000", "qualifier": "about"}, {"value": "1900"}),
    "more": ({"value": "82000", "qualifier": "more_than"}, {"value": "95000"}),
    "up to": ({"value": "40", "qualifier": "up_to"}, {"value": "3"}),
    "thousands": ({"value": "30000", "value_printed": "30.000 Pers."}, {"value": "31000"}),
    "overlap": ({"value": "13", "value_printed": "13"}, {"value": "12.5", "value_printed": "12.5"}),
    "range": ({"value": "", "value_low": "30", "value_high": "40"}, {"value": "35"}),
}
DIFFERENT = {
    "neighbours": ({"value": "63", "value_printed": "63"}, {"value": "64", "value_printed": "64"}),
    "bn": ({"value": "9600", "value_printed": "9.6 bn EUR"}, {"value": "9660"}),
    "about": ({"value": "1000", "value_printed": "1000", "qualifier": "about"}, {"value": "3500"}),
    "more": ({"value": "82000", "qualifier": "more_than"}, {"value": "81000"}),
    "up to": ({"value": "40", "qualifier": "up_to"}, {"value": "41"}),
    "decimals": ({"value": "30", "value_printed": "30.000 t"}, {"value": "30.4"}),
    "range": ({"value": "", "value_low": "30", "value_high": "40"}, {"value": "41"}),
}


def test_rounded_equal_is_equal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One warehouse, a year for each pair.
    pairs = dict(enumerate([*EQUAL.values(), *DIFFERENT.values()], 2000))
    rows = [
        claim(f"{name}-{year}", year=str(year), status=status, **cells)
        for year, pair in pairs.items()
        for name, status, cells in zip("ab", ("final", "provisional"), pair, strict=True)
    ]
    build_small(tmp_path, {"claim": rows, "source": [source("office")]}, monkeypatch)
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(tmp_path))

    answer = ask("contradictions")

    different = [year for year, pair in pairs.items() if pair in DIFFERENT.values()]
    assert sorted(map(list, answer.rows["claim_ids"])) == [
        [f"a-{year}", f"b-{year}"] for year in different
    ]
    table = conflicts.contradictions(answer, Locale("de"))  # a range has no difference
    assert len(table) == len(different)


def test_the_rails_contradictions_are_each_told_once_with_reason_or_as_open(
    warehouse: Path,
) -> None:
    rows = ask("rail_contradictions").rows
    wrong = rows[rows["judged_wrong"]]
    answer = ask("rail_contradictions")
    told = {frozenset((row.rail_claim, one)) for row in answer for one in row.against}

    assert list(wrong["rail_claim"]) == ["rail-013", "rail-014"]
    assert wrong["reason_de"].notna().all()
    assert wrong["reason_en"].notna().all()
    assert set(wrong["date"]) == {"2016-06-21"}
    assert all(set(days) == {"2016-06-14"} for days in wrong["against_dates"])
    assert frozenset(("rail-023", "rail-024")) in told
    assert sum(len(against) for against in rows["against"]) == len(told)


def test_the_rails_contradictions_wait_until_both_sides_are_known(warehouse: Path) -> None:
    # Railway Gazette shows no date: known from the day on which it was read.
    then = ask("rail_contradictions", as_of=date(2016, 7, 1)).rows

    assert list(then["rail_claim"]) == ["rail-014", "rail-012"]
    assert "rail-010" not in set(then["against"].explode())


def test_the_method_page_explains_the_precedence_in_the_order_of_the_model() -> None:
    model, ranked = ((paths.ROOT / f"etl/models/core/{name}.sql").read_text(encoding="utf-8")
                     for name in ("claim", "claim_ranked"))  # fmt: skip
    formula = (paths.ROOT / "etl/models/formula/precedence_key.sql").read_text(encoding="utf-8")
    order = formula.rsplit("\nrow(", 1)[1]
    found = r"confidence = 'low'|evidence_level|confidence\)|publisher_level|case status"
    columns = re.findall(rf"{found}|known_since|evidence_kind|source_id", order)
    named = {
        "confidence = 'low'": "low_confidence", "evidence_level": "evidence",
        "confidence)": "confidence", "publisher_level": "publisher", "case status": "status",
        "known_since": "known_since", "evidence_kind": "own", "source_id": "source",
    }  # fmt: skip

    assert "row_number() over (order by formula.precedence_key(" in model
    assert "order by o.claim_id is not null, k.precedence_key\n" in ranked
    assert [named[column] for column in columns] == list(_methods.RUNGS)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_method_page_shows_the_example_with_first_release_revision_and_own_sum(
    warehouse: Path, lang: str
) -> None:
    app, locale = visits.visit("evidence/methods", lang=lang), Locale(lang)
    said = " ".join(m.value for m in app.markdown) + " ".join(visits.html(app))

    for value in (237_300, 233_700):
        assert locale.value(value, "meur", scale="mrd") in said
    assert locale.value(237_265.26, "meur", scale="exact") in said
    places = [said.index(locale(f"method.rung.{rung}")[:30]) for rung in _methods.RUNGS]
    assert places == sorted(places)


def test_filters_narrow_the_list_to_what_they_name(warehouse: Path) -> None:
    def listed(**link: str) -> str:
        app = visits.visit("evidence/contradictions", lang="de", **link)
        assert visits.trouble(app) == []
        return next(piece for piece in visits.html(app) if "Abweichungen" in piece)

    every, narrow = listed(), listed(topic="freight", difference="forecast")
    assert every.count("<tr>") == 1 + 25
    assert narrow.count("<tr>") == 1 + len(
        ask("contradictions").where(subject="freight", kind="forecast").rows
    )
    assert "Prognose" in narrow
    assert "neuerer Stand" not in narrow.split("<tbody>")[1]
    assert "Rang unter den Handelspartnern" not in narrow


def test_cells_are_escaped_and_only_addresses_become_links() -> None:
    evil = Cell("<b>x</b>", Cell("<i>", href='https://a.de/"onmouseover="x'))

    assert cells.html(evil) == (
        '&lt;b&gt;x&lt;/b&gt;<span class="cm-quiet"><a href="https://a.de/&quot;onmouseover=&quot;x"'
        ' target="_blank" rel="noopener noreferrer">&lt;i&gt;</a></span>'
    )
    for address in ("javascript:alert(1)", "data:text/html,x", "//a.de", ""):
        assert cells.html(Cell("text", href=address)) == "text"


def test_cells_that_lead_elsewhere_are_not_the_same() -> None:
    here, there = Cell("x", href="https://a.de"), Cell("x", href="https://b.de")

    assert here != there
    assert here == Cell("x", href="https://a.de")
    assert Cell("a", here) != Cell("a", there)
    assert len({here, there, Cell("a", here), Cell("a", there)}) == 4
