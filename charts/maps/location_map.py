"""Where one Kreis lies: all Kreise in grey, the Ruhr area darker, the one in colour."""

from __future__ import annotations

from collections.abc import Sequence

from charts import style
from charts.cache import remembered
from charts.maps.base import filled, outlines
from charts.maps.places import Spot, figure
from charts.maps.projection import utm32
from charts.style import Picture
from charts.table import Table
from data.answer import Answer
from i18n import Words

_ROOM = "directions.place"
_RUHR = "rgba(128,128,128,0.28)"


@remembered(16)
def location(kreise: Answer, borders: Answer, words: Words, *, ags: str, near: Sequence[str],
             title: str) -> Picture:  # fmt: skip
    """Rows of ``kreise`` over the outlines ``boundaries``: the Kreis ``ags`` and some for bearing.

    The table names the Kreise with a label on the map.
    """
    lines = outlines(borders, utm32)
    ruhr = {row.ags for row in kreise if row.in_rvr}
    ground = [
        filled([line for code, line in lines.items() if code not in ruhr]),
        filled([line for code, line in lines.items() if code in ruhr - {ags}], _RUHR),
        filled([line for code, line in lines.items() if code == ags], style.COLOURS[0]),
    ]
    rows = {row.ags: row for row in kreise}
    named = [rows[code] for code in (ags, *near) if code in rows]
    names = {row.ags: kreise.labels.of("kreis", row.ags, words.lang) for row in named}
    spots = [
        Spot(*utm32(row.lon, row.lat), names[row.ags], f"<b>{names[row.ags]}</b>", row.ags == ags)
        for row in named
    ]
    table = Table(
        (words(f"{_ROOM}.town"), words(f"{_ROOM}.in_ruhr")),
        tuple((names[row.ags], words("listing.yes" if row.in_rvr else "listing.no"))
              for row in named),
        (False, False),
    )  # fmt: skip
    text = words(f"{_ROOM}.alt", title=title, names=", ".join(names.values()))
    return Picture({**figure(ground, spots, words)}, text, table, config=style.config(words))
