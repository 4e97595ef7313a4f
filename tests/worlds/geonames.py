"""GeoNames for playbacks: made places on a grid in NRW, and some that are none of ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.worlds.playback import Answer, Asked

#: Postcodes of NRW that are played, two of them with two places.
COUNT = 640
_LARGE = "DE\t59999\tAmt für Beispiele\tNordrhein-Westfalen\t07\t\t059\t\t05916\t51.5\t7.2\t1"
_ELSEWHERE = "DE\t10115\tBerlin\tBerlin\tBE\t\t00\t\t11000\t52.53\t13.38\t6"


def line(number: int, place: str = "") -> str:
    """One made line: a point of a grid, its accuracy by turns."""
    lat, lon = 50.9 + number % 25 / 25, 6.5 + number % 40 / 20
    return (f"DE\t{44000 + number}\t{place or f'Ort {number}'}\tNordrhein-Westfalen\tNW\t"
            f"Reg.-Bez. Arnsberg\t059\tHerne, Stadt\t05916\t{lat:.4f}\t{lon:.4f}\t"
            f"{(6, 4, 1, '')[number % 4]}")  # fmt: skip


def text() -> str:
    """The file of Germany as it is published, without a head."""
    lines = [line(number) for number in range(COUNT)] + [line(1, "Zweiter"), line(2, "Dritter")]
    return "".join(f"{one}\n" for one in (*lines, _LARGE, _ELSEWHERE))


@dataclass
class GeoNames:
    """What the made GeoNames answers."""

    rewrite: Callable[[str], str] = lambda text: text

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the download server does."""
        if not asked.path.endswith("/export/zip/DE.zip"):
            return Answer(status=404)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr("readme.txt", "The data format is tab-delimited text in utf8.\n")
            file.writestr("DE.txt", self.rewrite(text()))
        return Answer(packed.getvalue())


PLAYED = {"geonames_postcodes": GeoNames}
