"""Germany's imports of single raw materials by product code of the Combined Nomenclature (CN8).

Years, by value, from China and from all countries, in the Community concept: from outside the EU by
origin, from within by the country that sent the goods. The codes are a choice that nobody made
officially: single products are shown, never their total. Rare earths alone are put together, by
us: their minerals, metals and compounds, in years that hold all of their codes. Ten of these are
there from 2023 on, and the years before would miss what stood under other codes then.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from etl.fetch.dataset import FetchSession
from etl.readers import collected
from etl.readers.claims.trade_claims import least_certain, text
from etl.readers.eurostat import claims, codes, cube
from etl.readers.eurostat.client import comext
from etl.schema import Rhythm, Title

DATASET = comext(
    table="DS-045409",
    title=Title(
        "EU-Handel seit 1988 nach HS2-4-6 und KN8: einzelne Rohstoffe (KN8)",
        "EU trade since 1988 by HS2-4-6 and CN8: single raw materials (CN8)",
    ),
    cadence="years, with December, about 45 days after it",
    rhythm=Rhythm("year", 45, 10),
    rows=(20, 20_000),
    feeds="product_trade",
)
_FIXED = {"freq": "A", "reporter": "DE", "flow": "1", "indicators": "VALUE_IN_EUROS"}
_SINCE = 2022
_RARE_EARTHS = frozenset(
    ("25309050", "28053010", "28053021", "28053029", "28053031", "28053039", "28053040", "28053080",
     "28461000", "28469030", "28469040", "28469050", "28469060", "28469070", "28469090")
)  # fmt: skip


def fetch(session: FetchSession) -> None:
    """Ask which codes there are, then for imports from China and from all countries."""
    wanted = {"partner": ("CN", "WORLD"), "product": tuple(_products())}
    codes.fetch_figures(session, DATASET.table, _FIXED, wanted, _SINCE, is_comext=True)


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims on imports from China and from all countries. Raises ValueError."""
    cells = claims.read(parts)
    claims.check_constant(cells, **_FIXED)
    claims.map_codes(cells, "product", {code: code for code in _products()})
    cells = cells[cells["printed"].notna()]
    wholes = cells[cells["partner"] == "WORLD"]
    if wholes.empty:
        wholes = _sums(cells, "product").assign(partner="WORLD")
    rows = pd.concat([wholes, cells[cells["partner"] == "CN"]])
    parts_of = rows[rows["product"].isin(_RARE_EARTHS)]
    years = wholes[wholes["product"].isin(_RARE_EARTHS)].groupby("time")["product"].nunique()
    whole_years = years.index[years == len(_RARE_EARTHS)]
    group = _sums(parts_of[parts_of["time"].isin(whole_years)], "partner")
    rows = pd.concat([rows, group.assign(product="rare_earths")], ignore_index=True)
    return claims.claims(
        rows, 1e6, "EUR",
        indicator="product_trade_value",
        product="cn_" + rows["product"],
        product_scheme="cn8",
        unit="meur",
        region="de_estat",
        counterpart=claims.map_codes(rows, "partner", claims.PARTNERS),
        flow="import",
        trade_system="community",
    )  # fmt: skip


def _sums(cells: pd.DataFrame, by: str) -> pd.DataFrame:
    """Our sums of a year by product or partner."""
    sums = cells.assign(printed=pd.to_numeric(cells["printed"]), flag=cube.statuses(cells["flag"]))
    added = sums.groupby([by, "time"], as_index=False).agg(
        printed=("printed", "sum"), flag=("flag", least_certain)
    )
    return added.assign(printed=added["printed"].map(text), flag=added["flag"].map(_FLAGS))


#: The flag that says a status.
_FLAGS = {"estimated": "e", "provisional": "p", "revised": "r", "final": "", "unknown": ""}


def _products() -> list[str]:
    """The codes that we have a name for."""
    table = collected.reference("products")
    of_scheme = table.loc[table["scheme"] == "cn8", "code"].str.removeprefix("cn_")
    return [code for code in of_scheme if code.isdigit()]
