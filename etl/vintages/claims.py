"""States: what the kept vintages of published tables feed into the warehouse.

Every vintage says all its figures anew, so that figures compared or added up come from one state.
An older figure that a later state repeats is marked as its repeat: shown last, unless one asks for
a day before the later state.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from functools import cache
from pathlib import Path

import pandas as pd
from babel.dates import format_date

from data import paths
from etl import datasets
from etl.readers.collected import (
    CLAIMS,
    PARTNER_TRADE,
    PRODUCT_NAMES,
    PRODUCT_TRADE,
    RECEIVED,
    SOURCES,
    SUPPRESSED,
)
from etl.schema import DatasetFile, frame_of
from etl.validate import Refused
from etl.vintages import store
from etl.vintages.store import Vintage

#: What makes two claims of a table speak of the same thing.
KEY = ["indicator", "region", "counterpart", "place", "flow", "mode", "product_scheme", "product",
       "trade_system", "china_scope", "basis", "adjustment", "period_kind", "period_start",
       "period_end", "unit"]  # fmt: skip
#: What is said of it.
VALUE_COLUMNS = ["value", "value_low", "value_high", "status"]
_IN_NAME = ["region", "counterpart", "place", "mode", "product", "flow", "indicator", "basis"]


def loaded_vintages(table: DatasetFile) -> list[Vintage]:
    """Vintages that feed claims, oldest first: of several states of one day the last that came.

    What cannot be read any more is none of them (see ``left_out``). The first to come was the
    bundled one, if there is one. Tables downloaded by hand stand beside fetched ones of the same
    day.
    """
    of_day = {(one.state, not one.is_by_hand): one for one in store.states(table.name)
              if unreadable(table, one) is None}  # fmt: skip
    return [of_day[day] for day in sorted(of_day)]


def left_out() -> list[tuple[DatasetFile, Refused]]:
    """States that were kept and feed nothing, each with its table, why, and what to do."""
    problems = []
    for table in datasets.published():
        unread = [unreadable(table, one) for one in store.vintages(table.name)]
        problems += [(table, one) for one in (*store.damaged(table.name).values(), *unread) if one]
    return problems


#: Bytes of the sum at the end of what is kept as read.
_SUM = hashlib.sha256().digest_size
_unreadable: dict[Vintage, Refused | None] = {}


def unreadable(table: DatasetFile, vintage: Vintage) -> Refused | None:
    """Why a state that came here cannot be read any more; one that we carry must be readable."""
    if not vintage.is_bundled and vintage not in _unreadable:
        try:
            parsed(table, vintage)
            _unreadable[vintage] = None
        except Refused as refused:
            _unreadable[vintage] = refused
    return _unreadable.get(vintage)


def parsed(table: DatasetFile, vintage: Vintage) -> pd.DataFrame:
    """The claims of a vintage. Raises Refused when it cannot be read any more.

    Kept as read beside the vintages, for as long as neither it nor a line of our code changes:
    else each build would read every state again. Its sum at the end tells when it is damaged.
    """
    parts = vintage.parts()
    cached = store.claims_as_read(vintage, _code())
    with contextlib.suppress(OSError):
        raw = cached.read_bytes()
        if raw[-_SUM:] == hashlib.sha256(raw[:-_SUM]).digest():
            return pd.read_parquet(io.BytesIO(raw[:-_SUM])).astype("str")
    read = table.module.parse_extract if is_extract(table, vintage) else table.module.parse
    try:
        claims: pd.DataFrame = read(parts)
    except Exception as error:
        problem = str(error) if isinstance(error, ValueError) else f"it cannot be read: {error!r}"
        raise Refused(f"{table.name}/{vintage.name}", [problem], vintage.remedy) from error
    keep_as_read(vintage, claims)
    return claims


def keep_as_read(vintage: Vintage, claims: pd.DataFrame) -> None:
    """Keep the claims of a vintage beside it, so that they need not be read again."""
    cached = store.claims_as_read(vintage, _code())
    with contextlib.suppress(OSError):
        cached.parent.mkdir(parents=True, exist_ok=True)
        fresh = store.unfinished(cached)
        raw = claims.to_parquet()
        fresh.write_bytes(raw + hashlib.sha256(raw).digest())
        fresh.replace(cached)


def is_extract(table: DatasetFile, vintage: Vintage) -> bool:
    """Whether it is not in its publisher's format: it says claims, and nothing besides."""
    return vintage.is_bundled and hasattr(table.module, "parse_extract")


@cache
def _code() -> str:
    """sha256 over what the reading of a vintage depends on besides its bytes."""
    digest = hashlib.sha256()
    for folder, pattern in (
        (Path(datasets.__path__[0]).parent, "*.py"),
        (paths.REFERENCE, "*.csv"),
    ):
        for file in sorted(folder.rglob(pattern)):
            digest.update(file.read_bytes())
    return digest.hexdigest()


def claims_and_sources(table: DatasetFile) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """What all states of a table feed (claims) and its sources, as text; None when there are none.

    Raises Refused.
    """
    vintages = loaded_vintages(table)
    if not vintages:
        return None
    if table.dataset.feeds == "product_trade":
        rows = [source(table, vintages[-1])]
        return _product_trade(table, vintages[-1]), frame_of(SOURCES, rows)
    if hasattr(table.module, "rows"):  # too many for claims
        return frame_of(CLAIMS), frame_of(SOURCES, [source(table, one) for one in vintages])
    frames = [_claims(table, vintage) for vintage in vintages]
    claims = pd.concat(frames, ignore_index=True)
    claims["same_as"] = _repeats(claims)
    rows = [source(table, vintage) for vintage in vintages]
    return claims[list(CLAIMS.columns)].astype("str"), frame_of(SOURCES, rows)


def _product_trade(table: DatasetFile, vintage: Vintage) -> pd.DataFrame:
    """Value and weight of each product in one row (columns of collected.PRODUCT_TRADE)."""
    claims = parsed(table, vintage)
    at = ["region", "counterpart", "flow", "trade_system", "product_scheme", "product",
          "period_start"]  # fmt: skip
    both = value_and_weight(claims, claims["indicator"] == "product_trade_value", at)
    return of_state(both, table, vintage)[list(PRODUCT_TRADE.columns)].astype("str")


def value_and_weight(claims: pd.DataFrame, is_value: pd.Series, at: list[str]) -> pd.DataFrame:
    """What is said of the same goods in one row; its status is that of the value, if there is one.

    ``at``: columns that tell the goods.
    """
    columns = [*at, "value", "status"]
    both = claims.loc[is_value, columns].rename(columns={"value": "value_meur"}).merge(
        claims.loc[~is_value, columns].rename(columns={"value": "weight_tonnes"}),
        how="outer", on=at, suffixes=("", "_of_weight"),
    )  # fmt: skip
    return both.assign(status=both["status"].fillna(both["status_of_weight"]))


def of_state(rows: pd.DataFrame, table: DatasetFile, vintage: Vintage) -> pd.DataFrame:
    """Rows with the state that says them, and the day since which it is known."""
    known_since = vintage.state.isoformat()
    return rows.assign(source_id=source_id(table, vintage), known_since=known_since)


def partner_trade() -> pd.DataFrame:
    """Months with all partners, of the newest state of each table that claims some, as text.

    Raises Refused.
    """
    frames = [frame_of(PARTNER_TRADE)]
    for table in datasets.published():
        if table.dataset.claimed and (of_table := loaded_vintages(table)):
            newest = of_table[-1]
            claims = parsed(table, newest)
            months = claims[claims["period_kind"] == "month"].rename(
                columns={"value": "value_meur"}
            )
            frames.append(of_state(months, table, newest)[list(PARTNER_TRADE.columns)])
    return pd.concat(frames, ignore_index=True).astype("str")


def suppressed() -> pd.DataFrame:
    """What the states of all tables keep secret, as text; empty when nothing is. Raises Refused."""
    frames = [frame_of(SUPPRESSED)]
    for table in datasets.published():
        if read := getattr(table.module, "suppressed", None):
            for vintage in loaded_vintages(table):
                if is_extract(table, vintage):
                    continue
                frames.append(of_state(read(vintage.parts()), table, vintage))
    return pd.concat(frames, ignore_index=True)[list(SUPPRESSED.columns)].astype("str")


def product_names() -> pd.DataFrame:
    """What the newest state of each table calls the products that it names itself, as text.

    Raises Refused.
    """
    frames = [frame_of(PRODUCT_NAMES)]
    for table in datasets.published():
        read_names = getattr(table.module, "product_names", None)
        if read_names and (of_table := loaded_vintages(table)):
            newest = of_table[-1]
            if is_extract(table, newest):
                continue
            unique = parsed(table, newest)[["product", "product_scheme"]].drop_duplicates()
            products = unique.set_axis(["code", "scheme"], axis=1)
            names = read_names(newest.parts())
            products["name"] = [
                names.get(code, code.replace("_", " ").upper()) for code in products["code"]
            ]
            frames.append(products.assign(source_id=source_id(table, newest)))
    return pd.concat(frames, ignore_index=True)[list(PRODUCT_NAMES.columns)].astype("str")


def received() -> pd.DataFrame:
    """When the states that came here came (columns of collected.RECEIVED), as text."""
    rows = [(source_id(table, one), str(one.note["fetched"])[:10])
            for table in datasets.published() for one in loaded_vintages(table)
            if not one.is_bundled]  # fmt: skip
    return frame_of(RECEIVED, rows)


def source_id(table: DatasetFile, vintage: Vintage) -> str:
    """Key of a vintage among the sources."""
    return f"{table.name}@{vintage.state}" + ("-by-hand" if vintage.is_by_hand else "")


def _claims(table: DatasetFile, vintage: Vintage) -> pd.DataFrame:
    claims = parsed(table, vintage)
    if table.dataset.claimed:
        claims = claims[claims["counterpart"].isin(table.dataset.claimed)].reset_index(drop=True)
    if claimed := getattr(table.module, "claimed", None):
        claims = claimed(claims).reset_index(drop=True)
    if sure := vintage.note.get("confidence"):  # of a copy that nothing could be compared with
        claims["confidence"] = sure
    name = pd.Series(source_id(table, vintage) + ":", claims.index, dtype="str")
    for column in _IN_NAME:
        name = name + (claims[column] + ".").fillna("")
    claims["claim_id"] = name + claims["period_start"].str.slice(0, 7) + "." + claims["period_kind"]
    claims["known_since_precision"] = _precision(vintage)
    return of_state(claims, table, vintage)


def _precision(vintage: Vintage) -> str:
    return str(vintage.note.get("stated_precision", "day"))


def _repeats(claims: pd.DataFrame) -> pd.Series:
    """For each claim the last of the later states that say the same without a break, if any."""
    groups = claims.groupby(KEY, dropna=False, sort=False)
    changed = pd.Series(False, claims.index)
    for column in VALUE_COLUMNS:
        before = groups[column].shift(1)
        changed |= (claims[column] != before) & ~(claims[column].isna() & before.isna())
    run = changed.groupby([claims[column] for column in KEY], dropna=False, sort=False).cumsum()
    last = claims["claim_id"].groupby(
        [*(claims[column] for column in KEY), run], dropna=False, sort=False
    ).transform("last")  # fmt: skip
    return last.where(last != claims["claim_id"])


def source(table: DatasetFile, vintage: Vintage) -> dict[str, str | None]:
    """A state of a table as a source, columns of collected.SOURCES."""
    dataset, precision = table.dataset, _precision(vintage)
    by_month = precision == "month"
    stated = vintage.state.strftime("%m.%Y" if by_month else "%d.%m.%Y")
    stated_en = format_date(vintage.state, "MMMM y" if by_month else "d MMMM y", "en")
    is_read, series, title = precision == "read", dataset.series, dataset.title
    return {
        "source_id": source_id(table, vintage),
        "url": dataset.page,
        "publisher": dataset.publisher,
        "publisher_kind": dataset.publisher_kind,
        "relayed_by": vintage.note["from"] if vintage.is_bundled else None,
        "title": f"{series.de} {dataset.table}: {title.de}; "
        f"{'Kopie vom' if is_read else 'Stand'} {stated}",
        "title_en": f"{series.en} {dataset.table}: {title.en}; "
        f"{'copy of' if is_read else 'as of'} {stated_en}",
        "published": vintage.state.isoformat(),
        "published_precision": precision,
        "licence": dataset.licence,
        "is_official_table": "yes" if dataset.publisher_kind == "official_statistics" else "no",
    }
