"""A Bundesbank for playbacks: series of direct investment by key, titled as it titles them.

Beside the whole there are parts that look like it: an industry, one kind of capital.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from tests.worlds.playback import Answer, Asked

_PARTNERS = {"CN": "China", "HK": "Hongkong", "W1": "Alle Länder", "FR": "Frankreich"}
_WAYS = {"A": "Direktinvestitionen im Ausland", "L": "Direktinvestitionen im Inland"}
DIRECTIONAL, BY_ASSETS = "Richtungsprinzip", "Forderungen-Verbindlichkeiten-Prinzip (ALP)"
_SIDES = {"A": "Forderungen", "L": "Verbindlichkeiten"}
_INDUSTRIES = {"_T": "Alle Wirtschaftszweige", "F": "Baugewerbe"}
_INSTRUMENTS = {"F": "Insgesamt", "F51A___ES": "Beteiligungskapital im engeren Sinn"}
YEARS = ("2021", "2022", "2023", "2024")
#: Not given: what China invested in Germany in this year.
NOT_GIVEN = ("CN", "L", "2023")


def key(flow: str, partner: str, way: str, part: str = "F", industry: str = "_T") -> str:
    """The key of a series; one part tells flows from stocks, ``part``: the kind of capital."""
    entry = "T" if flow == "BBFFDITV" else "LE"
    return f"A.A.DE.{partner}.S1.IMC.{entry}.{way}.FA.D.{part}.ALL.EUR.I._X._X.{industry}.1"


def value(one: str, year: str) -> float:
    """A figure by rule, in millions; one flow in three is below zero."""
    number = zlib.crc32(f"{one}{year}".encode())
    is_back = ".T." in one and number % 3 == 0
    return (number % 9_000_000 + 1_000_000) / 1000 * (-1 if is_back else 1)


@dataclass
class Bundesbank:
    """What the made Bundesbank answers. ``rewrite`` alters whole answers before they are sent."""

    principle: str = DIRECTIONAL
    by: str = "IMC"
    rewrite: Callable[[str], str] = lambda text: text

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the service does; what is asked for otherwise is not acceptable."""
        if not asked.headers["accept"].startswith("application/vnd.sdmx.data+csv"):
            return said("Not acceptable", 406)
        flow, wanted = asked.path.rsplit("/", 2)[1:]
        codes = [part.split("+") if part else [] for part in wanted.split(".")]
        series = {
            one: title for one, title in self._series(flow).items()
            if all(not of or part in of for part, of in zip(one.split("."), codes, strict=True))
        }  # fmt: skip
        if not series:
            return said("The server did not find any results matching the query", 404)
        if asked.fields.get("detail") == "serieskeyonly":
            names = ";".join(f"DIM_{number}" for number in range(1, 19))
            lines = [f"DATAFLOW;{names}"]
            lines += [f"BBK:{flow}(1.0);{one.replace('.', ';')}" for one in series]
        else:
            lines = ["DATAFLOW;BBK_STD_FREQ;TIME_PERIOD;OBS_VALUE;BBK_ID;BBK_TITLE;BBK_UNIT;"
                     "BBK_UNIT_MULT;BBK_OBS_STATUS"]  # fmt: skip
            lines += [self._row(flow, one, title, year) for one, title in series.items()
                      for year in YEARS]  # fmt: skip
        return Answer(("\ufeff" + self.rewrite("\n".join(lines) + "\n")).encode(), kind="text/csv")

    def _series(self, flow: str) -> dict[str, str]:
        sides = _SIDES if self.principle == BY_ASSETS else {}
        return {
            key(flow, partner, way, instrument, industry).replace("IMC", self.by): " / ".join(
                part for part in (of_way, of_instrument, self.principle, sides.get(way), name,
                                  of_industry, "Wirtschaftszweig des Investors") if part
            )
            for partner, name in _PARTNERS.items() for way, of_way in _WAYS.items()
            for instrument, of_instrument in _INSTRUMENTS.items()
            for industry, of_industry in _INDUSTRIES.items()
        }  # fmt: skip

    @staticmethod
    def _row(flow: str, one: str, title: str, year: str) -> str:
        parts = one.split(".")
        is_given = (parts[3], parts[7], year) != NOT_GIVEN
        figure = f"{value(one, year):.3f}" if is_given else ""
        return (f"BBK:{flow}(1.0);A;{year};{figure};{flow}.{one};{title};EUR;6;"
                + ("" if is_given else "Nothing exists"))  # fmt: skip


def said(title: str, status: int) -> Answer:
    """An error as it comes: JSON with a title."""
    body = json.dumps({"title": title, "status": status}).encode()
    return Answer(body, status, "application/json")


PLAYED = dict.fromkeys(("bundesbank_bbffditv", "bundesbank_bbffdipv"), Bundesbank)
