"""Made months of Comext in the true layout, ``full_v2_YYYYMM``: Germany's lines, as kept.

    CHINA_MONITOR_VINTAGES=FOLDER python -m benchmarks.comext_rows [rows]

All partners × products × months × both flows, 100 million rows and more. DuckDB writes them from
hashes, a month at a time, so that the same call makes the same bytes; each row stands in one line,
one in ten in two that differ by customs procedure.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from data import paths
from etl import datasets
from etl.datasets import eurostat_ds_045409_months
from etl.fetch.dataset import RawFile
from etl.readers.collected import read
from etl.readers.eurostat import monthly_files, products
from etl.vintages import store
from etl.vintages.store import Vintage

#: What Germany has in a month: some 350,000 pairs of partner and subheading in both directions.
_A_MONTH = 350_000
_FEWEST_MONTHS, _MOST_MONTHS = 24, 288
#: Partners, and subheadings of a chapter.
PARTNERS, IN_CHAPTER = 240, 57
_LAST = "2026-08"
_PAIRS = """
create table pair as
select partner, product, flow, sqrt(partner_rank) * product_rank * (0.2 + u) as score,
  2e9 * (1.2 - u) / (partner_rank * product_rank + 20) as size_eur
from (select *, hash(partner, product, flow, $seed) / 18446744073709551616.0 as u
  from (select code as partner, row_number() over () as partner_rank from partners)
  cross join (select product, 1 + hash(product, $seed) % 800 as product_rank from (
    select printf('%02d%02d%02d', c, 1 + i // 9, 10 * (i % 9)) as product
    from range(1, 98) a(c), range($in_chapter) b(i) where c <> 77))
  cross join (values (1), (2)) f(flow))
"""
_LINES = """
copy (
  select 'DE' as "REPORTER", partner as "PARTNER",
    if(partner in ('FR', 'NL', 'IT', 'PL', 'AT'), 'I', 'E') as "TRADE_TYPE",
    product || '00' as "PRODUCT_NC", '00000' as "PRODUCT_SITC", '0000' as "PRODUCT_CPA21",
    '0000' as "PRODUCT_CPA22", '000' as "PRODUCT_BEC", '000000' as "PRODUCT_BEC5",
    left(product, 2) as "PRODUCT_SECTION", flow as "FLOW", part as "STAT_PROCEDURE",
    'NO_SU' as "SUPPL_UNIT", $period as "PERIOD",
    1 + (size_eur * (0.5 + noise))::bigint as "VALUE_EUR", "VALUE_EUR" as "VALUE_NAC",
    1 + ("VALUE_EUR" / (1 + hash(product) % 40))::bigint as "QUANTITY_KG",
    0 as "QUANTITY_SUPPL_UNIT"
  from (select *, hash(partner, product, flow, $period, $seed) / 18446744073709551616.0 as noise
    from pair)
  cross join (values (1), (2)) part(part)
  where score * (0.9 + 0.2 * noise) < getvariable('most') and (part = 1 or noise > 0.9)
  order by partner, product, flow, part
) to '{file}' (format csv, header, compression gzip)
"""


def write(rows: int, seed: int = 7) -> Vintage:
    """Keep so many made rows as one fetched state of the table.

    Fewer than a month's are spread thinner over two years, not over fewer months.
    """
    count = min(_MOST_MONTHS, max(_FEWEST_MONTHS, round(rows / _A_MONTH)))
    months = pd.period_range(end=_LAST, periods=count, freq="M")
    (table,) = (one for one in datasets.fetched() if one.module is eurostat_ds_045409_months)
    parts = []
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as con:
        con.register("partners", pd.DataFrame({"code": _partners()}))
        con.execute(_PAIRS, {"seed": seed, "in_chapter": IN_CHAPTER})
        con.execute("set variable most = (select score from pair order by score limit 1 "
                    "offset $a_month)", {"a_month": round(rows / count)})  # fmt: skip
        for month in months:
            file = Path(folder) / products.LAYOUT.part_name(f"full_v2_{month:%Y%m}.7z")
            con.execute(_LINES.format(file=file), {"period": f"{month:%Y%m}", "seed": seed})
            parts.append(RawFile(file.name, file.read_bytes(), monthly_files.FILES, f"seed {seed}",
                                 "2026-10-15T09:00:00+00:00"))  # fmt: skip
    return store.keep(table, parts, date(2026, 10, 15))


def _partners() -> list[str]:
    """Largest first: those that we have a name for, then made codes."""
    regions = read((paths.REFERENCE / "regions.csv").read_bytes())
    known = regions.loc[regions["kind"] == "country", "code"].str.upper().tolist()
    large = ["CN", "US", "NL", "FR", "PL", "IT", "AT", "CH"]
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    made = [one + other for one in "QXZYJ" for other in letters]
    return list(dict.fromkeys([*large, *known, *made]))[:PARTNERS]


if __name__ == "__main__":
    write(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
