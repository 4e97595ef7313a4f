-- Who stands above one company, edge by edge, up to its highest owner? A circle is shown once; who is not named is said with the reason.
-- $company: key of the entity @core.entity.entity_id = schwing
-- $ended: with ties that are over, and with plans in no|yes = no
-- step: how far above the company: 1 for its own edges
-- child_name: name of who is owned
-- parent_name: name of the owner
-- parent_country: country of the owner @region
-- is_ultimate: this owner is the one highest
-- is_cycle: the edge is part of a circle
-- ultimate_reason: how the highest owner of the company is known @ultimate_reason
with recursive edge as materialized (
  from core.known_ownership_edge where $ended = 'yes' or not (is_ended or is_planned)
),
walk as (
  select $company as node_id, 0 as depth
  union
  select e.parent_id, w.depth + 1 from walk w
  join edge e on e.child_id = w.node_id and e.parent_id is not null
  where w.depth < 64
),
node as (
  select node_id, min(depth) as depth from walk group by node_id
),
above as (
  select child_id as below_id, parent_id as above_id from edge where child_id in (select node_id from node)
  union
  select a.below_id, e.parent_id from above a
  join edge e on e.child_id = a.above_id and e.parent_id is not null
)
select n.depth + 1 as step, e.edge_id, e.child_id, c.name as child_name, e.parent_id,
  p.name as parent_name, coalesce(p.country, e.parent_country) as parent_country, e.relation,
  e.share_pct, e.share_text, e.start_date, e.end_date, e.is_ended, e.is_planned,
  e.exception_reason, coalesce(e.parent_id = u.ultimate_id, false) as is_ultimate,
  coalesce(e.parent_id = e.child_id, false)
    or exists (from above where below_id = e.parent_id and above_id = e.child_id) as is_cycle,
  u.ultimate_reason, e.confidence, e.source_ids
from node n
join edge e on e.child_id = n.node_id
join core.known_entity c on c.entity_id = e.child_id
left join core.known_entity p on p.entity_id = e.parent_id
left join core.ultimate_owner u on u.entity_id = $company
order by step, e.child_id, case e.relation when 'owner' then 1 when 'direct' then 2 else 3 end,
  e.is_ended, e.edge_id
