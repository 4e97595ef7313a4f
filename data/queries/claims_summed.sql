-- What do claims on goods trade come to when they are added up: the months of a part of a year, and both
-- directions of a year? Only within one series, or one publication and concept.
-- $regions: reporting regions, each in one concept @region list = de,de_estat
-- $partners: trading partners @region list = cn
-- partner: trading partner @region
-- claim_ids: the claims added up
-- value: their sum in its unit @computed @sum(claim_ids)
-- step: the coarsest step of its parts
-- at_least: lowest value of the sum as its parts are rounded
-- at_most: highest value of the sum as its parts are rounded
-- known_since: day from which all its parts were known
with known as (
  select * from core.best_claim
  where indicator = 'trade_value' and list_contains($regions, region)
    and list_contains($partners, counterpart) and adjustment = 'none' and value is not null
),
so_far as (
  select
    list(claim_id) over months as claim_ids, region, counterpart as partner, flow, trade_system,
    china_scope, 'year_to_date' as period_kind,
    date_trunc('year', period_start)::date as period_start, period_end,
    sum(value) over months as value, max(step) over months as step,
    sum(at_least) over months as at_least, sum(at_most) over months as at_most, unit,
    max(known_since) over months as known_since, count(*) over months = month(period_start) and month(period_start) < 12 as is_whole
  from known
  where period_kind = 'month'
  window months as (partition by line_key, year(period_start) order by period_start)
),
both_ways as (
  select
    list(claim_id order by claim_id) as claim_ids, region, counterpart as partner,
    'turnover' as flow, trade_system, china_scope, period_kind, period_start, period_end,
    sum(value) as value, max(step) as step, sum(at_least) as at_least, sum(at_most) as at_most,
    unit, max(known_since) as known_since, count(*) = 2 as is_whole
  from known
  where period_kind = 'year' and flow in ('export', 'import')
  group by region, counterpart, trade_system, china_scope, period_kind, period_start, period_end,
    unit, source_id
)
select
  claim_ids, region, partner, flow, trade_system, china_scope, period_kind, period_start, period_end,
  value, step, at_least, at_most, unit, known_since, 'computed' as evidence_kind
from (from so_far union all by name from both_ways)
where is_whole
order by region, partner, flow, period_kind, period_start, period_end, claim_ids
