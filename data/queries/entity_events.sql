-- What happened to one firm, in the order of time, on one day in that of a firm's life? Deals are among it: cases, amounts cover what their basis says, never add up.
-- $company: key of the entity @core.entity.entity_id = schwing
-- phase: phase of a firm's life @event_phase
-- is_deal: it is a deal, not a step of one
select
  e.event_id, e.kind, k.phase, e.date, e.date_precision, e.amount_meur, e.amount_original,
  e.currency_original, e.amount_basis, e.stake_pct, e.stake_text, e.jobs, e.counterpart,
  e.deal_id, e.mode is not null as is_deal, e.mode, e.direction, e.buyer, e.target, e.status,
  e.confidence, e.note_de, e.note_en, e.is_told, e.source_ids
from core.known_entity_event e
join reference.event_kinds k on k.code = e.kind
join reference.event_phases p on p.code = k.phase
where e.entity_id = $company
order by e.first_day nulls last, p.position, e.event_id
