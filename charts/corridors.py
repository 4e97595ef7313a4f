"""Pictures of the corridor calculator: days, total cost over the goods' value, what matters most.

Full: figures of sources or of the visitor. Pale with hollow ends: with ranges of our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from charts import style
from charts.cache import cached
from charts.rows import CostRow
from charts.style import Picture
from charts.table import Table, absent
from data import evidence
from data.answer import Answer
from i18n import Locale

_KEY = "corridor"
#: Where a range of our own is in it.
_PALE = "rgba(0,114,178,0.4)"
#: Pixels for what stands beside the longest range.
_BESIDE = 102


@cached(64)
def days(answer: Answer, locale: Locale, *, title: str) -> Picture:
    """Days on the way of each corridor, as ranges. ``answer``: corridor, days_low, days_high."""
    bars = []
    for row in answer:
        low, high = absent(row.days_low), absent(row.days_high)
        text = evidence.linked(locale.interval(low, high, "days"), row, "days")
        if low is None:
            text = locale(f"{_KEY}.not_computable")
        is_own = len(row.days_own) > 0
        bars.append(SpanBar(_name(row, answer, locale), low, high, _marked(text, locale, is_own),
                            is_own))  # fmt: skip
    rows = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return span_bars(
        bars, locale, unit=locale.scale("days", 1).symbol,
        text=locale(f"{_KEY}.days_alt", title=title, rows=rows),
        table=Table((locale("column.corridor"), locale("column.days")),
                    tuple((bar.label, bar.text) for bar in bars), (False, True)),
    )  # fmt: skip


@cached(64)
def tornado(answer: Answer, locale: Locale, *, title: str, most: int = 8) -> Picture:
    """How far each range moves the price difference, from where it stands with all at the middle.

    ``answer``: assumption, at_low_eur, at_high_eur, base_eur, is_own; the widest first.
    """
    rows = answer.tuples[:most]
    bars = []
    for row in rows:
        ends = sorted((row.at_low_eur, row.at_high_eur))
        swing = evidence.linked(locale.interval(ends[0], ends[1], "eur", 3), row, "swing_eur")
        text = _marked(swing, locale, row.is_own)
        name = answer.labels.name("assumption", row.assumption, locale.lang)
        bars.append(SpanBar(name, ends[0], ends[1], text, bool(row.is_own)))
    listing = "; ".join(f"{bar.label}: {bar.text}" for bar in bars)
    return span_bars(
        bars, locale, unit=locale.scale("eur_per_feu", 1).symbol,
        text=locale(f"{_KEY}.swings.alt", title=title, rows=listing),
        table=Table((locale("column.assumption"), locale("column.difference_eur")),
                    tuple((bar.label, bar.text) for bar in bars), (False, True)),
        base=rows[0].base_eur if rows else None,
    )  # fmt: skip


def _marked(text: str, locale: Locale, is_own: bool) -> str:
    """A range, with the remark that one of ours is in it."""
    return locale(f"{_KEY}.with_own", text=text) if is_own else text


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
         *(answer.labels.name("corridor", code, locale.lang) for code in codes)),
        tuple((locale.number(value, 0), *(cells[code, value] for code in codes))
              for value in values),
        (False, *(True,) * len(codes)),
    )  # fmt: skip


def _name(row: CostRow, answer: Answer, locale: Locale) -> str:
    return answer.labels.name("corridor", row.corridor, locale.lang)


def _cost(row: CostRow, locale: Locale) -> str:
    text = locale.interval(row.total_eur_low, row.total_eur_high, "eur_per_feu", 3)
    return evidence.linked(text, row, "total_eur")


@dataclass(frozen=True)
class SpanBar:
    """One bar: its label, its ends (None: not known) and what stands beside it.

    ``is_own``: a range of our own is in it.
    """

    label: str
    low: float | None
    high: float | None
    text: str
    is_own: bool = False


def span_bars(bars: Sequence[SpanBar], locale: Locale, *, unit: str, text: str,
              table: Table, base: float | None = None) -> Picture:  # fmt: skip
    """Ranges below each other on one axis from zero, the first on top; both ends are marked.

    A row without a range keeps its place and says so, it is not drawn as zero. ``base``: where all
    of them start from; then the axis begins where the lowest does.
    """
    traces = [
        {
            "type": "scatter", "mode": "lines+markers", "x": [bar.low, bar.high], "y": [row, row],
            "line": {"color": _PALE if bar.is_own else style.COLOURS[0], "width": 9},
            "marker": {"color": style.COLOURS[0], "size": 13, "opacity": 1,
                       "symbol": "circle-open" if bar.is_own else "circle",
                       "line": {"color": style.COLOURS[0], "width": 2}},
            "customdata": [f"<b>{bar.label}</b><br>{bar.text}"] * 2,
            "hovertemplate": "%{customdata}<extra></extra>", "cliponaxis": False,
        }
        for row, bar in enumerate(reversed(bars))
        if bar.low is not None
    ]  # fmt: skip
    top = max((bar.high for bar in bars if bar.high is not None), default=1.0)
    lowest = min((bar.low for bar in bars if bar.low is not None), default=0.0)
    start = 0.0 if base is None else lowest - 0.06 * (top - lowest)
    shapes = [] if base is None else [
        {"type": "line", "x0": base, "x1": base, "yref": "paper", "y0": 0, "y1": 1,
         "line": {"color": style.MUTED, "width": 1.6, "dash": "dot"}}
    ]  # fmt: skip
    layout = style.layout(
        locale,
        height=96 + 44 * len(bars),
        margin={"l": 8, "r": _BESIDE, "t": 8, "b": 8},
        shapes=shapes,
        xaxis={"title": {"text": unit}, "showgrid": True, "zeroline": True, "tickformat": ",.0f",
               "nticks": 4, "tickangle": 0, "range": [start, start + 1.03 * (top - start) or 1]},
        yaxis={"tickvals": list(range(len(bars))), "showgrid": False, "zeroline": False,
               "ticktext": [style.wrapped(bar.label, 22, 3) for bar in reversed(bars)],
               "range": [-0.6, len(bars) - 0.4]},
        annotations=[
            {"x": bar.high or 0, "y": row, "text": style.wrapped(bar.text, 18), "showarrow": False,
             "xanchor": "left", "xshift": 12 if bar.high is not None else 4, "align": "left"}
            for row, bar in enumerate(reversed(bars))
        ],
    )  # fmt: skip
    return Picture({"data": traces, "layout": layout}, text, table, (), style.config(locale))
