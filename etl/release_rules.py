"""When the next state of each published table is to be expected: rhythms as rows to load."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from etl.schema import DatasetFile, Rhythm, column, frame_of, table

PERIODS = ("day", "month", "quarter", "year", "five_years")
RELEASE_RULES = table(
    {
        "source": column("name of the data set", required=True, unique=True),
        "table_code": column("its publisher's code", required=True),
        "title": column("what it is", required=True),
        "title_en": column("the same in English", required=True),
        "publisher": column("who publishes it", required=True),
        "url": column("its page", required=True),
        "rhythm": column("kind of period that its new figures are of", allowed=PERIODS),
        "lag_days": column("days from the end of a period to its figures, at the latest",
                           kind="count", low=0, high=3_000),
        "tolerance_days": column("days more before they count as overdue", kind="count", low=0,
                                 high=365),
        "has_ended": column("its publisher continues it no more", kind="yes_no", required=True),
        "is_fetched": column("the program fetches it", kind="yes_no", required=True),
    }
)  # fmt: skip


def rows(tables: Iterable[DatasetFile]) -> pd.DataFrame:
    """The rhythm of each table as text, columns of RELEASE_RULES; empty where nobody says one."""
    rules = []
    for one in tables:
        dataset, rhythm = one.dataset, one.dataset.rhythm or Rhythm("")
        rules.append(
            {
                "source": one.name,
                "table_code": dataset.table,
                "title": dataset.title.de,
                "title_en": dataset.title.en,
                "publisher": dataset.publisher,
                "url": dataset.page,
                "rhythm": rhythm.period or None,
                "lag_days": _text(rhythm.lag_days),
                "tolerance_days": _text(rhythm.tolerance_days),
                "has_ended": "yes" if rhythm.has_ended else "no",
                "is_fetched": "yes" if hasattr(one.module, "fetch") else "no",
            }
        )
    return frame_of(RELEASE_RULES, rules)


def _text(days: int | None) -> str | None:
    return None if days is None else str(days)
