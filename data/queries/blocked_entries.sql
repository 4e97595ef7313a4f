-- In which cases in NRW was the entry of a Chinese owner forbidden, by our sources?
select
  e.event_id, e.company_id, c.name, e.kind, e.date, e.date_precision, e.note_de, e.note_en,
  e.source_id
from core.known_company_event e
join core.known_company c using (company_id)
where e.kind = 'blocked'
order by e.first_day nulls last, e.event_id
