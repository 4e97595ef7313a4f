"""Accepted deliveries for tests, laid down as the inbox lays them down."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from etl.inbox.schema import KINDS
from tests.warehouses import Row, as_csv


def train(train_id: str = "41234-arrival-2026-06-01", **cells: str) -> Row:
    """A row of rail_trains: a train from China that came in on 1 June 2026, unless told else."""
    number, direction, day = train_id.split("-", 2)
    row = {
        "train_id": train_id,
        "row_number": "2",
        "train_number": number,
        "direction": direction,
        "origin_terminal": "port_lianyungang",
        "origin_country": "CN",
        "destination_terminal": "terminal_herne_cth",
        "destination_country": "DE",
        "service_day": day,
        "is_withdrawn": "no",
    }
    return {**row, **cells}


def lay(inbox: Path, kind: str, rows: Iterable[Mapping[str, str]], *,
        at: str = "2026-06-02T07:30:00Z", supplier: str = "A terminal", demo: bool = False,
        file: str = "report.xlsx") -> Path:  # fmt: skip
    """Lay down an accepted delivery of checked rows; returns its folder."""
    listed = list(rows)
    raw = as_csv(list(KINDS[kind].schema.columns), listed)
    sealed = hashlib.sha256(raw).hexdigest()
    stamp = at.replace("-", "").replace(":", "")
    folder = inbox / "accepted" / kind / f"{stamp}-{sealed[:8]}"
    folder.mkdir(parents=True)
    (folder / "rows.csv").write_bytes(raw)
    (folder / file).write_bytes(b"as it came")
    (folder / "note.toml").write_text(
        f'file = "{file}"\nsha256 = "{hashlib.sha256(b"as it came").hexdigest()}"\n'
        f'rows_sha256 = "{sealed}"\nsupplier = "{supplier}"\nreceived = {at}\n'
        f"day = {at[:10]}\nrows = {len(listed)}\nis_demo = {str(demo).lower()}\n",
        encoding="utf-8",
    )
    return folder
