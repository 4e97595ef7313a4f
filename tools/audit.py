"""Look for known holes in the packages of the locks: ``python -m tools.audit``.

Asks PyPI what it knows of each version, through pip-audit, which comes by ``locks/audit.txt`` into
an environment of its own. 0 when nothing is known of any package that was looked up, 1 when
something is, 4 when nobody answered. Packages that it says nothing of are counted and named, for
unknown is not safe.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from tools import lock

#: Longer than each step takes on a slow line; pip-audit itself waits so long for one answer.
_PATIENCE_S, _ANSWER_S = 300, 15
_NOBODY = (
    "Nobody answered, so nothing was looked up. PyPI tells known holes in its JSON of each "
    "version, a mirror seldom does: try again with a network that reaches it."
)


def run_audit() -> tuple[int, str, str]:
    """Exit code, output (JSON) and errors of pip-audit on all that the locks name.

    Raises TimeoutExpired.
    """
    with tempfile.TemporaryDirectory() as folder:
        venv = Path(folder) / "venv"
        python = venv / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        uv = [sys.executable, "-m", "uv"]
        # Of a lock that names another it reads the first alone.
        each = [word for file in sorted(lock.FOLDER.glob("*.txt")) for word in ("-r", str(file))]
        steps = (
            [*uv, "venv", "--quiet", str(venv)],
            [*uv, "pip", "install", "--quiet", "--python", str(python), "--require-hashes",
             "-r", str(lock.FOLDER / "audit.txt")],
            [str(python), "-m", "pip_audit", *each, "--disable-pip", "--require-hashes",
             "--format", "json", "--progress-spinner", "off", "--timeout", str(_ANSWER_S)],
        )  # fmt: skip
        for step in steps:
            done = subprocess.run(  # noqa: S603 - our own words
                step, capture_output=True, encoding="utf-8", errors="replace", check=False,
                timeout=_PATIENCE_S,
            )  # fmt: skip
            if done.returncode != 0:
                break
    return done.returncode, done.stdout, done.stderr


def report(packages: Sequence[Mapping[str, object]]) -> tuple[int, list[str]]:
    """Exit code and lines: vulnerabilities first, then how many packages were looked up."""
    lines, unknown = [], []
    for one in packages:
        if "skip_reason" in one:
            unknown.append(str(one["name"]))
        holes = one.get("vulns")
        for hole in holes if isinstance(holes, list) else []:
            mended = ", ".join(hole["fix_versions"]) or "not mended yet"
            lines.append(f"{one['name']} {one['version']}: {hole['id']} (mended in: {mended})")
    code = 1 if lines else 4 if len(unknown) == len(packages) else 0
    lines.append(f"{len(packages) - len(unknown)} of {len(packages)} packages were looked up.")
    if unknown:
        lines.append(f"Nothing is known of: {', '.join(unknown)}")
    return code, [*lines, _NOBODY] if code == 4 else lines


def main() -> int:
    """0, 1 or 4, as above."""
    errors = ""
    try:
        _, answer, errors = run_audit()
        packages = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, subprocess.TimeoutExpired) as error:
        print(errors.strip()[-2_000:] or error, file=sys.stderr)
        print(_NOBODY)
        return 4
    code, lines = report(packages)
    print("\n".join(lines))
    return code


if __name__ == "__main__":
    sys.exit(main())
