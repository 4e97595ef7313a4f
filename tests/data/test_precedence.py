"""Which claim on a thing is shown: one made warehouse, on each rung a pair that only it decides.

On every rung the better claim is the worse one on all rungs below, so that a rung decides only
when it comes first, as the house's order says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from data import paths
from data.ask import ask
from etl.readers.collected import CONFIDENCE, EVIDENCE, PUBLISHER, STATUS
from tests.each import each
from tests.warehouses import Row, build_small, claim, source

#: Rungs in their order; on each its steps, better before worse, as the cells of a claim.
LADDER: dict[str, list[Row]] = {
    "low_confidence": [{"confidence": "medium"}, {"confidence": "low"}],
    "evidence": [
        {"evidence_kind": "statistic"},
        {"evidence_kind": "statement"},
        {"evidence_kind": "announcement"},
        {"evidence_kind": "plan"},
    ],
    "confidence": [{"confidence": "high"}, {"confidence": "medium"}],
    "publisher": [
        {"kind": "table"},
        {"kind": "office"},  # official_statistics, but no table
        {"kind": "ministry_or_agency"},
        {"kind": "company"},
        {"kind": "news_agency"},
        {"kind": "press"},
        {"kind": "aggregator_copy"},
    ],
    "status": [
        {"status": "final"},
        {"status": "revised"},
        {"status": "provisional"},
        {"status": "estimated"},
    ],
    "known_since": [
        {"known_since": "2022-02-03"},
        {"known_since": "2022-02-02"},
        {"known_since": "2026-11-21", "known_since_precision": "read"},
    ],
    "source": [{"source": "a"}, {"source": "z"}],
}
#: Words that share a rung: the newer claim decides.
SAME_RUNG = [
    ("statistic", "observation"),
    ("statement", "report"),
    ("statement", "context"),
    ("plan", "forecast"),
    ("plan", "capacity"),
    ("provisional", "unknown"),
    ("ministry_or_agency", "municipality"),
    ("ministry_or_agency", "chamber"),
    ("ministry_or_agency", "research"),
    ("ministry_or_agency", "register"),
]
KINDS = ("table", "office", *PUBLISHER[1:])


@dataclass(frozen=True)
class Case:
    """Claims on one thing of its own, in the order in which they count."""

    name: str
    claims: list[Row]


def made(claim_id: str, year: int, cells: Row) -> Row:
    """A claim from cells in which `kind` and `source` name its source."""
    cells = dict(cells)
    kind, place = cells.pop("kind", "office"), cells.pop("source", "m")
    return claim(claim_id, year=str(year), source_id=f"{place}-{kind}", **cells)


def deciding_pairs() -> Iterator[tuple[str, Row, Row]]:
    """For each step of each rung: a better claim that is the worse one on all rungs below."""
    rungs = list(LADDER)
    for number, rung in enumerate(rungs):
        below = rungs[number + 1 :]
        worst: Row = {}
        best: Row = {}
        for lower in reversed(below):
            worst |= LADDER[lower][-1]
            best |= LADDER[lower][0]
        for better, worse in pairwise(LADDER[rung]):
            name = f"{rung}-{'-'.join(better.values())}-before-{'-'.join(worse.values())}"
            yield name, {**worst, **better}, {**best, **worse}


def cases() -> list[Case]:
    """All cases, each on a year of its own."""
    found = []
    for year, (name, better, worse) in enumerate(deciding_pairs(), 1900):
        # The worse one comes first in the file and by its key.
        found.append(Case(name, [made(f"z{year}", year, better), made(f"a{year}", year, worse)]))
    for year, (one, other) in enumerate(SAME_RUNG, 1950):
        word = "evidence_kind" if one in EVIDENCE else "status" if one in STATUS else "kind"
        older = made(f"a{year}", year, {word: one})
        newer = made(f"z{year}", year, {word: other, "known_since": "2022-02-03"})
        found.append(Case(f"{other}-stands-on-the-rung-of-{one}", [newer, older]))
    computed = {"evidence_kind": "computed", "source": "a"}
    found += [
        Case(
            "computed-from-elsewhere-stands-on-the-rung-of-a-statement",
            [
                made("z1960", 1960, {"evidence_kind": "statement", "known_since": "2022-02-03"}),
                made("a1960", 1960, computed),
            ],
        ),
        Case(
            "computed-from-an-official-table-stands-on-the-rung-of-a-statistic",
            [
                made("z1964", 1964, {**computed, "kind": "table"}),
                made("a1964", 1964, {"status": "final", "known_since": "2026-01-01"}),
            ],
        ),
        Case(
            "own-computation-after-what-the-table-states-on-the-same-day",
            [
                made("z1965", 1965, {"kind": "table", "source": "z"}),
                made("a1965", 1965, {**computed, "kind": "table"}),
            ],
        ),
        Case(
            "a-newer-own-computation-before-an-older-figure-of-the-table",
            [
                made("z1966", 1966, {**computed, "kind": "table", "known_since": "2022-02-03"}),
                made("a1966", 1966, {"kind": "table"}),
            ],
        ),
        Case(
            "computed-from-an-official-table-before-computed-from-elsewhere",
            [
                made("z1961", 1961, {**computed, "kind": "table", "confidence": "medium"}),
                made("a1961", 1961, computed),
            ],
        ),
        Case(
            "a-repeat-comes-last-however-good",
            [
                made("z1962", 1962, {"evidence_kind": "plan", "kind": "press"}),
                made("y1962", 1962, {"kind": "table", "same_as": "z1962"}),
            ],
        ),
        Case(
            "the-key-breaks-a-full-tie",
            [made("a1963", 1963, {}), made("b1963", 1963, {}), made("c1963", 1963, {})],
        ),
    ]
    return found


CASES = cases()
#: A repeat that was known before its original, a forecast that a statistic followed.
IN_TIME = [
    made("copy", 1970, {"kind": "aggregator_copy", "known_since": "2025-04-13",
                        "same_as": "original"}),
    made("original", 1970, {"kind": "table", "known_since": "2026-05-21"}),
    made("forecast", 1971, {"evidence_kind": "forecast", "known_since": "2020-12-01"}),
    made("first", 1971, {"status": "provisional", "known_since": "2022-02-28"}),
    made("second", 1971, {"status": "revised", "known_since": "2023-02-28"}),
]  # fmt: skip

QUESTION = """\
-- Every claim known on the exports of one year.
-- $year: year number
-- claim_id: claim
-- precedence: its place
-- is_repeat: merely repeats
-- decided_by: first rung on which it differs from the first
-- in_figure: it is the one in core.best_claim
select k.claim_id, k.precedence, k.is_repeat, r.decided_by, f.claim_id is not null as in_figure
from core.claim_ranked k
left join core.claim_conflict r on r.other_id = k.claim_id
left join core.best_claim f on f.claim_id = k.claim_id
where year(k.period_start) = $year
order by k.series_key, k.precedence
"""


@pytest.fixture(scope="module")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    (folder / "queries").mkdir()
    (folder / "queries" / "claims.sql").write_text(QUESTION, encoding="utf-8")
    sources = [
        source(
            f"{place}-{kind}",
            publisher_kind="official_statistics" if kind in ("table", "office") else kind,
            is_official_table="yes" if kind == "table" else "no",
        )
        for place in "amz"
        for kind in KINDS
    ]
    claims = [row for case in CASES for row in reversed(case.claims)] + IN_TIME
    claims += [
        made(key, 1980, {"indicator": "case_employees", "unit": "employees"})
        for key in ("firm-1", "firm-2")
    ]
    with pytest.MonkeyPatch.context() as patch:
        build_small(folder / "warehouse", {"claim": claims, "source": sources}, patch)
    return folder


@pytest.fixture
def made_warehouse(made_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The door opens on the made warehouse and its one question."""
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(made_folder / "warehouse"))
    monkeypatch.setattr(paths, "QUERIES", made_folder / "queries")


def order(year: int, as_of: date | None = None) -> list[str]:
    return list(ask("claims", as_of=as_of, year=year).rows["claim_id"])


@pytest.mark.usefixtures("made_warehouse")
@each("case", CASES)
def test_the_better_claim_is_shown(case: Case) -> None:
    expected = [row["claim_id"] for row in case.claims]
    answer = ask("claims", year=int(case.claims[0]["period_start"][:4]))
    assert list(answer.rows["claim_id"]) == expected
    assert list(answer.rows["precedence"]) == list(range(1, len(expected) + 1))
    assert list(answer.rows["in_figure"]) == [True] + [False] * (len(expected) - 1)


@pytest.mark.usefixtures("made_warehouse")
@each(
    "case",
    [case for case in CASES if case.name.split("-")[0] in (*LADDER, "own")],
)
def test_the_rung_that_decided_is_named(case: Case) -> None:
    rows = ask("claims", year=int(case.claims[0]["period_start"][:4])).rows
    assert rows["decided_by"][1] == case.name.split("-")[0]


def test_every_word_that_a_claim_may_use_has_a_place_on_the_ladder() -> None:
    on_ladder = {cell for steps in LADDER.values() for step in steps for cell in step.values()}
    on_ladder |= {word for pair in SAME_RUNG for word in pair} | {"computed"}  # cases of its own
    assert {*EVIDENCE, *STATUS, *CONFIDENCE, *PUBLISHER} - {"official_statistics"} <= on_ladder


@pytest.mark.usefixtures("made_warehouse")
def test_a_repeat_is_shown_until_its_original_is_known() -> None:
    assert order(1970, date(2025, 4, 12)) == []
    assert order(1970, date(2025, 4, 13)) == ["copy"]
    assert order(1970, date(2026, 5, 20)) == ["copy"]
    assert order(1970, date(2026, 5, 21)) == ["original", "copy"]
    assert order(1970) == ["original", "copy"]
    assert list(ask("claims", year=1970).rows["is_repeat"]) == [False, True]
    early = ask("claims", as_of=date(2026, 5, 20), year=1970)
    assert list(early.rows["is_repeat"]) == [False]


@pytest.mark.usefixtures("made_warehouse")
def test_only_what_was_known_on_the_day_competes() -> None:
    assert order(1971, date(2022, 2, 27)) == ["forecast"]
    assert order(1971, date(2022, 2, 28)) == ["first", "forecast"]
    assert order(1971, date(2023, 2, 28)) == ["second", "first", "forecast"]


@pytest.mark.usefixtures("made_warehouse")
def test_figures_on_single_firms_are_things_of_their_own() -> None:
    rows = ask("claims", year=1980).rows
    assert set(rows["claim_id"]) == {"firm-1", "firm-2"}
    assert list(rows["in_figure"]) == [True, True]


@pytest.mark.usefixtures("warehouse")
@each("day", [date(2025, 4, 13), date(2026, 5, 20), date(2026, 5, 21), None])
def test_germanys_trade_with_china_never_vanishes_once_it_was_known(day: date | None) -> None:
    # The collected copy of 2025 repeats the official table of 2026: until then it is what is known.
    rows = ask("trade_both_flows", region="de", partner="cn", as_of=day).rows
    for flow in ("export", "import"):
        years = rows[rows["flow"] == flow]["period_start"].dt.year
        assert set(range(2010, 2025)) <= set(years), flow
        assert years.is_unique
    assert rows["value"].notna().all()
