-- Which companies in NRW with an owner elsewhere are known from GLEIF alone, and in which area does each lie? None where its data were not fetched.
-- Nothing until it was fetched or brought in.
-- point: key of the area: postcode, else town, else Kreis
select e.entity_id, e.name, e.lei, e.city_code, e.kreis_ags, l.place_level, l.postcode,
  coalesce(l.postcode, e.city_code, e.kreis_ags) as point, l.lat, l.lon, g.ultimate_name,
  g.ultimate_country, g.ultimate_reason, g.evidence_day, g.evidence_months, g.is_fresh,
  e.source_ids
from core.known_entity e
join core.known_register g using (entity_id)
left join core.entity_place l using (entity_id)
where starts_with(e.entity_id, 'lei_') and coalesce(e.entity_status, 'active') = 'active'
order by strip_accents(lower(e.name)), e.entity_id
