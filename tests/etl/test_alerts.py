"""Promises of the alerts: each rule on cases worked by hand, and how often it is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.etl import alert_rates
from tests.etl.link_engine import ALERTS, engine, month, on, train, weekly

START = date(2027, 1, 4)


def day(number: int) -> date:
    return START + timedelta(number)


def alerts(today: date, rule: str, **rows: Any) -> list[dict[str, Any]]:
    with engine(ALERTS, **rows) as con:
        on(con, today)
        found = con.execute(
            "select * from core.known_alert where rule = $1 order by day, alert_id", [rule]
        )
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def monthly(*values: int | None) -> list[dict[str, Any]]:
    return [month(number, load_unit_count=value) for number, value in enumerate(values)]


#: Twelve months of about 100: median 100, median absolute deviation 1, spread 1.4826 – but at
#: least 5 percent of the median, that is 5.
YEAR = (99, 101, 99, 101, 99, 101, 99, 101, 99, 101, 99, 101)


# Silence


def test_silence_is_told_after_four_weeks_and_ends_with_the_next_train() -> None:
    trains = weekly(START, 8)
    last = day(49)
    assert alerts(last + timedelta(27), "silence", rail_train=trains) == []
    later = alerts(last + timedelta(46), "silence", rail_train=trains)
    (told,) = [one for one in later if one["subject"] == "westbound"]
    assert (told["about"], told["day"], told["until"]) == (last, last + timedelta(28), None)
    assert told["is_open"]
    assert told["source_ids"] == ["operator"]
    again = last + timedelta(60)
    (told,) = alerts(again, "silence", rail_train=[*trains, train(again)])
    assert (told["until"], told["is_open"], told["value"]) == (again - timedelta(1), False, 60)


def test_single_trains_that_do_not_come_again_are_no_silence() -> None:
    assert alerts(day(400), "silence", rail_train=weekly(START, 5)) == []
    assert len(alerts(day(400), "silence", rail_train=weekly(START, 6))) == 1


def test_each_direction_is_silent_by_itself() -> None:
    both = [
        *weekly(START, 20),
        *[train(day(7 * n), f"d-{n}", direction="departure") for n in range(8)],
    ]
    told = alerts(day(140), "silence", rail_train=both)
    assert [one["subject"] for one in told] == ["eastbound"]


def test_nothing_is_called_silent_while_the_next_report_is_not_due() -> None:
    trains = [one | {"known_since": day(50)} for one in weekly(START, 8)]
    assert alerts(day(50 + 44), "silence", rail_train=trains) == []
    assert len(alerts(day(50 + 46), "silence", rail_train=trains)) == 1


# Outliers


def test_an_outlier_lies_more_than_three_and_a_half_spreads_from_the_median() -> None:
    assert alerts(date(2028, 6, 1), "outlier", terminal_month=monthly(*YEAR, 117)) == []
    (told,) = alerts(date(2028, 6, 1), "outlier", terminal_month=monthly(*YEAR, 118))
    assert (told["value"], told["expected"], told["score"]) == (118, 100, pytest.approx(18 / 5))
    assert (told["measure"], told["unit"]) == ("load_unit_count", "load_units")
    assert told["about"] == date(2028, 1, 1)


def test_the_spread_is_that_of_the_earlier_figures_where_they_differ_more() -> None:
    wide = (80, 120, 80, 120, 80, 120, 80, 120, 80, 120, 80, 120)  # MAD 20, spread 29.652
    assert alerts(date(2028, 6, 1), "outlier", terminal_month=monthly(*wide, 203)) == []
    (told,) = alerts(date(2028, 6, 1), "outlier", terminal_month=monthly(*wide, 204))
    assert told["score"] == pytest.approx(104 / (1.4826 * 20))


def test_a_figure_is_compared_only_with_enough_earlier_ones_never_with_later_ones() -> None:
    assert alerts(date(2029, 1, 1), "outlier", terminal_month=monthly(*YEAR[:11], 900)) == []
    told = alerts(date(2029, 1, 1), "outlier", terminal_month=monthly(900, *YEAR))
    assert told == []


def test_unknown_figures_are_neither_compared_nor_taken_for_zero() -> None:
    values = [None, *YEAR, None, 101]
    assert alerts(date(2029, 1, 1), "outlier", terminal_month=monthly(*values)) == []


def test_figures_of_different_terminals_and_directions_are_never_compared() -> None:
    other = month(13, terminal="other", load_unit_count=900)
    assert alerts(date(2029, 1, 1), "outlier", terminal_month=[*monthly(*YEAR), other]) == []
    slow = [one | {"transit_days": 17} for one in weekly(START, 14)]
    fast = train(day(100), "x", direction="departure", transit_days=3)
    assert alerts(date(2029, 1, 1), "outlier", rail_train=[*slow, fast]) == []
    late = train(day(100), "x", transit_days=30)
    (told,) = alerts(date(2029, 1, 1), "outlier", rail_train=[*slow, late])
    assert (told["measure"], told["value"], told["expected"]) == ("transit_days", 30, 17)


# Revisions


def later(value: int, number: int = 0, **more: Any) -> dict[str, Any]:
    received = {"delivery_id": "d-2", "known_since": date(2027, 3, 1)}
    return month(number, load_unit_count=value, **(received | more))


def test_a_revision_is_told_when_it_changes_a_figure_by_more_than_ten_percent() -> None:
    today = date(2027, 4, 1)
    assert alerts(today, "revision", terminal_month=[*monthly(100), later(110)]) == []
    (told,) = alerts(today, "revision", terminal_month=[*monthly(100), later(88)])
    assert (told["value"], told["expected"], told["score"]) == (88, 100, pytest.approx(12))
    assert told["day"] == date(2027, 3, 1)


def test_a_revision_is_not_known_before_its_report() -> None:
    rows = [*monthly(100), later(50)]
    assert alerts(date(2027, 2, 28), "revision", terminal_month=rows) == []
    assert len(alerts(date(2027, 3, 1), "revision", terminal_month=rows)) == 1


def test_a_figure_told_for_the_first_time_is_no_revision_and_one_from_zero_is() -> None:
    today = date(2027, 4, 1)
    assert alerts(today, "revision", terminal_month=[*monthly(None), later(100)]) == []
    assert len(alerts(today, "revision", terminal_month=[*monthly(0), later(1)])) == 1


# Overdue reports


def delivery(number: int, received: date, kind: str = "rail_trains") -> dict[str, Any]:
    return {
        "delivery_id": f"d-{number}", "kind": kind, "source_id": "operator", "received": received,
    }  # fmt: skip


def test_a_report_is_overdue_after_45_days_and_until_the_next_comes() -> None:
    sent = [delivery(1, day(0))]
    assert alerts(day(45), "overdue", delivery=sent) == []
    (told,) = alerts(day(46), "overdue", delivery=sent)
    assert (told["about"], told["day"], told["is_open"]) == (day(0), day(46), True)
    sent.append(delivery(2, day(60)))
    (told,) = alerts(day(61), "overdue", delivery=sent)
    assert (told["until"], told["is_open"]) == (day(59), False)


def test_each_kind_of_report_is_due_by_itself_and_one_never_sent_is_not() -> None:
    sent = [delivery(1, day(0)), delivery(2, day(0), "ship_calls"), delivery(3, day(30))]
    told = alerts(day(60), "overdue", delivery=sent)
    assert [one["kind"] for one in told] == ["ship_calls"]
    assert alerts(day(60), "overdue", delivery=[]) == []


# All of them


def test_an_alert_keeps_its_key_as_time_goes_on_and_no_two_share_one() -> None:
    rows: dict[str, Any] = {
        "rail_train": weekly(START, 8),
        "terminal_month": [*monthly(*YEAR, 500), later(50)],
        "delivery": [delivery(1, day(0)), delivery(2, day(0), "ship_calls")],
    }
    with engine(ALERTS, **rows) as con:
        keys = []
        for today in (date(2029, 1, 1), date(2029, 6, 1)):
            on(con, today)
            keys.append(
                con.execute("select alert_id from core.known_alert order by all").fetchall()
            )
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(keys[0]) == 5


@pytest.mark.long
def test_the_published_false_alarm_rates_are_those_of_the_rules() -> None:
    """Measured anew on the series that their generators make from fixed seeds."""
    found = alert_rates.measured()
    published = [row for row in alert_rates.written() if row["code"] in alert_rates.SERIES]
    assert [row["code"] for row in published] == [row["code"] for row in found]
    for told, now in zip(published, found, strict=True):
        for name in ("rule", "label_de", "label_en", "years"):
            assert told[name] == now[name]
        # A last bit in a logarithm may tip one case of some thousand on another machine.
        assert float(told["false_per_year"]) == pytest.approx(
            float(now["false_per_year"]), abs=0.01
        )
        if told["found_pct"]:
            assert float(told["found_pct"]) == pytest.approx(float(now["found_pct"]), abs=1)


def test_a_service_by_timetable_hardly_ever_raises_a_false_alarm() -> None:
    rates = {row["code"]: float(row["false_per_year"]) for row in alert_rates.written()}
    assert rates["silence_timetable"] < 0.1
    assert rates["outlier_usual"] < 0.1
    assert rates["overdue_usual"] == 0
