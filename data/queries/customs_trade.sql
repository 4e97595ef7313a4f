-- How much do two Chinese provinces trade with Germany, as the Chinese customs count it by the place
-- where firms are registered? From files that people brought in; never beside German figures.
-- Nothing until it was fetched or brought in.
-- $currency: in which currency: two never share a line in usd|cny = usd
-- $period: kind of period in month|year|year_to_date = month
-- partner: the other country @region
-- line: province and direction
select
  claim_id, indicator, region, counterpart as partner, flow, region || '_' || flow as line, basis,
  trade_system, period_kind, period_start, period_end, value, step, unit, qualifier,
  evidence_kind, status, confidence, publisher_level
from core.series_claim
where indicator = 'customs_value_' || $currency and basis = 'gacc_registration'
  and counterpart = 'de' and period_kind = $period
order by region desc, flow, period_start
