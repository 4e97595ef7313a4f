"""The figures of the flow of goods and what is said of them, on the map and instead of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from charts.bars import in_scale
from charts.rows import ClaimRow
from charts.table import Table, absent, change, figure
from data.answer import Answer
from i18n import Locale, money

_KEY = "pictures.flow"
FLOWS = ("import", "export")
#: Width in metres of the widest ribbon; all others by their figure.
WIDEST = 820_000.0


@dataclass(frozen=True)
class Band:
    """What one direction is in one year: its figure, or that there is none."""

    flow: str
    year: int
    row: ClaimRow | None
    width: float

    @property
    def kind(self) -> str:
        """Filled for a figure, hollow for one without scope, hatched for none."""
        if self.row is None:
            return "none"
        return "apart" if getattr(self.row, "is_apart", False) else "known"


def bands_of(exports: Answer, imports: Answer) -> dict[tuple[str, int], Band]:
    """A band for each direction and year, from the first figure on to the last of either."""
    rows = {
        (name, row.period_start.year): row
        for name, answer in (("export", exports), ("import", imports))
        for row in answer
        if row.period_kind == "year" and absent(row.value) is not None
    }
    firm = [year for (_, year), row in rows.items() if not getattr(row, "is_apart", False)]
    years = range(min(firm), max(firm) + 1) if firm else range(0)
    drawn = {key: row for key, row in rows.items() if key[1] in years}
    widest = {f: max((row.value for (g, _), row in drawn.items() if g == f), default=0.0)
              for f in FLOWS}  # fmt: skip
    scale = WIDEST / max([*widest.values(), 1e-9])
    return {
        (f, year): Band(f, year, row, scale * (widest[f] if row is None else float(row.value)))
        for f in FLOWS
        for year in years
        for row in [drawn.get((f, year))]
    }


def newest_part(so_far: Answer, imports: Answer) -> ClaimRow | None:
    """The newest part of a year, where no whole year is newer."""
    parts = [row for row in so_far if absent(row.value) is not None]
    last = max((row.period_end for row in imports), default=None)
    newest: ClaimRow | None = max(parts, key=lambda row: row.period_end, default=None)
    return newest if newest is not None and (last is None or newest.period_end > last) else None


def _amount(row: ClaimRow, locale: Locale) -> str:
    """The figure in billions as all have it, no finer than it was printed."""
    if row.qualifier in (None, "exact"):
        return in_scale(row, float(row.value), row.unit, money.BILLION, locale)
    return locale.qualified(row.value, row.unit, row.qualifier, scale="mrd")


def band_text(band: Band, locale: Locale) -> str:
    """Figure and direction of a band with its arrow, below it what must be known of it."""
    if band.row is None:
        return locale(f"{_KEY}.{band.flow}_none")
    note = ""
    if band.kind == "apart":
        note = locale(f"{_KEY}.apart")
    elif band.row.status in ("provisional", "estimated"):
        note = locale(f"status.{band.row.status}")
    text = locale(f"{_KEY}.{band.flow}", value=_amount(band.row, locale))
    return f"{text}<br>({note})" if note else text


def _plain(words: str) -> str:
    """Words of the picture as they are read aloud: on one line, without arrows."""
    return words.replace("<br>", " ").translate({ord(arrow): None for arrow in "◂▸"}).strip()


def rail_words(trains: Answer, locale: Locale) -> str:
    """How many trains are known by their day, and on which days the last ones ran."""
    days = [row.date for row in trains]
    if not days:
        return locale(f"{_KEY}.rail_none")
    count = locale.count("dated_train", len(days))
    if len(days) > 2:
        return locale(f"{_KEY}.rail_last", trains=count, day=locale.day(days[-1]))
    return locale(f"{_KEY}.rail", trains=count, days=locale.list(map(locale.day, days)))


def part_words(row: ClaimRow, locale: Locale) -> str:
    """The newest part of a year: its figure, its months, its change on the year before."""
    period = locale.period(row.period_kind, row.period_start, row.period_end)
    said_change = change(row, locale)
    return locale(f"{_KEY}.so_far", period=period, value=_amount(row, locale),
                  change=said_change and f",<br>{said_change}")  # fmt: skip


def table(bands: Mapping[tuple[str, int], Band], so_far: Answer, locale: Locale) -> Table:
    """A row for each direction and year, newest first, then the parts of years of imports."""
    rows = [
        (
            str(band.year),
            locale.code("flow", band.flow),
            locale(f"{_KEY}.none") if band.row is None else figure(band.row, locale),
            _status(band, locale),
        )
        for band in sorted(bands.values(), key=lambda band: -band.year)
    ]
    rows += [
        (
            locale.period(row.period_kind, row.period_start, row.period_end),
            locale.code("flow", row.flow),
            figure(row, locale),
            locale(f"status.{row.status}"),
        )
        for row in reversed(so_far.tuples)
    ]
    names = ("period", "flow", "value", "status")
    return Table.of(locale, "column.", names, rows, figures=("value",))


def _status(band: Band, locale: Locale) -> str:
    if band.row is None:
        return ""
    status = locale(f"status.{band.row.status}")
    return f"{status}; {locale(f'{_KEY}.apart')}" if band.kind == "apart" else status


def alt_text(title: str, start: int, bands: Mapping[tuple[str, int], Band], locale: Locale) -> str:
    """Both figures of the year shown, and the years without one."""
    years = sorted({year for _, year in bands})
    shown = "; ".join(_plain(band_text(bands[f, start], locale)) for f in FLOWS)
    parts = [
        locale(f"{_KEY}.alt", title=title, year=str(start), first=str(years[0]),
               last=str(years[-1]), figures=shown)
    ]  # fmt: skip
    for name in FLOWS:
        without = [year for year in years if bands[name, year].row is None]
        if without:
            parts.append(locale(f"{_KEY}.alt_none", flow=locale.code("flow", name),
                                years=locale.years(without)))  # fmt: skip
    return " ".join(parts)


def side_notes(newest: ClaimRow | None, trains: Answer, locale: Locale) -> list[str]:
    """What stands beside the ribbons, as sentences: the newest part of a year, the trains."""
    texts = [rail_words(trains, locale)]
    if newest is not None:
        texts.insert(0, part_words(newest, locale))
    return [f"{_plain(one)}." for one in texts]
