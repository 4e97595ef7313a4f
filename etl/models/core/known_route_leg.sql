-- Legs of the rail route known at the date asked for: one drawn for a train as soon as that train is
-- known, one of the corridor as soon as both of its ends are.
-- @view
select * replace (formula.said(note_de) as note_de, formula.said(note_en) as note_en)
from core.route_leg l
where case when train_event_id is null
  then list_has_all((select list(code) from core.known_route_point), [from_code, to_code])
  else train_event_id in (
    select event_id from core.known_rail_claim where is_evidence and event_kind = 'train')
  end
