-- How did Germany's trade with China by one mode of transport at the border of the EU, or by all of them, develop month by month, and how much more is it than in the month a year before?
-- Nothing until it was fetched or brought in.
-- $measure: value or weight in mode_trade_value|mode_trade_weight = mode_trade_value
-- $transport: mode of transport in rail|total = rail
-- $since: first year shown number = 2015
-- growth_pct: change on the same month of the year before in percent @computed @growth(claim_id, base_claim_id)
select
  f.claim_id, g.base_claim_id, f.indicator, f.region, f.flow, f.mode, f.trade_system, f.china_scope,
  f.period_kind, f.period_start, f.period_end, f.value, f.step, f.unit, f.qualifier,
  f.evidence_kind, f.status, f.confidence, f.publisher_level, g.growth_pct, g.growth_note
from core.series_claim f
left join core.claim_growth g using (claim_id)
where f.indicator = $measure and f.region = 'de_estat' and f.counterpart = 'cn' and f.mode = $transport
  and f.product is null and f.period_kind = 'month' and year(f.period_start) >= $since
order by f.flow, f.period_start
