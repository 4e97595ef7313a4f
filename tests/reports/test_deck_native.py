"""Which pictures become charts of PowerPoint, and that none does which it would draw otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from i18n import Locale
from reports.deck_chart import ChartData
from reports.deck_model import NotNative, format_of
from reports.deck_native import native
from tests.each import each

DE = Locale("de")


def line(**more: Any) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "lines+markers", "name": "Ausfuhr",
        "x": ["2020-01-01", "2021-01-01", "2022-01-01"], "y": [1.0, None, 3.0],
        "line": {"color": "#0072B2", "width": 2.4, "dash": "solid"},
        "marker": {"color": "#0072B2", "symbol": ["circle", "circle", "circle-open"]}, **more,
    }  # fmt: skip


def lines(*traces: dict[str, Any], **layout: Any) -> dict[str, Any]:
    return {"data": list(traces), "layout": {"xaxis": {"type": "date"}, "yaxis": {}, **layout}}


def bars(trace: dict[str, Any], **layout: Any) -> dict[str, Any]:
    base = {"xaxis": {}, "yaxis": {}, "colorway": ["#0072B2"], **layout}
    return {"data": [{"type": "bar", **trace}], "layout": base}


LYING = {"orientation": "h", "x": [1.5, None], "y": [0.5, 1.5], "text": ["1,5 %", ""]}
NAMES = {"tickvals": [0.5, 1.5], "ticktext": ["Herne", "Bochum<br>und mehr"]}


def test_a_line_keeps_its_gaps_and_signs() -> None:
    chart = native(lines(line()), DE)
    (series,) = chart.series
    assert series.values == (1.0, None, 3.0)
    assert [mark.fill for mark in series.marks if mark] == ["#0072B2", "#0072B2", "#FFFFFF"]


@each(
    "trace",
    [
        line(fill="tozeroy"),
        line(line={"color": "#0072B2", "shape": "hv"}),
        line(x=["2020-01-01", "2021-06-14", "2022-01-01"]),
        line(x=["2020-01-01", "2020-01-01", "2022-01-01"]),
        line(x=[2020.5, 2021.5, 2022.5]),
        line(stackgroup="one"),
    ],
)
def test_what_powerpoint_would_draw_otherwise_is_no_native_chart(trace: dict[str, Any]) -> None:
    with pytest.raises(NotNative):
        native(lines(trace), DE)


@each(
    "layout",
    [
        {"shapes": [{"type": "line"}]},
        {"xaxis2": {}},
        {"annotations": [{"text": "da", "x": "2020-01-01", "y": 1.0, "showarrow": True}]},
        {"annotations": [{"text": "da", "x": "2020-01-01", "y": 7.0, "showarrow": False}]},
        {"xaxis": {"type": "linear"}},
    ],
)
def test_a_layout_that_says_more_than_a_chart_can_is_no_native_chart(
    layout: dict[str, Any],
) -> None:
    with pytest.raises(NotNative):
        native(lines(line(), **layout), DE)


def test_a_line_that_another_series_would_break_is_no_native_chart() -> None:
    through = line(x=["2020-01-01", "2022-01-01"], y=[1.0, 3.0])
    assert native(lines(through), DE).series[0].values == (1.0, 3.0)
    with pytest.raises(NotNative, match="another series"):
        native(lines(through, line()), DE)


def test_lying_bars_are_listed_from_the_top_and_say_why_one_is_missing() -> None:
    note = {"x": 0, "y": 1.5, "text": "nicht genannt", "showarrow": False}
    chart = native(bars(LYING, yaxis=NAMES, annotations=[note]), DE)
    assert chart.categories == ("Bochum und mehr: nicht genannt", "Herne")
    assert chart.series[0].values == (None, 1.5)
    assert chart.series[0].labels[1].code == '#,##0.0" %";"−"#,##0.0" %"'


def test_hollow_bars_stay_hollow_and_the_strong_one_strong() -> None:
    marker = {"color": ["rgba(0,0,0,0)", "#0072B2"], "line": {"color": ["#767676", "#0072B2"]},
              "pattern": {"shape": ["/", ""]}}  # fmt: skip
    chart = native(bars({**LYING, "x": [1.5, 2.5], "marker": marker}, yaxis=NAMES), DE)
    assert chart.series[0].colours == ("#0072B2", "#767676")
    assert chart.series[0].hollow == {1}


def test_standing_bars_of_months_leave_room_for_months_without_one() -> None:
    trace = {"x": ["2026-03-01", "2026-01-01"], "y": [3.0, 1.0], "name": "an"}
    chart = native(bars(trace, xaxis={"type": "date"}, barmode="stack"), DE)
    assert (chart.kind, chart.is_dated, chart.series[0].values) == ("column", True, (1.0, 3.0))
    with pytest.raises(NotNative, match="single days"):
        native(bars({**trace, "x": ["2026-03-04", "2026-01-05"]}, xaxis={"type": "date"}), DE)


def test_ranks_count_down_from_one_without_a_rank_zero() -> None:
    axis = {"range": [9.5, 0.5], "dtick": 1, "title": {"text": "Platz"}}
    chart = native(lines(line(), yaxis=axis), DE)
    assert (chart.axis.is_reversed, chart.axis.low, chart.axis.high) == (True, 0, 10)
    assert chart.axis.code.startswith('[<1]"";[>9]"";')


def test_an_axis_below_zero_begins_on_a_whole_step() -> None:
    axis = native(lines(line(), yaxis={"range": [-33.1, 2.0]}), DE).axis
    assert axis.low % axis.step == 0
    assert axis.low <= -33.1


@each(
    ("text", "value", "code"),
    [
        ("12,1 Mrd. €", 12.101407, '#,##0.0" Mrd. €";"−"#,##0.0" Mrd. €"'),
        ("310.579", 310579.0, '#,##0;"−"#,##0'),
        ("+4,5", 4.51, '"+"#,##0.0;"−"#,##0.0'),
        ("−30,7", -30.681, '#,##0.0;"−"#,##0.0'),
        ("mehr als 2", 2.0, None),
        ("12,2", 12.101407, None),
        ("12,15", 12.1, None),
    ],
)
def test_a_label_follows_its_value_only_where_that_says_the_same(
    text: str, value: float, code: str | None
) -> None:
    assert format_of(text, value, DE) == code


def test_the_parts_of_a_series_stand_in_the_order_that_powerpoint_asks_for() -> None:
    chart = native(lines(line(text=["1", "", "3"], mode="lines+markers+text")), DE)
    raw = ChartData(chart, "de", (800, 300), date(2026, 1, 1)).xml_bytes(None)
    root = ElementTree.fromstring(raw)  # noqa: S314 - our own
    series = root.find(".//{http://schemas.openxmlformats.org/drawingml/2006/chart}ser")
    assert series is not None
    parts = [one.tag.rpartition("}")[2] for one in series]
    assert parts == ["idx", "order", "tx", "spPr", "marker", "dPt", "dLbls", "cat", "val", "smooth"]
