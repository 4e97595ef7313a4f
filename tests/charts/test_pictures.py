"""Promises of the pictures: width is the figure, a gap is hatched, no word covers another."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from math import dist
from typing import Any

import pytest
from shapely import affinity
from shapely.geometry import Polygon, box

from charts import deals, style, tiles
from charts.bump import bump
from charts.lines import over_time
from charts.maps.flow import X, Y, flow
from charts.maps.flow_band import FLOWS
from charts.maps.ribbon import GAP, Way, ribbon
from charts.story import story
from charts.strip import strip
from charts.style import Picture
from charts.treemap import treemap
from data.ask import ask
from i18n import LANGUAGES, Locale
from run import ROOT
from tests.each import each

pytestmark = pytest.mark.usefixtures("warehouse")

DE = Locale("de")
CLEAR = "rgba(0,0,0,0)"


def the_flow(lang: str = "de", ways: tuple[tuple[str, str], ...] = ()) -> Picture:
    return flow(
        ask("trade_series", flow="export"), Locale(lang), title="Strom",
        imports=ask("trade_series", flow="import"),
        so_far=ask("trade_series", flow="import", period="year_to_date"),
        outlines=ask("boundaries", layer="eurasia"), route=ask("route"), trains=ask("rail_trains"),
        partners=ask("partnerships"), ways=ways,
    )  # fmt: skip


def years_of(picture: Picture) -> dict[int, list[dict[str, Any]]]:
    """For each year of the slider what it makes of the two ribbons and of their words."""
    years = {}
    for step in picture.figure["layout"]["sliders"][0]["steps"]:
        shapes, words, traces = step["args"]
        assert [picture.figure["data"][n]["name"] for n in traces] == [f"flow_{f}" for f in FLOWS]
        years[int(step["label"])] = [
            {name: values[n] for name, values in shapes.items()}
            | {"words": words[f"annotations[{n}].text"],
               "note": {name: words[f"annotations[{n}].{name}"]
                        for name in ("text", "x", "y", "xshift", "yshift")}}
            for n in range(len(FLOWS))
        ]  # fmt: skip
    return years


def width(shape: dict[str, Any]) -> float:
    """How wide a ribbon is half-way, in metres."""
    points = list(zip(shape["x"], shape["y"], strict=True))
    half = (len(points) - 3) // 4
    return dist(points[half], points[-3 - half])


@each("side", [1, -1])
@each("forwards", [True, False])
@each("wide", [20_000.0, 300_000.0, 800_000.0])
def test_a_ribbon_is_as_wide_as_asked_beside_its_way(
    wide: float, forwards: bool, side: int
) -> None:
    way = Way((0.0, 0.0), (6_000_000.0, -800_000.0), 0.1)
    xs, ys = ribbon(way, wide, side=side, forwards=forwards)
    assert width({"x": xs, "y": ys}) == pytest.approx(wide, rel=0.01)
    shape = Polygon(zip(xs, ys, strict=True))
    assert shape.is_valid
    line = [way.at(t / 50) for t in range(51)]
    assert min(shape.exterior.distance(Polygon([p, p, p])) for p in line) >= 0.9 * GAP


def test_width_is_the_figure_for_every_year_and_direction_on_one_scale() -> None:
    figures = {
        (f, row.period_start.year): float(row.value)
        for f in FLOWS for row in ask("trade_series", flow=f)
    }  # fmt: skip
    scales, known = set(), 0
    for year, shapes in years_of(the_flow()).items():
        for name, shape in zip(FLOWS, shapes, strict=True):
            if (name, year) in figures:
                known += 1
                scales.add(round(width(shape) / figures[name, year] / 10, 1))
            else:
                assert shape["fillcolor"] == CLEAR, (year, name)
                assert shape["fillpattern.shape"], (year, name)
                assert "keine Zahl" in shape["words"], (year, name)
                widest = max(v for (f, y), v in figures.items() if f == name and y >= 2010)
                scales.add(round(width(shape) / widest / 10, 1))
    assert known > 20
    assert max(scales) - min(scales) <= 0.1 * min(scales) / 10 + 0.1, scales


def test_a_figure_without_scope_is_hollow_and_a_provisional_one_says_so() -> None:
    rows = [row for f in FLOWS for row in ask("trade_series", flow=f)]
    years = years_of(the_flow())
    for row in rows:
        if row.period_start.year not in years:
            continue
        shape = years[row.period_start.year][FLOWS.index(row.flow)]
        assert (shape["fillcolor"] == CLEAR) == row.is_apart
        assert (shape["line.dash"] == "dash") == row.is_apart
        assert ("vorläufig" in shape["words"]) == (row.status == "provisional" and not row.is_apart)


def test_the_two_ribbons_never_touch_whatever_the_year() -> None:
    for year, shapes in years_of(the_flow()).items():
        one, other = (Polygon(zip(s["x"], s["y"], strict=True)) for s in shapes)
        assert one.distance(other) >= 1.8 * GAP, year


def test_it_starts_at_the_newest_year_with_both_and_says_all_that_is_drawn() -> None:
    picture = the_flow()
    slider = picture.figure["layout"]["sliders"][0]
    start = int(slider["steps"][slider["active"]]["label"])
    both = [y for y, shapes in years_of(picture).items()
            if all(s["fillcolor"] != CLEAR for s in shapes)]  # fmt: skip
    assert start == max(both)
    drawn = {t["name"]: t for t in picture.figure["data"] if t.get("name", "").startswith("flow_")}
    for name, shape in zip(FLOWS, years_of(picture)[start], strict=True):
        assert drawn[f"flow_{name}"]["x"] == shape["x"]
        said = re.sub(r"<[^>]+>|[◂▸]", "", shape["words"].replace("<br>", " "))
        assert said.strip() in picture.alt
    for note in picture.figure["layout"]["annotations"]:
        if note["name"].startswith("note_"):
            assert note["text"].replace("<br>", " ") in picture.alt
    assert {row[0] for row in picture.table.rows} >= {str(y) for y in years_of(picture)}


def test_words_lead_on_in_every_year_and_only_where_there_is_an_address() -> None:
    picture = the_flow(ways=(("import", "/trade"), ("rail", "/freight")))
    for shapes in years_of(picture).values():
        assert 'href="/trade"' in shapes[0]["words"]
        assert "href" not in shapes[1]["words"]
    texts = {note["name"]: note["text"] for note in picture.figure["layout"]["annotations"]}
    assert 'href="/freight"' in texts["note_rail"]
    assert picture.alt == the_flow().alt


def test_without_figures_there_is_neither_ribbon_nor_slider() -> None:
    nothing = ask("trade_series", flow="export").having(lambda row: False)
    picture = flow(
        nothing, DE, title="Strom", imports=nothing, so_far=nothing, route=ask("route"),
        outlines=ask("boundaries", layer="eurasia"), trains=ask("rail_trains"),
        partners=ask("partnerships"),
    )  # fmt: skip
    assert picture.figure["data"] == []
    assert "Keine Zahlen" in picture.alt


#: Width and height of the map without its slider, size of words on ribbons and beside: as shown.
FRAMES = {"phone": (358, 292, 14, 12), "session": (1056, 474, 24, 15),
          "wide": (1700, 628, 26, 18)}  # fmt: skip


@each("frame", FRAMES.values())
@each("lang", LANGUAGES)
def test_words_of_the_flow_cover_neither_ribbons_nor_each_other(
    lang: str, frame: tuple[int, int, int, int]
) -> None:
    wide, high, size, small = frame
    scale = min(wide / (X[1] - X[0]), high / (Y[1] - Y[0]))
    left = (X[0] + X[1]) / 2 - wide / scale / 2
    low = (Y[0] + Y[1]) / 2 - high / scale / 2
    picture = the_flow(lang)
    notes = picture.figure["layout"]["annotations"]
    for year, shapes in years_of(picture).items():
        ribbons = [
            Polygon([((x - left) * scale, (y - low) * scale)
                     for x, y in zip(s["x"], s["y"], strict=True)]) for s in shapes
        ]  # fmt: skip
        words = []
        moved: list[dict[str, Any]] = [shape["note"] for shape in shapes]
        moved += [{}] * (len(notes) - len(moved))
        for note in [one | two for one, two in zip(notes, moved, strict=True)]:
            x, y = note["x"], note["y"]
            plain = [re.sub(r"<[^>]+>", "", line) for line in note["text"].split("<br>")]
            font = size if note["name"].startswith("flow_") else small
            long, tall = 0.5 * font * max(map(len, plain)) + 2, 1.25 * font * len(plain) + 2
            if note.get("xref") == "paper":
                px, py = x * wide, y * high
            else:
                px, py = (x - left) * scale, (y - low) * scale
            px, py = px + note.get("xshift", 0), py + note.get("yshift", 0)
            start = {"left": px, "right": px - long}.get(note.get("xanchor", ""), px - long / 2)
            bottom = {"top": py - tall, "bottom": py}.get(note.get("yanchor", ""), py - tall / 2)
            shape = box(start, bottom, start + long, bottom + tall)
            words.append((plain[0], affinity.rotate(shape, -note.get("textangle", 0))))
        for n, (name, shape) in enumerate(words):
            x0, y0, x1, y1 = shape.bounds
            over = max(-x0, x1 - wide, -y0, y1 - high)
            assert over <= 2, (year, name, "leaves the map", over)
            for other, area in words[n + 1 :]:
                assert shape.intersection(area).area < 12, (year, name, other)
            for band in ribbons:
                assert shape.intersection(band).area < 0.04 * shape.area, (year, name, "ribbon")


def test_the_place_of_china_is_the_published_one_in_every_year() -> None:
    ranks = ask("trade_partner_ranks").where(partner="cn")
    published = ask("trade_position", measure="rank_among_partners").where(flow="export")
    ours = {row.period_start.year: row.position for row in ranks}
    assert ours == {row.period_start.year: int(row.value) for row in published}


def test_the_bump_chart_has_the_best_place_on_top_no_legend_and_china_thick() -> None:
    answer = ask("trade_partner_ranks")
    picture = bump(answer, DE, title="Plätze")
    low, top = picture.figure["layout"]["yaxis"]["range"]
    assert low > top
    assert not picture.figure["layout"]["showlegend"]
    lines = [t for t in picture.figure["data"] if t["mode"] == "lines"]
    china = [t for t in lines if t["name"] == "China"]
    assert len(china) == 1
    assert all(t["line"]["width"] < china[0]["line"]["width"] for t in lines if t not in china)
    names = [note["text"] for note in picture.figure["layout"]["annotations"]]
    assert names.count("<b>China</b>") == 2
    assert len(names) == len(lines) + 1
    (marks,) = [t for t in picture.figure["data"] if t["name"] == "China" and "text" in t]
    told = [text for text in marks["text"] if text]
    assert told == ["6", "3", "9"]
    assert all(f"Platz {place}" in picture.alt for place in told)
    newest = max(row.period_start for row in answer)
    for row in answer:
        if row.period_start == newest and row.position <= 9:
            name = answer.labels.name("region", row.partner, "de")
            assert f"{row.position} {name}" in picture.alt


FOUR = ["cn", "us", "nl", "pl"]


def lines_of(question: str, by: str = "flow", **options: Any) -> Picture:
    values = options.pop("values", {})
    return over_time(ask(question, **values), DE, title="Linien", by=by,
                     columns=("period", "value"), **options)  # fmt: skip


def test_up_to_four_lines_are_solid_and_named_at_their_ends_and_more_have_a_legend() -> None:
    few = lines_of("trade_series", "partner", values={"partner": FOUR, "undefined": "no"})
    assert not few.figure["layout"]["showlegend"]
    assert {t["line"]["dash"] for t in few.figure["data"]} == {"solid"}
    names = [n for n in few.figure["layout"]["annotations"] if n["name"] == "line_name"]
    assert len(names) == len(few.figure["data"]) == 4
    many = lines_of("trade_series", "partner", values={"partner": [*FOUR, "fr"], "undefined": "no"})
    assert many.figure["layout"]["showlegend"]
    assert len({t["line"]["dash"] for t in many.figure["data"]}) == 5


@each("drawn", [
    lambda: lines_of("trade_series"), lambda: lines_of("trade_totals"),
    lambda: lines_of("trade_series", "partner", values={"partner": FOUR, "undefined": "no"}),
    lambda: lines_of("trade_months", values={"region": "de_estat"}, months=True, mean=12),
    lambda: lines_of("trade_position", best_first=True,
                     values={"measure": "rank_among_partners"}),
])  # fmt: skip
def test_words_at_lines_neither_collide_nor_leave_a_phone(drawn: Callable[[], Picture]) -> None:
    layout = drawn().figure["layout"]
    low, high = layout["yaxis"]["range"]
    first, last = layout["xaxis"]["range"]
    wide = 350 - 58 - layout["margin"]["r"]
    tall = layout["height"] - 68

    def day(text: str) -> float:
        year, month, one = map(int, text.split("-"))
        return year + (month - 1) / 12 + one / 365

    boxes = []
    for note in layout["annotations"]:
        lines = re.sub("</?b>", "", note["text"]).split("<br>")
        long, high_ = 5.8 * max(map(len, lines)), 13 * len(lines)
        x = (day(note["x"]) - day(first)) / (day(last) - day(first)) * wide + note["xshift"]
        y = (note["y"] - low) / (high - low) * tall + note["yshift"]
        start = x if note["xanchor"] == "left" else x - long / 2
        bottom = {"bottom": y, "top": y - high_}.get(note.get("yanchor", ""), y - high_ / 2)
        boxes.append((note["text"], box(start, bottom, start + long, bottom + high_)))
        assert start + long <= wide + layout["margin"]["r"] + 3, note["text"]
    for n, (name, one) in enumerate(boxes):
        for other, area in boxes[n + 1 :]:
            assert one.intersection(area).area < 8, (name, other)


def test_first_highest_and_last_figure_stand_at_their_points() -> None:
    picture = lines_of("trade_series")
    told = {(n["x"], n["text"]) for n in picture.figure["layout"]["annotations"]}
    assert {("2010-01-01", "8,4"), ("2019-01-01", "12,1"), ("2025-01-01", "<b>9,1</b>")} <= told


def test_of_many_provisional_months_in_a_row_one_is_hollow() -> None:
    answer = ask("trade_months", region="de_estat")
    for line in lines_of("trade_months", values={"region": "de_estat"}, months=True).figure["data"]:
        hollow = [symbol for symbol in line["marker"]["symbol"] if symbol == "circle-open"]
        rows = [row for row in answer if DE.code("flow", row.flow) == line["name"]]
        assert sum(row.status == "provisional" for row in rows) > len(hollow)
        assert len(hollow) <= 2
        assert line["line"]["dash"] == "solid"


def test_a_mean_of_twelve_months_is_the_mean_and_has_no_value_beside_a_gap() -> None:
    picture = lines_of("trade_months", values={"region": "de_estat"}, months=True, mean=12)
    months, mean = picture.figure["data"][0], picture.figure["data"][2]
    assert mean["y"][:11] == [None] * 11
    assert mean["y"][40] == pytest.approx(sum(months["y"][29:41]) / 12, abs=1e-5)
    assert "eigene Berechnung" in mean["hovertemplate"]


def test_events_are_drawn_across_within_the_years_shown_and_can_be_switched() -> None:
    events = (("2019-05-22", "Partnerschaft"), ("1999-01-01", "davor"))
    layout = lines_of("trade_series", events=events).figure["layout"]
    notes = [n["text"] for n in layout["annotations"] if n["name"] == "event"]
    assert notes == ["Partnerschaft"]
    (button,) = layout["updatemenus"][0]["buttons"]
    for path in button["args"][0]:
        kind, number = re.fullmatch(r"(\w+)\[(\d+)\]\.visible", path).groups()  # type: ignore[union-attr]
        assert layout[kind][int(number)]["name"] == "event"


def test_the_strip_draws_what_is_known_and_hatches_the_rest() -> None:
    states, trains = ask("link_state"), ask("rail_trains")
    for small in (False, True):
        picture = strip(states, DE, title="Streifen", trains=trains, small=small)
        parts = [t for t in picture.figure["data"] if t["name"] != "trains"]
        assert len(parts) == len(states.rows)
        for part in parts:
            unknown = part["name"] == "no_evidence"
            assert (part["fillcolor"] == CLEAR) == unknown == bool(part["fillpattern"]["shape"])
        (discs,) = [t for t in picture.figure["data"] if t["name"] == "trains"]
        assert discs["x"] == [row.date for row in trains]
        assert all(DE.date(row.date) in picture.alt for row in trains)
        assert len(picture.table) == len(states.rows) + len(trains.rows)
    assert picture.figure["layout"]["height"] <= 60


@each("day", [date(2015, 1, 1), date(2016, 7, 1), date(2017, 6, 1), date(2020, 1, 1)])
def test_on_an_earlier_day_the_pictures_draw_what_was_known_then(day: date) -> None:
    trains = ask("rail_trains", as_of=day)
    picture = strip(ask("link_state", as_of=day), DE, title="Streifen", trains=trains)
    (discs,) = [t for t in picture.figure["data"] if t["name"] == "trains"]
    assert discs["x"] == [row.date for row in trains]
    drawn = flow(
        ask("trade_series", flow="export", as_of=day), DE, title="Strom",
        imports=ask("trade_series", flow="import", as_of=day), route=ask("route", as_of=day),
        so_far=ask("trade_series", flow="import", period="year_to_date", as_of=day),
        outlines=ask("boundaries", layer="eurasia"), trains=trains,
        partners=ask("partnerships", as_of=day),
    )  # fmt: skip
    years = years_of(drawn) if drawn.figure["data"] else {}
    assert all(year <= day.year for year in years)
    assert sum(trace["name"] == "rail" for trace in drawn.figure["data"] if "name" in trace) == (
        len(ask("route", as_of=day).rows["train"].dropna().unique()) if years else 0
    )


def test_deals_that_came_to_nothing_are_hollow_and_named() -> None:
    answer = ask("deals")
    picture = deals.deals_over_time(answer, DE, title="Geschäfte")
    marks = picture.figure["data"][0]
    assert len(marks["x"]) == len(answer.rows) == len(picture.table)
    symbols = marks["marker"]["symbol"]
    assert symbols.count("circle") == sum(row.status == "completed" for row in answer)
    for row in answer:
        if row.status != "completed":
            assert row.target in picture.alt
    (line,) = picture.figure["layout"]["shapes"]
    below = [y for y in marks["y"] if y < line["y0"]]
    assert len(below) == int(answer.rows["amount_meur"].isna().sum())
    words = [n for n in picture.figure["layout"]["annotations"] if n["name"] == "deal"]
    assert any("untersagt" in note["text"] for note in words)


def test_a_story_says_each_dated_event_in_words_and_what_was_only_wanted_is_hollow() -> None:
    answer = ask("cooperation_events", where="herne").where(part="partnership")
    picture = story(answer, DE, title="Luzhou")
    (marks,) = picture.figure["data"]
    dated = [row for row in answer if isinstance(row.date, str)]
    assert len(marks["x"]) == len(dated) > 3
    hollow = [symbol for symbol in marks["marker"]["symbol"] if symbol.endswith("-open")]
    assert len(hollow) == sum(row.nature == "intention" for row in dated)
    assert all(row.title_de in picture.alt.replace("\u00a0", " ") for row in dated)
    words = [n for n in picture.figure["layout"]["annotations"] if n["name"] == "words"]
    ends = [note["y"] + 16 * (note["text"].count("<br>") + 1) for note in words]
    assert all(end <= after["y"] for end, after in zip(ends, words[1:], strict=False))


def test_the_tiles_are_the_sixteen_laender_and_the_special_lines_stand_apart() -> None:
    answer = ask("trade_laender")
    lands = set(answer.rows.loc[answer.rows["kind"] == "land", "region"])
    assert set(tiles.PLACES) == lands
    assert len({place[:2] for place in tiles.PLACES.values()}) == 16
    picture = tiles.tile_map(answer, DE, title="Länder")
    names = [trace["name"] for trace in picture.figure["data"]]
    assert names.count("tile") == 16
    assert names.count("apart") == len(answer.rows) - 16 == 2
    assert all(
        trace["fillpattern"]["shape"]
        for trace in picture.figure["data"]
        if trace["name"] == "apart"
    )
    for row in answer:
        assert answer.labels.name("region", row.region, "de") in picture.alt
    partly = tiles.tile_map(answer.having(lambda row: row.region != "de-sl"), DE, title="Länder")
    assert "Ohne Zahl: Saarland" in partly.alt


def on_dark_pages(colour: str) -> str:
    """What the pages' style makes of a picture's colour on a dark page."""
    rgb = ", ".join(str(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    css = (ROOT / "ui" / "style.css").read_text("utf-8")
    turned = re.search(rf"rgb\({rgb}\)[^{{}}]*{{fill:light-dark\({colour},(#\w+)\)!important", css)
    return turned[1] if turned else colour


def contrast(one: str, other: str) -> float:
    """How far two colours are apart for eyes (WCAG 2.2)."""

    def light(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@each("ground", ["#FFFFFF", "#171614"])
def test_shades_begin_near_the_ground_of_the_page_and_their_words_stand_out(ground: str) -> None:
    shown: Callable[[str], str] = on_dark_pages if ground == "#171614" else str
    apart = [contrast(shown(shade), ground) for shade in style.SHADES]
    assert apart == sorted(apart)
    assert (apart[0] < 1.6, apart[-1] > 7) == (True, True), "little is near it, much is far"
    assert contrast(style.OUTLINE, ground) >= 3, "what is near it is outlined"
    for shade, words in zip(style.SHADES, style.ON_SHADES, strict=True):
        assert contrast(shown(shade), shown(words)) >= 4.5, shade


def test_goods_of_two_directions_share_no_areas_and_an_area_is_the_figure() -> None:
    answer = ask("trade_products")
    with pytest.raises(ValueError, match="flow"):
        treemap(answer, DE, title="Waren")
    exports = answer.where(flow="export")
    (trace,) = treemap(exports, DE, title="Waren").figure["data"]
    assert trace["values"] == sorted(map(float, exports.rows["value"]), reverse=True)


@each("ground", ["light", "dark"])
def test_words_on_areas_of_goods_stand_out_on_light_and_dark_pages(ground: str) -> None:
    exports = ask("trade_products").where(flow="export")
    (trace,) = treemap(exports, DE, title="Waren").figure["data"]
    for colour in trace["marker"]["colors"]:
        made = on_dark_pages(colour) if ground == "dark" else colour
        assert contrast(made, trace["textfont"]["color"]) >= 4.5, colour


def test_every_picture_can_be_sent_and_says_all_it_says_in_both_languages() -> None:
    for lang in LANGUAGES:
        locale = Locale(lang)
        pictures = [
            the_flow(lang), bump(ask("trade_partner_ranks"), locale, title="t"),
            strip(ask("link_state"), locale, title="t", trains=ask("rail_trains")),
            deals.deals_over_time(ask("deals"), locale, title="t"),
            tiles.tile_map(ask("trade_laender"), locale, title="t"),
        ]  # fmt: skip
        for picture in pictures:
            json.dumps(picture.figure, allow_nan=False)
            assert picture.alt
            assert len(picture.table)
            assert len(picture.plotly_figure.data) == len(picture.figure["data"])
