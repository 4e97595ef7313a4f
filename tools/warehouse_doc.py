"""Write docs/warehouse.md, every table and column, from what the models' heads say of them.

python -m tools.warehouse_doc       after a build
"""

from __future__ import annotations

from itertools import groupby

from data import ask, paths

FILE = paths.ROOT / "docs" / "warehouse.md"
_HEAD = """# The warehouse

Every table and column, as described above its model. Written by `python -m tools.warehouse_doc`.
Ask them through `python -m data ask`; as whole files they are on the page "Daten herunterladen".
"""


def document() -> str:
    """The text of the document, from the warehouse now served."""
    columns = {
        name: list(rows)
        for name, rows in groupby(ask.ask("stored_columns"), key=lambda row: row.table_name)
    }
    parts = [_HEAD]
    for table in ask.ask("stored_tables"):
        parts.append(f"\n## {table.schema_name}.{table.table_name}\n\n{table.about_en or ''}\n\n"
                     "| column | type | meaning |\n|---|---|---|\n")  # fmt: skip
        parts += [
            f"| `{row.column_name}` | {row.data_type} | {row.meaning_en or ''} |\n"
            for row in columns.get(table.table_name, [])
        ]
    return "".join(parts)


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
