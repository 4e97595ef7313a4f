"""What the kit reads of the rows of an answer, by the columns that the questions give."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, Protocol

from charts.rows import PeriodRow


class Cited(Protocol):
    """What somebody says, where it was read, and since when it is known."""

    publisher: str
    url: str
    known_since: date
    known_since_precision: str


class Graded(Protocol):
    """How sure a reading is, and what kind of statement it is."""

    confidence: str
    evidence_kind: str


class Figure(Protocol):
    """A figure as exact as it was stated; the value of a range is missing."""

    value: Any
    unit: str
    qualifier: str | None


class Claim(PeriodRow, Cited, Graded, Figure, Protocol):
    """Somebody's claim of a figure."""

    indicator: str
    region: str
    basis: Any
    partner: Any
    china_scope: Any
    status: str


class FreightFigure(Claim, Protocol):
    """A claim of a figure on freight at a place, perhaps in one direction."""

    claim_id: str
    place: str
    flow: Any


class Company(Protocol):
    """A documented case."""

    parent_name: Any
    sector_code: str
    city_code: Any
    kreis_ags: str
    confidence: str
    entry_mode: Any
    entry_year: Any
    last_known_status: str
    status_as_of: Any


class Aged(Protocol):
    """How old the newest evidence of a company is."""

    evidence_day: Any
    is_fresh: bool


class Contradiction(PeriodRow, Protocol):
    """Two claims on one thing: the one shown and another."""

    claim_ids: Sequence[str]
    decided_by: str
    region: str
    place: Any
    flow: Any
    partner: Any
    product: Any
    trade_system: Any
    unit: str
    shown_value: float
    other_value: float
    difference: Any
    difference_pct: Any


class ChangedRow(PeriodRow, Figure, Protocol):
    """A figure that changed between two days: of the question changes_between."""

    before_evidence_kind: str
    before_high: Any
    before_low: Any
    before_qualifier: Any
    before_step: Any
    before_unit: str
    before_value: Any
    change: str
    claim_ids: Sequence[str]
    difference: Any
    difference_pct: Any
    is_other_speaker: bool
    period: str
    series: str


class RailClaim(Protocol):
    """A claim on the link that others stand against."""

    judged_wrong: bool
    against_dates: Sequence[str]
    against_source_ids: Sequence[str]


class Gap(Protocol):
    """A series that one would expect, with its years by what is known of them."""

    missing: Sequence[int]
    partial: Sequence[int]
    unsure: Collection[int]


class RailEvent(Cited, Protocol):
    """A report on a series of trains, or on operation as a whole."""

    date: str
    date_precision: str
    event_kind: str


class Train(Protocol):
    """A dated train: from where to where, and who tells of it."""

    direction: str
    origin: Any
    origin_terminal: Any
    destination: Any
    destination_terminal: Any
    source_ids: Sequence[str]
    confidence: Any


class Alert(Protocol):
    """An alert of the monitor."""

    kind: str
    rule: str
    series: str
    measure: str
    about: date
    is_open: bool
    unit: str
    value: float
    expected_value: float
    score: float
