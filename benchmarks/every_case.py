"""The tests in which some cases stand for many, with all their cases.

python -m benchmarks.every_case         all of them
python -m benchmarks.every_case -k WORD the words go to pytest
"""

from __future__ import annotations

import os
import re
import subprocess
import sys

from run import PARALLEL, ROOT

_PICKED = re.compile(r"\b(spread|sample)\(|\bEVERY_CASE\b")


def main(words: list[str]) -> int:
    """Run the files whose tests pick cases, without picking; return pytest's exit code."""
    files = [file for file in sorted((ROOT / "tests").rglob("test_*.py"))
             if _PICKED.search(file.read_text(encoding="utf-8"))]  # fmt: skip
    command = [sys.executable, "-m", "pytest", *PARALLEL, *map(str, files), *words]
    return subprocess.call(command, cwd=ROOT, env={**os.environ, "CHINA_MONITOR_EVERY_CASE": "1"})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
