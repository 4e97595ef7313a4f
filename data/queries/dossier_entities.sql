-- Whom can a dossier be about, and by which names, numbers and places are they found?
-- names: all names that it is known by
-- town: town as the register or our own source writes it
with name as (
  select entity_id, list(distinct name order by name) as names from core.known_entity_name group by all
)
select
  e.entity_id, e.name, n.names, e.role, e.lei, e.register_authority, e.register_number,
  c.name_de as town, e.city_code, e.postcode, e.country, e.in_nrw, e.source_ids
from core.known_entity e
left join name n using (entity_id)
left join reference.cities c on c.code = e.city_code
order by e.entity_id
