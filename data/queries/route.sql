-- How did the trains run: legs and points of the route, documented or only assumed?
-- A leg is drawn for a train as soon as that train is known, a leg of the corridor as soon as both
-- of its points are. Coordinates of its ends come with each leg.
-- part: leg or point
-- number: order of legs, or of points from east to west
-- train: event of the train that the leg is drawn for; none for the corridor
-- from_code: start, or the point itself @place
-- to_code: end @place
-- from_country: country of the start (ISO alpha-2)
-- to_country: country of the end (ISO alpha-2)
-- from_role: what the start is on the route
-- to_role: what the end is on the route
-- is_documented: documented, not assumed
-- from_lon: longitude of the start
-- from_lat: latitude of the start
-- to_lon: longitude of the end
-- to_lat: latitude of the end
-- note_de: remark in German
-- note_en: remark in English
-- source_ids: who says so
with known as (
  select * from core.route_point
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
),
train as (
  select event_id, list_sort(list(distinct source_id)) as source_ids
  from core.known_rail_claim
  where is_evidence and event_kind = 'train' group by event_id
)
select
  'leg' as part, l.leg as number, l.train_event_id as train, l.from_code, l.to_code,
  f.country as from_country, t.country as to_country, f.role as from_role, t.role as to_role,
  l.documented as is_documented, f.lon as from_lon, f.lat as from_lat, t.lon as to_lon,
  t.lat as to_lat, l.note_de, l.note_en,
  coalesce(train.source_ids, list_sort(list_distinct([f.source_id, t.source_id]))) as source_ids
from core.route_leg l
join core.route_point f on f.code = l.from_code
join core.route_point t on t.code = l.to_code
left join train on train.event_id = l.train_event_id
where train.event_id is not null or (
  l.train_event_id is null
  and l.from_code in (select code from known) and l.to_code in (select code from known)
)
union all by name
select
  'point' as part, seq as number, code as from_code, country as from_country, role as from_role,
  documented as is_documented, lon as from_lon, lat as from_lat, note_de, note_en,
  [source_id] as source_ids
from known
order by part, number
