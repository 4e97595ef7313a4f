"""Signing in through a provider, as a visitor who comes through a proxy does it in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import run
from i18n import Locale
from tests.loopback import serving
from tests.provider import Provider
from tests.serving import HOST, dashboard

if TYPE_CHECKING:
    from pathlib import Path

    from tests.watching import Watched

pytestmark = pytest.mark.browser


def test_a_visitor_through_a_proxy_signs_in_and_may_then_change_things_if_he_is_one_of_those(
    tmp_path: Path, warehouse: Path, watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    word, page = Locale("de"), watched.page
    provider = Provider(email="anna@herne.example", email_verified=True, name="Anna")
    port = run.any_port(HOST)
    address = f"http://localhost:{port}"
    home = re.compile(rf"{address}/(\?.*)?$")
    monkeypatch.setattr(run, "any_port", lambda _: port)
    secrets = tmp_path / "secrets.toml"
    with serving(provider.app) as where:
        secrets.write_text(Provider.secrets(f"http://{where}", address), encoding="utf-8")
        words = ("--secrets.files", str(secrets))
        given = {"CHINA_MONITOR_EDITORS": "@herne.example",
                 "CHINA_MONITOR_PUBLIC_URL": "https://monitor.herne.example",
                 "CHINA_MONITOR_WAREHOUSE": str(warehouse),
                 "CHINA_MONITOR_INBOX": str(tmp_path / "inbox")}  # fmt: skip
        with dashboard(given, words):
            page.goto(f"{address}/data?view=inbox")
            page.get_by_text(word("setup.refused_proxy")).wait_for(timeout=60_000)
            assert page.locator("[data-testid=stFileUploader]").count() == 0

            page.get_by_role("button", name=word("sign_in.in")).click()

            page.wait_for_url(home, timeout=60_000)
            page.goto(f"{address}/data?view=inbox")
            page.locator("[data-testid=stFileUploader]").wait_for(timeout=60_000)
            assert page.get_by_text(word("setup.refused_proxy")).count() == 0
            cookie = next(c for c in page.context.cookies() if c["name"] == "_streamlit_user")
            assert cookie["httpOnly"]
            assert cookie["sameSite"] == "Lax"

            page.get_by_role("button", name=word("sign_in.out")).click()
            page.wait_for_url(home, timeout=60_000)
            page.goto(f"{address}/data?view=inbox")
            page.get_by_text(word("setup.refused_proxy")).wait_for(timeout=60_000)

            provider.person["email"] = "eve@elsewhere.example"
            page.get_by_role("button", name=word("sign_in.in")).click()
            page.wait_for_url(home, timeout=60_000)
            page.goto(f"{address}/data?view=inbox")
            page.get_by_text(word("sign_in.not_an_editor")).wait_for(timeout=60_000)
            assert page.locator("[data-testid=stFileUploader]").count() == 0
    assert [line for line in watched.console if "Content Security" in line] == []
