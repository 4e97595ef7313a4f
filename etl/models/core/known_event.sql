-- Cooperation events documented by the date asked for.
-- @view
-- source_ids: who says so, as far as known at the date asked for
select * replace (
  formula.known_of(source_ids, (select list(source_id) from core.known_source)) as source_ids,
  formula.said(note_de) as note_de, formula.said(note_en) as note_en
)
from core.event
where known_since <= formula.as_of()
