"""Newest means newest: what is shown as the newest figure, or drawn last, names what is newer."""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from functools import lru_cache
from html import unescape
from typing import Any

import pandas as pd
import pytest

from data import ask
from data.answer import Answer, named_ids
from i18n import Locale
from tests import visits
from tests.each import each
from ui import components, headlines, newer_figures, provenance

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
SUBJECT = ("counterpart", "flow", "place", "mode", "product")
LINE = ("indicator", "region", "trade_system", "china_scope", "basis", "adjustment", "period_kind",
        "unit", "product_scheme")  # fmt: skip
RATES = {
    "change_on_previous_year": "trade_value",
    "rail_volume_change": "eurasian_transit_teu",
    "ship_handling_change": "ship_handling_tonnes",
}
PAGES = [place for place in visits.PLACES if place.split("/")[0] in
         ("overview", "trade", "investment", "freight", "location", "companies")]  # fmt: skip
_SEED = random.Random(11)  # noqa: S311
#: A day by seed on which much was known already, and some of the pages on it.
SOME_DAY = (date(2014, 1, 1) + timedelta(_SEED.randrange(4000))).isoformat()
SOME_PAGES = _SEED.sample(PAGES, 6)


@lru_cache
def newest_on(as_of: date | None) -> dict[str, list[Any]]:
    """Claim → the claims on its subject that end last, where it is the newest of its line and they
    end after it. Worked out here, without the project's SQL.
    """
    claims: pd.DataFrame = ask.table("claim", as_of=as_of).rows.to_pandas()
    holds = (
        (claims["precedence"] == 1)
        & (claims["evidence_level"] <= 2)
        & (claims["confidence"] != "low")
        & claims["period_end"].notna()
        & ~claims["indicator"].str.startswith("case_")
    )
    subjects: dict[tuple[str, ...], list[Any]] = {}
    rows: list[Any] = list(claims[holds].itertuples())
    for claim in rows:
        measure = RATES.get(claim.indicator, claim.indicator)
        area = "de" if claim.region == "de_estat" else claim.region
        key = (measure, area, *(str(getattr(claim, name)) for name in SUBJECT))
        subjects.setdefault(key, []).append(claim)
    found = {}
    for on_one in subjects.values():
        lines: dict[tuple[str, ...], Any] = {}
        for claim in on_one:
            line = tuple(str(getattr(claim, name)) for name in LINE)
            lines[line] = max(lines.get(line, claim), claim, key=lambda one: one.period_end)
        for newest in lines.values():
            after = [one for one in on_one if one.period_end > newest.period_end]
            later = [one for one in after
                     if one.unit == newest.unit or one.indicator != newest.indicator]  # fmt: skip
            last = max((one.period_end for one in later), default=None)
            found[newest.claim_id] = [one for one in later if one.period_end == last]
    return found


def text_of(app: Any) -> str:
    """Everything that a page says: headings, pieces of HTML, pictures."""
    told = unescape(re.sub(r"<[^>]*>", " ", " ".join(visits.html(app))))
    return told + " ".join([*(h.value for h in app.header), *(c.spec for c in visits.charts(app))])


def period_of(claim: Any) -> str:
    return DE.period(claim.period_kind, claim.period_start, claim.period_end)


@pytest.mark.long
@each(
    ("path", "day"), [*((path, "") for path in PAGES), *((path, SOME_DAY) for path in SOME_PAGES)]
)
def test_what_is_shown_as_newest_names_what_is_newer(
    path: str, day: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocks: list[set[str]] = []
    chosen: set[str] = set()

    def watching(name: str, answers_at: int) -> None:
        draw = getattr(components, name)

        def watched(*args: Any, **kwargs: Any) -> Any:
            given = args[answers_at]
            answers = [given] if isinstance(given, Answer) else list(given)
            if any(answer for answer in answers):
                blocks.append(set().union(*(named_ids(answer.rows)[0] for answer in answers)))
            return draw(*args, **kwargs)

        monkeypatch.setattr(components, name, watched)

    for name, at in (("chart", 1), ("key_figures", 1)):
        watching(name, at)
    for module in (headlines, provenance):
        choose = module.newest

        def choosing(*args: Any, choose: Any = choose, **kwargs: Any) -> Any:
            result = choose(*args, **kwargs)
            row = getattr(result, "now", result)
            chosen.update({getattr(row, "claim_id", None), *getattr(row, "claim_ids", ())} - {None})
            return result

        monkeypatch.setattr(module, "newest", choosing)
    app = visits.visit(path, **({"as_of": day} if day else {}))
    assert visits.trouble(app) == []
    told = text_of(app)
    newer = newest_on(date.fromisoformat(day) if day else None)
    wanted = [newer.get(claim_id, []) for claim_id in chosen]
    for held in blocks:
        unseen = [rows for claim_id in held if (rows := newer.get(claim_id, []))
                  and not held & {row.claim_id for row in rows}]  # fmt: skip
        if len({rows[0].claim_id for rows in unseen}) <= newer_figures.MOST:
            wanted += unseen
    missing = sorted({
        f"{rows[0].claim_id} ({period_of(rows[0])})" for rows in wanted
        if rows and not any(period_of(row) in told for row in rows)
    })  # fmt: skip
    assert not missing


def test_the_newest_imports_of_nrw_are_named_beside_the_last_year() -> None:
    for path in ("overview", "trade/nrw"):
        told = text_of(visits.seen(path))
        assert "Jan.–Aug. 2023: 23,0\u00a0Mrd.\u00a0€, −16,7\u00a0%" in told, path
    assert "Jan.–Aug. 2023: 11,9\u00a0%" in text_of(visits.seen("trade/nrw"))


@each(
    ("path", "text"),
    [
        ("investment/fdi", "1. Halbjahr 2024"),
        ("freight/herne", "März 2021"),
        ("location/herne", "1. Halbjahr 2020: −40,3\u00a0%"),
    ],
)
def test_series_with_a_newer_claim_of_another_kind_name_it(path: str, text: str) -> None:
    assert text in text_of(visits.seen(path))


def test_newer_figures_cross_kinds_of_period_and_rates() -> None:
    newer = {(str(row.indicator), str(row.place), row.period_end.date().isoformat())
             for row in ask.ask("newer_figures")}  # fmt: skip
    assert newer >= {
        ("china_trains_per_week", "terminal_dit_duisburg", "2018-04-30"),
        ("container_handling_teu", "ports_nrw", "2023-06-30"),
        ("crane_moves", "terminal_herne_cth", "2021-03-31"),
        ("eurasian_transit_teu", "eurasian_corridor", "2025-06-30"),
        ("rail_volume_change", "eurasian_corridor", "2025-07-31"),
        ("ship_handling_change", "port_herne", "2020-06-30"),
        ("ship_handling_tonnes", "port_hamm", "2024-06-30"),
        ("ship_handling_tonnes", "ports_nrw", "2025-06-30"),
        ("ship_handling_tonnes", "ports_westphalia", "2013-06-30"),
        ("utlc_era_teu", "corridor_1520", "2023-06-30"),
    }


def test_imports_whose_china_is_not_named_are_drawn_hollow_beside_the_line() -> None:
    rows = ask.ask("trade_series", flow="import")
    apart = {row.period_start.year: row.value for row in rows if row.is_apart}
    assert apart.items() >= {2013: 20100, 2018: 28100}.items()
    assert headlines.newest(rows).now.china_scope == "cn"  # type: ignore[union-attr]
    spec = next(c.spec for c in visits.charts(visits.seen("trade/nrw")) if "flows" in c.id)
    assert "square-open" in spec
    assert "Einfuhr: Jan.–Aug. 2023" in json.loads(spec)["layout"]["annotations"][-1]["text"], (
        "what is newer stands at the end of the picture, with the direction that it is of"
    )
