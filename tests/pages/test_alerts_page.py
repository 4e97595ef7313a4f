"""The view of alerts on official series: put aside with a reason, nothing for mere readers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from data import alert_choices
from i18n import Locale
from tests import visits


@pytest.fixture(autouse=True)
def own_folder(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHINA_MONITOR_ALERTS", str(tmp_path / "alerts"))


REASON, SNOOZE = (Locale("de")(f"series_alerts.{name}") for name in ("reason", "snooze"))


def labelled(widgets: Iterable[Any], label: str) -> list[Any]:
    return [one for one in widgets if one.label == label]


def test_an_alert_is_put_aside_by_the_form_and_listed_below_with_its_reason() -> None:
    page = visits.visit("news/alerts")
    assert not visits.trouble(page)
    labelled(page.text_input, REASON)[0].set_value("Bekannt, siehe Mitteilung")
    labelled(page.button, SNOOZE)[0].click().run()

    (kept,) = alert_choices.read().snoozes
    assert kept.reason == "Bekannt, siehe Mitteilung"
    assert kept.until == date.today() + timedelta(91)
    assert visits.tells(page, "Zurückgestellt bis")
    assert visits.tells(page, "Bekannt, siehe Mitteilung")


def test_without_a_reason_nothing_is_put_aside() -> None:
    page = visits.visit("news/alerts")
    labelled(page.button, SNOOZE)[0].click().run()
    assert [one.value for one in page.warning]
    assert not alert_choices.read().snoozes


def test_a_damaged_file_is_said_on_the_page_and_the_rules_go_on() -> None:
    alert_choices.file().parent.mkdir(parents=True)
    alert_choices.file().write_text("limit = 5", encoding="utf-8")
    page = visits.visit("news/alerts")
    assert "beschädigt" in page.error[0].value
    assert visits.tells(page, "Sprung zum Vorjahr")


def test_where_only_reading_is_allowed_there_is_no_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    page = visits.visit("news/alerts")
    assert not visits.trouble(page)
    assert not labelled(page.text_input, REASON)
