-- Which companies in NRW with an owner elsewhere do we know, from our sources and from GLEIF, who stands at their top, and how well is that documented? Cases, never a census.
-- is_documented: told by our sources, not by GLEIF alone
select
  e.entity_id, e.name, e.lei, e.city_code, e.kreis_ags, e.postcode, e.register_authority,
  e.register_number, e.entity_status, e.registration_status,
  c.company_id is not null as is_documented, c.sector_code, c.entry_mode, c.entry_year,
  c.last_known_status, c.status_as_of, g.ultimate_id, g.ultimate_name, g.ultimate_country,
  g.ultimate_reason, g.evidence_day, g.evidence_months, g.is_fresh, g.publishers_count,
  g.facts_count, g.quality_complete, g.quality_sources, g.quality_age, g.quality, e.source_ids
from core.known_entity e
join core.known_register g using (entity_id)
left join core.known_company c on c.company_id = e.entity_id
order by strip_accents(lower(e.name)), e.entity_id
