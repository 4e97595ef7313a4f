-- What do the sources say about the first train: which day, how long, how far, how many containers?
-- One row for each answer, with all who give it; answers judged wrong carry the reason.
-- $event: the train @core.rail_claim.event_id = train-2016-06-14
-- measure: date, containers, transit_days or distance_km
-- said_date: the day, where the measure is a date
-- value: the figure, where it is one
-- unit: unit of the figure @unit
-- qualifier: how exactly it is stated
-- is_judged_wrong: all who say so were judged wrong in it
-- reason_de: reason for that, in German
-- reason_en: reason for that, in English
-- sources_count: number of sources that say so
-- publishers: their publishers
-- source_ids: who says so
with run as (
  select * from core.known_rail_claim
  where event_id = $event and event_kind = 'train' and about_herne_traffic
),
said as (
  select 'date' as measure, "date" as said_date, null::double as value, null as unit,
    'exact' as qualifier, judged_wrong as wrong, * from run
  union all by name
  select 'containers' as measure, containers::double as value, 'containers' as unit,
    case when contains(text_de, 'etwa ' || containers) then 'about' else 'exact' end as qualifier,
    false as wrong, * from run where containers is not null
  union all by name
  select 'transit_days' as measure, transit_days::double as value, 'days' as unit,
    'exact' as qualifier, false as wrong, * from run where transit_days is not null
  union all by name
  select 'distance_km' as measure, distance_km::double as value, 'km' as unit,
    case when regexp_matches(replace(text_de, '.', ''), 'mehr als ' || distance_km::integer)
      then 'more_than' else 'exact' end as qualifier,
    false as wrong, * from run where distance_km is not null
)
select
  measure, said_date, value, unit, qualifier, bool_and(wrong) as is_judged_wrong,
  any_value(reason_de) filter (wrong) as reason_de, any_value(reason_en) filter (wrong) as reason_en,
  count(distinct source_id) as sources_count,
  list_sort(list(distinct publisher)) as publishers, list_sort(list(distinct source_id)) as source_ids
from said
group by measure, said_date, value, unit, qualifier
order by list_position(['date', 'containers', 'transit_days', 'distance_km'], measure),
  is_judged_wrong, sources_count desc, value desc
