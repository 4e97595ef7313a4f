-- How large is the gross domestic product of some regions, year by year?
-- $regions: whose figure @region list = de-nw,ruhr
-- claim_id: the claim shown
-- region: whose figure @region
-- basis: who counts what @basis
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
  claim_id, region, basis, period_kind, period_start, period_end, value, step, unit, qualifier,
  evidence_kind, status, confidence, publisher_level
from core.best_claim
where indicator = 'gdp' and basis = 'eurostat_accounts' and period_kind = 'year'
  and list_contains($regions, region)
order by list_position($regions, region), period_start
