"""Rows of the Chinese customs' online query as checked rows: Germany's trade with two provinces.

A row is one province, direction and period in one currency. What is not read is said; what cannot
be read refuses the file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from etl.inbox.customs.table import CustomsTable, check
from etl.inbox.customs.units import CUMULATIVE, Period, amount, flow_of, period, together
from etl.inbox.header import Preamble, is_supplier
from etl.inbox.issues import Invalid, Issue
from etl.inbox.read import BLANK, Cell, Row
from etl.inbox.rows import Report
from etl.inbox.schema import CUSTOMS, normalized, spellings

_TOTAL = re.compile("合计|总计|总值|总额|全国|total|allcountries|world", re.IGNORECASE)
_UNIT_LINE = re.compile(r"单位|币种|\bunit|\bcurrency", re.IGNORECASE)
#: Currency → indicator and our unit, in millions.
_MEASURES = {"usd": ("customs_value_usd", "musd"), "cny": ("customs_value_cny", "mcny")}
_MILLION = Decimal(1_000_000)
#: Where exports and imports stand beside their total, it is their sum, but for rounding.
_SLACK = Decimal("0.01")


@dataclass(frozen=True)
class _Figure:
    """One cell with all that it is about; ``value`` in millions of its currency."""

    row: int
    region: str
    name: str
    flow: str
    when: Period
    currency: str
    value: Decimal
    printed: str

    @property
    def key(self) -> str:
        when = f"{self.when.kind}-{self.when.start}-{self.when.end:%m}"
        return f"{self.region}-de-{self.flow}-{self.currency}-{when}"


class _Reader:
    """Reads one table; ``errors`` and ``notes`` collect what is to be said."""

    def __init__(self, table: CustomsTable, name: str, today: date) -> None:
        self.table, self.file, self.today = table, name, today
        self.errors: list[Issue] = []
        self.notes: list[Issue] = []
        self.other: dict[str, Counter[str]] = {"partner": Counter(), "province": Counter()}
        self.empty = 0

    def figures(self) -> list[_Figure]:
        """All figures of Germany and our provinces."""
        figures = []
        for number, row in self.table.rows:
            try:
                figures += self._row(number, row)
            except Invalid as error:
                self.errors.append(error.at(number, ""))
        return figures

    def _row(self, number: int, row: Row) -> list[_Figure]:
        filled = [cell for cell in row if cell is not None]
        ends = [self._cell(row, name) for name in ("partner", "province", "partner_code",
                                                   "province_code")]  # fmt: skip
        if any(_TOTAL.search(normalized(str(cell))) for cell in ends if cell is not None):
            text = " | ".join(map(str, filled))[:80]
            self.notes.append(Issue("skipped_total", row=number, found=text))
            return []
        if ends[0] is ends[2] is None or ends[1] is ends[3] is None:
            if any(amount(row[place]) for place in self.table.values if place < len(row)):
                raise Invalid("customs_row", " | ".join(map(str, filled)))
            self.notes.append(
                Issue("skipped_note", row=number, found=" ".join(map(str, filled))[:80])
            )
            return []
        partner, province = self._code(row, "partner"), self._code(row, "province")
        if partner is None or province is None:
            return []
        cumulative = bool(CUMULATIVE.search(" ".join(self.table.headings).casefold()))
        when = period(self._cell(row, "period"), cumulative=cumulative, today=self.today)
        figures = [self._figure(number, row, place, province, when) for place in self.table.values]
        return [one for one in figures if one is not None]

    def _figure(self, number: int, row: Row, place: int, province: str,
                when: Period) -> _Figure | None:  # fmt: skip
        cell = row[place] if place < len(row) else None
        read = amount(cell)
        if read is None:
            self.empty += 1
            return None
        heading, (value, suffix) = self.table.values[place], read
        above = [line for line in self.table.above if _UNIT_LINE.search(line)]
        unit = together([heading, suffix, str(self._cell(row, "unit") or ""), *above])
        flow = self._flow(row, heading)
        text = re.sub(r"\s+", " ", f"{cell} {heading}").strip()
        name = str(self._cell(row, "province") or province)
        millions = value * (Decimal(10) ** (unit.power or 0)) / _MILLION
        return _Figure(number, f"cn_{province}", name, flow, when, unit.currency, millions, text)

    def _flow(self, row: Row, heading: str) -> str:
        """The direction by heading and row, else by the lines above, else by the file's name."""
        cell = self._cell(row, "flow")
        near = {
            flow for text in (heading, cell) if text is not None and (flow := flow_of(str(text)))
        }
        above = {flow for line in self.table.above if (flow := flow_of(line)) not in ("", "total")}
        for flows in (near, above, {flow_of(Path(self.file).stem)} - {"", "total"}):
            if len(flows) == 1:
                return flows.pop()
            if flows:
                break
        raise Invalid("customs_flow", ", ".join(map(str, filter(None, (heading, cell)))))

    def _cell(self, row: Row, name: str) -> Cell | None:
        place = self.table.columns.get(name)
        cell = row[place] if place is not None and place < len(row) else None
        return None if cell is None or str(cell).strip() in BLANK else cell

    def _code(self, row: Row, name: str) -> str | None:
        """Which of ours a partner or a province is; None for others, which are noted.

        Raises Invalid for a province that there is not, and where code and name contradict.
        """
        texts = {one: str(cell) for one in (f"{name}_code", name)
                 if (cell := self._cell(row, one)) is not None}  # fmt: skip
        codes = {one: spellings(f"customs_{name}").get(_plain(text), ("",))[0]
                 for one, text in texts.items()}  # fmt: skip
        if len(set(codes.values())) > 1:
            raise Invalid("customs_code", " / ".join(texts.values()))
        code = next(iter(codes.values()), "")
        if name == "province" and not code:
            raise Invalid("customs_province", " / ".join(texts.values()) or "–")
        if code not in ("de", "sichuan", "jiangsu"):
            self.other[name][" ".join(texts.values())] += 1
            return None
        return code


def _plain(text: str) -> str:
    """A code without what spreadsheets and keys of districts add to it: 51.0, 510000."""
    plain = normalized(re.sub(r"\.0$", "", text))
    return re.sub(r"^(\d\d)0{2,4}$", r"\1", plain)


def read(table: CustomsTable, name: str, today: date) -> Report:
    """A table of the customs as a report of checked rows. Raises Invalid."""
    check(table)
    report = Report(CUSTOMS, table.sheet, table.header_row, _preamble(table))
    reader = _Reader(table, name, today)
    figures = reader.figures()
    report.errors, report.notes = reader.errors, reader.notes
    if len({one.currency for one in figures}) > 1:
        raise Invalid("customs_currencies", ", ".join(table.values.values()))
    report.errors += _twice(figures) + _totals(figures)
    directed = [one for one in figures if one.flow != "total"]
    if not report.errors and not directed:
        report.errors.append(_nothing(figures, reader))
    for one in directed:
        report.rows.append(_as_row(one))
        report.labels[one.key] = (
            f"{one.name} {one.flow} {one.when.start:%Y-%m}–{one.when.end:%Y-%m}"
        )
    for kind, others in reader.other.items():
        if others:
            names = ", ".join(list(others)[:8]) + (" …" if len(others) > 8 else "")
            report.notes.append(Issue(f"customs_other_{kind}", found=names))
    if reader.empty:
        report.notes.append(Issue("customs_empty", found=str(reader.empty)))
    if table.left_out:
        report.notes.append(Issue("ignored_columns", found=", ".join(table.left_out)))
    return report


def _as_row(one: _Figure) -> dict[str, str | None]:
    indicator, unit = _MEASURES[one.currency]
    return {
        "row_id": one.key, "row_number": str(one.row), "indicator": indicator,
        "region": one.region, "counterpart": "de", "flow": one.flow,
        "period_kind": one.when.kind, "period_start": one.when.start.isoformat(),
        "period_end": one.when.end.isoformat(),
        # A millionth of a million is one yuan: finer is not stated.
        "value": f"{one.value:.6f}".rstrip("0").rstrip("."), "unit": unit,
        "value_printed": one.printed, "is_withdrawn": "no",
    }  # fmt: skip


def _twice(figures: list[_Figure]) -> list[Issue]:
    """Figures that are about what another row is about."""
    first: dict[str, int] = {}
    issues = []
    for one in figures:
        if one.key in first:
            first_row, label = str(first[one.key]), f"{one.name}, {one.flow}"
            issues.append(Issue("twice", one.row, found=first_row, expected=label))
        first.setdefault(one.key, one.row)
    return issues


def _totals(figures: list[_Figure]) -> list[Issue]:
    """Totals of both directions that are not their sum; the others count for nothing."""
    values = {one.key: one.value for one in figures}
    issues = []
    for one in (one for one in figures if one.flow == "total"):
        parts = [values.get(replace(one, flow=flow).key) for flow in ("export", "import")]
        known = [part for part in parts if part is not None]
        if len(known) == 2 and abs(sum(known) - one.value) > _SLACK * max(one.value, Decimal(1)):
            issues.append(Issue("customs_total", one.row, found=one.printed,
                                expected=" + ".join(f"{part:f}" for part in known)))  # fmt: skip
    return issues


def _nothing(figures: list[_Figure], reader: _Reader) -> Issue:
    """Why there is nothing to keep, in the order in which a person can mend it."""
    if figures:
        return Issue("customs_only_total", found=figures[0].printed)
    for kind in ("partner", "province"):
        if reader.other[kind]:
            return Issue(f"customs_no_{kind}", found=", ".join(list(reader.other[kind])[:8]))
    return Issue("no_rows")


def _preamble(table: CustomsTable) -> Preamble:
    """Who supplied it, where a line above the header says so."""
    preamble = Preamble()
    for number, line in enumerate(table.above):
        label, _, rest = line.partition(":")
        if is_supplier(label):
            following = [*table.above[number + 1 :], ""][0]
            preamble.supplier = (rest.strip() or following)[:200]
    return preamble
