"""Goods by rail in tonnes as official statistics count them: never beside TEU or trains."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from data.answer import Answer
from pages._parts import measures
from words import Words

_MEASURE = "rail_freight_tonnes"
#: Name of the line, its badge, place, directions.
_LINES = (
    ("germany_tonnes", "germany_goods", "china_germany", "westbound,eastbound"),
    ("nrw_tonnes", "all_countries", "nrw_abroad", "inward,outward"),
)


def draw(series: Callable[..., Answer], line: Callable[..., None], gaps: Answer, words: Words,
         which: Sequence[str]) -> None:  # fmt: skip
    """The lines that have been fetched; of the others it is said what fetches them.

    ``series``, ``line``: as the page asks for and draws its other lines; ``which``: what is said of
    directions to and from China.
    """
    asked = [(name, badge, series(_MEASURE, place, "official_statistics", flows=flows))
             for name, badge, place, flows in _LINES]  # fmt: skip
    for name, badge, answer in asked:
        if answer:
            line(name, answer, badge, notes=which if name == "germany_tonnes" else ())
    if not all(answer for *_, answer in asked):
        measures.unfetched(gaps, _MEASURE, "genesis_46131_0010 genesis_46131_0014", words)
