-- How many companies do we know, by which definition, on the day asked for? Cases, never a census: published counts are no denominator, since nobody says of which firms they are made.
-- definition: which companies are counted @coverage
-- companies_count: how many
-- newest_day: newest evidence among them
with known as (
  select e.entity_id, e.source_ids, c.company_id is not null as is_documented,
    coalesce(c.show_by_default, true) as is_sure,
    coalesce(c.last_known_status = 'active', false) as is_active, e.lei is not null as is_listed,
    g.is_fresh, g.ultimate_country in ('cn', 'hk', 'mo', 'tw') as is_traced,
    g.evidence_day
  from core.known_entity e
  join core.known_register g using (entity_id)
  left join core.known_company c on c.company_id = e.entity_id
),
counted as (
  select unnest(list_filter([
    'all', if(is_documented, 'documented', null), if(is_documented and is_sure, 'sure', null),
    if(is_documented and is_active, 'active', null), if(is_documented and is_fresh, 'fresh', null),
    if(is_traced, 'traced', null), if(is_listed, 'listed', null)
  ], lambda one: one is not null)) as definition, * from known
)
select k.code as definition, count(c.entity_id) as companies_count, max(evidence_day) as newest_day,
  coalesce(list_sort(list_distinct(flatten(list(source_ids)))), []) as source_ids
from reference.coverages k
left join counted c on c.definition = k.code
group by k.code
order by list_position(['all', 'documented', 'sure', 'active', 'fresh', 'traced', 'listed'], k.code)
