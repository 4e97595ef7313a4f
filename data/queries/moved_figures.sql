-- Which figures have states that differ beyond rounding, and where can they be looked up?
-- partner: trading partner or other end @region
select
  series, period, claim_id, states_count, is_moved, indicator, region, counterpart as partner,
  place, flow, mode, product, trade_system, china_scope, basis, period_kind, period_start, period_end, unit
from core.named_figure
where is_moved
order by series <> 'trade_value.de-nw.world.export.special.meur', indicator <> 'trade_value',
  indicator, region <> 'de-nw', region, partner, place, flow, product, trade_system, china_scope,
  basis, unit, period_end desc, period_start
