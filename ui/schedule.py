"""The unattended update, written out for cron, systemd and the Windows task, with true paths.

The one place for these texts; docs/operations.md shows them for a folder that is only an example.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import PurePath, PurePosixPath, PureWindowsPath

from data import paths

#: What of our environment an update must know as well. Accounts are not among it.
_FOLDERS = ("VINTAGES", "WAREHOUSE", "INBOX", "OWN", "MATCHES", "ALERTS", "BRIEFS", "SECRETS")
FOLDERS = tuple(f"CHINA_MONITOR_{name}" for name in _FOLDERS)
SYSTEMS = ("cron", "systemd", "windows")


def here(system: str) -> str:
    """The text for one of SYSTEMS, for this very installation."""
    given = {name: os.environ[name] for name in FOLDERS if name in os.environ}
    kind = PureWindowsPath if system == "windows" else PurePosixPath
    return text(system, kind(paths.ROOT), kind(sys.executable), given)


def text(system: str, root: PurePath, python: PurePath, given: Mapping[str, str]) -> str:
    """The text for one of SYSTEMS; ``given``: folders by the name of their setting."""
    return {"cron": _cron, "systemd": _systemd, "windows": _windows}[system](
        str(root), str(python), given
    )


def _cron(root: str, python: str, given: Mapping[str, str]) -> str:
    settings = "".join(f"{name}={_shell(value)} " for name, value in given.items())
    command = (
        f"cd {_shell(root)} && {settings}{_shell(python)} -m etl update --json >> update.log 2>&1"
    )
    # A percent sign begins a new line there.
    return "0 6 * * * " + command.replace("%", r"\%")


def _shell(word: str) -> str:
    plain = all(sign.isalnum() or sign in "/._-" for sign in word)
    return word if plain else "'" + word.replace("'", "'\\''") + "'"


def _systemd(root: str, python: str, given: Mapping[str, str]) -> str:
    def quoted(word: str) -> str:
        word = word.replace("%", "%%").replace("\\", "\\\\").replace('"', '\\"')
        return f'"{word}"' if " " in word else word

    settings = "".join(f"Environment={quoted(f'{n}={value}')}\n" for n, value in given.items())
    return f"""# /etc/systemd/system/china-monitor-update.service
[Service]
Type=oneshot
WorkingDirectory={root.replace("%", "%%")}
EnvironmentFile=-/etc/china-monitor.env
{settings}ExecStart={quoted(python)} -m etl update --json

# /etc/systemd/system/china-monitor-update.timer
[Timer]
OnCalendar=*-*-* 06:00
Persistent=true
[Install]
WantedBy=timers.target

# systemctl enable --now china-monitor-update.timer"""


def _windows(root: str, python: str, given: Mapping[str, str]) -> str:
    """In PowerShell: what schtasks runs may not be longer than 262 signs."""

    def quoted(word: str) -> str:
        return "'" + word.replace("'", "''") + "'"

    settings = "".join(f'set "{name}={value}" && ' for name, value in given.items())
    execute, words = python, "-m etl update"
    if settings:
        execute, words = "cmd.exe", f'/c {settings}"{python}" {words}'
    return (
        "Register-ScheduledTask -TaskName 'China-Monitor' "
        "-Trigger (New-ScheduledTaskTrigger -Daily -At 06:00) "
        "-Settings (New-ScheduledTaskSettingsSet -StartWhenAvailable) -Action "
        f"(New-ScheduledTaskAction -Execute {quoted(execute)} -Argument {quoted(words)} "
        f"-WorkingDirectory {quoted(root)})"
    )
