-- How large is the gross domestic product of towns and districts in the newest year known of them?
-- Nothing until it was fetched or brought in.
-- $basis: whose accounts, never two in one line @basis = eurostat_accounts
-- $within: which towns and districts in ruhr|nrw = ruhr
select
  f.claim_id, f.region, f.basis, f.period_kind, f.period_start, f.period_end, f.value, f.step, f.unit,
  f.qualifier, f.evidence_kind, f.status, f.confidence, f.publisher_level
from core.series_claim f
join reference.regions r on r.code = f.region and r.kind = 'kreis'
join reference.kreise k using (ags)
where f.indicator = 'gdp' and f.basis = $basis and f.period_kind = 'year'
  and ($within = 'nrw' or k.in_rvr)
qualify dense_rank() over (order by f.period_start desc) = 1
order by f.value desc, f.region
