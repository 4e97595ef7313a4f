-- Of which companies is the newest evidence old, or without a date? Those of which nothing is known first, then by full years, within a year those with most employees first. Left out is what is over or never came.
-- employees: employees, often not the site's; never to be summed
select
  e.entity_id, e.name, e.city_code, e.kreis_ags, c.last_known_status, c.status_as_of, c.employees,
  c.employees_year, g.evidence_day, g.evidence_months, g.is_fresh, g.quality, e.lei,
  e.register_authority, e.register_number, e.source_ids
from core.known_entity e
join core.known_register g using (entity_id)
left join core.known_company c on c.company_id = e.entity_id
where not g.is_fresh and coalesce(e.entity_status, 'active') = 'active'
  and coalesce(c.show_by_default, true)
  and coalesce(c.last_known_status, 'unknown') not in ('blocked', 'withdrawn', 'closed', 'exited')
order by g.evidence_months // 12 desc nulls first, c.employees desc nulls last, e.entity_id
