"""Every command that writes killed at many moments, with the whole warehouse; the tests kill some.

python -m benchmarks.kills          13 moments for each command, as far as it has them: 203 in all
python -m benchmarks.kills 200      so many for each
"""

from __future__ import annotations

import os
import subprocess
import sys

from data import paths


def main(words: list[str]) -> int:
    """Run the test of kills with so many moments; return its exit code."""
    environment = {**os.environ, "CHINA_MONITOR_KILLS": words[0] if words else "13"}
    command = [sys.executable, "-m", "pytest", "-n0", "tests/etl/test_killed.py"]
    return subprocess.call(command, cwd=paths.ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
