"""Two that write into one folder, also from two machines on a network folder without locks."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from etl.lock import Taken, locked
from run import ROOT

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows has locks on shares"),
    pytest.mark.filterwarnings("ignore:flock not supported"),
]

#: Holds the lock of a folder that knows none, on a machine of some name, until it is ended.
HOLD = """
import errno, fcntl, socket, sys, warnings
from pathlib import Path
warnings.simplefilter("ignore")
def refuse(*_):
    raise OSError(errno.ENOSYS, "no locks here")
fcntl.flock = refuse
socket.gethostname = lambda: sys.argv[2]
from etl.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def held(folder: Path, machine: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", HOLD, str(folder), machine]
    process = subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


@pytest.fixture
def lockless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A network folder that knows no locks."""

    def refuse(*_: object) -> None:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("fcntl.flock", refuse)
    return tmp_path


def test_a_second_machine_waits_and_is_told_for_whom(lockless: Path) -> None:
    process = held(lockless, "office-pc")
    with (
        pytest.raises(Taken, match=rf"process {process.pid} on office-pc.*wait until"),
        locked(lockless),
    ):
        pass
    process.communicate("", timeout=60)
    with locked(lockless):
        assert not process.returncode


def test_what_a_machine_left_that_was_switched_off_is_named_and_deleted_by_hand(
    lockless: Path,
) -> None:
    process = held(lockless, "office-pc")
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    with pytest.raises(Taken, match="switched off meanwhile, delete") as told, locked(lockless):
        pass
    Path(str(told.value).rpartition("delete ")[2].rstrip(".")).unlink()
    with locked(lockless):
        pass


def test_what_a_killed_run_of_this_machine_left_is_taken_over(lockless: Path) -> None:
    import socket

    process = held(lockless, socket.gethostname())
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)
    with locked(lockless):
        pass
