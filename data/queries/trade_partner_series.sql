-- How did a region's exports to several partners develop?
-- $region: reporting region @region = de-nw
-- $partners: trading partners @region list = cn,us,nl,pl
-- claim_id: the claim shown
-- region: reporting region @region
-- partner: trading partner @region
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
-- publisher_level: rung of its publisher
select
  claim_id, region, counterpart as partner, period_kind, period_start, period_end, value, step, unit,
  qualifier, evidence_kind, status, confidence, publisher_level
from core.best_claim
where indicator = 'trade_value' and region = $region and list_contains($partners, counterpart)
  and flow = 'export' and period_kind = 'year' and trade_system = 'special'
  and adjustment = 'none'
  and china_scope is not distinct from case when counterpart = 'cn' then 'cn' end
order by counterpart, period_start
