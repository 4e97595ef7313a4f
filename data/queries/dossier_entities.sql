-- Whom can a dossier be about, and by which names, numbers and places are they found?
-- names: all names that it is known by, what only describes it in English too
-- town: town as the register or our own source writes it
with said as (
  select entity_id, name from core.known_entity_name
  union select n.entity_id, d.label_en from core.known_entity_name n
  join reference.descriptive_names d on d.code = n.name
),
name as (
  select entity_id, list(name order by name) as names from said group by all
)
select
  e.entity_id, e.name, n.names, e.role, e.lei, e.register_authority, e.register_number,
  c.name_de as town, e.city_code, e.postcode, e.country, e.in_nrw, e.source_ids
from core.known_entity e
left join name n using (entity_id)
left join reference.cities c on c.code = e.city_code
order by e.entity_id
