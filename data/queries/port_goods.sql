-- How many tonnes of which goods came and went by ship and by rail, as the port reported for a year?
-- Goods are divisions of NST 2007; an empty one: not stated.
-- $year: year number = 2026
-- mode: ship or rail
-- nst2007: division of goods
-- value: tonnes, both directions @computed
-- unit: its unit @unit
-- stated: calls or trains that state tonnes
-- reports: calls or trains in all
-- source_ids: who says so
with handled as (
  select 'ship' as mode, nst2007, net_tonnes::double as tonnes, day, source_id
  from core.known_ship_call
  union all by name
  select 'rail' as mode, nst2007, net_tonnes as tonnes, day, source_id from core.known_ran
)
select
  mode, nst2007, sum(tonnes) as value, 'tonnes' as unit, count(tonnes) as stated,
  count(*) as reports, list_sort(list(distinct source_id)) as source_ids
from handled
where year(day) = $year
group by mode, nst2007
order by mode desc, value desc nulls last, nst2007
