"""The columns that drawing needs of an answer's rows; those that may lack are no part of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Protocol


class ValueRow(Protocol):
    """A figure; it may have value_low, value_high, qualifier and step too."""

    value: float
    unit: str


class PeriodRow(Protocol):
    """What the figure is for."""

    period_kind: str
    period_start: dt.datetime
    period_end: dt.datetime


class StatusRow(Protocol):
    """How firm a figure is; it may have qualifier, publisher_level and basis too."""

    status: str
    evidence_kind: str


class PlacedRow(PeriodRow, Protocol):
    """A place among others: of the question trade_partner_ranks."""

    position: int
    all_count: int
    status: str


class ClaimRow(ValueRow, PeriodRow, StatusRow, Protocol):
    """A claim."""

    qualifier: str | None


class PublishedRow(ClaimRow, Protocol):
    """A claim with who says so, and since when that is known."""

    publisher: str
    known_since: dt.datetime
    known_since_precision: str


class StateRow(PublishedRow, Protocol):
    """One state of a figure: of the questions figure_states and fdi_states."""

    claim_id: str
    is_shown: bool
    is_newest: bool
    china_scope: str


class ReportedRow(ValueRow, PeriodRow, Protocol):
    """What reports say of a week or month: of the question monitor_periods."""

    status: str
    qualifier: str | None
    stated: int
    trains: int


class SpreadRow(Protocol):
    """Times of single trains: of the question monitor_times."""

    direction: str
    unit: str
    stated: int
    listed: Sequence[float]
    p50_value: float
    p90_value: float
    lowest_value: float
    highest_value: float


class CostRow(Protocol):
    """What a corridor costs at a value of goods."""

    corridor: str
    goods_eur: float
    total_eur_low: float
    total_eur_high: float


class EventRow(Protocol):
    """An event of the question cooperation_events."""

    first_day: dt.date
    last_day: dt.date
    date: dt.datetime
    date_precision: str
    theme: str
    nature: str
    is_herne: bool


class PartnerRow(Protocol):
    """A partnership of the question partnerships."""

    place: str
    counterpart: str
    counterpart_zh: str | None
    kind: str
    date: dt.datetime | None
    date_precision: str
    is_land: bool


class RouteRow(Protocol):
    """A leg or a point of the question route."""

    part: str
    role: str
    country: str
    train: str | None
    from_code: str
    from_lon: float
    from_lat: float
    to_code: str
    is_documented: bool
    source_ids: Sequence[str]


class LinkRow(Protocol):
    """A state of the rail link: of the question link_state."""

    day: dt.datetime
    day_precision: str
    until: dt.datetime | None
    until_precision: str
    through: dt.datetime
    state: str


class DealRow(Protocol):
    """A deal of the question deals."""

    target: str
    buyer: str
    year: int
    month: int | None
    amount_meur: float | None
    amount_basis: str | None
    status: str


class RegionRow(ClaimRow, Protocol):
    """A Land, or a line of the table that belongs to none: of the question trade_laender."""

    region: str
    kind: str
