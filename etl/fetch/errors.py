"""Failure: what can go wrong while fetching, each said with what was found and what to do."""

from __future__ import annotations


class Failed(Exception):
    """A fetch that did not succeed. `body`: the bytes of the answer."""

    remedy = "try again later; nothing was changed."
    #: A word for it, by which a page says it in its own language.
    reason = "failed"

    def __init__(self, place: str, found: str, expected: str, remedy: str = "",
                 body: bytes = b"") -> None:  # fmt: skip
        self.place = place
        self.found = found
        self.expected = expected
        self.remedy = remedy or self.remedy
        self.body = body
        super().__init__(f"{place}: found {found}; expected {expected}. What to do: {self.remedy}")


class Unreachable(Failed):
    """No whole answer: the network, or a server that is busy or down."""

    reason = "unreachable"

    def __init__(self, place: str, found: str) -> None:
        remedy = "check the connection, or try again later; nothing was changed."
        super().__init__(place.partition("?")[0], found, "a whole answer", remedy)


class Unexpected(Failed):
    """An answer that is not as documented; its bytes are kept for a look at them."""

    reason = "unexpected"

    def __init__(
        self, place: str, found: str, expected: str, body: bytes, remedy: str = ""
    ) -> None:
        super().__init__(place.partition("?")[0], found, expected, remedy, body)


class Denied(Failed):
    """The publisher does not accept the account. Never tried again: accounts get blocked."""

    reason = "denied"

    def __init__(self, place: str, found: str) -> None:
        remedy = "check the account in the environment or in .streamlit/secrets.toml."
        super().__init__(place, found, "an accepted account", remedy)


class NeedsAccount(Failed):
    """The publisher gives nothing without an account, and none is named."""

    reason = "needs_account"
