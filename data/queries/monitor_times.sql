-- How long were the reported trains on the way, and how late? Percentiles only from enough trains.
-- $service: trains from or to China, or all of them in china|all = china
-- measure: transit_days or delay_minutes
-- unit: its unit @unit
-- stated: trains that state it
-- p50_value: half of them took no longer @computed
-- p90_value: nine in ten took no longer @computed
-- lowest_value: shortest
-- highest_value: longest
-- listed: all figures in order
-- source_ids: who says so
with stated as (
  select direction, source_id, unnest([
      {measure: 'transit_days', unit: 'days', value: transit_days},
      {measure: 'delay_minutes', unit: 'minutes', value: delay_minutes::double}
    ], recursive := true)
  from core.operated_train where $service = 'all' or is_china_service
)
select
  direction, measure, unit, count(*) as stated,
  formula.percentile(list("value"), 0.5) as p50_value,
  formula.percentile(list("value"), 0.9) as p90_value, min("value") as lowest_value,
  max("value") as highest_value, list("value" order by "value") as listed,
  list_sort(list(distinct source_id)) as source_ids
from stated where "value" is not null
group by direction, measure, unit
order by measure desc, direction
