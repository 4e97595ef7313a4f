"""Lines of the Landesdatenbank NRW as claims on NRW, its Kreise, and the Ruhr area as their sum.

Regierungsbezirke and municipalities are left out. A symbol gives no claim and no sum: "-" may be
a figure rounded away, or that of a Kreis which is none any more.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

import pandas as pd

from etl.readers import collected
from etl.readers.claims.trade_claims import text
from etl.readers.collected import CLAIMS, as_claims

#: The town and the former Kreis of Aachen: since 2009 the Städteregion (05334) stands for both.
_GONE = {"05313", "05354"}
_GONE_NAMES = {"Aachen, krfr. Stadt", "Aachen, Kreis"}
_LAND, _KREIS = 2, 5
_RUHR = "ruhr"
_SUM = {"note_de": "Eigene Summe der {} Städte und Kreise im Regionalverband Ruhr.",
        "note_en": "Own sum of the {} cities and districts in Regionalverband Ruhr."}  # fmt: skip
NRW = "de-nw"


def claims(lines: pd.DataFrame, **columns: str | pd.Series) -> pd.DataFrame:
    """Claims of lines (columns time, ags, name, printed, number, and those of ``columns``).

    Raises ValueError on keys and names that do not belong together.
    """
    lines = lines.assign(**columns)[lines["ags"].str.len().isin([_LAND, _KREIS])]
    lines = lines[~lines["ags"].isin(_GONE)]
    lines = lines.assign(region=_regions(lines))
    lines = pd.concat([lines, _periods(lines["time"])], axis=1)
    stated = lines[lines["number"].notna()].assign(evidence_kind="statistic")
    stated = stated.rename(columns={"number": "value", "printed": "value_printed"})
    frame = pd.concat([stated, _ruhr(lines)], ignore_index=True)
    return as_claims(frame)


def inconsistencies(
    lines: pd.DataFrame, rounding: float, *, is_whole: bool, key: str | None = None
) -> list[str]:
    """Kreise that lack, and Kreise that do not add up to the Land, each figure off by `rounding`.

    None lack where somebody chose some (not ``is_whole``); ``key``: the one asked of all.
    """
    selected = lines if key is None else lines[lines["key"] == key]
    return (missing_regions(selected) if is_whole else []) + disagreements(lines, rounding)


def missing_regions(lines: pd.DataFrame) -> list[str]:
    """Sentences on days or years for which a Kreis, or the Land, has no line at all."""
    issues = []
    for time, keys in lines.groupby("time")["ags"]:
        gone = sorted(({*collected.reference("kreise")["ags"], "05"}) - set(keys))
        if gone:
            issues.append(f"{time}: no line for {', '.join(gone[:5])}"
                         + (f" and {len(gone) - 5} more" if len(gone) > 5 else ""))  # fmt: skip
    return issues


def disagreements(lines: pd.DataFrame, rounding: float) -> list[str]:
    """Where all Kreise have a figure and add up to another than the Land's.

    ``rounding``: by how much each figure may be off.
    """
    issues = []
    selected = lines[lines["ags"].isin([*collected.reference("kreise")["ags"], "05"])]
    for (time, key), rows in selected.groupby(["time", "key"]):
        number = pd.to_numeric(rows["number"])
        kreise, land = number[rows["ags"] != "05"], number[rows["ags"] == "05"]
        if len(kreise) < len(collected.reference("kreise")) or land.isna().any() or not len(land):
            continue
        allowed = max(rounding, 1.0) * (len(kreise) + 1)
        if not kreise.isna().any() and abs(kreise.sum() - land.iloc[0]) > allowed:
            which = f" ({key})" if key else ""
            issues.append(f"{time}{which}: the Kreise add up to {kreise.sum():,.0f}, the Land has "
                         f"{land.iloc[0]:,.0f}")  # fmt: skip
    return issues


def _regions(lines: pd.DataFrame) -> pd.Series:
    """Our codes; key and name must speak of the same place: else columns or letters slipped."""
    names_of = _names()
    for ags, name in lines[["ags", "name"]].drop_duplicates().itertuples(index=False):
        if ags not in names_of:
            raise ValueError(f"unknown key of a Kreis: {ags} ({name})")
        if not _words(name) & _words(names_of[ags][1]):
            raise ValueError(f"{ags} is named {name!r}; expected {names_of[ags][1]!r}")
    return lines["ags"].map({ags: code for ags, (code, _) in names_of.items()})


def keys_of(names: pd.Series) -> pd.Series:
    """Keys (AGS) of lines that a table only names; missing for what is neither Land nor Kreis.

    Raises ValueError for a name that is not known.
    """
    known = {name: ags for ags, (_, name) in _names().items()}
    key_of: dict[str, str | None] = dict.fromkeys(_GONE_NAMES)
    for name in set(names) - _GONE_NAMES:
        bare = re.sub(r" \(.*\)$", "", name)
        ours = re.sub(r"(.+), Kreis$", r"Kreis \1", bare).removesuffix(", krfr. Stadt")
        key_of[name] = None if name.endswith(", Regierungsbezirk") else known.get(ours, "")
    if strange := sorted(name for name, key in key_of.items() if key == ""):
        raise ValueError(f"unknown region: {', '.join(strange[:5])}")
    return names.map(key_of)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w{4,}", name.casefold())) - {"kreis", "stadt", "krfr"}


def _periods(time: pd.Series) -> pd.DataFrame:
    """Years, or reference days as points in time."""
    if time.str.fullmatch(r"\d{4}").all():
        kind, start, end = "year", time + "-01-01", time + "-12-31"
    else:
        start = time.map(_day)
        kind, end = "point", start
    return pd.DataFrame({"period_kind": kind, "period_start": start, "period_end": end})


def _day(time: str) -> str:
    try:
        return datetime.strptime(time, "%d.%m.%Y").date().isoformat()
    except ValueError as error:
        raise ValueError(f"{time!r} is no day; expected one as 31.12.2024") from error


def _ruhr(lines: pd.DataFrame) -> pd.DataFrame:
    """Our sums over the Kreise and towns of the RVR, where all of them have a figure."""
    ours = collected.reference("kreise").query("in_rvr == 'yes'")["ags"]
    inside = lines[lines["ags"].isin(ours)]
    inside = inside.assign(value=pd.to_numeric(inside["number"]))
    same = [name for name in inside.columns if name in CLAIMS.columns
            and name not in ("region", "value", "value_printed")]  # fmt: skip
    grouped = inside.groupby(same, dropna=False, sort=False)["value"]
    sums = grouped.agg(["sum", "count"]).reset_index()
    sums = sums[sums["count"] == len(ours)]
    for name, note in _SUM.items():
        before = sums[name].fillna("") if name in sums else pd.Series("", sums.index)
        sums[name] = (note.format(len(ours)) + " " + before).str.strip()
    return sums.assign(region=_RUHR, value=sums["sum"].map(text), evidence_kind="computed")


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Key (AGS) → our code and name of the Land and its Kreise."""
    regions = collected.reference("regions")
    ours = regions[(regions["kind"] == "kreis") | (regions["code"] == NRW)]
    rows = ours[["ags", "code", "name_de"]].itertuples(index=False)
    return {str(ags): (str(code), str(name)) for ags, code, name in rows}
