-- How many units of a currency did a euro buy? Averages are ours, of the days of the European Central Bank.
-- $currency: currency in cny|usd|hkd = cny
-- $period: averages of months or years, or the newest day in month|year|point = month
-- $since: first year shown number = 2008
-- partner: country of the currency @region
-- growth_pct: change on the same period of the year before in percent @computed @growth(claim_id, base_claim_id)
select
  f.claim_id, g.base_claim_id, f.indicator, f.counterpart as partner, f.period_kind, f.period_start,
  f.period_end, f.value, f.step, f.unit, f.qualifier, f.evidence_kind, f.status, f.confidence,
  f.publisher_level, g.growth_pct, g.growth_note
from core.series_claim f
left join core.claim_growth g using (claim_id)
where indicator = 'exchange_rate_' || $currency and region = 'euro_area'
  and f.period_kind = $period and year(f.period_start) >= $since
order by f.period_start
