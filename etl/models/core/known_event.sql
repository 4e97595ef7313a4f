-- Cooperation events documented by the date asked for.
-- @view
-- source_ids: who says so, as far as known at the date asked for
select * exclude (known_ids) replace (
  list_filter(source_ids, lambda id: list_contains(known_ids, id)) as source_ids,
  formula.said(note_de) as note_de, formula.said(note_en) as note_en
)
from core.event
cross join (select list(source_id) as known_ids from core.known_source)
where known_since <= formula.as_of()
