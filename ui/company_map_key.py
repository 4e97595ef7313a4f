"""What shades, outlines and bubbles on the map of companies mean, and whose figures it shows."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from charts.maps import companies as maps_companies
from charts.table import absent
from data.answer import Answer
from i18n import Locale


def map_key(locale: Locale) -> str:
    """What shades, outlines and bubbles on the map mean, as HTML."""
    shades = [
        swatch(f"background:{shade}", label)
        for label, shade in zip(_classes(locale), maps_companies.SHADES, strict=True)
    ]
    home, ruhr = maps_companies.HOME_COLOUR, maps_companies.RUHR_COLOUR
    hatch = f"repeating-linear-gradient(135deg,{home} 0 1px,transparent 1px 5px)"
    lines = [
        swatch(f"border:1.5px solid #fff;background:{maps_companies.SOLID}",
               locale("companies.map.key_bubble"), 1),
        swatch("border:1.5px solid #222;background:#fff", locale("companies.map.key_hollow"), 1),
        swatch(f"background:{home};border:1.5px solid #fff", locale("companies.map.key_home"), 1),
        swatch(f"border:0;border-top:3px solid {ruhr};height:0", locale("companies.map.key_ruhr")),
        swatch(f"border:0;border-top:3px dashed {home};height:0",
                locale("companies.map.key_chamber")),
        swatch(f"border:1px dotted {home};background:{hatch}", locale("companies.map.key_partly")),
    ]  # fmt: skip
    head = escape(locale("companies.map.key_shades"))
    return (
        f'<p class="cm-map-key"><span>{head}:</span> {"".join(shades)}</p>'
        f'<p class="cm-map-key">{"".join(lines)}</p>'
    )


def map_key_text(locale: Locale) -> str:
    """What shades and bubbles on the map mean where there are no patches of colour, as a text."""
    return locale("companies.map.key_text", shades=" · ".join(_classes(locale)))


def _classes(locale: Locale) -> list[str]:
    """How many cases each shade stands for, from the lightest on."""
    classes = maps_companies.CLASSES
    ends = [*(low - 1 for low in classes[1:]), None]
    return [_class(low, high, locale) for low, high in zip(classes, ends, strict=True)]


def _class(low: int, high: int | None, locale: Locale) -> str:
    if high is None:
        return locale("companies.map.and_more", low=locale.number(low))
    return locale.number(low) if high == low else f"{locale.number(low)}–{locale.number(high)}"


def swatch(style: str, text: str, is_round: int = 0) -> str:
    """A patch of a map's key with what it means, as HTML."""
    shape = "cm-swatch cm-round" if is_round else "cm-swatch"
    return f'<span class="cm-entry"><i class="{shape}" style="{style}"></i>{escape(text)}</span>'


def map_source(companies: Answer, layers: Sequence[Answer], locale: Locale) -> str:
    """What must be said below the map, and whose figures and outlines it shows, as HTML."""
    notes = [
        f"{locale.pick(row, 'name')}: {locale.pick(row, 'note')}"
        for row in layers[maps_companies.LAYERS.index("chamber_district")]
        if not maps_companies.is_whole(row.code)
    ]
    without_town = sum(not absent(row.city_code) for row in companies)
    if without_town:
        cases = locale.count("documented_case", without_town)
        notes.append(locale("companies.map.lost", cases=cases))
    source_line = locale(
        "companies.map.source",
        sources=locale.count("source", len(companies.sources)),
        outlines=locale.pick(next(iter(layers[0])), "attribution"),
    )
    return (
        f'<p class="cm-key">{escape(" ".join(notes))}</p>'
        f'<p class="cm-source">{escape(source_line)}</p>'
    )
