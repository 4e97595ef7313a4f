"""What the count of firms with a Chinese owner depends on, in sentences made from the counts."""

from __future__ import annotations

from charts import definitions
from data import evidence
from data.answer import Answer
from i18n import Locale
from ui import company_map_key

TEXTS = "companies.definitions"


def title(counts: Answer, locale: Locale) -> str:
    """From the strictest to the widest definition."""
    low, high = (pick(counts, key=lambda row: row.total_count) for pick in (min, max))
    if not high.total_count:
        return locale(f"{TEXTS}.none")
    if low.total_count == high.total_count:
        return locale(f"{TEXTS}.same", count=_number(high, "total_count", locale))
    return locale(f"{TEXTS}.title", low=_number(low, "total_count", locale),
                  high=_number(high, "total_count", locale))  # fmt: skip


def notes(counts: Answer, locale: Locale) -> list[str]:
    """The key of the bars, how many stakes are unknown, and whether the threshold matters."""
    widest = counts.tuples[-1]
    hatch = f"repeating-linear-gradient(135deg,{definitions.COLOUR} 0 2px,transparent 2px 6px)"
    key = "".join(
        company_map_key.swatch(f"background:{fill}", locale(f"{TEXTS}.{column}"))
        for fill, column in ((definitions.COLOUR, "known_count"), (hatch, "unknown_count"))
    )
    lines = [f'<span class="cm-map-key">{key}</span>']
    lines.append(locale(f"{TEXTS}.unknown", count=locale.number(widest.unknown_count),
                        all=locale.number(widest.total_count)))  # fmt: skip
    by_scope: dict[str, set[int]] = {}
    for row in counts:
        by_scope.setdefault(row.definition, set()).add(row.known_count)
    if all(len(known) == 1 for known in by_scope.values()):
        lines.append(locale(f"{TEXTS}.no_threshold"))
    return lines


def _number(row: object, column: str, locale: Locale) -> str:
    return evidence.linked(locale.number(getattr(row, column)), row, column)
