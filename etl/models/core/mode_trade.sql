-- Goods trade of a month by mode of transport at the border of the EU, in total and by chapter of the harmonised system, from the newest state of one table of official statistics that has the month.
-- region: whose figure
-- counterpart: partner country or group
-- flow: direction
-- trade_system: trade concept: special, general, community
-- mode: means of transport
-- product: product or goods group; none: all goods, never added to the groups
-- period_start: first day of the period
-- period_end: last day of the period
-- value_meur: value in millions of euro; missing where it is not given
-- weight_tonnes: weight in tonnes; missing where it is not given
-- status: what its publisher thinks of it
-- source_id: who says so
-- known_since: day from which it was known
-- refuse: a month that is none :: select source_id from core.mode_trade where period_start <> date_trunc('month', period_start)
-- refuse: a month stated twice :: select source_id from core.mode_trade group by region, counterpart, flow, trade_system, mode, product, period_start, source_id having count(*) > 1
select
  region, counterpart, flow, trade_system, mode, product, period_start,
  last_day(period_start) as period_end, value_meur, weight_tonnes, status, source_id, known_since
from fed.mode_trade
order by region, counterpart, product nulls first, flow, mode, period_start
