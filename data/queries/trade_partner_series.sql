-- How did a region's exports to several partners develop?
-- $region: reporting region @region = de-nw
-- $partners: trading partners @region list = cn,us,nl,pl
-- partner: trading partner @region
select
  claim_id, region, counterpart as partner, period_kind, period_start, period_end, value, step, unit,
  qualifier, evidence_kind, status, confidence, publisher_level
from core.series_claim
where indicator = 'trade_value' and region = $region and list_contains($partners, counterpart)
  and flow = 'export' and period_kind = 'year' and trade_system = 'special'
  and adjustment = 'none'
  and china_scope is not distinct from case when counterpart = 'cn' then 'cn' end
order by counterpart, period_start
