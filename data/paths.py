"""Where files lie. Importable without DuckDB."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
QUERIES = DATA / "queries"
REFERENCE = DATA / "reference"
BOUNDARIES = REFERENCE / "boundaries"
SNAPSHOTS = DATA / "snapshots"
INBOX = DATA / "inbox"


def warehouse() -> Path:
    """The folder of the built warehouse; CHINA_MONITOR_WAREHOUSE names another one."""
    other = os.environ.get("CHINA_MONITOR_WAREHOUSE")
    return Path(other) if other else DATA / "warehouse"


def pointer(folder: Path | None = None) -> Path:
    """The small file that names the warehouse file now served."""
    return (folder or warehouse()) / "current.json"
