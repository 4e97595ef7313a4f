"""Promises of the route map: documented and assumed differ without colour, nothing collides."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from charts.maps.projection import lcc_eurasia
from charts.maps.route import route_map
from charts.style import Picture
from data.ask import ask
from i18n import LANGUAGES, Locale
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")

#: Width of the plot in pixels on a phone and on a session, as measured in the browser.
WIDTHS = {"phone": 358, "session": 840, "wide": 1040}


def picture(lang: str = "de", day: date | None = None) -> Picture:
    return route_map(
        ask("route", as_of=day), ask("boundaries", layer="eurasia"), Locale(lang), title="Weg"
    )


def traces(drawn: Picture, locale: str) -> list[dict[str, Any]]:
    return [trace for trace in drawn.figure["data"] if locale in trace.get("name", "")]


def test_documented_is_solid_and_assumed_is_not_for_every_train() -> None:
    drawn = picture()
    (documented,) = traces(drawn, "belegt (Bogen")
    assert documented["line"].get("dash", "solid") == "solid"
    assumed = traces(drawn, "Weg angenommen")
    assert len(assumed) == 2
    assert all(trace["line"]["dash"] != "solid" for trace in assumed)


def test_trains_differ_in_pattern_and_shape_and_not_only_in_colour() -> None:
    one, two = traces(picture(), "Weg angenommen")
    assert one["line"]["dash"] != two["line"]["dash"]
    assert one["marker"]["symbol"] != two["marker"]["symbol"]


def test_no_colour_is_red() -> None:
    for trace in picture().figure["data"]:
        colour = trace.get("line", {}).get("color", "")
        if colour.startswith("#"):
            red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
            assert not (red > 150 and green < 80 and blue < 80), colour


def test_documented_connection_is_an_arc_that_nobody_takes_for_the_way() -> None:
    (arc,) = traces(picture(), "belegt (Bogen")
    start, end = (arc["x"][0], arc["y"][0]), (arc["x"][-1], arc["y"][-1])
    assert start == pytest.approx(lcc_eurasia(119.21556, 34.59845))
    assert end == pytest.approx(lcc_eurasia(7.22572, 51.5388))
    assert max(arc["y"]) > max(start[1], end[1]) + 300_000


def test_map_is_a_plain_chart_with_equal_axes_and_takes_its_height_from_the_page() -> None:
    layout = picture().figure["layout"]
    assert layout["yaxis"]["scaleanchor"] == "x"
    assert "height" not in layout
    assert {trace["type"] for trace in picture().figure["data"]} == {"scatter"}
    json.dumps(picture().figure, allow_nan=False)


@each("width", WIDTHS.values())
@each("lang", LANGUAGES)
def test_words_on_the_map_neither_collide_nor_leave_it(lang: str, width: int) -> None:
    layout = picture(lang).figure["layout"]
    left, right = layout["xaxis"]["range"]
    low, _ = layout["yaxis"]["range"]
    scale = width / (right - left)
    boxes = {}
    for note in layout["annotations"]:
        plain = note["text"].replace("<b>", "").replace("</b>", "")
        size = note["font"]["size"]
        per_letter = 0.52 if plain != note["text"] else 0.43  # bold or not, as the browser draws it
        wide, high = len(plain) * size * per_letter + 4, size * 1.4 + 2
        x = (note["x"] - left) * scale + note.get("xshift", 0) + note.get("ax", 0)
        y = (note["y"] - low) * scale + note.get("yshift", 0) - note.get("ay", 0)
        start = {"left": x, "right": x - wide}.get(note.get("xanchor", "center"), x - wide / 2)
        bottom = {"top": y - high, "bottom": y}.get(note.get("yanchor", "middle"), y - high / 2)
        boxes[plain] = (start, bottom, start + wide, bottom + high)
    for name, (x0, y0, x1, y1) in boxes.items():
        assert x0 >= -1, f"{name} is cut on the left"
        assert x1 <= width + 1, f"{name} is cut on the right"
        assert y0 >= -1, f"{name} stands below the map"
        for other, (u0, v0, u1, v1) in boxes.items():
            apart = x1 <= u0 + 1 or u1 <= x0 + 1 or y1 <= v0 + 1 or v1 <= y0 + 1
            assert name == other or apart, f"{name} collides with {other} at {width} px"


def test_table_names_every_leg_and_point_with_evidence_and_source() -> None:
    drawn, route = picture(), ask("route")
    rows = drawn.table.rows
    assert len(rows) == len(route.rows)
    assert sum(row[0] == "Abschnitt" for row in rows) == 11
    assert {row[3] for row in rows} == {"belegt", "angenommen"}
    assert sum(row[0] == "Abschnitt" and row[3] == "belegt" for row in rows) == 1
    assert all(row[4] for row in rows), "each names who says so"


def test_train_that_was_not_known_is_not_drawn() -> None:
    early = picture(day=date(2017, 1, 1))
    assert len(traces(early, "Weg angenommen")) == 1
    assert not any("Lanzhou" in note["text"] for note in early.figure["layout"]["annotations"])
    nothing = picture(day=date(2015, 1, 1))
    assert not traces(nothing, "Weg angenommen")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_alternative_names_both_trains_with_day_start_and_destination(lang: str) -> None:
    locale, alt = Locale(lang), picture(lang).alt
    for place in ("Herne", "Lianyungang", "Lanzhou"):
        assert place in alt
    for day in ("2016-06-14", "2016-12-27"):
        assert locale.date(day) in alt


def test_attribution_comes_with_the_outlines() -> None:
    row = next(iter(ask("boundaries", layer="eurasia")))
    assert "Natural Earth" in row.attribution_de
    assert "Natural Earth" in row.attribution_en
