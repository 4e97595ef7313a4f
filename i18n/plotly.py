"""What plotly's own buttons and dates say; its definitions of languages are not bundled with it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from i18n.catalog import text_of
from i18n.dates import day_names, month_names
from i18n.numbers import separators_of

# plotly's text → key of ours.
BUTTONS = {
    "Download plot": "download",
    "Download plot as a PNG": "download",
    "Zoom": "zoom",
    "Pan": "pan",
    "Box Select": "box_select",
    "Lasso Select": "lasso_select",
    "Zoom in": "zoom_in",
    "Zoom out": "zoom_out",
    "Autoscale": "autoscale",
    "Reset axes": "reset",
    "Reset": "reset",
    "Reset view": "reset",
    "Reset views": "reset",
    "Toggle Spike Lines": "spikes",
    "Show closest data on hover": "hover_closest",
    "Compare data on hover": "hover_compare",
    "Double-click to zoom back out": "double_click_zoom",
    "Double-click on legend to isolate one trace": "double_click_legend",
}
DAY_FORMAT = {"de": "%d.%m.%Y", "en": "%-d %b %Y"}


@lru_cache
def locale_definition(lang: str) -> dict[str, Any]:
    """Definition of one language in plotly's form: dictionary and formats."""
    signs = separators_of(lang)
    return {
        "dictionary": {theirs: text_of(lang, f"plotly.{ours}") for theirs, ours in BUTTONS.items()},
        "format": {
            "days": list(day_names(lang, "wide")),
            "shortDays": list(day_names(lang, "abbreviated")),
            "months": list(month_names(lang, "wide")),
            "shortMonths": list(month_names(lang, "abbreviated")),
            "date": DAY_FORMAT[lang],
            "decimal": signs[0],
            "thousands": signs[1],
        },
    }
