"""The calendar: when figures are expected, who says so, what is overdue, and its file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from icalendar import Calendar

from data import ask, release_calendar, status
from data.release_calendar import Expected, expected, next_period
from data.status import Attempt
from etl import datasets
from etl.release_rules import PERIODS
from i18n import LANGUAGES, Locale
from server import release_calendar as calendar_file
from tests.each import each
from ui import release_calendar as words

STATE = datetime(2026, 2, 10)
Patch = pytest.MonkeyPatch


def rule(**cells: Any) -> SimpleNamespace:
    """A monthly table that comes 40 days after the month, tolerance 10; newest month: December."""
    row = {
        "source": "made", "table_code": "1", "title": "Made", "title_en": "Made",
        "publisher": "An office", "url": "https://example.org/", "rhythm": "month",
        "lag_days": 40, "tolerance_days": 10, "has_ended": False, "is_fetched": True,
        "last_state": STATE, "newest_period": datetime(2025, 12, 31), "lags_days": [],
    }  # fmt: skip
    return SimpleNamespace(**{**row, **cells})


def told(patch: Patch, today: date, *rules: SimpleNamespace, tried: date | None = None,
         outcome: str = "unchanged",
         reports: tuple[SimpleNamespace, ...] = ()) -> list[Expected]:  # fmt: skip
    """What is expected of made rules; ``tried``: day of the last fetch."""
    answers: dict[str, Any] = {
        "release_calendar": SimpleNamespace(tuples=list(rules)),
        "thresholds": [SimpleNamespace(code="overdue_days", threshold=45.0)],
        "deliveries": reports,
    }
    attempts = [
        Attempt(one.source, "1", "Made", "An office", "",
                datetime.combine(tried, datetime.min.time(), UTC), outcome, "", "", None)
        for one in rules if tried
    ]  # fmt: skip
    patch.setattr(ask, "ask", lambda question, **_: answers[question])
    patch.setattr(status, "attempts", lambda: attempts)
    return expected(today)


def test_figures_are_expected_by_the_published_rhythm_on_a_working_day(
    monkeypatch: Patch,
) -> None:
    (one,) = told(monkeypatch, date(2026, 3, 1), rule())

    # 31 January and 40 days is 12 March; 31 March and 40 days is a Sunday.
    assert (one.next_day, one.basis, one.light) == (date(2026, 3, 12), "published", "current")
    assert [day for _, day in one.upcoming(date(2026, 5, 30))] == [
        date(2026, 3, 12), date(2026, 4, 9), date(2026, 5, 11)]  # fmt: skip


def test_overdue_is_only_what_was_asked_for_in_vain_after_the_tolerance(
    monkeypatch: Patch,
) -> None:
    march = {day: date(2026, 3, day) for day in (11, 12, 15, 22, 23, 24)}
    for today, tried, outcome, how in (
        (11, None, "", ("current", "waiting")),
        (12, None, "", ("due", "tolerance")),
        (22, None, "", ("due", "tolerance")),
        (23, None, "", ("due", "not_asked")),
        (23, 15, "unchanged", ("due", "not_asked")),
        (24, 23, "failed", ("due", "failed")),
        (24, 23, "unchanged", ("overdue", "asked")),
    ):
        asked = march[tried] if tried else None
        (one,) = told(monkeypatch, march[today], rule(), tried=asked, outcome=outcome)
        assert (one.light, one.reason) == how, (today, tried, outcome)


def test_without_a_published_rhythm_three_states_teach_it_and_two_do_not(
    monkeypatch: Patch,
) -> None:
    silent = {"lag_days": None, "tolerance_days": None}
    (two,) = told(monkeypatch, date(2026, 3, 1), rule(**silent, lags_days=[50, 52]))
    (three,) = told(monkeypatch, date(2026, 3, 1), rule(**silent, lags_days=[50, 90, 52]))

    assert (two.next_day, two.basis, two.reason) == (None, "none", "no_rhythm")
    assert (three.next_day, three.basis) == (date(2026, 3, 24), "learned")


def test_the_day_of_a_table_that_nobody_has_fetched_is_known_by_its_rhythm(
    monkeypatch: Patch,
) -> None:
    bare = {"last_state": None, "newest_period": None}
    (one,) = told(monkeypatch, date(2026, 3, 1), rule(**bare))
    assert (one.next_day, one.basis) == (date(2026, 3, 12), "published")
    assert (one.light, one.reason) == ("unknown", "no_state"), "it is neither due nor overdue"
    assert [day for _, day in one.upcoming(date(2026, 4, 30))] == [one.next_day, date(2026, 4, 9)]
    # On the day itself it is still to come; a yearly one comes once a year.
    assert told(monkeypatch, date(2026, 3, 12), rule(**bare))[0].next_day == date(2026, 3, 12)
    yearly = rule(**bare, rhythm="year", lag_days=151)
    assert told(monkeypatch, date(2026, 11, 30), yearly)[0].next_day == date(2027, 5, 31)
    for unsaid in ({"lag_days": None}, {"rhythm": "five_years"}, {"has_ended": True}):
        assert told(monkeypatch, date(2026, 3, 1), rule(**bare, **unsaid))[0].next_day is None


def test_a_publisher_that_moved_its_days_is_not_overdue_each_month_anew(
    monkeypatch: Patch,
) -> None:
    moved = rule(lags_days=[41, 70, 72, 71, 70, 73])
    (one,) = told(monkeypatch, date(2026, 3, 24), moved, tried=date(2026, 3, 23))
    assert (one.light, one.basis, one.basis_note) == ("current", "learned", "moved")
    assert one.next_day == date(2026, 4, 13)


def test_a_day_before_the_newest_state_is_said_and_not_reckoned_with(monkeypatch: Patch) -> None:
    found = told(monkeypatch, STATE.date() - timedelta(1), rule(), rule(source="other"))
    assert {(one.light, one.reason, one.next_day) for one in found} == {("unknown", "clock", None)}
    assert words.title(found, Locale("de")) == "Das Datum dieses Rechners stimmt nicht"


def test_a_series_that_has_ended_is_never_overdue(monkeypatch: Patch) -> None:
    (one,) = told(monkeypatch, date(2030, 1, 1), rule(has_ended=True), tried=date(2029, 12, 31))
    assert (one.light, one.reason, one.next_day) == ("unknown", "ended", None)


def test_reports_of_operators_are_expected_by_the_published_rule(monkeypatch: Patch) -> None:
    sent = SimpleNamespace(kind="rail_trains", supplier="Operator", received=datetime(2026, 1, 1))
    (waiting,) = told(monkeypatch, date(2026, 2, 15), reports=(sent,))
    (late,) = told(monkeypatch, date(2026, 2, 16), reports=(sent,))

    assert (waiting.light, waiting.next_day) == ("current", date(2026, 2, 15))
    assert (late.light, late.reason) == ("overdue", "no_report")
    assert "01.01.2026" in words.letter(late)


def test_the_letter_names_table_days_and_what_was_there(monkeypatch: Patch) -> None:
    (one,) = told(monkeypatch, date(2026, 3, 24), rule(), tried=date(2026, 3, 23))
    letter = words.letter(one)
    for part in ("Made", "12.03.2026", "23.03.2026", "10.02.2026", "31.12.2025", one.url):
        assert part in letter


@each(
    ("end", "rhythm", "following"),
    [
        (date(2025, 12, 31), "month", date(2026, 1, 31)),
        (date(2026, 1, 31), "month", date(2026, 2, 28)),
        (date(2026, 2, 28), "month", date(2026, 3, 31)),
        (date(2025, 9, 30), "quarter", date(2025, 12, 31)),
        (date(2024, 6, 30), "year", date(2025, 6, 30)),
        (date(2020, 12, 31), "five_years", date(2025, 12, 31)),
        (date(2026, 10, 30), "day", date(2026, 11, 2)),
    ],
)
def test_the_period_after_one(end: date, rhythm: str, following: date) -> None:
    assert next_period(end, rhythm) == following


# The file to subscribe


def file_of(found: list[Expected], lang: str = "de") -> Any:
    raw = calendar_file.ics(found, date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC), Locale(lang))
    assert max(map(len, raw.split(b"\r\n"))) <= 75, "lines are folded"
    return Calendar.from_ical(raw)


@each("lang", LANGUAGES)
def test_the_calendar_file_is_whole_days_without_alarms_in_the_readers_language(
    monkeypatch: Patch, lang: str
) -> None:
    titles = {"de": "Größe; a, b\\c", "en": "Size; a, b\\c"}
    calendar = file_of(
        told(monkeypatch, date(2026, 3, 1), rule(title=titles["de"], title_en=titles["en"])), lang
    )
    events = calendar.walk("VEVENT")

    assert not calendar.walk("VALARM")
    assert calendar["VERSION"] == "2.0"
    assert len({event["UID"] for event in events}) == len(events) >= 12
    for event in events:
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        assert type(start) is date
        assert end - start == timedelta(1)
        assert event["SUMMARY"].params["LANGUAGE"] == lang
        assert titles[lang] in event["SUMMARY"]
        assert event["DTSTAMP"].dt == datetime(2026, 3, 1, tzinfo=UTC)


def test_an_event_whose_day_moves_keeps_its_id(monkeypatch: Patch) -> None:
    def ids(**cells: Any) -> dict[str, date]:
        found = told(monkeypatch, date(2026, 3, 1), rule(**cells))
        return {event["UID"]: event["DTSTART"].dt for event in file_of(found).walk("VEVENT")}

    before, after = ids(), ids(lag_days=45)
    shared = before.keys() & after.keys()
    assert len(shared) >= 11
    assert all(after[uid] > before[uid] for uid in shared)


def test_what_comes_each_working_day_stands_on_the_page_alone(monkeypatch: Patch) -> None:
    found = told(monkeypatch, date(2026, 3, 1), rule(rhythm="day", lag_days=0))
    assert found[0].next_day is not None
    assert not file_of(found).walk("VEVENT")


# All of it, from the data


def test_each_published_table_stands_in_the_calendar_once(warehouse: Path) -> None:
    found = expected(date(2026, 12, 1))
    tables = [one.source for one in found if not one.is_report]
    assert sorted(tables) == [one.name for one in datasets.published()]
    assert all((one.next_day is None) == (one.basis == "none") for one in found)
    locale = Locale("de")
    assert len(words.table(found, [], locale)) == len(found)


def test_a_declared_rhythm_is_one_that_can_be_reckoned_with() -> None:
    step: Callable[[date, str], date] = next_period
    for one in datasets.published():
        if (rhythm := one.dataset.rhythm) is not None:
            assert rhythm.period in PERIODS, one.name
            assert step(date(2025, 12, 31), rhythm.period) > date(2025, 12, 31)
            assert (rhythm.lag_days is None) == (rhythm.tolerance_days is None), one.name


def test_as_of_a_day_only_states_known_then_count(warehouse: Path) -> None:
    day = date(2026, 2, 1)
    states = [one.last_state for one in release_calendar.expected(day, day) if one.last_state]
    assert states
    assert max(states) <= day
