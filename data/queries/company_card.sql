-- What is documented of one company?
-- $company: key of the company @core.company.company_id = schwing
select
  company_id, name, parent_name, owner_scope, city_code, kreis_ags, sector_code, entry_mode,
  entry_year, status, last_known_status, status_as_of, employees, employees_year,
  employees_scope_de, employees_scope_en, stake_pct, stake_text, confidence, note_de, note_en,
  known_since, is_complete, ultimate_name, ultimate_country, ultimate_reason, evidence_day,
  evidence_months, is_fresh, publishers_count, facts_count, quality_complete, quality_sources,
  quality_age, quality, l.place_level, l.postcode, l.reach_km, source_ids
from core.known_company
join core.known_register g on g.entity_id = company_id
left join core.entity_place l on l.entity_id = company_id
where company_id = $company
