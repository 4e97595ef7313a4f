"""Who comes first in one year, and some of them over the years: what ranking pages share."""

from __future__ import annotations

from collections.abc import Sequence

from charts.bars import ranked
from charts.lines import over_time
from data.answer import Answer
from i18n import Locale
from ui import components, filters

_BADGE = "concept.special"


def year(name: str, title: str, answer: Answer, locale: Locale, *, by: str, strong: str,
         subtitle: str, notes: Sequence[str]) -> None:  # fmt: skip
    """Bars of one year with share and growth; ``by``: what stands at each, one of them strong."""
    columns = (by, "value", "share_pct", "growth_pct", "status")
    picture = ranked(answer, locale, title=title, by=by, unit="meur", strong=[strong],
                     columns=columns)  # fmt: skip
    components.chart(name, answer, picture, title=title, subtitle=subtitle, badges=[_BADGE], notes=notes)  # fmt: skip


def chosen(name: str, codes: Sequence[str], answer: Answer, locale: Locale,
           first: Sequence[str]) -> list[str]:  # fmt: skip
    """Let the visitor choose some of the codes; of ``first`` those that there are to begin with.

    The very first stands for all where there are none.
    """
    return filters.several_of(
        name,
        codes or [first[0]],
        label=lambda code: answer.labels.of("region", code, locale.lang),
        default=[code for code in first if code in codes] or [first[0]],
    )


def years(name: str, title: str, series: Answer, locale: Locale, *, by: str, order: Sequence[str],
          subtitle: str) -> None:  # fmt: skip
    """The chosen ones over the years, a line each."""
    picture = over_time(series, locale, title=title, by=by, order=order,
                        columns=(by, "period", "value", "status"))  # fmt: skip
    components.chart(name, series, picture, title=title, subtitle=subtitle, badges=[_BADGE])  # fmt: skip
