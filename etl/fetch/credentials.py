"""Accounts: what a publisher wants to know of its user, from the environment or a file of ours."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from data import paths
from etl.fetch.errors import Failed, NeedsAccount

_GENESIS = "https://www-genesis.destatis.de/ (Registrieren, free of charge)"


@dataclass(frozen=True)
class Account:
    """Headers that prove who asks; never shown. A token may read, but start no jobs."""

    headers: Mapping[str, str] = field(repr=False)
    may_run_jobs: bool

    def redacted(self, raw: bytes) -> bytes:
        """Bytes in which no secret of this account stands."""
        for secret in self.headers.values():
            if len(secret) >= 4:
                raw = raw.replace(secret.encode(), b"***")
        return raw


def genesis() -> Account:
    """The account of GENESIS-Online: GENESIS_TOKEN, or GENESIS_USERNAME and GENESIS_PASSWORD.

    Raises NeedsAccount saying where to get one.
    """
    if token := setting("GENESIS_TOKEN"):
        return Account({"username": token, "password": ""}, may_run_jobs=False)
    user, password = setting("GENESIS_USERNAME"), setting("GENESIS_PASSWORD")
    if user and password:
        return Account({"username": user, "password": password}, may_run_jobs=True)
    raise NeedsAccount(
        "GENESIS-Online",
        "no account",
        "GENESIS_TOKEN, or GENESIS_USERNAME and GENESIS_PASSWORD, in the environment or in "
        ".streamlit/secrets.toml",
        f"register at {_GENESIS}, or download the table there by hand and add the file.",
    )


def landesdatenbank() -> Account:
    """The account of the Landesdatenbank NRW, which only its web service wants.

    Raises NeedsAccount saying where to get one.
    """
    user, password = setting("LANDESDATENBANK_USERNAME"), setting("LANDESDATENBANK_PASSWORD")
    if user and password:
        return Account({"username": user, "password": password}, may_run_jobs=True)
    raise NeedsAccount(
        "Landesdatenbank NRW",
        "no account",
        "LANDESDATENBANK_USERNAME and LANDESDATENBANK_PASSWORD in the environment or in "
        ".streamlit/secrets.toml",
        "register at https://www.landesdatenbank.nrw.de/ (free of charge; an account or token of "
        "GENESIS-Online does not work there).",
    )


#: Name of an account that a source may need → how it is found.
ACCOUNTS = {"genesis": genesis, "landesdatenbank": landesdatenbank}


#: Settings that prove who asks.
SECRETS = ("GENESIS_TOKEN", "GENESIS_USERNAME", "GENESIS_PASSWORD",
           "LANDESDATENBANK_USERNAME", "LANDESDATENBANK_PASSWORD")  # fmt: skip


def without_secrets(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment for a child that has no business with accounts."""
    return {name: value for name, value in environment.items() if name not in SECRETS}


def setting(name: str) -> str:
    """A setting from the environment, else from .streamlit/secrets.toml, else nothing."""
    if found := os.environ.get(name, "").strip():
        return found
    file = paths.ROOT / ".streamlit" / "secrets.toml"
    if not file.is_file():
        return ""
    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        # The message of the parser is left out: it may quote the line with the secret.
        raise Failed(".streamlit/secrets.toml", "no TOML", 'lines like NAME = "…"',
                     "mend the file.") from error  # fmt: skip
    return str(settings.get(name, "")).strip()
