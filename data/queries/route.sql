-- How did the trains run: legs and points of the route, documented or only assumed?
-- Points are the ends of the legs drawn.
-- part: leg or point
-- number: order of legs, or of points from east to west
-- train: event of the train that the leg is drawn for; none for the corridor
-- train_date: day of that train
-- from_code: start, or the point itself @place
-- country: country of the start (ISO alpha-2)
-- role: what the start is on the route
-- is_documented: documented, not assumed
-- from_lon: longitude of the start
-- from_lat: latitude of the start
-- to_lon: longitude of the end
-- to_lat: latitude of the end
-- source_ids: who says so
with point as (
  select p.*, k.code is not null as is_known
  from core.route_point p left join core.known_route_point k using (code)
),
train as (
  select event_id, min("date") filter ("counts") as counted, min("date") as day,
    list_sort(list(distinct source_id)) as source_ids
  from core.known_rail_claim where is_evidence and event_kind = 'train' group by event_id
),
leg as (
  select l.*, coalesce(train.counted, train.day) as train_date, f.country, f.role,
    f.lon as from_lon, f.lat as from_lat, t.lon as to_lon, t.lat as to_lat,
    coalesce(train.source_ids, list_sort(list_distinct([f.source_id, t.source_id]))) as source_ids
  from core.known_route_leg l
  join point f on f.code = l.from_code
  join point t on t.code = l.to_code
  left join train on train.event_id = l.train_event_id
)
select 'leg' as part, leg as number, train_event_id as train, train_date, from_code, to_code,
  country, role, documented as is_documented, from_lon, from_lat, to_lon, to_lat, note_de, note_en,
  source_ids
from leg
union all by name
select 'point' as part, seq as number, code as from_code, country, role,
  documented as is_documented, lon as from_lon, lat as from_lat,
  formula.said(note_de) as note_de, formula.said(note_en) as note_en,
  case when is_known then [source_id] else [] end as source_ids
from point
where code in (select from_code from leg union select to_code from leg)
order by part, number
