"""Goods by rail loaded and unloaded in NRW, as Germany reports: every five years, no pulse."""

from etl.readers.eurostat.client import dataset
from etl.readers.eurostat.regional_freight import Traffic
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="tran_r_rago",
    title=Title(
        "Schienengüterverkehr nach Regionen der Be- und Entladung",
        "Rail freight by regions of loading and unloading",
    ),
    cadence="every five years",
    rows=(1, 200),
    rhythm=Rhythm("five_years"),
)
_TRAFFIC = Traffic(DATASET.table, "regional_rail_tonnes", load="c_load", unload="c_unload",
                   fixed={}, since=2005)  # fmt: skip

fetch, parse, suppressed = _TRAFFIC.fetch, _TRAFFIC.parse, _TRAFFIC.suppressed
