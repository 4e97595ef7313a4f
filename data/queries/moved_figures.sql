-- Which figures have states that differ beyond rounding, and where can they be looked up?
-- series: code of the figure without its period
-- period: code of its period
-- claim_id: the claim that is shown
-- states_count: how many claims speak of it, without mere repeats
-- is_moved: some of them differ beyond rounding
-- indicator: what is measured @indicator
-- region: whose figure @region
-- partner: trading partner or other end @region
-- place: port, terminal, corridor or town @place
-- flow: direction
-- product: product or goods group @product
-- trade_system: trade concept
-- china_scope: what counts as China
-- basis: who counts what @basis
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- unit: unit of the figure @unit
select
  series, period, claim_id, states_count, is_moved, indicator, region, counterpart as partner,
  place, flow, product, trade_system, china_scope, basis, period_kind, period_start, period_end, unit
from core.named_figure
where is_moved
order by series <> 'trade_value.de-nw.world.export.special.meur', indicator <> 'trade_value',
  indicator, region <> 'de-nw', region, partner, place, flow, product, trade_system, china_scope,
  basis, unit, period_end desc, period_start
