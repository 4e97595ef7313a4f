"""Who comes first in one year, and the choice of some of them: what ranking pages share."""

from __future__ import annotations

from collections.abc import Sequence

from charts.bars import ranked
from data.answer import Answer
from i18n import Locale
from ui import components, filters


def year(name: str, title: str, answer: Answer, *, by: str, strong: str,
         subtitle: str, notes: Sequence[str]) -> None:  # fmt: skip
    """Bars of one year with share and growth; ``by``: what stands at each, one of them strong."""
    components.chart(
        name, answer, ranked, title=title, subtitle=subtitle, badges=["concept.special"],
        notes=notes, by=by, unit="meur", strong=[strong],
        columns=(by, "value", "share_pct", "growth_pct", "status"),
    )  # fmt: skip


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
