"""The 16 Länder as tiles of one size, each near where it lies: small ones are read like large ones.

A stronger shade means more; the figure stands in it. What belongs to no Land (goods of foreign
origin, the remainder) stands apart below, hatched: without it the Länder do not add up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts import style
from charts.bars import in_scale
from charts.cache import cached
from charts.lines import one_unit
from charts.rows import RegionRow
from charts.style import Picture
from charts.table import absent, twin
from data.answer import Answer
from i18n import Locale

_KEY = "pictures.tiles"
#: Land → column from the west, row from the north, and its abbreviation.
PLACES = {
    "de-sh": (1, 0, "SH"), "de-mv": (3, 0, "MV"), "de-hb": (0, 1, "HB"), "de-hh": (1, 1, "HH"),
    "de-bb": (3, 1, "BB"), "de-be": (4, 1, "BE"), "de-nw": (0, 2, "NW"), "de-ni": (1, 2, "NI"),
    "de-st": (2, 2, "ST"), "de-sn": (3, 2, "SN"), "de-rp": (0, 3, "RP"), "de-he": (1, 3, "HE"),
    "de-th": (2, 3, "TH"), "de-sl": (0, 4, "SL"), "de-bw": (1, 4, "BW"), "de-by": (2, 4, "BY"),
}  # fmt: skip
_COLUMNS, _ROWS, _GAP = 5, 5, 0.05
_BESIDE = 0.62
_COLUMNS_SAID = ("region", "value", "share_pct", "growth_pct", "status")


@cached(32)
def tile_map(answer: Answer, locale: Locale, *, title: str, strong: str = "de-nw",
             value: str = "value", columns: Sequence[str] = _COLUMNS_SAID) -> Picture:  # fmt: skip
    """Rows of ``trade_laender`` (region, kind, figure) as tiles; special lines apart below.

    ``strong``: the Land that is framed; ``value``: the column that shades and stands in the tiles,
    of amounts in billions as the largest has it, or ``…_pct``. A Land without a row is an empty
    tile that says so.
    """

    def tile_text(row: RegionRow | None) -> str:
        return _tile_text(row, value, divisor, locale)

    divisor = locale.scale(
        one_unit(answer, value), answer.rows[value].max() if answer else 0
    ).divisor
    rows: dict[str, RegionRow] = {str(row.region): row for row in answer}
    lands = {code: rows.get(code) for code in PLACES}
    figures = [float(getattr(row, value)) for row in lands.values()
               if row is not None and absent(getattr(row, value)) is not None]  # fmt: skip
    bounds = _bounds(figures)
    special = [row for row in answer if row.kind == "special_line"]
    data, notes = [], []
    for code, row in lands.items():
        column, line, short_name = PLACES[code]
        number = None if row is None else absent(getattr(row, value))
        shade = None if number is None else _shade(float(number), bounds)
        text = tile_text(row)
        name = answer.labels.name("region", code, locale.lang)
        fill = None if shade is None else style.SHADES[shade]
        data.append(_tile(column, _ROWS - 1 - line, fill, f"<b>{name}</b><br>{text}",
                          framed=code == strong))  # fmt: skip
        notes.append(_text(column + 0.5, _ROWS - 0.5 - line, f"<b>{short_name}</b><br>{text}",
                           style.ON_SHADES[shade] if shade is not None else style.INK))  # fmt: skip
    for number, row in enumerate(special):
        low = -0.35 - _BESIDE * (number + 1)
        name = answer.labels.name("region", row.region, locale.lang)
        text = f"{style.wrapped(name, 44)}: {tile_text(row)}"
        data.append(_special_tile(low, f"<b>{name}</b><br>{tile_text(row)}"))
        notes.append({**_text(0.62, low + _BESIDE / 2, "", style.INK), "text": text,
                      "xanchor": "left", "align": "left"})  # fmt: skip
    bottom = -0.4 - _BESIDE * len(special)
    layout = style.layout(
        locale,
        height=round(68 * (_ROWS - bottom)),
        margin={"l": 0, "r": 0, "t": 2, "b": 2},
        xaxis={"visible": False, "range": [-0.05, _COLUMNS + 0.05], "automargin": False,
               "constrain": "domain", "constraintoward": "left"},
        yaxis={"visible": False, "range": [bottom, _ROWS + 0.05], "automargin": False,
               "scaleanchor": "x", "scaleratio": 1, "constrain": "domain"},
        annotations=notes,
    )  # fmt: skip
    known = sorted((row for row in lands.values() if row is not None),
                   key=lambda row: -(absent(getattr(row, value)) or 0.0))  # fmt: skip
    texts = {row.region: tile_text(row) for row in (*known, *special)}
    return Picture({"data": data, "layout": layout}, _alt(title, texts, answer, locale),
                   twin(answer, locale, columns), style.seen(map(style.mark, rows.values())),
                   style.config(locale), style.AREAS)  # fmt: skip


def _bounds(figures: Sequence[float]) -> list[float]:
    """Lowest figure of each shade: fifths of the figures in their order."""
    ordered = sorted(figures)
    count = len(style.SHADES)
    return [ordered[len(ordered) * n // count] for n in range(count)] if ordered else [0.0] * count


def _shade(number: float, bounds: Sequence[float]) -> int:
    return max(n for n, low in enumerate(bounds) if number >= low)


def _tile_text(row: RegionRow | None, value: str, divisor: int, locale: Locale) -> str:
    """The figure of a row in the unit of all, or that there is none; provisional ones say so."""
    number = None if row is None else absent(getattr(row, value))
    if row is None or number is None:
        return locale(f"{_KEY}.none")
    unit = row.unit if value == "value" else "percent"
    text = in_scale(row, number, unit, divisor, locale)
    return f"{text} ({locale('status.provisional')})" if row.status == "provisional" else text


def _tile(column: int, line: int, fill: str | None, hover: str, *, framed: bool) -> dict[str, Any]:
    x0, x1, y0, y1 = column + _GAP, column + 1 - _GAP, line + _GAP, line + 1 - _GAP
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "showlegend": False, "name": "tile",
        "x": [x0, x1, x1, x0, x0], "y": [y0, y0, y1, y1, y0],
        "fillcolor": fill or "rgba(0,0,0,0)",
        "line": {"color": style.COLOURS[1] if framed else style.OUTLINE,
                 "width": 4 if framed else 1, "dash": "solid" if fill else "dot"},
        "hoveron": "fills", "hoverinfo": "text", "text": hover,
    }  # fmt: skip


def _special_tile(low: float, hover: str) -> dict[str, Any]:
    """A small hatched tile for what belongs to no Land."""
    x0, x1, y0, y1 = _GAP, 0.5, low + 0.08, low + _BESIDE - 0.08
    return {
        "type": "scatter", "mode": "lines", "fill": "toself", "showlegend": False, "name": "apart",
        "x": [x0, x1, x1, x0, x0], "y": [y0, y0, y1, y1, y0], "fillcolor": "rgba(0,0,0,0)",
        "line": {"color": style.MUTED, "width": 1},
        "fillpattern": {"shape": "/", "fgcolor": style.MUTED, "size": 7, "solidity": 0.25,
                        "bgcolor": "rgba(0,0,0,0)"},
        "hoveron": "fills", "hoverinfo": "text", "text": hover,
    }  # fmt: skip


def _text(x: float, y: float, text: str, colour: str) -> dict[str, Any]:
    return {
        "x": x, "y": y, "text": text.replace("\u00a0", " ").replace(" (", "<br>("),
        "showarrow": False, "align": "center", "font": {"size": 12, "color": colour},
        "captureevents": False, "name": "tile",
    }  # fmt: skip


def _alt(title: str, texts: dict[str, str], answer: Answer, locale: Locale) -> str:
    """Every Land with its figure, largest first, then what belongs to none."""
    names = {code: answer.labels.name("region", code, locale.lang) for code in (*PLACES, *texts)}
    land_texts = [f"{names[code]} {text}" for code, text in texts.items() if code in PLACES]
    parts = [locale(f"{_KEY}.alt", title=title, lands="; ".join(land_texts))]
    if without := [names[code] for code in PLACES if code not in texts]:
        parts.append(locale(f"{_KEY}.alt_none", lands=locale.list(without)))
    if special := [f"{names[code]} {text}" for code, text in texts.items() if code not in PLACES]:
        parts.append(locale(f"{_KEY}.alt_apart", lines="; ".join(special)))
    return " ".join(parts)
