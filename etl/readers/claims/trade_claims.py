"""Lines of foreign trade as claims: what the table states, and our sums, shares and ranks of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.readers.claims import foreign_trade
from etl.readers.claims.foreign_trade import has_all_partners
from etl.readers.collected import as_claims

_AT = ["region", "indicator", "flow", "unit", "period_kind", "period_start", "period_end"]
_RANKED = ("cn", "hk", "mo", "tw")
_LAENDER = 16
_LEAST_FIRST = ("estimated", "provisional", "revised", "final")


def claims(parts: Mapping[str, bytes], table: str) -> pd.DataFrame:
    """Claims of a table's parts, as checked columns of text, without who and since when.

    Stated figures are statistics; sums over all partners or all Länder, shares and ranks are ours
    and say so. Values in millions of euro and tonnes. Raises ValueError.
    """
    lines = foreign_trade.read(parts)
    frames = [_stated(lines), *_computed(lines, table)]
    frame = pd.concat([one for one in frames if len(one)], ignore_index=True)
    return _as_claims(frame, has_laender=bool(set(lines["region"]) - {"de"}))


def product_claims(parts: Mapping[str, bytes], *, is_flat: bool = False) -> pd.DataFrame:
    """Claims of a table with product groups: what it states alone, since they need not be all.

    ``is_flat``: flat files alone, no CSV of the web page. Raises ValueError.
    """
    lines = foreign_trade.read(parts, is_flat=is_flat)
    frame = _stated(lines)
    frame["indicator"] = "product_" + frame["indicator"]
    frame["product_scheme"] = frame["product"].str.split("_").str[0]
    return _as_claims(frame, has_laender=bool(set(lines["region"]) - {"de"}))


def _as_claims(frame: pd.DataFrame, *, has_laender: bool) -> pd.DataFrame:
    """Claims with their concept, as columns of text."""
    frame["trade_system"] = "special"
    # Imports of Länder are general trade, and so are sums of them over all Länder.
    if has_laender:
        frame.loc[frame["flow"] == "import", "trade_system"] = "general"
    frame["china_scope"] = frame["counterpart"].map({"cn": "cn"})
    return as_claims(frame, value=frame["value"].map(text))


def text(value: float) -> str:
    """A figure as text, at most six decimals, none that say nothing."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _stated(lines: pd.DataFrame) -> pd.DataFrame:
    """What a table states of the partners that we show."""
    frame = lines[lines["counterpart"].notna() & lines["value"].notna()].copy()
    frame["value_printed"] = (frame["printed"] + " " + frame["printed_unit"]).where(
        frame["printed"] != "-", "-"
    )
    below = (frame["printed"] != "-") & (frame["value"] == 0)
    frame["note_de"] = pd.Series("Weniger als die Hälfte der letzten Stelle.", frame.index).where(
        below
    )
    frame["evidence_kind"] = "statistic"
    frame["product"] = frame["product"].where(frame["product"] != "")
    columns = ["counterpart", "product", "value", "value_printed", "status", "evidence_kind"]
    return frame[[*columns, "note_de", *_AT]]


def _computed(lines: pd.DataFrame, table: str) -> list[pd.DataFrame]:
    partners = lines[lines["partner"] != "world"]
    whole = partners[has_all_partners(partners)] if len(partners) else partners
    worlds = _sums(whole, _AT)
    worlds["counterpart"] = "world"
    stated = lines.loc[lines["partner"] == "world", _AT]
    totals = lines[(lines["partner"] == "world") & lines["value"].notna()]
    base = pd.concat([totals[[*_AT, "value"]], worlds[[*_AT, "value"]]]).drop_duplicates(_AT)
    # A published total is worth more than our sum of its lines.
    worlds = worlds.merge(stated, how="left", indicator="place").query("place == 'left_only'")
    worlds = _computed_claims(
        worlds.drop(columns="place"),
        f"Eigene Summe über alle Partnerzeilen der Tabelle {table}.",
        f"Own sum of all partner lines of table {table}.",
    )
    return [worlds, _germany(lines), _shares(lines, base, table), _ranks(whole, table)]


def _sums(lines: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sums of groups in which no figure is hidden, with the least certain status."""
    certainty = lines["status"].map({status: n for n, status in enumerate(_LEAST_FIRST)})
    groups = lines.assign(certainty=certainty).groupby(by, dropna=False)
    sums = groups["value"].sum(skipna=False).to_frame()
    sums["status"] = groups["certainty"].min().map(dict(enumerate(_LEAST_FIRST)))
    sums["status"] = sums["status"].fillna("unknown")
    return sums[sums["value"].notna()].reset_index()


def least_certain(statuses: pd.Series) -> str:
    """Provisional when one part is; final only when all are."""
    present = set(statuses.unique())
    return next((status for status in _LEAST_FIRST if status in present), "unknown")


def _germany(lines: pd.DataFrame) -> pd.DataFrame:
    """Germany as the sum of its Länder and the lines of no Land."""
    parts = lines[lines["counterpart"].notna() & (lines["region"] != "de")]
    by = ["counterpart", *(name for name in _AT if name != "region")]
    laender = parts[~parts["region"].isin(["de_ausland", "de_rest"])]
    enough = laender.groupby(by)["region"].nunique().rename("laender").reset_index()
    sums = _sums(parts, by).merge(enough, on=by).query(f"laender == {_LAENDER}")
    sums["region"] = "de"
    return _computed_claims(
        sums, "Eigene Summe der 16 Länder und der Zeilen, die zu keinem Land gehören.",
        "Own sum of the 16 Länder and the lines that belong to no Land.",
    )  # fmt: skip


def _shares(lines: pd.DataFrame, base: pd.DataFrame, table: str) -> pd.DataFrame:
    """Shares of China, Hong Kong, Macau and Taiwan in a region's yearly trade, in percent."""
    values = lines[lines["counterpart"].isin(_RANKED) & (lines["indicator"] == "trade_value")
                  & (lines["period_kind"] == "year") & lines["value"].notna()]  # fmt: skip
    shares = values.merge(base, on=_AT, suffixes=("", "_whole"))
    shares["value"] = 100 * shares["value"] / shares["value_whole"]
    shares["indicator"], shares["unit"] = "share_of_region_trade", "percent"
    return _computed_claims(shares, f"Eigene Berechnung aus der Tabelle {table}.",
                f"Own calculation from table {table}.")  # fmt: skip


def _ranks(whole: pd.DataFrame, table: str) -> pd.DataFrame:
    """Ranks among all partner countries of a year, where no figure is hidden."""
    values = whole[(whole["indicator"] == "trade_value") & (whole["period_kind"] == "year")]
    if values.empty:
        return values
    groups = values.groupby(_AT)["value"]
    open_ones = values[groups.transform(lambda values: values.notna().all()) & values["is_partner"]]
    ranks = open_ones.assign(
        value=open_ones.groupby(_AT)["value"].rank(ascending=False, method="min")
    )
    ranks = ranks[ranks["counterpart"].isin(_RANKED)].copy()
    ranks["indicator"], ranks["unit"] = "rank_among_partners", "rank"
    return _computed_claims(ranks, f"Eigene Reihung aller Partnerzeilen der Tabelle {table}.",
                f"Own order of all partner lines of table {table}.")  # fmt: skip


def _computed_claims(frame: pd.DataFrame, note_de: str, note_en: str) -> pd.DataFrame:
    marked = frame.assign(evidence_kind="computed", note_de=note_de, note_en=note_en)
    columns = ["counterpart", "value", "status", "evidence_kind", "note_de", "note_en", *_AT]
    return marked.reindex(columns=columns)
