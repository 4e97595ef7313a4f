-- How large are the economies of China and Germany, at current prices and exchange rates in US dollars?
-- $regions: countries @region list = cn,de
select
  claim_id, region, basis, period_kind, period_start, period_end, value, step, unit, qualifier,
  evidence_kind, status, confidence, publisher_level
from core.series_claim
where indicator = 'gdp_usd' and list_contains($regions, region) and period_kind = 'year'
order by list_position($regions, region), period_start
