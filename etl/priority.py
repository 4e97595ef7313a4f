"""Priority: what writes steps behind those who read, who wait for each page."""

from __future__ import annotations

import ctypes
import os
import sys

_BELOW_NORMAL = 0x4000
_THIS_PROCESS = -1


def step_back() -> None:
    """Let this process have what others leave of the processors."""
    if sys.platform == "win32":
        ctypes.windll.kernel32.SetPriorityClass(ctypes.c_void_p(_THIS_PROCESS), _BELOW_NORMAL)
    else:
        os.nice(10)
