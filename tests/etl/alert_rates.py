"""How often the alert rules are wrong: measured on generated series, never on Herne's trains.

``python -m benchmarks.alert_rates`` measures anew and writes ``data/reference/alert_rates.csv``; a
test measures the rules on reports too and compares. All chance comes from ``random.random`` with
fixed seeds, whose numbers Python promises to keep.
"""

from __future__ import annotations

import csv
import math
import random
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from statistics import NormalDist

from data import paths
from tests.etl import series_rates
from tests.etl.link_engine import ALERTS, Row, engine, month, on, train

FILE = paths.REFERENCE / "alert_rates.csv"
COLUMNS = ("code", "rule", "label_de", "label_en", "years", "false_per_year", "found_pct")
START = date(2027, 1, 1)
#: Years of one service, and terminals that report monthly for ten years.
YEARS, TERMINALS = 400, 120
_MONTHS = 120
#: Which month of each terminal is spoilt where it is to be found, and by which factor.
_SPOILT, _FACTOR = 60, 1.5


class Chance:
    """Numbers by chance that are the same on every machine."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing is kept secret with it

    def even(self) -> float:
        """Between 0 and 1, each as likely."""
        return self._random.random()

    def normal(self, mean: float, spread: float) -> float:
        """Normally distributed."""
        return NormalDist(mean, spread).inv_cdf(min(max(self.even(), 1e-12), 1 - 1e-12))


def timetable(seed: int) -> Iterator[int]:
    """A train a week, up to two days early or late, one in ten cancelled: days from the start."""
    chance = Chance(seed)
    for week in range(52 * YEARS):
        late, runs = int(5 * chance.even()) - 2, chance.even() >= 0.1
        if runs:
            yield 7 * week + 3 + late


def at_random(seed: int) -> Iterator[int]:
    """Trains at random (Poisson), one a week on average: days from the start."""
    chance, day = Chance(seed), 0.0
    while day < 364 * YEARS:
        day -= 7 * math.log(1 - chance.even())
        yield int(day)


def silences(days: Iterable[int]) -> float:
    """Alerts of silence a year for a service that never ends."""
    rows = [train(START + timedelta(day), f"t-{number}") for number, day in enumerate(days)]
    # The status over centuries takes long; the rule needs only the day up to which it is told.
    through = {"core.known_link_state": "select max(day) as through from core.distinct_train"}
    return _alerts("silence", date(9999, 1, 1), through, rail_train=rows) / YEARS


def months(seed: int, figure: Callable[[Chance], float], spoilt: float = 1.0) -> list[Row]:
    """Figures of many terminals, all alike; ``spoilt``: factor on one of each, after five years."""
    chance = Chance(seed)
    return [
        month(
            number,
            terminal=f"t-{terminal}",
            load_unit_count=round(figure(chance) * (spoilt if number == _SPOILT else 1)),
        )
        for terminal in range(TERMINALS)
        for number in range(_MONTHS)
    ]


def usual(chance: Chance) -> float:
    """About a thousand load units a month, spread 10 percent, normally distributed."""
    return chance.normal(1000, 100)


def skewed(chance: Chance) -> float:
    """About a thousand, spread 20 percent, skewed to the right (log-normal)."""
    return math.exp(chance.normal(math.log(1000), 0.2))


def outliers(rows: list[Row]) -> float:
    """Alerts of outliers a year of one monthly figure."""
    return _alerts("outlier", date(2100, 1, 1), terminal_month=rows) / (TERMINALS * _MONTHS / 12)


def found(rows: list[Row]) -> float:
    """Percent of the spoilt figures that were found."""
    day = month(_SPOILT)["month"]
    return 100 * _alerts("outlier", day, terminal_month=rows, on_day=day) / TERMINALS


def revisions(seed: int) -> float:
    """Alerts of revision a year of one monthly figure that is corrected by a few percent."""
    chance = Chance(seed)
    first = months(seed, usual)
    later = [
        row | {
            "delivery_id": "d-2", "known_since": row["known_since"] + timedelta(31),
            "load_unit_count": round(row["load_unit_count"] * chance.normal(1, 0.03)),
        }
        for row in first
    ]  # fmt: skip
    count = _alerts("revision", date(2100, 1, 1), terminal_month=[*first, *later])
    return count / (TERMINALS * _MONTHS / 12)


def overdue(seed: int) -> float:
    """Alerts of overdue reports a year: sent monthly, on any day up to the 15th."""
    chance = Chance(seed)
    sent = [
        {"delivery_id": f"d-{number}", "kind": "rail_trains", "source_id": "operator",
         "received": date(2027 + number // 12, 1 + number % 12, 1 + int(15 * chance.even()))}
        for number in range(12 * YEARS)
    ]  # fmt: skip
    return _alerts("overdue", date(2027 + YEARS - 1, 12, 31), delivery=sent) / YEARS


def _alerts(rule: str, today: date, instead: Mapping[str, str] | None = None,
            on_day: date | None = None, **rows: list[Row]) -> int:  # fmt: skip
    with engine(ALERTS, instead, **rows) as con:
        on(con, today)
        found = con.execute(
            "select count(*) from core.known_alert where rule = $1 and day = coalesce($2, day)",
            [rule, on_day],
        ).fetchone()
        assert found is not None
        return int(found[0])


#: Series generated → its rule and how it was made, in both languages.
SERIES = {
    "silence_timetable": (
        "silence",
        "Ein Zug je Woche, bis zu zwei Tage früher oder später, jeder zehnte fällt aus",
        "A train a week, up to two days early or late, one in ten cancelled",
    ),
    "silence_random": (
        "silence",
        "Züge rein zufällig, im Mittel einer je Woche",
        "Trains purely at random, one a week on average",
    ),
    "outlier_usual": (
        "outlier",
        "Monatswerte um 1.000, zwei von drei zwischen 900 und 1.100",
        "Monthly figures of about 1,000, two out of three between 900 and 1,100",
    ),
    "outlier_skewed": (
        "outlier",
        "Monatswerte um 1.000, nach oben weiter gestreut als nach unten",
        "Monthly figures of about 1,000, spread further upwards than downwards",
    ),
    "revision_usual": (
        "revision",
        "Jeder Monatswert wird einmal berichtigt, meist um höchstens 3 Prozent",
        "Each monthly figure is corrected once, mostly by 3 percent at most",
    ),
    "overdue_usual": (
        "overdue",
        "Monatliche Berichte, an einem beliebigen Tag bis zum 15.",
        "Monthly reports, on any day up to the 15th",
    ),
}


def measured() -> list[dict[str, str]]:
    """Every rule on every kind of series that it was tried on."""
    monthly = TERMINALS * _MONTHS // 12
    return [
        _row("silence_timetable", YEARS, silences(timetable(1))),
        _row("silence_random", YEARS, silences(at_random(2))),
        _row("outlier_usual", monthly, outliers(months(3, usual)),
             found(months(4, usual, _FACTOR))),
        _row("outlier_skewed", monthly, outliers(months(5, skewed)),
             found(months(6, skewed, _FACTOR))),
        _row("revision_usual", monthly, revisions(7)),
        _row("overdue_usual", YEARS, overdue(8)),
    ]  # fmt: skip


def _row(code: str, years: int, rate: float, found_pct: float | None = None) -> dict[str, str]:
    rule, label_de, label_en = SERIES[code]
    return {
        "code": code, "rule": rule, "label_de": label_de, "label_en": label_en,
        "years": str(years), "false_per_year": f"{rate:.3f}",
        "found_pct": "" if found_pct is None else f"{found_pct:.1f}",
    }  # fmt: skip


def written() -> list[dict[str, str]]:
    """The rates that the project publishes."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write() -> None:
    """Measure and publish."""
    rows = [*measured(), *series_rates.measured()]
    with FILE.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        out.writeheader()
        out.writerows(rows)
