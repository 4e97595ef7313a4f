-- How large is the gross domestic product of some regions, year by year?
-- $regions: whose figure @region list = de-nw,ruhr
select
  claim_id, region, basis, period_kind, period_start, period_end, value, step, unit, qualifier,
  evidence_kind, status, confidence, publisher_level
from core.series_claim
where indicator = 'gdp' and basis = 'eurostat_accounts' and period_kind = 'year'
  and list_contains($regions, region)
order by list_position($regions, region), period_start
