"""Look for known holes in the packages of the locks: ``python -m tools.audit``.

Asks the package index, through pip-audit, which comes by ``locks/audit.txt`` into an environment of
its own. 0 when nothing is known of any package that was looked up, 1 when something is, 4 when
nobody answered. Packages that the index says nothing of are counted and named: unknown is not safe.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import lock


def asked() -> tuple[int, str, str]:
    """Exit code of pip-audit on all that is installed, what it found as JSON, what it said."""
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        uv = [sys.executable, "-m", "uv"]
        steps = (
            [*uv, "venv", "--quiet", str(venv)],
            [*uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes",
             "-r", str(lock.FOLDER / "audit.txt")],
            [str(python), "-m", "pip_audit", "-r", str(lock.FOLDER / "test.txt"), "--disable-pip",
             "--require-hashes", "--format", "json", "--progress-spinner", "off"],
        )  # fmt: skip
        for step in steps:
            done = subprocess.run(  # noqa: S603 - our own words
                step, capture_output=True, encoding="utf-8", errors="replace", check=False
            )
            if done.returncode != 0:
                break
    return done.returncode, done.stdout, done.stderr


def told(found: Sequence[Mapping[str, object]]) -> tuple[int, list[str]]:
    """Exit code and lines on what pip-audit found: holes first, then how many were looked up."""
    lines, unknown = [], []
    for one in found:
        if "skip_reason" in one:
            unknown.append(str(one["name"]))
        holes = one.get("vulns")
        for hole in holes if isinstance(holes, list) else []:
            mended = ", ".join(hole["fix_versions"]) or "not mended yet"
            lines.append(f"{one['name']} {one['version']}: {hole['id']} (mended in: {mended})")
    code = 1 if lines else 4 if len(unknown) == len(found) else 0
    lines.append(f"{len(found) - len(unknown)} of {len(found)} packages were looked up.")
    if unknown:
        lines.append(f"Nothing is known of: {', '.join(unknown)}")
    return code, lines


def main() -> int:
    """0, 1 or 4, as above."""
    code, answer, said = asked()
    try:
        found = json.loads(answer)["dependencies"]
    except (ValueError, KeyError):
        print(said.strip()[-2_000:], file=sys.stderr)
        print("Nobody answered, so nothing was looked up. Try again with a network.")
        return 4
    code, lines = told(found)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
