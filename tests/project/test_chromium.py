"""Finding a Chromium, driving it, and serving to it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import run
from tests.browser import LINUX, MACOS, WINDOWS, WINDOWS_FOLDERS, find_chromium
from tests.serving import dashboard

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = ["pytester"]


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    path.chmod(0o755)
    return path


def test_nothing_is_found_where_nothing_is(tmp_path: Path) -> None:
    for system in ("linux", "darwin", "win32"):
        assert find_chromium({"PATH": str(tmp_path)}, system, tmp_path) is None


@pytest.mark.parametrize("place", LINUX)
def test_linux_places_outside_path_are_searched(tmp_path: Path, place: str) -> None:
    there = program(tmp_path / place.lstrip("/"))
    assert find_chromium({}, "linux", tmp_path) == there


@pytest.mark.parametrize("place", MACOS)
@pytest.mark.parametrize("whose", ["everybody", "one user"])
def test_macos_applications_are_searched(tmp_path: Path, place: str, whose: str) -> None:
    home = tmp_path / "Users" / "me"
    there = program((tmp_path if whose == "everybody" else home) / "Applications" / place)
    assert find_chromium({"HOME": str(home)}, "darwin", tmp_path) == there


@pytest.mark.parametrize("place", WINDOWS)
@pytest.mark.parametrize("folder", WINDOWS_FOLDERS)
def test_windows_program_folders_are_searched(tmp_path: Path, place: str, folder: str) -> None:
    there = program(tmp_path / folder / place)
    assert find_chromium({folder: str(tmp_path / folder)}, "win32", Path("/")) == there


def test_a_name_on_path_is_found(tmp_path: Path) -> None:
    there = program(tmp_path / ("chromium.exe" if os.name == "nt" else "chromium"))
    assert find_chromium({"PATH": str(tmp_path)}, "linux", tmp_path / "none") == there


def test_the_wish_in_chromium_goes_first(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium.exe")
    program(tmp_path / "bin" / "chromium")
    wished = program(tmp_path / "mine" / "browser.exe")
    given = {"PATH": str(tmp_path / "bin"), "CHROMIUM": str(wished)}
    assert find_chromium(given, "linux", tmp_path) == wished


def test_a_wish_for_nothing_is_refused_by_name(tmp_path: Path) -> None:
    given = {"PATH": str(tmp_path), "CHROMIUM": "netscape"}
    with pytest.raises(FileNotFoundError, match="netscape"):
        find_chromium(given, "linux", tmp_path)


CONFTEST = "from tests.conftest import *"
TWO_TESTS = """
    import pytest
    def test_asks(chromium): pass
    @pytest.mark.browser
    def test_is_marked(): pass
    def test_needs_none(): pass
"""


@pytest.mark.parametrize(
    ("ci", "expected"), [("", {"passed": 1, "skipped": 2}), ("1", {"passed": 1, "errors": 2})]
)
def test_without_chromium_tests_are_skipped_and_in_ci_fail(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, expected: dict[str, int]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr("tests.conftest.find_chromium", lambda: None)
    pytester.makeini("[pytest]\nmarkers = browser")
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(TWO_TESTS)
    result = pytester.runpytest_inprocess("-p", "no:cacheprovider")
    result.assert_outcomes(**expected)
    hints = [line for line in result.outlines if line.startswith("Browser tests were skipped")]
    assert len(hints) == (0 if ci else 1)
    assert ci or result.outlines[-1] == hints[0]


def test_the_browser_draws_a_page_and_the_server_ends_with_its_test(
    browser: Browser, tmp_path: Path
) -> None:
    text = "import os, streamlit\nstreamlit.title('Guten Tag ' + os.environ['WHO'])\n"
    (tmp_path / "dashboard.py").write_text(text)
    with dashboard({"WHO": "Herne"}, folder=tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        page.get_by_role("heading", name="Guten Tag Herne").wait_for()
        page.close()
    port = int(address.rpartition(":")[2])
    assert run.is_free("127.0.0.1", port)


def test_a_server_that_cannot_start_says_why(tmp_path: Path) -> None:
    with (
        pytest.raises(AssertionError, match=r"(?s)it wrote:.*dashboard\.py"),
        dashboard(folder=tmp_path),
    ):
        pass
