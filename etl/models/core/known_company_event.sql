-- Company events documented by the date asked for.
-- @view
select * replace (formula.said(note_de) as note_de, formula.said(note_en) as note_en)
from core.company_event
where known_since <= formula.as_of()
