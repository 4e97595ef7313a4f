-- Where a firm in NRW lies, as exactly as we may say: in the area of its postcode, else in its town, else in its Kreis. A postcode in another Kreis than the firm's is not believed.
-- @view
-- entity_id: the firm
-- place_level: how exactly the point is known: postcode, city or kreis
-- postcode: postcode; none where the point is not that of one
-- lat: latitude of the point, never of an address
-- lon: longitude of the point, never of an address
-- reach_km: distance of the farthest place of the postcode from the point; none for others
-- accuracy: how exact the point of the postcode is, by GeoNames; none where it is not said
select e.entity_id,
  case when p.postcode is not null then 'postcode' when c.code is not null then 'city'
    else 'kreis' end as place_level,
  p.postcode, coalesce(p.lat, c.lat, k.lat) as lat, coalesce(p.lon, c.lon, k.lon) as lon,
  p.reach_km, p.accuracy
from core.known_entity e
left join reference.cities c on c.code = e.city_code
left join core.postcode_point p on p.postcode = e.postcode
  and p.kreis_ags = coalesce(e.kreis_ags, p.kreis_ags) and p.known_since <= formula.as_of()
left join reference.kreise k on k.ags = e.kreis_ags
where e.in_nrw
