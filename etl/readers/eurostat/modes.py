"""Trade by mode of transport at the border of the EU (Comext) as claims, from either way in.

The interface answers by month, mode and chapter (JSON-stat or SDMX-CSV); monthly files have lines
by product of six digits, which ``bulk`` cuts to those of Germany. What a mode's code is called
decides which it is; a code and a name that do not fit refuse the table. The row TOTAL of all
products is never counted with chapters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from etl.readers import collected
from etl.readers.claims.trade_claims import least_certain, text
from etl.readers.eurostat import bulk, claims, cube

TABLE = "DS-058213"
PARTNERS = {"CN": "cn", "HK": "hk"}
FLOWS = {"1": "import", "2": "export"}
CHAPTERS = tuple(f"{number:02}" for number in range(1, 100) if number != 77)
#: Indicator → ours, unit, divisor, unit as printed; of several with one meaning the first is asked.
MEASURES = {
    "VALUE_IN_EUROS": ("mode_trade_value", "meur", 1e6, "EUR"),
    "VALUE_EUR": ("mode_trade_value", "meur", 1e6, "EUR"),
    "QUANTITY_IN_100KG": ("mode_trade_weight", "tonnes", 10.0, "× 100 kg"),
    "QUANTITY_KG": ("mode_trade_weight", "tonnes", 1000.0, "kg"),
}
#: Codes that stand for all of a dimension: a whole that is never counted with its parts.
WHOLE = ("TOTAL", "T", "_T")
#: Our modes by the codes that Comext has used for decades, and by what they are called.
_BY_CODE = {"0": "mode_unknown", "1": "sea", "2": "rail", "3": "road", "4": "air", "5": "post",
            "7": "fixed", "8": "ship", "9": "own"}  # fmt: skip
_BY_NAME = {"mode_unknown": r"unknown|\bnot\b", "sea": r"\bsea\b|maritime", "rail": r"\brail",
            "road": r"\broad", "air": r"\bair\b", "post": r"\bpost", "fixed": r"\bfixed|pipeline",
            "ship": r"\binland", "own": r"\b(self|own)\b"}  # fmt: skip
_HIDDEN = {"value": None, "value_printed": None, "status": "unknown"}


def dimension(names: list[str]) -> str:
    """The dimension of modes among those of a table. Raises ValueError naming what was found."""
    matches = [name for name in names if re.search("transport|mode", name)]
    if len(matches) != 1:
        raise ValueError(f"the dimensions {', '.join(names)}; expected one of modes of transport")
    return matches[0]


def mode_of(code: str, name: str = "") -> str:
    """Our mode for a code and what it is called, if that is known; "" for all modes together.

    Raises ValueError naming code and name when neither is known, or when they do not fit.
    """
    if code in WHOLE:
        return ""
    candidates = [mode for mode, pattern in _BY_NAME.items() if re.search(pattern, name.lower())]
    by_name = candidates[0] if len(candidates) == 1 and name != code else ""
    by_code = _BY_CODE.get(code, "")
    if not (by_name or by_code):
        raise ValueError(f"unknown mode of transport: {code} {name}".rstrip())
    if by_code and name not in ("", code) and by_name != by_code:
        raise ValueError(f"mode of transport {code} is called {name!r}; expected {by_code}")
    return by_name or by_code


def cells(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Cells of all parts, and what differs from what is documented as a ValueError that names it.

    Columns: partner, flow, mode (ours), product (TOTAL or a chapter), indicators, time, printed,
    flag.
    """
    of_figures = {name: raw for name, raw in sorted(parts.items())
                  if not name.endswith("_codes.xml")}  # fmt: skip
    frames = [bulk.cells(name, raw) if bulk.is_part(name) else _answered(raw)
              for name, raw in of_figures.items()]  # fmt: skip
    frame = pd.concat(frames, ignore_index=True)
    claims.check_constant(frame, freq="M", reporter="DE")
    claims.map_codes(frame, "indicators", {code: code for code in MEASURES})
    claims.map_codes(frame, "product", {code: code for code in ("TOTAL", *CHAPTERS)})
    frame["flow"] = claims.map_codes(frame, "flow", FLOWS)
    frame["partner"] = claims.map_codes(frame, "partner", PARTNERS)
    pairs = frame[["code", "name"]].drop_duplicates().itertuples(index=False)
    mode = {(code, name): mode_of(code, name) for code, name in pairs}
    frame["mode"] = [mode[pair] for pair in zip(frame["code"], frame["name"], strict=True)]
    return frame[frame["mode"] != ""].reset_index(drop=True)


def _answered(raw: bytes) -> pd.DataFrame:
    frame = cube.cells(raw)
    known = {"freq", "reporter", "partner", "product", "flow", "indicators", "time", "printed",
             "flag"}  # fmt: skip
    if missing := sorted(known - set(frame.columns)):
        raise ValueError(f"missing {', '.join(missing)}; it has {', '.join(frame.columns)}")
    others = [name for name in frame.columns if name not in known]
    of_mode = dimension(others)
    for name in others:
        if name != of_mode and not frame[name].isin(WHOLE).all():
            raise ValueError(f"unknown {name}: {frame[name].iloc[0]}; expected {WHOLE[0]}")
    names = cube.labels(raw).get(of_mode, {})
    return frame.rename(columns={of_mode: "code"}).assign(
        name=lambda rows: rows["code"].map(lambda code: names.get(code, ""))
    )


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on months by mode, in total and by chapter, and our sums of modes and years.

    A chapter that is kept secret stays, without a figure: what is a share of all must know of it.
    Raises ValueError.
    """
    frame = cells(parts)
    is_secret = cube.is_secret(frame["flag"])
    if (is_secret & (frame["product"] == "TOTAL")).any():
        row = frame[is_secret & (frame["product"] == "TOTAL")].iloc[0]
        raise ValueError(f"{row['mode']} in {row['time']} is kept secret in total; "
                         "expected the total of each mode")  # fmt: skip
    hidden = _claims(frame[is_secret].assign(printed="0")).assign(**_HIDDEN)
    stated = _claims(frame[~is_secret])
    totals = stated[stated["product"].isna()]
    whole = pd.concat([totals, _all_modes(totals)], ignore_index=True)
    years = claims.sums_of_the_year(whole, TABLE)
    frames = [whole, years, stated[stated["product"].notna()], hidden]
    return pd.concat(frames, ignore_index=True).astype("str")


def _claims(frame: pd.DataFrame) -> pd.DataFrame:
    """Cells as claims: chapters have a product, totals none."""
    columns = ["indicator", "unit", "divisor", "printed"]
    measure = claims.measures(frame, "indicators", MEASURES, columns)
    chapter = frame["product"].where(frame["product"] != "TOTAL")
    return claims.claims(
        frame, measure["divisor"], measure["printed"],
        indicator=measure["indicator"],
        mode=frame["mode"],
        product="wa_" + chapter,
        product_scheme=chapter.map(lambda _: "wa", na_action="ignore"),
        unit=measure["unit"],
        region="de_estat",
        counterpart=frame["partner"],
        flow=frame["flow"],
        trade_system="community",
    )  # fmt: skip


def _all_modes(totals: pd.DataFrame) -> pd.DataFrame:
    """Our sums over all modes, the unknown one too."""
    one = ["indicator", "region", "counterpart", "flow", "trade_system", "china_scope", "unit",
           "period_kind", "period_start", "period_end"]  # fmt: skip
    numbers = totals.assign(value=totals["value"].astype(float))
    sums = numbers.groupby(one, as_index=False, dropna=False).agg(
        value=("value", "sum"), status=("status", least_certain)
    )
    return collected.as_claims(
        sums, value=sums["value"].map(text), mode="total", evidence_kind="computed",
        note_de=f"Eigene Summe aller Verkehrszweige aus dem Datensatz {TABLE}.",
        note_en=f"Own sum of all modes of transport from the dataset {TABLE}.",
    )  # fmt: skip


def unknown(parts: Mapping[str, bytes]) -> list[str]:
    """In which direction most of the newest twelve months is by no known mode, in sentences."""
    thresholds = collected.reference("thresholds")
    most = float(thresholds.set_index("code")["value"]["mode_unknown"])
    frame = cells(parts)
    is_value = frame["indicators"].map(lambda code: MEASURES[code][1] == "meur")
    months = sorted(frame["time"].unique())[-12:]
    newest = frame[is_value & (frame["product"] == "TOTAL") & (frame["partner"] == "cn")
                   & frame["time"].isin(months)]  # fmt: skip
    issues = []
    for flow, rows in newest.groupby("flow"):
        value = pd.to_numeric(rows["printed"])
        share = 100 * value[rows["mode"] == "mode_unknown"].sum() / (value.sum() or 1)
        if share > most:
            issues.append(f"{flow} with China: {share:.0f} % of the value of {months[0]} to "
                          f"{months[-1]} is by an unknown mode of transport; expected at most "
                          f"{most:.0f} %")  # fmt: skip
    return issues
