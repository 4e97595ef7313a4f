"""Promises of the map of the Kreise: no figure is not zero, and what does not compare is alike."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from typing import Any

import pytest

from charts import style
from charts.maps import kreise
from data import paths
from data.ask import ask
from i18n import LANGUAGES, Locale
from pages.companies import _kreise
from pages.companies._kreise import MEASURES, TEXTS
from tests import visits
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")


def drawn(measure: str, lang: str = "de") -> list[dict[str, Any]]:
    """The areas of the Kreise on the page."""
    app = visits.seen("companies/kreise", shown=measure, lang=lang)
    assert visits.trouble(app) == []
    (chart,) = visits.charts(app)
    return [one for one in json.loads(chart.spec)["data"] if one.get("name") == "kreis"]


def cases_by_kreis() -> Counter[str]:
    """Cases of each Kreis as they lie in the snapshot."""
    file = paths.DATA / "snapshots" / "collected_companies" / "rows.csv"
    with file.open(encoding="utf-8", newline="") as opened:
        return Counter(row["kreis_ags"] for row in csv.DictReader(opened)
                       if row["show_by_default"] == "yes")  # fmt: skip


@each("measure", MEASURES)
def test_all_53_kreise_are_drawn_and_listed_with_the_same_figures(measure: str) -> None:
    answer = ask("kreis_measures", measure=MEASURES[measure][0])
    table = _kreise.table(answer, measure, DE)
    areas = drawn(measure)
    names = [re.findall("<b>(.*?)</b>", one["text"])[0] for one in areas]

    assert len(answer.rows) == len(table) == len(areas) == 53
    assert sorted(names) == sorted(row[0] for row in table.texts)
    for row in answer:
        name = answer.labels.name("kreis", row.ags, "de")
        said = _kreise.figure_text(row, measure, DE, is_brief=True)
        (area,) = (one for one, known in zip(areas, names, strict=True) if known == name)
        assert area["text"].endswith(f"<br>{said}")


@each("measure", MEASURES)
def test_a_kreis_without_a_figure_is_hatched_and_no_other_is(measure: str) -> None:
    question, shading = MEASURES[measure]
    answer = ask("kreis_measures", measure=question)

    for row, area in zip(answer, drawn(measure), strict=True):
        is_hatched = "fillpattern" in area
        assert is_hatched == (shading.number(row) is None), row.ags
        assert (area["fillcolor"] == "rgba(0,0,0,0)") == is_hatched


def test_cases_are_those_of_the_snapshot_and_none_is_said_as_none() -> None:
    counted = cases_by_kreis()
    answer = ask("kreis_measures", measure="cases")

    assert {row.ags: row.cases_count for row in answer if row.cases_count} == counted
    empty = next(row for row in answer if not row.cases_count)
    assert _kreise.figure_text(empty, "cases", DE) == DE(f"{TEXTS}.no_case")
    none = 53 - len(counted)
    assert f"; {none} von 53 Kreisen sind ohne" in _kreise.title(answer, "cases", DE)


def test_counts_by_different_rules_share_one_shade_and_no_rank() -> None:
    answer = ask("kreis_measures", measure="published")
    fills = {one["fillcolor"] for one in drawn("published") if "fillpattern" not in one}

    assert 1 < sum(row.value == row.value for row in answer) < 53
    assert fills == {kreise.ALIKE}
    app = visits.seen("companies/kreise", shown="published", lang="de")
    assert any(DE(f"{TEXTS}.alike") in piece for piece in visits.html(app))
    assert "Platz" not in _kreise.title(answer, "published", DE)


def test_each_shade_is_darker_than_the_one_before_and_says_its_own_figures() -> None:
    def light(shade: str) -> int:
        return sum(int(shade[n : n + 2], 16) for n in (1, 3, 5))

    assert [light(one) for one in style.SHADES] == sorted(map(light, style.SHADES), reverse=True)
    for question, shading in MEASURES.values():
        if not shading.is_graded:
            continue
        answer = ask("kreis_measures", measure=question)
        classes = shading.bounds(answer)
        for row in answer:
            if (number := shading.number(row)) is not None:
                assert sum(low <= number <= high for low, high in classes) == 1, row.ags
        assert len(set(kreise.shades(len(classes)))) == len(classes)


@each("lang", LANGUAGES)
def test_jobs_are_said_to_be_those_of_all_firms(lang: str) -> None:
    app = visits.seen("companies/kreise", shown="jobs", lang=lang)

    assert visits.tells(app, Locale(lang)(f"{TEXTS}.jobs_note"))
    assert any(Locale(lang)(f"{TEXTS}.jobs_badge") in piece for piece in visits.html(app))


def test_before_anything_was_known_every_kreis_is_without_a_figure() -> None:
    app = visits.visit("companies/kreise", shown="residents", as_of="1990-01-01")

    assert visits.trouble(app) == []
    assert any(DE(f"{TEXTS}.none_title") == one.value for one in app.header)
