"""Where files lie, and what the environment says about this installation. No DuckDB here."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
QUERIES = DATA / "queries"
#: Questions on the office's own list; nothing that serves others finds them.
OWN_QUERIES = QUERIES / "own"
REFERENCE = DATA / "reference"
BOUNDARIES = REFERENCE / "boundaries"
SNAPSHOTS = DATA / "snapshots"
#: Inbox and warehouse of the demonstration, apart from the real ones.
DEMO = DATA / "demo"
#: Below the vintages: what was refused.
QUARANTINE = "_quarantine"


def warehouse() -> Path:
    """The folder of the built warehouse; CHINA_MONITOR_WAREHOUSE names another one."""
    return Path(os.environ.get("CHINA_MONITOR_WAREHOUSE") or DATA / "warehouse")


def inbox() -> Path:
    """The folder for everything that people bring; CHINA_MONITOR_INBOX names another one."""
    return Path(os.environ.get("CHINA_MONITOR_INBOX") or DATA / "inbox")


def own() -> Path:
    """The folder of the office's own lists of firms, apart from all other data.

    CHINA_MONITOR_OWN names another one.
    """
    return Path(os.environ.get("CHINA_MONITOR_OWN") or DATA / "own")


def is_demo() -> bool:
    """Whether this is the demonstration on generated reports (CHINA_MONITOR_DEMO)."""
    return os.environ.get("CHINA_MONITOR_DEMO", "") not in ("", "0", "no")


def is_read_only() -> bool:
    """Whether nobody may bring anything in (CHINA_MONITOR_READ_ONLY)."""
    return os.environ.get("CHINA_MONITOR_READ_ONLY", "") not in ("", "0", "no")


def pointer(folder: Path | None = None) -> Path:
    """The small file that names the warehouse file now served."""
    return (folder or warehouse()) / "current.json"


def mappen() -> Path:
    """The folder of figures gathered for meetings; CHINA_MONITOR_MAPPEN names another one."""
    return Path(os.environ.get("CHINA_MONITOR_MAPPEN") or DATA / "mappen")


def citations() -> Path:
    """The folder of figures that were cited; CHINA_MONITOR_CITATIONS names another one."""
    return Path(os.environ.get("CHINA_MONITOR_CITATIONS") or DATA / "citations")


def alerts() -> Path:
    """The folder of limits and snoozes of alerts; CHINA_MONITOR_ALERTS names another one."""
    return Path(os.environ.get("CHINA_MONITOR_ALERTS") or DATA / "alerts")


def matches() -> Path:
    """The folder of what people decided on pairs of firms; CHINA_MONITOR_MATCHES names another."""
    return Path(os.environ.get("CHINA_MONITOR_MATCHES") or DATA / "matches")


def public_url() -> str:
    """Where others reach this installation (CHINA_MONITOR_PUBLIC_URL), without a slash at its end.

    Empty where nobody has said so: then documents print codes alone.
    """
    return os.environ.get("CHINA_MONITOR_PUBLIC_URL", "").rstrip("/")


def editors() -> tuple[str, ...]:
    """Who may change things after signing in: addresses and @domains (CHINA_MONITOR_EDITORS).

    Empty where nobody has said so: then everybody who can sign in.
    """
    return tuple(os.environ.get("CHINA_MONITOR_EDITORS", "").replace(",", " ").split())


def vintages() -> Path:
    """The folder of fetched tables, state by state; CHINA_MONITOR_VINTAGES names another one."""
    return Path(os.environ.get("CHINA_MONITOR_VINTAGES") or DATA / "vintages")


def briefs() -> Path | None:
    """The folder that each update writes the monthly brief into (CHINA_MONITOR_BRIEFS).

    None where the setting is there and empty: nobody wants one.
    """
    other = os.environ.get("CHINA_MONITOR_BRIEFS", str(DATA / "briefs"))
    return Path(other) if other else None


def attempts() -> Path:
    """The small file on what came of the last fetch of each table."""
    return vintages() / "_attempts.json"


def secrets() -> Path:
    """The file of accounts at publishers; CHINA_MONITOR_SECRETS names another one."""
    return Path(os.environ.get("CHINA_MONITOR_SECRETS") or ROOT / ".streamlit" / "secrets.toml")


def run() -> Path:
    """The small file on the update that goes on, or was the last."""
    return vintages() / "_run.json"


def stop() -> Path:
    """The small file that asks an update to stop; it names the run."""
    return vintages() / "_stop"
