"""The unattended update as text to copy: true paths, and nothing in them breaks it."""

from __future__ import annotations

import shlex
import sys
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from data import paths
from ui import schedule

ROOT, PYTHON = (
    PurePosixPath("/srv/china-monitor"),
    PurePosixPath("/srv/china-monitor/.venv/bin/python"),
)
ODD = PurePosixPath("/srv/50% of it's own")


def test_the_documents_show_what_the_page_writes() -> None:
    document = (paths.ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert schedule.text("cron", ROOT, PYTHON, {}) in document
    units = "".join(file.read_text(encoding="utf-8")
                    for file in sorted((paths.ROOT / "deploy").glob("*update*")))  # fmt: skip
    lines = schedule.text("systemd", ROOT, PYTHON, {}).splitlines()
    assert [line for line in lines if line[:1].isalpha() and line not in units.splitlines()] == []
    windows = PureWindowsPath("C:/china-monitor")
    python = windows / ".venv" / "Scripts" / "python.exe"
    assert schedule.text("windows", windows, python, {}) in document


@pytest.mark.parametrize("system", schedule.SYSTEMS)
def test_here_it_names_this_installation_and_its_folders_but_no_account(
    system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHINA_MONITOR_VINTAGES", "/data/v")
    monkeypatch.setenv("GENESIS_TOKEN", "a-secret")
    told = schedule.here(system)
    shown = (str(paths.ROOT), sys.executable, "/data/v")
    for one in shown:
        assert (
            str(PureWindowsPath(one)) if system == "windows" and one != "/data/v" else one
        ) in told
    assert "a-secret" not in told


def test_odd_signs_in_paths_break_nothing() -> None:
    line = schedule.text("cron", ODD, ODD / "python", {"CHINA_MONITOR_INBOX": "/in box"})
    assert r"\%" in line
    words = shlex.split(line.removeprefix("0 6 * * * ").replace(r"\%", "%"))
    assert words[:2] == ["cd", str(ODD)]
    assert words[3:5] == ["CHINA_MONITOR_INBOX=/in box", str(ODD / "python")]
    unit = schedule.text("systemd", ODD, ODD / "python", {"CHINA_MONITOR_INBOX": "/in box"})
    assert "WorkingDirectory=/srv/50%% of it's own\n" in unit
    assert 'ExecStart="/srv/50%% of it\'s own/python" -m etl update --json' in unit
    assert 'Environment="CHINA_MONITOR_INBOX=/in box"' in unit
