"""The choice of some partners or Länder, as pages that rank them offer it."""

from __future__ import annotations

from collections.abc import Sequence

from data.answer import Answer
from i18n import Locale
from ui import filters


def chosen(name: str, codes: Sequence[str], answer: Answer, locale: Locale,
                 first: Sequence[str]) -> list[str]:  # fmt: skip
    """Let the visitor choose some of the codes; of ``first`` those that there are to begin with.

    The very first stands for all where there are none.
    """
    return filters.several_of(
        name,
        codes or [first[0]],
        label=lambda code: answer.labels.name("region", code, locale.lang),
        default=[code for code in first if code in codes] or [first[0]],
    )
