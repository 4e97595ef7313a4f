-- Of which series may a limit be set: all that have figures of at least so many periods?
-- $least: figures of so many periods number = 3
-- partner: trading partner or other end @region
-- figures_count: periods with a figure
with followed as (
  select *, formula.series_code(indicator, region, counterpart, place, flow, mode, product_scheme,
    product, trade_system, china_scope, basis, adjustment, unit) as series
  from core.series_claim
  semi join core.named_figure using (claim_id)
  where period_kind in ('year', 'half', 'quarter', 'month', 'year_to_date', 'point')
),
counted as (
  select series, period_kind, any_value(indicator) as indicator, any_value(region) as region,
    any_value(counterpart) as partner, any_value(place) as place, any_value(flow) as flow,
    any_value(product) as product, any_value(trade_system) as trade_system,
    any_value(china_scope) as china_scope, any_value(basis) as basis, any_value(unit) as unit,
    count(*) as figures_count
  from followed
  group by series, period_kind having count(*) >= $least
)
from counted
order by indicator <> 'trade_value', indicator, region <> 'de-nw', region, series, period_kind
