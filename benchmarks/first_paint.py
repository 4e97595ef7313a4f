"""When a page is there to be read, and whether it jumps: beside Streamlit's own smallest page.

    python -m benchmarks.first_paint [visits]

A headless Chromium on loopback, each visit in a browser that knows nothing (cold), then once more
(warm). Largest content and layout shift are the browser's own measures; "stands" is the moment
when the application has taken over and its first chart is drawn. Medians; the ratios are to the
small page of the same run, visited in turn: to its largest content, a sentence, and to its chart.
"""

from __future__ import annotations

import statistics
import sys
from collections import defaultdict
from contextlib import ExitStack
from typing import NamedTuple

from playwright.sync_api import BrowserContext, sync_playwright

from tests.browser import find_chromium
from tests.serving import dashboard
from tests.watching import until

_WATCH = """
window.seen = {largest: 0, shift: 0, what: ''};
new PerformanceObserver(list => {
  for (const one of list.getEntries()) {
    seen.largest = one.startTime;
    seen.what = (one.element?.closest('#cm-first') ? 'document: ' : 'application: ')
      + (one.element?.textContent ?? '').slice(0, 40);
  }
}).observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(list => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) seen.shift += one.value;
}).observe({type: 'layout-shift', buffered: true});
"""
_STANDS = "() => !document.querySelector('#cm-first') && document.querySelector('#root .main-svg')"
#: Views that are measured: the start page with its map, lines, bars of a filtered view.
PAGES = ("", "trade", "trade?view=partners&lang=en", "freight")
SMALL = "small page"


class Seen(NamedTuple):
    """Largest content and stands in milliseconds, shift, and what the largest content is."""

    largest: float
    stands: float
    shift: float
    what: str


def visit(context: BrowserContext, address: str) -> Seen:
    """Open an address and look until the application stands."""
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.goto(address, wait_until="commit")
    until(page, _STANDS, timeout_s=60, pause_s=0.05)
    stands = page.evaluate("performance.now()")
    page.wait_for_timeout(700)  # what moves, moves until then
    seen = page.evaluate("seen")
    page.close()
    return Seen(seen["largest"], stands, seen["shift"], seen["what"])


def main(visits: int = 5) -> None:
    """Measure and print a table."""
    program = find_chromium()
    assert program is not None, "no Chromium found"
    found: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    with ExitStack() as stack:
        ours = stack.enter_context(dashboard())
        small = stack.enter_context(dashboard(script="benchmarks/small_page.py"))
        browser = stack.enter_context(sync_playwright()).chromium
        chromium = browser.launch(executable_path=str(program), args=["--no-sandbox"])
        addresses = {SMALL: small} | {f"/{page}": f"{ours}/{page}" for page in PAGES}
        for number in range(visits + 1):
            for name, address in addresses.items():
                context = chromium.new_context(viewport={"width": 1280, "height": 800})
                for kind in ("cold", "warm"):
                    seen = visit(context, address)
                    print(f"{number} {name} {kind}: {seen}", file=sys.stderr, flush=True)
                    if number:  # the first round warms the servers
                        found[name, kind].append(seen)
                context.close()
        chromium.close()
    print(f"{'page':32} {'':5} {'largest ms':>10} {'of text':>7} {'of chart':>8} {'stands ms':>10} "
          f"{'shift':>6}")  # fmt: skip
    for (name, kind), all_seen in found.items():
        largest, stands, shift = (
            statistics.median(values)
            for values in zip(*((s.largest, s.stands, s.shift) for s in all_seen), strict=True)
        )
        text = largest / statistics.median(s.largest for s in found[SMALL, kind])
        chart = largest / statistics.median(s.stands for s in found[SMALL, kind])
        print(f"{name:32} {kind:5} {largest:10.0f} {text:7.2f} {chart:8.2f} "
              f"{stands:10.0f} {shift:6.3f}  {all_seen[-1].what}")  # fmt: skip


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
