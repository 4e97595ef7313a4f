"""What travels from the data to the screen: rows of codes with everything that stands behind them.

No DuckDB here, so that charts and reports can import it.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


#: What files of the demonstration say in a column of their own, in both languages at once.
#: What a narrowing begins with in a link.
ONLY = "only."
DEMO_COLUMN, DEMO_MARK = "demonstration", "Demonstrationsdaten / demonstration data"


class PublisherLevel(IntEnum):
    """How strong a publisher is: its place in the precedence, as core.source gives it."""

    OFFICIAL_TABLE = 1
    STATISTICAL_OFFICE = 2
    AGENCY = 3
    COMPANY = 4
    NEWS_AGENCY = 5
    PRESS = 6
    COPY = 7


@dataclass(frozen=True)
class Column:
    """One column of an answer, as its question describes it.

    ``codes`` names the kind of label that its values are codes of (``region``, ``unit`` …),
    ``computed`` says that we worked the figure out ourselves; ``formula`` and ``inputs`` how, from
    which of the row's claims (formula ``of``: it is that claim's own figure).
    """

    name: str
    meaning: str
    codes: str | None = None
    computed: bool = False
    formula: str = ""
    inputs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labels:
    """German and English labels of codes, by kind of code."""

    by_kind: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def name(self, kind: str, code: str | None, lang: str) -> str:
        """Label of one code in one language; the code itself when no label is known."""
        if code is None:
            return ""
        labels = self.by_kind.get((kind, code))
        return code if labels is None else labels[0 if lang == "de" else 1]

    def codes(self, kind: str) -> list[str]:
        """All codes of one kind for which there is a label here."""
        return [code for code_kind, code in self.by_kind if code_kind == kind]


@dataclass(frozen=True, eq=False)
class Answer:
    """The answer to one question. It is shared by all who ask the same, and never written to.

    ``rows``: codes, numbers and dates, never words. ``claims``: the claims behind the rows
    (claim_id, source_id, evidence_kind, status, confidence, known_since, known_since_precision,
    note_de, note_en). ``sources``: who made them (source_id, publisher, publisher_kind,
    relayed_by, title, url, published, licence, claims = how many of the claims are theirs).
    ``as_of``: the state asked for, ``None`` for today's. ``version`` names the warehouse; of
    those of a day that tell the same, the first that was asked.
    ``is_demo``: it holds reports generated for the demonstration.
    ``only``: the values that the rows were narrowed to; ``None`` when what they were narrowed by
    cannot be said by values. ``parent``: then the answer whose rows links can name.
    """

    question: str
    values: Mapping[str, Any]
    rows: pd.DataFrame
    columns: Mapping[str, Column]
    claims: pd.DataFrame
    sources: pd.DataFrame
    labels: Labels
    as_of: date | None
    built: datetime
    version: str
    is_demo: bool = False
    only: Mapping[str, object] | None = field(default_factory=dict)
    parent: Answer | None = None

    def __bool__(self) -> bool:
        return len(self.rows) > 0

    def __iter__(self) -> Iterator[Any]:
        """Rows as named tuples."""
        return iter(self.tuples)

    @cached_property
    def tuples(self) -> list[Any]:
        """Rows as named tuples, made once; each knows its ``answer``."""
        row = namedtuple("Row", list(self.rows.columns), rename=True)  # type: ignore[misc]
        own: Any = type("Row", (row,), {"__slots__": (), "answer": self})
        return list(map(own._make, zip(*(self.rows[name] for name in self.rows), strict=True)))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns of codes and days that tell each row from all others; empty for none."""
        names: tuple[str, ...] = ()
        apart = 1 if len(self.rows) else 0
        own = [name for name in map(str, self.rows) if _is_code(self.rows[name])]
        codes = [name for name in own if not name.endswith(("claim_id", "source_id"))]
        codes.sort(key=lambda n: (not n.endswith("_id"), self.rows[n].isna().any(),
                                  self.rows[n].dtype.kind == "i"))  # fmt: skip
        for name in codes:
            if (count := len(self.rows[[*names, name]].drop_duplicates())) > apart:
                names, apart = (*names, name), count
        return names if apart == len(self.rows) else ()

    @cached_property
    def cited(self) -> dict[str, tuple[str, Any, str]]:
        """Claim id → who says it, since when it is known, how exactly that is known."""
        return {
            claim_id: (
                str(self.sources_by_id[row["source_id"]]["publisher"]),
                row["known_since"],
                str(row["known_since_precision"]),
            )
            for claim_id, row in self.claims_by_id.items()
        }

    @cached_property
    def claims_by_id(self) -> dict[str, dict[Any, Any]]:
        """Each claim, column → cell."""
        return {row["claim_id"]: row for row in self.claims.to_dict("records")}

    @cached_property
    def sources_by_id(self) -> dict[str, dict[Any, Any]]:
        """Each source, column → cell; made once, since it takes longer than to draw a table."""
        return {row["source_id"]: row for row in self.sources.to_dict("records")}

    @cached_property
    def _narrowed(self) -> dict[tuple[tuple[str, object], ...], Answer]:
        return {}

    @cached_property
    def is_computed(self) -> bool:
        """Whether a figure in it is our own computation (so the source line must say so)."""
        own = any(column.computed for column in self.columns.values())
        return own or "computed" in set(self.claims.get("evidence_kind", ()))

    @cached_property
    def is_all_computed(self) -> bool:
        """Whether each value is our own computation: nobody published any of them."""
        figures = [self.columns["value"]] if "value" in self.columns else self.columns.values()
        is_ours = all(column.computed for column in figures)
        return is_ours or set(self.rows.get("evidence_kind", ())) == {"computed"}

    def is_as(self, other: Answer) -> bool:
        """Whether another answer to the same question tells the same, of whatever warehouse."""
        return self.columns == other.columns and all(
            getattr(self, name).equals(getattr(other, name))
            for name in ("rows", "claims", "sources")
        )

    def where(self, **fixed: object) -> Answer:
        """The same answer, narrowed to rows with these values; claims and sources follow.

        Several values of one column (a list or tuple) mean: one of them; None: nothing there.
        """
        fixed = {name: tuple(v) if isinstance(v, list) else v for name, v in fixed.items()}
        key = tuple(sorted(fixed.items()))
        if key not in self._narrowed:
            rows = self.rows
            for column, value in fixed.items():
                cells = rows[column]
                if isinstance(value, tuple):
                    rows = rows[cells.isin(value)]
                else:
                    rows = rows[cells.isna() if value is None else cells == value]
            only = None if self.only is None else {**self.only, **fixed}
            narrowed = replace(self, rows=rows.reset_index(drop=True), only=only)
            self._narrowed[key] = narrowed.with_own_claims()
        return self._narrowed[key]

    def having(self, is_wanted: Callable[[Any], bool]) -> Answer:
        """The same answer with the rows that are wanted.

        Kept with the answer, as ``where`` is, unless a page made the function for this one visit.
        """
        key = (("having", is_wanted),)
        if key in self._narrowed:
            return self._narrowed[key]
        positions = [number for number, row in enumerate(self.tuples) if is_wanted(row)]
        rows = self.rows.iloc[positions].reset_index(drop=True)
        narrowed = replace(self, rows=rows, only=None, parent=self.parent or self).with_own_claims()
        if is_wanted.__module__ != "__main__":
            self._narrowed[key] = narrowed
        return narrowed

    def with_own_claims(self) -> Answer:
        """The same answer with only the claims and sources that its rows still name."""
        claim_ids, source_ids = named_ids(self.rows)
        claims = self.claims[self.claims["claim_id"].isin(claim_ids)]
        wanted = source_ids | set(claims["source_id"])
        sources = self.sources[self.sources["source_id"].isin(wanted)]
        return replace(self, claims=claims, sources=sources)


def _is_code(column: pd.Series) -> bool:
    """Whether a link can name a column's values: texts without a comma, days, whole numbers."""
    return column.dtype.kind not in "fb" and all(
        isinstance(value, datetime | int) or (isinstance(value, str) and "," not in value)
        for value in column.dropna()
    )


def link_text(value: object) -> str | None:
    """A value as a link says it; ``None`` for what it cannot say."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, tuple) and value:
        plain = all(isinstance(one, str) and "," not in one for one in value)
        return ",".join(value) if plain else None
    return value if isinstance(value, str) else None


def named_ids(rows: pd.DataFrame) -> tuple[set[str], set[str]]:
    """Claim ids (also of a base, a whole: ``…_claim_id``) and source ids that rows name."""

    def collect(*ones: str, many: tuple[str, ...]) -> set[str]:
        ids: set[str] = set()
        for one in ones:
            if one in rows:
                ids.update(rows[one].dropna())
        for name in (n for n in rows if n in many):
            for cell in rows[name]:
                if hasattr(cell, "__iter__"):  # a list that is not there is None, NaN or NA
                    ids.update(cell)
        return ids

    claim_ids = collect(
        *(n for n in map(str, rows) if n.endswith("claim_id")), many=("claim_ids", "base_claim_ids")
    )
    return claim_ids, collect("source_id", many=("source_ids",))
