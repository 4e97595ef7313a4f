"""A Eurostat for playbacks: answers in the documented shapes about a made world."""

from __future__ import annotations

import itertools
import json
import math
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

import pandas as pd

from tests.worlds.playback import Answer, Asked

_KEYS = {"DS-045409": ("freq", "reporter", "partner", "product", "flow", "indicators")}
#: The codes that each made dataset holds.
CODES: dict[str, dict[str, tuple[str, ...]]] = {
    "BOP_FDI6_GEO": {
        "freq": ("A",), "currency": ("MIO_EUR", "MIO_NAC"), "indic_bp": ("FLOWS", "STOCKS", "INC"),
        "entity": ("TOTAL", "SPE"), "fdi_item": ("DI__D__F", "DO__D__F"),
        "partner": ("CN_X_HK", "HK", "WRL_REST", "FR"), "geo": ("AT", "DE"),
    },
}  # fmt: skip
#: What the made Eurostat calls the regions that it knows, as it writes names.
REGIONS = {
    "DE": "Germany", "DEA": "Nordrhein-Westfalen", "DEA1": "Düsseldorf", "DEA2": "Köln",
    "DEA3": "Münster", "DEA4": "Detmold", "DEA5": "Arnsberg",
    "DEA11": "Düsseldorf, Kreisfreie Stadt",
    "DEA12": "Duisburg, Kreisfreie Stadt", "DEA13": "Essen, Kreisfreie Stadt",
    "DEA16": "Mülheim an der Ruhr, Kreisfreie Stadt", "DEA17": "Oberhausen, Kreisfreie Stadt",
    "DEA1F": "Wesel", "DEA31": "Bottrop, Kreisfreie Stadt",
    "DEA32": "Gelsenkirchen, Kreisfreie Stadt", "DEA36": "Recklinghausen",
    "DEA51": "Bochum, Kreisfreie Stadt", "DEA52": "Dortmund, Kreisfreie Stadt",
    "DEA53": "Hagen, Kreisfreie Stadt", "DEA54": "Hamm, Kreisfreie Stadt",
    "DEA55": "Herne, Kreisfreie Stadt", "DEA56": "Ennepe-Ruhr-Kreis", "DEA5C": "Unna",
}  # fmt: skip
#: Products of the made trade: chapters, headings of which one is never traded, and below.
PRODUCTS = ("TOTAL", "84", "87", "99", "8703", "8708", "9901", "870380", "870829", "870899",
            "990110", "87082910", "8703XX", "8471",
            *(f"8471{number:02}" for number in range(100)))  # fmt: skip
CODES["DS-045409"] = {
    "freq": ("A", "M"), "reporter": ("DE", "FR"), "partner": ("CN", "HK", "WORLD"),
    "product": PRODUCTS, "flow": ("1", "2"),
    "indicators": ("QUANTITY_IN_100KG", "SUPPLEMENTARY_QUANTITY", "VALUE_IN_EUROS"),
}  # fmt: skip
CODES["DS-059331"] = {
    "freq": ("A", "M"), "reporter": ("DE", "FR"), "partner": ("CN", "NL", "US", "WORLD", "ZZ"),
    "product": ("0", "TOTAL"), "flow": ("1", "2"), "indicators": ("QUANTITY_KG", "VALUE_EUR"),
}  # fmt: skip
#: Modes of transport as Comext codes them, and what it calls them.
MODES = {"0": "Unknown", "1": "Sea", "2": "Rail", "3": "Road", "4": "Air", "5": "Post",
         "7": "Fixed mechanism", "8": "Inland waterway", "9": "Self propulsion",
         "TOTAL": "Total"}  # fmt: skip
CODES["DS-058213"] = {
    "freq": ("A", "M"), "reporter": ("DE", "FR"), "partner": ("CN", "HK", "US"),
    "product": ("TOTAL", "84", "87", "8703", "870380"), "flow": ("1", "2"),
    "transport_mode": tuple(MODES), "indicators": ("QUANTITY_IN_100KG", "VALUE_IN_EUROS"),
}  # fmt: skip
CODES["BOP_C6_Q"] = {
    "freq": ("Q",), "currency": ("MIO_EUR", "MIO_NAC"), "bop_item": ("G", "S"),
    "sector10": ("S1",), "sectpart": ("S1",), "stk_flow": ("BAL", "CRE", "DEB"),
    "partner": ("CN_X_HK", "HK", "US"), "geo": ("AT", "DE"),
}  # fmt: skip
#: Enterprises under foreign control: of each table partner, measures, branches.
for _dataset, _partner, _measure, _measures, _branches in (
    ("FATS_CTRL", "c_ctrl", "indic_sbs", ("ENT_NR", "EMP_NR", "NETTUR_MEUR"), ("B-S_X_O_S94",)),
    ("FATS_G1B_08", "c_ctrl", "indic_sb", ("V11110", "V12110", "V16110"), ("B-N_S95_X_K",)),
    ("FATS_OUT_ACTIV", "partner", "indic_sbs", ("EMP_NR", "NETTUR_MEUR"), ("B-S_X_O", "C")),
    ("FATS_OUT2_R2", "partner", "indic_bp", ("EMP", "ENT", "TUR"), ("B-S_X_O", "C")),
):
    CODES[_dataset] = {
        "freq": ("A",), _partner: ("CN_X_HK", "HK", "US"), "nace_r2": _branches,
        _measure: _measures, "geo": ("AT", "DE"),
    }  # fmt: skip
#: Regions of loading and unloading, as codes of NUTS 2 and of larger areas.
PLACES = ("BE21", "DE", "DEA", "DEA1", "DEA2", "DEA3", "DEA4", "DEA5", "NL33")
CODES["TRAN_R_RAGO"] = {
    "freq": ("A",), "unit": ("THS_T",), "c_unload": ("TOTAL", *PLACES),
    "c_load": ("TOTAL", *PLACES), "geo": ("DE", "NL"),
}  # fmt: skip
CODES["IWW_GO_ATYGOFL"] = {
    "freq": ("A",), "nst07": ("GT01", "TOTAL"), "unload": PLACES, "load": PLACES,
    "unit": ("THS_T",), "geo": ("DE", "NL"),
}  # fmt: skip
#: Years of tables that are closed, or have not every year.
CLOSED = {"fats_g1b_08": ("2019", "2020"), "fats_out2_r2": ("2019", "2020"),
          "tran_r_rago": ("2015", "2020")}  # fmt: skip
for _dataset in ("NAMA_10R_2GDP", "NAMA_10R_3GDP"):
    CODES[_dataset] = {"freq": ("A",), "unit": ("MIO_EUR", "EUR_HAB"), "geo": tuple(REGIONS)}
_CONSTRAINT = (
    '<m:Structure xmlns:m="m" xmlns:c="c"><c:CubeRegion include="true">{keys}'
    '<c:KeyValue id="TIME_PERIOD"><c:Value>2023</c:Value></c:KeyValue>'
    "</c:CubeRegion></m:Structure>"
)
TOO_BIG = {"error": [{"status": 413, "id": 413, "label": "EXTRACTION_TOO_BIG: estimated 9 rows"}]}
LATER = {"warning": {"status": 413, "label": "ASYNCHRONOUS_RESPONSE. Please try again later."}}
EMPTY = {"version": "2.0", "class": "dataset", "value": {}, "id": [], "size": [], "dimension": {}}
NOT_FOUND = {"error": [{"status": 404, "id": 100, "label": "ERR_NOT_FOUND_4: no such dataset"}]}
QUEUED = (
    "<Envelope><Body><queued><id>{ticket}</id><status>SUBMITTED</status></queued></Body></Envelope>"
)
FAULT = "<S:Fault><faultcode>{code}</faultcode><faultstring>{text}</faultstring></S:Fault>"


def said(answer: Mapping[str, object], status: int = 200) -> Answer:
    """An answer in JSON."""
    return Answer(json.dumps(answer).encode(), status, "application/json")


def months_ago(count: int) -> str:
    """The month (YYYYMM) so many before this one."""
    return (pd.Timestamp.now(tz="UTC").tz_localize(None).to_period("M") - count).strftime("%Y%m")


def fault(code: str, text: str, status: int = 200) -> Answer:
    """A fault in XML."""
    return Answer(FAULT.format(code=code, text=text).encode(), status, "application/xml")


@dataclass
class Eurostat:
    """What the made Eurostat answers. `rewrite` alters a whole answer before it is sent.

    `most`: rows given at once; `queue`: how often a question is queued before it is answered.
    """

    most: int = 100_000
    queue: int = 0
    by_ticket: bool = False
    rewrite: Callable[[str], str] = lambda text: text
    tickets: dict[str, bytes] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=lambda: CODES)
    times: tuple[str, ...] = ("2022", "2023")

    def __call__(self, asked: Asked) -> Answer:
        """Answer as the service does."""
        last = asked.path.rsplit("/", 1)[1]
        if "/async/" in asked.path:
            is_data = "/async/data/" in asked.path
            body = self.tickets[last] if is_data else b"<status>AVAILABLE</status>"
            return Answer(body, kind="text/csv" if is_data else "application/xml")
        if "/contentconstraint/" in asked.path:
            return _constraint(self.codes[last]) if last in self.codes else said(NOT_FOUND, 404)
        figures = self._csv(asked) if "/sdmx/2.1/" in asked.path else self._cube(asked)
        if figures is None:
            is_csv = "/sdmx/2.1/" in asked.path
            return fault("413", "EXTRACTION_TOO_BIG_COMEXT", 413) if is_csv else said(TOO_BIG, 413)
        body = self.rewrite(figures).encode()
        if self.queue:
            self.queue -= 1
            if not self.by_ticket:
                return said(LATER)
            self.tickets["ticket-1"] = body
            return Answer(QUEUED.format(ticket="ticket-1").encode(), kind="application/xml")
        return Answer(body, kind="text/plain")

    def _csv(self, asked: Asked) -> str | None:
        dataset, key = asked.path.rsplit("/data/", 1)[1].split("/")
        codes = [part.split("+") for part in key.split(".")]
        rows = _rows(dataset, dict(zip(_KEYS[dataset], codes, strict=True)))
        return _csv(dataset, rows) if len(rows) <= self.most else None

    def _cube(self, asked: Asked) -> str | None:
        dataset = asked.path.rsplit("/", 1)[1]
        dimensions = _named(asked, CLOSED.get(dataset, self.times))
        cells = math.prod(len(codes) for codes in dimensions.values())
        return json.dumps(_cube(dimensions)) if cells <= self.most else None


def _constraint(codes: Mapping[str, tuple[str, ...]]) -> Answer:
    keys = "".join(
        f'<c:KeyValue id="{name}">{"".join(f"<c:Value>{code}</c:Value>" for code in of)}'
        "</c:KeyValue>"
        for name, of in codes.items()
    )
    return Answer(_CONSTRAINT.format(keys=keys).encode(), kind="application/xml")


def _named(asked: Asked, times: tuple[str, ...]) -> dict[str, list[str]]:
    left_out = {"format", "lang", "sinceTimePeriod"}
    found: dict[str, list[str]] = {}
    for name, value in asked.pairs:
        if name not in left_out:
            found.setdefault(name, []).append(value)
    return {"freq": ["A"]} | found | {"time": list(times)}


def _label(dimension: str, code: str) -> str:
    of_product = (
        f"Made goods {code}, of a kind that exists in tests alone, whether or not assembled"
    )
    if dimension == "transport_mode":
        return MODES.get(code, code)
    return of_product if dimension == "product" else REGIONS.get(code, code)


def is_secret(key: tuple[str, ...]) -> bool:
    """Whether a cell of a cube is confidential: 2023 of Hong Kong, and of China's flows inward."""
    inward = {"FLOWS", "DI__D__F"} <= set(key) and key[-3] in ("CN", "CN_X_HK")
    return key[-1] == "2023" and ("HK" in key or inward)


def value(*key: str) -> int:
    """A figure by rule; it means nothing."""
    return zlib.crc32(" ".join(key).encode()) % 1_000_000 + 1000


def figure(*key: str) -> float:
    """A figure of a cube; thousand tonnes are fewer."""
    return value(*key) // (1000 if "THS_T" in key else 1) + 0.5


def _rows(dataset: str, codes: dict[str, list[str]]) -> list[dict[str, str]]:
    rows = []
    for combined in itertools.product(*codes.values()):
        row = dict(zip(codes, combined, strict=True))
        for time in ("2023", "2024") if row["freq"] == "A" else ("2024-01", "2024-02"):
            is_hidden = row["product"] == "99"
            figure = "" if is_hidden else str(value(*combined, time))
            rows.append({"DATAFLOW": f"ESTAT:{dataset}(1.0)", "LAST UPDATE": "15/09/26 11:00:00",
                         **row, "TIME_PERIOD": time, "OBS_VALUE": figure,
                         "OBS_FLAG": "c" if is_hidden else ""})  # fmt: skip
    return rows


def _csv(dataset: str, rows: list[dict[str, str]]) -> str:
    lines = [",".join(rows[0]), *(",".join(row.values()) for row in rows)]
    return "\r\n".join(lines) + "\r\n"


def _cube(dimensions: dict[str, list[str]]) -> dict[str, object]:
    sizes = [len(codes) for codes in dimensions.values()]
    values, status = {}, {}
    for place, key in enumerate(itertools.product(*dimensions.values())):
        if any(code.startswith("99") for code in key):
            continue
        if is_secret(key):
            status[str(place)] = "c"
        else:
            values[str(place)] = figure(*key)
    return {
        "version": "2.0", "class": "dataset", "source": "ESTAT", "label": "A made cube",
        "updated": "2026-09-15T11:00:00+0200", "value": values, "status": status,
        "id": list(dimensions), "size": sizes,
        "dimension": {
            name: {"label": name, "category": {
                "index": {c: n for n, c in enumerate(codes)},
                "label": {c: _label(name, c) for c in codes},
            }}
            for name, codes in dimensions.items()
        },
    }  # fmt: skip


_YEARS = ("2023", "2024")
#: Time by quarters and months, the newest of them still to come; goods by the finest codes.
QUARTERS = tuple(f"{year}-Q{quarter}" for year in _YEARS for quarter in range(1, 5))[:-1]
MONTHS = tuple(f"{year}-{month:02}" for year in _YEARS for month in range(1, 13))[:-1]
WITH_CN8 = CODES | {
    "DS-045409": CODES["DS-045409"] | {
        "product": ("28045090", "28053010", "28053021", "28053029", "29999999")}
}  # fmt: skip
PLAYED: dict[str, Callable[[], Eurostat]] = {
    **dict.fromkeys(("eurostat_bop_fdi6_geo", "eurostat_bop_fdi6_pos", "eurostat_ds_045409",
                     "eurostat_fats_ctrl", "eurostat_fats_g1b_08", "eurostat_fats_out2_r2",
                     "eurostat_fats_out_activ", "eurostat_iww_go_atygofl", "eurostat_tran_r_rago",
                     "eurostat_ds_045409_hs", "eurostat_nama_10r_2gdp",
                     "eurostat_nama_10r_3gdp"), Eurostat),
    "eurostat_bop_c6_q": partial(Eurostat, times=QUARTERS),
    "eurostat_ds_045409_cn8": partial(Eurostat, codes=WITH_CN8),
    **dict.fromkeys(("eurostat_ds_058213", "eurostat_ds_059331"), partial(Eurostat, times=MONTHS)),
    # Whole years alone are read of it.
    "eurostat_ds_059331_sitc": partial(Eurostat, times=(*MONTHS, f"{_YEARS[-1]}-12")),
}  # fmt: skip
