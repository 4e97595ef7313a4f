"""Secrets file: settings in .streamlit/secrets.toml, for its owner alone, written whole or not.

What else stands there, and every comment, stays as it is. No error ever quotes a line of it.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from data import accounts, paths
from data.replacing import replace
from etl.fetch.errors import Failed
from etl.lock import locked

SHOWN = ".streamlit/secrets.toml"
_LOCK = ".secrets.lock"
_NEW = ".secrets.new-"
_PATIENCE_S = 5


def read() -> dict[str, Any]:
    """All settings; none where there is no file. Raises Failed where it cannot be read."""
    return dict(tomllib.loads(_text()))


def _text() -> str:
    """The file as text that is TOML. Raises Failed."""
    file = paths.secrets()
    if file.is_dir():
        raise Failed(SHOWN, "a folder", "a file", "move the folder away.")
    try:
        text = file.read_text(encoding="utf-8")
        tomllib.loads(text)
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise Failed(SHOWN, f"no way to read it ({error.strerror})", "a file of the user that runs "
                     "this program", "mend its rights.") from None  # fmt: skip
    except ValueError:
        # The message of the parser is left out: it may quote the line with the secret.
        raise Failed(SHOWN, "no TOML", 'lines like NAME = "…"', "mend the file.") from None
    return text


def write(changes: Mapping[str, str | None], day: str) -> None:
    """Set or remove (None) settings; ``day`` is noted beside what is set.

    Raises Failed, Taken or OSError; then the file is as it was.
    """
    file = paths.secrets()
    if file.is_symlink():
        raise Failed(SHOWN, "a link to another file", "a file", "write the setting there by hand.")
    with locked(file.parent, _LOCK, _PATIENCE_S):
        for left in file.parent.glob(f"{_NEW}*"):  # of a run that was killed
            left.unlink()
        before = _text()
        fresh = file.with_name(f"{_NEW}{os.getpid()}.toml")
        try:
            _write(fresh, _changed(before, changes, day))
            replace(fresh, file)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink()


def _changed(before: str, changes: Mapping[str, str | None], day: str) -> str:
    """The text with the settings changed and all else as it was. Raises Failed."""
    expected = dict(tomllib.loads(before))
    try:
        document = tomlkit.parse(before)
        for name, value in changes.items():
            if value is None:
                document.pop(name, None)
                expected.pop(name, None)
                continue
            item = tomlkit.string(value)
            item.comment(f"{accounts.KEPT} {day}")
            document[name] = item
            expected[name] = value
        text = tomlkit.dumps(document)
        is_right = tomllib.loads(text) == expected
    except (TOMLKitError, ValueError):
        is_right = False
    if not is_right:
        raise Failed(SHOWN, "a form that this program cannot change safely",
                     'lines like NAME = "…"', "write the setting there by hand.")  # fmt: skip
    return text


def _write(file: Path, text: str) -> None:
    """Write a new file that its owner alone may read, from its first byte on."""
    handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as out:
        if sys.platform == "win32":
            keep_to_owner(file)
        out.write(text.encode())
        out.flush()
        os.fsync(out.fileno())


def keep_to_owner(file: Path) -> None:
    """On Windows: an access list of the user alone, none inherited. Raises Failed."""
    # By its own place: what lies in the folder that we run in is looked for first.
    icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    # A name alone may be that of a local account beside the one of the domain.
    user = "\\".join(filter(None, (os.environ.get("USERDOMAIN"), getpass.getuser())))
    command = [str(icacls), str(file), "/inheritance:r", "/grant:r", f"{user}:F"]
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - Windows' own
    if done.returncode != 0:
        raise Failed(SHOWN, "an access list that cannot be set", "a file of the user alone",
                     "name the account in the environment instead.")  # fmt: skip
