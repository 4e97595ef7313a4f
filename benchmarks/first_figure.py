"""How long it takes from the first press on "Jetzt holen" to a fetched figure, by clicks alone.

python -m benchmarks.first_figure       a fresh start, a made Eurostat on this machine, a browser
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from data import paths
from i18n import Locale
from tests.browser import find_chromium
from tests.serving import dashboard
from tests.warehouses import serve_copy
from tests.watching import settled
from tests.worlds.eurostat import Eurostat
from tests.worlds.playback import Answer, Answers, Asked, playback

_PATIENCE_MS = 240_000
#: So long a visitor may wait.
_LIMIT_S = 180


def main() -> int:
    """Print the seconds to each station; 1 where the last one is late."""
    with tempfile.TemporaryDirectory() as folder, playback(office()) as served:
        home = Path(folder)
        serve_copy(paths.warehouse(), home / "warehouse")
        folders = ("vintages", "inbox", "warehouse", "mappen", "citations", "secrets")
        own = {f"CHINA_MONITOR_{name.upper()}": str(home / name) for name in folders}
        with (
            dashboard({**own, "CHINA_MONITOR_PLAYBACK": served.address}) as address,
            sync_playwright() as playwright,
        ):
            browser = playwright.chromium.launch(
                executable_path=find_chromium(), args=["--no-sandbox"]
            )
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(_PATIENCE_MS)
            seconds = walk(page, address)
            browser.close()
    for what, took in seconds.items():
        print(f"{took:6.1f} s  {what}")
    return int(seconds["a fetched figure on the screen"] > _LIMIT_S)


def office() -> Answers:
    """A made Eurostat; the other publishers are being mended."""
    eurostat = Eurostat()

    def answer(asked: Asked) -> Answer:
        if "/eurostat/" in asked.path:
            return eurostat(asked)
        return Answer(b"<html><title>Maintenance</title>", kind="text/html")

    return answer


def walk(page: Page, address: str) -> dict[str, float]:
    """Seconds since the press, station by station."""
    locale = Locale("de")
    settled(page, f"{address}/data?view=setup", locale("page.data_setup.title"))
    seconds, began = {}, time.monotonic()
    page.get_by_role("button", name=locale("setup.go")).click()
    page.get_by_text(locale("setup.done_new")).wait_for()
    seconds["fetched and built, the page says so"] = time.monotonic() - began
    page.get_by_role("link", name=locale("page.news.title")).last.click()
    page.get_by_text("DS-045409").or_(page.get_by_text("Eurostat")).first.wait_for()
    seconds["a fetched figure on the screen"] = time.monotonic() - began
    return seconds


if __name__ == "__main__":
    sys.exit(main())
