-- How much did a region sell to, or buy from, a partner, period by period?
-- $region: reporting region @region = de-nw
-- $partner: trading partner @region = cn
-- $flow: direction of trade in export|import = export
-- $measure: value or weight in trade_value|trade_weight = trade_value
-- $period: kind of period in year|month|quarter|half|year_to_date = year
-- partner: trading partner @region
select
  claim_id, region, counterpart as partner, flow, trade_system, china_scope,
  period_kind, period_start, period_end, value, step, unit, qualifier, evidence_kind, status,
  confidence, publisher_level
from core.best_claim
where indicator = $measure
  and region = $region
  and counterpart = $partner
  and flow = $flow
  and period_kind = $period
  and adjustment = 'none'
  and trade_system = formula.trade_system($region, $flow)
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
order by period_start, period_end
