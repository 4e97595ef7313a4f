"""Every picture of every view on paper: whether it is whole, how long it takes, how large it is.

    python -m benchmarks.static_pictures [FOLDER]

In both languages. With a folder, the pictures lie there as SVG afterwards, to be looked at.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from charts.paper.scene import scene
from charts.paper.svg import svg
from i18n import LANGUAGES, Locale
from tests import visits
from tests.charts.printed import faults


def main(folder: Path | None = None) -> int:
    """Draw, check and measure; return the number of pictures with faults."""
    times, sizes, bad = [], [], 0
    for place in visits.PLACES:
        for lang in LANGUAGES:
            locale = Locale(lang)
            for number, (figure, alt) in enumerate(visits.drawn(visits.visit(place, lang=lang))):
                name = f"{place.replace('/', '_')}_{number}_{lang}"
                start = time.perf_counter()
                text = svg(scene(figure, locale), title=name, alt=alt)
                times.append(1000 * (time.perf_counter() - start))
                sizes.append(len(text.encode()) / 1000)
                found = faults(figure, locale, name, alt)
                bad += bool(found)
                print(f"{name:32} {times[-1]:6.0f} ms {sizes[-1]:6.0f} kB", *found[:3])
                if folder:
                    folder.mkdir(parents=True, exist_ok=True)
                    (folder / f"{name}.svg").write_text(text, encoding="utf-8")
    print(f"{len(times)} pictures, {bad} with faults; median {statistics.median(times):.0f} ms, "
          f"slowest {max(times):.0f} ms; largest {max(sizes):.0f} kB")  # fmt: skip
    return bad


if __name__ == "__main__":
    sys.exit(bool(main(*map(Path, sys.argv[1:2]))))
