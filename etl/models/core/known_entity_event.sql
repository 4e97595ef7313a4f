-- Events documented by the date asked for; amount, stake and remark from the day on which the source
-- that tells them was known.
-- @view
-- source_ids: who says so, as far as known at the date asked for
-- status: what became of the deal: what the event known that is furthest in its life says @status
-- is_told: the source of amount, stake and remark was known at the date asked for; else they are left out
with known as (
  select *, told_since <= formula.as_of() as is_told
  from core.entity_event where known_since <= formula.as_of()
),
outcome as (
  select deal_id, arg_max(k.deal_status, (p.position, first_day, event_id)) as status
  from known join reference.event_kinds k on k.code = kind
  join reference.event_phases p on p.code = k.phase
  where deal_id is not null and k.deal_status is not null group by deal_id
)
select e.* exclude (told_since) replace (
  formula.known_of(source_ids, (select list(source_id) from core.known_source)) as source_ids,
  case when is_told then amount_meur end as amount_meur,
  case when is_told then amount_original end as amount_original,
  case when is_told then currency_original end as currency_original,
  case when is_told then amount_basis end as amount_basis,
  case when is_told then stake_pct end as stake_pct,
  case when is_told then stake_text end as stake_text,
  case when is_told then formula.said(note_de) end as note_de,
  case when is_told then formula.said(note_en) end as note_en
), o.status
from known e
left join outcome o using (deal_id)
