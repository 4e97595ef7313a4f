"""Alerts on official series: found in what was planted, silent otherwise, never from the future."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest

from data import alert_choices, ask, series_alerts
from data.alert_choices import Choices, Limit, Snooze
from etl.__main__ import main
from etl.alerts import kept, methods, series
from etl.lock import locked
from i18n import Locale
from server import feed
from tests.etl import alert_rates, series_rates
from tests.killable import CAN_FORK, at_each_act
from tests.warehouses import Row, build_small, claim, served_file, source
from ui import alerts as words

#: When the first figures became known, the spoilt month, and the month after it.
FIRST, SPOILT, AFTER = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
PARTNERS = ("cn", "hk", "us", "world", "jp", "kr")
CODE = "trade_value.de-nw.cn.export.special.cn.meur"


def months(partner: str, seed: int) -> list[Row]:
    """73 months to January 2026 with a season; of China, December 2025 is doubled."""
    chance = np.random.Generator(np.random.PCG64(seed))
    rows = []
    for number in range(73):
        year, month = divmod(number, 12)
        start = date(2020 + year, month + 1, 1)
        end = (start + timedelta(31)).replace(day=1) - timedelta(1)
        value = 1000 * (1 + 0.1 * np.sin(month)) * np.exp(chance.normal(0, 0.03))
        known = {71: SPOILT, 72: AFTER}.get(number, FIRST)
        if number == 71 and partner == "cn":
            value *= 2
        rows.append(
            claim(f"{partner}-{number}", counterpart=partner, period_kind="month",
                  china_scope="cn" if partner == "cn" else "", period_start=start.isoformat(),
                  period_end=end.isoformat(), value=f"{value:.2f}", known_since=known.isoformat())
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A warehouse of six series, one of them spoilt."""
    folder = tmp_path_factory.mktemp("alerts")
    with pytest.MonkeyPatch.context() as patch:
        rows = [row for seed, one in enumerate(PARTNERS, 40) for row in months(one, seed)]
        # A plan and a doubtful figure that lie far off: neither may be heard.
        plan = {"counterpart": "us", "period_kind": "month", "china_scope": "", "value": "99999",
                "period_start": "2026-02-01", "period_end": "2026-02-28",
                "known_since": "2026-04-02"}  # fmt: skip
        rows += [claim("plan", **plan, evidence_kind="plan"),
                 claim("low", **{**plan, "counterpart": "jp"}, confidence="low")]  # fmt: skip
        build_small(folder, {"claim": rows, "source": [source("office")]}, patch)
        yield folder


@pytest.fixture(autouse=True)
def own_folder(served: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHINA_MONITOR_WAREHOUSE", str(served))
    monkeypatch.setenv("CHINA_MONITOR_ALERTS", str(tmp_path / "alerts"))


def spikes(as_of: date) -> list[Any]:
    return [row for row in ask.ask("series_alerts", as_of=as_of) if row.rule == "spike"]


def test_a_planted_spike_stands_out_from_the_day_on_which_it_was_known() -> None:
    assert not spikes(SPOILT - timedelta(1))
    (found,) = spikes(SPOILT)
    assert (found.claim_id, found.is_open) == ("cn-71", True)
    assert found.value == pytest.approx(2 * found.expected_value, rel=0.25)
    (gone,) = spikes(AFTER)
    assert (gone.is_open, gone.until.date()) == (False, AFTER)


def test_an_alert_rests_only_on_claims_known_on_its_day(served: Path) -> None:
    with duckdb.connect() as con:
        con.execute(f"attach '{served_file(served)}' as kept (read_only)")
        con.execute("copy from database kept to memory")
        whole = series.alerts(con)
        for day in (AFTER, SPOILT, FIRST):
            con.execute("delete from core.claim where known_since > $1", [day])
            then = [
                {**row, "until": row["until"] if row["until"] and row["until"] <= day else None}
                for row in whole if row["known_since"] <= day
            ]  # fmt: skip
            assert series.alerts(con) == then


def test_a_break_is_told_once_for_as_long_as_it_lasts() -> None:
    months_before = 5
    chance = np.random.Generator(np.random.PCG64(7))
    logs = series_rates.even(chance)
    logs[-6 - months_before :] += np.log(1.6)
    rows = series_rates.line(logs, 1, "month")
    keys, matters = set(), set()
    for back in range(months_before):
        (line,) = series.lines(rows.iloc[: len(rows) - back])
        for test in series.tests_of(line, 0.01):
            if test.rule == "break" and test.result.score > 3.5:
                keys.add(test.key)
                matters.add(test.matter)
    assert len(keys) > 1
    assert len(matters) == 1


def test_plans_and_doubtful_figures_are_never_looked_at() -> None:
    found = ask.ask("series_alerts")
    assert not {"plan", "low"} & set(found.rows["claim_id"])


# The methods


def test_planted_faults_are_found_and_noise_stays_silent() -> None:
    chance = np.random.Generator(np.random.PCG64(5))
    spoilt = caught = broken = false = 0
    for _ in range(60):
        logs = series_rates.even(chance)
        false += methods.spike(logs, 12, 0.01).score > 6  # type: ignore[union-attr]
        logs[-1] += np.log(1.8)
        spoilt += 1
        caught += methods.spike(logs, 12, 0.01).score > 3.5  # type: ignore[union-attr]
        logs = series_rates.even(chance)
        logs[-6:] += np.log(1.5)
        broken += methods.break_(logs, 12, 0.01).score > 3.5  # type: ignore[union-attr]
    assert caught >= 0.95 * spoilt
    assert broken >= 0.95 * spoilt
    assert not false


def test_what_was_planted_season_and_trend_do_not_explain_away() -> None:
    t = np.arange(96)
    logs = 5 + 0.01 * t + 0.3 * np.sin(2 * np.pi * t / 12)
    expected = methods.spike(logs, 12, 0.01)
    assert expected is not None
    assert expected.expected == pytest.approx(logs[-1], abs=0.05)
    assert expected.score < 3.5


def test_of_many_tests_only_so_many_are_believed() -> None:
    """The example of Benjamini and Hochberg (1995), section 3.2: four of fifteen at 0.05."""
    p_values = np.array([0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
                         0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0])  # fmt: skip
    assert methods.discoveries(p_values, 0.05).sum() == 4
    shuffled = np.random.Generator(np.random.PCG64(1)).permutation(15)
    again = methods.discoveries(p_values[shuffled], 0.05)
    assert set(p_values[shuffled][again]) == set(p_values[:4])
    assert not methods.discoveries(np.array([]), 0.05).size


def test_p_values_are_those_of_students_distribution() -> None:
    # Quantiles 0.975 and 0.9995 of tables, for four and six degrees of freedom.
    for t, freedom, p in ((2.776, 4, 0.05), (8.610, 4, 0.001), (2.447, 6, 0.05), (5.959, 6, 0.001)):
        assert methods._two_sided(t, freedom) == pytest.approx(p, rel=0.005)


def test_the_published_rates_are_of_the_rules_as_they_are_measured() -> None:
    written = {row["code"]: row for row in alert_rates.written()}
    for code, (rule, german, english, _) in series_rates.MADE.items():
        row = written[code]
        assert (row["rule"], row["label_de"], row["label_en"]) == (rule, german, english)
        assert float(row["false_per_year"]) < 0.2
        assert float(row["found_pct"]) > 50


# Limits and what was put aside


def run(*options: str) -> int:
    return main(["alert", *options])


def told(as_of: date = AFTER) -> list[series_alerts.SeriesAlert]:
    return series_alerts.alerts(as_of, as_of, alert_choices.read())


def limit(rule: str, most: float, **more: Any) -> Choices:
    one = Limit("l1", CODE, "month", rule, most, more.pop("is_above", True), "why", FIRST)
    return Choices((one,))


def test_a_snoozed_alert_is_kept_with_its_reason_and_comes_back_after_its_day(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (key,) = {row.alert_id for row in spikes(AFTER)}
    later = date.today() + timedelta(30)
    assert run("snooze", key, f"--until={later}", "--reason=Holidays\nin China") == 0
    (snoozed,) = alert_choices.read().snoozes
    assert (snoozed.alert_id, snoozed.until, snoozed.reason) == (key, later, "Holidays in China")

    def aside(day: date) -> bool:
        found = series_alerts.alerts(day, None, alert_choices.read())
        return next(one for one in found if one.alert_id == key).snooze is not None

    assert aside(date.today())
    assert not aside(later)
    assert run("wake", key) == 0
    assert not aside(date.today())
    assert run("wake", key) == 1
    assert "expected one of: none" in capsys.readouterr().err


@pytest.mark.skipif(not CAN_FORK, reason="needs fork")
@pytest.mark.kill
def test_killed_at_any_act_what_people_chose_is_as_before_or_as_wanted() -> None:
    kept.snooze(Snooze("one", AFTER, "why", FIRST))
    before = alert_choices.file().read_bytes()
    wanted = Snooze("other", AFTER, "because", FIRST)
    kept.snooze(wanted)
    after = alert_choices.file().read_bytes()
    folder = alert_choices.file().parent
    names = {one.name for one in folder.iterdir()}

    def check() -> None:
        assert alert_choices.file().read_bytes() in (before, after)
        kept.snooze(wanted)
        assert alert_choices.file().read_bytes() == after
        assert {one.name for one in folder.iterdir()} == names
        alert_choices.file().write_bytes(before)

    alert_choices.file().write_bytes(before)
    assert at_each_act(folder, lambda: kept.snooze(wanted), check) >= 3


def test_limits_on_value_and_silence_are_told_when_they_are_passed() -> None:
    def passed(choices: Choices, day: date) -> list[series_alerts.SeriesAlert]:
        found = series_alerts.alerts(day, day, choices)
        return [one for one in found if one.limit is not None]

    (high,) = passed(limit("value", 1500), SPOILT)
    assert getattr(high.row, "claim_id", "") == "cn-71"
    assert (high.rule, high.day) == ("limit_value", SPOILT)
    assert not passed(limit("value", 1500), AFTER)
    assert passed(limit("value", 1500, is_above=False), AFTER)
    assert passed(limit("change", 50), SPOILT)
    assert not passed(limit("rank", 1), SPOILT), "the figure is no rank"
    assert not passed(limit("silence", 10), AFTER + timedelta(10))
    (silent,) = passed(limit("silence", 10), AFTER + timedelta(11))
    assert (silent.value, silent.day) == (11, AFTER + timedelta(11))
    for one in (high, silent):
        assert "{" not in words.series_sentence(one, Locale("de"))


def test_a_limit_is_no_part_of_what_was_known_before_it_was_set() -> None:
    before = FIRST - timedelta(1)
    assert not [one for one in series_alerts.alerts(before, before, limit("value", 0)) if one.limit]


def test_a_limit_is_kept_and_dropped_and_a_series_that_is_gone_does_no_harm() -> None:
    assert run("add", CODE, "--rule=value", "--period=month", "--limit=5", "--reason=a") == 0
    assert run("add", "gone.series", "--rule=value", "--limit=5") == 0
    assert [one.id for one in alert_choices.read().limits] == ["l1", "l2"]
    assert [one.limit.id for one in told(date.today()) if one.limit] == ["l1"]
    assert run("remove", "l1") == 0
    assert [one.id for one in alert_choices.read().limits] == ["l2"]
    assert run("remove", "l1") == 1


def test_a_damaged_file_is_said_and_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    alert_choices.file().parent.mkdir(parents=True)
    alert_choices.file().write_text("[[snooze]]\nalert_id = 'x", encoding="utf-8")
    before = alert_choices.file().read_bytes()
    assert alert_choices.read().trouble
    assert run("add", CODE, "--rule=value", "--limit=5") == 1
    assert "it was left as it is" in capsys.readouterr().err
    assert alert_choices.file().read_bytes() == before
    assert [one.limit for one in told()] == [None], "the rules go on without it"


def test_a_second_writer_is_refused() -> None:
    with locked(alert_choices.file().parent):
        assert run("add", CODE, "--rule=value", "--limit=5") == 4
    assert not alert_choices.read().limits


def test_no_day_in_the_past_and_no_figure_without_end_are_taken() -> None:
    assert run("snooze", "spike-x", f"--until={date.today()}", "--reason=a") == 1
    assert run("add", CODE, "--rule=value", "--limit=nan") == 1
    assert run("add", "two words", "--rule=value", "--limit=1") == 1
    assert not alert_choices.file().exists()


# On the page and in the feed


def test_the_feed_tells_series_too_and_nothing_that_was_put_aside() -> None:
    reports = ask.ask("alerts", as_of=SPOILT)
    open_ = series_alerts.alerts(SPOILT, SPOILT, Choices())
    aside = Choices(snoozes=(Snooze(open_[0].alert_id, AFTER, "why", FIRST),))
    for lang, word in (("de", "zu erwarten"), ("en", "to be expected")):
        assert word in feed.atom(reports, open_, [], Locale(lang)).decode()
        quiet = series_alerts.alerts(SPOILT, SPOILT, aside)
        assert word not in feed.atom(reports, quiet, [], Locale(lang)).decode()
