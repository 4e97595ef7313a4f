"""Promises of pictures on paper: what is drawn is the figure, in its place, and nothing else."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from math import log10
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from charts import bars, deals, style, tiles
from charts.bump import bump
from charts.lines import over_time
from charts.paper import known as scene_known
from charts.paper.axis import day_number
from charts.paper.clip import Room
from charts.paper.items import Words
from charts.paper.scene import Scene, UnknownDrawing, scene
from charts.paper.svg import svg
from charts.paper.treemap import squarified
from charts.story import story
from charts.strip import strip
from charts.style import Picture
from charts.treemap import treemap
from data.ask import ask
from i18n import LANGUAGES, Locale
from tests.charts.printed import faults
from tests.charts.test_pictures import lines_of, the_flow
from tests.each import each

DE = Locale("de")
VALUES = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False).map(lambda x: round(x, 3))
QUICK = settings(max_examples=25, deadline=None)


def figure(*data: dict[str, Any], **layout: Any) -> dict[str, Any]:
    return {"data": list(data), "layout": style.layout(DE, **layout)}


def value_at(drawn: Scene, axis: str, pixel: float) -> float:
    """What a pixel means on an axis."""
    (low, start), (high, end) = drawn.axes[axis]
    return low + (pixel - start) / (end - start) * (high - low)


def items_of(drawn: Scene, part: str) -> list[Any]:
    return [item for item in drawn.items if re.fullmatch(part, item.part)]


def texts(drawn: Scene) -> list[str]:
    return [item.text for item in drawn.items if isinstance(item, Words)]


@QUICK
@given(values=st.lists(VALUES, min_size=1, max_size=8), lying=st.booleans())
def test_the_length_of_a_bar_is_its_value(values: list[float], lying: bool) -> None:
    names = [f"Stadt {n}" for n in range(len(values))]
    across, up = (values, names) if lying else (names, values)
    trace = {"type": "bar", "x": across, "y": up, "orientation": "h" if lying else "v"}
    drawn = scene(figure(trace), DE)
    axis = "xaxis" if lying else "yaxis"
    (low, _), (high, _) = drawn.axes[axis]
    for index, value in enumerate(values):
        (bar,) = items_of(drawn, rf"data\[0\]\.bar\[{index}\]")
        ends = (bar.x, bar.x + bar.width) if lying else (bar.y, bar.y + bar.height)
        read = sorted(value_at(drawn, axis, end) for end in ends)
        assert read == pytest.approx(sorted((0.0, value)), abs=1e-6 * max(high - low, 1))


@QUICK
@given(values=st.lists(st.none() | VALUES, min_size=2, max_size=12), turned=st.booleans())
def test_every_point_of_a_line_is_its_value_and_a_gap_is_a_gap(
    values: list[float | None], turned: bool
) -> None:
    days = [f"{2000 + n}-07-01" for n in range(len(values))]
    known = [y for y in values if y is not None] or [0.0]
    low, high = min(known) - 1, max(known) + 1
    shown = {"range": [high, low] if turned else [low, high]}
    trace = {"type": "scatter", "mode": "lines+markers", "x": days, "y": values}
    drawn = scene(figure(trace, xaxis={"type": "date"}, yaxis=shown), DE)
    for index, (day, value) in enumerate(zip(days, values, strict=True)):
        marks = items_of(drawn, rf"data\[0\]\.marker\[{index}\]")
        assert len(marks) == (value is not None)
        for mark in marks:
            assert value_at(drawn, "xaxis", mark.x) == pytest.approx(day_number(day), abs=1e-3)
            assert value_at(drawn, "yaxis", mark.y) == pytest.approx(value, abs=1e-6 * (high - low))
    pieces = "".join("x" if y is not None else " " for y in values).split()
    lines = items_of(drawn, r"data\[0\]\.line")
    assert [len(line) for path in lines for line in path.lines] == [len(one) for one in pieces]


@QUICK
@given(values=st.lists(st.floats(0.001, 1e9), min_size=1, max_size=6))
def test_on_an_axis_of_logarithms_a_point_is_its_power_of_ten(values: list[float]) -> None:
    trace = {"type": "scatter", "mode": "markers", "x": list(range(len(values))), "y": values}
    drawn = scene(figure(trace, yaxis={"type": "log"}), DE)
    for index, value in enumerate(values):
        (mark,) = items_of(drawn, rf"data\[0\]\.marker\[{index}\]")
        assert value_at(drawn, "yaxis", mark.y) == pytest.approx(log10(value), abs=1e-6)


@QUICK
@given(values=st.lists(st.floats(0.5, 1e4), min_size=1, max_size=20))
def test_areas_are_the_values_and_fill_the_whole(values: list[float]) -> None:
    ordered = sorted(values, reverse=True)
    tiles_ = squarified(ordered, Room(0, 0, 600, 400))
    for value, tile in zip(ordered, tiles_, strict=True):
        assert tile.width * tile.height == pytest.approx(value / sum(values) * 240_000, rel=1e-6)
        assert -1e-6 <= tile.left <= tile.right <= 600 + 1e-6
        assert -1e-6 <= tile.top <= tile.bottom <= 400 + 1e-6


def test_bars_stand_beside_or_on_each_other_as_the_figure_says() -> None:
    traces = [
        {"type": "bar", "x": ["a", "b"], "y": [2, 3]},
        {"type": "bar", "x": ["a", "b"], "y": [4, 1]},
    ]
    beside = scene(figure(*traces, barmode="group"), DE)
    first, second = (items_of(beside, rf"data\[{n}\]\.bar\[0\]")[0] for n in (0, 1))
    assert first.x + first.width <= second.x + 1e-6
    stacked = scene(figure(*traces, barmode="stack"), DE)
    first, second = (items_of(stacked, rf"data\[{n}\]\.bar\[0\]")[0] for n in (0, 1))
    assert second.y + second.height == pytest.approx(first.y)
    assert value_at(stacked, "yaxis", second.y) == pytest.approx(6)


def test_lines_and_areas_beyond_the_axes_are_cut_there() -> None:
    trace = {"type": "scatter", "mode": "lines", "fill": "toself", "x": [-5, 15, 15, -5, -5],
             "y": [-5, -5, 15, 15, -5]}  # fmt: skip
    drawn = scene(figure(trace, xaxis={"range": [0, 10]}, yaxis={"range": [0, 10]}), DE)
    (area,) = items_of(drawn, r"data\[0\]\.fill")
    for x, y in area.lines[0]:
        assert -1e-6 <= value_at(drawn, "xaxis", x) <= 10 + 1e-6
        assert -1e-6 <= value_at(drawn, "yaxis", y) <= 10 + 1e-6
    assert items_of(drawn, r"data\[0\]\.line") == []


@each(
    ("change", "name"),
    [
        (lambda f: f["data"].append({"type": "pie", "values": [1]}), "trace of type pie"),
        (lambda f: f["data"][0].update(error_y={"array": [1]}), "scatter.error_y.array"),
        (lambda f: f["data"][0].update(mode="lines+arrows"), "scatter.mode"),
        (lambda f: f["data"][0]["line"].update(smoothing=1), "scatter.line.smoothing"),
        (lambda f: f["data"][0]["line"].update(shape="spline"), "line.shape"),
        (lambda f: f["data"][0]["line"].update(dash="4px"), "line.dash"),
        (lambda f: f["data"][0]["marker"].update(symbol="star"), "marker.symbol"),
        (lambda f: f["data"][0]["marker"].update(colorscale="Viridis"), "marker.colorscale"),
        (lambda f: f["data"][0].update(fill="tonext"), "scatter.fill"),
        (lambda f: f["layout"].update(polar={"bgcolor": "red"}), "layout.polar.bgcolor"),
        (lambda f: f["layout"].update(xaxis=7), "layout.xaxis"),
        (lambda f: f["layout"]["yaxis"].update(tickprefix="€"), "yaxis.tickprefix"),
        (lambda f: f["layout"]["yaxis"].update(tickformat=".3s"), "tickformat"),
        (lambda f: f["layout"].update(annotations=[{"text": "<u>a</u>", "x": 1, "y": 1}]), "<u>"),
        (lambda f: f["layout"].update(shapes=[{"type": "circle", "x0": 0, "x1": 1, "y0": 0,
                                               "y1": 1}]), "shape.type"),
        (lambda f: f["layout"].update(separators=".,"), "separators"),
        (lambda f: f.update(frames=[]), "frames"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_refused_by_its_name(
    change: Callable[[dict[str, Any]], None], name: str
) -> None:
    known = figure({"type": "scatter", "mode": "lines+markers", "x": [1, 2], "y": [1, 2],
                    "line": {"width": 2}, "marker": {"size": 8}})  # fmt: skip
    scene(known, DE)
    changed = copy.deepcopy(known)
    change(changed)
    with pytest.raises(UnknownDrawing, match=re.escape(name)):
        scene(changed, DE)


class Read(dict[str, Any]):
    """A part of a figure that keeps which of its properties were read."""

    def __init__(self, part: dict[str, Any], path: str, seen: set[str]) -> None:
        super().__init__({k: watched(v, f"{path}.{k}", seen) for k, v in part.items()})
        self.path, self.seen = path, seen

    def __getitem__(self, name: str) -> Any:
        self.seen.add(f"{self.path}.{name}")
        return super().__getitem__(name)

    def get(self, name: str, default: Any = None) -> Any:
        self.seen.add(f"{self.path}.{name}")
        return super().get(name, default)


def watched(part: Any, path: str, seen: set[str]) -> Any:
    if isinstance(part, dict):
        return Read(part, path, seen)
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return [watched(one, f"{path}[]", seen) for one in part]
    return part


def pictures(lang: str = "de") -> list[Picture]:
    """One of each kind that a question alone can fill."""
    locale = Locale(lang)
    events = (("2019-05-22", "Partnerschaft"),)
    states, trains = ask("link_state"), ask("rail_trains")
    many = ask("trade_series", partner=["cn", "us", "nl", "pl", "fr"])
    return [
        over_time(ask("trade_series"), locale, title="t", by="flow", columns=("period", "value"),
                  events=events),
        over_time(many, locale, title="t", by="partner", columns=("period", "value")),
        the_flow(lang), bump(ask("trade_partner_ranks"), locale, title="t"),
        *(strip(states, locale, title="t", trains=trains, small=small) for small in (False, True)),
        deals.deals_over_time(ask("deals"), locale, title="t"),
        tiles.tile_map(ask("trade_laender"), locale, title="t"),
        treemap(ask("trade_products").where(flow="export"), locale, title="t"),
        story(ask("cooperation_events", where="herne").where(part="partnership"), locale,
              title="t"),
        bars.ranked(ask("trade_laender"), locale, title="t", by="region", unit="meur",
                    columns=("region", "value"), strong=["de-nw"]),
    ]  # fmt: skip


@pytest.mark.usefixtures("warehouse")
@each("lang", LANGUAGES)
def test_every_kind_of_picture_is_whole_inside_its_frame_and_large_enough(lang: str) -> None:
    found = [fault for number, picture in enumerate(pictures(lang))
             for fault in (f"{number}: {one}" for one in
                           faults(picture.figure, Locale(lang), "t", picture.alt))]  # fmt: skip
    assert found == []


@pytest.mark.usefixtures("warehouse")
def test_every_property_that_counts_as_drawn_is_read_where_it_occurs() -> None:
    seen: set[str] = set()
    there: set[str] = set()
    for picture in pictures():
        data = []
        for trace in picture.figure["data"]:
            kind = trace.get("type", "scatter")
            there |= {f"{kind}.{path}" for path in scene_known._paths(trace)}
            data.append(watched(trace, kind, seen))
        there |= {f"layout.{path}" for path in scene_known._paths(picture.figure["layout"])}
        scene({"data": data, "layout": watched(picture.figure["layout"], "layout", seen)}, DE)
    screen = {f"{kind}.{path}" for kind, words in scene_known.SCREEN_ONLY.items()
              for path in words.split()}  # fmt: skip
    whole = tuple(path.removesuffix("*") for path in screen if path.endswith("*"))
    names = {"treemap.ids", "treemap.name", "layout.shapes[].name"}
    names |= {"scatter.text", "treemap.branchvalues"}  # said over an area; there is one level only
    names |= {"bar.cliponaxis"}  # no words at bars are ever cut
    names |= {f"layout.xaxis.title.{one}" for one in ("font.size", "standoff")}  # of no words
    unread = {path for path in there - seen - screen - names
              if not path.startswith(whole) and ".steps[]." not in path}  # fmt: skip
    assert sorted(unread) == []


@pytest.mark.usefixtures("warehouse")
def test_two_builds_are_equal_also_after_a_journey_through_json() -> None:
    for picture in pictures()[:4]:
        first = svg(scene(picture.figure, DE), title="t", alt=picture.alt)
        stored = json.loads(json.dumps(picture.figure))
        assert svg(scene(stored, DE), title="t", alt=picture.alt) == first


@pytest.mark.usefixtures("warehouse")
def test_colours_are_not_needed_to_tell_many_lines_or_hollow_bars_apart() -> None:
    many = lines_of("trade_series", "partner",
                    values={"partner": ["cn", "us", "nl", "pl", "fr"]})  # fmt: skip
    drawn = scene(many.figure, DE)
    dashes = {item.paint.dash for item in items_of(drawn, r"data\[\d+\]\.line")}
    assert len(dashes) == 5
    trace = {"type": "bar", "x": ["a"], "y": [1], "marker": {
        "color": "rgba(0,0,0,0)", "pattern": {"shape": "/", "fgcolor": "#0072B2"}}}  # fmt: skip
    text = svg(scene(figure(trace), DE), title="t", alt="a")
    assert 'fill="url(#h-rise-0072B2-8-1_68)"' in text


def test_numbers_at_axes_are_spelled_in_the_language() -> None:
    trace = {"type": "scatter", "mode": "lines", "x": [1, 2], "y": [-2500.5, 2500]}
    for lang, spelled in (("de", "2.000,0"), ("en", "2,000.0")):
        locale = Locale(lang)
        layout = style.layout(locale, yaxis={"tickformat": ",.1f"})
        said = texts(scene({"data": [trace], "layout": layout}, locale))
        assert {spelled, f"\N{MINUS SIGN}{spelled}"} <= set(said)


def test_months_and_weeks_stand_at_their_days() -> None:
    for days, wanted, first in (
        (["2026-01-01", "2026-02-01", "2026-03-01"], "%-m/%Y", "1/2026"),
        (["2026-01-05", "2026-01-12", "2026-01-19"], "%d.%m.%y", "05.01.26"),
    ):
        trace = {"type": "bar", "x": days, "y": [1, 2, 3]}
        drawn = scene(figure(trace, xaxis={"type": "date", "nticks": 8, "tickformat": wanted}), DE)
        said = [i for i in items_of(drawn, r"xaxis\.tick\[\d+\]") if i.text == first]
        assert len(said) == 1
        (bar,) = items_of(drawn, r"data\[0\]\.bar\[0\]")
        assert said[0].x + said[0].width / 2 == pytest.approx(bar.x + bar.width / 2, abs=0.5)


def test_a_figure_at_a_line_moves_off_what_it_would_cover() -> None:
    note = {"x": 1, "y": 5, "text": "5.000.000", "showarrow": False, "xanchor": "center",
            "yanchor": "bottom", "yshift": 7, "name": "line_figure"}  # fmt: skip
    line = {"type": "scatter", "mode": "lines", "x": [0, 1, 2], "y": [0, 5, 10]}
    layout = {"xaxis": {"range": [0, 2]}, "yaxis": {"range": [0, 10]}}
    drawn = scene(figure(line, annotations=[note], **layout), DE)
    (said,) = items_of(drawn, r"annotations\[0\]")
    for x, y in items_of(drawn, r"data\[0\]\.line")[0].lines[0][1:2]:
        assert not (said.x < x < said.x + said.width and said.y - said.size < y < said.y)


def test_tiles_without_room_for_their_words_bear_a_number_of_the_key() -> None:
    names = ["Maschinen", "Ein sehr langer Name einer kleinen Ware", "Noch eine kleine Ware"]
    trace = {"type": "treemap", "labels": names, "parents": [""] * 3, "values": [1000, 1, 1],
             "text": ["1.000 Mio. €", "1 Mio. €", "1 Mio. €"]}  # fmt: skip
    drawn = scene(figure(trace, height=300), DE)
    said = texts(drawn)
    assert "1" in said
    assert f"1 {names[1]} 1 Mio. €" in said
    assert drawn.height > 300


def test_scale_enlarges_the_picture_and_all_that_is_in_it() -> None:
    trace = {"type": "scatter", "mode": "lines", "x": [1, 2], "y": [1, 2]}
    plain, large = (scene(figure(trace), DE, width=600 * n, scale=n) for n in (1, 2))
    assert plain.items == large.items
    assert 'width="1200"' in svg(large, title="t", alt="a")
    with pytest.raises(ValueError, match="draw it larger"):
        scene(figure(trace), DE, width=45)


def test_words_of_markup_stay_words() -> None:
    text = svg(scene(figure(), DE), title="A & B <c>", alt='"x" < y \x0b')
    assert "<title>A &amp; B &lt;c&gt;</title>" in text
    assert "\x0b" not in text


def test_periods_that_reports_cover_in_part_stay_hollow() -> None:
    hollow = {"type": "bar", "x": ["a", "b"], "y": [1, 2],
              "marker": {"color": ["rgba(0,0,0,0)", "#0072B2"],
                         "line": {"color": "#0072B2", "width": 1.4}}}  # fmt: skip
    first, second = items_of(scene(figure(hollow), DE), r"data\[0\]\.bar\[\d\]")
    assert (first.paint.fill, second.paint.fill) == (None, "#0072B2")
    assert first.paint.stroke == "#0072B2"
