-- States of published tables known at the date asked for, each with the end of its newest figures.
-- @view
-- source: name of the data set
-- state: day of the state
-- is_dated: its publisher says that day; else it is the day on which a copy was read
-- newest_period: last day of its newest figures
with stated as (
  select source_id, known_since, known_since_precision <> 'read' as is_dated, period_end
  from core.claim where evidence_kind in ('statistic', 'observation')
  union all
  select source_id, known_since, true, period_end from core.product_trade
  union all
  select source_id, known_since, true, last_day(month) from bulk.product_month_state
  union all
  -- Records (firms) are of the day of their state.
  select source_id, known_since, known_since_precision <> 'read', known_since from core.source
  where publisher_kind = 'register'
)
select split_part(source_id, '@', 1) as source, known_since as state, bool_and(is_dated) as is_dated,
  max(period_end) as newest_period
from stated
where contains(source_id, '@') and known_since <= formula.as_of()
group by all
