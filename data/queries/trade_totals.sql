-- How much did a Land sell to all countries and buy from all, year by year? Exports count as special
-- trade, imports as general trade: two concepts, two lines, never a sum or a difference.
-- $region: Land @region = de-nw
-- partner: trading partner @region
select
  claim_id, region, counterpart as partner, flow, trade_system, china_scope,
  period_kind, period_start, period_end, value, step, unit, qualifier, evidence_kind, status,
  confidence, publisher_level, base_claim_id, growth_pct, growth_note,
  stated_claim_id, stated_pct
from core.series_claim
left join core.claim_growth using (claim_id)
where indicator = 'trade_value'
  and region = $region
  and counterpart = 'world'
  and flow in ('export', 'import')
  and period_kind = 'year'
  and adjustment = 'none'
  and trade_system = formula.trade_system($region, flow)
order by flow, period_start, period_end
