-- How much did a region sell to, or buy from, a partner, period by period?
-- $region: reporting region @region = de-nw
-- $partner: trading partner @region = cn
-- $flow: direction of trade in export|import = export
-- $measure: value or weight in trade_value|trade_weight = trade_value
-- $period: kind of period in year|month|quarter|half|year_to_date = year
-- claim_id: the claim shown
-- region: reporting region @region
-- partner: trading partner @region
-- flow: direction of trade
-- trade_system: trade concept
-- china_scope: what counts as China
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit
-- step: how coarsely it was printed
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- evidence_kind: kind of statement
-- status: what its publisher thinks of it
-- confidence: our confidence in the reading
-- publisher_level: rung of its publisher; 1 and 2 are official statistics
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
  and trade_system = case when $region = 'de-nw' and $flow = 'import' then 'general' else 'special' end
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
order by period_start, period_end
