-- Edges of ownership documented by the date asked for, as its sources known then say: of a documented owner share, plan and end are those of the company as then known.
-- @view
-- source_ids: who says so, as far as known at the date asked for
select e.* exclude (end_since) replace (
  if(e.relation = 'owner', k.stake_pct, e.share_pct) as share_pct,
  if(e.relation = 'owner', k.stake_text, e.share_text) as share_text,
  if(e.relation = 'owner', k.last_known_status in ('exited', 'closed'), e.is_ended) as is_ended,
  if(e.relation = 'owner', k.last_known_status in ('announced', 'blocked', 'withdrawn'),
    e.is_planned) as is_planned,
  case when e.end_since <= formula.as_of() then e.end_date end as end_date,
  formula.known_of(e.source_ids, (select list(source_id) from core.known_source)) as source_ids
)
from core.ownership_edge e
left join core.known_company k on e.relation = 'owner' and k.company_id = e.child_id
where e.known_since <= formula.as_of()
