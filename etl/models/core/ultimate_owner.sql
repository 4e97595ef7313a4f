-- The one highest owner of each entity that has a tie of ownership, at the date asked for, or why it is not known. Highest is who stands above it and has nobody above itself. A dead end of which GLEIF knows nothing gives way where the company itself names another as ultimate parent. A circle, two highest owners, or one that is reported but not named give none.
-- @view
-- entity_id: who is owned
-- ultimate_id: its highest owner; none where that is not known
-- ultimate_reason: how that is known: known, exception (nobody is named), several, cycle, or none @ultimate_reason
with recursive live as materialized (
  select child_id, parent_id, relation, exception_reason,
    exception_reason in ('natural_persons', 'non_consolidating', 'no_known_person') as is_top
  from core.known_ownership_edge where not is_ended and not is_planned
),
-- Everybody who stands above an entity. Who stands above itself is part of a circle.
reached as (
  select child_id as entity_id, parent_id as owner_id from live where parent_id is not null
  union
  select r.entity_id, l.parent_id from reached r
  join live l on l.child_id = r.owner_id and l.parent_id is not null
),
chain as (
  from reached union select child_id as entity_id, child_id as owner_id from live
),
parented as (
  select distinct child_id from live where parent_id is not null
),
circle as (
  select distinct c.entity_id from chain c
  join reached r on r.entity_id = c.owner_id and r.owner_id = c.owner_id
),
told as (
  select child_id, bool_or(relation = 'ultimate' and parent_id is not null) as has_ultimate,
    bool_or(relation = 'ultimate' and parent_id is null) as has_no_ultimate,
    bool_or(coalesce(is_top, false)) as is_top, bool_or(not is_top) as is_hidden
  from live group by child_id
),
-- Each tie that leads to somebody without a parent, and what speaks against that being the end.
final as (
  select c.entity_id, e.parent_id as top_id, coalesce(t.is_hidden, false) as is_hidden,
    e.relation = 'direct' and not coalesce(t.is_top, false) and f.has_ultimate
      and not exists (from live u where u.child_id = e.child_id and u.relation = 'ultimate'
        and u.parent_id = e.parent_id) as gives_way,
    e.relation = 'direct' and not coalesce(t.is_top, false) and f.has_no_ultimate
      and not f.has_ultimate as is_open
  from chain c
  join live e on e.child_id = c.owner_id and e.parent_id is not null
  join told f on f.child_id = e.child_id
  left join told t on t.child_id = e.parent_id
  where e.parent_id not in (from parented)
),
candidate as (
  select entity_id, top_id, bool_or(is_hidden or is_open) as is_hidden
  from final group by entity_id, top_id having not bool_and(gives_way)
),
counted as (
  select entity_id, count(*) as n, min(top_id) as top_id, bool_or(is_hidden) as is_hidden
  from candidate group by entity_id
)
select t.child_id as entity_id,
  case when o.entity_id is not null then 'cycle' when n > 1 then 'several'
    when c.is_hidden or (n is null and (t.is_top or t.is_hidden)) then 'exception'
    when n = 1 then 'known' else 'none' end as ultimate_reason,
  case when ultimate_reason = 'known' then top_id end as ultimate_id
from told t
left join circle o on o.entity_id = t.child_id
left join counted c on c.entity_id = t.child_id
