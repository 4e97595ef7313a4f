-- Goods trade of a month with each of many partners and the world, from the newest state of one table of official statistics.
-- region: whose figure
-- counterpart: partner country or group
-- flow: direction
-- trade_system: trade concept: special, general, community
-- period_start: first day of the period
-- period_end: last day of the period
-- value_meur: value in millions of euro
-- status: what its publisher thinks of it
-- source_id: who says so
-- known_since: day from which it was known
-- refuse: a month that is none :: select source_id from core.partner_trade where period_start <> date_trunc('month', period_start)
-- refuse: a month stated twice :: select source_id from core.partner_trade group by region, counterpart, flow, trade_system, period_start, source_id having count(*) > 1
select
  region, counterpart, flow, trade_system, period_start, last_day(period_start) as period_end,
  value_meur, status, source_id, known_since
from fed.partner_trade
order by region, counterpart, flow, period_start, source_id
