"""Promises of the rail link's status: which reports speak of one train, and every transition."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ask import ask
from tests.etl.link_engine import LINK, claim, engine, on, statement, train

START = date(2027, 3, 1)
_, RUN, STATE = LINK


def day(number: int) -> date:
    return START + timedelta(number)


def weekly(first: int, last: int) -> list[dict[str, Any]]:
    """One train a week from one day to another, numbers of days from the start."""
    return [train(day(number)) for number in range(first, last + 1, 7)]


def states(today: date, *, claims: Any = (), trains: Any = ()) -> list[tuple[Any, ...]]:
    with engine(LINK, claims=claims, rail_train=trains) as con:
        on(con, today)
        return con.execute(
            f"select before, state, day, until, since, last_train, source_ids from {STATE}"
            " order by day"
        ).fetchall()


def moves(today: date, **known: Any) -> list[tuple[str, str, date]]:
    return [(row[0], row[1], row[2]) for row in states(today, **known)]


def runs(today: date, *, claims: Any = (), trains: Any = ()) -> list[tuple[Any, ...]]:
    with engine(LINK, claims=claims, rail_train=trains) as con:
        on(con, today)
        columns = "run_id, day, direction, is_reported, evidence_count"
        return con.execute(f"select {columns} from {RUN} order by day, run_id").fetchall()


# Which reports speak of the same train


def test_reports_and_claims_of_one_train_count_once() -> None:
    claims = [claim("a", day(0)), claim("b", day(1)), claim("c", day(2), source_id="other")]
    assert runs(day(9), claims=claims) == [("a", day(0), "westbound", False, 3)]
    assert runs(day(9), claims=claims, trains=[train(day(1), "t")]) == [
        ("t", day(1), "westbound", True, 4)
    ]


def test_claims_further_apart_than_the_window_are_trains_of_their_own() -> None:
    claims = [claim("a", day(0)), claim("b", day(3))]
    assert [row[0] for row in runs(day(9), claims=claims)] == ["a", "b"]


def test_claims_of_different_directions_are_never_one_train() -> None:
    claims = [claim("a", day(0)), claim("b", day(0), direction="eastbound")]
    assert [row[2] for row in runs(day(9), claims=claims)] == ["westbound", "eastbound"]
    departure = train(day(0), "t", direction="departure")
    both = runs(day(9), claims=[claim("a", day(0))], trains=[departure])
    assert [(row[0], row[2]) for row in both] == [("a", "westbound"), ("t", "eastbound")]


def test_every_reported_train_counts_by_itself_and_a_claim_goes_to_the_nearest() -> None:
    trains = [train(day(0), "t-1"), train(day(0), "t-2"), train(day(3), "t-3")]
    assert runs(day(9), trains=trains, claims=[claim("a", day(2))]) == [
        ("t-1", day(0), "westbound", True, 1),
        ("t-2", day(0), "westbound", True, 1),
        ("t-3", day(3), "westbound", True, 2),
    ]


def test_only_evidence_dated_to_the_day_makes_a_train() -> None:
    claims = [
        claim("wrong", day(0), is_evidence=False),
        claim("month", day(0), day(30), date_precision="month"),
        claim("plan", day(0), event_kind="announcement"),
    ]
    assert runs(day(60), claims=claims) == []


def test_a_train_only_planned_counts_once_it_ran_or_was_reported_afterwards() -> None:
    planned = train(day(9), "t", report_day=day(0))
    assert runs(day(20), trains=[planned]) == []
    assert len(runs(day(20), trains=[planned | {"report_day": day(10)}])) == 1
    assert len(runs(day(20), trains=[planned | {"actual_arrival": day(9)}])) == 1
    other = planned | {"report_day": day(10), "is_china_service": False}
    assert runs(day(20), trains=[other]) == []


@pytest.mark.usefixtures("warehouse")
def test_the_rule_finds_the_trains_that_were_told_apart_by_hand() -> None:
    assert list(ask("rail_trains").rows["event_id"]) == ["train-2016-06-14", "train-2016-12-27"]


# Every transition of the status


def test_at_the_start_nothing_is_known() -> None:
    assert states(day(0)) == [("no_evidence", "no_evidence", None, None, None, None, [])]


def test_no_evidence_to_irregular_a_train_ran() -> None:
    (only,) = states(day(3), trains=[train(day(0))])
    assert only == ("no_evidence", "irregular", day(0), None, day(0), day(0), ["operator"])


def test_no_evidence_to_suspended_somebody_said_so() -> None:
    (only,) = states(day(3), claims=[statement("s", day(0))])
    assert only == ("no_evidence", "suspended", day(0), None, day(0), None, ["paper"])


def test_irregular_to_running_trains_in_six_of_eight_weeks() -> None:
    first = ("no_evidence", "irregular", day(0))
    assert moves(day(34), trains=weekly(0, 28)) == [first]
    assert moves(day(36), trains=weekly(0, 35)) == [first, ("irregular", "running", day(35))]


def test_several_trains_in_one_week_are_one_week_with_service() -> None:
    daily = [train(day(number)) for number in range(14)]
    assert moves(day(13), trains=daily) == [("no_evidence", "irregular", day(0))]


def test_running_to_irregular_too_few_weeks_are_left() -> None:
    # Trains on days 0 to 49: on day 84 those of days 35, 42 and 49 are three of eight weeks.
    told = moves(day(110), trains=weekly(0, 49))
    assert told[:3] == [
        ("no_evidence", "irregular", day(0)),
        ("irregular", "running", day(35)),
        ("running", "irregular", day(84)),
    ]


def test_running_goes_on_through_some_weeks_without_a_train() -> None:
    # One train in two weeks from day 35 on: never fewer than four of the last eight weeks.
    trains = [*weekly(0, 35), *[train(day(number)) for number in range(49, 200, 14)]]
    assert moves(day(200), trains=trains)[-1] == ("irregular", "running", day(35))
    seldom = [train(day(number)) for number in range(0, 200, 14)]
    assert moves(day(200), trains=seldom) == [("no_evidence", "irregular", day(0))]


def test_irregular_to_no_evidence_a_quarter_without_a_train() -> None:
    silent = day(13 * 7)
    assert moves(silent - timedelta(1), trains=[train(day(0))])[-1][1] == "irregular"
    *_, last = states(silent, trains=[train(day(0))])
    assert last[:5] == ("irregular", "no_evidence", silent, None, day(0))


def test_irregular_and_running_to_suspended_somebody_said_so() -> None:
    once = moves(day(20), trains=[train(day(0))], claims=[statement("s", day(5))])
    assert once[-1] == ("irregular", "suspended", day(5))
    often = moves(day(60), trains=weekly(0, 42), claims=[statement("s", day(45))])
    assert often[-1] == ("running", "suspended", day(45))


def test_suspended_to_irregular_and_to_running_a_train_ran_after_all() -> None:
    said = [statement("s", day(5))]
    told = moves(day(20), trains=[train(day(0)), train(day(9))], claims=said)
    assert told[-2:] == [("irregular", "suspended", day(5)), ("suspended", "irregular", day(9))]
    told = moves(day(50), trains=weekly(0, 49), claims=[statement("s", day(45))])
    assert told[-2:] == [("running", "suspended", day(45)), ("suspended", "running", day(49))]


def test_suspended_to_no_evidence_what_was_said_a_year_ago_says_nothing_of_today() -> None:
    said = [statement("s", day(0))]
    lapses = day(52 * 7 + 1)
    assert moves(lapses - timedelta(1), claims=said)[-1][1] == "suspended"
    *_, last = states(lapses, claims=said)
    assert last == ("suspended", "no_evidence", lapses, None, day(0), None, ["paper"])


def test_no_evidence_back_to_irregular_the_first_train_after_years() -> None:
    told = moves(day(800), trains=[train(day(0)), train(day(800))])
    assert told[-1] == ("no_evidence", "irregular", day(800))


def test_a_train_in_the_time_that_a_statement_can_mean_is_believed_before_it() -> None:
    vague = statement("s", day(0), day(364))
    assert moves(day(365), trains=[train(day(300))], claims=[vague])[-1][1] == "irregular"
    assert moves(day(365), claims=[vague])[-1] == ("no_evidence", "suspended", day(364))


def test_undated_trains_keep_the_status_irregular_but_make_none_by_themselves() -> None:
    series = claim("more", day(0), day(200), event_kind="series_of_trains")
    told = moves(day(300), trains=[train(day(10))], claims=[series])
    assert told == [("no_evidence", "irregular", day(10)), ("irregular", "no_evidence", day(201))]
    (only,) = states(day(300), claims=[series])
    assert (only[1], only[4]) == ("no_evidence", day(200))


def test_only_the_operators_word_or_a_report_of_rest_suspends() -> None:
    doubted = statement("s", day(0), evidence_kind="report")
    assert states(day(9), claims=[doubted])[-1][1] == "no_evidence"
    wrong = statement("s", day(0), is_evidence=False)
    assert states(day(9), claims=[wrong])[-1][1] == "no_evidence"
    rests = claim("r", day(0), event_kind="suspension", direction="both")
    assert states(day(9), claims=[rests])[-1][1] == "suspended"


def test_between_two_reports_the_status_holds_until_the_next_is_overdue() -> None:
    trains = [one | {"known_since": day(50), "report_day": day(49)} for one in weekly(0, 49)]
    assert moves(day(50 + 45), trains=trains)[-1] == ("irregular", "running", day(35))
    assert moves(day(50 + 46), trains=trains)[-1] == ("running", "irregular", day(84))


def test_no_day_of_a_status_is_finer_than_its_source_and_each_change_names_its_own() -> None:
    rests = claim("rests", date(2017, 5, 1), date(2017, 5, 31), event_kind="suspension",
                  date="2017-05", source_id="paper")  # fmt: skip
    more = claim("more", date(2017, 1, 1), date(2017, 12, 31), event_kind="series_of_trains",
                 date="2017", source_id="yearbook")  # fmt: skip
    with engine(LINK, claims=[rests, more], rail_train=[train(date(2017, 4, 20))]) as con:
        on(con, date(2019, 1, 1))
        rows = con.execute(
            "select state, day, day_precision, until_precision, since_precision, said_precision,"
            f" changed_by, newest_by from {STATE} order by day"
        ).fetchall()
    assert rows == [
        ("irregular", date(2017, 4, 20), "day", "month", "day", None, ["operator"], ["operator"]),
        ("suspended", date(2017, 5, 31), "month", "month", "year", "month", ["paper"],
         ["yearbook"]),
        ("no_evidence", date(2018, 5, 31), "month", None, "year", None, ["paper"], ["yearbook"]),
    ]  # fmt: skip


def test_of_two_precisions_of_the_same_day_the_coarser_is_shown() -> None:
    vague = statement("s", date(2027, 3, 1), date(2027, 3, 31), date="2027-03")
    exact = statement("t", date(2027, 3, 31))
    for claims in ([vague, exact], [exact, vague]):
        with engine(LINK, claims=claims) as con:
            on(con, date(2027, 4, 9))
            told = con.execute(f"select day, day_precision from {STATE}").fetchall()
        assert told == [(date(2027, 3, 31), "month")]


@pytest.mark.long
@settings(max_examples=25, deadline=None)
@given(
    trains=st.sets(st.integers(0, 700), max_size=25),
    said=st.sets(st.integers(0, 700), max_size=4),
)
def test_states_follow_each_other_without_gaps_and_only_by_known_moves(
    trains: set[int], said: set[int]
) -> None:
    rows = states(
        day(750),
        trains=[train(day(number)) for number in trains],
        claims=[statement(f"s-{number}", day(number)) for number in said],
    )
    known = {
        ("no_evidence", "irregular"), ("no_evidence", "suspended"), ("irregular", "running"),
        ("irregular", "no_evidence"), ("irregular", "suspended"), ("running", "irregular"),
        ("running", "suspended"), ("suspended", "irregular"), ("suspended", "running"),
        ("suspended", "no_evidence"),
    }  # fmt: skip
    if not trains and not said:
        return
    assert {(row[0], row[1]) for row in rows} <= known
    for one, following in pairwise(rows):
        assert one[3] == following[2] - timedelta(1)
        assert one[1] == following[0]
    assert rows[-1][3] is None
