-- What is documented of one company? As collected, also at an earlier date.
-- $company: key of the company = schwing
-- company_id: key of the company
-- name: name of the company
-- parent_name: owner
-- owner_scope: how Chinese the owner is @owner_scope
-- city_code: town @city
-- kreis_ags: Kreis @kreis
-- sector_code: sector @sector
-- entry_mode: how the owner came in @entry_mode
-- entry_year: year of entry
-- status: what may be said of it today @status
-- last_known_status: what was last reported @status
-- status_as_of: year of that report
-- employees: employees, often not the site's; never to be summed
-- employees_year: year of that number
-- employees_scope_de: what the number covers, in German
-- employees_scope_en: what the number covers, in English
-- stake_pct: stake of the owner in percent
-- stake_text: stake in words @stake_text
-- confidence: our confidence in the reading
-- note_de: remark in German
-- note_en: remark in English
-- known_since: day from which it was known
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
