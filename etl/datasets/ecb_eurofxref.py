"""Reference rates of the European Central Bank for a euro: yuan, US dollars, Hong Kong dollars.

One rate a working day. Averages are ours, of the days that have a rate: the ECB states the days.
What is bundled reaches to autumn 2026 and is never revised: a fetch asks for the days since 2025.
The Bundesbank states the same rates (BBEX3) after the ECB: they are left to the ECB.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

import pandas as pd

from etl.fetch import body as body_of
from etl.fetch import http
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Failed, Unexpected
from etl.readers import collected, numerals, sdmx_csv
from etl.readers.claims.trade_claims import text
from etl.schema import Dataset, Rhythm, Title

DATASET = Dataset(
    table="eurofxref",
    series=Title("EZB, Reihe", "ECB, series"),
    title=Title(
        "Euro-Referenzkurse: Yuan, US-Dollar und Hongkong-Dollar je Euro, arbeitstäglich",
        "Euro reference rates: yuan, US dollar and Hong Kong dollar per euro, working days",
    ),
    publisher="Europäische Zentralbank (EZB)",
    page="https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/",
    licence="escb_reuse",
    cadence="each working day",
    rhythm=Rhythm("day", 0, 5),
    rows=(15, 5_000),
    is_newest_only=True,
)
API = "https://data-api.ecb.europa.eu/service/data/EXR"
FILE = "https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip"
#: Currency → its country, and its unit here.
_CURRENCIES = {"CNY": ("cn", "cny_per_eur"), "USD": ("us", "usd_per_eur"),
               "HKD": ("hk", "hkd_per_eur")}  # fmt: skip
_KEY = f"D.{'+'.join(_CURRENCIES)}.EUR.SP00.A"
_ASKED = (("startPeriod", "2025"), ("format", "csvdata"), ("detail", "dataonly"))
#: Columns that say what a rate of the API is, and what each must be.
_FIXED = {"FREQ": "D", "CURRENCY_DENOM": "EUR", "EXR_TYPE": "SP00", "EXR_SUFFIX": "A"}
#: Rates are shown from here on; the file of the ECB begins in 1999, without the yuan.
_SINCE = "2002-01-01"
#: A month or year of fewer days with a rate is not whole.
_DAYS = {"M": 15, "Y": 240}
#: Decimals of the rates themselves.
_DECIMALS = 4
_NO_RATE = ("N/A", "")


def fetch(session: FetchSession) -> None:
    """Ask the data portal, and where it does not give the rates, take the file of all days."""
    address = f"{API}/{_KEY}"
    try:
        session.part(
            "EXR.csv", address, urlencode(_ASKED), lambda: _checked(session, address, _ASKED)
        )
    except Failed as failed:
        session.report(f"{failed.place}: {failed.found}; the file of all days is taken instead")
        session.part("eurofxref-hist.zip", FILE, "", lambda: _checked(session, FILE, ()))


def _checked(session: FetchSession, address: str, parameters: tuple[tuple[str, str], ...]) -> bytes:
    """An answer that holds rates. Raises Unreachable or Unexpected."""
    body = session.web.get(address, parameters, accepted=(403, 404)).body
    try:
        _printed({"": body})
    except (ValueError, http.Damaged) as error:
        is_text = body[:4] in (b"KEY,", b"PK\x03\x04")
        actual = str(error) if is_text else body_of.kind(body)
        raise Unexpected(address, actual, "rates of three currencies", body) from error
    return body


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims: averages of whole months and years, and the newest day. Raises ValueError."""
    rates = _printed(parts)
    rates = rates[~rates["printed"].isin(_NO_RATE)].dropna(subset="printed")
    if undated := int((rates["Date"].fillna("") == "").sum()):
        raise ValueError(f"{undated} rates without a day; expected a day for each")
    rates["day"] = pd.to_datetime(rates["Date"], format="%Y-%m-%d", errors="coerce")
    is_written = rates["Date"].str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
    if len(odd := rates[~is_written | rates["day"].isna()]):
        raise ValueError(f"{odd['Date'].iloc[0][:80]!r} is no day")
    numerals.check(rates["printed"])
    rates = rates[rates["Date"] >= _SINCE]
    rates["rate"] = pd.to_numeric(rates["printed"])
    twice = rates[rates.duplicated(["currency", "day"])]
    if len(twice):
        first = twice.iloc[0]
        raise ValueError(f"{first['currency']} of {first['Date']} is stated twice; expected once")
    newest = rates[rates["day"] == rates["day"].max()]
    points = newest.assign(value=newest["printed"], value_printed=newest["printed"],
                           period_kind="point", period_start=newest["day"],
                           period_end=newest["day"], evidence_kind="statistic")  # fmt: skip
    months = _averages(rates[rates["currency"] == "CNY"], "M")
    frame = pd.concat([months, _averages(rates, "Y"), points])
    frame["indicator"] = "exchange_rate_" + frame["currency"].str.lower()
    frame["counterpart"] = frame["currency"].map({k: v[0] for k, v in _CURRENCIES.items()})
    frame["unit"] = frame["currency"].map({k: v[1] for k, v in _CURRENCIES.items()})
    for column in ("period_start", "period_end"):
        frame[column] = pd.to_datetime(frame[column]).dt.strftime("%Y-%m-%d")
    return collected.as_claims(frame, region="euro_area", status="final")


def _printed(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Rates as printed (columns Date, currency, printed). Raises ValueError or Damaged."""
    (raw,) = parts.values()
    raw = http.unzip(raw) if raw.startswith(b"PK\x03\x04") else raw
    if raw.removeprefix(b"\xef\xbb\xbf").startswith((b"KEY,", b'"KEY",')):
        frame = sdmx_csv.read(raw, (*_FIXED, "CURRENCY", "TIME_PERIOD", "OBS_VALUE"))
        for column, expected in _FIXED.items():
            if (values := sorted(set(frame[column]))) != [expected]:
                raise ValueError(f"{column} is {', '.join(values[:5])}; expected {expected}")
        names = {"TIME_PERIOD": "Date", "CURRENCY": "currency", "OBS_VALUE": "printed"}
        rates = frame.rename(columns=names)[list(names.values())]
        if set(rates["currency"]) != _CURRENCIES.keys():
            raise ValueError(f"currencies {', '.join(sorted(set(rates['currency'])))}; expected "
                             + ", ".join(_CURRENCIES))  # fmt: skip
        return rates
    table = collected.read(raw)
    if missing := [name for name in ("Date", *_CURRENCIES) if name not in table]:
        raise ValueError(f"missing column {', '.join(missing)}")
    return table.melt("Date", list(_CURRENCIES), "currency", "printed")


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
