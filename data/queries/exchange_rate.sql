-- How many units of a currency did a euro buy? Averages are ours, of the days of the European Central Bank.
-- $currency: currency in cny|usd|hkd = cny
-- $period: averages of months or years, or the newest day in month|year|point = month
-- $since: first year shown number = 2008
-- claim_ids: this period's claim and the one of the year before
-- partner: country of the currency @region
-- growth_pct: change on the same period of the year before in percent @computed
with rate as (
  select * from core.best_claim
  where indicator = 'exchange_rate_' || $currency and region = 'euro_area' and period_kind = $period
)
select
  list_filter([now.claim_id, before.claim_id], lambda id: id is not null) as claim_ids,
  now.indicator, now.counterpart as partner, now.period_kind, now.period_start, now.period_end,
  now.value, now.step, now.unit, now.qualifier, now.evidence_kind, now.status, now.publisher_level,
  formula.growth(now.value, before.value) as growth_pct
from rate now
left join rate before on before.source_id = now.source_id
  and before.period_start = now.period_start - interval 1 year
where year(now.period_start) >= $since
order by now.period_start
