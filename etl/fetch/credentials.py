"""Accounts: what a publisher wants to know of its user, from the environment or a file of ours."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.fetch import secrets_file
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


def setting(name: str) -> str:
    """A setting from the environment, else from .streamlit/secrets.toml, else nothing.

    Raises Failed where that file cannot be read.
    """
    if value := os.environ.get(name, "").strip():
        return value
    return str(secrets_file.read().get(name, "")).strip()


def contact() -> str:
    """Whom publishers may write to; nothing where the file cannot be read."""
    try:
        return setting("CHINA_MONITOR_CONTACT")
    except Failed:
        return ""
