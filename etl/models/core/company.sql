-- Documented Chinese-owned companies in NRW: cases, never a census, never to be summed or charted as a trend.
-- company_id: key of the company
-- name: name of the company
-- parent_name: owner
-- parent_country: country of the owner
-- owner_scope: how Chinese the owner is @owner_scope
-- city_code: town @city
-- kreis_ags: Kreis (AGS) @kreis
-- in_rvr: in the Ruhr area (RVR)
-- sector_code: sector @sector
-- nace_section: section of NACE Rev. 2
-- entry_mode: how the owner came in @entry_mode
-- entry_year: year of entry
-- status: what may be said of it today @status
-- last_known_status: what was last reported @status
-- status_as_of: year of that report
-- employees: employees, often not the site's; never to be summed [employees]
-- employees_year: year of that number
-- employees_scope_de: what the number covers, in German
-- employees_scope_en: what the number covers, in English
-- stake_pct: stake of the owner [percent]
-- stake_text: stake in words @stake_text
-- source_ids: who says so
-- confidence: our confidence in the reading
-- lat: latitude of the town
-- lon: longitude of the town
-- geo_level: what the point stands for
-- note_de: remark in German
-- note_en: remark in English
-- show_by_default: shown without asking for low confidence
-- known_since: day from which it was known (its earliest source)
-- entry_since: day from which the entry was known: of its first source of that year or later
-- status_since: day from which the last report was known: of its sources of that year the last, else the first later one
-- complete_since: day from which all its sources were known
-- refuse: a company with a year after all its sources :: select company_id from core.company where greatest(entry_year, status_as_of, employees_year) > year(complete_since)
with listed as (
  select * replace (string_split(source_ids, ';') as source_ids) from fed.company
)
select l.*, min(s.known_since) as known_since,
  min(s.known_since) filter (year(s.known_since) >= coalesce(entry_year, 0)) as entry_since,
  coalesce(
    max(s.known_since) filter (year(s.known_since) = status_as_of
      and s.known_since_precision <> 'read'),
    min(s.known_since) filter (year(s.known_since) > status_as_of), max(s.known_since)
  ) as status_since,
  max(s.known_since) as complete_since
from listed l
join core.source s on list_contains(l.source_ids, s.source_id)
group by all
order by company_id
