"""Reference rates of the European Central Bank for a euro: yuan, US dollars, Hong Kong dollars.

One rate a working day. Averages are ours, of the days that have a rate: the ECB states the days.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.readers import collected
from etl.readers.claims.trade_claims import text
from etl.readers.collected import CLAIMS
from etl.schema import Dataset, Rhythm

DATASET = Dataset(
    table="eurofxref",
    series="EZB, Reihe",
    title="Euro-Referenzkurse: Yuan, US-Dollar und Hongkong-Dollar je Euro, arbeitstäglich",
    publisher="Europäische Zentralbank (EZB)",
    page="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
    licence="escb_reuse",
    cadence="each working day",
    rhythm=Rhythm("day", 0, 5),
    rows=(100, 5_000),
)
#: Currency → its country, and its unit here.
_CURRENCIES = {"CNY": ("cn", "cny_per_eur"), "USD": ("us", "usd_per_eur"),
               "HKD": ("hk", "hkd_per_eur")}  # fmt: skip
#: A month or year of fewer days with a rate is not whole.
_DAYS = {"M": 15, "Y": 240}
#: Decimals of the rates themselves.
_DECIMALS = 4
_NO_RATE = "N/A"


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims: averages of whole months and years, and the newest day. Raises ValueError."""
    (raw,) = parts.values()
    table = collected.read(raw)
    if missing := [name for name in ("Date", *_CURRENCIES) if name not in table]:
        raise ValueError(f"missing column {', '.join(missing)}")
    rates = table.melt("Date", list(_CURRENCIES), "currency", "printed")
    rates = rates[rates["printed"] != _NO_RATE].dropna()
    rates["day"] = pd.to_datetime(rates["Date"], format="%Y-%m-%d")
    rates["rate"] = pd.to_numeric(rates["printed"])
    newest = rates[rates["day"] == rates["day"].max()]
    points = newest.assign(value=newest["printed"], value_printed=newest["printed"],
                           period_kind="point", period_start=newest["day"],
                           period_end=newest["day"], evidence_kind="statistic")  # fmt: skip
    months = _averages(rates[rates["currency"] == "CNY"], "M")
    frame = pd.concat([months, _averages(rates, "Y"), points])
    frame["indicator"] = "exchange_rate_" + frame["currency"].str.lower()
    frame["counterpart"] = frame["currency"].map({one: of[0] for one, of in _CURRENCIES.items()})
    frame["unit"] = frame["currency"].map({one: of[1] for one, of in _CURRENCIES.items()})
    for column in ("period_start", "period_end"):
        frame[column] = pd.to_datetime(frame[column]).dt.strftime("%Y-%m-%d")
    fixed = {"region": "euro_area", "adjustment": "none", "qualifier": "exact", "status": "final",
             "confidence": "high"}  # fmt: skip
    claims: pd.DataFrame = frame.assign(**fixed).reindex(columns=list(CLAIMS.columns))
    return claims.astype("str").reset_index(drop=True)


def _averages(rates: pd.DataFrame, freq: str) -> pd.DataFrame:
    """Our averages of whole months (of the yuan alone: of all, nobody looks at them) or years."""
    groups = rates.groupby(["currency", rates["day"].dt.to_period(freq)])["rate"]
    means = groups.agg(["mean", "size"]).reset_index()
    last_working_day = (
        means["day"].dt.end_time.dt.normalize() + pd.offsets.BDay() - pd.offsets.BDay()
    )
    is_whole = (means["size"] >= _DAYS[freq]) & (last_working_day <= rates["day"].max())
    means = means[is_whole]
    return pd.DataFrame(
        {
            "currency": means["currency"],
            "value": means["mean"].round(_DECIMALS).map(text),
            "period_kind": {"M": "month", "Y": "year"}[freq],
            "period_start": means["day"].dt.start_time,
            "period_end": means["day"].dt.end_time.dt.normalize(),
            "evidence_kind": "computed",
            "note_de": "Eigenes Mittel der Tageskurse.",
            "note_en": "Own average of the daily rates.",
        }
    )
