-- How large is the gross domestic product of some regions, year by year, in one kind of accounts?
-- Nothing until it was fetched or brought in.
-- $regions: whose figure @region list = de-nw,ruhr
-- $basis: whose accounts, never two in one line @basis = eurostat_accounts
select
  claim_id, region, basis, period_kind, period_start, period_end, value, step, unit, qualifier,
  evidence_kind, status, confidence, publisher_level
from core.series_claim
where indicator = 'gdp' and basis = $basis and period_kind = 'year'
  and list_contains($regions, region)
order by list_position($regions, region), period_start
