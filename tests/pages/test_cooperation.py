"""Cooperation: what happened, what was only meant to, what ended; and where the partners lie."""

from __future__ import annotations

import csv
import json
import re
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from charts.cells import Cell
from charts.maps import places, twin_map
from charts.maps.labels import Box, placed
from charts.timeline import timeline
from data import paths
from data.ask import ask, labels
from i18n import LANGUAGES, Locale
from pages.cooperation import _events
from tests import visits

if TYPE_CHECKING:
    from data.answer import Answer

pytestmark = pytest.mark.usefixtures("warehouse")

EVERY_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)
WISHES = {"goal", "plan", "idea", "statement", "initiative", "partnership_field"}


def snapshot() -> list[dict[str, str]]:
    file = paths.SNAPSHOTS / "collected_cooperation_events" / "rows.csv"
    return list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))


def dated() -> Answer:
    return ask("cooperation_events").where(is_dated=True)


@EVERY_LANGUAGE
def test_every_kind_and_theme_of_the_snapshot_has_a_word_of_its_own(lang: str) -> None:
    locale, rows = Locale(lang), snapshot()
    kinds = {row["kind"] for row in rows}
    said = {kind: locale.code("cooperation.kind", kind) for kind in kinds}
    assert len(kinds) >= 26
    assert len(set(said.values())) == len(kinds)
    assert {row["theme"] for row in rows} <= set(labels().codes("theme"))
    for nature in ("event", "intention", "end"):
        assert locale.code("cooperation.nature", nature)


def test_goals_plans_hopes_and_announcements_are_never_events() -> None:
    rows = list(ask("cooperation_events", unsure="yes"))
    by_kind = {row.kind: row.nature for row in rows}
    assert {by_kind[kind] for kind in WISHES | {"competence_centre"}} == {"intention"}
    assert {by_kind["exit"], by_kind["end_of_cooperation"]} == {"end"}
    settlements = {row.event_id: row.nature for row in rows if row.kind == "settlement"}
    assert settlements["herne-2019-09-mosolf-sichuan"] == "intention"
    assert settlements["duisburg-cn-2019-11-26-settlement"] == "event"


@EVERY_LANGUAGE
def test_every_intention_and_every_end_is_called_so_in_the_list(lang: str) -> None:
    locale, shown = Locale(lang), ask("cooperation_events", unsure="yes")
    kind = _events.event_table(shown, locale).headers.index(locale("cooperation.column.kind"))
    for row, cells in zip(shown, _events.event_table(shown, locale).rows, strict=True):
        listed = cells[kind]
        assert isinstance(listed, Cell)
        for nature in ("intention", "end"):
            said = locale.code("cooperation.nature", nature)
            assert (said in listed.parts[1:]) == (row.nature == nature), row.event_id


@EVERY_LANGUAGE
def test_counts_keep_intentions_and_ends_apart_from_what_happened(lang: str) -> None:
    locale, shown = Locale(lang), dated()
    natures = [row.nature for row in shown]
    said = _events.counts_text(shown, locale)
    for nature, key in (("event", "event"), ("intention", "intention"), ("end", "ending")):
        assert locale.count(key, natures.count(nature)) in said


def marks_of(shown: Answer) -> dict[str, dict[str, Any]]:
    """Number of each mark in the picture → symbol, colour, place."""
    found = {}
    for trace in timeline(shown, Locale("de"), title="t").figure["data"]:
        if "text" in trace:
            marker = trace["marker"]
            for number, x, y, symbol, colour in zip(
                trace["text"],
                trace["x"],
                trace["y"],
                marker["symbol"],
                marker["color"],
                strict=True,
            ):
                found[number] = {"x": x, "y": y, "symbol": symbol, "colour": colour}
    return found


def test_each_dated_event_is_one_mark_with_its_number_in_the_list() -> None:
    shown = dated()
    assert sorted(map(int, marks_of(shown))) == list(range(1, len(shown.rows) + 1))


def test_what_was_only_meant_to_be_is_a_hollow_mark_and_an_end_bears_the_word() -> None:
    shown = dated()
    marks, symbols = marks_of(shown), {"event": "circle", "intention": "diamond", "end": "square"}
    for number, row in enumerate(shown, start=1):
        mark = marks[str(number)]
        assert mark["symbol"] == symbols[row.nature]
        assert (mark["colour"] == "#FFFFFF") == (row.nature == "intention")
    notes = timeline(shown, Locale("de"), title="t").figure["layout"]["annotations"]
    assert [note["text"] for note in notes].count("Ende") == 3


def test_marks_do_not_cover_each_other_on_a_phone() -> None:
    shown = dated()
    low, high = timeline(shown, Locale("de"), title="t").figure["layout"]["xaxis"]["range"]
    pixels = 340 / (high - low)
    for one, other in combinations(marks_of(shown).values(), 2):
        assert abs(one["x"] - other["x"]) * pixels > 14 or abs(one["y"] - other["y"]) > 20


def test_a_stroke_says_which_days_are_possible_and_known_days_have_none() -> None:
    shown = dated()
    strokes = set()
    for trace in timeline(shown, Locale("de"), title="t").figure["data"]:
        if trace["mode"] == "lines":
            ends = [x for x in trace["x"] if x is not None]
            strokes |= set(zip(ends[::2], ends[1::2], strict=True))
    rough = [row for row in shown if row.date_precision != "day"]
    assert {round(end - start, 1) for start, end in strokes} == {0.1, 1.0}
    assert {int(start) for start, _ in strokes} == {row.first_day.year for row in rough}
    (first,) = [stroke for stroke in strokes if stroke[0] == 1982.0]
    assert first[1] == pytest.approx(1982.997, abs=0.002)


def test_undated_events_are_listed_and_not_drawn() -> None:
    app = visits.visit("cooperation/timeline")
    spec = visits.charts(app)[0].spec
    lists = [piece for piece in visits.html(app) if "NRW und Shanxi" in piece]
    assert "NRW und Shanxi" not in spec
    assert len(lists) == 1
    assert Locale("de")("dates.undated") in lists[0]


def test_low_confidence_is_hidden_until_it_is_asked_for() -> None:
    plain = visits.visit("cooperation/timeline")
    asked = visits.visit("cooperation/timeline", unsure_events="yes")
    assert not any("Jingjiang" in piece for piece in visits.html(plain))
    assert any("1 Ereignis" in caption.value for caption in plain.caption)
    (listed,) = [piece for piece in visits.html(asked) if "Jingjiang" in piece]
    assert Locale("de").code("confidence", "low") in listed


def test_filters_in_a_link_narrow_picture_and_list_alike() -> None:
    app = visits.visit("cooperation/timeline", where="herne", event="visit", **{"from": "2014"})
    rows = [r for r in snapshot() if r["place_nrw_code"] == "herne" and r["kind"] == "visit"]
    numbers = [text for trace in visits.figures(app) for _, text in trace if text]
    assert sum(len(y) for y in numbers if None not in y) == len(rows) == 3
    listed = next(p for p in visits.html(app) if "cm-table" in p and "Delegation" in p)
    assert listed.count("<tr>") - 1 == len(rows)


def test_a_link_from_when_the_timeline_came_first_still_shows_its_events() -> None:
    link = {"from": "2014", "where": "nrw", "event": "visit", "unsure_events": "yes"}
    old = visits.visit("cooperation/luzhou", view="", **link)
    now = visits.visit("cooperation/timeline", **link)

    assert visits.trouble(old) == [one.value for one in old.warning] == []
    assert visits.link(old)["view"] == "timeline"
    assert visits.figures(old) == visits.figures(now) != []
    plain = visits.visit("cooperation/luzhou", view="")
    assert plain.title[0].value == visits.title("cooperation/luzhou")


def test_the_story_of_the_partnership_shows_promises_hollow_and_names_luzhou_on_its_map() -> None:
    bond = ask("cooperation_events", where="herne").where(part="partnership")
    app = visits.seen("cooperation/luzhou")
    specs = [json.loads(chart.spec) for chart in visits.charts(app)]
    marks = [trace.get("marker", {}) for spec in specs for trace in spec["data"]]
    symbols = [one for mark in marks for one in mark.get("symbol", ())]
    assert symbols.count("diamond-open") == len(bond.where(nature="intention", is_dated=True).rows)
    named = [note["text"] for spec in specs for note in spec["layout"].get("annotations", ())
             if "泸州" in note["text"]]  # fmt: skip
    assert len(named) == 1


def test_ruhr_holds_herne_and_nrw_holds_ruhr() -> None:
    ids = {
        where: {row.event_id for row in ask("cooperation_events", where=where)}
        for where in ("herne", "ruhr", "nrw")
    }
    assert ids["herne"] < ids["ruhr"] < ids["nrw"]
    assert "kreis-unna-luzhou-2017-04-visit" in ids["ruhr"]
    assert "duesseldorf-cn-2025-02-12-reception" not in ids["ruhr"]


def test_a_day_before_the_signing_knows_the_friendship_only() -> None:
    before = ask("partnerships", as_of=date(2019, 5, 1))
    (pair,) = [row for row in before if row.is_herne]
    assert (pair.kind, pair.date) == ("friendship_agreement", "2018-04-27")
    (now,) = [row for row in ask("partnerships") if row.is_herne]
    assert (now.kind, now.date, now.earlier_date) == ("twin_city", "2019-05-22", "2018-04-27")


def test_pairs_bear_the_same_number_on_both_maps_and_in_the_table() -> None:
    locale, pairs = Locale("de"), ask("partnerships")
    nrw = twin_map.in_nrw(pairs, ask("boundaries"), locale, title="t")
    china = twin_map.in_china(pairs, ask("boundaries", layer="eurasia"), locale, title="t")

    def numbered(picture: Any) -> dict[str, str]:
        notes = [note["text"] for note in picture.figure["layout"]["annotations"]]
        found = [m for text in notes if (m := re.match(r"<b>([\d, ]+)</b> (.*)", text))]
        return {number: str(m[2]) for m in found for number in str(m[1]).split(", ")}

    west, east = numbered(nrw), numbered(china)
    assert east[next(n for n, name in west.items() if name == "Herne")] == "Luzhou<br>泸州"
    assert set(west) == {str(n) for n, row in enumerate(pairs, 1) if not row.is_land}
    assert set(east) == {row[0] for row in china.table.rows}


@EVERY_LANGUAGE
def test_labels_on_the_maps_cover_neither_each_other_nor_a_point(lang: str) -> None:
    locale, pairs = Locale(lang), ask("partnerships")
    for picture in (
        twin_map.in_nrw(pairs, ask("boundaries"), locale, title="t"),
        twin_map.in_china(pairs, ask("boundaries", layer="eurasia"), locale, title="t"),
    ):
        layout = picture.figure["layout"]
        low, high = layout["xaxis"]["range"]
        # Height is fixed and proportions are kept: a wider screen shows more land, not larger land.
        scale = places.WIDTH / (high - low)
        notes = [note for note in layout["annotations"] if "ax" in note]
        points = [((note["x"] - low) * scale, note["y"] * scale) for note in notes]
        boxes = [
            Box(x + note["ax"], y - note["ay"], *places.size_of(note["text"]))
            for note, (x, y) in zip(notes, points, strict=True)
        ]
        for one, other in combinations(boxes, 2):
            assert not one.covers(other)
        assert not any(box.holds(*point) for box in boxes for point in points)
        assert all(box.x - box.width / 2 >= 0 for box in boxes)
        assert all(box.x + box.width / 2 <= places.WIDTH for box in boxes)


def test_a_lonely_point_has_its_label_beside_it() -> None:
    assert placed([(170.0, 200.0)], [(60.0, 20.0)], (340.0, 430.0)) == [(39.0, 0.0)]
    assert placed([(330.0, 200.0)], [(60.0, 20.0)], (340.0, 430.0)) == [(-39.0, 0.0)]
    assert placed([], [], (340.0, 430.0)) == []


@EVERY_LANGUAGE
def test_what_is_not_known_of_the_centre_names_the_newest_report_of_the_day(lang: str) -> None:
    locale = Locale(lang)
    for day, newest in ((date(2019, 7, 30), "2019-07-30"), (None, "2019-08-01")):
        part = ask("cooperation_events", where="herne", as_of=day).where(part="centre")
        assert locale.date(newest) in _events.unknown(part, "centre", locale)
    nothing = ask("cooperation_events", where="herne", as_of=date(2019, 1, 1))
    none = _events.unknown(nothing.where(part="centre"), "centre", locale)
    assert none == locale("cooperation.luzhou.centre_not_yet")


@EVERY_LANGUAGE
def test_goals_of_centre_and_association_stand_apart_under_a_heading_that_says_so(
    lang: str,
) -> None:
    locale, herne = Locale(lang), ask("cooperation_events", where="herne")
    app = visits.visit("cooperation/luzhou", lang=lang)
    for name in ("centre", "association"):
        part = herne.where(part=name)
        goals, facts = _events.goals(part), _events.facts(part)
        assert visits.tells(app, locale(f"cooperation.luzhou.{name}_goals"))
        assert goals
        assert {row.nature for row in goals} == {"intention"}
        assert not {row.event_id for row in goals} & {row.event_id for row in facts}


def test_a_theme_without_a_documented_act_says_that_there_is_none() -> None:
    locale, bond = Locale("de"), ask("cooperation_events", where="herne").where(part="partnership")
    rows = {row[0].split(" – ")[0]: row for row in
            _events.fields(ask("cooperation_themes"), bond, locale).texts}  # fmt: skip
    assert set(rows) == {"Gesundheit", "Bildung", "Grüne Infrastruktur", "Forschung"}
    none = locale("cooperation.luzhou.no_act")
    assert [name for name, row in rows.items() if str(row[2]) != none] == ["Forschung"]
    assert "ruhrvalley" in rows["Forschung"][2]


def test_the_partnership_counts_visits_and_not_what_was_wished_for() -> None:
    locale = Locale("de")
    bond = ask("cooperation_events", where="herne").where(part="partnership", nature="event")
    cards = {label: (figure, detail) for label, figure, detail, _ in _events.cards(bond, locale)}
    assert cards[locale("cooperation.luzhou.key_visits")][0] == "4"
    assert cards[locale("cooperation.luzhou.key_twin_city")][0] == "22.05.2019"
    assert "43 Ja" in cards[locale("cooperation.luzhou.key_council_decision")][1]
