-- How much did a region sell to and buy from a partner, year by year, in one and the same concept?
-- $region: reporting region @region = de-nw
-- $partner: trading partner @region = cn
-- partner: trading partner @region
select
  claim_id, region, counterpart as partner, flow, trade_system, china_scope,
  period_kind, period_start, period_end, value, step, unit, qualifier, evidence_kind, status,
  confidence, publisher_level
from core.series_claim
where indicator = 'trade_value'
  and region = $region
  and counterpart = $partner
  and flow in ('export', 'import')
  and period_kind = 'year'
  and adjustment = 'none'
  and trade_system = 'special'
  and china_scope is not distinct from case when $partner = 'cn' then 'cn' end
order by flow, period_start, period_end
