-- Which place had each of a region's customers, year by year? All partners of the table, and the
-- rows of those that were among the first in any year.
-- $region: reporting region @region = de-nw
-- $most: places shown in any year number = 10
-- partner: trading partner @region
-- position: place among all partners of the table by exports @computed
-- all_count: partners that the table names in that year
with export as (
  select f.* from core.series_claim f
  join reference.regions r on r.code = f.counterpart
  where f.indicator = 'trade_value' and f.region = $region and f.flow = 'export'
    and f.period_kind = 'year' and f.trade_system = 'special' and f.adjustment = 'none'
    and f.china_scope is not distinct from case when f.counterpart = 'cn' then 'cn' end
    and r.kind = 'country'
),
-- Years of which whole tables are known, not single partners.
placed as (
  select *, rank() over (partition by period_start order by value desc) as position,
    count(*) over (partition by period_start) as all_count
  from export
)
select
  claim_id, region, counterpart as partner, period_kind, period_start, period_end, value, step, unit,
  qualifier, evidence_kind, status, confidence, publisher_level, position, all_count
from placed
where all_count >= 15
qualify min(position) over (partition by counterpart) <= $most
order by partner, period_start
