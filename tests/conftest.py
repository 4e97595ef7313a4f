"""What tests ask for by name: a Chromium, a browser, the dashboard as a running server."""

from __future__ import annotations

import gc
import hashlib
import os
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urljoin

import pytest

from tests.browser import HOW_TO_GET, SKIPPED, find_chromium
from tests.serving import dashboard
from tests.watching import Watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import duckdb
    import pandas as pd
    from playwright.sync_api import Browser, BrowserContext, ViewportSize

    from etl.inbox.load import LoadedTable
    from etl.schema import DatasetFile
    from tests.warehouses import Project

# Hypothesis keeps its examples with the other caches.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", ".cache/hypothesis")
#: What people have brought, gathered, decided or fetched at this installation is no part of what is
#: tested: all of it lies here while a process of tests runs.
INSTALLATION = tempfile.TemporaryDirectory(prefix="china-monitor-tests-")
for _kept in ("INBOX", "MAPPEN", "CITATIONS", "OWN", "ALERTS", "MATCHES", "VINTAGES"):
    (_folder := Path(INSTALLATION.name, _kept.lower())).mkdir()
    os.environ[f"CHINA_MONITOR_{_kept}"] = str(_folder)
# No update of a test leaves a brief, but of those that ask for one.
os.environ["CHINA_MONITOR_BRIEFS"] = ""

# --no-sandbox: Chromium refuses to run as root with one. The rest keeps it from calling home,
# so that a request to a stranger can only be ours.
BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

VIEWPORT: ViewportSize = {"width": 1280, "height": 900}

#: Files whose tests look at pages through visits.seen.
SHARING_VISITS = ("test_pages", "test_terms", "test_unfetched", "test_files", "test_redirects")

#: Marker of the files that import something from one of these modules.
MARKED_BY_IMPORT = {
    "tests.worlds.genesis": "world",
    "tests.worlds.eurostat": "world",
    "tests.worlds.landesdatenbank": "world",
    "etl.inbox.demo": "demo",
}


@pytest.fixture(autouse=True, scope="session")
def no_sentence_has_a_hole() -> Iterator[None]:
    """No text is filled with a sign for a figure that is not there: it drops that part instead."""
    from i18n import catalog, locale, signs

    fill = catalog.filled

    def watched(lang: str, key: str, values: Mapping[str, object]) -> str:
        text = catalog.text_of(lang, key)
        nothing = [signs.MISSING[kind] for kind in ("nothing", "secret", "unknown", "later")]
        holes = [name for name, value in values.items()
                 if value in nothing and f"{{{name}}}" in text]  # fmt: skip
        assert not holes, f"{lang}, {key}: nothing known for {holes}"
        return fill(lang, key, values)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locale, "filled", watched)
        yield


class Serve(Protocol):
    """Starts a dashboard of its own; see the fixture `serve`."""

    def __call__(self, *words: str, **environment: str) -> str: ...


def pytest_configure() -> None:
    """No example of Hypothesis has a deadline: a slow machine is no wrong answer.

    Garbage is looked for less often: pages make many objects and few circles of them.
    """
    gc.set_threshold(50_000, 20, 100)
    from hypothesis import settings  # here, since it reads the folder of its examples

    settings.register_profile("any_machine", deadline=None)
    settings.load_profile("any_machine")


@pytest.hookimpl(tryfirst=True)  # before xdist, which reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and let the browser come last: quick tests tell first.

    A session's Playwright also keeps an event loop running, which later asyncio tests would meet.
    """
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
        if isinstance(item, pytest.Function):
            for marker in markers_of(item.module):
                item.add_marker(marker)
        if "served" not in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group(kept_together(item)))
    # The longest group begins first, so that nobody waits for it at the end.
    items.sort(
        key=lambda item: (
            item.get_closest_marker("browser") is not None,
            item.path.stem not in SHARING_VISITS,
        )
    )


def pytest_collection_finish() -> None:
    """What was imported until now stays: no use to look through it for garbage again."""
    gc.freeze()


@cache
def markers_of(module: ModuleType) -> set[str]:
    """The markers of a file of tests, by what it imports."""
    names = {
        one.__name__ if isinstance(one, ModuleType) else getattr(one, "__module__", None)
        for one in vars(module).values()
    }
    return {marker for name, marker in MARKED_BY_IMPORT.items() if name in names}


def kept_together(item: pytest.Item) -> str:
    """Which tests one process runs, so that they share what is kept: answers, builds, visits.

    Those of a file; those that look at the same visits of a page. What uses the session's server
    has one in any process: such tests come singly and fill the gaps.
    """
    file = item.path.stem
    if item.get_closest_marker("browser") is not None:
        return f"{file} in the browser"  # last, while the rest of its file comes in its turn
    return "visits" if file in SHARING_VISITS else file


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The path of a Chromium; without one the test is skipped, or fails when CI is set."""
    found = find_chromium()
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(f"With CI set the browser tests must run: {HOW_TO_GET}", pytrace=False)
        pytest.skip(SKIPPED)
    return found


@pytest.fixture(autouse=True)
def chromium_where_marked(request: pytest.FixtureRequest) -> None:
    """A test that is only marked `browser` needs the Chromium as well."""
    if request.node.get_closest_marker("browser") is not None:
        request.getfixturevalue("chromium")


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Playwright's browser, started once; ask it for a new context per test."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(BROWSER_ARGUMENTS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """The address of one dashboard on the built warehouse, shared by the session's tests."""
    with dashboard() as address:
        yield address


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a fresh dashboard for this test alone: serve("--theme.base", "dark", NAME="value")."""
    with ExitStack() as running:
        yield lambda *words, **environment: running.enter_context(dashboard(environment, words))


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a warehouse built from what lies here now; the door reads it.

    It keeps every answer: tests ask far more than the visitors of a page, and the same again.
    """
    from data import ask, paths
    from etl import build
    from tests.remembering import remembering

    folder = paths.warehouse()
    if not build.is_current(folder):
        folder = tmp_path_factory.mktemp("warehouse")
        build.build(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CHINA_MONITOR_WAREHOUSE", str(folder))
        patch.setattr(ask, "_REMEMBERED", 5_000)
        run = tmp_path_factory.getbasetemp()
        shared = run.parent if "PYTEST_XDIST_WORKER" in os.environ else run
        patch.setattr(ask, "_run", remembering(folder, shared / "answers"))
        yield folder


@pytest.fixture(scope="session")
def unbundled(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse as if the project carried no state of a published table."""
    from etl import build
    from tests.warehouses import copied_project

    with pytest.MonkeyPatch.context() as patch:
        copied = copied_project(tmp_path_factory.mktemp("unbundled"), warehouse, patch)
        copied.without_bundled_states()
        build.build(copied.warehouse)
    return copied.warehouse


@pytest.fixture
def project(
    warehouse: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> Project:
    """A copy of the project's data with a warehouse served: a test may break anything in it.

    Where a made world answers, no true state of its tables is bundled that it would have to follow.
    """
    from tests.warehouses import copied_project

    if request.node.get_closest_marker("world") is None:
        return copied_project(tmp_path, warehouse, monkeypatch)
    copied = copied_project(tmp_path, request.getfixturevalue("unbundled"), monkeypatch)
    copied.without_bundled_states()
    return copied


@pytest.fixture(scope="session", autouse=True)
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Builds of a session read and check the same bytes once: most rows are those we carry.

    Other bytes, and bytes that were refused, are read and checked each time.
    """
    from etl import build, load
    from etl.alerts import series
    from etl.vintages import claims
    from tests.templates import from_template

    truly, truly_published = load._checked, load._published_tables
    truly_alerts, kept_alerts = series.alerts, dict[Any, list[dict[str, Any]]]()
    kept: dict[Any, tuple[pd.DataFrame, Any]] = {}
    kept_tables: dict[Any, tuple[list[LoadedTable], Any]] = {}

    def checked(place: str, raw: bytes, *how: Any) -> pd.DataFrame:
        # What says how to read them is kept too, so that its identity remains its own.
        key = (place, hashlib.sha256(raw).digest(), *map(id, how[:1]), *how[1:])
        if key not in kept:
            kept[key] = (truly(place, raw, *how), how)
        return kept[key][0].copy()

    def published(table: DatasetFile) -> list[LoadedTable]:
        states = claims.loaded_vintages(table)
        # Their notes seal their parts, and reading these looks whether they still say so.
        seals = [(repr(one.note), one.is_bundled, one.is_by_hand, len(one.parts()))
                 for one in states]  # fmt: skip
        key = (table.name, id(table.module), *seals)
        if key not in kept_tables:
            kept_tables[key] = (truly_published(table), table)
        return [replace(one, frame=one.frame.copy()) for one in kept_tables[key][0]]

    def alerts(con: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
        # All that they are found in: most updates leave it as it was. A quarter of a small build.
        con.execute(series._LINES.format(left_out="''", **series.LEAST))
        lines = "line_key in (select line_key from followed_line)"
        claims = f"{lines} or claim_id in (select same_as from core.claim where {lines})"
        key = tuple(
            con.execute(
                f"select count(*), bit_xor(hash(t)), sum(hash(t)) from ({rows}) t"
            ).fetchall()[0]
            for rows in (
                # Its number among all claims follows from the rest of the row.
                f"select * exclude (precedence_key) from core.claim where {claims}",
                "from reference.thresholds",
            )
        )
        if key not in kept_alerts:
            kept_alerts[key] = truly_alerts(con)
        return kept_alerts[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(series, "alerts", alerts)
        patch.setattr(load, "_checked", checked)
        patch.setattr(load, "_published_tables", published)
        patch.setattr(build, "_write", from_template(tmp_path_factory.mktemp("templates")))
        yield


@pytest.fixture
def without_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """An update builds nothing: for promises on what is fetched and kept, not on what is served."""
    monkeypatch.setattr("etl.build.is_current", lambda _: True)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Say once, as the last line, how to get the browser that was missing; let go of what is kept.

    What stays frozen at the end would be told as leaks by what is written in C.
    """
    gc.unfreeze()
    INSTALLATION.cleanup()
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", ()) if reporter is not None else ()
    if reporter is not None and any(SKIPPED in str(report.longrepr) for report in skipped):
        reporter.write_line(SKIPPED)


@pytest.fixture(scope="session")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor for the session: what the server's pages share is loaded and compiled once."""
    # Nothing moves while we wait: without a graphics card each frame costs a processor.
    context = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    context.set_default_timeout(90_000)
    yield context
    context.close()


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Watched]:
    """A page, every request and every line of the console noted from now on.

    It is the last test's: its process has compiled the application, half of what a load costs.
    """
    page = context.pages[0] if context.pages else context.new_page()
    seen = Watched(page)
    listeners: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: seen.requests.append(request.url),
        "websocket": lambda socket: seen.requests.append(socket.url),
        "console": lambda line: (
            seen.console.append(f"{line.text} {line.location['url']}")
            if line.type == "error"
            else None
        ),
        "pageerror": lambda error: seen.console.append(str(error)),
        "response": lambda answer: (
            seen.failed.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
        ),
    }
    for event, listen in listeners.items():
        page.on(event, listen)
    yield seen
    for event, listen in listeners.items():
        page.remove_listener(event, listen)
    if page.url.startswith("http"):  # elsewhere than there the process would be another
        page.goto(urljoin(page.url, "/favicon.png"))
    page.set_viewport_size(VIEWPORT)
    page.emulate_media(media="screen")
