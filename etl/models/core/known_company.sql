-- Companies documented by the date asked for, and what their sources known then say. The last report
-- is as collected from the day on which a source of its year was known; before, it is that of the
-- newest event known. What has no year of its own is left out until all sources are known. Name,
-- owner, place and sector are as collected.
-- @view
-- source_ids: who says so, as far as known at the date asked for
-- is_complete: all its sources were known at the date asked for; else employees, remark and an undated stake are left out
with dated as (
  select *, complete_since <= formula.as_of() as is_complete,
    status_since <= formula.as_of() as is_reported,
    coalesce(entry_since <= formula.as_of(), false) as is_entry_known
  from core.company where known_since <= formula.as_of()
),
stake as (
  select entity_id, max_by(stake_pct, (first_day, event_id)) as stake_pct
  from core.known_entity_event where stake_pct is not null group by entity_id
),
-- What is announced of a firm whose owner came in already is not the entry.
event as (
  select company_id, max_by(k.status, (first_day, event_id)) as status,
    max_by(year(first_day), (first_day, event_id)) as year
  from dated join core.known_entity_event e on e.entity_id = company_id
  join reference.event_kinds k on k.code = e.kind
  where first_day is not null and k.status is not null
    and (k.status <> 'announced' or not is_entry_known)
  group by company_id
)
select d.* exclude (entry_since, status_since, complete_since, is_reported, is_entry_known) replace (
  formula.known_of(source_ids, (select list(source_id) from core.known_source)) as source_ids,
  case when is_entry_known then entry_year end as entry_year,
  if(is_reported, d.status, 'unknown') as status,
  if(is_reported, last_known_status, coalesce(e.status, 'unknown')) as last_known_status,
  if(is_reported, status_as_of, e.year) as status_as_of,
  case when is_complete then employees end as employees,
  case when is_complete then employees_year end as employees_year,
  case when is_complete then employees_scope_de end as employees_scope_de,
  case when is_complete then employees_scope_en end as employees_scope_en,
  if(is_complete, d.stake_pct, s.stake_pct) as stake_pct,
  case when is_complete then stake_text end as stake_text,
  case when is_complete then formula.said(note_de) end as note_de,
  case when is_complete then formula.said(note_en) end as note_en
)
from dated d
left join event e using (company_id)
left join stake s on s.entity_id = d.company_id
