"""Who may set an installation up: visitors at the machine itself, or who has signed in."""

from __future__ import annotations

import pytest
import streamlit as st

from i18n import Locale
from tests.each import each
from ui import access
from ui.visit import Visit

HERE = {"host": "localhost:8501", "origin": "http://localhost:8501"}


def strange(headers: dict[str, str] | None = None, client: str | None = None,
            listening: str = "127.0.0.1", served_as: tuple[str, ...] = ()) -> str:  # fmt: skip
    return access.strangeness({**HERE, **(headers or {})}, client, listening, list(served_as))


def test_who_sits_at_the_machine_may() -> None:
    for host in ("localhost:8501", "127.0.0.1:8501", "[::1]:8501", "127.0.0.2"):
        headers = {"host": host, "origin": f"http://{host}"}
        for client in (None, "127.0.0.1", "::1", "::ffff:127.0.0.1"):
            for listening in ("127.0.0.1", "0.0.0.0", ""):  # noqa: S104 - nothing is bound
                assert strange(headers, client, listening, ("http://localhost", "")) == ""


@pytest.mark.parametrize("name", access.FORWARDED)
def test_who_comes_through_a_proxy_does_not_sit_here(name: str) -> None:
    assert strange({name: "127.0.0.1"}) == "proxy"


@pytest.mark.parametrize(
    ("headers", "client", "listening", "served_as", "why"),
    [
        ({}, "192.168.1.7", "0.0.0.0", (), "elsewhere"),  # noqa: S104 - nothing is bound
        ({"host": "192.168.1.5:8501"}, None, "", (), "elsewhere"),
        ({"host": "monitor.herne.example"}, None, "127.0.0.1", (), "elsewhere"),
        ({"origin": "https://evil.example"}, None, "127.0.0.1", (), "elsewhere"),
        ({"origin": "null"}, None, "127.0.0.1", (), "elsewhere"),
        ({"host": "[::1"}, None, "127.0.0.1", (), "elsewhere"),
        ({"host": "localhost.evil.example"}, None, "127.0.0.1", (), "elsewhere"),
        ({}, "::ffff:10.0.0.1", "127.0.0.1", (), "elsewhere"),
        ({}, None, "127.0.0.1", ("https://monitor.herne.example/china",), "proxy"),
    ],
)
def test_everybody_else_does_not(
    headers: dict[str, str], client: str | None, listening: str, served_as: tuple[str, ...],
    why: str,
) -> None:  # fmt: skip
    assert strange(headers, client, listening, served_as) == why


def test_where_nobody_says_who_asks_only_a_server_for_this_machine_alone_answers() -> None:
    assert access.strangeness({}, None, "127.0.0.1", []) == ""
    assert access.strangeness({}, None, "0.0.0.0", []) == "elsewhere"  # noqa: S104
    assert access.strangeness({}, None, "", []) == "elsewhere"


def test_who_has_signed_in_may_from_anywhere_and_where_one_may_only_read_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(access, "strangeness", lambda *_: "proxy")
    assert access.refusal() == "proxy"
    monkeypatch.setattr(type(st.user), "to_dict", lambda _: {"is_logged_in": True})
    assert access.refusal() == ""
    monkeypatch.setenv("CHINA_MONITOR_READ_ONLY", "1")
    assert access.refusal() == "read_only"


@each(
    ("user", "trusted", "editors", "may"),
    [
        ({}, {}, [], False),
        ({"is_logged_in": False, "email": "a@herne.example"}, {}, [], False),
        ({"is_logged_in": True}, {}, [], True),
        ({"is_logged_in": True, "email": "A@Herne.example"}, {}, ["a@herne.example"], True),
        ({"is_logged_in": True, "email": "b@herne.example"}, {}, ["a@herne.example"], False),
        ({"is_logged_in": True, "email": "b@herne.example"}, {}, ["@HERNE.example"], True),
        ({"is_logged_in": True, "email": "b@evil.herne.example"}, {}, ["@herne.example"], False),
        ({"is_logged_in": True, "email": "b@herne.example.evil"}, {}, ["@herne.example"], False),
        ({"is_logged_in": True, "email": "herne.example"}, {}, ["@herne.example"], False),
        ({"is_logged_in": True}, {}, ["@herne.example"], False),
        ({"is_logged_in": True, "email": "a@herne.example", "email_verified": False}, {},
         ["@herne.example"], False),
        ({"email": "a@herne.example"}, {}, [], False),  # nobody vouches for it
        ({"email": "a@herne.example"}, {"X-User": "email"}, [], True),
        ({"email": None}, {"X-User": "email"}, [], False),
        ({"email": "a@herne.example"}, {"X-User": "email"}, ["b@herne.example"], False),
    ],
)  # fmt: skip
def test_who_has_signed_in_may_if_he_is_one_of_the_editors(
    user: dict[str, object], trusted: dict[str, str], editors: list[str], may: bool
) -> None:
    assert access.may_edit(user, trusted, editors) is may


def test_a_view_that_is_run_where_nobody_looks_may_change_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(access, "strangeness", lambda *_: "")
    for figures, why in ((None, ""), ({}, "elsewhere")):
        visit = Visit(Locale("de"), None, figures=figures)
        monkeypatch.setattr(st, "session_state", {"visit": visit})
        assert access.refusal() == why
