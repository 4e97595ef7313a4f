"""Pictures of the corridor calculator: days of each corridor, total cost over the goods' value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import style
from charts.cache import cached
from charts.rows import CostRow
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

_KEY = "corridor"


@cached(64)
def days(answer: Answer, locale: Locale, *, title: str) -> Picture:
    """Days on the way of each corridor, as ranges. ``answer``: corridor, days_low, days_high."""
    bars = []
    for row in answer:
        low, high = absent(row.days_low), absent(row.days_high)
        text = locale.interval(low, high, "days")
        if low is None:
            text = locale(f"{_KEY}.not_computable")
        bars.append(SpanBar(_name(row, answer, locale), low, high, text))
    rows = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return span_bars(
        bars, locale, unit=locale.scale("days", 1).symbol,
        text=locale(f"{_KEY}.days_alt", title=title, rows=rows),
        table=Table((locale("column.corridor"), locale("column.days")),
                    tuple((bar.label, bar.text) for bar in bars), (False, True)),
    )  # fmt: skip


@cached(64)
def costs(answer: Answer, locale: Locale, *, title: str, goods_eur: float | None,
          between: tuple[float, float] | None) -> Picture:  # fmt: skip
    """Total cost per FEU over the value of the goods: a band a corridor, where they cross.

    ``answer``: corridor, goods_eur, total_eur_low, total_eur_high. ``goods_eur``: the value that
    the visitor asks for; ``between``: the values between which the faster way becomes the cheaper.
    """
    codes = list(dict.fromkeys(row.corridor for row in answer))
    traces: list[dict[str, Any]] = []
    for number, code in enumerate(codes):
        traces += _band(answer.where(corridor=code), locale, number)
    layout = style.layout(
        locale,
        height=400,
        unit=locale.scale("eur_per_feu", 1).symbol,
        showlegend=True,
        margin={"l": 8, "r": 12, "t": 30 + 24 * len(codes), "b": 8},
        legend={"orientation": "v", "traceorder": "normal"},
        xaxis={"title": {"text": locale(f"{_KEY}.goods_axis")}, "tickformat": ",.0f", "nticks": 6},
        yaxis={"rangemode": "tozero", "tickformat": ",.0f"},
        shapes=_marks(answer, goods_eur, between),
    )
    return Picture({"data": traces, "layout": layout}, _alt(answer, codes, title, locale),
                   _table(answer, codes, locale), (), style.config(locale))  # fmt: skip


def _band(band: Answer, locale: Locale, number: int) -> list[dict[str, Any]]:
    """The lower and the upper end of one corridor's cost, what lies between them tinted."""
    colour, dash = style.COLOURS[number], style.DASHES[number % len(style.DASHES)]
    name = _name(band.tuples[0], band, locale)
    hover = [
        f"<b>{name}</b><br>{locale.value(row.goods_eur, 'eur_per_feu')}: {_cost(row, locale)}"
        for row in band
    ]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return [
        {
            "type": "scatter", "mode": "lines", "name": name, "showlegend": end == "high",
            "x": [row.goods_eur for row in band],
            "y": [round(getattr(row, f"total_eur_{end}"), 2) for row in band],
            "line": {"color": colour, "width": 2, "dash": dash},
            "fill": "tonexty" if end == "high" else "none",
            "fillcolor": f"rgba({red},{green},{blue},0.14)",
            "customdata": hover, "hovertemplate": "%{customdata}<extra></extra>",
        }
        for end in ("low", "high")
    ]  # fmt: skip


def _marks(answer: Answer, goods_eur: float | None,
           between: tuple[float, float] | None) -> list[dict[str, Any]]:  # fmt: skip
    """The visitor's value as a dotted line, the range of crossings as a grey field."""
    upright: dict[str, Any] = {"yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    marks = []
    last = float(answer.rows["goods_eur"].max()) if answer else 0.0
    if between is not None and between[0] < last:
        marks.append({"type": "rect", "x0": between[0], "x1": min(between[1], last),
                      "fillcolor": style.LAND, "line": {"width": 0}, **upright})  # fmt: skip
    if goods_eur is not None and goods_eur <= last:
        marks.append({"type": "line", "x0": goods_eur, "x1": goods_eur,
                      "line": {"color": style.MUTED, "width": 1.6, "dash": "dot"},
                      **upright})  # fmt: skip
    return marks


def _alt(answer: Answer, codes: Sequence[str], title: str, locale: Locale) -> str:
    parts = []
    for code in codes:
        band = answer.where(corridor=code).tuples
        ends = [_cost(row, locale) for row in (band[0], band[-1])]
        parts.append(locale(f"{_KEY}.costs_alt_row", name=_name(band[0], answer, locale),
                           first=ends[0], last=ends[1]))  # fmt: skip
    return locale(f"{_KEY}.costs_alt", title=title, rows=" ".join(parts))


def _table(answer: Answer, codes: Sequence[str], locale: Locale) -> Table:
    """A row a value of goods, a column a corridor."""
    cells = {(row.corridor, row.goods_eur): _cost(row, locale) for row in answer}
    values = sorted({row.goods_eur for row in answer})
    return Table(
        (locale(f"{_KEY}.goods_axis"),
         *(answer.labels.of("corridor", code, locale.lang) for code in codes)),
        tuple((locale.number(value, 0), *(cells[code, value] for code in codes))
              for value in values),
        (True,) * (len(codes) + 1),
    )  # fmt: skip


def _name(row: CostRow, answer: Answer, locale: Locale) -> str:
    return answer.labels.of("corridor", row.corridor, locale.lang)


def _cost(row: CostRow, locale: Locale) -> str:
    return locale.interval(row.total_eur_low, row.total_eur_high, "eur_per_feu", 3)


@dataclass(frozen=True)
class SpanBar:
    """One bar: its label, its ends (None: not known) and what stands beside it."""

    label: str
    low: float | None
    high: float | None
    text: str


def span_bars(bars: Sequence[SpanBar], locale: Locale, *, unit: str, text: str,
              table: Table) -> Picture:  # fmt: skip
    """Ranges below each other on one axis from zero, the first on top; both ends are marked.

    A row without a range keeps its place and says so, it is not drawn as zero.
    """
    traces = [
        {
            "type": "scatter", "mode": "lines+markers", "x": [bar.low, bar.high], "y": [row, row],
            "line": {"color": style.COLOURS[0], "width": 9},
            "marker": {"color": style.COLOURS[0], "size": 13, "symbol": "circle", "opacity": 1},
            "customdata": [f"<b>{bar.label}</b><br>{bar.text}"] * 2,
            "hovertemplate": "%{customdata}<extra></extra>",
        }
        for row, bar in enumerate(reversed(bars))
        if bar.low is not None
    ]  # fmt: skip
    top = max((bar.high for bar in bars if bar.high is not None), default=1.0)
    layout = style.layout(
        locale,
        height=96 + 40 * len(bars),
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
        xaxis={"title": {"text": unit}, "showgrid": True, "zeroline": True,
               "range": [0, top * 1.7 or 1]},
        yaxis={"tickvals": list(range(len(bars))), "showgrid": False, "zeroline": False,
               "ticktext": [style.wrapped(bar.label, 22) for bar in reversed(bars)],
               "range": [-0.6, len(bars) - 0.4]},
        annotations=[
            {"x": bar.high or 0, "y": row, "text": style.wrapped(bar.text, 30), "showarrow": False,
             "xanchor": "left", "xshift": 12 if bar.high is not None else 4, "align": "left"}
            for row, bar in enumerate(reversed(bars))
        ],
    )  # fmt: skip
    return Picture({"data": traces, "layout": layout}, text, table, (), style.config(locale))
