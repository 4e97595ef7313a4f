-- Deals documented by the date asked for, and what their sources known then say: as collected once
-- all are known. Before, what became of a deal whose events are documented is what the newest event
-- known says; amount, stake and remark are left out.
-- @view
-- source_ids: who says so, as far as known at the date asked for
-- is_complete: all its sources were known at the date asked for; else amount, stake and remark are left out
with dated as (
  select *, complete_since <= formula.as_of() as is_complete
  from core.deal where known_since <= formula.as_of()
),
source as (
  select list(source_id) as known_ids from core.known_source
),
event as (
  select deal_id, arg_max(s.deal_status, (first_day, event_id))
    filter (known_since <= formula.as_of() and s.deal_status is not null) as status
  from core.company_event join reference.event_kinds s on s.code = kind
  where deal_id is not null group by deal_id
)
select d.* exclude (complete_since) replace (
  list_filter(source_ids, lambda id: list_contains(known_ids, id)) as source_ids,
  case when is_complete or e.deal_id is null then d.status else coalesce(e.status, 'unknown') end
    as status,
  case when is_complete then value_meur end as value_meur,
  case when is_complete then value_original end as value_original,
  case when is_complete then currency end as currency,
  case when is_complete then value_basis end as value_basis,
  case when is_complete then stake_pct end as stake_pct,
  case when is_complete then stake_text end as stake_text,
  case when is_complete then formula.said(note_de) end as note_de,
  case when is_complete then formula.said(note_en) end as note_en
)
from dated d
cross join source
left join event e using (deal_id)
