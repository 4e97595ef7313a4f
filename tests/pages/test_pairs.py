"""Pairs of firms that may be one: two buttons, kept by the child, undone; nothing for readers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pandas as pd
import pytest

from data import ask as data_ask
from data import match_choices
from data.answer import Answer
from etl.__main__ import main
from i18n import Locale
from tests import visits
from ui import etl_process

DE = Locale("de")
LEI = "506700GE1G29325QX363"


@pytest.fixture(autouse=True)
def one_pair(warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A register in which one pair waits for a person."""
    monkeypatch.setenv("CHINA_MONITOR_MATCHES", str(tmp_path / "matches"))
    asked: Callable[..., Answer] = data_ask.ask

    def answer(question: str, *, as_of: date | None = None, **values: Any) -> Answer:
        found = asked(question, as_of=as_of, **values)
        if question != "entity_pairs":
            return found
        row = {"company_id": "schwing", "name": "SCHWING GmbH", "lei": LEI, "how": None,
               "entity_name": "Schwing Beispiel GmbH", "reason": "name",
               "source_ids": ["investment-src-064"]}  # fmt: skip
        return replace(found, rows=pd.DataFrame([row]))

    monkeypatch.setattr(data_ask, "ask", answer)
    # The same command, without the start of a process.
    monkeypatch.setattr(etl_process, "_run", lambda words: CompletedProcess(words, main(words), ""))


def pressed(page: Any, label: str) -> Any:
    (button,) = (one for one in page.button if one.label.startswith(label))
    return button.click().run()


def test_a_pair_is_decided_by_a_button_told_in_the_table_and_undone() -> None:
    page = visits.visit("companies/check")
    assert not visits.trouble(page)
    page = pressed(page, DE("matches.different"))
    (kept,) = match_choices.read().decisions
    assert (kept.pair, kept.is_same) == (("schwing", LEI), False)
    assert visits.tells(page, DE("matches.decided_different"))
    assert DE("matches.same") not in [one.label for one in page.button]
    pressed(page, DE("matches.undo", said=""))
    assert not match_choices.read().decisions


def test_where_only_reading_is_allowed_pairs_are_shown_without_buttons(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    page = visits.visit("companies/check")
    assert visits.tells(page, "Schwing Beispiel GmbH")
    assert not [one for one in page.button if one.label == DE("matches.same")]


def test_a_damaged_file_of_decisions_is_said() -> None:
    match_choices.file().parent.mkdir(parents=True)
    match_choices.file().write_text("decision = 5", encoding="utf-8")
    assert "beschädigt" in visits.visit("companies/check").error[0].value
