"""Write ``locks/``: every package with its version and hashes, for every system and Python.

Run after each change of ``requirements.txt`` or ``requirements-dev.txt``; asks the package index
that pip is set up with, through uv. Versions that stand in the locks stay, unless ``--upgrade``
asks for the newest of what the requirements do not pin themselves::

    python -m tools.lock [--upgrade]

``run.txt`` has what the dashboard needs, ``test.txt`` what the tests need besides, ``uv.txt`` what
installs both quickly, ``audit.txt`` what ``tools/audit.py`` looks for known holes with.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
FOLDER = _ROOT / "locks"
_HEAD = "# Written by python -m tools.lock; whoever installs it gets what was tried, or nothing.\n"
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_OLDEST = _PROJECT["requires-python"].removeprefix(">=")
#: Locks of tools that stand in no requirements file, each in an environment of its own.
_TOOLS = {"uv": "uv==0.13.9", "audit": "pip-audit==2.10.1"}


def blocks(text: str) -> dict[str, str]:
    """Requirement (version and marker) → its lines with hashes, of a lock's text."""
    by_requirement: dict[str, str] = {}
    key = ""
    for line in text.splitlines(keepends=True):
        if not line.startswith((" ", "#", "-")) and line.strip():
            key = line.rstrip("\\\n ")
            by_requirement[key] = line
        elif key and line.startswith(" "):
            by_requirement[key] += line
    return by_requirement


def compiled(requirements: Path, pinned: str, words: list[str]) -> dict[str, str]:
    """What uv makes of a requirements file. Raises CalledProcessError, whose stderr says why.

    ``pinned``: text of a lock whose versions stay. ``words``: more for uv.
    """
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "lock.txt"
        out.write_text(pinned, encoding="utf-8")
        made = ["--universal", "--generate-hashes", "--python-version", _OLDEST]
        bare = ["--no-annotate", "--no-header", "--quiet", "--output-file", str(out)]
        command = [sys.executable, "-m", "uv", "pip", "compile", str(requirements)]
        subprocess.run(  # noqa: S603 - our own words
            [*command, *made, *bare, *words], check=True, capture_output=True, text=True
        )
        return blocks(out.read_text(encoding="utf-8"))


def write(words: list[str]) -> None:
    """Write all locks anew; ``words``: more for uv."""
    FOLDER.mkdir(exist_ok=True)
    same, more = FOLDER / "run.txt", FOLDER / "test.txt"
    needed = compiled(_ROOT / "requirements.txt", _locked_text(same), words)
    # Tests run with what the dashboard runs with.
    same.write_text(_HEAD + "".join(needed.values()), encoding="utf-8")
    words_of_tests = [*words, "--constraints", str(same)]
    whole = compiled(_ROOT / "requirements-dev.txt", _locked_text(more), words_of_tests)
    extra = "".join(block for key, block in whole.items() if key not in needed)
    more.write_text(f"{_HEAD}-r run.txt\n{extra}", encoding="utf-8")
    for name, requirement in _TOOLS.items():
        file = FOLDER / f"{name}.txt"
        with tempfile.TemporaryDirectory() as folder:
            requirements = Path(folder) / "asked.txt"
            requirements.write_text(requirement, encoding="utf-8")
            locked = compiled(requirements, _locked_text(file), words)
        file.write_text(_HEAD + "".join(locked.values()), encoding="utf-8")


def _locked_text(lock: Path) -> str:
    return "".join(blocks(lock.read_text(encoding="utf-8")).values()) if lock.is_file() else ""


def main() -> int:
    """0 when the locks are written, 1 with uv's words when they cannot be."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--upgrade", action="store_true", help="the newest of what is not pinned")
    try:
        write(["--upgrade"] if parser.parse_args().upgrade else [])
    except subprocess.CalledProcessError as error:
        print(error.stderr, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
