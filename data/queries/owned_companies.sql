-- Which companies in NRW stand below one owner, over whatever number of steps? Ended ties and plans
-- are shown with what was last reported.
-- $entity: key of the entity @core.entity.entity_id = owner_xuzhou_construction_machinery_group_xcmg
-- steps: how many edges below the owner
with recursive below as (
  select $entity as entity_id, 0 as steps
  union
  select e.child_id, b.steps + 1 from below b
  join core.known_ownership_edge e on e.parent_id = b.entity_id
  where b.steps < 64
),
nearest as (
  select entity_id, min(steps) as steps from below where steps > 0 and entity_id <> $entity group by all
)
select
  e.entity_id, e.name, e.city_code, n.steps, c.last_known_status, c.status_as_of,
  e.source_ids
from nearest n
join core.known_entity e using (entity_id)
left join core.known_company c on c.company_id = e.entity_id
where e.in_nrw
order by strip_accents(lower(e.name)), e.entity_id
