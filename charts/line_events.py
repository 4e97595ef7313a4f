"""Events of the ledger across lines over time, with a button that takes them away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from charts import style
from i18n import Locale

#: Pixels of a line of words.
_LINE = 15


def cross(layout: dict[str, Any], events: Sequence[tuple[str, str]], days: Sequence[str],
          locale: Locale) -> None:  # fmt: skip
    """Events as thin lines across with their words, and a button that takes them away."""
    seen = [(day, text) for day, text in events if days and days[0] <= day <= days[-1]]
    if not seen:
        return
    notes, shapes = layout.get("annotations", []), layout.get("shapes", [])
    first, last = (date.fromisoformat(day).toordinal() for day in layout["xaxis"]["range"])
    for number, (day, text) in enumerate(seen):
        is_late = date.fromisoformat(day).toordinal() > (first + last) / 2
        notes = [*notes, {
            "x": day, "yref": "paper", "y": 1, "yanchor": "top",
            "xanchor": "right" if is_late else "left", "xshift": -3 if is_late else 3,
            "yshift": -2 - _LINE * (number % 2), "text": text, "showarrow": False,
            "font": {"size": 11, "color": style.INK}, "name": "event",
        }]  # fmt: skip
        shapes = [*shapes, {
            "type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1,
            "line": {"color": style.INK, "width": 1, "dash": "dot"}, "name": "event",
        }]  # fmt: skip
    first_note, first_shape = len(notes) - len(seen), len(shapes) - len(seen)
    switched = [
        {f"annotations[{first_note + n}].visible": on for n in range(len(seen))}
        | {f"shapes[{first_shape + n}].visible": on for n in range(len(seen))}
        for on in (False, True)
    ]
    margin = layout.get("margin", {})
    layout |= {
        "annotations": notes, "shapes": shapes,
        "margin": {**margin, "b": margin.get("b", 30) + 34},
        "updatemenus": [{
            "type": "buttons", "direction": "left", "showactive": False, "x": 1, "y": 0,
            "xanchor": "right", "yanchor": "top", "pad": {"t": 26}, "font": {"size": 11},
            "buttons": [{"label": locale("pictures.lines.events"), "method": "relayout",
                         "args": [switched[0]], "args2": [switched[1]]}],
        }],
    }  # fmt: skip
