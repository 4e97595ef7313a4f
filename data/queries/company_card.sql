-- What is documented of one company? As collected, also at an earlier date.
-- $company: key of the company @core.company.company_id = schwing
-- source_ids: who says so, as far as known at the date asked for
select
  company_id, name, parent_name, owner_scope, city_code, kreis_ags, sector_code, entry_mode,
  entry_year, status, last_known_status, status_as_of, employees, employees_year,
  employees_scope_de, employees_scope_en, stake_pct, stake_text, confidence, note_de, note_en,
  known_since, list_filter(source_ids, lambda id: list_contains(s.ids, id)) as source_ids
from core.known_company
cross join (
  select list(source_id) as ids from core.source
  where known_since <= coalesce(getvariable('as_of')::date, date '9999-12-31')
) s
where company_id = $company
