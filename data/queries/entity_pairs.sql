-- Which pairs of firms may be one, by rule or by a person's decision, and which are matched?
-- Nothing until it was fetched or brought in.
-- name: name as our sources have it
-- entity_name: name as GLEIF has it
-- how: by what it is matched; none where a person has to decide
-- reason: what an undecided pair shares
with pair as (
  select company_id, lei, null::varchar as how, reason from core.entity_pair
  union all by name
  select company_id, lei, how from core.entity_match
)
select p.company_id, c.name, p.lei, coalesce(n.name, e.name) as entity_name, p.how, p.reason,
  c.source_ids
from pair p
join core.known_entity c on c.entity_id = p.company_id
left join core.known_entity e on e.lei = p.lei
left join (
  select entity_id, min(name) as name from core.known_entity_name
  where name_kind = 'legal' group by entity_id
) n on n.entity_id = e.entity_id
qualify row_number() over (partition by p.company_id, p.lei order by e.entity_id) = 1
order by p.how is not null, strip_accents(lower(c.name)), p.company_id, p.lei
