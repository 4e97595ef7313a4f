"""Bundesbank: direct investment of Germany with China, Hong Kong and the world, by year.

Which series there are shows at run time. Their keys have 18 parts, of which those below are known;
which industry and which kind of capital a series is of stands in its title alone. Taken is only a
series of which every part of the title says "all of it": a part that nobody here knows may be half
of the figure. Two principles are published: by direction of the investment, and by assets and
liabilities, in which loans of a subsidiary to its parent count the other way. They never mix.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

import pandas as pd

from etl.fetch import body as body_of
from etl.fetch.dataset import FetchSession
from etl.fetch.errors import Unexpected
from etl.readers import sdmx_csv
from etl.readers.claims.trade_claims import text
from etl.readers.collected import as_claims
from etl.schema import Dataset, Rhythm, Title

BASE = "https://api.statistiken.bundesbank.de/rest/data"
_KIND = "application/vnd.sdmx.data+csv;version=1.0.0"
_HEAD = b"DATAFLOW;"
PARTNERS = {"CN": "cn", "HK": "hk", "W1": "world"}
_PARTS, _PARTNER, _SINCE = 18, 4, "2008"
#: Part of the key (from 1) → what it is, and what it must be; that of the flow or stock comes in.
_KNOWN = {1: ("frequency", "A"), 3: ("reporting area", "DE"), 5: ("sector", "S1"),
          6: ("counterpart", "IMC"), 10: ("category", "D"), 11: ("instrument", "F"),
          13: ("currency", "EUR")}  # fmt: skip
_ENTRY = 7
_KEYS = "_keys.csv"
#: First part of a title → direction.
_DIRECTIONS = {
    "direktinvestitionen im ausland": "outward",
    "inländische direktinvestitionen im ausland": "outward",
    "direct investment abroad": "outward",
    "direktinvestitionen im inland": "inward",
    "direktinvestitionen in deutschland": "inward",
    "ausländische direktinvestitionen im inland": "inward",
    "direct investment in germany": "inward",
    "foreign direct investment in germany": "inward",
}
#: What a part of a title says → the basis of ours that it means.
_PRINCIPLES = {
    r"(erweitertes )?richtungsprinzip|(extended )?directional principle": "bundesbank_directional",
    r"forderungen-verbindlichkeiten-prinzip.*|asset.liability.principle.*":
        "bundesbank_asset_liability",
}  # fmt: skip
#: What each direction is called among assets and liabilities.
_SIDES = {"outward": {"forderungen", "assets"}, "inward": {"verbindlichkeiten", "liabilities"}}
#: Parts of a title that leave nothing out.
_WHOLE = re.compile(
    r"insgesamt|total|alle (wirtschaftszweige|branchen|instrumente)|all (industries|activities|"
    r"economic activities|instruments)|(wirtschaftszweig|activity of the direct) .*(investors?|"
    r"investitionsobjekts?|enterprise)|direktinvestitionen insgesamt|direct investment total"
)
_NAMES = {"CN": ("china",), "HK": ("hongkong", "hong kong"),
          "W1": ("alle länder", "rest of the world", "all countries", "welt")}  # fmt: skip
_NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,6})?")
#: Signs of figures that are not given.
_NOT_GIVEN = {"", ".", "-", "NaN"}


@dataclass(frozen=True)
class Measure:
    """A dataflow: ``entry`` is the part of its keys that tells flows (T) from stocks (LE)."""

    dataflow: str
    entry: str
    name: str

    @property
    def known(self) -> dict[int, tuple[str, str]]:
        """Parts of its keys that are known."""
        return dict(sorted((_KNOWN | {_ENTRY: ("entry", self.entry)}).items()))


#: The form of a dataflow of the Bundesbank.
dataset = partial(
    Dataset,
    series=Title("Deutsche Bundesbank, Zeitreihen", "Deutsche Bundesbank, time series"),
    publisher="Deutsche Bundesbank",
    page="https://www.bundesbank.de/de/statistiken/aussenwirtschaft/direktinvestitionen",
    licence="bundesbank_reuse",
    rhythm=Rhythm("year", 151, 30),
    rows=(4, 2_000),
)


def fetch(session: FetchSession, measure: Measure) -> None:
    """Ask which series there are, then for those that may be the whole. Raises Failed."""
    known = measure.known
    parts = ["+".join(PARTNERS) if at == _PARTNER else known.get(at, ("", ""))[1]
             if at in (1, 3, _ENTRY) else "" for at in range(1, _PARTS + 1)]  # fmt: skip
    address = _address(measure.dataflow, ".".join(parts))
    keys = _kept(session, measure.dataflow + _KEYS, address, detail="serieskeyonly")
    try:
        chosen = candidates(_ids(sdmx_csv.read(keys, (), ";")), measure)
    except ValueError as error:
        raise Unexpected(address, str(error), "series on the whole", keys) from error
    codes = (sorted({key[at] for key in chosen}) for at in range(1, _PARTS + 1))
    exact = _address(measure.dataflow, ".".join("+".join(one) for one in codes))
    _kept(session, f"{measure.dataflow}.csv", exact, startPeriod=_SINCE)


def _address(dataflow: str, key: str) -> str:
    """Where the series of a key are asked for."""
    return f"{BASE}/{dataflow}/{key}"


def _kept(session: FetchSession, name: str, address: str, **parameters: str) -> bytes:
    """Keep an answer at the session as ``name``. Raises Unreachable or Unexpected.

    It is SDMX-CSV (semicolons, decimal points); errors come as JSON with a title, under several
    statuses. Never asked without a filter: whole dataflows run into the limits of the service.
    """
    pairs = list(parameters.items())

    def ask() -> bytes:
        body = session.web.get(address, pairs, accepted=(400, 404, 406), kind=_KIND).body
        start = body.removeprefix(b"\xef\xbb\xbf").lstrip()
        if start.startswith(_HEAD):
            return body
        if start.startswith(b"{"):
            answer = body_of.of_json(address, body)
            actual = str(answer.get("title") or sorted(answer))[:300]
        else:
            actual = body_of.kind(body)
        raise Unexpected(address, actual, "series in SDMX-CSV", body)

    return session.part(name, address, urlencode(pairs), ask)


def candidates(ids: Iterable[str], measure: Measure) -> list[list[str]]:
    """Ids (dataflow first, then their parts) that may be the whole. Raises ValueError."""
    split = [one.split(".") for one in dict.fromkeys(ids)]
    if odd := [one for one in split if len(one) != _PARTS + 1 or not all(one)
               or one[0] != measure.dataflow]:  # fmt: skip
        raise ValueError(f"the series {'.'.join(odd[0])}; expected one of {measure.dataflow} with "
                         f"{_PARTS} parts")  # fmt: skip
    for at, (name, code) in measure.known.items():
        codes = sorted({one[at] for one in split})
        split = [one for one in split if one[at] == code]
        if not split:
            raise ValueError(f"part {at} of the keys ({name}) is {', '.join(codes[:12])}; "
                             f"expected {code}")  # fmt: skip
    if "CN" not in {one[_PARTNER] for one in split}:
        raise ValueError("no series with China (CN)")
    return [one for one in split if one[_PARTNER] in PARTNERS]


def claims(parts: Mapping[str, bytes], measure: Measure) -> pd.DataFrame:
    """Claims on years, in millions of euro. Raises ValueError."""
    (raw,) = (raw for name, raw in parts.items() if not name.endswith(_KEYS))
    rows = sdmx_csv.read(raw, separator=";")
    rows["id"] = _ids(rows)
    by_id = {key: _Series.read(key, str(group["title"].iloc[0]))
             for key, group in rows.assign(title=_titles(rows)).groupby("id")
             if _is_candidate(str(key).split("."), measure)}  # fmt: skip
    whole = {str(key): series for key, series in by_id.items() if series is not None}
    if "CN" not in {series.partner for series in whole.values()}:
        titles = "; ".join(sorted({str(title) for title in _titles(rows)})[:3])
        raise ValueError(f"no series is known to be the whole; found {titles}")
    rows = rows[rows["id"].isin(list(whole)) & ~rows["OBS_VALUE"].isin(_NOT_GIVEN)]
    _check(rows)
    series = rows["id"].map(whole)
    scope = "cn" if "HK" in {one.partner for one in whole.values()} else "undefined"
    flow = series.map(lambda one: one.direction)
    frame = pd.DataFrame(
        {
            "indicator": f"fdi_{measure.name}_" + flow + "_bundesbank",
            "region": "de",
            "counterpart": series.map(lambda one: PARTNERS[one.partner]),
            "flow": flow,
            "china_scope": series.map(lambda one: scope if one.partner == "CN" else None),
            "basis": series.map(lambda one: one.basis),
            "period_kind": "year",
            "period_start": rows["TIME_PERIOD"] + "-01-01",
            "period_end": rows["TIME_PERIOD"] + "-12-31",
            "value": (rows["OBS_VALUE"].astype(float) * _millions(rows)).map(text),
            "unit": "meur",
        }
    ).drop_duplicates()  # the whole may stand there by two breakdowns; that they differ is refused
    return as_claims(frame)


@dataclass(frozen=True)
class _Series:
    """What a series is of, as far as its key and title say: all of a direction, by a principle."""

    partner: str
    direction: str
    basis: str

    @staticmethod
    def read(key: object, title: str) -> _Series | None:
        """None where a part of the title is unknown here."""
        partner = str(key).split(".")[_PARTNER]
        first, *others = (part.casefold() for part in re.split(r"\s+/\s+", title.strip()))
        if first not in _DIRECTIONS:
            return None
        direction, basis, is_named = _DIRECTIONS[first], "", False
        for part in others:
            by_name = part.startswith(_NAMES[partner])
            principles = [ours for words, ours in _PRINCIPLES.items() if re.fullmatch(words, part)]
            is_known = by_name or principles or part in _SIDES[direction] or _WHOLE.fullmatch(part)
            if not is_known:
                return None
            is_named, basis = is_named or by_name, principles[0] if principles else basis
        return _Series(partner, direction, basis) if basis and is_named else None


def _is_candidate(key: list[str], measure: Measure) -> bool:
    """Whether an id says what is known of the whole, of a partner that we show."""
    is_ours = len(key) == _PARTS + 1 and key[0] == measure.dataflow and key[_PARTNER] in PARTNERS
    return is_ours and all(key[at] == code for at, (_, code) in measure.known.items())


def _ids(rows: pd.DataFrame) -> pd.Series:
    """The id of each row's series: said, or put together from its dataflow and dimensions.

    Raises ValueError where a line names no dataflow.
    """
    if "BBK_ID" in rows:
        return rows["BBK_ID"]
    names = list(rows.columns)
    last = names.index("TIME_PERIOD") if "TIME_PERIOD" in names else len(names)
    flow = rows["DATAFLOW"].str.extract(r"^(?:[^:]+:)?([A-Z0-9_]+)", expand=False)
    if len(odd := rows.loc[flow.isna(), "DATAFLOW"]):
        raise ValueError(f"a line that names no dataflow but {odd.iloc[0][:40]!r}")
    return flow.str.cat(rows[names[1:last]], sep=".")


def _titles(rows: pd.DataFrame) -> pd.Series:
    for name in ("BBK_TITLE", "BBK_TITLE_ENG"):
        if name in rows:
            return rows[name]
    raise ValueError("missing column BBK_TITLE, which says what a series is of")


def _check(rows: pd.DataFrame) -> None:
    """Refuse what is neither year nor number. Raises ValueError."""
    for name, pattern, kind in (("TIME_PERIOD", r"[0-9]{4}", "year"),
                                ("OBS_VALUE", _NUMBER, "number with a decimal point")):  # fmt: skip
        if len(odd := rows[~rows[name].str.fullmatch(pattern)]):
            raise ValueError(f"{odd[name].iloc[0]!r} is no {kind}")


def _millions(rows: pd.DataFrame) -> pd.Series:
    """What makes each figure millions of euro. Raises ValueError."""
    columns = []
    for name, allowed in (("UNIT", ("EUR", "Euro", "euro")), ("UNIT_MULT", ("0", "3", "6", "9"))):
        column = next((one for one in (f"BBK_{name}", name) if one in rows), "")
        values = sorted(set(rows[column])) if column else ["nothing"]
        if set(values) - set(allowed):
            raise ValueError(f"{name} is {', '.join(values[:5])}; expected one of "
                             + ", ".join(allowed))  # fmt: skip
        columns.append(rows[column])
    return 10.0 ** (columns[1].astype(int) - 6)
