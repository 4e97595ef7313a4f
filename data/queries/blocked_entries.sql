-- In which cases in NRW was the entry of a Chinese owner forbidden, by our sources?
select
  e.event_id, e.entity_id, c.name, e.kind, e.date, e.date_precision, e.note_de, e.note_en,
  e.source_ids
from core.known_entity_event e
join core.known_entity c using (entity_id)
where e.kind = 'blocked' and c.region = 'de-nw'
order by e.first_day nulls last, e.event_id
