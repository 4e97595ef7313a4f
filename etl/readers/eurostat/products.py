"""Monthly files of Comext on trade by product: ``full_v2_YYYYMM.7z``, 500,000 lines of Germany.

Too many for frames of text: Arrow reads them, DuckDB checks and adds them up to subheadings (HS6).
Masked codes are what is left of them: ``84XXXX`` where the chapter is known, ``XXXXXX`` else.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Mapping

import duckdb
import pandas as pd
import pyarrow as pa
from pyarrow import csv

from etl.readers.eurostat import bulk, claims

LAYOUT = bulk.Layout(
    "comext/COMEXT_DATA/PRODUCTS", "full", "csv.gz", bulk.READ,
    (*bulk.BESIDE, "PRODUCT_SITC", "PRODUCT_CPA21", "PRODUCT_CPA22", "PRODUCT_BEC", "PRODUCT_BEC5",
     "PRODUCT_SECTION"),
    b'[^,"\n]*', "lines of DE",
)  # fmt: skip
_MEASURES = {
    "value_eur": ("trade_value", "meur", 1e6, "EUR"),
    "weight_kg": ("trade_weight", "tonnes", 1e3, "kg"),
}
#: What a line must not be, each with words for the first that is; the columns are ours.
_REFUSED = (
    ("period <> $month", "'the period ' || period || '; expected ' || $month"),
    ("not regexp_full_match(partner, '[A-Z0-9]{2}')",
     "'unknown partner: ' || partner || '; expected two signs, no group of countries'"),
    ("flow not in ('1', '2')", "'unknown flow: ' || flow"),
    ("product <> 'TOTAL' and not regexp_full_match(product, '([0-9]{2}|XX)[0-9A-Z]{6}')",
     "'unknown product: ' || product || '; expected eight signs, X where masked'"),
    (f"not regexp_full_match(value, '{bulk.NUMBER}') "
     f"or not regexp_full_match(weight, '({bulk.NUMBER})?')",
     "'''' || value || ''' and ''' || weight || ''' are no figures; expected digits, none below "
     "zero'"),
)  # fmt: skip
_TWICE = """
select 'stated twice: ' || concat_ws(' ', partner, product, flow) from lines
group by partner, product, flow, {splits} having count(*) > 1 order by all limit 1
"""
_MORE = """
select 'products of ' || partner || ' add up to ' || added || '; expected at most the total, '
  || whole
from (
  select partner, flow, sum(value::double) filter (product <> 'TOTAL') as added,
    sum(value::double) filter (product = 'TOTAL') as whole from lines group by all
)
where added > 1.001 * whole + 1
order by all limit 1
"""
_ADDED = """
select lower(partner) as counterpart, if(flow = '1', 'import', 'export') as flow,
  case when regexp_full_match(product, '[0-9]{8}') then left(product, 6)
    else rpad(regexp_extract(product, '^[0-9]{2}'), 6, 'X') end as product,
  strptime($month, '%Y%m')::date as month,
  sum(value::decimal(24, 6))::bigint as value_eur,
  sum(nullif(nullif(weight, '')::decimal(24, 6), 0))::bigint as weight_kg
from lines where product <> 'TOTAL'
group by all order by counterpart, flow, product
"""
_TOTALS = """
with whole as (
  select * replace ('world' as counterpart) from found
  union all by name select * from found where counterpart = 'cn'
),
month as (
  select counterpart, flow, strftime(month, '%Y-%m') as time,
    sum(value_eur) as value_eur, sum(weight_kg) as weight_kg from whole group by all
)
select counterpart, flow, time, measure, amount::varchar as printed, '' as flag
from (unpivot month on value_eur, weight_kg into name measure value amount)
order by all
"""


def rows(name: str, raw: bytes) -> pa.Table:
    """Counterpart, flow, product (HS6), month, value_eur and weight_kg, sorted in this order.

    Whole euros and kilograms; of a weight that nobody states none. Raises ValueError.
    """
    head, lines = _lines(name, raw)
    if not lines.num_rows:
        raise ValueError(f"no line of Germany in {name}")
    with duckdb.connect(config={"threads": 2}) as con:
        con.register("lines", lines)
        month = {"month": LAYOUT.month(name)}
        wrong = " ".join(f"when {test} then {words}" for test, words in _REFUSED)
        first = f"select case {wrong} end as said from lines where said is not null limit 1"  # noqa: S608
        splits = ", ".join(f'"{one}"' for one in head) or "all"
        for query, values in ((first, month), (_TWICE.format(splits=splits), {}), (_MORE, {})):
            if problem := con.execute(query, values).fetchone():
                raise ValueError(f"{problem[0]}")
        return con.sql(_ADDED, params=month).to_arrow_table()


def _lines(name: str, raw: bytes) -> tuple[list[str], pa.Table]:
    """The columns that split a line further, and the lines as text in our columns."""
    if not LAYOUT.month(name):
        raise ValueError(f"a part named {name}; expected {LAYOUT.prefix}_v2_YYYYMM.{LAYOUT.ending}")
    try:
        text = gzip.decompress(raw)
    except (OSError, EOFError, zlib.error) as error:
        raise ValueError(f"{name} is damaged ({type(error).__name__})") from None
    head = text.partition(b"\n")[0].decode("utf-8-sig").strip()
    ours = {theirs: ours for ours, theirs in LAYOUT.columns(head).items()}
    splits = [one for one in head.replace('"', "").split(",") if one in bulk.SPLIT]
    wanted = [*ours, *splits]
    try:
        table = csv.read_csv(io.BytesIO(text), convert_options=csv.ConvertOptions(
            include_columns=wanted, column_types=dict.fromkeys(wanted, pa.string()),
            strings_can_be_null=False))  # fmt: skip
    except pa.ArrowInvalid as error:
        raise ValueError(f"{name} is no table: {str(error)[:200]}") from None
    return splits, table.rename_columns([ours.get(one, one) for one in wanted])


def parse(parts: Mapping[str, bytes]) -> pd.DataFrame:
    """Claims that tell a state from a wrong one: months with China and all countries, in total.

    The rows themselves are read by etl.bulk. Raises ValueError.
    """
    frames = [_totals(rows(name, raw)) for name, raw in sorted(parts.items())]
    cells = pd.concat(frames, ignore_index=True)
    columns = ["indicator", "unit", "divisor", "printed"]
    measure = claims.measures(cells, "measure", _MEASURES, columns)
    return claims.claims(
        cells, measure["divisor"], measure["printed"],
        indicator=measure["indicator"], unit=measure["unit"], region="de_estat",
        counterpart=cells["counterpart"], flow=cells["flow"], trade_system="community",
    )  # fmt: skip


def _totals(table: pa.Table) -> pd.DataFrame:
    with duckdb.connect(config={"threads": 2}) as con:
        con.register("found", table)
        return con.execute(_TOTALS).df().astype("str")
