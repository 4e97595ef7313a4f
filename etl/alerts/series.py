"""Alerts on official series: as each day knew them, from no figure that came later.

On every day on which a series got new figures, all series are looked at as they were known then:
their newest month or quarter against trend and season, the level of the last half year against the
year before, the newest year's change against earlier ones. What is believed of all the tests of one
rule together is an alert from that day on, until a day no longer finds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from etl.alerts import methods
from etl.schema import DUCKDB_TYPES, column, kinds, table

#: Kind of period → periods a year; how many without a gap it takes.
_SEASON = {"month": 12, "quarter": 4, "year": 1}
LEAST = {"month": 60, "quarter": 20, "year": 10}
RULES = ("spike", "break", "change")
#: Units whose changes are differences, not ratios; ranks move by steps, and are not looked at.
_DIFFERENCES = ("percent", "points")
_LEFT_OUT = ("rank",)

SERIES_ALERTS = table(
    {
        "alert_id": column("key of the alert", required=True),
        "rule": column("rule", required=True, allowed=RULES),
        "series": column("figure without its period", required=True),
        "claim_id": column("claim looked at", required=True),
        "expected": column("what was expected", kind="degree"),
        "score": column("how far it is off", kind="degree"),
        "p_value": column("how likely by chance", kind="degree"),
        "tests": column("tests made together", kind="count"),
        "known_since": column("day from which it stands out", kind="day"),
        "until": column("first day on which it no longer does", kind="day"),
    }
)  # fmt: skip

_LINES = """
create or replace temp table followed_line as
select line_key, indicator, period_kind from core.claim
where line_grade = 1 and confidence <> 'low' and value is not null
  and unit not in ({left_out}) and period_kind in ('month', 'quarter', 'year')
group by all
having count(distinct period_start) >=
  case period_kind when 'month' then {month} when 'quarter' then {quarter} else {year} end
"""
#: Days on which a series that is long enough by then got figures.
_DAYS = """
with first_known as (
  select line_key, period_start, any_value(period_kind) as period_kind, min(known_since) as day
  from core.claim where line_key in (select line_key from followed_line) and line_grade = 1
  group by all
),
long_enough as (
  select line_key, case any_value(period_kind) when 'month' then list_sort(list(day))[{month}]
    when 'quarter' then list_sort(list(day))[{quarter}] else list_sort(list(day))[{year}] end as day
  from first_known group by line_key
)
select distinct known_since
from core.claim c join long_enough l on l.line_key = c.line_key and c.known_since >= l.day
where line_grade = 1 order by all
"""
_KNOWN = """
select line_key, formula.series_code(indicator, region, counterpart, place, flow, mode,
    product_scheme, product, trade_system, china_scope, basis, adjustment, unit) as series,
  period_kind, period_start, value::double as value, unit, claim_id
from core.series_claim
where indicator in ({indicators}) and line_key in (select line_key from followed_line)
  and line_grade = 1 and value is not null and qualifier is not distinct from 'exact'
order by line_key, period_start
"""


@dataclass(frozen=True)
class Test:
    """One test of a figure: by which rule, of what, and what it gave."""

    rule: str
    series: str
    period: str
    claim_id: str
    result: methods.Score

    @property
    def key(self) -> str:
        """The same for the same matter, whatever its figure is revised to."""
        return f"{self.rule}-{self.series}-{self.period}"

    @property
    def matter(self) -> str:
        """What it goes on about: a break is found again in each month after it."""
        return f"{self.rule}-{self.series}" if self.rule == "break" else self.key


def fill(con: duckdb.DuckDBPyConnection) -> None:
    """Find all alerts and put them into core.series_alert."""
    rows = alerts(con)
    if not rows:
        return
    con.register("found_alert", pd.DataFrame(rows))
    casts = ", ".join(f'cast("{name}" as {DUCKDB_TYPES[kind]}) as "{name}"'
                      for name, kind in kinds(SERIES_ALERTS).items())  # fmt: skip
    con.execute(f"insert into core.series_alert by name select {casts} from found_alert")  # noqa: S608 - declared names
    con.unregister("found_alert")


def alerts(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """All alerts, each with the day from which and the day until which it stands out."""
    left_out = ", ".join(f"'{unit}'" for unit in _LEFT_OUT)
    con.execute(_LINES.format(left_out=left_out, **LEAST))
    indicators = con.execute("select distinct indicator from followed_line order by all").fetchall()
    # Named, so that the question goes through these alone.
    known = _KNOWN.format(indicators=", ".join(f"'{one}'" for (one,) in indicators))
    limits = _limits(con)
    remembered: dict[tuple[Any, ...], list[Test]] = {}
    open_alerts: dict[str, dict[str, Any]] = {}
    rows: list[dict[str, Any]] = []
    try:
        for (day,) in con.execute(_DAYS.format(**LEAST)).fetchall():
            con.execute("set variable as_of = $1", [day])
            current = believed(con.execute(known).df(), limits, remembered)
            for key in [key for key in open_alerts if key not in current]:
                open_alerts.pop(key)["until"] = day
            for key, (one, tests) in current.items():
                old = open_alerts.get(key)
                if old is not None and (one.rule == "break" or old["claim_id"] == one.claim_id):
                    continue
                if old is not None:  # the same matter, with a revised figure
                    old["until"] = day
                open_alerts[key] = _row(one, tests, day)
                rows.append(open_alerts[key])
    finally:
        con.execute("reset variable as_of")
        con.execute("drop table followed_line")
    return rows


def _row(one: Test, tests: int, day: date) -> dict[str, Any]:
    return {"alert_id": one.key, "rule": one.rule, "series": one.series, "claim_id": one.claim_id,
            **asdict(one.result), "tests": tests, "known_since": day, "until": None}  # fmt: skip


def _limits(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    rows = con.execute("select code, value::double from reference.thresholds").fetchall()
    return {str(code): float(value) for code, value in rows}


def believed(
    known: pd.DataFrame, limits: Mapping[str, float], remembered: dict[tuple[Any, ...], list[Test]]
) -> dict[str, tuple[Test, int]]:
    """Outstanding tests of all known on a day: matter → test, and how many tests were made.

    ``remembered``: the tests of each series as it was before; most days change few.
    """
    made: list[Test] = []
    for line in lines(known):
        key = (*line.claim_ids, *line.values)
        if key not in remembered:
            remembered[key] = list(tests_of(line, limits["series_floor_pct"] / 100))
        made += remembered[key]
    discovered: dict[str, tuple[Test, int]] = {}
    for rule in RULES:
        of_rule = [test for test in made if test.rule == rule]
        p_values = np.array([test.result.p_value for test in of_rule])
        sure = methods.discoveries(p_values, limits["series_false_share"] / 100)
        discovered |= {test.matter: (test, len(of_rule))
                       for test, is_sure in zip(of_rule, sure, strict=True)
                       if is_sure and test.result.score > limits["series_distance"]}  # fmt: skip
    return discovered


class Line(NamedTuple):
    """One series as known on a day: its periods in order, by their first days."""

    series: str
    kind: str
    unit: str
    starts: NDArray[np.datetime64]
    values: NDArray[np.float64]
    claim_ids: NDArray[np.object_]

    def run(self) -> Line:
        """Its end without a gap."""
        first = _unbroken(self.starts, self.kind)
        return self._replace(starts=self.starts[first:], values=self.values[first:],
                             claim_ids=self.claim_ids[first:])  # fmt: skip


def lines(known: pd.DataFrame) -> Iterator[Line]:
    """Rows, ordered by their line, line by line: as arrays, since most days look at all of them."""
    columns = {name: known[name].to_numpy() for name in known}
    keys = columns["line_key"]
    firsts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else keys
    for first, end in pairwise([*firsts, len(keys)]):
        yield Line(
            str(columns["series"][first]), str(columns["period_kind"][first]),
            str(columns["unit"][first]), columns["period_start"][first:end],
            columns["value"][first:end].astype(np.float64), columns["claim_id"][first:end],
        )  # fmt: skip


def tests_of(line: Line, floor: float) -> Iterator[Test]:
    """The tests of one series as known on a day.

    ``floor``: smallest spread assumed, as a share.
    """
    run, is_difference = line.run(), line.unit in _DIFFERENCES
    values = run.values
    # A balance, or a figure of nothing, has no ratio.
    if len(values) < LEAST[line.kind] or not (is_difference or values.min() > 0):
        return
    scale = values if is_difference else np.log(values)
    if is_difference:
        floor *= max(abs(float(np.median(values))), 1.0)
    season = _SEASON[line.kind]
    result = methods.spike(scale, season, floor) if season > 1 else methods.change(scale, floor)
    if result is not None:
        yield _test("spike" if season > 1 else "change", run, result)
    if season > 1 and (result := methods.break_(scale, season, floor)) is not None:
        yield _test("break", run, result)


def _test(rule: str, line: Line, result: methods.Score) -> Test:
    """A test of the newest figure, with the expected value in the unit of the figure."""
    if line.unit not in _DIFFERENCES:
        result = methods.Score(float(np.exp(result.expected)), result.score, result.p_value)
    return Test(rule, line.series, str(line.starts[-1])[:10], str(line.claim_ids[-1]), result)


def _unbroken(starts: NDArray[np.datetime64], kind: str) -> int:
    """From which period on none is missing."""
    months = starts.astype("datetime64[M]").astype(np.int64)
    breaks = np.flatnonzero(np.diff(months) != 12 // _SEASON[kind])
    return int(breaks[-1]) + 1 if len(breaks) else 0
