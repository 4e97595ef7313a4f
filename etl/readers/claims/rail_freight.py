"""Rail freight of GENESIS (statistic 46131): what went between two places, by month, in tonnes.

Places of dispatch and of receipt are two dimensions whose codes are not documented: they are found
by their labels (Versand…, Empfang…). Goods groups are added up; with a hidden one the sum is a
lower bound and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers.claims import official
from etl.readers.genesis import cells as genesis_cells
from etl.readers.genesis import client, metadata
from etl.readers.genesis.metadata import Flat, NoMatch
from etl.readers.genesis.parts import each
from etl.readers.genesis.request import Ask, since

DISPATCH, RECEIPT = "Versand", "Empfang"
FIRST_YEAR = 2011
_KEY = ["region", "counterpart", "place", "flow", "period_kind", "period_start", "period_end"]


@dataclass(frozen=True)
class Link:
    """Two places by their labels, and in our codes what goes between them.

    ``out``: direction of what is sent from here to there, ``back`` of what comes.
    """

    here: str
    there: str
    is_there: Callable[[str], bool]
    region: str
    counterpart: str
    place: str
    out: str
    back: str


def fetch(session: FetchSession, table: str, link: Link) -> None:
    """Ask for both directions, with the keys that GENESIS names for both places."""

    def ask(dimensions: dict[str, str]) -> None:
        places = []
        for pattern, meaning in ((DISPATCH, "dispatch"), (RECEIPT, "receipt")):
            dimension = metadata.find_dimension(dimensions, pattern, meaning)
            labels = client.values(session, table, dimension)
            home = metadata.find_value(labels, metadata.has_name(link.here), link.here)
            partner = metadata.find_value(labels, link.is_there, link.there)
            places.append((dimension, home, partner))
        (sent, sent_here, sent_there), (got, got_here, got_there) = places
        for origin, goal in ((sent_here, got_there), (sent_there, got_here)):
            keys = ((sent, (origin,)), (got, (goal,)))
            client.fetch(session, Ask(table, keys=keys, years=since(FIRST_YEAR)))

    metadata.with_structure(session, table, ask)


def claims(parts: Mapping[str, bytes], table: str, link: Link) -> pd.DataFrame:
    """Claims of both directions: months, and years all of whose months are there. In tonnes.

    Raises ValueError naming what was found and what is expected.
    """
    files = each(parts, metadata.flat)
    lines = pd.concat([_lines(flat, link) for flat in files], ignore_index=True)
    if lines.empty:
        raise NoMatch("other places alone", f"{link.here} and {link.there}")
    if (lines["period_kind"] != "month").any():
        raise NoMatch(f"periods of the kind {lines['period_kind'].iloc[0]}", "months")
    repeated = lines.duplicated([*_KEY, "goods"])
    if repeated.any():
        raise ValueError("the same line twice: "
                         + ", ".join(lines[repeated].iloc[0][[*_KEY, "goods"]]))  # fmt: skip
    _check_groups(lines)
    months = official.summed(lines, _KEY).assign(
        indicator="rail_freight_tonnes", mode="rail", unit="tonnes"
    )
    # Before the first and after the last figure "-" may mean: not collected, not yet published.
    periods = months.loc[~months["is_empty"], "period_start"]
    months = months[months["period_start"].between(periods.min(), periods.max())]
    is_sum = months["count"] > 1
    years = official.years_of_months(months.drop(columns="count"), table)
    for column, text in (
        ("evidence_kind", "computed"),
        ("note_de", f"Eigene Summe über die Gütergruppen der Tabelle {table}."),
        ("note_en", f"Own sum over the goods groups of table {table}."),
    ):
        months[column] = pd.Series(text, months.index, dtype="str").where(is_sum)
    return official.as_claims(pd.concat([months, years], ignore_index=True))


def _check_groups(lines: pd.DataFrame) -> None:
    """Refuse sums over other goods groups in one month than in another: lines lack."""
    for flow, rows in lines.groupby("flow"):
        counts = rows.groupby("period_start")["goods"].nunique()
        if len(counts) and counts.min() < rows["goods"].nunique():
            raise NoMatch(f"{flow} in {counts.idxmin()} with {counts.min()} goods groups",
                          f"all {rows['goods'].nunique()} in each month")  # fmt: skip


def _lines(flat: Flat, link: Link) -> pd.DataFrame:
    """Cells between the two places, by goods group where there is no total."""
    cells, dimensions = flat.cells, flat.dimensions
    sent = metadata.find_dimension(dimensions, DISPATCH, "dispatch")
    received = metadata.find_dimension(dimensions, RECEIPT, "receipt")
    cells = cells.reset_index(drop=True)
    measures = cells.drop_duplicates(["measure", "unit"])
    if list(measures["unit"]) != ["t"]:
        listing = ", ".join(measures["measure_label"] + " in " + measures["unit"])
        raise NoMatch(listing, "one measure in t")
    is_here = metadata.has_name(link.here)
    place = [{label: ("here" if is_here(label) else "there" if link.is_there(label) else "")
              for label in cells[f"{side}_label"].unique()}
             for side in (sent, received)]  # fmt: skip
    ways = {("here", "there"): link.out, ("there", "here"): link.back}
    ends = zip(cells[f"{sent}_label"].map(place[0]), cells[f"{received}_label"].map(place[1]),
               strict=True)  # fmt: skip
    flow = pd.Series([ways.get(pair) for pair in ends], cells.index, dtype="str")
    when = genesis_cells.periods(cells)
    lines = pd.DataFrame(
        {
            "region": link.region, "counterpart": link.counterpart, "place": link.place,
            "flow": flow, "goods": _goods(cells, [*dimensions], {sent, received}),
            "value": pd.to_numeric(cells["number"]), "printed": cells["printed"],
            "status": genesis_cells.statuses(cells, when["period_start"]),
            **{name: when[name] for name in when},
        }
    )[flow.notna()]  # fmt: skip
    return lines[lines["goods"] == "whole"] if (lines["goods"] == "whole").any() else lines


def _goods(cells: pd.DataFrame, dimensions: list[str], ends: set[str]) -> pd.Series:
    """The goods group of each cell, ``whole`` for their total.

    Refuses groups of several levels: adding them up would count twice.
    """
    others = [code for code in dimensions if code not in ends and cells[code].nunique() > 1
              and not cells[code].str.fullmatch("MONAT[0-9]{2}").all()]  # fmt: skip
    if not others:
        return pd.Series("whole", cells.index, dtype="str")
    if len(others) > 1:
        raise NoMatch(
            f"the dimensions {', '.join(others)}", "goods groups alone beside both places"
        )
    labels, codes = cells[f"{others[0]}_label"], cells[others[0]]
    is_whole = labels.map({label: metadata.is_total(label) for label in labels.unique()})
    levels = sorted(codes[~is_whole].unique(), key=len)
    if not is_whole.any() and levels and len(levels[0]) != len(levels[-1]):
        raise NoMatch(f"groups of several levels ({levels[0]}, {levels[-1]})",
                      "goods groups of one level, or their total")  # fmt: skip
    return codes.where(~is_whole, "whole")
