"""The office's own list for tests: CSV in the words of the template, and rows as accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from etl.inbox.preview import Preview, preview
from tests.operator_reports import NOW
from tests.warehouses import Row

HEAD = ("Firma", "Land des Eigentümers", "Ort", "Registergericht", "Registernummer", "Branche",
        "Beschäftigte")  # fmt: skip
FIRM: Mapping[str, str] = {"Firma": "Muster GmbH", "Land des Eigentümers": "China", "Ort": "Herne"}


def listed(*rows: Mapping[str, str]) -> bytes:
    """A list: FIRM with these cells, one row for each mapping given."""
    made = [{**FIRM, **row} for row in rows or [{}]]
    names = list(dict.fromkeys(name for row in made for name in row))
    lines = [names, *([row.get(name, "") for name in names] for row in made)]
    return "\n".join(";".join(line) for line in lines).encode()


def read(*rows: Mapping[str, str]) -> Preview:
    """A list read as at NOW, supplied by somebody."""
    return preview(listed(*rows), "liste.csv", "auto", "Stadt", NOW)


def rows_of(*rows: Mapping[str, str]) -> list[Row]:
    """Checked rows of a list, as they are laid down."""
    report = read(*rows).report
    assert report.errors == []
    return [{name: cell for name, cell in row.items() if cell is not None} for row in report.rows]


def publish(folder: Path) -> None:
    """Choose that the sums of a list that was laid down may be shown."""
    note = folder / "note.toml"
    note.write_text(note.read_text("utf-8") + "is_published = true\n", "utf-8")


def many(count: int, **cells: str) -> Iterable[dict[str, str]]:
    """Firms of some size, each with a register number of its own."""
    for number in range(count):
        yield {
            "Firma": f"Firma {number} GmbH", "Registergericht": "Bochum",
            "Registernummer": f"HRB {1000 + number}", "Beschäftigte": str(10 + number), **cells,
        }  # fmt: skip
