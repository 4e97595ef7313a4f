"""The protected sums of the lists that somebody chose to publish: one fixed set of tables.

They are worked out anew from all those lists, in their order: each against all that was shown
before. A list that would tell too much beside them changes nothing; what was shown stands. Firms
are the same where LEI, register or name are, so that none counts twice over the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from etl.inbox.own.protect import Cells, Table, Test, hidden, is_few, is_telling
from etl.inbox.schema import normalized

Row = Mapping[str, str | None]
Sum = dict[str, str | None]

UNKNOWN, OTHER, TOTAL = "unknown", "other", "total"
#: Countries of owners that are told apart.
_COUNTRIES = ("cn", "hk", "mo", "tw", "de")


def _country(row: Row) -> str:
    country = row["owner_country"]
    return UNKNOWN if not country else country if country in _COUNTRIES else OTHER


#: The tables: name → the cell that a row falls into.
TABLES: Mapping[str, Callable[[Row], str]] = {
    "kreis": lambda row: row["kreis_ags"] or UNKNOWN,
    "sector": lambda row: row["sector_code"] or UNKNOWN,
    "owner_country": _country,
}
#: What is summed: name → what a row adds, if anything is known, and when a sum tells too much.
MEASURES: Mapping[str, tuple[Callable[[Row], int | None], Test]] = {
    "sites": (lambda _: 1, is_few),
    "jobs": (lambda row: int(row["jobs"]) if row["jobs"] else None, is_telling),
}


@dataclass(frozen=True)
class OwnList:
    """One list that may be summed up: its delivery, its rows."""

    delivery_id: str
    rows: Sequence[Row]


@dataclass
class _Firms:
    """Which names, registers and LEI are of one firm, as far as the lists read so far tell."""

    root_of: dict[str, str] = field(default_factory=dict)

    def learn(self, rows: Iterable[Row]) -> bool:
        """Take a list in; whether firms that were two until now turn out to be one."""
        has_merged = False
        for row in rows:
            marks = list(_marks(row))
            roots = sorted({self.root(mark) for mark in marks if mark in self.root_of}) or marks[:1]
            has_merged |= len(roots) > 1
            self.root_of |= dict.fromkeys((*marks, *roots[1:]), roots[0])
        return has_merged

    def root(self, mark: str) -> str:
        """The firm that a mark is of."""
        while (above := self.root_of.setdefault(mark, mark)) != mark:
            mark = above
        return mark

    def same(self, table: Table) -> Table:
        """A table that was shown, its firms as they are known now."""
        cells: dict[str, dict[str, int]] = {}
        for code, parts in table.cells.items():
            mine = cells.setdefault(code, {})
            for firm, part in parts.items():
                mine[self.root(firm)] = mine.get(self.root(firm), 0) + part
        return replace(table, cells=cells)


def _marks(row: Row) -> Iterator[str]:
    for name in ("lei", "register_key"):
        if row[name]:
            yield f"{name}:{row[name]}"
    yield f"name:{normalized(str(row['name'])) or row['name']}"


def sums(lists: Sequence[OwnList]) -> list[Sum]:
    """All sums ever shown, as rows of core.own_sum; those of a later list take their place."""
    firms, rows = _Firms(), list[Sum]()
    before: dict[tuple[str, str], list[Table]] = {(m, t): [] for m in MEASURES for t in TABLES}
    for one in lists:
        if firms.learn(one.rows):
            before = {key: [firms.same(known) for known in past] for key, past in before.items()}
        for measure, (adds, tells) in MEASURES.items():
            tables = {
                name: _cells(one.rows, cell_of, adds, firms, before[measure, name])
                for name, cell_of in TABLES.items()
            }
            closed = {name: hidden(cells, before[measure, name], tells)
                      for name, cells in tables.items()}  # fmt: skip
            published = {name: Table(tables[name], codes)
                         for name, codes in closed.items() if codes is not None}  # fmt: skip
            if len(published) < len(TABLES):
                continue  # the total is that of all tables
            for name, table in published.items():
                before[measure, name].append(table)
            rows += _rows(one, measure, published, adds)
    return rows


def _cells(rows: Iterable[Row], cell_of: Callable[[Row], str], adds: Callable[[Row], int | None],
           firms: _Firms, before: Sequence[Table]) -> Cells:  # fmt: skip
    """The cells of a table; one that was there before and is empty now has nothing in it."""
    cells: dict[str, dict[str, int]] = {code: {} for one in before for code in one.cells}
    for row in rows:
        if (part := adds(row)) is not None:
            parts = cells.setdefault(cell_of(row), {})
            firm = firms.root(next(_marks(row)))
            parts[firm] = parts.get(firm, 0) + part
    return cells


def _rows(one: OwnList, measure: str, tables: Mapping[str, Table],
          adds: Callable[[Row], int | None]) -> Iterator[Sum]:  # fmt: skip
    known = [part for row in one.rows if (part := adds(row)) is not None]
    total = Table({TOTAL: {TOTAL: sum(known)}}, frozenset())
    for name, table in {TOTAL: total, **tables}.items():
        for code, parts in sorted(table.cells.items()):
            is_hidden = code in table.hidden
            yield {
                "sum_id": f"{one.delivery_id}-{measure}-{name}-{code}",
                "delivery_id": one.delivery_id, "measure": measure, "breakdown": name, "code": code,
                "value": None if is_hidden else str(sum(parts.values())),
                "is_protected": "yes" if is_hidden else "no",
                "sites_known": str(len(known)) if name == TOTAL else None,
            }  # fmt: skip
