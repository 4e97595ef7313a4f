-- Which partnerships between NRW and China are documented, since when, and where do the partners lie?
-- A pair with several agreements is one partnership; the closest tie and all its sources count.
-- place: partner in NRW @city
-- place_zh: its name in Chinese
-- place_lat: its latitude
-- place_lon: its longitude
-- counterpart: partner in China @city
-- counterpart_zh: its name in Chinese
-- counterpart_lat: its latitude; of a province that of its capital
-- counterpart_lon: its longitude
-- kind: closest tie: twin_city, friendship_agreement, economic_partnership or regional_partnership
-- is_land: a partnership of the Land with a province
-- is_herne: the place is Herne
-- date: when that tie began, as far as known
-- earlier_kind: tie before that one, if any
-- earlier_date: when that one began
with tie as (
  select *, list_position(['regional_partnership', 'economic_partnership', 'friendship_agreement',
    'twin_city'], kind) as closeness
  from core.known_event
  where confidence <> 'low' and kind in
    ('twin_city', 'friendship_agreement', 'economic_partnership', 'regional_partnership')
),
pair as (
  select place_nrw_code as place, counterpart_code as counterpart,
    max_by(event_id, closeness) as event_id,
    min_by(kind, closeness) as earlier_kind, min_by("date", closeness) as earlier_date,
    count(*) as ties, flatten(list(source_ids)) as source_ids
  from tie group by all
)
select
  p.place, n.name_zh as place_zh, n.lat as place_lat, n.lon as place_lon,
  p.counterpart, c.name_zh as counterpart_zh, c.lat as counterpart_lat, c.lon as counterpart_lon,
  t.kind, p.place = 'nrw' as is_land, p.place = 'herne' as is_herne,
  t.date, t.date_precision, t.first_day,
  case when ties > 1 then earlier_kind end as earlier_kind,
  case when ties > 1 then earlier_date end as earlier_date,
  t.note_de, t.note_en, t.confidence,
  list_sort(list_distinct(p.source_ids)) as source_ids
from pair p
join tie t using (event_id)
join reference.cities n on n.code = p.place
join reference.cities c on c.code = p.counterpart
order by t.first_day nulls last, p.place, p.counterpart
