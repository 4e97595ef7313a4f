"""No badge gets lost: what is provisional, estimated, computed or of two concepts says so."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from benchmarks.reading import read
from data.answer import Answer, named_ids
from tests import visits
from tests.each import each
from ui import components, pagination

pytestmark = pytest.mark.usefixtures("warehouse")

_SEED = random.Random(12)  # noqa: S311
#: Views that show figures; three of them by seed, beside some that show each flag for certain.
FIGURES = [place for place in visits.PLACES if place.split("/")[0] not in ("data", "evidence")]
SURE = {"trade/nrw", "freight/herne", "freight/benchmark", "evidence/contradictions"}
SOME = sorted({*SURE, *_SEED.sample(FIGURES, 3)})
#: Flag → what says so on a German page: in words, as the mark of a picture or on a badge.
SAYS = {
    "provisional": r"vorläufig",
    "estimated": r"geschätzt|ungefähr|gerundet",
    "computed": r"eigene Berechnung|selbst (aus)?gerechnet",
    "special+general": r"Spezialhandel.*Generalhandel|Generalhandel.*Spezialhandel"
    r"|die hier nur lagert",
}


def flags_of(answer: Answer) -> set[str]:
    """Which flags the claims wear that the rows of an answer rest on."""
    behind = answer.claims[answer.claims["claim_id"].isin(named_ids(answer.rows)[0])]
    rows = answer.rows
    found = {*behind["status"], *behind["evidence_kind"]} & SAYS.keys()
    systems = set(rows["trade_system"].dropna()) if "trade_system" in rows else set()
    return found | ({"special+general"} if {"special", "general"} <= systems else set())


@each("place", SOME)
def test_what_is_drawn_says_its_flags_where_it_is_read(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    flags: dict[tuple[str, bool], set[str]] = {}

    def watching(module: Any, name: str, answers_at: int | str) -> None:
        draw = getattr(module, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            is_folded = bool(kwargs.get("folded"))
            given = kwargs.get(answers_at) if isinstance(answers_at, str) else args[answers_at]
            for answer in [given] if isinstance(given, Answer) else list(given or ()):
                for flag in flags_of(answer):
                    flags.setdefault((flag, is_folded), set()).add(answer.question)
            return draw(*args, **kwargs)

        monkeypatch.setattr(module, name, watched)

    watching(components, "chart", 1)
    watching(components, "key_figures", 1)
    watching(components, "table", 2)
    watching(pagination, "table", "answer")
    app = visits.visit(place)
    assert visits.trouble(app) == []
    reading, pictures = read(app), " ".join(chart.spec for chart in visits.charts(app))
    open_ = reading.text("open", "table") + pictures
    told = {False: open_, True: open_ + reading.text("fold", "twin")}
    lost = {flag: asked for (flag, is_folded), asked in flags.items()
            if not re.search(SAYS[flag], told[is_folded], re.DOTALL)}  # fmt: skip
    assert not lost, lost
