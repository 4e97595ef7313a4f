-- How regularly do the reported trains run, by direction? Headways are the days between two trains;
-- weeks count where reports cover all seven days.
-- $service: trains from or to China, or all of them in china|all = china
-- train_count: reported trains
-- first_day: first of them
-- last_day: newest of them
-- headway_days: mean days between two trains @computed
-- headway_cv: variation of headways; 0 like clockwork, about 1 at random @computed
-- week_count: whole weeks that reports cover
-- served_count: weeks among them with a train
-- served_pct: their share in percent @computed
-- source_ids: who says so
with ran as (
  select * from core.operated_train where $service = 'all' or is_china_service
),
gap as (
  select direction, source_id, day,
    day - lag(day) over (partition by direction order by day, train_id) as days
  from ran
),
week as (
  select date_trunc('week', day)::date as start from core.known_report_day
  group by start having count(*) = 7
),
served as (
  select direction, count(distinct start) as served_count
  from ran join week on start = date_trunc('week', day)::date group by direction
)
select
  direction, count(*) as train_count, min(day) as first_day, max(day) as last_day,
  avg(days) as headway_days,
  formula.headway_variation(list(days) filter (days is not null)) as headway_cv,
  (select count(*) from week) as week_count, coalesce(any_value(served_count), 0) as served_count,
  formula.share(coalesce(any_value(served_count), 0), (select count(*) from week)) as served_pct,
  list_sort(list(distinct source_id)) as source_ids
from gap left join served using (direction)
group by direction
order by direction
