"""Partner cities on two maps, one of NRW and one of China: the same number on both is one pair."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, radians
from typing import Any

from charts import style
from charts.cache import cached
from charts.maps.canvas import filled, outlines
from charts.maps.places import Spot, figure
from charts.maps.projection import EARTH_RADIUS_M, utm32
from charts.rows import PartnerRow
from charts.style import Picture
from charts.table import Table, absent
from data.answer import Answer
from i18n import Locale

_KEY = "cooperation.twins"
#: The parallel along which the map of China is true to length.
_TRUE_LATITUDE = 34.0


def _plate(lon: float, lat: float) -> tuple[float, float]:
    """Equidistant cylindrical projection in metres, true along 34° N; north is up everywhere.

    Source: J. P. Snyder, Map Projections: A Working Manual, USGS Professional Paper 1395 (1987),
    eqs. 12-1 and 12-2.
    """
    metres = EARTH_RADIUS_M * pi / 180
    return lon * metres * cos(radians(_TRUE_LATITUDE)), lat * metres


@cached(16)
def in_nrw(pairs: Answer, kreise: Answer, locale: Locale, *, title: str) -> Picture:
    """Partners in NRW over the outlines of its Kreise; the Land itself is named in a corner."""
    spots = [
        Spot(
            *utm32(row.place_lon, row.place_lat),
            f"<b>{_numbers(same)}</b> {_name(row.place, pairs, locale)}",
            _hover(same, pairs, locale),
            bool(row.is_herne),
        )
        for same in _by_place(pairs, "place")
        for _, row in same[:1]
        if not row.is_land
    ]
    ground = [filled(outlines(kreise, utm32).values())]
    picture = figure(ground, spots, locale, extra=_land_chip(pairs, locale))
    return Picture(
        picture, _alt(title, pairs, locale), table(pairs, locale), config=style.config(locale)
    )


@cached(16)
def in_china(pairs: Answer, countries: Answer, locale: Locale, *, title: str,
             about: str = "") -> Picture:  # fmt: skip
    """Partners in China with their Chinese names; provinces stand where their capital lies.

    ``about``: the one partner that is named; the others are points that say theirs when touched.
    """
    spots = [
        Spot(
            *_plate(row.counterpart_lon, row.counterpart_lat),
            _label(row, pairs, locale) if about == row.counterpart else ""
            if about else f"<b>{_numbers(same)}</b> {_label(row, pairs, locale)}",
            _hover(same, pairs, locale),
            any(one.is_herne for _, one in same), hollow=bool(row.is_land),
        )
        for same in _by_place(pairs, "counterpart")
        for _, row in same[:1]
    ]  # fmt: skip
    ground = [filled(outlines(countries, _plate, -3).values())]
    picture = figure(ground, spots, locale)
    return Picture(
        picture, _alt(title, pairs, locale), table(pairs, locale), config=style.config(locale)
    )


def table(pairs: Answer, locale: Locale) -> Table:
    """The pairs in rows: number, both partners with their Chinese names, kind, since when."""
    rows = tuple(
        (
            str(number),
            _both(row.place, row.place_zh, pairs, locale),
            _both(row.counterpart, row.counterpart_zh, pairs, locale),
            locale.code("cooperation.kind", row.kind),
            locale.date(absent(row.date), row.date_precision),
        )
        for number, row in enumerate(pairs, start=1)
    )
    return Table.of(locale, f"{_KEY}.", ("number", "place", "counterpart", "kind", "since"), rows)


def _name(code: str, pairs: Answer, locale: Locale) -> str:
    return pairs.labels.name("city", code, locale.lang)


def _label(row: PartnerRow, pairs: Answer, locale: Locale) -> str:
    """Name and below it the Chinese one: two short lines find room where one long one does not."""
    chinese = absent(row.counterpart_zh) or ""
    name = _name(row.counterpart, pairs, locale)
    lines = f"{name.replace(' ', '<br>', 1)} {chinese}" if row.is_land else f"{name}<br>{chinese}"
    return lines.strip()


def _both(code: str, chinese: str | None, pairs: Answer, locale: Locale) -> str:
    """Name in the language of the page, in the other one where it differs, and in Chinese."""
    names = (pairs.labels.name("city", code, lang) for lang in (locale.lang, "de", "en"))
    unique = [*dict.fromkeys(name.replace("’", "'") for name in names), absent(chinese)]
    return " · ".join(name for name in unique if name)


def _by_place(pairs: Answer, column: str) -> list[list[tuple[int, Any]]]:
    """Pairs with their numbers, those of one place together: a point has one label."""
    places: dict[str, list[tuple[int, Any]]] = {}
    for number, row in enumerate(pairs, start=1):
        places.setdefault(getattr(row, column), []).append((number, row))
    return list(places.values())


def _numbers(same: Sequence[tuple[int, Any]]) -> str:
    return ", ".join(str(number) for number, _ in same)


def _hover(same: Sequence[tuple[int, Any]], pairs: Answer, locale: Locale) -> str:
    lines = []
    for number, row in same:
        since = locale.date(absent(row.date), row.date_precision)
        kind = locale.code("cooperation.kind", row.kind)
        both = f"{_name(row.place, pairs, locale)} – {_name(row.counterpart, pairs, locale)}"
        lines.append(f"<b>{number} {both}</b><br>{kind}<br>{locale(f'{_KEY}.since')}: {since}")
    return "<br>".join(lines)


def _land_chip(pairs: Answer, locale: Locale) -> list[dict[str, Any]]:
    """The Land is no point: its numbers stand in a corner."""
    numbers = [str(number) for number, row in enumerate(pairs, start=1) if row.is_land]
    if not numbers:
        return []
    return [
        {
            "xref": "paper", "yref": "paper", "x": 0.01, "y": 0.99, "xanchor": "left",
            "yanchor": "top", "showarrow": False, "bgcolor": "#4D4D4D", "borderpad": 3,
            "font": {"size": 12, "color": "#FFFFFF"},
            "text": locale(f"{_KEY}.land", numbers=", ".join(numbers)),
        }
    ]  # fmt: skip


def _alt(title: str, pairs: Answer, locale: Locale) -> str:
    rows = [
        f"{number} {_name(row.place, pairs, locale)} – {_name(row.counterpart, pairs, locale)}"
        for number, row in enumerate(pairs, start=1)
    ]
    return locale(f"{_KEY}.alt", title=title, pairs="; ".join(rows))
