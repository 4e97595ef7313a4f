-- How many trains, load units, TEU and tonnes did the operator report, by week or month and
-- direction? A week or month without train in a report is zero; one that no report covers is not
-- there. Nothing is summed over measures.
-- $period: how long a period is in week|month = month
-- $service: trains from or to China, or all of them in china|all = china
-- measure: trains, load_units, teu or tonnes
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: figure in its unit @computed
-- unit: its unit @unit
-- trains: trains in the period
-- stated: how many of them state the measure
-- qualifier: more_than where some do not state it
-- status: provisional where the reports do not cover the whole period
with period as (
  select date_trunc($period, day)::date as start, count(*) as covered,
    list_sort(list_distinct(flatten(list(source_ids)))) as source_ids
  from core.known_report_day group by start
),
ran as (
  select *, date_trunc($period, day)::date as start
  from core.operated_train where $service = 'all' or is_china_service
),
summed as (
  select p.start, d.direction, any_value(covered) as covered,
    any_value(p.source_ids) as source_ids, count(train_id) as trains,
    unnest([
      {measure: 'trains', unit: 'trains', total: count(train_id)::double, stated: count(train_id)},
      {measure: 'load_units', unit: 'load_units', total: sum(load_unit_count)::double,
        stated: count(load_unit_count)},
      {measure: 'teu', unit: 'teu', total: sum(load_teu), stated: count(load_teu)},
      {measure: 'tonnes', unit: 'tonnes', total: sum(net_tonnes), stated: count(net_tonnes)}
    ], recursive := true)
  from period p cross join (select distinct direction from ran) d
  left join ran r on r.start = p.start and r.direction = d.direction
  group by p.start, d.direction
),
ended as (
  select *, (start + if($period = 'week', interval 7 day, interval 1 month))::date - 1 as finish
  from summed
)
select
  direction, measure, if($period = 'week', 'span', 'month') as period_kind, start as period_start,
  finish as period_end, case when trains = 0 then 0 else total end as value, unit, trains, stated,
  if(stated < trains, 'more_than', 'exact') as qualifier,
  if(covered < finish - start + 1, 'provisional', 'final') as status, source_ids
from ended
order by measure, direction, period_start
