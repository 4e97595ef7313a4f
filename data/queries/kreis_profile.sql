-- How many inhabitants, residents with a partner's nationality and jobs have the Kreise of NRW?
-- All on one reference day: the newest on which residents of most Kreise are known. What lacks on
-- that day stays empty. Jobs: employees subject to social insurance at their place of work.
-- $partner: nationality @region = cn
-- inhabitants_claim_id: claim on the inhabitants
-- jobs_claim_id: claim on the jobs
-- manufacturing_claim_id: claim on those in manufacturing
-- kind: Kreis, Ruhr area or Land
-- partner: nationality @region
-- period_start: the reference day
-- period_end: the same
-- value: residents holding the partner's nationality
-- inhabitants_count: inhabitants @of(inhabitants_claim_id)
-- per_10000_count: residents holding the nationality per 10,000 inhabitants @computed @per_10000(claim_id, inhabitants_claim_id)
-- jobs_count: employees at their place of work @of(jobs_claim_id)
-- manufacturing_count: those of them in manufacturing @of(manufacturing_claim_id)
-- manufacturing_pct: their share in all employees, in percent @computed @share_full(manufacturing_claim_id, jobs_claim_id)
with told as (
  select f.*, r.kind
  from core.series_claim f
  join reference.regions r on r.code = f.region
  where f.period_kind = 'point'
    and (r.kind = 'kreis' or f.region in ('ruhr', 'de-nw'))
    and f.indicator in ('residents_by_nationality', 'population', 'employees_at_workplace')
), counted as (
  select *, count(*) over (partition by period_start) as places
  from told where indicator = 'residents_by_nationality' and counterpart = $partner
), residents as (
  select * from counted
  qualify dense_rank() over (order by places desc, period_start desc) = 1
)
select
  n.claim_id, p.claim_id as inhabitants_claim_id, j.claim_id as jobs_claim_id,
  m.claim_id as manufacturing_claim_id,
  n.region, n.kind, n.counterpart as partner, n.period_kind, n.period_start, n.period_end,
  n.value, n.step, n.unit, n.qualifier, n.evidence_kind, n.status, n.confidence, n.publisher_level,
  p.value as inhabitants_count,
  formula.per_10000(n.value, p.value) as per_10000_count,
  j.value as jobs_count, m.value as manufacturing_count,
  formula.share(m.value, j.value) as manufacturing_pct
from residents n
left join told p on p.indicator = 'population' and p.region = n.region
  and p.period_start = n.period_start
left join told j on j.indicator = 'employees_at_workplace' and j.product is null
  and j.region = n.region and j.period_start = n.period_start
left join told m on m.indicator = 'employees_at_workplace' and m.product = 'wz_c'
  and m.region = n.region and m.period_start = n.period_start
order by n.value desc, n.region
