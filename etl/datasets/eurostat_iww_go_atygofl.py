"""Goods on inland waterways loaded and unloaded in NRW, as Germany reports, years."""

from etl.readers.eurostat.client import dataset
from etl.readers.eurostat.regional_freight import Traffic
from etl.schema import Rhythm, Title

DATASET = dataset(
    table="iww_go_atygofl",
    title=Title(
        "Binnenschifffahrt nach Regionen der Be- und Entladung",
        "Inland waterways transport by regions of loading and unloading",
    ),
    cadence="yearly",
    rows=(1, 200),
    rhythm=Rhythm("year"),
)
_TRAFFIC = Traffic(DATASET.table, "regional_waterway_tonnes", load="load", unload="unload",
                   fixed={"nst07": ("TOTAL",)}, since=2007)  # fmt: skip

fetch, parse, suppressed = _TRAFFIC.fetch, _TRAFFIC.parse, _TRAFFIC.suppressed
