"""Exchange: what goes over the wire once: a question, its answer, the limits of both."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import requests
from urllib3.exceptions import InvalidHeader
from urllib3.util import Retry


@dataclass(frozen=True)
class Limits:
    """How long, how much, how often. Seconds and bytes."""

    connect_s: float = 15
    read_s: float = 180
    total_s: float = 900
    body_bytes: int = 200_000_000
    tries: int = 4
    first_wait_s: float = 2
    longest_wait_s: float = 120
    redirects: int = 5
    at_once: int = 2


@dataclass(frozen=True)
class Request:
    """What is asked. `secret` are headers that go to the address's host alone; `kind`: a type.

    `into`: a file that takes the body.
    """

    address: str
    form: Mapping[str, str] | None = None
    secret: Mapping[str, str] | None = None
    kind: str = ""
    into: Path | None = None

    @property
    def headers(self) -> Mapping[str, str]:
        """What goes along with it."""
        return {**(self.secret or {}), **({"Accept": self.kind} if self.kind else {})}

    @property
    def method(self) -> str:
        """POST with a form, else GET."""
        return "GET" if self.form is None else "POST"


@dataclass(frozen=True)
class Reply:
    """A whole answer: status, type, unpacked body, and the address that gave it."""

    status: int
    kind: str
    body: bytes
    address: str


def bare(address: str) -> str:
    """An address without its query."""
    return address.partition("?")[0]


def kind_of(error: Exception) -> str:
    """What went wrong, without a word of the exception's own: it may quote headers."""
    if isinstance(error, requests.ConnectTimeout | requests.ReadTimeout):
        return "no answer in time"
    if isinstance(error, requests.exceptions.SSLError):
        return "the certificate is not trusted"
    if isinstance(error, requests.exceptions.ProxyError):
        return "the proxy does not let it through"
    return "the connection failed or broke off"


def seconds(retry_after: str | None) -> float | None:
    """Seconds that a Retry-After header asks for: a number or a date."""
    with contextlib.suppress(InvalidHeader):
        if retry_after:
            return Retry(retry_after_max=sys.maxsize).parse_retry_after(retry_after)
    return None
