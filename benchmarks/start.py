"""How long a second ``python run.py`` takes to answer, beside imports that it cannot do without.

    python -m benchmarks.start [starts]

From the command to the line that names the address, in turn with a Python that imports Streamlit,
pandas, DuckDB and plotly and does nothing. The warehouse is built and the environment made before.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence

import run

IMPORTS = "import streamlit, pandas, duckdb, plotly.graph_objects"
#: What run.py says when the dashboard answers.
_ANSWERS = "Ctrl-C ends it"


def main(starts: int = 3) -> None:
    """Measure and print the medians and their ratio."""
    port = str(run.any_port("127.0.0.1"))
    command = [sys.executable, "run.py", "--", "--server.port", port]
    alone, whole = [], []
    for number in range(starts + 1):
        bare = until([sys.executable, "-W", "ignore", "-c", f"{IMPORTS}; print('{_ANSWERS}')"])
        started = until(command)
        if number:  # the first brings the files into memory
            alone.append(bare)
            whole.append(started)
    base, median = statistics.median(alone), statistics.median(whole)
    print(f"imports alone {base:.1f} s, second start {median:.1f} s: {median / base:.2f} times")


def until(command: Sequence[str]) -> float:
    """Run a command until it says that it answers, then end it; seconds taken."""
    environment = {**os.environ, "CHINA_MONITOR_NO_BROWSER": "1", "PYTHONUNBUFFERED": "1"}
    began = time.perf_counter()
    with subprocess.Popen(command, cwd=run.ROOT, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as child:  # fmt: skip
        assert child.stdout is not None
        said = next((line for line in child.stdout if _ANSWERS in line), None)
        taken = time.perf_counter() - began
        child.terminate()
    assert said is not None, "it ended before it answered"
    return taken


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
