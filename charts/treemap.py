"""Goods as areas: the larger the value, the larger the tile. Parts of one classification only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from charts import style
from charts.bars import in_scale
from charts.cache import cached
from charts.rows import ClaimRow
from charts.style import Picture
from charts.table import absent, figure, twin
from data.answer import Answer
from i18n import Locale

_KEY = "pictures.treemap"
#: Where a German word longer than a line of a tile parts; whole, it would shrink all its words.
_JOINT = re.compile(r"\b(?=\w{19})(\w+ungs)(?=\w{4})")
_SAME = ("flow", "scheme", "period_start", "period_end", "unit")


@cached(32)
def treemap(answer: Answer, locale: Locale, *, title: str, by: str = "product", most: int = 18,
            columns: Sequence[str] = ("product", "value", "status")) -> Picture:  # fmt: skip
    """Rows of ``trade_products`` or ``trade_product_parts``, of one direction and period, as areas.

    ``most``: so many have a tile of their own. Raises ValueError for rows of several directions,
    periods, classifications or units: they are no parts of one whole. A group without a figure has
    no area; the text names it.
    """
    for name in _SAME:
        values = answer.rows[name].drop_duplicates().tolist() if answer else []
        if len(values) > 1:
            raise ValueError(f"{answer.question}: {name} {values} cannot share a treemap")
    column = answer.columns.get(by)
    kind = (column.codes if column else None) or by
    rows = sorted((row for row in answer if absent(row.value)), key=lambda row: -row.value)[:most]
    names = [answer.labels.name(kind, str(getattr(row, by)), locale.lang) for row in rows]
    highest = max((row.value for row in rows), default=0.0)
    divisor = locale.scale(rows[0].unit, highest).divisor if rows else 1
    figures = [_figure_text(row, divisor, locale) for row in rows]
    trace: dict[str, Any] = {
        "type": "treemap", "name": "goods",
        "ids": [str(getattr(row, by)) for row in rows], "parents": [""] * len(rows),
        "labels": [style.wrapped(_JOINT.sub(r"\1-", name), 19, 4) for name in names],
        "values": [float(row.value) for row in rows],
        "text": figures, "texttemplate": "<b>%{label}</b><br>%{text}",
        "customdata": [f"<b>{style.wrapped(name, 40, 4)}</b><br>{figure(row, locale)}"
                       for name, row in zip(names, rows, strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
        "textfont": {"size": 14, "color": "#FFFFFF"}, "textposition": "top left",
        "marker": {"colors": _shades(len(rows)), "line": {"color": "#FFFFFF", "width": 2},
                   "pad": {"t": 3, "l": 3, "r": 3, "b": 3}, "cornerradius": 3},
        "tiling": {"packing": "squarify", "pad": 2}, "pathbar": {"visible": False},
        "branchvalues": "total", "sort": True,
    }  # fmt: skip
    layout = style.layout(locale, height=400, margin={"l": 0, "r": 0, "t": 2, "b": 2})  # fmt: skip
    goods = "; ".join(f"{name} {text}" for name, text in zip(names, figures, strict=True))
    without = [answer.labels.name(kind, str(getattr(row, by)), locale.lang)
               for row in answer if absent(row.value) is None]  # fmt: skip
    alt = locale(f"{_KEY}.alt", title=title, goods=goods)
    if without:
        alt += " " + locale(f"{_KEY}.alt_none", goods=locale.list(without))
    marks = style.seen(map(style.mark, rows))
    return Picture({"data": [trace], "layout": layout}, alt, twin(answer, locale, columns), marks,
                   style.config(locale), style.AREAS)  # fmt: skip


def _figure_text(row: ClaimRow, divisor: int, locale: Locale) -> str:
    """The figure in the unit of all; a provisional one says so."""
    text = in_scale(row, float(row.value), row.unit, divisor, locale)
    return f"{text} ({locale('status.provisional')})" if row.status == "provisional" else text


def _shades(count: int) -> list[str]:
    """From dark to mid blue, white words readable on each.

    None is a shade of maps: those are turned on dark pages.
    """
    dark, light = (0, 78, 124), (38, 120, 168)
    part = [n / max(count - 1, 1) for n in range(count)]
    return [
        "#" + "".join(f"{round(a + share * (b - a)):02X}" for a, b in zip(dark, light, strict=True))
        for share in part
    ]
