"""Starts what writes: ``python -m etl add``, ``release``, ``template`` as child processes.

Pages never write themselves. The child answers in JSON; what it does not say in JSON is a failure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[1]
#: A report of 200,000 rows takes two minutes; a child that takes longer hangs.
_PATIENCE_S = 300


class Failed(Exception):
    """The child gave no answer; carries its exit code and last words."""

    def __init__(self, code: int | None, output: str) -> None:
        self.code, self.output = code, output
        super().__init__(f"exit code {code}: {output}")


def add(raw: bytes, name: str, kind: str, supplier: str, *, accept: bool) -> dict[str, Any]:
    """What a file would change, or after ``accept`` has changed, as the command says it.

    Raises Failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "upload"
        file.write_bytes(raw)
        # Joined by "=": a name that begins with a dash is a name.
        words = ["add", kind, str(file), "--json", f"--name={name}", f"--supplier={supplier}"]
        process = _run([*words, "--accept"] if accept else words)
    try:
        report: dict[str, Any] = json.loads(process.stdout)
    except ValueError:
        raise Failed(process.returncode, process.stderr[-500:]) from None
    if "counts" not in report and not is_table(report):
        raise Failed(process.returncode, str(report.get("error", "")))
    return report


def is_table(report: dict[str, Any]) -> bool:
    """Whether an answer is about a table of an office, which has no rows to be listed one by one.

    It has an outcome and a text, or after accepting ``tables`` with one of each.
    """
    return "outcome" in report or "tables" in report


def release(source: str, vintage: str, reason: str) -> dict[str, Any]:
    """Let a table in that was held back; what came of it, as the command says it. Raises Failed."""
    process = _run(["release", source, vintage, f"--reason={reason}", "--json"])
    try:
        report: dict[str, Any] = json.loads(process.stdout)
    except ValueError:
        raise Failed(process.returncode, process.stderr[-500:]) from None
    return report


def template(kind: str, ending: str, lang: str) -> bytes:
    """The template of one kind of report. Raises Failed."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"template{ending}"
        process = _run(["template", kind, str(file), "--lang", lang])
        if process.returncode != 0:
            raise Failed(process.returncode, process.stderr[-500:])
        return file.read_bytes()


def _run(words: list[str]) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "etl", *words],
            cwd=_ROOT,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Failed(None, f"no answer for {_PATIENCE_S} s") from None
