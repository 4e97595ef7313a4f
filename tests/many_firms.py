"""A made answer of ``companies`` with many rows: the real ones again, under made keys."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from data.answer import Answer


def many(companies: Answer, count: int = 1_000) -> Answer:
    """So many firms, each town with its part of them."""
    times = -(-count // len(companies.rows))
    rows = pd.concat([companies.rows] * times, ignore_index=True)[:count]
    rows["company_id"] = [f"{one}_{n}" for n, one in enumerate(rows["company_id"])]
    rows["name"] = [f"Beispiel {n}" for n in range(len(rows))]
    return replace(companies, rows=rows, only=None)
