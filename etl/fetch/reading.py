"""Reading: what a whole answer says, or in which sentence it is refused; the day of its state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from etl.schema import DatasetFile
from etl.vintages.store import Vintage


class Read(NamedTuple):
    """Claims or records, contradictions, the day stated, secret cells, what was left out."""

    claims: pd.DataFrame
    issues: list[str]
    stated: date | None
    secret: pd.DataFrame | None
    remarks: list[str]


def read(table: DatasetFile, raw: Mapping[str, bytes]) -> Read:
    """Claims (or records) and remarks of an answer.

    Raises ValueError, also for a shape that the reader was not written for: this table waits, the
    others go on.
    """
    inspect = getattr(table.module, "inconsistencies", None)
    stated = table.dataset.stated
    suppressed = getattr(table.module, "suppressed", None)
    remarks = getattr(table.module, "remarks", None)
    try:
        result = Read(
            table.module.parse(raw),
            inspect(raw) if inspect else [],
            stated(raw) if stated else None,
            suppressed(raw) if suppressed else None,
            remarks(raw) if remarks else [],
        )
    except json.JSONDecodeError as error:
        raise ValueError(f"line {error.lineno}, sign {error.colno} is no JSON; expected a whole "
                         "answer") from error  # fmt: skip
    except UnicodeDecodeError as error:
        raise ValueError(f"it is no {error.encoding} text (byte {error.start}); expected a whole "
                         "answer") from error  # fmt: skip
    except RecursionError as error:
        raise ValueError("it is nested without end; expected a whole answer") from error
    except ValueError:
        raise
    except KeyError as error:
        raise ValueError(f"it cannot be read, for nothing is called {error}") from error
    except Exception as error:
        raise ValueError(f"it cannot be read: {error!r}") from error
    if result.claims.empty:
        what = "records" if table.dataset.has_records else "figures"
        raise ValueError(f"it holds no {what}")
    return result


def state(fresh: pd.DataFrame, stated: date | None, before: list[Vintage],
           today: date) -> tuple[date, str]:  # fmt: skip
    """The day from which a state counts as known, and a line that says whose day that is.

    The publisher's day counts when it can be true: not before the newest figures, not that of the
    state before, not to come. Else it is the day of the fetch.
    """
    is_dated = "period_start" in fresh  # records are of no period
    newest = date.fromisoformat(str(fresh["period_start"].max())) if is_dated else date.min
    is_true = stated is not None and newest < stated <= today
    last = before[-1] if before else None
    # The whole table may come of the very state that is bundled as an extract.
    is_old = last is not None and (
        stated is None or stated < last.state or (stated == last.state and not last.is_bundled)
    )
    if stated is not None and is_true and not is_old:
        return stated, 'state_from = "publisher"\n'
    line = 'state_from = "day of fetch"\n'
    return today, line + (f'stated = "{stated}"\n' if stated else "")
