-- How large is the gross domestic product of towns and districts in the newest year known of them?
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
  f.claim_id, f.region, f.basis, f.period_kind, f.period_start, f.period_end, f.value, f.step, f.unit,
  f.qualifier, f.evidence_kind, f.status, f.confidence, f.publisher_level
from core.best_claim f
join reference.regions r on r.code = f.region and r.kind = 'kreis'
where f.indicator = 'gdp' and f.basis = 'eurostat_accounts' and f.period_kind = 'year'
qualify dense_rank() over (order by f.period_start desc) = 1
order by f.value desc, f.region
