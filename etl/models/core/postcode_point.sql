-- Where a postcode of NRW lies: a point for its area, never an address. Of several places that share one the middle.
-- postcode: postcode
-- kreis_ags: Kreis (AGS) of most of its places @kreis
-- lat: latitude of its point
-- lon: longitude of its point
-- places: places that share it
-- reach_km: distance of the farthest of these places from the point
-- accuracy: how exact the least exact of its places is, by GeoNames: 1 estimated, 4 that of the place, 6 the middle of the area; none where it is not said
-- source_ids: who says so
-- known_since: day from which it was known
with middle as (
  select postcode, mode(kreis_ags order by kreis_ags) as kreis_ags, avg(lat) as lat, avg(lon) as lon,
    count(*) as places, min(accuracy) as accuracy,
    list_sort(list_distinct(flatten(list(string_split(source_ids, ';'))))) as source_ids,
    max(known_since) as known_since
  from fed.postcode group by postcode
)
select m.postcode, m.kreis_ags, round(m.lat, 5) as lat, round(m.lon, 5) as lon, m.places,
  round(max(111.2 * sqrt(power(p.lat - m.lat, 2)
    + power((p.lon - m.lon) * cos(radians(m.lat)), 2))), 1) as reach_km,
  m.accuracy, m.source_ids, m.known_since
from middle m
join fed.postcode p using (postcode)
group by all
order by m.postcode
