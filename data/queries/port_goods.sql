-- How many tonnes of which goods came and went by ship and by rail, as the port reported for a year?
-- Goods are divisions of NST 2007; an empty one: not stated.
-- $year: year number = 2026
-- mode: ship or rail
-- period_kind: kind of period
-- period_start: first day of the period
-- period_end: last day of the period
-- value: tonnes, both directions @computed
-- unit: its unit @unit
-- qualifier: how exactly it is stated
-- status: what its publisher thinks of it
-- evidence_kind: kind of statement
-- publisher_level: rung of its publisher
-- stated: calls or trains that state tonnes
-- reports: calls or trains in all
-- source_ids: who says so
with handled as (
  select 'ship' as mode, nst2007, net_tonnes::double as tonnes, day, source_id
  from core.known_ship_call
  union all by name
  select 'rail' as mode, nst2007, net_tonnes as tonnes, day, source_id from core.operated_train
)
select
  mode, nst2007, 'year' as period_kind, make_date($year, 1, 1) as period_start,
  make_date($year, 12, 31) as period_end, sum(tonnes) as value, 'tonnes' as unit,
  if(count(tonnes) < count(*), 'more_than', 'exact') as qualifier, 'unknown' as status,
  'operator_statement' as evidence_kind, 4 as publisher_level, count(tonnes) as stated,
  count(*) as reports, list_sort(list(distinct source_id)) as source_ids
from handled
where year(day) = $year
group by mode, nst2007
order by mode desc, value desc nulls last, nst2007
